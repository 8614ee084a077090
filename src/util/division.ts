/*
 * Division of large integers whose quotient is short.
 *
 * V8 divides by schoolbook while the divisor has less than 57 digits of 64 bits, and by Burnikel and Ziegler's
 * recursion beyond, also where the quotient has a single digit: it then takes ten times as long as a
 * multiplication. Spigots, conversions and sums of fractions divide so all the time. A quotient of m bits
 * is known from the highest m + 64 bits of both sides, all but always for certain (Knuth, The Art of Computer
 * Programming, volume 2, 4.3.1).
 */

import { bitLength, isBelow, magnitudeLimit } from './magnitude.ts';

/** V8 divides by smaller divisors in linear time where the quotient is short. */
const LARGE = magnitudeLimit(3648);

/** Bits that a quotient is estimated with beyond its own: that many say whether it is certain, but for one case in 2^62. */
const GUARD_BITS = 64;

/** How many low bits both sides can do without; undefined where the quotient is not short. */
function lowBits(a: bigint, b: bigint): bigint | undefined {
  const length = bitLength(b);
  const quotient = Math.max(0, bitLength(a) - length) + 1;
  return 2 * (quotient + GUARD_BITS) < length ? BigInt(length - quotient - GUARD_BITS) : undefined;
}

/**
 * a div b for a >= 0 and b > 0, with the remainder if it was needed to tell the quotient.
 *
 * Cutting the dividend loses nothing of the quotient, cutting the divisor makes it larger by one at most. It is not where
 * what is left over is at least the quotient, as the divisor has lost less than one.
 */
function quotientOf(a: bigint, b: bigint, low: bigint): { quotient: bigint; remainder?: bigint } {
  const dividend = a >> low;
  const divisor = b >> low;
  const quotient = dividend / divisor;
  if (dividend - quotient * divisor >= quotient) return { quotient };
  const remainder = a - quotient * b;
  return remainder < 0n
    ? { quotient: quotient - 1n, remainder: remainder + b }
    : { quotient, remainder };
}

const absolute = (n: bigint): bigint => (n < 0n ? -n : n);

/** `x div y`, rounded towards zero; y is not 0. */
export function divide(x: bigint, y: bigint): bigint {
  if (isBelow(y, LARGE)) return x / y;
  const a = absolute(x);
  const b = absolute(y);
  const low = lowBits(a, b);
  if (low === undefined) return x / y;
  const { quotient } = quotientOf(a, b, low);
  return x < 0n === y < 0n ? quotient : -quotient;
}

/** `x rem y`, of the sign of x; y is not 0. */
export function remainder(x: bigint, y: bigint): bigint {
  if (isBelow(y, LARGE)) return x % y;
  const a = absolute(x);
  const b = absolute(y);
  const low = lowBits(a, b);
  if (low === undefined) return x % y;
  const { quotient, remainder: rest = a - quotient * b } = quotientOf(a, b, low);
  return x < 0n ? -rest : rest;
}
