/*
 * The error function and its complement, exact but for the rounding of the result, as glibc's are in 2.43: those before
 * are off in the last bit in 5 % (erf) and 14 % (erfc) of all cases. Near 0 by the series of erf; elsewhere through
 * F(x) = e^x² erfc(x), which changes so slowly that a few terms of its Taylor series around the next multiple of 1/16
 * are enough. The series' coefficients are computed when first needed, in fixed point: F itself by a series where x is
 * small, by a continued fraction where it is large.
 */
import {
  low,
  pair,
  pairs,
  polynomial,
  product,
  rounded,
  sum,
  twoProduct,
} from './double-double.ts';
import { exponentialPair, stepOf } from './exponential.ts';
import * as fixed from './fixed-point.ts';

const { divide, multiply, ONE } = fixed;

/** 2 / √π. */
const SLOPE = divide(2n * ONE, fixed.squareRoot(fixed.PI));
const [SLOPE_HIGH, SLOPE_LOW] = pair(SLOPE);

/** Where the series of erf ends, whose terms alternate. */
const NEAR = 0.5;

/** 2/√π · (1, -1/3, 1/(2! 5), -1/(3! 7), …): the series of erf √x / √x. */
const SERIES = (() => {
  let term = SLOPE;
  return pairs(
    Array.from({ length: 22 }, (_, n) => {
      if (n > 0) term = -term / BigInt(n);
      return term / BigInt(2 * n + 1);
    }),
  );
})();

/** erf(x) for |x| below 1/2. */
function erfNear(x: number): number {
  const square = twoProduct(x, x);
  const p = polynomial(SERIES, 14, square, low[0]);
  return product(p, low[0], x, 0);
}

/** F's Taylor series stand at multiples of 1 / 16. */
const GRID = 16;
const TERMS = 19;

/** Below this F is computed by a series, which takes more terms the larger its argument is. */
const SERIES_LIMIT = 4;

/**
 * F(c), which is e^c² - 2/√π (c + 2c³/3 + 4c⁵/15 + …), from the limit up
 * 1/(c√π) · 1/(1 + 1/(2c²)/(1 + 2/(2c²)/(1 + …))).
 */
function scaledComplement(c: bigint): bigint {
  const square = multiply(c, c);
  if (c < BigInt(SERIES_LIMIT) * ONE) {
    let term = c;
    let total = c;
    for (let k = 3n; term !== 0n; k += 2n) {
      term = (2n * multiply(term, square)) / k;
      total += term;
    }
    return fixed.exponential(square) - multiply(SLOPE, total);
  }
  const half = divide(ONE, 2n * square);
  let fraction = ONE;
  for (let k = 400n; k >= 1n; k--) fraction = ONE + divide(k * half, fraction);
  return divide(SLOPE, 2n * multiply(c, fraction));
}

const rows: Float64Array[] = [];

/** The Taylor series of F at c = i/16. By F' = 2xF - 2/√π each coefficient follows from the two before. */
function row(i: number): Float64Array {
  const c = (BigInt(i) * ONE) / BigInt(GRID);
  const first = scaledComplement(c);
  const values = [first, 2n * multiply(c, first) - SLOPE];
  for (let n = 1; n < TERMS; n++) {
    values.push((2n * (multiply(c, values[n]) + values[n - 1])) / BigInt(n + 1));
  }
  return pairs(values);
}

/** The exponent of what `complement` returns. */
let exponent = 0;

/** erfc(x) / 2^exponent for x from 1/2 to the underflow. */
function complement(x: number): number {
  const i = Math.round(x * GRID);
  rows[i] ??= row(i);
  const f = polynomial(rows[i], 12, x - i / GRID, 0);
  const fl = low[0];
  const square = twoProduct(x, x);
  const k = stepOf(-square);
  exponent = k >> 6;
  const e = exponentialPair(k, -square, -low[0]);
  return product(e, low[0], f, fl);
}

/** a - erfc(x), the latter no less than 2^-100. */
function less(a: number, x: number): number {
  const c = complement(x);
  const unit = 2 ** exponent;
  return sum(a, 0, -c * unit, -low[0] * unit);
}

/** From here on erf is 1 and erfc of what is below 0 is 2, to the last bit. */
const FAR = 6;

/** From here on erfc is 0. */
const UNDERFLOW = 27.3;

/** Below this there is one term only. It is scaled so that its parts are no subnormals. */
const TINY = 2 ** -40;

export function erf(x: number): number {
  const size = Math.abs(x);
  if (size >= FAR) return Math.sign(x);
  if (size >= NEAR) return x < 0 ? -less(1, size) : less(1, size);
  if (x === 0) return x;
  if (!(size < TINY)) return erfNear(x);
  let scaled = x;
  let scale = 0;
  for (; Math.abs(scaled) < 2 ** -8; scale -= 40) scaled *= 2 ** 40;
  const h = product(scaled, 0, SLOPE_HIGH, SLOPE_LOW);
  return rounded(h, low[0], scale);
}

export function erfc(x: number): number {
  if (x >= UNDERFLOW) return 0;
  if (x <= -FAR) return 2;
  if (x <= -NEAR) return less(2, -x);
  if (x < NEAR) {
    const h = erfNear(x);
    return sum(1, 0, -h, -low[0]);
  }
  const h = complement(x);
  return rounded(h, low[0], exponent);
}
