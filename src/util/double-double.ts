/*
 * Numbers as the unevaluated sum of two doubles, the first of which is their sum rounded: some 104 bits. The error-free
 * sums and products are Knuth's and Dekker's (T. J. Dekker, "A floating-point technique for extending the available
 * precision", 1971), the rest as analysed by Joldes, Muller and Popescu ("Tight and rigorous error bounds for basic
 * building blocks of double-word arithmetic", 2017).
 *
 * A function returns the first double and leaves the second in `low[0]`: a pair of results would be an allocation each.
 */
import { BITS, toDouble, toFixed } from './fixed-point.ts';

/** The second double of the number that was returned last. */
export const low = new Float64Array(1);

/** a + b, exactly. */
export function twoSum(a: number, b: number): number {
  const s = a + b;
  const t = s - a;
  low[0] = a - (s - t) + (b - t);
  return s;
}

/** a + b, exactly, where |a| ≥ |b|. */
export function fastTwoSum(a: number, b: number): number {
  const s = a + b;
  low[0] = b - (s - a);
  return s;
}

/** 2^27 + 1, by which a double is split into two halves of its bits. */
const SPLITTER = 134217729;

/** a · b, exactly, unless it or one of its parts is out of range. */
export function twoProduct(a: number, b: number): number {
  const p = a * b;
  const as = SPLITTER * a;
  const ah = as - (as - a);
  const al = a - ah;
  const bs = SPLITTER * b;
  const bh = bs - (bs - b);
  const bl = b - bh;
  low[0] = al * bl - (p - ah * bh - al * bh - ah * bl);
  return p;
}

export function sum(ah: number, al: number, bh: number, bl: number): number {
  const s = twoSum(ah, bh);
  const e = low[0];
  const t = twoSum(al, bl);
  const f = low[0];
  const v = fastTwoSum(s, e + t);
  return fastTwoSum(v, f + low[0]);
}

export function product(ah: number, al: number, bh: number, bl: number): number {
  const p = twoProduct(ah, bh);
  return fastTwoSum(p, low[0] + (ah * bl + al * bh));
}

export function quotient(ah: number, al: number, bh: number, bl: number): number {
  const q = ah / bh;
  const p = twoProduct(q, bh);
  return fastTwoSum(q, (ah - p - low[0] + al - q * bl) / bh);
}

export function squareRoot(ah: number, al: number): number {
  const s = Math.sqrt(ah);
  if (s === 0) return fastTwoSum(0, 0);
  const p = twoProduct(s, s);
  return fastTwoSum(s, (ah - p - low[0] + al) / (2 * s));
}

/** Fixed-point numbers as a list of pairs. */
export function pairs(values: bigint[]): Float64Array {
  return Float64Array.from(values.flatMap(pair));
}

/** A fixed-point number as a pair. */
export function pair(value: bigint): [number, number] {
  const high = toDouble(value);
  return [high, toDouble(value - toFixed(high))];
}

/**
 * A fixed-point number in pieces, largest first: each but the last is a multiple of 2^-end, so short that its products with small
 * integers are exact.
 */
export function pieces(value: bigint, ends: number[]): number[] {
  let rest = value;
  const found = ends.map((end) => {
    const piece = toDouble((rest >> BigInt(BITS - end)) << BigInt(BITS - end));
    rest -= toFixed(piece);
    return piece;
  });
  return [...found, toDouble(rest)];
}

/**
 * c₀ + c₁x + c₂x² + …, where each term is smaller than the one before; those from the `exact`-th on are so small that doubles
 * are good enough for them.
 */
export function polynomial(c: Float64Array, exact: number, xh: number, xl: number): number {
  let i = c.length - 2;
  let high = c[i];
  for (i -= 2; i >= 2 * exact; i -= 2) high = high * xh + c[i];
  let rest = 0;
  for (; i >= 0; i -= 2) {
    const p = product(high, rest, xh, xl);
    const e = low[0];
    const s = fastTwoSum(c[i], p);
    high = fastTwoSum(s, low[0] + (c[i + 1] + e));
    rest = low[0];
  }
  low[0] = rest;
  return high;
}

const float64 = new Float64Array(1);
const words = new Int32Array(float64.buffer);

/** 2^e, exactly, where it is no subnormal. */
export function power2(e: number): number {
  words[0] = 0;
  words[1] = (e + 1023) << 20;
  return float64[0];
}

/** The e for which |x| / 2^e is from 1 to below 2; of a number that is no subnormal. */
export function exponentOf(x: number): number {
  float64[0] = x;
  return ((words[1] >> 20) & 0x7ff) - 1023;
}

const LEAST_NORMAL = -1022;

/** (h + l) · 2^e as the nearest double, subnormal or infinite too; |h| is from 2^-8 to 2^7. */
export function rounded(h: number, l: number, e: number): number {
  if (e > 1000) return (h + l) * power2(1000) * power2(Math.min(e - 1000, 1000));
  if (e > LEAST_NORMAL + 10) return (h + l) * power2(e);
  if (e < LEAST_NORMAL - 60) return h * power2(LEAST_NORMAL) * power2(LEAST_NORMAL);
  // Twice, where it is no normal number itself; only the second product is subnormal, if any.
  const first = Math.max(e, LEAST_NORMAL);
  const second = power2(e - first);
  const least = power2(LEAST_NORMAL - e);
  if (Math.abs(h + l) >= least) return (h + l) * power2(first) * second;
  // The sum with this is rounded where the subnormal's last bit will be.
  const anchor = h < 0 ? -least : least;
  const s = twoSum(anchor, h);
  return (fastTwoSum(s, low[0] + l) - anchor) * power2(first) * second;
}
