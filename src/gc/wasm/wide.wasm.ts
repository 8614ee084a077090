// Integers between 64 and 128 bits, such as products of two words on their way to be reduced: sign and magnitude, so that the magnitude of a product
// always fits. Every integer of that size is a Wide, every larger one has a BigInt.
// An operation answers null where its result may need more than 128 bits, or it would have to divide by that much.

import { ARITH } from '../arith.ts';
import { TAG } from '../tags.ts';
import { isWord, makeInt64, wordValue } from './numbers.wasm.ts';
import { Big, Wide } from './types.wasm.ts';

/** The BigInt of a magnitude with its sign. */
declare function bigOfWide(negative: i32, high: i64, low: i64): extern;
/** Of a BigInt: the 64-bit digits of its magnitude, the lowest first, and its sign. */
declare function bigDigitCount(value: extern): i32;
declare function bigDigit(value: extern, i: i32): i64;
declare function bigIsNegative(value: extern): boolean;

/** An integer from its sign and its magnitude. @js */
export function makeWide(negative: i32, high: i64, low: i64): Term {
  if (high === 0) {
    if (low >= 0) return makeInt64(negative !== 0 ? -low : low);
    // The smallest word has a magnitude that no positive one has.
    if (negative !== 0 && low << 1 === 0) return makeInt64(low);
  }
  return new Wide(TAG.BIG, null, negative, high, low);
}

/** An integer from a word without a sign. @jit */
export function makeUnsigned(word: i64): Term {
  return word >= 0 ? makeInt64(word) : new Wide(TAG.BIG, null, 0, 0, word);
}

/** The low word in two's complement of what is no word. @jit */
export function lowWord(t: Term): i64 {
  const wide = t as Wide;
  return complementLow(wide.negative, wide.low);
}

/** The BigInt of an integer beyond 64 bits. */
export function bigOf(t: Big): extern {
  const known = t.value;
  if (known !== null) return known;
  const wide = t as Wide;
  const value = bigOfWide(wide.negative, wide.high, wide.low);
  t.value = value;
  return value;
}

export function isNegative(t: Big): boolean {
  return t instanceof Wide ? t.negative !== 0 : bigIsNegative(bigOf(t));
}

/** How many 64-bit digits the magnitude has. */
export function digitCount(t: Big): i32 {
  if (t instanceof Wide) return t.high === 0 ? 1 : 2;
  return bigDigitCount(bigOf(t));
}

/** A 64-bit digit of the magnitude, 0 the lowest. */
export function digit(t: Big, i: i32): i64 {
  if (t instanceof Wide) return i === 0 ? t.low : i === 1 ? t.high : 0;
  return bigDigit(bigOf(t), i);
}

/** At most 128 bits. */
export function isWide(t: Term): boolean {
  return isWord(t) || t instanceof Wide;
}

function sign(t: Term): i32 {
  return t instanceof Wide ? t.negative : wordValue(t) < 0 ? 1 : 0;
}

function high(t: Term): i64 {
  return t instanceof Wide ? t.high : 0;
}

function low(t: Term): i64 {
  if (t instanceof Wide) return t.low;
  const n = wordValue(t);
  return n < 0 ? -n : n;
}

/** <0, 0, >0 for two integers of at most 128 bits. */
export function compareWide(a: Term, b: Term): i32 {
  const negative = sign(a);
  if (negative !== sign(b)) return negative !== 0 ? -1 : 1;
  const order = compareMagnitudes(high(a), low(a), high(b), low(b));
  return negative !== 0 ? -order : order;
}

function compareMagnitudes(ah: i64, al: i64, bh: i64, bl: i64): i32 {
  if (ah !== bh) return ltU(ah, bh) ? -1 : 1;
  return al === bl ? 0 : ltU(al, bl) ? -1 : 1;
}

/** An ARITH operation on two integers of at most 128 bits. */
export function wideArith(op: i32, a: Term, b: Term): Term | null {
  switch (op) {
    case ARITH.ADD:
      return sum(a, b, sign(b));
    case ARITH.SUB:
      return sum(a, b, 1 - sign(b));
    case ARITH.MUL:
      return product(a, b);
    case ARITH.DIV:
      return quotient(a, b, false);
    case ARITH.REM:
      return quotient(a, b, true);
    case ARITH.BAND:
    case ARITH.BOR:
    case ARITH.BXOR:
      return bitwise(op, a, b);
    case ARITH.BSL:
      return isWord(b) ? shift(a, wordValue(b)) : null;
    case ARITH.BSR:
      return isWord(b) ? shift(a, -wordValue(b)) : null;
    case ARITH.BNOT:
      return sign(a) !== 0
        ? makeWide(0, high(a) - borrow(low(a)), low(a) - 1)
        : sum(small(-1), a, 1);
  }
  return null;
}

function borrow(n: i64): i64 {
  return n === 0 ? 1 : 0;
}

/** `a` and `b`, with the sign that `b` is to have. */
function sum(a: Term, b: Term, bNegative: i32): Term | null {
  const ah = high(a);
  const al = low(a);
  const bh = high(b);
  const bl = low(b);
  const negative = sign(a);
  if (negative === bNegative) {
    const l = al + bl;
    const carry: i64 = ltU(l, al) ? 1 : 0;
    const h = ah + bh;
    const whole = h + carry;
    if (ltU(h, ah) || ltU(whole, h)) return null;
    return makeWide(negative, whole, l);
  }
  if (compareMagnitudes(ah, al, bh, bl) >= 0)
    return makeWide(negative, ah - bh - (ltU(al, bl) ? 1 : 0), al - bl);
  return makeWide(bNegative, bh - ah - (ltU(bl, al) ? 1 : 0), bl - al);
}

/** The upper half of a product of words without signs. */
function multiplyHigh(a: i64, b: i64): i64 {
  const mask: i64 = 0xffffffff;
  const al = a & mask;
  const ah = a >>> 32;
  const bl = b & mask;
  const bh = b >>> 32;
  const middle = ah * bl + ((al * bl) >>> 32);
  return ah * bh + (middle >>> 32) + (((middle & mask) + al * bh) >>> 32);
}

function product(a: Term, b: Term): Term | null {
  let h = high(a);
  const l = low(a);
  let by = low(b);
  let carried = multiplyHigh(l, by);
  if (h !== 0 || high(b) !== 0) {
    if (h !== 0 && high(b) !== 0) return null;
    // One of them is a word, which the other's upper half is multiplied by.
    const word = h !== 0 ? by : l;
    if (h === 0) h = high(b);
    if (multiplyHigh(h, word) !== 0) return null;
    const upper = h * word;
    carried = carried + upper;
    if (ltU(carried, upper)) return null;
  }
  by = l * by;
  return makeWide(sign(a) ^ sign(b), carried, by);
}

function quotient(a: Term, b: Term, wantsRest: boolean): Term | null {
  const by = low(b);
  if (high(b) !== 0 || by === 0) return null;
  const h = divU(high(a), by);
  const rest = remU(high(a), by);
  const l = rest === 0 ? divU(low(a), by) : divideWide(rest, low(a), by);
  if (wantsRest) return makeWide(sign(a), 0, low(a) - l * by);
  return makeWide(sign(a) ^ sign(b), h, l);
}

/**
 * The quotient of `high`:`low` by `divisor`, which is larger than `high`, all without signs: long division by digits of 32 bits
 * (Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D).
 */
function divideWide(high: i64, low: i64, divisor: i64): i64 {
  const mask: i64 = 0xffffffff;
  const shift = clz(divisor);
  const d = divisor << shift;
  const dh = d >>> 32;
  const dl = d & mask;
  const top = shift === 0 ? high : (high << shift) | (low >>> (64 - shift));
  const bottom = low << shift;
  let upper = divU(top, dh);
  let rest = top - upper * dh;
  while (gtU(upper, mask) || gtU(upper * dl, (rest << 32) | (bottom >>> 32))) {
    upper = upper - 1;
    rest = rest + dh;
    if (gtU(rest, mask)) break;
  }
  const middle = ((top << 32) | (bottom >>> 32)) - upper * d;
  let lower = divU(middle, dh);
  rest = middle - lower * dh;
  while (gtU(lower, mask) || gtU(lower * dl, (rest << 32) | (bottom & mask))) {
    lower = lower - 1;
    rest = rest + dh;
    if (gtU(rest, mask)) break;
  }
  return (upper << 32) + lower;
}

/** In two's complement, where one is negative: then their magnitudes leave room for the sign. */
function bitwise(op: i32, a: Term, b: Term): Term | null {
  const aNegative = sign(a);
  const bNegative = sign(b);
  if ((aNegative | bNegative) !== 0 && (high(a) | high(b)) < 0) return null;
  const al = complementLow(aNegative, low(a));
  const ah = complementHigh(aNegative, high(a), low(a));
  const bl = complementLow(bNegative, low(b));
  const bh = complementHigh(bNegative, high(b), low(b));
  let l = al & bl;
  let h = ah & bh;
  let negative = aNegative & bNegative;
  if (op === ARITH.BOR) {
    l = al | bl;
    h = ah | bh;
    negative = aNegative | bNegative;
  } else if (op === ARITH.BXOR) {
    l = al ^ bl;
    h = ah ^ bh;
    negative = aNegative ^ bNegative;
  }
  return makeWide(negative, complementHigh(negative, h, l), complementLow(negative, l));
}

function complementLow(negative: i32, l: i64): i64 {
  return negative !== 0 ? -l : l;
}

function complementHigh(negative: i32, h: i64, l: i64): i64 {
  if (negative === 0) return h;
  return l === 0 ? -h : ~h;
}

/** To the left, or to the right where `by` is negative, which rounds down. */
function shift(a: Term, by: i64): Term | null {
  const negative = sign(a);
  let h = high(a);
  let l = low(a);
  if (by >= 0) {
    const used = h !== 0 ? 128 - clz(h) : 64 - clz(l);
    if (by > 128 - used) return null;
    if (by >= 64) return makeWide(negative, l << (by - 64), 0);
    if (by !== 0) h = (h << by) | (l >>> (64 - by));
    return makeWide(negative, h, l << by);
  }
  const n = -by;
  // The smallest word has no negative.
  if (n < 0 || n >= 128) return small(-negative);
  // Rounding down: -((m - 1) >> n) - 1 where the magnitude is m.
  if (negative !== 0) {
    h = h - borrow(l);
    l = l - 1;
  }
  if (n >= 64) {
    l = h >>> (n - 64);
    h = 0;
  } else {
    l = (l >>> n) | (h << (64 - n));
    h = h >>> n;
  }
  if (negative !== 0) {
    l = l + 1;
    h = h + borrow(l);
  }
  return makeWide(negative, h, l);
}
