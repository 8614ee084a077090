// Integers, floats and code points as fields at any bit of a byte array.
//
// Positions and sizes are in bits. A field of up to 64 bits is moved through one i64; only an integer beyond that goes
// through JavaScript, as a big-endian two's complement number in bytes of its own. Flags are those of gc/field-flags.ts.

import { FLAG } from '../field-flags.ts';
import { copyBits, readByte, wholeBinary, writeBits } from './bitstrings.wasm.ts';
import { fitsSmall, isWord, makeInt64, wordValue } from './numbers.wasm.ts';
import { Big, Bitstring, Int64, NIL } from './types.wasm.ts';
import { digit, isNegative, makeUnsigned } from './wide.wasm.ts';

/** The integer that the last `bits` bits of a big-endian binary stand for; null where no integer is so large. */
declare function integerFromBytes(bytes: Term, bits: i32, signed: boolean): Term | null;
/** The low `bytes` bytes of an integer beyond 64 bits, as a big-endian binary. */
declare function integerToBytes(integer: Term, bytes: i32): Term;

/** What reading a code point answers where there is none. */
export const NO_CODE_POINT = -1;
/** What reading an integer answers where it is too large: OTP then does not match. */
export const NO_INTEGER: Term = NIL;

// ---- integers

/** `n` (0–64) bits, the first one the most significant, above them zeros. @jit */
export function readBits(bytes: Bytes, at: i32, n: i32): i64 {
  if (n === 0) return 0;
  let i = at >>> 3;
  let have = 8 - (at & 7);
  let value: i64 = u64(bytes[i] & (0xff >>> (at & 7)));
  if (n <= have) return value >> i64(have - n);
  while (n - have >= 8) {
    i++;
    value = (value << 8) | u64(bytes[i]);
    have += 8;
  }
  const rest = n - have;
  if (rest === 0) return value;
  return (value << i64(rest)) | u64(bytes[i + 1] >>> (8 - rest));
}

/** `n` (0–64) bits as `flags` say; an unsigned field of 64 bits may come out negative. @jit */
export function readWord(bytes: Bytes, at: i32, n: i32, flags: i32): i64 {
  let value: i64 = 0;
  if ((flags & FLAG.LITTLE) === 0) value = readBits(bytes, at, n);
  else {
    let done = 0;
    while (n - done >= 8) {
      value |= u64(readByte(bytes, at + done)) << i64(done);
      done += 8;
    }
    if (done < n) value |= readBits(bytes, at + done, n - done) << i64(done);
  }
  if ((flags & FLAG.SIGNED) !== 0 && n > 0) {
    const unused = i64(64 - n);
    value = (value << unused) >> unused;
  }
  return value;
}

/** An integer field of any size, or NO_INTEGER. @jit */
export function readInteger(bytes: Bytes, at: i32, n: i32, flags: i32): Term {
  if (flags === 0 && (at & 7) === 0) {
    const i = at >>> 3;
    if (n === 8) return small(bytes[i]);
    if (n === 16) return small((bytes[i] << 8) | bytes[i + 1]);
    if (n === 24) return small((bytes[i] << 16) | (bytes[i + 1] << 8) | bytes[i + 2]);
    if (n === 32) {
      const value = (bytes[i] << 24) | (bytes[i + 1] << 16) | (bytes[i + 2] << 8) | bytes[i + 3];
      return value >= 0 && fitsSmall(value) ? small(value) : new Int64(u64(value));
    }
  }
  if (n <= 64) {
    const value = readWord(bytes, at, n, flags);
    if (value >= 0 || n < 64 || (flags & FLAG.SIGNED) !== 0) return makeInt64(value);
    return makeUnsigned(value);
  }
  return readBigInteger(bytes, at, n, flags);
}

function readBigInteger(bytes: Bytes, at: i32, n: i32, flags: i32): Term {
  const count = (n + 7) >>> 3;
  const digits: Bytes = newArrayDefault<Bytes>(count);
  if ((flags & FLAG.LITTLE) === 0) copyBits(bytes, at, digits, (count << 3) - n, n);
  else {
    const whole = n >>> 3;
    for (let i = 0; i < whole; i++) digits[count - 1 - i] = readByte(bytes, at + (i << 3));
    const rest = n & 7;
    if (rest !== 0) digits[0] = i32(readBits(bytes, at + (whole << 3), rest));
  }
  const value = integerFromBytes(wholeBinary(digits), n, (flags & FLAG.SIGNED) !== 0);
  return value === null ? NO_INTEGER : value;
}

/** Writes the low `n` (0–64) bits of `value`. @jit */
export function writeWord(bytes: Bytes, at: i32, n: i32, value: i64, flags: i32): void {
  let to = at;
  let left = n;
  if ((flags & FLAG.LITTLE) === 0) {
    if ((to & 7) === 0) {
      let i = to >>> 3;
      while (left >= 8) {
        left -= 8;
        bytes[i] = i32(value >> i64(left));
        i++;
      }
      to = i << 3;
    } else {
      while (left >= 8) {
        left -= 8;
        writeBits(bytes, to, i32(value >> i64(left)), 8);
        to += 8;
      }
    }
    if (left > 0) writeBits(bytes, to, i32(value) << (8 - left), left);
    return;
  }
  let rest = value;
  while (left >= 8) {
    writeBits(bytes, to, i32(rest), 8);
    rest = rest >> 8;
    to += 8;
    left -= 8;
  }
  if (left > 0) writeBits(bytes, to, i32(rest) << (8 - left), left);
}

/** Writes the low `n` bits of an integer; false where the term is none. */
export function writeInteger(bytes: Bytes, at: i32, n: i32, t: Term, flags: i32): boolean {
  if (isSmall(t) && n === 8 && (at & 7) === 0) {
    bytes[at >>> 3] = smallValue(t);
    return true;
  }
  if (isWord(t)) {
    const value = wordValue(t);
    if (n <= 64) writeWord(bytes, at, n, value, flags);
    else {
      // The sign fills what a word leaves.
      const little = (flags & FLAG.LITTLE) !== 0;
      const sign: i64 = value >> 63;
      writeWord(bytes, little ? at : at + n - 64, 64, value, flags);
      let to = little ? at + 64 : at;
      let left = n - 64;
      while (left > 0) {
        const part = left > 64 ? 64 : left;
        writeWord(bytes, to, part, sign, 0);
        to += part;
        left -= part;
      }
    }
    return true;
  }
  if (!(t instanceof Big)) return false;
  if (n <= 64) {
    const low = digit(t, 0);
    writeWord(bytes, at, n, isNegative(t) ? -low : low, flags);
    return true;
  }
  const count = (n + 7) >>> 3;
  const digits = (integerToBytes(t, count) as Bitstring).bytes;
  if ((flags & FLAG.LITTLE) === 0) copyBits(digits, (count << 3) - n, bytes, at, n);
  else {
    const whole = n >>> 3;
    for (let i = 0; i < whole; i++) writeBits(bytes, at + (i << 3), digits[count - 1 - i], 8);
    const rest = n & 7;
    if (rest !== 0) writeBits(bytes, at + (whole << 3), digits[0] << (8 - rest), rest);
  }
  return true;
}

// ---- floats

/** A float field of 16, 32 or 64 bits; an infinity or NaN where it holds none that Erlang has. */
export function readFloat(bytes: Bytes, at: i32, n: i32, flags: i32): f64 {
  const bits = readWord(bytes, at, n, flags & FLAG.LITTLE);
  if (n === 64) return f64FromBits(bits);
  if (n === 32) return f64FromF32Bits(i32(bits));
  return halfToDouble(i32(bits));
}

/** Writes a float of 16, 32 or 64 bits; what is too big for the size becomes an infinity. @jit */
export function writeFloat(bytes: Bytes, at: i32, n: i32, value: f64, flags: i32): void {
  let bits = bitsFromF64(value);
  if (n === 32) bits = u64(f32BitsFromF64(value));
  else if (n === 16) bits = u64(doubleToHalf(bits));
  writeWord(bytes, at, n, bits, flags);
}

function halfToDouble(half: i32): f64 {
  const sign: f64 = (half & 0x8000) === 0 ? 1.0 : -1.0;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  // A subnormal counts units of 2^-24.
  if (exponent === 0) return sign * (f64(fraction) / 16777216.0);
  const biased = exponent === 31 ? 0x7ff : exponent - 15 + 1023;
  return sign * f64FromBits((u64(biased) << 52) | (u64(fraction) << 42));
}

/** The nearest half of a finite double given as its bits, ties to even. */
function doubleToHalf(bits: i64): i32 {
  const sign = i32(bits >> 48) & 0x8000;
  const exponent = (i32(bits >> 52) & 0x7ff) - 1023;
  const fraction = bits & 0xfffffffffffff;
  if (exponent > 15) return sign | 0x7c00;
  // Below 2^-14 the exponent stays and the fraction loses digits instead.
  const dropped = exponent >= -14 ? 42 : 28 - exponent;
  if (dropped > 54) return sign;
  const all = exponent >= -14 ? (u64(exponent + 15) << 52) | fraction : fraction | 0x10000000000000;
  let half = i32(all >> i64(dropped));
  const unit: i64 = 1;
  const middle = unit << i64(dropped - 1);
  const rest = all & ((middle << 1) - 1);
  // Rounding up may carry into the exponent, up to infinity, as it should.
  if (rest > middle || (rest === middle && (half & 1) === 1)) half++;
  return sign | half;
}

// ---- code points

/** Whether a number is a Unicode scalar value. @jit */
export function isCodePoint(n: i32): boolean {
  return ltU(n, 0xd800) || (gtU(n, 0xdfff) && leU(n, 0x10ffff));
}

/** The code point of a term; NO_CODE_POINT where it is none. */
export function codePointOf(t: Term): i32 {
  if (!isSmall(t)) return NO_CODE_POINT;
  const n = smallValue(t);
  return isCodePoint(n) ? n : NO_CODE_POINT;
}

/** Bits that a code point takes in UTF-8. @jit */
export function utf8Bits(point: i32): i32 {
  return point < 0x80 ? 8 : point < 0x800 ? 16 : point < 0x10000 ? 24 : 32;
}

/** Bits that a code point takes in UTF-16. */
export function utf16Bits(point: i32): i32 {
  return point < 0x10000 ? 16 : 32;
}

/** The code point in UTF-8 at `at`, of which `left` bits may be read. */
export function readUtf8(bytes: Bytes, at: i32, left: i32): i32 {
  if (left < 8) return NO_CODE_POINT;
  const a = readByte(bytes, at);
  if (a < 0x80) return a;
  if (a < 0xc2 || a > 0xf4 || left < 16) return NO_CODE_POINT;
  const b = readByte(bytes, at + 8);
  if ((b & 0xc0) !== 0x80) return NO_CODE_POINT;
  if (a < 0xe0) return ((a & 0x1f) << 6) | (b & 0x3f);
  if (left < 24) return NO_CODE_POINT;
  const c = readByte(bytes, at + 16);
  if ((c & 0xc0) !== 0x80) return NO_CODE_POINT;
  if (a < 0xf0) {
    const point = ((a & 0xf) << 12) | ((b & 0x3f) << 6) | (c & 0x3f);
    return point >= 0x800 && isCodePoint(point) ? point : NO_CODE_POINT;
  }
  if (left < 32) return NO_CODE_POINT;
  const d = readByte(bytes, at + 24);
  if ((d & 0xc0) !== 0x80) return NO_CODE_POINT;
  const point = ((a & 7) << 18) | ((b & 0x3f) << 12) | ((c & 0x3f) << 6) | (d & 0x3f);
  return point >= 0x10000 && isCodePoint(point) ? point : NO_CODE_POINT;
}

/** Whether a bitstring is whole characters in UTF-8. */
export function isUtf8(t: Bitstring): boolean {
  const bytes = t.bytes;
  const end = t.offset + t.size;
  let at = t.offset;
  while (at < end) {
    const point = readUtf8(bytes, at, end - at);
    if (point === NO_CODE_POINT) return false;
    at += utf8Bits(point);
  }
  return true;
}

/** The code point in UTF-16 at `at`, of which `left` bits may be read. */
export function readUtf16(bytes: Bytes, at: i32, left: i32, flags: i32): i32 {
  if (left < 16) return NO_CODE_POINT;
  const high = i32(readWord(bytes, at, 16, flags));
  if (high < 0xd800 || high > 0xdfff) return high;
  if (high > 0xdbff || left < 32) return NO_CODE_POINT;
  const low = i32(readWord(bytes, at + 16, 16, flags));
  if (low < 0xdc00 || low > 0xdfff) return NO_CODE_POINT;
  return (((high & 0x3ff) << 10) | (low & 0x3ff)) + 0x10000;
}

/** Writes a code point, which must be one, in UTF-8; answers how many bits. @jit */
export function writeUtf8(bytes: Bytes, at: i32, point: i32): i32 {
  const n = utf8Bits(point);
  if (n === 8) {
    writeBits(bytes, at, point, 8);
    return 8;
  }
  let shift = ((n >> 3) - 1) * 6;
  const mark = n === 16 ? 0xc0 : n === 24 ? 0xe0 : 0xf0;
  writeBits(bytes, at, mark | (point >> shift), 8);
  let to = at + 8;
  while (shift > 0) {
    shift -= 6;
    writeBits(bytes, to, 0x80 | ((point >> shift) & 0x3f), 8);
    to += 8;
  }
  return n;
}

/** Writes a code point, which must be one, in UTF-16; answers how many bits. */
export function writeUtf16(bytes: Bytes, at: i32, point: i32, flags: i32): i32 {
  if (point < 0x10000) {
    writeWord(bytes, at, 16, u64(point), flags);
    return 16;
  }
  const rest = point - 0x10000;
  writeWord(bytes, at, 16, u64(0xd800 | (rest >> 10)), flags);
  writeWord(bytes, at + 16, 16, u64(0xdc00 | (rest & 0x3ff)), flags);
  return 32;
}
