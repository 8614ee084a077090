// How large integers are, without counting their digits.

/** A power of two, and the same below zero: made when first needed, as some have half a megabyte. */
export interface MagnitudeLimit {
  readonly bits: number;
  bounds: { readonly high: bigint; readonly low: bigint } | undefined;
}

export function magnitudeLimit(bits: number): MagnitudeLimit {
  return { bits, bounds: undefined };
}

/** Whether a magnitude is below a limit: comparing takes no time. */
export function isBelow(n: bigint, limit: MagnitudeLimit): boolean {
  const { high, low } = (limit.bounds ??= boundsOf(limit.bits));
  return n < high && n > low;
}

function boundsOf(bits: number) {
  const high = 1n << BigInt(bits);
  return { high, low: -high };
}

/** By level: 2^level, and 2 to the power of that. */
interface Power {
  readonly exponent: bigint;
  readonly value: bigint;
}

const powers: Power[] = [];

function power(level: number): Power {
  for (let i = powers.length; i <= level; i++) {
    const exponent = 1n << BigInt(i);
    powers.push({ exponent, value: 1n << exponent });
  }
  return powers[level];
}

const LOWEST_LEVEL = 9;

/** At least as many bits as the magnitude has, at most one more. */
export function bitLength(n: bigint): number {
  let rest = n < 0n ? -n : n;
  let level = LOWEST_LEVEL;
  while (rest >= power(level + 1).value) level++;
  let bits = 0;
  for (; level >= LOWEST_LEVEL; level--) {
    const { exponent, value } = power(level);
    if (rest < value) continue;
    rest >>= exponent;
    bits += 2 ** level;
  }
  return rest === 0n ? bits : bits + Math.floor(Math.log2(Number(rest))) + 1;
}
