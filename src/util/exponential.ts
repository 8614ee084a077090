/*
 * Exponentials, logarithms and powers in double-double arithmetic: the result is the exact one rounded, but for one
 * argument in millions of millions. C libraries come close to that, JavaScript engines less so. Of 20,000 random
 * arguments of many magnitudes glibc (2.36 to 2.43), whose results are what Erlang prints, differs in the last bit for
 * exp in 0.05 %, log 0.02 %, log2 0.07 %, pow 0.02 %, while V8 differs from glibc for exp in 8 %, log 2 %, log2 0.3 %.
 * (V8 has the host's pow; others have not.) Only log10 is rounded less well by glibc, and follows the usual formula
 * here: 0.02 % instead of 9 %. tools/record-math.ts compares.
 *
 * Table lookup and a short series, after P. T. P. Tang, "Table-driven implementation of the exponential function"
 * (1989) and "… of the logarithm function" (1990).
 */
import {
  exponentOf,
  low,
  pair,
  pairs,
  pieces,
  polynomial,
  power2,
  product,
  quotient,
  rounded,
  sum,
  twoSum,
} from './double-double.ts';
import { artanh, divide, exponential, LN2, ONE, toDouble } from './fixed-point.ts';

/** Steps from one power of two to the next. */
const STEPS = 64;

/** ln 2 / 64; the step's number, of 17 bits, times the first two pieces is exact. */
const STEP = LN2 / BigInt(STEPS);
const [STEP_1, STEP_2, STEP_3] = pieces(STEP, [42, 78]);
const STEPS_PER_UNIT = toDouble(divide(ONE, STEP));

let exponentials: Float64Array | undefined;

/** 2^(i / 64). */
function exponentialTable(): Float64Array {
  return pairs(Array.from({ length: STEPS }, (_, i) => exponential(BigInt(i) * STEP)));
}

/** 1/0!, 1/1!, 1/2!, …: the series of e^x. */
const EXPONENTIAL = (() => {
  const values = [ONE];
  for (let i = 1; i <= 12; i++) values.push(values[i - 1] / BigInt(i));
  return pairs(values);
})();

/** e^x below the k-th step: x = k ln 2 / 64 + what is returned. */
function withinStep(k: number, xh: number, xl: number): number {
  const h = twoSum(xh - k * STEP_1, -k * STEP_2);
  return sum(h, low[0], xl, -k * STEP_3);
}

/** The step nearest to x. */
export const stepOf = (x: number) => Math.round(x * STEPS_PER_UNIT);

/** e^x / 2^(k >> 6), where k is the step nearest to x. */
export function exponentialPair(k: number, xh: number, xl: number): number {
  exponentials ??= exponentialTable();
  const h = withinStep(k, xh, xl);
  const p = polynomial(EXPONENTIAL, 7, h, low[0]);
  const at = 2 * (k & (STEPS - 1));
  return product(p, low[0], exponentials[at], exponentials[at + 1]);
}

/** Where e^x is infinite, and where it is 0. */
const OVERFLOW = 710;
const UNDERFLOW = -746;

export function exp(x: number): number {
  if (Number.isNaN(x) || x > OVERFLOW) return x + Infinity;
  if (x < UNDERFLOW) return 0;
  const k = stepOf(x);
  const h = exponentialPair(k, x, 0);
  return rounded(h, low[0], k >> 6);
}

/** The table of logarithms has those of multiples of 1 / 128, from the root of 1/2 to that of 2. */
const GRID = 128;
const FIRST = Math.floor(GRID * Math.SQRT1_2);
const LAST = Math.ceil(GRID * Math.SQRT2);

let logarithms: Float64Array | undefined;

function logarithmTable(): Float64Array {
  return pairs(
    Array.from({ length: LAST - FIRST + 1 }, (_, i) => {
      const j = FIRST + i;
      return 2n * artanh(BigInt(j - GRID), BigInt(j + GRID));
    }),
  );
}

/** 2, 2/3, 2/5, …: the series of 2 artanh(√x) / √x. */
const LOGARITHM = pairs(Array.from({ length: 7 }, (_, i) => (2n * ONE) / BigInt(2 * i + 1)));

const [LN2_HIGH, LN2_LOW] = pair(LN2);

/**
 * ln(x · 2^-scale), where x is no subnormal: for m = x / 2^e close to c = j/128 it is
 * e ln 2 + ln c + 2 artanh (m - c)/(m + c).
 */
function logarithmPair(x: number, scale: number): number {
  logarithms ??= logarithmTable();
  let e = exponentOf(x);
  let m = x / power2(e);
  if (m > Math.SQRT2) {
    m /= 2;
    e++;
  }
  const j = Math.round(m * GRID);
  const c = j / GRID;
  const d = twoSum(m, c);
  const z = quotient(m - c, 0, d, low[0]);
  const zl = low[0];
  const square = product(z, zl, z, zl);
  const p = polynomial(LOGARITHM, 4, square, low[0]);
  const log = product(p, low[0], z, zl);
  e -= scale;
  if (e === 0 && j === GRID) return log;
  const at = 2 * (j - FIRST);
  const near = sum(logarithms[at], logarithms[at + 1], log, low[0]);
  if (e === 0) return near;
  const nearLow = low[0];
  const whole = product(e, 0, LN2_HIGH, LN2_LOW);
  return sum(whole, low[0], near, nearLow);
}

const LEAST_NORMAL = 2 ** -1022;

/** By 2^54 a subnormal becomes none. */
const SCALE = 54;

/** ln x, for x above 0. */
function positiveLogarithm(x: number): number {
  return x < LEAST_NORMAL ? logarithmPair(x * 2 ** SCALE, SCALE) : logarithmPair(x, 0);
}

/** What a logarithm is where there is no number: of 0, of what is below, of infinity. */
const noLogarithm = (x: number) => (x === 0 ? -Infinity : x > 0 ? x : NaN);

const isRegular = (x: number) => x > 0 && x < Infinity;

export function log(x: number): number {
  return isRegular(x) ? positiveLogarithm(x) : noLogarithm(x);
}

const [LOG2E_HIGH, LOG2E_LOW] = pair(divide(ONE, LN2));

export function log2(x: number): number {
  if (!isRegular(x)) return noLogarithm(x);
  const h = positiveLogarithm(x);
  return product(h, low[0], LOG2E_HIGH, LOG2E_LOW);
}

/** log₁₀ e and log₁₀ 2, the latter so cut that its product with an exponent is exact. */
const LN10 = 3n * LN2 + 2n * artanh(1n, 9n);
const LOG10E = toDouble(divide(ONE, LN10));
const [LOG10_2_HIGH, LOG10_2_LOW] = pieces(divide(LN2, LN10), [41]);

/** As C libraries have it: to the last bit but one, from the natural logarithm of x scaled to between 1/2 and 2. */
export function log10(x: number): number {
  if (!isRegular(x)) return noLogarithm(x);
  const subnormal = x < LEAST_NORMAL;
  const regular = subnormal ? x * 2 ** SCALE : x;
  const exponent = exponentOf(regular);
  const total = subnormal ? exponent - SCALE : exponent;
  const e = total < 0 ? total + 1 : total;
  const m = (regular / power2(exponent)) * (total < 0 ? 0.5 : 1);
  return e * LOG10_2_LOW + LOG10E * log(m) + e * LOG10_2_HIGH;
}

/**
 * A number plus this minus this is cut to a multiple of 2^-85. Powers that lie just between two doubles are that short, and
 * have to round as what they are.
 */
const CUT = 1.5 * 2 ** -33;

/** x^y as C has it: 1 to any power is 1. */
export function pow(x: number, y: number): number {
  if (x === 1) return 1;
  if (x === 0 || y === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return x ** y;
  if (x < 0 && !Number.isInteger(y)) return NaN;
  // The powers that a single operation rounds right.
  if (y === 2) return x * x;
  if (y === 0.5) return Math.sqrt(x);
  if (y === -1) return 1 / x;
  const sign = x < 0 && y % 2 !== 0 ? -1 : 1;
  if (x === -1) return sign;
  const log = positiveLogarithm(Math.abs(x));
  const about = log * y;
  if (about > OVERFLOW) return sign * Infinity;
  if (about < UNDERFLOW) return sign * 0;
  const t = product(log, low[0], y, 0);
  const tl = low[0];
  const k = stepOf(t);
  const h = exponentialPair(k, t, tl);
  return sign * rounded(h, low[0] + CUT - CUT, k >> 6);
}
