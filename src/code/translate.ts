// Translates the generic instructions of one function to the interpreter's words (interp/ops.ts).
//
// One rule per generic instruction, in the order of the table in isa/genop.ts. A rule reads its operands from left to right and emits words.
// Rewrites on the way, each beside its rule: built-ins are called directly, arithmetic and comparisons of guards and bodies become
// instructions of their own, comparing with an atom or a small integer is identity, `select_val` becomes a table, a
// sorted search or a chain by its keys, `line`, `test_heap` and other notes disappear.

import { COMMAND, FLAG, SEGMENT, UTF } from '../interp/bits.ts';
import { I, NATIVE, OPERAND } from '../interp/ops.ts';
import { genops, OP, type OpName } from '../isa/genop.ts';
import { bsMatchCommands } from '../isa/kinds.ts';
import { numberOf, operand, operandSize, registerOf, TAG, tagOf } from '../isa/operand.ts';
import type { DecodedModule } from '../loader/module.ts';

/** What translation needs to know of the world around a function. */
export interface Linker {
  /** Index of a literal of the module in the code area. */
  moduleLiteral(index: number): number;
  atomLiteral(name: string): number;
  integerLiteral(value: bigint): number;
  /** [M, F | A] of a function of this module. */
  functionInfoLiteral(name: string, arity: number): number;
  /** What is to be done at each call of a function of this module, before its own instructions. */
  prologue(name: string, arity: number): readonly number[];
  /** A binary of part of the module's strings. */
  stringLiteral(offset: number, bits: number): number;
  exportLiteral(module: string, name: string, arity: number): number;
  funEntryLiteral(lambda: number): number;
  returnLiteral(pc: number): number;
  /** The words before a function's entry. */
  entryWords(arity: number): readonly number[];
  /** The definition of this module's native record of that name, or -1. */
  recordLiteral(name: string): number;
  /** Number of a built-in, or -1. */
  bif(module: string, name: string, arity: number): number;
  atomIndex(name: string): number;
  /** The entry of a function of this module, by label. */
  entry(label: number): number;
  /** The flags in a literal list of bit field flags. */
  segmentFlags(literal: number): number;
}

export interface TranslatedFunction {
  words: number[];
  /** Offset of the entry in `words`. */
  entry: number;
  /** Offsets in `words` and line table indices, alternating, ascending. */
  lines: number[];
  /** Offsets in `words` of the instructions that call funs. */
  funCalls: number[];
}

/** A move's operands, as words. */
type Move = readonly [from: number, to: number];

/** Thrown where a module has an instruction that no supported compiler emits. */
export class UnsupportedInstruction extends Error {}

/** A label that is not placed yet, and the return address of an offset, as numbers beyond all words. */
const LABEL = 2 ** 40;
const RETURN = 2 ** 41;

/** The raw operand `nil`. */
const NIL_OPERAND = operand(TAG.A, 0);

/** BIFs of ours that are Erlang functions in OTP 27: a tail call of one leaves its caller no stack entry. */
const WRITTEN_IN_ERLANG: ReadonlySet<string> = new Set([
  'erlang:binary_to_integer/1',
  'erlang:binary_to_integer/2',
  'erlang:list_to_integer/1',
  'erlang:list_to_integer/2',
]);

/** BIFs that are instructions, by name and arity: number, operands. */
const ARITHMETIC: Record<string, number> = {
  'erlang:+/2': I.ADD,
  'erlang:-/2': I.SUB,
  'erlang:*/2': I.MUL,
  'erlang://2': I.DIVIDE,
  'erlang:div/2': I.DIV,
  'erlang:rem/2': I.REM,
  'erlang:band/2': I.BAND,
  'erlang:bor/2': I.BOR,
  'erlang:bxor/2': I.BXOR,
  'erlang:bsl/2': I.BSL,
  'erlang:bsr/2': I.BSR,
  'erlang:bnot/1': I.BNOT,
  'erlang:-/1': I.NEG,
};

/** Sizes that are beyond a word are this large: more than any bitstring has. */
const MAX_BITS = 0x7fffffff;

/** A chain of up to so many identity tests beats a binary search. */
const LINEAR_LIMIT = 6;

const nativeNumbers = NATIVE as Record<string, number | undefined>;

/** Where the instructions of a function begin and end: with its func_info, the label and perhaps the line before it. */
export function functionRange(module: DecodedModule, index: number): [start: number, end: number] {
  const { code, labels, functionStarts } = module;
  const startOf = (i: number): number => {
    const start = functionStarts[i];
    for (const at of [start - 2, start - 4]) {
      if (at >= 0 && code[at] === OP.label && labels[numberOf(code[at + 1])] === at) return at;
    }
    return start;
  };
  return [startOf(index), index + 1 < functionStarts.length ? startOf(index + 1) : code.length];
}

/** Instructions that may be a function's first: nobody looks at their words, and compiled code never leaves before one. */
const ENTRY_OPS =
  /^(is_(?!native|any_native|record)|test_|select_|move|swap|get_(list|hd|tl|tuple)|put_(list|tuple)|allocate|jump$|call$|call_only$|return$|update_record|make_fun|init|trim|f(add|sub|mul|div|move|conv|negate)|(bad|if_|case_)|gc_bif|bif)/;

/** Whether the BEAM makes one instruction of two moves: where neighbouring registers go to neighbouring ones. */
function areJoined([from1, to1]: Move, [from2, to2]: Move): boolean {
  return to1 !== from2 && areNeighbours(from1, from2) && areNeighbours(to1, to2);
}

/** Whether two sources are registers with consecutive numbers. */
function areNeighbours(a: number, b: number): boolean {
  const kind = a & 3;
  return (kind === OPERAND.X || kind === OPERAND.Y) && Math.abs(a - b) === 1 << 2;
}

function isNote(op: number): boolean {
  return genops[op].effects.includes('note') || op === OP.test_heap;
}

export class Translator {
  readonly module: DecodedModule;
  readonly linker: Linker;
  readonly words: number[] = [];
  readonly lines: number[] = [];
  readonly funCalls: number[] = [];
  readonly labels = new Map<number, number>();
  at: number;
  entryOffset = -1;
  hasEntryLabel = false;
  /** What comes behind the label of the entry. */
  prologue: readonly number[] = [];
  /** The instruction before, if that is a move which the BEAM does not join with the one before it. */
  private loneMove: Move | undefined;

  /** Translates what lies from `start` to `end` of the module's code; tells `visit` at which word each instruction begins. */
  constructor(
    module: DecodedModule,
    linker: Linker,
    start: number,
    end: number,
    visit?: (at: number, word: number) => void,
  ) {
    this.module = module;
    this.linker = linker;
    this.at = start;
    const { code } = module;
    while (this.at < end) {
      const { at } = this;
      const op = code[this.at++];
      const rule = rules[op];
      if (!rule)
        throw new UnsupportedInstruction(
          `instruction ${genops[op].name} (retired in OTP ${genops[op].retired})`,
        );
      if (this.words.length === this.entryOffset && !isNote(op) && op !== OP.label) this.begin(op);
      visit?.(at, this.words.length);
      rule(this);
      if (op !== OP.move) this.loneMove = undefined;
    }
  }

  /** The first word of a function may become ENTER: where others need it, it is one that does nothing. */
  private begin(op: number): void {
    if (!ENTRY_OPS.test(genops[op].name)) this.emit(I.NOP);
  }

  /** The words as they are to be placed at `base`, which is known only now: translating may have placed other things. */
  finish(base: number): TranslatedFunction {
    const words = this.words.map((word) => {
      if (word < LABEL) return word;
      if (word >= RETURN) return this.linker.returnLiteral(base + word - RETURN);
      const offset = this.labels.get(word - LABEL);
      return offset === undefined ? this.linker.entry(word - LABEL) : base + offset;
    });
    return { words, entry: this.entryOffset, lines: this.lines, funCalls: this.funCalls };
  }

  emit(...words: number[]): void {
    for (const w of words) this.words.push(w);
  }

  // ---- operands, each read moves on

  next(): number {
    return this.module.code[this.at++];
  }

  number(): number {
    const w = this.next();
    if (tagOf(w) === TAG.BIG) return Number(this.module.bigs[numberOf(w)]);
    return numberOf(w);
  }

  /** The number of bits of so many units of the size that follows: one that no bitstring has where there are too many. */
  bits(units: number): number {
    return Math.min(units * this.number(), MAX_BITS);
  }

  skip(): void {
    this.at += operandSize(this.module.code, this.at);
  }

  /** A label operand as a word; 0 where there is none. */
  label(): number {
    const n = numberOf(this.next());
    return n === 0 ? 0 : LABEL + n;
  }

  atomName(): string {
    return this.module.atoms[numberOf(this.next())];
  }

  import() {
    return this.module.imports[numberOf(this.next())];
  }

  /** A source, or a destination. */
  src(): number {
    return this.source(this.next());
  }

  source(w: number): number {
    switch (tagOf(w)) {
      case TAG.X:
      case TAG.TX:
        return (registerOf(w) << 2) | OPERAND.X;
      case TAG.Y:
      case TAG.TY:
        return (registerOf(w) << 2) | OPERAND.Y;
      case TAG.U:
      case TAG.I:
        return (numberOf(w) << 2) | OPERAND.SMALL;
      case TAG.A: {
        const i = numberOf(w);
        return i === 0
          ? OPERAND.LITERAL
          : (this.linker.atomLiteral(this.module.atoms[i]) << 2) | OPERAND.LITERAL;
      }
      case TAG.BIG:
        return this.integer(this.module.bigs[numberOf(w)]);
      case TAG.LIT:
        return (this.linker.moduleLiteral(numberOf(w)) << 2) | OPERAND.LITERAL;
    }
    throw new UnsupportedInstruction(`operand ${w}`);
  }

  integer(value: bigint): number {
    if (BigInt.asIntN(30, value) === value) return (Number(value) << 2) | OPERAND.SMALL;
    return (this.linker.integerLiteral(value) << 2) | OPERAND.LITERAL;
  }

  /** Whether a raw operand is a term that is equal to another exactly if it is identical. */
  isImmediate(w: number): boolean {
    const tag = tagOf(w);
    return tag === TAG.A || tag === TAG.I;
  }

  /** What names a native record: a definition of this module, `{Module, Name}`, or an atom for any. */
  recordId(): number {
    const w = this.next();
    const name = tagOf(w) === TAG.A && numberOf(w) !== 0 ? this.module.atoms[numberOf(w)] : '_';
    const definition = this.linker.recordLiteral(name);
    return definition < 0 ? this.source(w) : (definition << 2) | OPERAND.LITERAL;
  }

  ownModule(): number {
    return (this.linker.atomLiteral(this.module.name) << 2) | OPERAND.LITERAL;
  }

  /** The number of operands in a list operand. */
  list(): number {
    return numberOf(this.next());
  }

  flags(): number {
    const flags = this.number();
    // The host is little-endian in its own memory, but nothing here depends on it: `native` is defined as little.
    return flags & FLAG.NATIVE ? FLAG.LITTLE | (flags & FLAG.SIGNED) : flags;
  }

  /** Flags given as a literal list of atoms, or nil. */
  flagList(): number {
    const w = this.next();
    return tagOf(w) === TAG.LIT ? this.linker.segmentFlags(numberOf(w)) : 0;
  }

  // ---- shared by several rules

  /** A move; notes it for the line that may follow. */
  move(): Move {
    const move: Move = [this.src(), this.src()];
    const isJoined = this.loneMove !== undefined && areJoined(this.loneMove, move);
    this.loneMove = isJoined ? undefined : move;
    return move;
  }

  /**
   * Whether the BEAM drops the line instruction that was just read: the one between a move to x0 and a tail call, which cannot fail. Code behind the
   * call that has no line of its own then has the one before.
   */
  isLineDropped(): boolean {
    const { code, imports } = this.module;
    if (this.loneMove === undefined || this.loneMove[1] !== OPERAND.X) return false;
    switch (code[this.at]) {
      case OP.call_last:
      case OP.call_only:
        return true;
      case OP.call_ext_last:
      case OP.call_ext_only: {
        const { module, name, arity } = imports[numberOf(code[this.at + 2])];
        return this.linker.bif(module, name, arity) < 0;
      }
    }
    return false;
  }

  /** A call that comes back: number, return address, rest. */
  call(op: number, ...rest: number[]): void {
    this.emit(op, RETURN + this.words.length + 2 + rest.length, ...rest);
  }

  test(op: number, sources: number): void {
    this.emit(op, this.label());
    for (let i = 0; i < sources; i++) this.emit(this.src());
  }

  equality(op: number, same: number): void {
    const fail = this.label();
    const a = this.next();
    const b = this.next();
    this.emit(
      this.isImmediate(a) || this.isImmediate(b) ? same : op,
      fail,
      this.source(a),
      this.source(b),
    );
  }

  /** A BIF in a guard or body: the fail label and the import are read, arguments and destination follow. */
  guardBif(fail: number, arity: number): void {
    const { module, name } = this.import();
    const key = `${module}:${name}/${arity}`;
    if (key === 'erlang:+/1') {
      // As on the BEAM, which a negative zero shows.
      this.emit(I.ADD, fail, this.src(), OPERAND.SMALL, this.src());
      return;
    }
    const arithmetic = ARITHMETIC[key];
    if (arithmetic !== undefined) this.emit(arithmetic, fail);
    else if (key === 'erlang:self/0') this.emit(I.SELF);
    else {
      const bif = this.linker.bif(module, name, arity);
      if (bif < 0) throw new UnsupportedInstruction(`built-in ${key}`);
      const native = nativeNumbers[key];
      if (native !== undefined) this.emit(I.NATIVE1 + arity - 1, fail, native, bif);
      else if (arity === 0) this.emit(I.BIF0, bif);
      else this.emit(I.BIF1 + arity - 1, fail, bif);
    }
    for (let i = 0; i < arity; i++) this.emit(this.src());
    this.emit(this.src());
  }

  /** A call of an import: `frame` is the number of words to drop first where it is a tail call, -1 where it is none. */
  external(isTail: boolean, frame: number): void {
    const { module, name, arity } = this.import();
    const key = `${module}:${name}/${arity}`;
    const bif = this.linker.bif(module, name, arity);
    if (bif < 0 || (isTail && WRITTEN_IN_ERLANG.has(key))) {
      const target = this.linker.exportLiteral(module, name, arity);
      if (!isTail) this.call(I.CALL_EXT, target);
      else if (frame > 0) this.emit(I.CALL_EXT_LAST, frame, target);
      else this.emit(I.CALL_EXT_ONLY, target);
      return;
    }
    const native = nativeNumbers[key];
    if (native !== undefined) this.emit(I.CALL_NATIVE, native, bif, arity);
    else this.emit(I.CALL_BIF, bif, arity);
    if (isTail) this.emitReturn(frame);
  }

  /** A call of a fun: one that returns at once is a tail call, for which generic code has no instruction. */
  callFun(arity: number, fun: number): void {
    const { code } = this.module;
    let frame = 0;
    let at = this.at;
    this.funCalls.push(this.words.length);
    if (code[at] === OP.deallocate) {
      frame = numberOf(code[at + 1]);
      at += 2;
    }
    if (code[at] !== OP.return) {
      this.call(I.CALL_FUN, arity, fun, 0);
      return;
    }
    this.emit(I.CALL_FUN_LAST, frame, arity, fun, 0);
    this.at = at + 1;
  }

  emitReturn(frame: number): void {
    if (frame > 0) this.emit(I.DEALLOCATE_RETURN, frame);
    else this.emit(I.RETURN);
  }

  selectVal(): void {
    const source = this.src();
    const fail = this.label();
    const n = this.list() / 2;
    const keys: number[] = [];
    const targets: number[] = [];
    for (let i = 0; i < n; i++) {
      keys.push(this.next());
      targets.push(this.label());
    }
    const small = keys.every((k) => tagOf(k) === TAG.I);
    const atoms = keys.every((k) => tagOf(k) === TAG.A && numberOf(k) !== 0);
    if (small) {
      const values = keys.map(numberOf);
      const min = Math.min(...values);
      const count = Math.max(...values) - min + 1;
      if (n > 2 && count <= n * 3 + 4) {
        const table: number[] = new Array(count).fill(fail);
        // Of equal keys the first counts.
        for (let i = n - 1; i >= 0; i--) table[values[i] - min] = targets[i];
        this.emit(I.SELECT_TABLE, source, fail, min, count, ...table);
        return;
      }
    }
    if (n > LINEAR_LIMIT && (small || atoms)) {
      const order = keys.map((k, i) => ({
        key: small ? numberOf(k) : this.linker.atomIndex(this.module.atoms[numberOf(k)]),
        target: targets[i],
      }));
      order.sort((a, b) => a.key - b.key);
      this.emit(I.SELECT_SORTED, source, fail, n, small ? 0 : 1);
      for (const { key, target } of order) this.emit(key, target);
      return;
    }
    const identical = keys.every((k) => this.isImmediate(k));
    this.emit(identical ? I.SELECT_LINEAR : I.SELECT_GENERIC, source, fail, n);
    for (let i = 0; i < n; i++) this.emit(this.source(keys[i]), targets[i]);
  }

  createBin(): void {
    const fail = this.label();
    this.skip();
    this.next();
    this.next();
    const dst = this.src();
    const n = this.list() / 6;
    this.emit(I.BS_CREATE_BIN, fail, dst, n);
    for (let i = 0; i < n; i++) {
      const type = this.atomName();
      const segment = this.number() << 8;
      const unit = this.number();
      const flags = this.flagList();
      if (type === 'string') {
        const offset = this.number();
        const bytes = this.number();
        this.emit(
          SEGMENT.STRING | segment,
          8,
          0,
          (this.linker.stringLiteral(offset, bytes * 8) << 2) | OPERAND.LITERAL,
          (bytes << 2) | OPERAND.SMALL,
        );
        continue;
      }
      const code = SEGMENTS[type];
      if (code === undefined) throw new UnsupportedInstruction(`bs_create_bin segment ${type}`);
      this.emit(code | segment, unit, flags, this.src(), this.src());
    }
  }

  bsMatch(): void {
    const fail = this.label();
    const context = this.src();
    const end = this.at + 1 + numberOf(this.module.code[this.at]);
    this.next();
    const start = this.words.length;
    this.emit(I.BS_MATCH, fail, context, 0);
    while (this.at < end) {
      const command = this.atomName();
      switch (command) {
        case 'ensure_at_least': {
          const bits = this.bits(1);
          this.emit(COMMAND.ENSURE_AT_LEAST, bits, this.number());
          break;
        }
        case 'ensure_exactly':
          this.emit(COMMAND.ENSURE_EXACTLY, this.bits(1));
          break;
        case 'integer':
        case 'binary': {
          this.next();
          const flags = this.flagList();
          const size = this.number();
          const bits = this.bits(size);
          // Endianness does not matter within a byte; without flags a read is fast.
          const needed = bits <= 8 ? flags & FLAG.SIGNED : flags;
          if (command === 'integer') this.emit(COMMAND.INTEGER, bits, needed, this.src());
          else this.emit(COMMAND.BINARY, bits, this.src());
          break;
        }
        case 'skip':
          this.emit(COMMAND.SKIP, this.bits(1));
          break;
        case 'get_tail':
          this.next();
          this.next();
          this.emit(COMMAND.GET_TAIL, this.src());
          break;
        case '=:=': {
          this.next();
          const bits = this.number();
          if (bits > 64) throw new UnsupportedInstruction(`bs_match comparing ${bits} bits`);
          const w = this.next();
          const value = tagOf(w) === TAG.BIG ? this.module.bigs[numberOf(w)] : BigInt(numberOf(w));
          const halves = [value, value >> 32n].map((half) => Number(BigInt.asIntN(32, half)));
          this.emit(COMMAND.EQUAL, bits, ...halves);
          break;
        }
        default:
          throw new UnsupportedInstruction(
            `bs_match command ${command}, of ${Object.keys(bsMatchCommands)}`,
          );
      }
    }
    this.words[start + 3] = this.words.length - start - 4;
  }
}

const SEGMENTS: Record<string, number> = {
  integer: SEGMENT.INTEGER,
  float: SEGMENT.FLOAT,
  binary: SEGMENT.BINARY,
  utf8: SEGMENT.UTF8,
  utf16: SEGMENT.UTF16,
  utf32: SEGMENT.UTF32,
  append: SEGMENT.APPEND,
  private_append: SEGMENT.PRIVATE_APPEND,
};

type Rule = (t: Translator) => void;

const nothing: Rule = () => {};

/** fail, context, live, size, unit, flags, dst */
const get =
  (op: number): Rule =>
  (t) => {
    const fail = t.label();
    const context = t.src();
    t.next();
    const size = t.next();
    const unit = t.number();
    const flags = t.flags();
    const isByte = tagOf(size) === TAG.I && numberOf(size) * unit <= 8;
    t.emit(op, fail, context, t.source(size), unit, isByte ? flags & FLAG.SIGNED : flags, t.src());
  };

/** fail, context, live, flags[, dst] */
const utf =
  (op: number, kind: number): Rule =>
  (t) => {
    const fail = t.label();
    const context = t.src();
    t.next();
    t.emit(op, fail, context, kind, t.flags());
    if (op === I.BS_GET_UTF) t.emit(t.src());
  };

/** fail, value, dst */
const utfSize =
  (kind: number): Rule =>
  (t) => {
    t.next();
    t.emit(I.BS_UTF_SIZE, kind, t.src(), t.src());
  };

/** fail, size, unit, flags, value */
const putSized =
  (type: number): Rule =>
  (t) => {
    const fail = t.label();
    const size = t.src();
    t.emit(I.BS_PUT, fail, type, size, t.number(), t.flags(), t.src());
  };

/** fail, flags, value */
const putUtf =
  (type: number): Rule =>
  (t) => {
    const fail = t.label();
    t.emit(I.BS_PUT, fail, type, OPERAND.LITERAL, 1, t.flags(), t.src());
  };

/** fail, size, heap, live, flags, dst */
const init =
  (unit: number): Rule =>
  (t) => {
    const fail = t.label();
    const size = t.src();
    t.skip();
    t.next();
    t.next();
    t.emit(I.BS_INIT, fail, size, unit, t.src());
  };

const putMap =
  (exact: number): Rule =>
  (t) => {
    const fail = t.label();
    const map = t.src();
    const dst = t.src();
    t.next();
    const n = t.list();
    t.emit(I.PUT_MAP, fail, exact, map, dst, n / 2);
    for (let i = 0; i < n; i++) t.emit(t.src());
  };

const float =
  (op: number): Rule =>
  (t) => {
    t.next();
    t.emit(op, t.number(), t.number(), t.number());
  };

const test =
  (op: number): Rule =>
  (t) =>
    t.test(op, 1);

const bif =
  (arity: number, live: boolean): Rule =>
  (t) => {
    const fail = arity === 0 ? 0 : t.label();
    if (live) t.next();
    t.guardBif(fail, arity);
  };

const named: Partial<Record<OpName, Rule>> = {
  label: (t) => {
    // Only calls may reach the entry: a loop's label there is one word on.
    if (t.words.length === t.entryOffset && t.hasEntryLabel) t.emit(I.NOP);
    t.labels.set(t.number(), t.words.length);
    if (t.words.length === t.entryOffset) {
      t.hasEntryLabel = true;
      t.emit(...t.prologue);
    }
  },
  func_info: (t) => {
    t.next();
    const name = t.atomName();
    const arity = t.number();
    // Between the instruction and the entry: see ENTRY in area.ts.
    t.emit(I.FUNC_INFO, t.linker.functionInfoLiteral(name, arity), ...t.linker.entryWords(arity));
    t.entryOffset = t.words.length;
    t.prologue = t.linker.prologue(name, arity);
  },
  int_code_end: nothing,

  call: (t) => {
    t.next();
    t.call(I.CALL, t.label());
  },
  call_last: (t) => {
    t.next();
    const target = t.label();
    t.emit(I.CALL_LAST, t.number(), target);
  },
  call_only: (t) => {
    t.next();
    t.emit(I.CALL_ONLY, t.label());
  },
  call_ext: (t) => {
    t.next();
    t.external(false, -1);
  },
  call_ext_last: (t) => {
    t.next();
    // The frame size stands behind the import.
    const frame = numberOf(t.module.code[t.at + 1]);
    t.external(true, frame);
    t.next();
  },
  call_ext_only: (t) => {
    t.next();
    t.external(true, 0);
  },
  bif0: bif(0, false),
  bif1: bif(1, false),
  bif2: bif(2, false),
  bif3: bif(3, false),
  gc_bif1: bif(1, true),
  gc_bif2: bif(2, true),
  gc_bif3: bif(3, true),

  allocate: (t) => {
    t.emit(I.ALLOCATE, t.number());
    t.next();
  },
  allocate_heap: (t) => {
    t.emit(I.ALLOCATE, t.number());
    t.skip();
    t.next();
  },
  // Every slot has to be nil where the compiler did not set it itself.
  allocate_zero: (t) => {
    allocateZero(t, t.number());
    t.next();
  },
  allocate_heap_zero: (t) => {
    allocateZero(t, t.number());
    t.skip();
    t.next();
  },
  test_heap: (t) => {
    t.skip();
    t.next();
  },
  init: (t) => t.emit(I.INIT_YREGS, 1, t.src()),
  deallocate: (t) => {
    const n = t.number();
    // `return` follows nearly always; a label cannot stand between.
    if (t.module.code[t.at] === OP.return) {
      t.at++;
      t.emitReturn(n);
    } else t.emit(I.DEALLOCATE, n);
  },
  return: (t) => t.emit(I.RETURN),
  trim: (t) => {
    t.emit(I.TRIM, t.number());
    t.next();
  },

  send: (t) => t.emit(I.SEND),
  remove_message: (t) => t.emit(I.REMOVE_MESSAGE),
  timeout: (t) => t.emit(I.TIMEOUT),
  loop_rec: (t) => t.emit(I.LOOP_REC, t.label(), t.src()),
  loop_rec_end: (t) => t.emit(I.LOOP_REC_END, t.label()),
  wait: (t) => t.emit(I.WAIT, t.label()),
  wait_timeout: (t) => t.emit(I.WAIT_TIMEOUT, t.label(), t.src()),
  recv_mark: (t) => t.skip(),
  recv_set: (t) => t.skip(),
  recv_marker_bind: (t) => t.emit(I.RECV_MARKER_BIND, t.src(), t.src()),
  recv_marker_clear: (t) => t.emit(I.RECV_MARKER_CLEAR, t.src()),
  recv_marker_reserve: (t) => t.emit(I.RECV_MARKER_RESERVE, t.src()),
  recv_marker_use: (t) => t.emit(I.RECV_MARKER_USE, t.src()),

  is_lt: (t) => t.test(I.IS_LT, 2),
  is_ge: (t) => t.test(I.IS_GE, 2),
  is_eq: (t) => t.test(I.IS_EQ, 2),
  is_ne: (t) => t.test(I.IS_NE, 2),
  is_eq_exact: (t) => t.equality(I.IS_EQ_EXACT, I.IS_SAME),
  is_ne_exact: (t) => t.equality(I.IS_NE_EXACT, I.IS_NOT_SAME),
  is_integer: test(I.IS_INTEGER),
  is_float: test(I.IS_FLOAT),
  is_number: test(I.IS_NUMBER),
  is_atom: test(I.IS_ATOM),
  is_pid: test(I.IS_PID),
  is_reference: test(I.IS_REFERENCE),
  is_port: test(I.IS_PORT),
  is_nil: test(I.IS_NIL),
  is_binary: test(I.IS_BINARY),
  is_bitstr: test(I.IS_BITSTR),
  is_list: test(I.IS_LIST),
  is_nonempty_list: test(I.IS_NONEMPTY_LIST),
  is_tuple: test(I.IS_TUPLE),
  is_map: test(I.IS_MAP),
  is_boolean: test(I.IS_BOOLEAN),
  is_function: test(I.IS_FUNCTION),
  is_function2: (t) => t.test(I.IS_FUNCTION2, 2),
  test_arity: (t) => {
    t.test(I.TEST_ARITY, 1);
    t.emit(t.number());
  },
  is_tagged_tuple: (t) => {
    t.test(I.IS_TAGGED_TUPLE, 1);
    t.emit(t.number(), t.src());
  },
  select_val: (t) => t.selectVal(),
  select_tuple_arity: (t) => {
    const source = t.src();
    const fail = t.label();
    const n = t.list() / 2;
    t.emit(I.SELECT_ARITY, source, fail, n);
    for (let i = 0; i < n; i++) t.emit(t.number(), t.label());
  },
  jump: (t) => t.emit(I.JUMP, t.label()),

  catch: (t) => t.emit(I.TRY, t.src(), t.label()),
  catch_end: (t) => t.emit(I.CATCH_END, t.src()),
  try: (t) => t.emit(I.TRY, t.src(), t.label()),
  try_end: (t) => t.emit(I.TRY_END, t.src()),
  try_case: (t) => t.emit(I.TRY_CASE, t.src()),
  try_case_end: (t) => t.emit(I.TRY_CASE_END, t.src()),
  raise: (t) => t.emit(I.RAISE, t.src(), t.src()),
  raw_raise: (t) => t.emit(I.RAW_RAISE),
  build_stacktrace: (t) => t.emit(I.BUILD_STACKTRACE),
  badmatch: (t) => t.emit(I.BADMATCH, t.src()),
  if_end: (t) => t.emit(I.IF_END),
  case_end: (t) => t.emit(I.CASE_END, t.src()),
  badrecord: (t) => t.emit(I.BADRECORD, t.src()),

  move: (t) => {
    const first = t.move();
    // Moves come in rows, before calls above all.
    if (t.module.code[t.at] === OP.move) {
      t.at++;
      t.emit(I.MOVE2, ...first, ...t.move());
    } else t.emit(I.MOVE, ...first);
  },
  swap: (t) => t.emit(I.SWAP, t.src(), t.src()),
  init_yregs: (t) => {
    const n = t.list();
    t.emit(I.INIT_YREGS, n);
    for (let i = 0; i < n; i++) t.emit(t.src());
  },
  get_list: (t) => t.emit(I.GET_LIST, t.src(), t.src(), t.src()),
  get_hd: (t) => t.emit(I.GET_HD, t.src(), t.src()),
  get_tl: (t) => t.emit(I.GET_TL, t.src(), t.src()),
  get_tuple_element: (t) => t.emit(I.GET_TUPLE_ELEMENT, t.src(), t.number(), t.src()),
  set_tuple_element: (t) => t.emit(I.SET_TUPLE_ELEMENT, t.src(), t.src(), t.number()),
  put_list: (t) => t.emit(I.PUT_LIST, t.src(), t.src(), t.src()),
  put_tuple2: (t) => {
    const dst = t.src();
    const n = t.list();
    t.emit(I.PUT_TUPLE, dst, n);
    for (let i = 0; i < n; i++) t.emit(t.src());
  },
  update_record: (t) => {
    t.next();
    t.next();
    const source = t.src();
    const dst = t.src();
    const n = t.list() / 2;
    t.emit(I.UPDATE_RECORD, source, dst, n);
    for (let i = 0; i < n; i++) t.emit(t.number(), t.src());
  },

  // The fun is in the register behind the arguments.
  call_fun: (t) => {
    const arity = t.number();
    t.callFun(arity, (arity << 2) | OPERAND.X);
  },
  call_fun2: (t) => {
    t.next();
    const arity = t.number();
    t.callFun(arity, t.src());
  },
  make_fun2: (t) => {
    const lambda = t.number();
    const n = t.module.lambdas[lambda].numFree;
    t.emit(I.MAKE_FUN, t.linker.funEntryLiteral(lambda), OPERAND.X, n);
    for (let i = 0; i < n; i++) t.emit((i << 2) | OPERAND.X);
  },
  make_fun3: (t) => {
    const entry = t.linker.funEntryLiteral(t.number());
    const dst = t.src();
    const n = t.list();
    t.emit(I.MAKE_FUN, entry, dst, n);
    for (let i = 0; i < n; i++) t.emit(t.src());
  },
  apply: (t) => t.call(I.APPLY, t.number()),
  apply_last: (t) => {
    const arity = t.number();
    t.emit(I.APPLY_LAST, t.number(), arity);
  },

  fclearerror: nothing,
  fcheckerror: (t) => t.skip(),
  fmove: (t) => {
    const from = t.next();
    const to = t.next();
    if (tagOf(from) === TAG.FR) t.emit(I.FMOVE_OUT, numberOf(from), t.source(to));
    else t.emit(I.FMOVE_IN, t.source(from), numberOf(to));
  },
  fconv: (t) => t.emit(I.FCONV, t.src(), t.number()),
  fadd: float(I.FADD),
  fsub: float(I.FSUB),
  fmul: float(I.FMUL),
  fdiv: float(I.FDIV),
  fnegate: (t) => {
    t.next();
    t.emit(I.FNEGATE, t.number(), t.number());
  },

  put_map_assoc: putMap(0),
  put_map_exact: putMap(1),
  has_map_fields: (t) => {
    t.test(I.HAS_MAP_FIELDS, 1);
    const n = t.list();
    t.emit(n);
    for (let i = 0; i < n; i++) t.emit(t.src());
  },
  get_map_elements: (t) => {
    t.test(I.GET_MAP_ELEMENTS, 1);
    const n = t.list();
    t.emit(n / 2);
    for (let i = 0; i < n; i++) t.emit(t.src());
  },

  bs_start_match3: (t) => {
    const fail = t.label();
    const source = t.src();
    t.next();
    t.emit(I.BS_START_MATCH, fail, source, t.src());
  },
  bs_start_match4: (t) => {
    const fail = t.next();
    t.next();
    // `resume` and `no_fail` know that it is a context or a bitstring.
    const source = t.src();
    t.emit(
      I.BS_START_MATCH,
      tagOf(fail) === TAG.F && numberOf(fail) !== 0 ? LABEL + numberOf(fail) : 0,
      source,
      t.src(),
    );
  },
  bs_get_tail: (t) => {
    t.emit(I.BS_GET_TAIL, t.src(), t.src());
    t.next();
  },
  bs_get_position: (t) => {
    t.emit(I.BS_GET_POSITION, t.src(), t.src());
    t.next();
  },
  bs_set_position: (t) => t.emit(I.BS_SET_POSITION, t.src(), t.src()),
  bs_test_tail2: (t) => {
    t.test(I.BS_TEST_TAIL, 1);
    t.emit(t.bits(1));
  },
  bs_test_unit: (t) => {
    t.test(I.BS_TEST_UNIT, 1);
    t.emit(t.number());
  },
  bs_match_string: (t) => {
    t.test(I.BS_MATCH_STRING, 1);
    const bits = t.number();
    t.emit(bits, (t.linker.stringLiteral(t.number(), bits) << 2) | OPERAND.LITERAL);
  },
  bs_skip_bits2: (t) => {
    t.test(I.BS_SKIP, 2);
    t.emit(t.number());
    t.next();
  },
  bs_get_integer2: get(I.BS_GET_INTEGER),
  bs_get_float2: get(I.BS_GET_FLOAT),
  bs_get_binary2: get(I.BS_GET_BINARY),
  bs_get_utf8: utf(I.BS_GET_UTF, UTF.UTF8),
  bs_get_utf16: utf(I.BS_GET_UTF, UTF.UTF16),
  bs_get_utf32: utf(I.BS_GET_UTF, UTF.UTF32),
  bs_skip_utf8: utf(I.BS_SKIP_UTF, UTF.UTF8),
  bs_skip_utf16: utf(I.BS_SKIP_UTF, UTF.UTF16),
  bs_skip_utf32: utf(I.BS_SKIP_UTF, UTF.UTF32),
  bs_match: (t) => t.bsMatch(),
  bs_create_bin: (t) => t.createBin(),
  bs_init_writable: (t) => t.emit(I.BS_INIT_WRITABLE),
  bs_init2: init(8),
  bs_init_bits: init(1),
  bs_append: (t) => {
    const fail = t.label();
    const size = t.src();
    t.skip();
    t.next();
    const unit = t.number();
    const binary = t.src();
    t.next();
    t.emit(I.BS_APPEND, fail, size, unit, binary, t.src());
  },
  bs_private_append: (t) => {
    const fail = t.label();
    const size = t.src();
    const unit = t.number();
    const binary = t.src();
    t.next();
    t.emit(I.BS_APPEND, fail, size, unit, binary, t.src());
  },
  bs_add: (t) => {
    const fail = t.label();
    t.emit(I.BS_ADD, fail, t.src(), t.src(), t.number(), t.src());
  },
  bs_put_integer: putSized(SEGMENT.INTEGER),
  bs_put_binary: putSized(SEGMENT.BINARY),
  bs_put_float: putSized(SEGMENT.FLOAT),
  bs_put_utf8: putUtf(SEGMENT.UTF8),
  bs_put_utf16: putUtf(SEGMENT.UTF16),
  bs_put_utf32: putUtf(SEGMENT.UTF32),
  bs_put_string: (t) => {
    const bytes = t.number();
    const literal = (t.linker.stringLiteral(t.number(), bytes * 8) << 2) | OPERAND.LITERAL;
    t.emit(I.BS_PUT, 0, SEGMENT.STRING, (bytes << 2) | OPERAND.SMALL, 8, 0, literal);
  },
  bs_utf8_size: utfSize(UTF.UTF8),
  bs_utf16_size: utfSize(UTF.UTF16),

  // Line 0 counts: what follows it is nowhere.
  line: (t) => {
    const index = t.number();
    if (!t.isLineDropped()) t.lines.push(t.words.length, index);
  },
  executable_line: (t) => {
    t.skip();
    t.skip();
  },
  debug_line: (t) => {
    for (let i = 0; i < 4; i++) t.skip();
  },
  nif_start: nothing,
  on_load: nothing,

  is_any_native_record: test(I.IS_ANY_NATIVE_RECORD),
  is_native_record: (t) => t.test(I.IS_NATIVE_RECORD, 3),
  get_record_elements: (t) => {
    t.test(I.GET_RECORD_ELEMENTS, 1);
    const n = t.list();
    t.emit(n / 2);
    for (let i = 0; i < n; i++) t.emit(t.src());
  },
  put_record: (t) => {
    const fail = t.label();
    const id = t.recordId();
    const record = t.next();
    const dst = t.src();
    t.next();
    // Nil stands for no record: a new one is made.
    if (record === NIL_OPERAND) t.emit(I.NEW_NATIVE_RECORD, fail, id, dst);
    else t.emit(I.UPDATE_NATIVE_RECORD, fail, id, t.source(record), dst, t.ownModule());
    const n = t.list();
    t.emit(n / 2);
    for (let i = 0; i < n; i++) t.emit(t.src());
  },
  is_record_accessible: (t) => {
    t.test(I.IS_RECORD_ACCESSIBLE, 1);
    // What is named as another module's must be exported.
    t.emit(t.atomName() === 'external' ? OPERAND.LITERAL : t.ownModule());
  },
  get_record_field: (t) => {
    const fail = t.label();
    const record = t.src();
    t.emit(I.GET_RECORD_FIELD, fail, record, t.recordId(), t.src(), t.src(), t.ownModule());
  },
};

function allocateZero(t: Translator, n: number): void {
  t.emit(I.ALLOCATE, n);
  if (n === 0) return;
  t.emit(I.INIT_YREGS, n);
  for (let i = 0; i < n; i++) t.emit((i << 2) | OPERAND.Y);
}

const rules: (Rule | undefined)[] = genops.map((op) => op && named[op.name]);

/** The generic instructions that have a rule. */
export function translatedOps(): OpName[] {
  return Object.keys(named) as OpName[];
}
