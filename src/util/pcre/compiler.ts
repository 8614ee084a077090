/*
 * Turns the tree of a pattern into the matcher's instructions.
 *
 * Groups that are called ((?1), (?R)) are compiled once more as subroutines behind the pattern, ending in RETURN: so the
 * code of a group that is matched in place pays nothing for being callable.
 */
import { encodeCodePoint, utf8Length } from '../utf8.ts';
import { type CharSet, latin1OtherCase } from './charset.ts';
import { parsePattern } from './parser.ts';
import { ASSERT, MODE, OP, type Program, registersOf } from './program.ts';
import {
  type CompileOptions,
  type LookNode,
  type Node,
  type ParsedPattern,
  PatternError,
  UNBOUNDED,
  UnsupportedPattern,
} from './syntax.ts';

/** The most instructions' words of one pattern, near PCRE's own bound of 64 KB with its links of two bytes. */
const MAX_CODE = 1 << 20;

/**
 * Compiles a pattern given as bytes (UTF-8 with the option `unicode`, else Latin-1). Raises PatternError where PCRE
 * refuses it and UnsupportedPattern where this engine does.
 */
export function compile(pattern: Uint8Array, options: CompileOptions = {}): Program {
  const parsed = parsePattern(pattern, options);
  const groups = new Map<number, Node>();
  collectGroups(parsed.root, groups);
  checkRecursion(parsed.root, new Set([0]), groups);
  groups.set(0, parsed.root);
  checkConditions(groups);
  const compiler = new Compiler(parsed, groups);
  const code = compiler.program(parsed.root);
  return {
    code,
    sets: compiler.sets,
    groupCount: parsed.groupCount,
    registerCount: compiler.registerCount,
    names: parsed.names,
    options: parsed.options,
    hasCrOrLf: parsed.hasCrOrLf,
    anchored: parsed.options.anchored === true || isAnchored(parsed.root),
    firstBytes: searchBytes(parsed.root, parsed.options.unicode === true),
    requiredByte: requiredByteOf(parsed.root, parsed.options.unicode === true),
    atLineStart: isAtLineStart(parsed.root),
  };
}

function childrenOf(node: Node): Node[] {
  switch (node.type) {
    case 'sequence':
      return node.items;
    case 'alternation':
      return node.branches;
    case 'capture':
    case 'atomic':
    case 'look':
    case 'repeat':
      return [node.body];
    case 'conditional':
      return node.condition.kind === 'look'
        ? [node.condition.look, node.yes, node.no]
        : [node.yes, node.no];
    default:
      return [];
  }
}

function collectGroups(node: Node, groups: Map<number, Node>): void {
  if (node.type === 'capture' && !groups.has(node.number)) groups.set(node.number, node);
  for (const child of childrenOf(node)) collectGroups(child, groups);
}

/** The groups' nodes by number. */
type Groups = ReadonlyMap<number, Node>;

/** Whether each way through the node begins with \A, \G or a plain ^. */
function isAnchored(node: Node): boolean {
  switch (node.type) {
    case 'assert':
      return node.kind === 'start' || node.kind === 'lineStart' || node.kind === 'searchStart';
    case 'sequence':
      return isAnchored(node.items[0]);
    case 'alternation':
      return node.branches.every(isAnchored);
    case 'capture':
    case 'atomic':
      return isAnchored(node.body);
    default:
      return false;
  }
}

function hasVerb(node: Node): boolean {
  return node.type === 'verb' || childrenOf(node).some(hasVerb);
}

/**
 * The bytes that a search may skip to. Where verbs make it matter which starts are tried, only what PCRE skips to
 * too: a single character, its two cases taken as one.
 */
function searchBytes(root: Node, utf: boolean): Uint8Array | undefined {
  const bytes = firstBytesOf(root, utf);
  if (!bytes || !hasVerb(root)) return bytes;
  const first = bytes.indexOf(1);
  const last = bytes.lastIndexOf(1);
  const isOneChar = last === first || latin1OtherCase(first) === last;
  return isOneChar && !bytes.subarray(first + 1, last).includes(1) ? bytes : undefined;
}

/** Whether each way through the node begins with a ^ of lines. */
function isAtLineStart(node: Node): boolean {
  switch (node.type) {
    case 'assert':
      return node.kind === 'multilineStart';
    case 'sequence':
      return isAtLineStart(node.items[0]);
    case 'alternation':
      return node.branches.every(isAtLineStart);
    case 'capture':
    case 'atomic':
      return isAtLineStart(node.body);
    default:
      return false;
  }
}

/** The last byte that every match has; what spares many a hopeless search its backtracking. */
function requiredByteOf(node: Node, utf: boolean): number {
  switch (node.type) {
    case 'char':
      return utf ? utf8Bytes(node.code).at(-1)! : node.code;
    case 'set': {
      const code = node.set.only();
      return code >= 0 ? requiredByteOf({ type: 'char', code }, utf) : -1;
    }
    case 'capture':
    case 'atomic':
      return requiredByteOf(node.body, utf);
    case 'repeat':
      return node.min > 0 ? requiredByteOf(node.body, utf) : -1;
    case 'sequence':
      for (const item of node.items.toReversed()) {
        const byte = requiredByteOf(item, utf);
        if (byte >= 0) return byte;
      }
      return -1;
    default:
      return -1;
  }
}

/** Whether the node can match without a character; a call of a group within itself counts as one. */
function isNullable(node: Node, groups: Groups, called: ReadonlySet<number> = new Set()): boolean {
  const nullable = (child: Node): boolean => isNullable(child, groups, called);
  switch (node.type) {
    case 'char':
    case 'set':
    case 'notNewline':
    case 'anyChar':
    case 'anyByte':
    case 'newlineSequence':
    case 'fail':
      return false;
    case 'sequence':
      return node.items.every(nullable);
    case 'alternation':
      return node.branches.some(nullable);
    case 'capture':
    case 'atomic':
      return nullable(node.body);
    case 'repeat':
      return node.min === 0 || nullable(node.body);
    case 'conditional':
      return node.condition.kind === 'define' || nullable(node.yes) || nullable(node.no);
    case 'recursion': {
      const group = groups.get(node.group);
      if (!group || called.has(node.group)) return false;
      return isNullable(group, groups, new Set([...called, node.group]));
    }
    default:
      return true;
  }
}

/**
 * Refuses a group that calls itself before it has taken a character, as PCRE does at compilation (chains of calls through
 * other groups are noticed when matching). `fresh` are the groups open around the node that have taken none.
 */
function checkRecursion(node: Node, fresh: ReadonlySet<number>, groups: Groups): void {
  switch (node.type) {
    case 'recursion':
      if (fresh.has(node.group)) {
        throw new PatternError('recursive call could loop indefinitely', node.offset);
      }
      return;
    case 'capture':
      checkRecursion(node.body, new Set([...fresh, node.number]), groups);
      return;
    case 'sequence': {
      let around = fresh;
      for (const item of node.items) {
        checkRecursion(item, around, groups);
        if (!isNullable(item, groups)) around = new Set();
      }
      return;
    }
    case 'conditional':
      // Which way it goes is not known before matching.
      for (const child of childrenOf(node)) checkRecursion(child, new Set(), groups);
      return;
    default:
      for (const child of childrenOf(node)) checkRecursion(child, fresh, groups);
  }
}

/**
 * Refuses a group that calls itself and holds a condition on itself: whether PCRE takes the group for set there depends on
 * values that a call leaves behind, which this engine does not follow.
 */
function checkConditions(groups: Groups): void {
  for (const number of groups.keys()) {
    const { calls, conditions } = calledWithin(number, groups);
    if (calls.has(number) && conditions.has(number)) {
      throw new UnsupportedPattern('a group that calls itself, with a condition on itself,');
    }
  }
}

/** The groups that a group's body calls, and those that its conditions ask for; through calls too. */
function calledWithin(
  number: number,
  groups: Groups,
): { calls: Set<number>; conditions: Set<number> } {
  const calls = new Set<number>();
  const conditions = new Set<number>();
  const visit = (node: Node): void => {
    if (node.type === 'recursion' && !calls.has(node.group)) {
      calls.add(node.group);
      const called = groups.get(node.group);
      if (called) visit(called);
    }
    if (node.type === 'conditional' && node.condition.kind === 'group') {
      for (const asked of node.condition.numbers) conditions.add(asked);
    }
    childrenOf(node).forEach(visit);
  };
  const group = groups.get(number);
  if (group) visit(group);
  return { calls, conditions };
}

/** The bytes that a match of the node can begin with; undefined if it can be empty or that is not known. */
function firstBytesOf(node: Node, utf: boolean): Uint8Array | undefined {
  switch (node.type) {
    case 'char': {
      const bytes = new Uint8Array(256);
      bytes[utf ? leadByte(node.code) : node.code] = 1;
      return bytes;
    }
    case 'set': {
      const bytes = node.set.bitmap.slice();
      if (utf) {
        // Lead bytes of two and more: any of them may begin a member.
        bytes.fill(1, 0xc2);
        bytes.fill(0, 0x80, 0xc2);
      }
      return bytes;
    }
    case 'capture':
    case 'atomic':
      return firstBytesOf(node.body, utf);
    case 'repeat':
      return node.min > 0 ? firstBytesOf(node.body, utf) : undefined;
    case 'sequence': {
      // What matches nothing may stand in front.
      const first = node.items.find((item) => !['assert', 'keep', 'verb'].includes(item.type));
      return first && firstBytesOf(first, utf);
    }
    case 'alternation': {
      const union = new Uint8Array(256);
      for (const branch of node.branches) {
        const bytes = firstBytesOf(branch, utf);
        if (!bytes) return undefined;
        for (let i = 0; i < 256; i++) union[i] |= bytes[i];
      }
      return union;
    }
    default:
      return undefined;
  }
}

function leadByte(code: number): number {
  return utf8Bytes(code)[0];
}

function utf8Bytes(code: number): Uint8Array {
  const bytes = new Uint8Array(utf8Length(code));
  encodeCodePoint(code, bytes, 0);
  return bytes;
}

class Compiler {
  readonly sets: CharSet[] = [];
  registerCount: number;
  private readonly code: number[] = [];
  /** The groups around the node that is compiled. */
  private readonly enclosing: number[] = [];
  private readonly utf: boolean;
  private readonly length: number;
  private readonly groups: Groups;
  /** The operands to fill in with the address of each called group's subroutine. */
  private readonly calls = new Map<number, number[]>();

  constructor(parsed: ParsedPattern, groups: Groups) {
    this.utf = parsed.options.unicode === true;
    this.length = parsed.length;
    this.groups = groups;
    this.registerCount = registersOf(parsed.groupCount).free;
  }

  program(root: Node): Int32Array {
    this.emit(root);
    this.word(OP.MATCH);
    const addresses = new Map<number, number>();
    // A subroutine may call others; the map grows while it is gone through.
    for (const group of this.calls.keys()) {
      addresses.set(group, this.code.length);
      this.emit(this.groups.get(group)!);
      this.words(OP.RETURN, group);
    }
    for (const [group, operands] of this.calls) {
      for (const operand of operands) this.code[operand] = addresses.get(group)!;
    }
    return Int32Array.from(this.code);
  }

  private word(value: number): number {
    if (this.code.length >= MAX_CODE) throw new PatternError('regular expression is too large', 0);
    return this.code.push(value) - 1;
  }

  private words(...values: number[]): void {
    for (const value of values) this.word(value);
  }

  private registers(count: number): number {
    const first = this.registerCount;
    this.registerCount += count;
    return first;
  }

  /** Fills in an operand with the present address. */
  private here(operand: number): void {
    this.code[operand] = this.code.length;
  }

  private setIndex(set: CharSet): number {
    return this.sets.push(set) - 1;
  }

  private emit(node: Node): void {
    switch (node.type) {
      case 'empty':
        return;
      case 'char':
      case 'set':
      case 'notNewline':
      case 'anyChar':
      case 'anyByte':
        this.emitSingle(node);
        return;
      case 'newlineSequence':
        this.word(OP.NEWLINE_SEQUENCE);
        return;
      case 'sequence':
        for (const item of node.items) this.emit(item);
        return;
      case 'alternation':
        this.emitAlternation(node.branches);
        return;
      case 'capture':
        this.words(OP.OPEN, node.number);
        this.enclosing.push(node.number);
        this.emit(node.body);
        this.enclosing.pop();
        this.words(OP.CLOSE, node.number);
        return;
      case 'atomic':
        this.emitAtomic(node.body);
        return;
      case 'look':
        this.emitLook(node);
        return;
      case 'repeat':
        this.emitRepeat(node);
        return;
      case 'backreference':
        this.words(OP.BACKREFERENCE, node.caseless ? 1 : 0, node.numbers.length, ...node.numbers);
        return;
      case 'recursion':
        this.emitCall(node.group, node.offset);
        return;
      case 'conditional':
        this.emitConditional(node);
        return;
      case 'assert':
        this.words(OP.ASSERT, ASSERT[node.kind]);
        return;
      case 'keep':
        this.word(OP.KEEP);
        return;
      case 'back':
        this.words(OP.BACK, node.length);
        return;
      case 'fail':
        this.word(OP.FAIL);
        return;
      case 'verb':
        this.words(OP.VERB, ['COMMIT', 'PRUNE', 'SKIP'].indexOf(node.verb));
        return;
    }
  }

  private emitSingle(node: Node): void {
    switch (node.type) {
      case 'char':
        if (!this.utf || node.code < 128) this.words(OP.BYTE, node.code);
        else this.words(OP.CHAR, node.code);
        return;
      case 'set':
        this.words(OP.SET, this.setIndex(node.set));
        return;
      case 'notNewline':
        this.word(OP.NOT_NEWLINE);
        return;
      case 'anyChar':
        this.word(OP.ANY_CHAR);
        return;
      case 'anyByte':
        this.word(OP.ANY_BYTE);
        return;
      default:
        throw new Error(`not a single character: ${node.type}`);
    }
  }

  private emitAlternation(branches: Node[]): void {
    const ends: number[] = [];
    branches.forEach((branch, index) => {
      if (index === branches.length - 1) {
        this.emit(branch);
        return;
      }
      this.word(OP.SPLIT);
      const next = this.word(0);
      this.emit(branch);
      this.word(OP.JUMP);
      ends.push(this.word(0));
      this.here(next);
    });
    for (const end of ends) this.here(end);
  }

  private emitAtomic(body: Node): void {
    const register = this.registers(2);
    this.words(OP.MARK, register);
    this.emit(body);
    this.words(OP.CUT, register);
  }

  private emitLook(node: LookNode): void {
    const register = this.registers(2);
    this.words(OP.MARK, register);
    if (!node.negative) {
      this.emitLookBody(node);
      this.words(OP.CUT_BACK, register);
      return;
    }
    this.word(OP.SPLIT);
    const after = this.word(0);
    this.emitLookBody(node);
    this.words(OP.UNDO, register, OP.FAIL);
    this.here(after);
  }

  /** The body of an assertion; behind the position, each alternative goes back by its own length. */
  private emitLookBody(node: LookNode): void {
    // A verb inside ends a negative assertion only; of a positive one it ends the whole attempt.
    if (node.negative) this.word(OP.BARRIER);
    if (node.ahead) {
      this.emit(node.body);
      return;
    }
    const branches = node.body.type === 'alternation' ? node.body.branches : [node.body];
    this.sawCall = false;
    this.emitAlternation(
      branches.map((branch) => {
        const length = this.fixedLength(branch, node.offset, new Set([0, ...this.enclosing]));
        return { type: 'sequence', items: [{ type: 'back', length }, branch] };
      }),
    );
  }

  private sawCall = false;

  /** How many characters a lookbehind's alternative takes. */
  private fixedLength(node: Node, offset: number, open: Set<number>): number {
    const fail = (): never => {
      // PCRE puts off what has a call until it has read the whole pattern.
      const at = this.sawCall ? this.length : offset;
      throw new PatternError('lookbehind assertion is not fixed length', at);
    };
    switch (node.type) {
      case 'empty':
      case 'look':
      case 'assert':
      case 'keep':
      case 'fail':
      case 'verb':
        return 0;
      case 'char':
      case 'set':
      case 'notNewline':
      case 'anyChar':
        return 1;
      case 'anyByte':
        if (!this.utf) return 1;
        throw new PatternError('\\C not allowed in lookbehind assertion', offset);
      case 'sequence':
        return node.items.reduce((sum, item) => sum + this.fixedLength(item, offset, open), 0);
      case 'alternation': {
        const lengths = node.branches.map((branch) => this.fixedLength(branch, offset, open));
        return lengths.every((length) => length === lengths[0]) ? lengths[0] : fail();
      }
      case 'capture':
      case 'atomic':
        return this.fixedLength(node.body, offset, open);
      case 'repeat':
        return node.min === node.max
          ? node.min * this.fixedLength(node.body, offset, open)
          : fail();
      case 'conditional': {
        if (node.condition.kind === 'define') return 0;
        const yes = this.fixedLength(node.yes, offset, open);
        return yes === this.fixedLength(node.no, offset, open) ? yes : fail();
      }
      case 'recursion': {
        this.sawCall = true;
        if (open.has(node.group)) return fail();
        return this.fixedLength(
          this.groups.get(node.group)!,
          offset,
          new Set([...open, node.group]),
        );
      }
      default:
        return fail();
    }
  }

  private emitRepeat(node: Node & { type: 'repeat' }): void {
    const { body, min, max, mode } = node;
    if (max === 0) return;
    if (min === 1 && max === 1) {
      if (mode === 'possessive') this.emitAtomic(body);
      else this.emit(body);
      return;
    }
    const modeNumber = { greedy: MODE.GREEDY, lazy: MODE.LAZY, possessive: MODE.POSSESSIVE }[mode];
    if (['char', 'set', 'notNewline', 'anyChar', 'anyByte'].includes(body.type)) {
      if (body.type === 'set' && body.minimum && (min > 1 || (min === 1 && max === UNBOUNDED))) {
        this.words(OP.REPEAT_ONE, MODE.GREEDY, min, min, OP.SET, this.setIndex(body.minimum));
        if (max === min) return;
        this.words(OP.REPEAT_ONE, modeNumber, 0, max === UNBOUNDED ? max : max - min);
      } else this.words(OP.REPEAT_ONE, modeNumber, min, max);
      this.emitSingle(body);
      return;
    }
    if (mode === 'possessive') {
      this.emitAtomic({ ...node, mode: 'greedy' });
      return;
    }
    if (min === 0 && max === 1) {
      this.word(mode === 'lazy' ? OP.SPLIT_LAZY : OP.SPLIT);
      const after = this.word(0);
      this.emit(body);
      this.here(after);
      return;
    }
    const register = this.registers(2);
    this.words(OP.LOOP_START, register);
    const loop = this.code.length;
    this.words(OP.LOOP, register, min, max, modeNumber);
    const exit = this.word(0);
    this.words(OP.LOOP_BODY, register);
    this.emit(body);
    this.words(OP.LOOP_END, register, min, max, loop);
    const endExit = this.word(0);
    this.here(exit);
    this.here(endExit);
  }

  private emitCall(group: number, offset: number): void {
    if (!this.groups.has(group)) {
      throw new PatternError('reference to non-existent subpattern', offset);
    }
    this.words(OP.CALL, group);
    const operand = this.word(0);
    const operands = this.calls.get(group);
    if (operands) operands.push(operand);
    else this.calls.set(group, [operand]);
  }

  private emitConditional(node: Node & { type: 'conditional' }): void {
    const { condition } = node;
    let otherwise: number | undefined;
    switch (condition.kind) {
      case 'define':
        return;
      case 'group':
      case 'recursion':
        this.word(condition.kind === 'group' ? OP.IF_GROUP : OP.IF_RECURSION);
        otherwise = this.word(0);
        this.words(condition.numbers.length, ...condition.numbers);
        break;
      case 'look': {
        const { look } = condition;
        const register = this.registers(2);
        this.words(OP.MARK, register, OP.SPLIT);
        const failed = this.word(0);
        this.emitLookBody(look);
        if (!look.negative) {
          this.words(OP.CUT_BACK, register);
          otherwise = failed;
          break;
        }
        this.words(OP.UNDO, register, OP.JUMP);
        otherwise = this.word(0);
        this.here(failed);
        break;
      }
    }
    this.emit(node.yes);
    this.word(OP.JUMP);
    const end = this.word(0);
    this.here(otherwise);
    this.emit(node.no);
    this.here(end);
  }
}
