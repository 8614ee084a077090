/*
 * Fixed-point numbers of 200 bits after the point, as big integers: slow and simple. The constants and tables of the
 * faster arithmetic (./double-double.ts) are computed with them, when first used, rather than written down.
 */

/** Bits after the point. */
export const BITS = 200;
export const ONE = 1n << BigInt(BITS);

const float64 = new Float64Array(1);
const word = new BigUint64Array(float64.buffer);

/** A finite double's magnitude is `mantissa` times 2^`exponent`. */
export function parts(x: number): { mantissa: bigint; exponent: number } {
  float64[0] = x;
  const biased = Number((word[0] >> 52n) & 0x7ffn);
  const fraction = word[0] & 0xfffffffffffffn;
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | 0x10000000000000n, exponent: biased - 1075 };
}

/** Times 2^by; what falls below the point is cut off. */
export function shift(value: bigint, by: number): bigint {
  return by >= 0 ? value << BigInt(by) : value >> BigInt(-by);
}

/** A double in fixed point, exact but for what lies below the last bit. */
export function toFixed(x: number): bigint {
  const { mantissa, exponent } = parts(x);
  const value = shift(mantissa, BITS + exponent);
  return x < 0 ? -value : value;
}

/** The number times 2^scale as the nearest double, subnormal ones too. */
export function toDouble(value: bigint, scale = 0): number {
  if (value === 0n) return 0;
  let magnitude = value < 0n ? -value : value;
  let exponent = scale - BITS;
  // 61 to 64 bits are more than a double has; fewer where the last of them would be below 2^-1076.
  const excess = Math.max(4 * magnitude.toString(16).length - 64, -1076 - exponent);
  if (excess > 0) {
    // The lowest bit tells whether anything was cut off, so that the conversion rounds as if it had seen all.
    const rest = magnitude & ((1n << BigInt(excess)) - 1n);
    magnitude = (magnitude >> BigInt(excess)) | (rest === 0n ? 0n : 1n);
    exponent += excess;
  }
  const d = scaledInteger(magnitude, exponent);
  return value < 0n ? -d : d;
}

/** An integer of at most 64 bits times 2^exponent, rounded once. */
function scaledInteger(magnitude: bigint, exponent: number): number {
  const quarters = magnitude & 3n;
  const whole = magnitude >> 2n;
  if (exponent === -1076 && whole < 1n << 52n) {
    // A subnormal, whose bits are those of an integer.
    word[0] = whole + (quarters === 3n || (quarters === 2n && whole & 1n) ? 1n : 0n);
    return float64[0];
  }
  // In two steps, so that neither factor is out of range.
  const half = Math.trunc(exponent / 2);
  return Number(magnitude) * 2 ** half * 2 ** (exponent - half);
}

export const multiply = (a: bigint, b: bigint): bigint => (a * b) >> BigInt(BITS);
export const divide = (a: bigint, b: bigint): bigint => (a << BigInt(BITS)) / b;

/** The arc tangent of the fraction a/b, which is small; to `bits` bits. */
export function arctan(a: bigint, b: bigint, bits = BITS): bigint {
  return oddSeries(a, b, bits, -1n);
}

/** The area hyperbolic tangent of the fraction a/b, which is small. */
export function artanh(a: bigint, b: bigint): bigint {
  return oddSeries(a, b, BITS, 1n);
}

/** q + s q³/3 + s² q⁵/5 + … where q = a/b. */
function oddSeries(a: bigint, b: bigint, bits: number, s: bigint): bigint {
  let power = (a << BigInt(bits)) / b;
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power = (s * power * a * a) / (b * b);
    sum += power / k;
  }
  return sum;
}

/** Pi by Machin's formula. */
export function machinPi(bits = BITS): bigint {
  return 16n * arctan(1n, 5n, bits) - 4n * arctan(1n, 239n, bits);
}

export const PI = machinPi();

/** The natural logarithm of 2. */
export const LN2 = 2n * artanh(1n, 3n);

/** The square root, by Newton's iteration. */
export function squareRoot(x: bigint): bigint {
  let root = toFixed(Math.sqrt(toDouble(x)));
  for (let i = 0; i < 4; i++) root = (root + divide(x, root)) / 2n;
  return root;
}

/** e^x for small x. */
export function exponential(x: bigint): bigint {
  let term = ONE;
  let sum = ONE;
  for (let k = 1n; term !== 0n && term !== -1n; k++) {
    term = multiply(term, x) / k;
    sum += term;
  }
  return sum;
}

/** The sine of x for small x. */
export function sine(x: bigint): bigint {
  const square = multiply(x, x);
  let term = x;
  let sum = x;
  for (let k = 2n; term !== 0n; k += 2n) {
    term = -multiply(term, square) / (k * (k + 1n));
    sum += term;
  }
  return sum;
}
