/**
 * The `Code` chunk: from the compact bytes of the file to the flat stream of words that
 * DecodedModule describes.
 *
 * One pass decodes each operand and checks it against its kind in the opcode table; a second, over
 * the labels only, checks that each one that is used is defined where it may be used. After that
 * the stream can be trusted: indices are in range, lists are whole groups, a branch stays in its
 * function and a call goes to an entry.
 *
 * Most instructions are done by wasm/code.wasm.ts, by the same rules and tables; it leaves to the
 * decoder here what is special, and all that is wrong.
 */

import { genops, MAX_OPCODE, OP } from '../isa/genop.ts';
import type { Kind } from '../isa/kinds.ts';
import { bsMatchCommands, kinds } from '../isa/kinds.ts';
import type { Tag } from '../isa/operand.ts';
import {
  ALLOC,
  MAX_REGISTERS,
  MAX_VALUE,
  MIN_VALUE,
  operand,
  operandSize,
  REGISTER_BITS,
  TAG,
  tagOf,
} from '../isa/operand.ts';
import { fromBase64 } from '../util/base64.ts';
import { KEPT_LIMIT, Workspace } from '../util/workspace.ts';
import type { Budgets } from './budgets.ts';
import { type DecoderExports, WASM } from './generated/decoder.ts';
import type { Code, Import, Lambda } from './module.ts';
import type { Place } from './reader.ts';
import { Reader } from './reader.ts';
import { ANYWHERE, CARE, FREE, OPERAND, ROLE, STATE, TABLE } from './window.ts';

/** What operands may refer to. */
export interface CodeContext {
  readonly atoms: readonly string[];
  readonly imports: readonly Import[];
  readonly lambdas: readonly Lambda[];
  readonly literalCount: number;
  readonly stringBytes: number;
  /** Lines including the unknown one, or Infinity if any number will do. */
  readonly lineCount: number;
  /** Types, or 0 if they are unknown and typed registers are to lose their types. */
  readonly typeCount: number;
}

/**
 * Operands up to F have the same tags in the file. This one has not been used since R5; the next
 * one marks everything that has no tag of its own: lists, floating point registers, literals…
 */
const CHARACTER = 6;

/** Kinds as numbers, and per kind the set of tags that it accepts. */
const kindNames = Object.keys(kinds) as Kind[];
const kindNumbers = Object.fromEntries(kindNames.map((kind, i) => [kind, i])) as Record<
  Kind,
  number
>;
const accepts = Int32Array.from(kindNames, (kind) =>
  kinds[kind].tags.reduce((set: number, tag) => set | (1 << tag), 0),
);
const K_LBL = kindNumbers.lbl;
const K_ATOM = kindNumbers.atom;
const K_FUNTAG = kindNumbers.funtag;
const K_STARTFAIL = kindNumbers.startfail;
const K_COMMANDS = kindNumbers.commands;
const cares: { readonly [kind in Kind]?: number } = {
  lbl: CARE.LABEL,
  atom: CARE.ATOM,
  funtag: CARE.ATOMS,
  startfail: CARE.ATOMS,
  commands: CARE.LISTS,
};

/**
 * The kinds of each instruction's operands, one after the other: those of opcode N start at
 * firstOperand[N].
 */
const firstOperand = new Int32Array(MAX_OPCODE + 2);
const operandKinds: number[] = [];
/** For the operands that are lists, the kinds of a group. */
const operandGroups: (readonly number[])[] = [];
for (let op = 1; op <= MAX_OPCODE; op++) {
  firstOperand[op] = operandKinds.length;
  for (const { kind, group } of genops[op].operands) {
    operandKinds.push(kindNumbers[kind]);
    operandGroups.push(group.map((member) => kindNumbers[member]));
  }
}
firstOperand[MAX_OPCODE + 1] = operandKinds.length;

const commands = new Map(
  Object.entries(bsMatchCommands).map(([name, list]) => [name, list.map((k) => kindNumbers[k])]),
);

const tagNames = Object.keys(TAG);
const noGroup: readonly number[] = [];

/** The instructions whose label is a function's entry. */
const callsLabel = opcodeSet(OP.call, OP.call_last, OP.call_only);
/** The instructions that have a place in the strings, with a length. */
const needsStrings = opcodeSet(
  OP.put_string,
  OP.bs_put_string,
  OP.bs_match_string,
  OP.bs_create_bin,
);
/** The instructions that name an import, and after how many words they do. */
const importAfter = new Uint8Array(MAX_OPCODE + 1);
for (const { number, operands } of genops.slice(1)) {
  importAfter[number] = 1 + operands.findIndex(({ kind }) => kind === 'import');
}

function opcodeSet(...ops: number[]): Uint8Array {
  const set = new Uint8Array(MAX_OPCODE + 1);
  for (const op of ops) set[op] = 1;
  return set;
}

/** The number of arguments that an instruction gives its import; calls have it as an operand. */
function argumentsOf(op: number): number {
  const { name, operands } = genops[op];
  return operands[0].kind === 'arity' ? OPERAND : Number(name.at(-1));
}

export function decodeCode(
  bytes: Uint8Array,
  start: number,
  end: number,
  place: Place,
  context: CodeContext,
  budgets: Budgets,
): Code {
  const reader = new Reader(bytes, start, end, place);
  if (end - start > budgets.codeBytes) {
    reader.fail(
      `${end - start} bytes of code, more than the ${budgets.codeBytes} that are allowed`,
    );
  }
  const headerSize = reader.u32('the size of the header');
  if (headerSize < 16 || headerSize > reader.left) {
    reader.fail(`a header of ${headerSize} bytes`, start);
  }
  const codeStart = reader.at + headerSize;
  const format = reader.u32('the format');
  if (format !== 0) reader.fail(`instruction set ${format}, where only 0 is known`, start + 4);
  const maxOpcode = reader.u32('the highest opcode');
  if (maxOpcode > MAX_OPCODE) {
    reader.fail(
      `compiled for a newer OTP: it has opcode ${maxOpcode}, and ${MAX_OPCODE} is the last one known`,
      start + 8,
    );
  }
  const labelCount = reader.u32('the number of labels');
  if (labelCount > budgets.labels) {
    reader.fail(
      `${labelCount} labels, more than the ${budgets.labels} that are allowed`,
      start + 12,
    );
  }
  const functionCount = reader.u32('the number of functions');
  if (functionCount > end - codeStart) {
    reader.fail(
      `${functionCount} functions, but only ${end - codeStart} bytes of code`,
      start + 16,
    );
  }
  return new CodeDecoder(
    bytes,
    codeStart,
    end,
    place,
    context,
    budgets,
    labelCount,
    functionCount,
  ).decode();
}

/** More than a word has room for. */
const NO_LIMIT = 0x7fffffff;

/** wasm/code.wasm.ts, and the memory that it works on, with the tables in it. */
class Window extends Workspace<DecoderExports> {
  constructor() {
    super(wasmModule);
    const { bytes, words } = this;
    kindNames.forEach((kind, i) => {
      words[TABLE.LIMITS / 4 + i] = NO_LIMIT;
      words[TABLE.TAGS / 4 + i] = accepts[i];
      bytes[TABLE.CARES + i] = cares[kind] ?? 0;
    });
    for (let op = 1; op <= MAX_OPCODE; op++) {
      bytes[TABLE.ROLES + op] = roleOf(op);
      bytes[TABLE.CALLS + op] = callsLabel[op];
      bytes[TABLE.IMPORTS + op] = importAfter[op];
      if (importAfter[op] > 0) bytes[TABLE.ARGUMENTS + op] = argumentsOf(op);
    }
    words.set(firstOperand, TABLE.FIRST / 4);
    let groups = 0;
    operandKinds.forEach((kind, i) => {
      const group = operandGroups[i];
      words[TABLE.OPERANDS / 4 + i] = kind | (group.length << 8) | (groups << 16);
      bytes.set(group, TABLE.GROUPS + groups);
      groups += group.length;
    });
  }

  /** Goes on from the state to the end of the code or to an instruction that is left to JavaScript. */
  decodeOrdinary(): void {
    this.exports.decodeOrdinary();
  }

  /** Whether each of the uses of labels that the state knows is right. */
  labelsAreRight(labelCount: number): boolean {
    return Boolean(this.exports.labelsAreRight(labelCount));
  }
}

/** The instructions that are more than their operands, but for those that have a role of their own. */
const special = opcodeSet(OP.int_code_end, OP.on_load, OP.make_fun3);

function roleOf(op: number): number {
  if (op === OP.label) return ROLE.LABEL;
  if (op === OP.line) return ROLE.LINE;
  if (op === OP.func_info) return ROLE.FUNC_INFO;
  if (special[op] === 1 || needsStrings[op] === 1) return ROLE.OTHER;
  return importAfter[op] > 0 ? ROLE.IMPORT : ROLE.PLAIN;
}

const wasmModule = new WebAssembly.Module(fromBase64(WASM));
const kept = new Window();

class CodeDecoder extends Reader {
  readonly context: CodeContext;
  readonly budgets: Budgets;
  readonly atomCount: number;
  readonly window: Window;
  /** The cells of STATE. */
  readonly state: Int32Array;
  /** The words so far. No operand takes more words than bytes. */
  readonly words: Int32Array;
  size = 0;
  readonly bigs: bigint[] = [];
  /** Uses of labels, three words each. */
  readonly uses: Int32Array;
  usesSize = 0;
  /** For each kind, what a U operand's value must stay below. */
  readonly limits: Int32Array;
  /** The instruction that is being decoded, its position, and which of its operands is. */
  op = 0;
  opAt = 0;
  operandIndex = 0;
  /** The number of the function that is being decoded, counted from 1. */
  function = 0;
  readonly functionCount: number;
  readonly functionStarts: Int32Array;
  readonly entryLabels: Int32Array;
  readonly labels: Int32Array;
  /** The function of each label. */
  readonly owners: Int32Array;
  /**
   * Labels that only other labels and lines have followed: they belong to a function that begins
   * here.
   */
  readonly pending: Int32Array;
  pendingSize = 0;
  afterFuncInfo = false;
  onLoad = 0;

  constructor(
    bytes: Uint8Array,
    start: number,
    end: number,
    place: Place,
    context: CodeContext,
    budgets: Budgets,
    labelCount: number,
    functionCount: number,
  ) {
    super(bytes, start, end, place);
    this.context = context;
    this.budgets = budgets;
    this.atomCount = context.atoms.length;
    this.functionCount = functionCount;

    // An instruction that is cut off by the code's end may read and write a few more.
    const most = end - start + 64;
    const imports = (context.imports.length + 3) & ~3;
    const size = FREE + 4 * (3 * labelCount + 2 * functionCount + 4 * most) + imports + most;
    this.window = size > KEPT_LIMIT ? new Window() : kept;
    this.window.grow(size);
    const { bytes: memory, words } = this.window;
    this.state = words.subarray(0, TABLE.LIMITS / 4);
    let free = FREE;
    const take = (cell: number, count: number): Int32Array => {
      this.state[cell] = free;
      free += 4 * count;
      return words.subarray(free / 4 - count, free / 4);
    };
    this.labels = take(STATE.LABELS, labelCount).fill(-1);
    this.owners = take(STATE.OWNERS, labelCount).fill(0);
    this.pending = take(STATE.PENDING, labelCount);
    this.functionStarts = take(STATE.STARTS, functionCount);
    this.entryLabels = take(STATE.ENTRIES, functionCount);
    this.words = take(STATE.WORDS, most);
    this.uses = take(STATE.USES, 3 * most);
    this.state[STATE.ARITIES] = free;
    for (const { arity } of context.imports) memory[free++] = arity;
    this.state[STATE.ORIGIN] = free - start;
    memory.set(bytes.subarray(start, end), free);
    this.state[STATE.END] = end;
    this.state[STATE.FUNCTIONS] = functionCount;
    this.state[STATE.ATOMS] = this.atomCount;
    this.state[STATE.LITERALS] = context.literalCount;
    this.state[STATE.TYPES] = context.typeCount;

    this.limits = words.subarray(TABLE.LIMITS / 4, TABLE.LIMITS / 4 + kindNames.length);
    this.limits[kindNumbers.label] = labelCount;
    this.limits[kindNumbers.arity] = 256;
    this.limits[kindNumbers.live] = MAX_REGISTERS + 1;
    this.limits[kindNumbers.line] = Math.min(context.lineCount, NO_LIMIT);
    this.limits[kindNumbers.import] = context.imports.length;
    this.limits[kindNumbers.lambda] = context.lambdas.length;
    this.limits[kindNumbers.funtag] = context.lambdas.length;
    this.limits[kindNumbers.string] = context.stringBytes + 1;
    this.limits[kindNumbers.flags] = 32;
  }

  decode(): Code {
    const { end, functionCount } = this;
    do this.ordinary();
    while (this.at < end && this.instruction());
    if (this.op !== OP.int_code_end) this.fail('the code does not end with int_code_end', end);
    if (this.function !== functionCount) {
      this.fail(`${this.function} functions, but the header says ${functionCount}`, end);
    }
    this.checkLabels();
    return {
      code: this.words.slice(0, this.size),
      functionStarts: this.functionStarts.slice(),
      entryLabels: this.entryLabels.slice(),
      labels: this.labels.slice(),
      bigs: this.bigs,
      onLoad: this.onLoad,
    };
  }

  /** Has WebAssembly decode up to the end or to what it leaves to `instruction`. */
  ordinary(): void {
    const { state } = this;
    state[STATE.AT] = this.at;
    state[STATE.SIZE] = this.size;
    state[STATE.USES_SIZE] = this.usesSize;
    state[STATE.PENDING_SIZE] = this.pendingSize;
    state[STATE.FUNCTION] = this.function;
    state[STATE.AFTER_FUNC_INFO] = Number(this.afterFuncInfo);
    this.window.decodeOrdinary();
    this.at = state[STATE.AT];
    this.size = state[STATE.SIZE];
    this.usesSize = state[STATE.USES_SIZE];
    this.pendingSize = state[STATE.PENDING_SIZE];
    this.function = state[STATE.FUNCTION];
    this.afterFuncInfo = state[STATE.AFTER_FUNC_INFO] !== 0;
  }

  /** Decodes one instruction; false if it was the last. */
  instruction(): boolean {
    const { words } = this;
    const op = this.bytes[this.at];
    this.opAt = this.at++;
    if (op === 0 || op > MAX_OPCODE) this.fail(`there is no opcode ${op}`, this.opAt);
    this.op = op;
    const at = this.size;
    words[this.size++] = op;
    const first = firstOperand[op];
    const last = firstOperand[op + 1];
    for (let k = first; k < last; k++) {
      this.operandIndex = k - first;
      this.operand(operandKinds[k], operandGroups[k]);
    }
    if (this.at > this.end) this.fail(`${genops[op].name}: the code ends in the middle`, this.opAt);

    if (op === OP.label) {
      this.define(words[at + 1] >> 4, at);
      return true;
    }
    if (this.afterFuncInfo) this.fail('func_info: no label after it', this.opAt);
    if (op === OP.line) return true;
    if (op === OP.int_code_end) return false;
    if (op === OP.func_info) {
      this.startFunction(at);
    } else if (this.function === 0) {
      this.fail(`${genops[op].name}: outside of any function`, this.opAt);
    } else if (op === OP.on_load) {
      if (this.onLoad !== 0) this.fail('on_load: there is one already', this.opAt);
      this.onLoad = this.entryLabels[this.function - 1];
    } else if (importAfter[op] > 0) {
      this.checkImport(op, at);
    } else if (op === OP.make_fun3) {
      this.checkFun(at);
    } else if (needsStrings[op] === 1) {
      this.checkString(op, at);
    }
    this.pendingSize = 0;
    return true;
  }

  define(label: number, at: number): void {
    const { labels } = this;
    if (label === 0) this.fail('label 0 cannot be defined', this.opAt);
    if (labels[label] >= 0) this.fail(`label ${label} is defined twice`, this.opAt);
    labels[label] = at;
    this.owners[label] = this.function;
    this.pending[this.pendingSize++] = label;
    if (this.afterFuncInfo) this.entryLabels[this.function - 1] = label;
    this.afterFuncInfo = false;
  }

  startFunction(at: number): void {
    const { functionCount, pending, pendingSize } = this;
    if (pendingSize === 0) this.fail('func_info: no label before it', this.opAt);
    if (this.function === functionCount) {
      this.fail(`more functions than the ${functionCount} of the header`, this.opAt);
    }
    this.functionStarts[this.function++] = at;
    for (let i = 0; i < pendingSize; i++) this.owners[pending[i]] = this.function;
    this.afterFuncInfo = true;
  }

  /** Each label that is used is defined: in the same function, or, if it is called, as an entry. */
  checkLabels(): void {
    const { entryLabels, labels, owners, uses } = this;
    if (this.window.labelsAreRight(labels.length)) return;
    for (let i = 0; i < this.usesSize; i += 3) {
      const label = uses[i];
      const user = uses[i + 1];
      if (label >= labels.length || labels[label] < 0) {
        this.fail(`label ${label} is not defined`, uses[i + 2]);
      } else if (user === ANYWHERE) {
        if (owners[label] === 0 || entryLabels[owners[label] - 1] !== label) {
          this.fail(`label ${label} is called, but no function begins there`, uses[i + 2]);
        }
      } else if (user !== owners[label]) {
        this.fail(`a branch to label ${label}, which is in another function`, uses[i + 2]);
      }
    }
  }

  /** Decodes one operand of the given kind. */
  operand(kind: number, group: readonly number[]): void {
    const start = this.at;
    const lead = this.bytes[this.at++];
    const tag = lead & 7;
    let value: number;
    if ((lead & 8) === 0) {
      value = lead >> 4;
    } else if ((lead & 16) === 0) {
      value = ((lead & 0xe0) << 3) | this.bytes[this.at++];
    } else {
      this.at = start;
      value = this.tagged(genops[this.op].name);
      if (!(value >= MIN_VALUE && value <= MAX_VALUE)) {
        this.big(kind, tag, value, start);
        return;
      }
    }
    if (tag >= CHARACTER) {
      if (tag === CHARACTER) this.problem('an operand of an unknown sort (tag 6)', start);
      this.extended(kind, group, value, start);
      return;
    }
    if (((accepts[kind] >> tag) & 1) === 0) this.mismatch(kind, tag, start);
    switch (tag) {
      case 0: // U
        if (value >= this.limits[kind]) this.outOfRange(kind, value, start);
        break;
      case 2: // A
        if (value >= this.atomCount || (value === 0 && kind === K_ATOM)) {
          this.problem(`atom ${value} of ${this.atomCount - 1}`, start);
        }
        if (kind === K_FUNTAG) this.oneOf(value, 'safe', 'unsafe', start);
        else if (kind === K_STARTFAIL) this.oneOf(value, 'no_fail', 'resume', start);
        break;
      case 3: // X
      case 4: // Y
        if (value >= MAX_REGISTERS) this.problem(`register ${value}`, start);
        break;
      case 5: // F
        if (value !== 0) this.use(value, start);
        else if (kind === K_LBL) this.problem('label 0', start);
        break;
    }
    this.words[this.size++] = (value << 4) | tag;
  }

  /** An integer, or something that must not be one, that does not fit in a word. */
  big(kind: number, tag: number, value: number, start: number): void {
    if (tag > TAG.I) this.problem('a number that is too large', start);
    if (((accepts[kind] >> tag) & 1) === 0) this.mismatch(kind, tag, start);
    if (tag === TAG.U && this.limits[kind] < NO_LIMIT) {
      this.outOfRange(kind, value, start);
    }
    if (this.at - start > this.budgets.integerBytes) {
      this.problem(`an integer of ${this.at - start} bytes`, start);
    }
    this.words[this.size++] = operand(TAG.BIG, this.bigs.length);
    this.bigs.push(Number.isNaN(value) ? this.wide : BigInt(value));
  }

  /** An operand whose sort is given by a number and not by its tag. */
  extended(kind: number, group: readonly number[], sort: number, start: number): void {
    const { words } = this;
    if (sort === 4) {
      this.accept(kind, TAG.LIT, start);
      const index = this.plain('a literal', start);
      if (index >= this.context.literalCount) {
        this.problem(`literal ${index} of ${this.context.literalCount}`, start);
      }
      words[this.size++] = operand(TAG.LIT, index);
    } else if (sort === 5) {
      const register = this.tagged('a typed register');
      const { tag } = this;
      if (tag !== TAG.X && tag !== TAG.Y) this.problem('a type without a register', start);
      if (!(register < MAX_REGISTERS)) this.problem(`register ${register}`, start);
      const type = this.plain('a type', start);
      const { typeCount } = this.context;
      if (typeCount === 0) {
        this.accept(kind, tag, start);
        words[this.size++] = operand(tag, register);
        return;
      }
      if (type >= typeCount) this.problem(`type ${type} of ${typeCount}`, start);
      const typed = tag === TAG.X ? TAG.TX : TAG.TY;
      this.accept(kind, typed, start);
      words[this.size++] = operand(typed, (type << REGISTER_BITS) | register);
    } else if (sort === 1) {
      this.accept(kind, TAG.LIST, start);
      const count = this.plain('the length of a list', start);
      if (count > this.left) this.problem(`a list of ${count}, but the code ends`, start);
      words[this.size++] = operand(TAG.LIST, count);
      if (kind === K_COMMANDS) {
        this.bsMatch(count, start);
        return;
      }
      if (count % group.length !== 0) {
        this.problem(`a list of ${count}, in groups of ${group.length}`, start);
      }
      for (let i = 0; i < count; i += group.length) {
        for (const member of group) this.operand(member, noGroup);
      }
    } else if (sort === 2) {
      this.accept(kind, TAG.FR, start);
      const register = this.plain('a floating point register', start);
      if (register >= MAX_REGISTERS) this.problem(`floating point register ${register}`, start);
      words[this.size++] = operand(TAG.FR, register);
    } else if (sort === 3) {
      this.accept(kind, TAG.ALLOC, start);
      const count = this.plain('the length of an allocation list', start);
      if (count > 3) this.problem(`an allocation list of ${count}`, start);
      words[this.size++] = operand(TAG.ALLOC, count);
      for (let i = 0; i < count; i++) {
        const what = this.plain('an allocation', start);
        if (what > ALLOC.FUNS) this.problem(`allocation of an unknown sort ${what}`, start);
        words[this.size++] = what;
        words[this.size++] = this.plain('an allocation', start);
      }
    } else {
      this.problem(`an operand of an unknown sort (extended tag ${sort})`, start);
    }
  }

  /** The commands of bs_match: each an atom and the operands that go with it. */
  bsMatch(count: number, start: number): void {
    const { atoms } = this.context;
    for (let left = count; left > 0; ) {
      const at = this.at;
      this.operand(K_ATOM, noGroup);
      const name = atoms[this.words[this.size - 1] >> 4];
      const operands = commands.get(name);
      if (operands === undefined) this.problem(`there is no command '${name}'`, at);
      left -= 1 + operands.length;
      if (left < 0) this.problem(`a list of ${count} ends within '${name}'`, start);
      for (const kind of operands) this.operand(kind, noGroup);
    }
  }

  /** A call and a built-in have as many arguments as the function that they name. */
  checkImport(op: number, at: number): void {
    const { name, operands } = genops[op];
    const { arity } = this.context.imports[this.words[at + importAfter[op]] >> 4];
    // Calls tell the arity; others end in it, as gc_bif2 does.
    const given = operands[0].kind === 'arity' ? this.words[at + 1] >> 4 : Number(name.at(-1));
    if (given !== arity) {
      this.fail(`${name}: ${given} arguments for a function of ${arity}`, this.opAt);
    }
  }

  /** A fun is made with as many values as its function expects. */
  checkFun(at: number): void {
    const { numFree } = this.context.lambdas[this.words[at + 1] >> 4];
    const given = this.words[at + 3] >> 4;
    if (given !== numFree) {
      this.fail(`make_fun3: ${given} free variables instead of ${numFree}`, this.opAt);
    }
  }

  /** The bytes that an instruction takes from the strings are there. */
  checkString(op: number, at: number): void {
    const { words } = this;
    const { atoms, stringBytes } = this.context;
    if (op === OP.bs_create_bin) {
      // fail, heap (perhaps with words of its own), live, unit, dst, list
      const list = at + 5 + operandSize(words, at + 2);
      const end = list + 1 + (words[list] >> 4);
      for (let segment = list + 1; segment < end; segment += 6) {
        const value = words[segment + 4];
        const isString = atoms[words[segment] >> 4] === 'string';
        if (isString !== (tagOf(value) === TAG.U)) this.fail('bs_create_bin: a string', this.opAt);
        if (!isString) continue;
        const size = words[segment + 5];
        if (tagOf(size) !== TAG.I || !((value >> 4) + (size >> 4) <= stringBytes) || size < 0) {
          this.fail(`bs_create_bin: a string beyond the ${stringBytes} bytes`, this.opAt);
        }
      }
      return;
    }
    const [size, offset] =
      op === OP.bs_match_string
        ? [Math.ceil((words[at + 3] >> 4) / 8), words[at + 4]]
        : [words[at + 1] >> 4, words[at + 2]];
    if (size + (offset >> 4) > stringBytes) {
      this.fail(`${genops[op].name}: a string beyond the ${stringBytes} bytes`, this.opAt);
    }
  }

  /** An untagged number that belongs to an extended operand. */
  plain(what: string, start: number): number {
    const value = this.tagged(what);
    if (this.tag !== TAG.U || !(value <= MAX_VALUE))
      this.problem(`${what} without its number`, start);
    return value;
  }

  use(label: number, start: number): void {
    this.uses[this.usesSize++] = label;
    this.uses[this.usesSize++] = callsLabel[this.op] === 1 ? ANYWHERE : this.function;
    this.uses[this.usesSize++] = start;
  }

  oneOf(atom: number, first: string, second: string, start: number): void {
    const name = this.context.atoms[atom];
    if (name !== first && name !== second) this.problem(`'${name}'`, start);
  }

  accept(kind: number, tag: Tag, start: number): void {
    if (((accepts[kind] >> tag) & 1) === 0) this.mismatch(kind, tag, start);
  }

  mismatch(kind: number, tag: number, start: number): never {
    const name = kindNames[kind];
    this.problem(
      `an operand with tag ${tagNames[tag]}, where there should be ${kinds[name].doc}`,
      start,
    );
  }

  outOfRange(kind: number, value: number, start: number): never {
    const shown = Number.isNaN(value) ? this.wide : value;
    this.problem(`${kindNames[kind]} ${shown}, where it must be below ${this.limits[kind]}`, start);
  }

  /** Fails with the name of the instruction and of the operand. */
  problem(text: string, start: number): never {
    const { name, operands } = genops[this.op];
    this.fail(`${name}, ${operands[this.operandIndex].name}: ${text}`, start);
  }
}
