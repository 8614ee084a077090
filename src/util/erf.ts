/*
 * The error function and its complement, to about the last bit, by two expansions in 200-bit fixed point: a series where x
 * is small, a continued fraction where it is large. They are called so seldom that exactness is worth more than speed.
 */

/** Bits after the point. */
const BITS = 200n;
const ONE = 1n << BITS;

const float64 = new Float64Array(1);
const word = new BigUint64Array(float64.buffer);

/** A double in fixed point, exact but for what lies below the last bit. */
function toFixed(x: number): bigint {
  float64[0] = x;
  const biased = Number((word[0] >> 52n) & 0x7ffn);
  const fraction = word[0] & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const shift = BITS + BigInt((biased === 0 ? 1 : biased) - 1075);
  const value = shift >= 0n ? mantissa << shift : mantissa >> -shift;
  return word[0] >> 63n ? -value : value;
}

/** A fixed point number times 2^scale, as the nearest double. */
function toDouble(value: bigint, scale = 0): number {
  if (value === 0n) return 0;
  const negative = value < 0n;
  let magnitude = negative ? -value : value;
  const excess = BigInt(magnitude.toString(2).length) - 64n;
  let exponent = scale - Number(BITS);
  if (excess > 0n) {
    // The lowest bit tells whether anything was cut off, so that the conversion rounds as if it had seen all.
    const sticky = (magnitude & ((1n << excess) - 1n)) !== 0n ? 1n : 0n;
    magnitude = (magnitude >> excess) | sticky;
    exponent += Number(excess);
  }
  const d = Number(magnitude);
  // In two steps, so that neither factor is out of range.
  const half = Math.trunc(exponent / 2);
  return (negative ? -1 : 1) * d * 2 ** half * 2 ** (exponent - half);
}

const multiply = (a: bigint, b: bigint) => (a * b) >> BITS;
const divide = (a: bigint, b: bigint) => (a << BITS) / b;

/** The square root of pi. */
const SQRT_PI = sqrt(machinPi());

/** Pi by Machin's formula. */
function machinPi(): bigint {
  return 16n * arctanInverse(5n) - 4n * arctanInverse(239n);
}

function arctanInverse(n: bigint): bigint {
  let power = ONE / n;
  let sum = power;
  for (let k = 3n, sign = -1n; power !== 0n; k += 2n, sign = -sign) {
    power /= n * n;
    sum += (sign * power) / k;
  }
  return sum;
}

function sqrt(x: bigint): bigint {
  let root = toFixed(Math.sqrt(toDouble(x)));
  for (let i = 0; i < 4; i++) root = (root + divide(x, root)) / 2n;
  return root;
}

/** e^-x for x from 0, as a fixed point number times 2^scale. */
function expNegative(x: bigint): { value: bigint; scale: number } {
  const ln2 = LN2;
  const n = x / ln2;
  const rest = x - n * ln2;
  let term = ONE;
  let sum = ONE;
  for (let k = 1n; term !== 0n; k++) {
    term = -multiply(term, rest) / k;
    sum += term;
  }
  return { value: sum, scale: -Number(n) };
}

/** The natural logarithm of 2, as 2 artanh(1/3). */
const LN2 = (() => {
  let power = ONE / 3n;
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= 9n;
    sum += power / k;
  }
  return 2n * sum;
})();

/** Below this the series is used; there it needs at most some 150 terms. */
const SERIES_LIMIT = 4;

/** erf(x) in fixed point, for |x| below the limit: 2/sqrt(pi) e^-x² (x + 2x³/3 + 4x⁵/15 + …), of positive terms only. */
function series(x: number): bigint {
  const f = toFixed(x);
  const square = multiply(f, f);
  let term = f;
  let sum = f;
  for (let k = 3n; term !== 0n && term !== -1n; k += 2n) {
    term = (2n * multiply(term, square)) / k;
    sum += term;
  }
  const { value, scale } = expNegative(square);
  return divide(2n * multiply(sum, value), SQRT_PI) >> BigInt(-scale);
}

/** erfc(x) for large x: e^-x²/(x sqrt(pi)) · 1/(1 + 1/(2x²)/(1 + 2/(2x²)/(1 + …))). */
function tail(x: number): number {
  const f = toFixed(x);
  const square = multiply(f, f);
  const half = divide(ONE, 2n * square);
  let fraction = ONE;
  for (let k = 400n; k >= 1n; k--) fraction = ONE + divide(k * half, fraction);
  const { value, scale } = expNegative(square);
  return toDouble(divide(divide(value, multiply(f, SQRT_PI)), fraction), scale);
}

/** Where erfc is 0 and erf is 1 to the last bit. */
const UNDERFLOW = 27.3;

export function erf(x: number): number {
  if (Math.abs(x) >= 6) return Math.sign(x);
  // So small that the first term is all: in fixed point its digits would be few.
  if (Math.abs(x) < 1e-12) return x * (2 / Math.sqrt(Math.PI));
  return Math.abs(x) < SERIES_LIMIT ? toDouble(series(x)) : Math.sign(x) * (1 - tail(Math.abs(x)));
}

export function erfc(x: number): number {
  if (x >= UNDERFLOW) return 0;
  if (x <= -6) return 2;
  if (Math.abs(x) < 1e-20) return 1;
  if (Math.abs(x) < SERIES_LIMIT) return toDouble(ONE - series(x));
  return x > 0 ? tail(x) : 2 - tail(-x);
}
