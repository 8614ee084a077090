// Within which range integers certainly are, whatever the arguments were: masks and divisors bound what they are applied to, types and tests
// what they were told of, and from there it goes on through arithmetic and where ways meet.
//
// What is certainly a number of 64 bits can be one in a local: however it was calculated, the result has room there.
import { TYPE } from '../loader/types.ts';
import { type Edge, type FunctionIR, origin, type Value } from './ir.ts';
import * as T from './types.ts';

export interface Range {
  readonly min: bigint;
  readonly max: bigint;
}

export const SIGNED: Range = { min: -(1n << 63n), max: (1n << 63n) - 1n };
export const UNSIGNED: Range = { min: 0n, max: (1n << 64n) - 1n };
export const SMALL: Range = { min: BigInt(T.SMALL_MIN), max: BigInt(T.SMALL_MAX) };

/** Stands for all that is larger; what is negative has it with a sign. */
const INFINITE = 1n << 256n;
const ANY: Range = { min: -INFINITE, max: INFINITE };

/** Beyond this, exactness is of no use. */
const LARGE = 1n << 130n;

export function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

export function larger(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

export const within = (a: Range, b: Range): boolean => a.min >= b.min && a.max <= b.max;

/** What is in both; if that is nothing it stands in code that is never reached, and any range will do. */
export function meet(a: Range, b: Range): Range {
  const min = larger(a.min, b.min);
  const max = smaller(a.max, b.max);
  return min <= max ? { min, max } : a;
}

/** What is of so many bits as the larger of two numbers without signs. */
export function bitsOf(a: Range, b: Range): Range {
  return { min: 0n, max: (1n << BigInt(larger(a.max, b.max).toString(2).length)) - 1n };
}

/** The value of a constant integer. */
export function constantInteger(v: Value): bigint | undefined {
  if (v.op === 'small') return BigInt(v.imm);
  if (v.op === 'literal' && v.imm[0] === 'integer') return BigInt(v.imm[1]);
  return undefined;
}

/** The representation of a number of 64 bits in a range; undefined where it is too large. */
export function repOf(range: Range): 'i64' | 'u64' | undefined {
  if (within(range, SIGNED)) return 'i64';
  return within(range, UNSIGNED) ? 'u64' : undefined;
}

/** The certain ranges in a function. */
export class Ranges {
  private readonly found = new Map<Value, Range>();

  constructor(f: FunctionIR) {
    for (const block of f.blocks) {
      for (const [i, phi] of block.phis.entries()) {
        const range = numberRange(phi) ?? (block.isLoop ? undefined : this.joined(block.in, i));
        if (range !== undefined) this.found.set(phi, range);
      }
      for (const v of block.code) {
        const range = v.op === 'arithmetic' ? this.ofOperation(v) : undefined;
        if (range !== undefined) this.found.set(v, range);
      }
    }
  }

  /** Of a value as it is known here; undefined where it may be no integer. */
  of(v: Value): Range | undefined {
    const x = origin(v);
    const n = constantInteger(x);
    if (n !== undefined) return bounded({ min: n, max: n });
    if (x.op === 'box') return this.of(x.args[0]);
    const known = this.found.get(x) ?? numberRange(x);
    const typed = T.is(v.type, TYPE.INTEGER) ? rangeOfType(v.type) : undefined;
    return known && typed ? meet(known, typed) : (known ?? typed);
  }

  /** The same of numbers of 64 bits that are not all small. */
  ofWord(v: Value): Range | undefined {
    const range = this.of(v);
    const isWord = range !== undefined && !within(range, SMALL) && repOf(range) !== undefined;
    return isWord ? range : undefined;
  }

  private joined(edges: readonly Edge[], index: number): Range | undefined {
    const ranges = edges.map(({ values }) => this.of(values[index]));
    return ranges.reduce(
      (a, b) => a && b && { min: smaller(a.min, b.min), max: larger(a.max, b.max) },
    );
  }

  private ofOperation({ args, imm, type }: Value): Range | undefined {
    const ranges = args.map((x) => this.of(x));
    const range = operationRange(imm.op, ranges[0], ranges[args.length - 1]);
    if (range === undefined) return undefined;
    return T.is(type, TYPE.INTEGER) ? meet(bounded(range), rangeOfType(type)) : bounded(range);
  }
}

/** Limits that are large are infinite, or at least not small beside what stands for that. */
function bounded({ min, max }: Range): Range {
  return {
    min: min < -LARGE ? -INFINITE : smaller(min, LARGE),
    max: max > LARGE ? INFINITE : larger(max, -LARGE),
  };
}

export function rangeOfType({ min, max }: T.Type): Range {
  return {
    min: min > -Infinity ? BigInt(min) : -INFINITE,
    max: max < Infinity ? BigInt(max) : INFINITE,
  };
}

/** Of what is a number already. */
function numberRange({ rep, type }: Value): Range | undefined {
  switch (rep) {
    case 'u64':
      return meet(UNSIGNED, rangeOfType(type));
    case 'i64':
    case 'i32':
      return meet(SIGNED, rangeOfType(type));
  }
  return undefined;
}

/** The range of an operation's result, if it has one; undefined where that may be no integer. */
function operationRange(op: string, a: Range | undefined, b: Range | undefined): Range | undefined {
  switch (op) {
    case 'DIVIDE':
      return undefined;
    case 'BAND': {
      const limits = [a, b].filter((r) => r !== undefined && r.min >= 0n) as Range[];
      if (limits.length === 0) return ANY;
      return { min: 0n, max: limits.map(({ max }) => max).reduce(smaller) };
    }
    case 'REM': {
      if (b === undefined) return ANY;
      const limit = larger(-b.min, b.max) - 1n;
      const whole = a ?? ANY;
      return {
        min: whole.min >= 0n ? 0n : -limit,
        max: whole.min >= 0n ? smaller(whole.max, limit) : limit,
      };
    }
  }
  if (a === undefined || b === undefined) return undefined;
  const exact = exactRange(op, a, b);
  if (exact !== undefined) return exact;
  switch (op) {
    case 'BOR':
    case 'BXOR':
      if (a.min >= 0n && b.min >= 0n) return bitsOf(a, b);
      return within(a, SIGNED) && within(b, SIGNED) ? SIGNED : ANY;
    case 'BSR':
      if (b.min < 0n || b.max > 63n) return ANY;
      return {
        min: a.min <= -LARGE ? -INFINITE : smaller(a.min >> b.min, a.min >> b.max),
        max: a.max >= LARGE ? INFINITE : larger(a.max >> b.min, a.max >> b.max),
      };
    case 'DIV':
      if (b.min < 1n) return ANY;
      return {
        min: a.min <= -LARGE ? -INFINITE : smaller(a.min / b.min, a.min / b.max),
        max: a.max >= LARGE ? INFINITE : larger(a.max / b.min, a.max / b.max),
      };
  }
  return ANY;
}

/** The range of a sum, a product and the like. */
export function exactRange(op: string, a: Range, b: Range): Range | undefined {
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
  }
  return undefined;
}
