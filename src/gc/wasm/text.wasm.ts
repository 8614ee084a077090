// Numbers as text, and back. Null stands for what is left to JavaScript: wrong text, other bases, numbers that need more than 64 bits.

import { isWord, makeInt64, wordValue } from './numbers.wasm.ts';
import { readUtf8 } from './bitfields.wasm.ts';
import { readByte, wholeBinary } from './bitstrings.wasm.ts';
import { ATOM_COMPACT, ATOM_DECIMALS } from './constants.wasm.ts';
import { Bitstring, Cons, Float, NIL, Tuple2 } from './types.wasm.ts';

/** How many characters a number has, a minus sign included. */
function decimalLength(value: i64): i32 {
  let n = value < 0 ? 1 : 0;
  let rest = value;
  do {
    n++;
    rest = rest / 10;
  } while (rest !== 0);
  return n;
}

/** The last digit's character; also of the least integer, whose negative does not exist. */
function lastDigit(value: i64): i32 {
  const digit = i32(value % 10);
  return 48 + (digit < 0 ? -digit : digit);
}

/** integer_to_list/1 of an integer of up to 64 bits; null for anything else. */
export function integerToList(t: Term): Term | null {
  if (!isWord(t)) return null;
  const value = wordValue(t);
  let rest = value;
  let list: Term = NIL;
  do {
    list = new Cons(small(lastDigit(rest)), list);
    rest = rest / 10;
  } while (rest !== 0);
  return value < 0 ? new Cons(small(45), list) : list;
}

/** The same for integer_to_binary/1. */
export function integerToBinary(t: Term): Term | null {
  if (!isWord(t)) return null;
  const value = wordValue(t);
  let rest = value;
  let at = decimalLength(value);
  const bytes: Bytes = newArrayDefault<Bytes>(at);
  do {
    at--;
    bytes[at] = lastDigit(rest);
    rest = rest / 10;
  } while (rest !== 0);
  if (value < 0) bytes[0] = 45;
  return wholeBinary(bytes);
}

/** The characters of a binary of well-formed UTF-8. */
export function utf8ToList(t: Bitstring): Term {
  const bytes = t.bytes;
  let list: Term = NIL;
  for (let at = t.offset + t.size - 8; at >= t.offset; at -= 8) {
    while ((readByte(bytes, at) & 0xc0) === 0x80) at -= 8;
    list = new Cons(small(readUtf8(bytes, at, 32)), list);
  }
  return list;
}

/** The same for integer_to_binary/2, of bases from 2 to 36. */
export function integerToBinaryIn(t: Term, radix: Term): Bitstring | null {
  if (!isWord(t) || !isSmall(radix)) return null;
  const base = i64(smallValue(radix));
  if (base < 2 || base > 36) return null;
  const value = wordValue(t);
  let length = value < 0 ? 1 : 0;
  let rest = value;
  do {
    length++;
    rest = rest / base;
  } while (rest !== 0);
  const bytes: Bytes = newArrayDefault<Bytes>(length);
  rest = value;
  do {
    length--;
    const remainder = i32(rest % base);
    const digit = remainder < 0 ? -remainder : remainder;
    bytes[length] = digit < 10 ? 48 + digit : 55 + digit;
    rest = rest / base;
  } while (rest !== 0);
  if (value < 0) bytes[0] = 45;
  return wholeBinary(bytes) as Bitstring;
}

/** Above it another digit of base 36 might not fit 64 bits. */
const MAX_BEFORE_DIGIT = 256204778801521549;

/** The value of a digit, 255 for any other character. */
function digitOf(c: i32): i32 {
  if (c <= 57) return c >= 48 ? c - 48 : 255;
  const letter = c | 32;
  return letter >= 97 && letter <= 122 ? letter - 87 : 255;
}

/** binary_to_integer/2 where the value fits 64 bits with room to spare. */
export function binaryToInteger(t: Term, base: i32): Term | null {
  if (!(t instanceof Bitstring) || (t.size & 7) !== 0) return null;
  const end = t.offset + t.size;
  let at = t.offset;
  if (at === end || base < 2 || base > 36) return null;
  const sign = readByte(t.bytes, at);
  if (sign === 45 || sign === 43) at += 8;
  if (at === end) return null;
  let value: i64 = 0;
  while (at < end) {
    const digit = digitOf(readByte(t.bytes, at));
    if (digit >= base || value > MAX_BEFORE_DIGIT) return null;
    value = value * i64(base) + i64(digit);
    at += 8;
  }
  return makeInt64(sign === 45 ? -value : value);
}

/** Powers of ten up to this one, and integers up to MAX_EXACT, are doubles without rounding: so is one rounded once by the other. */
const MAX_POWER = 22;
const MAX_EXACT = 9007199254740992;

/** binary_to_float/1 of text of at most 15 or so digits and a small exponent. */
export function binaryToFloat(t: Term): Term | null {
  if (!(t instanceof Bitstring) || (t.size & 7) !== 0) return null;
  const bytes = t.bytes;
  const end = t.offset + t.size;
  let at = t.offset;
  if (at === end) return null;
  const sign = readByte(bytes, at);
  if (sign === 45 || sign === 43) at += 8;
  let mantissa: i64 = 0;
  let power = 0;
  let digits = 0;
  let point = -1;
  let c = 0;
  while (at < end) {
    c = readByte(bytes, at);
    if (c === 46) {
      if (point >= 0 || digits === 0) return null;
      point = digits;
    } else {
      if (c < 48 || c > 57) break;
      mantissa = mantissa * 10 + i64(c - 48);
      if (mantissa > MAX_EXACT) return null;
      digits++;
    }
    at += 8;
  }
  if (point < 0 || point === digits) return null;
  power = point - digits;
  if (at < end) {
    if ((c | 32) !== 101) return null;
    at += 8;
    if (at === end) return null;
    c = readByte(bytes, at);
    const negative = c === 45;
    if (negative || c === 43) at += 8;
    if (at === end) return null;
    let exponent = 0;
    while (at < end) {
      c = readByte(bytes, at);
      if (c < 48 || c > 57 || exponent > 1000) return null;
      exponent = exponent * 10 + c - 48;
      at += 8;
    }
    power = power + (negative ? -exponent : exponent);
  }
  if (power > MAX_POWER || power < -MAX_POWER) return null;
  let scale: f64 = 1.0;
  for (let i = power < 0 ? -power : power; i > 0; i--) scale = scale * 10.0;
  const magnitude: f64 = power < 0 ? f64(mantissa) / scale : f64(mantissa) * scale;
  return new Float(sign === 45 ? -magnitude : magnitude);
}

/** Room for the fraction as an integer, and for all of it as a double. */
const MAX_DECIMALS = 15;

/** float_to_binary/2 with a number of decimals from 1 on, of floats that are integers up to MAX_EXACT and a rest. */
export function floatToBinary(t: Term, options: Term): Term | null {
  if (!(t instanceof Float)) return null;
  let decimals = 0;
  let compact = false;
  let rest = options;
  while (rest instanceof Cons) {
    const option = (rest as Cons).hd;
    if (option === ATOM_COMPACT) compact = true;
    else if (option instanceof Tuple2 && option.e0 === ATOM_DECIMALS && isSmall(option.e1))
      decimals = smallValue(option.e1);
    else return null;
    rest = (rest as Cons).tl;
  }
  if (rest !== NIL || decimals < 1 || decimals > MAX_DECIMALS) return null;
  const value = t.value;
  const negative = bitsFromF64(value) < 0;
  const magnitude = negative ? -value : value;
  if (magnitude > 9007199254740992.0) return null;
  let scale: f64 = 1.0;
  for (let i = 0; i < decimals; i++) scale = scale * 10.0;
  // Both are cut off: what is not negative is rounded down.
  let whole = i64(magnitude);
  const scaled = (magnitude - f64(whole)) * scale;
  let fraction = i64(scaled);
  if (scaled - f64(fraction) >= 0.5) fraction = fraction + 1;
  if (f64(fraction) >= scale) {
    whole = whole + 1;
    fraction = 0;
  }
  let shown = decimals;
  while (compact && shown > 1 && fraction % 10 === 0) {
    fraction = fraction / 10;
    shown--;
  }
  const first = negative ? 1 : 0;
  const point = first + decimalLength(whole);
  const bytes: Bytes = newArrayDefault<Bytes>(point + 1 + shown);
  for (let i = point + shown; i > point; i--) {
    bytes[i] = lastDigit(fraction);
    fraction = fraction / 10;
  }
  bytes[point] = 46;
  for (let i = point - 1; i >= first; i--) {
    bytes[i] = lastDigit(whole);
    whole = whole / 10;
  }
  if (negative) bytes[0] = 45;
  return wholeBinary(bytes);
}
