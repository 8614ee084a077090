// Division of large integers against the engine's own: quotients of all lengths, and those that one bit decides.

import { describe, expect, it } from 'vitest';
import { divide, remainder } from '../../src/util/division.ts';
import { bitLength } from '../../src/util/magnitude.ts';

let state = 0x9e3779b97f4a7c15n;

/** A number of that many bits, of long runs of equal bits now and then; the same ones at each run. */
function number(bits: number): bigint {
  let n = 1n;
  for (let left = bits - 1; left > 0; left -= 64) {
    state ^= BigInt.asUintN(64, state << 13n);
    state ^= state >> 7n;
    state ^= BigInt.asUintN(64, state << 17n);
    const kind = state & 7n;
    const word = kind === 0n ? 0n : kind === 1n ? 0xffff_ffff_ffff_ffffn : state;
    n = (n << BigInt(Math.min(left, 64))) | BigInt.asUintN(Math.min(left, 64), word);
  }
  return n;
}

function check(x: bigint, y: bigint): void {
  for (const [a, b] of [
    [x, y],
    [-x, y],
    [x, -y],
    [-x, -y],
  ] as const) {
    expect(divide(a, b) === a / b).toBe(true);
    expect(remainder(a, b) === a % b).toBe(true);
  }
}

describe('division', () => {
  const divisors = [1, 64, 3647, 3648, 3649, 3700, 4096, 8000, 20_000, 70_000];
  const quotients = [1, 2, 3, 5, 63, 64, 65, 128, 1000, 1800, 4000, 9000, 40_000];

  it.each(divisors)('by %i bits', (bits) => {
    for (const length of quotients) {
      for (let round = 0; round < 3; round++) {
        const y = number(bits);
        const q = number(length);
        for (const offset of [-1n, 0n, 1n, y - 1n, y / 2n]) check(q * y + offset, y);
        check(number(length), y);
      }
    }
  });

  it('tells a quotient whose divisor loses almost one when it is cut', () => {
    for (const low of [3000n, 5000n]) {
      const y = (1n << 8000n) + (1n << low) - 1n;
      for (const q of [1n, 9n, (1n << 64n) - 1n])
        for (const d of [-1n, 0n, 1n]) check(q * y + d, y);
    }
  });
});

describe('bitLength', () => {
  it('is exact, or one more just below a power of two', () => {
    expect(bitLength(0n)).toBe(0);
    for (const bits of [
      1, 2, 52, 53, 54, 511, 512, 513, 1023, 1024, 1025, 5000, 65_536, 4_194_240,
    ]) {
      const lowest = 1n << BigInt(bits - 1);
      expect(bitLength(lowest)).toBe(bits);
      expect(bitLength(-lowest)).toBe(bits);
      expect(bitLength(2n * lowest - 1n) - bits).toBeLessThanOrEqual(1);
      expect(bitLength(2n * lowest - 1n)).toBeGreaterThanOrEqual(bits);
    }
  });
});
