// Integer arithmetic by words: an expression whose operands are integers of 64 bits is done on numbers in locals, and only its result becomes a
// term. `A * B + C` never makes the product, and of what is masked to a word, as hashes and generators do it, the low words are
// enough: `(X * A + B) band 16#FFFFFFFFFFFFFFFF` is two instructions whatever the product is.
//
// This pass finds such expressions and plans them: what is wanted of each operand and operation, within which range its value is, and where
// that has to be tested. They are done as they stand, one operation after the other, where an operand is something else or a
// result does not fit: then one of them may fail, and says so itself.
//
// What is certainly a number of 64 bits (ranges.ts) is one in a local, and boxed where a term is wanted.
//
// Expressions that small integers do as well (counters, sums of two) are left alone.
import { TYPE } from '../loader/types.ts';
import { tellsOfFloats } from './floating.ts';
import {
  type Block,
  edgesOf,
  type Frame,
  type FunctionIR,
  hotInputsOf,
  inputsOf,
  origin,
  type Rep,
  Value,
} from './ir.ts';
import {
  bitsOf,
  constantInteger,
  exactRange,
  larger,
  meet,
  type Range,
  Ranges,
  rangeOfType,
  repOf,
  SIGNED,
  smaller,
  UNSIGNED,
  within,
} from './ranges.ts';
import { countUses, detach, innerOf, leavesOf, type Tree } from './trees.ts';
import * as T from './types.ts';

/** What is wanted of an operand; of several wishes the largest counts. */
export const NEED = {
  /** Its low word: it may be any integer of at most 128 bits. */
  LOW: 0,
  /** Its value, with a sign or without one. */
  EITHER: 1,
  /** Its value as a number with a sign. */
  SIGNED: 2,
} as const;

export type Need = (typeof NEED)[keyof typeof NEED];

export interface Node {
  readonly need: Need;
  /** Of the value, where more than its low word is wanted. */
  readonly range: Range;
  /** Whether the operation may leave the range, which is tested then. */
  readonly check: boolean;
}

/** Operations that are done together by words. */
export interface Words extends Tree {
  /** Of operands and operations. */
  readonly nodes: ReadonlyMap<Value, Node>;
  /** The result is read as a word by all that is not rare: it is boxed only where a term is wanted. */
  staysWord: boolean;
}

export const EITHER: Range = { min: SIGNED.min, max: UNSIGNED.max };
const POSITIVE: Range = { min: 1n, max: SIGNED.max };

/** Operations whose low word depends on the low words of their operands alone. */
export const LOW_WORD: ReadonlySet<string> = new Set([
  'ADD',
  'SUB',
  'MUL',
  'BAND',
  'BOR',
  'BXOR',
  'BNOT',
  'NEG',
  'BSL',
]);

const BITWISE: ReadonlySet<string> = new Set(['BAND', 'BOR', 'BXOR']);

/** Gives operations of a function that are worth it the expression that ends in them, which leaves its block. */
export function findWords(f: FunctionIR): void {
  if (!f.blocks.some(({ code }) => code.some(isOperation))) return;
  const uses = countUses(f);
  const mayHaveFloats = tellsOfFloats(f);
  const ranges = new Ranges(f);
  for (const block of f.blocks) {
    for (let i = block.code.length - 1; i >= 0; i--) {
      const root = block.code[i];
      if (!isOperation(root) || (mayHaveFloats && T.maybe(root.type, TYPE.FLOAT))) continue;
      const inner = innerOf(block, i, uses, isPart);
      const all = [...inner, root];
      for (const v of all) v.args.splice(0, v.args.length, ...v.args.map(unboxed));
      const leaves = leavesOf(root, inner);
      if (!isWorthIt(all, leaves, ranges)) continue;
      const nodes = plan(all, leaves, ranges);
      if (nodes === undefined) continue;
      root.imm.words = { inner, leaves, nodes, staysWord: false } satisfies Words;
      detach(block, inner);
      i = block.code.indexOf(root);
    }
  }
  findNumbers(f, ranges);
  findStaying(f);
}

function isWorthIt(
  operations: readonly Value[],
  leaves: readonly Value[],
  ranges: Ranges,
): boolean {
  if (leaves.some((v) => isNumber(v) || mayBeNumber(v, ranges))) return true;
  return operations.length > 1 && operations.some(isBeyondSmall);
}

function isNumber({ rep }: Value): boolean {
  return rep === 'i64' || rep === 'u64';
}

/** What is certainly an integer of 64 bits, not always a small one, and calculated here. */
function mayBeNumber(v: Value, ranges: Ranges): boolean {
  return (v.op === 'phi' || isOperation(v)) && v.rep === 'term' && ranges.ofWord(v) !== undefined;
}

/** How a value is read by what is not rare. */
interface Reads {
  words: number;
  /** Where it is a term, ways to other blocks counted as one. */
  terms: number;
}

/**
 * Makes numbers of what is certainly one: the results of expressions and what becomes of them where ways meet, if they are read as such. Boxed
 * at most once besides; what is read as a term more often had better be one.
 */
function findNumbers(f: FunctionIR, ranges: Ranges): void {
  const incoming = new Map<Value, Value[]>();
  for (const { phis, in: edges } of f.blocks)
    for (const [i, phi] of phis.entries())
      incoming.set(
        phi,
        edges.map(({ values }) => origin(values[i])),
      );
  const candidates = new Set<Value>();
  for (const { phis, code } of f.blocks)
    for (const v of [...phis, ...code])
      if (mayBeNumber(v, ranges) && (v.op === 'phi' || v.imm.words !== undefined))
        candidates.add(v);
  if (candidates.size === 0) return;
  const isWord = (v: Value) => isNumber(v) || v.rep === 'i32' || candidates.has(v);
  const isGood = (v: Value, reads: Reads | undefined) =>
    reads !== undefined &&
    reads.words > 0 &&
    reads.terms < 2 &&
    (v.op !== 'phi' ||
      (incoming.get(v) as Value[]).every((x) => isWord(x) || constantInteger(x) !== undefined));
  for (let isStable = false; !isStable; ) {
    const reads = readsOf(f, isWord, ranges);
    const bad = [...candidates].filter((v) => !isGood(v, reads.get(v)));
    for (const v of bad) candidates.delete(v);
    isStable = bad.length === 0;
  }
  for (const v of candidates) {
    const range = ranges.of(v) as Range;
    v.rep = repOf(range) as Rep;
    v.type = T.integer(Number(range.min), Number(range.max));
  }
  for (const { code } of f.blocks)
    for (const v of code) if (candidates.has(origin(v))) v.rep = origin(v).rep;
  boxNumbers(f, candidates);
}

/** Boxes numbers where instructions take terms. */
function boxNumbers(f: FunctionIR, numbers: ReadonlySet<Value>): void {
  const all = f.blocks.flatMap(({ phis, code }) => [...phis, ...code]);
  // Not by spreading them: functions of thousands of clauses have more values than a call takes arguments.
  let id = [...all, ...f.args].reduce((most, v) => Math.max(most, v.id), -1);
  for (const block of f.blocks) {
    for (const v of [...block.code]) {
      if (!v.args.some((x) => numbers.has(origin(x))) || takesWords(v)) continue;
      for (const [i, x] of v.args.entries()) {
        const number = origin(x);
        if (!numbers.has(number)) continue;
        const box = new Value(++id, block, 'box', [number], 'term', x.type);
        block.code.splice(block.code.indexOf(v), 0, box);
        v.args[i] = box;
      }
    }
  }
}

/** Whether an instruction takes numbers of 64 bits as they are. */
function takesWords(v: Value): boolean {
  if (v.imm?.words !== undefined) return true;
  return AS_WORDS.has(v.op) || (COMPARISONS.has(v.op) && canCompare(v.args[0], v.args[1]));
}

const AS_WORDS: ReadonlySet<string> = new Set([
  'same',
  'box',
  'carry',
  'enter',
  'word_value',
  'small_value',
]);

/** Whether a block does a call after all that is done in line: nothing goes on from there. */
function isRare({ code, end }: Block): boolean {
  return code[code.length - 1]?.op === 'never' || (end.kind === 'check' && isRare(end.ok.to));
}

/** Tests that compare numbers of 64 bits as such. */
export const COMPARISONS: ReadonlySet<string> = new Set(['less', 'equal', 'same_term']);

/** Whether two values, one of which is a number at least, can be compared as numbers of 64 bits, both with a sign or without. */
export function canCompare(a: Value, b: Value): boolean {
  const values = [origin(a), origin(b)];
  return (
    values.some(isNumber) &&
    values.every((v) => isNumber(v) || v.rep === 'i32' || T.isSmall(v.type)) &&
    (values.every((v) => v.rep !== 'u64') || values.every((v) => v.type.min >= 0))
  );
}

/** How values are read, some of which are words. */
function readsOf(f: FunctionIR, isWord: (v: Value) => boolean, ranges: Ranges): Map<Value, Reads> {
  const found = new Map<Value, Reads>();
  const of = (value: Value) => {
    const v = origin(value);
    let reads = found.get(v);
    if (reads === undefined) {
      reads = { words: 0, terms: 0 };
      found.set(v, reads);
    }
    return reads;
  };
  const moved = new Set<Value>();
  const willCompare = (args: readonly Value[]) => {
    const words = args.map((x) =>
      isWord(origin(x)) || T.isSmall(x.type) ? ranges.of(x) : undefined,
    );
    return [SIGNED, UNSIGNED].some((limits) => words.every((r) => r && within(r, limits)));
  };
  for (const block of f.blocks) {
    const { code, end } = block;
    for (const { to, values } of edgesOf(block))
      for (const [i, v] of values.entries()) {
        if (isWord(to.phis[i])) of(v).words++;
        else moved.add(origin(v));
      }
    if (end.kind === 'switch') of(end.value).words++;
    if (isRare(block)) continue;
    for (const v of code) {
      const words = v.imm?.words as Words | undefined;
      if (words !== undefined) for (const x of words.leaves) of(x).words++;
      else if (v.op === 'carry') of(v.args[0]).words++;
      else if (v.op === 'word_value' || v.op === 'small_value') of(v.args[0]).words++;
      else if (COMPARISONS.has(v.op) && willCompare(v.args)) for (const x of v.args) of(x).words++;
      else if (v.op !== 'same' && v.op !== 'enter') for (const x of hotInputsOf(v)) of(x).terms++;
    }
  }
  for (const v of moved) of(v).terms++;
  return found;
}

/** Finds the expressions that nothing but other expressions and the next round of a loop reads. */
function findStaying(f: FunctionIR): void {
  const asWords = new Set<Value>();
  const asTerms = new Set<Value>();
  for (const block of f.blocks) {
    const { code, end } = block;
    for (const v of code) {
      const words = v.imm?.words as Words | undefined;
      if (words !== undefined) for (const x of words.leaves) asWords.add(x);
      else if (v.op === 'carry') asWords.add(origin(v.args[0]));
      else if (v.op !== 'same') for (const x of inputsOf(v)) asTerms.add(origin(x));
      for (const x of (v.imm?.frame as Frame | undefined) ?? []) asTerms.add(origin(x));
    }
    if (end.kind === 'switch') asTerms.add(origin(end.value));
    for (const { values } of edgesOf(block)) for (const x of values) asTerms.add(origin(x));
  }
  for (const v of asWords)
    if (v.imm?.words !== undefined && v.rep === 'term' && !asTerms.has(v))
      v.imm.words.staysWord = true;
}

/** An integer that was boxed for the operation alone, or may have been. */
function unboxed(v: Value): Value {
  const x = origin(v);
  return x.op === 'box' && x.args[0].rep !== 'f64' ? x.args[0] : v;
}

/** What takes part in an expression: no failure leads from it to another place of the function. */
function isPart(v: Value): boolean {
  return isOperation(v) && !v.imm.fail;
}

function isOperation({ op, args, imm }: Value): boolean {
  if (op !== 'arithmetic' || !args.every((x) => T.maybe(x.type, TYPE.INTEGER))) return false;
  if (LOW_WORD.has(imm.op) && imm.op !== 'BSL') return true;
  const by = constantInteger(origin(args[1]));
  switch (imm.op) {
    case 'BSL':
    case 'BSR':
      return by !== undefined && by > 0n && by < 64n;
    case 'DIV':
      return by === undefined || (by > 1n && by <= SIGNED.max);
    case 'REM':
      return by === undefined || (by > 0n && by <= SIGNED.max);
  }
  return false;
}

/** Whether an operation may well make or take what is not small. */
function isBeyondSmall({ args, imm }: Value): boolean {
  if (imm.op === 'MUL' || imm.op === 'BSL') return true;
  return args.map(origin).some((x) => {
    const n = constantInteger(x);
    return n !== undefined && (n > BigInt(T.SMALL_MAX) || n < BigInt(T.SMALL_MIN));
  });
}

/** A constant that a value is masked to a word with. */
function maskOf(v: Value): bigint | undefined {
  if (v.imm.op !== 'BAND') return undefined;
  return v.args
    .map((x) => constantInteger(origin(x)))
    .find((n) => n !== undefined && within({ min: n, max: n }, UNSIGNED));
}

/** What is known and wanted of operations, the root last, and of their operands; undefined where it cannot be done by words. */
function plan(
  operations: readonly Value[],
  leaves: readonly Value[],
  certain: Ranges,
): Map<Value, Node> | undefined {
  const needs = new Map<Value, Need>([[operations[operations.length - 1], NEED.EITHER]]);
  const types = new Map<Value, Range>();
  const rangeOf = (x: Value) => meet(EVERY, certain.of(x) ?? rangeOfType(x.type));
  for (const v of [...operations].reverse()) {
    for (const [i, x] of v.args.entries()) {
      const operand = origin(x);
      const need = wanted(v, i, needs.get(v) as Need, rangeOf);
      needs.set(operand, Math.max(needs.get(operand) ?? NEED.LOW, need) as Need);
      types.set(operand, meet(types.get(operand) ?? rangeOf(operand), rangeOf(x)));
    }
  }
  const nodes = new Map<Value, Node>();
  for (const v of leaves) {
    const need = needs.get(v) as Need;
    const n = constantInteger(v);
    if (n !== undefined && need !== NEED.LOW && !within({ min: n, max: n }, EITHER))
      return undefined;
    const limits =
      repOf(types.get(v) as Range) === 'u64'
        ? UNSIGNED
        : need === NEED.SIGNED || v.rep === 'i64'
          ? SIGNED
          : EITHER;
    const range = n !== undefined ? { min: n, max: n } : meet(limits, types.get(v) as Range);
    nodes.set(v, { need, range, check: false });
  }
  for (const v of operations) {
    const need = needs.get(v) as Need;
    const range = need === NEED.LOW ? SIGNED : resultRange(v, nodes);
    if (range === undefined) return undefined;
    const fits = within(range, SIGNED) || within(range, UNSIGNED);
    nodes.set(v, { need, range: fits ? range : meet(SIGNED, range), check: !fits });
  }
  return nodes;
}

/** What an operation of which `need` is wanted wants of an operand. */
function wanted(v: Value, index: number, need: Need, rangeOf: (v: Value) => Range): Need {
  const { op } = v.imm;
  if (maskOf(v) !== undefined || (need === NEED.LOW && LOW_WORD.has(op))) return NEED.LOW;
  if (BITWISE.has(op) && v.args.every((x) => rangeOf(x).min >= 0n)) return NEED.EITHER;
  if (index > 0) return NEED.SIGNED;
  if (op === 'BSR' || op === 'REM') return NEED.EITHER;
  return op === 'DIV' && constantInteger(origin(v.args[1])) !== undefined
    ? NEED.EITHER
    : NEED.SIGNED;
}

const EVERY: Range = { min: -(1n << 128n), max: 1n << 128n };

/** The range of an operation's result; undefined where no operands are as it needs them. */
function resultRange(v: Value, nodes: ReadonlyMap<Value, Node>): Range | undefined {
  const { op } = v.imm;
  const ranges = v.args.map((x) => (nodes.get(origin(x)) as Node).range);
  const mask = maskOf(v);
  if (mask !== undefined) {
    const [other] = v.args.map(origin).filter((x) => constantInteger(x) !== mask);
    const known = other === undefined ? undefined : (nodes.get(other) as Node);
    const isLess = known !== undefined && known.need !== NEED.LOW && known.range.min >= 0n;
    return { min: 0n, max: isLess ? smaller(known.range.max, mask) : mask };
  }
  if (BITWISE.has(op)) return bitwiseRange(op, ranges);
  const [whole] = ranges;
  const [a, b = a] = ranges.map((r) => meet(SIGNED, r));
  if (op !== 'BSR' && op !== 'REM' && op !== 'DIV' && ranges.some((r) => r.min > SIGNED.max))
    return undefined;
  const exact = exactRange(op, a, b);
  if (exact !== undefined) return exact;
  switch (op) {
    case 'BSL':
      return { min: a.min << b.max, max: a.max << b.max };
    case 'BSR':
      return { min: whole.min >> b.max, max: whole.max >> b.max };
    case 'DIV': {
      if (b.max < 1n) return undefined;
      const by = meet(POSITIVE, b);
      return {
        min: whole.min / (whole.min < 0n ? by.min : by.max),
        max: whole.max / (whole.max > 0n ? by.min : by.max),
      };
    }
    case 'REM': {
      if (b.max < 1n) return undefined;
      const limit = b.max - 1n;
      return {
        min: whole.min < 0n ? larger(whole.min, -limit) : 0n,
        max: whole.max > 0n ? smaller(whole.max, limit) : 0n,
      };
    }
  }
  throw new Error(`no range of ${op}`);
}

/** Of two numbers without signs, or of two with. */
function bitwiseRange(op: string, ranges: readonly Range[]): Range {
  const [a, b] = ranges;
  const areUnsigned = a.min >= 0n && b.min >= 0n;
  if (!areUnsigned) return SIGNED;
  if (op === 'BAND') return { min: 0n, max: smaller(a.max, b.max) };
  return bitsOf(a, b);
}
