// Integer arithmetic by words: an expression whose operands are integers of 64 bits is done on numbers in locals, and only its result becomes a
// term. `A * B + C` never makes the product, and of what is masked to a word, as hashes and generators do it, the low words are
// enough: `(X * A + B) band 16#FFFFFFFFFFFFFFFF` is two instructions whatever the product is.
//
// This pass finds such expressions and plans them: what is wanted of each operand and operation, within which range its value is, and where
// that has to be tested. They are done as they stand, one operation after the other, where an operand is something else or a
// result does not fit: then one of them may fail, and says so itself.
//
// Expressions that small integers do as well (counters, sums of two) are left alone.
import { TYPE } from '../loader/types.ts';
import { tellsOfFloats } from './floating.ts';
import { edgesOf, type Frame, type FunctionIR, inputsOf, origin, type Value } from './ir.ts';
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

export interface Range {
  readonly min: bigint;
  readonly max: bigint;
}

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

export const SIGNED: Range = { min: -(1n << 63n), max: (1n << 63n) - 1n };
export const UNSIGNED: Range = { min: 0n, max: (1n << 64n) - 1n };
export const SMALL: Range = { min: BigInt(T.SMALL_MIN), max: BigInt(T.SMALL_MAX) };
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

function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

function larger(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

export const within = (a: Range, b: Range): boolean => a.min >= b.min && a.max <= b.max;
/** What is in both; if that is nothing it stands in code that is never reached, and any range will do. */
const meet = (a: Range, b: Range): Range => {
  const min = larger(a.min, b.min);
  const max = smaller(a.max, b.max);
  return min <= max ? { min, max } : a;
};

/** The value of a constant integer. */
export function constantInteger(v: Value): bigint | undefined {
  if (v.op === 'small') return BigInt(v.imm);
  if (v.op === 'literal' && v.imm[0] === 'integer') return BigInt(v.imm[1]);
  return undefined;
}

/** Gives operations of a function that are worth it the expression that ends in them, which leaves its block. */
export function findWords(f: FunctionIR): void {
  if (!f.blocks.some(({ code }) => code.some(isOperation))) return;
  const uses = countUses(f);
  const mayHaveFloats = tellsOfFloats(f);
  for (const block of f.blocks) {
    for (let i = block.code.length - 1; i > 0; i--) {
      const root = block.code[i];
      if (!isOperation(root) || (mayHaveFloats && T.maybe(root.type, TYPE.FLOAT))) continue;
      const inner = innerOf(block, i, uses, isPart);
      const all = [...inner, root];
      for (const v of all) v.args.splice(0, v.args.length, ...v.args.map(unboxed));
      const leaves = leavesOf(root, inner);
      if (!isWorthIt(all, leaves)) continue;
      const nodes = plan(all, leaves);
      if (nodes === undefined) continue;
      root.imm.words = { inner, leaves, nodes, staysWord: false } satisfies Words;
      detach(block, inner);
      i = block.code.indexOf(root);
    }
  }
  findStaying(f);
}

function isWorthIt(operations: readonly Value[], leaves: readonly Value[]): boolean {
  if (leaves.some(({ rep }) => rep === 'i64' || rep === 'u64')) return true;
  return operations.length > 1 && operations.some(isBeyondSmall);
}

/** Finds the expressions that nothing but other expressions and the next round of a loop reads. */
function findStaying(f: FunctionIR): void {
  const asWords = new Set<Value>();
  const asTerms = new Set<Value>();
  for (const { code, end } of f.blocks) {
    for (const v of code) {
      const words = v.imm?.words as Words | undefined;
      if (words !== undefined) for (const x of words.leaves) asWords.add(x);
      else if (v.op === 'carry') asWords.add(origin(v.args[0]));
      else if (v.op !== 'same') for (const x of inputsOf(v)) asTerms.add(origin(x));
      for (const x of (v.imm?.frame as Frame | undefined) ?? []) asTerms.add(origin(x));
    }
    if (end.kind === 'switch') asTerms.add(origin(end.value));
    for (const { values } of edgesOf(end)) for (const x of values) asTerms.add(origin(x));
  }
  for (const v of asWords)
    if (v.imm?.words !== undefined && !asTerms.has(v)) v.imm.words.staysWord = true;
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
): Map<Value, Node> | undefined {
  const needs = new Map<Value, Need>([[operations[operations.length - 1], NEED.EITHER]]);
  const types = new Map<Value, Range>();
  for (const v of [...operations].reverse()) {
    for (const [i, x] of v.args.entries()) {
      const operand = origin(x);
      const need = wanted(v, i, needs.get(v) as Need);
      needs.set(operand, Math.max(needs.get(operand) ?? NEED.LOW, need) as Need);
      types.set(
        operand,
        meet(types.get(operand) ?? rangeOfType(operand.type), rangeOfType(x.type)),
      );
    }
  }
  const nodes = new Map<Value, Node>();
  for (const v of leaves) {
    const need = needs.get(v) as Need;
    const n = constantInteger(v);
    if (n !== undefined && need !== NEED.LOW && !within({ min: n, max: n }, EITHER))
      return undefined;
    const limits =
      v.rep === 'u64' ? UNSIGNED : need === NEED.SIGNED || v.rep === 'i64' ? SIGNED : EITHER;
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
function wanted(v: Value, index: number, need: Need): Need {
  const { op } = v.imm;
  if (maskOf(v) !== undefined || (need === NEED.LOW && LOW_WORD.has(op))) return NEED.LOW;
  if (index > 0) return NEED.SIGNED;
  if (op === 'BSR' || op === 'REM') return NEED.EITHER;
  return op === 'DIV' && constantInteger(origin(v.args[1])) !== undefined
    ? NEED.EITHER
    : NEED.SIGNED;
}

function rangeOfType({ min, max }: T.Type): Range {
  return {
    min: min > -Infinity ? BigInt(min) : -(1n << 128n),
    max: max < Infinity ? BigInt(max) : 1n << 128n,
  };
}

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
  if (op === 'BAND' || op === 'BOR' || op === 'BXOR') return bitwiseRange(op, ranges);
  const [whole] = ranges;
  const [a, b = a] = ranges.map((r) => meet(SIGNED, r));
  if (op !== 'BSR' && op !== 'REM' && op !== 'DIV' && ranges.some((r) => r.min > SIGNED.max))
    return undefined;
  switch (op) {
    case 'ADD':
      return { min: a.min + b.min, max: a.max + b.max };
    case 'SUB':
      return { min: a.min - b.max, max: a.max - b.min };
    case 'MUL': {
      const corners = [a.min * b.min, a.min * b.max, a.max * b.min, a.max * b.max];
      return { min: corners.reduce(smaller), max: corners.reduce(larger) };
    }
    case 'NEG':
      return { min: -a.max, max: -a.min };
    case 'BNOT':
      return { min: ~a.max, max: ~a.min };
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
  return { min: 0n, max: (1n << BigInt(larger(a.max, b.max).toString(2).length)) - 1n };
}
