// The bit syntax: construction.
//
// `bs_create_bin` computes the size of the whole first, then fills a byte array: a new one, or the room behind the binary that
// it appends to. Compilers before OTP 25 do the same in steps: sizes by BS_ADD, then BS_INIT or BS_APPEND, then one BS_PUT per
// segment; the binary under construction is in the code area meanwhile, since nothing else can run between the steps.

import {
  NO_CODE_POINT,
  codePointOf,
  utf16Bits,
  utf8Bits,
  writeFloat,
  writeInteger,
  writeUtf16,
  writeUtf8,
  writeWord,
} from '../../gc/wasm/bitfields.wasm.ts';
import { appendable, copyBits, extended, MAX_BITS } from '../../gc/wasm/bitstrings.wasm.ts';
import { ATOM_ALL } from '../../gc/wasm/constants.wasm.ts';
import { add, isWord, makeInt64, wordValue } from '../../gc/wasm/numbers.wasm.ts';
import { TAG } from '../../gc/tags.ts';
import { Big, Bitstring, Float, NIL, Tail } from '../../gc/wasm/types.wasm.ts';
import { isNegative } from '../../gc/wasm/wide.wasm.ts';
import { SEGMENT, SEGMENT_ERROR, UTF } from '../bits.ts';
import { REASON } from '../ops.ts';
import { raise, raiseConstruction } from './exceptions.wasm.ts';
import { Machine, source, store } from './machine.wasm.ts';

/** Words of a segment of BS_CREATE_BIN. */
const SEGMENT_WORDS = 5;

/** Sizes that are none: not an integer or negative; too large for a bitstring. */
const BAD_SIZE = -1;
const TOO_LARGE = -2;

/**
 * Bytes of room in a binary made by BS_INIT_WRITABLE where nothing better is known, for which compilers have 256, and the most that it
 * reserves.
 */
const WRITABLE_ROOM = 64;
const UNKNOWN_ROOM = 256;
const MAX_WRITABLE_ROOM = 0x10000;

/** `size` times `unit` bits, or why not. */
function bitsOf(size: Term, unit: i32): i32 {
  if (!isWord(size)) {
    if (size instanceof Big) return isNegative(size) ? BAD_SIZE : TOO_LARGE;
    return BAD_SIZE;
  }
  const n = wordValue(size);
  if (n < 0) return BAD_SIZE;
  if (n > MAX_BITS) return unit === 0 ? 0 : TOO_LARGE;
  const bits = n * i64(unit);
  return bits > MAX_BITS ? TOO_LARGE : i32(bits);
}

/** Large constructions use up reductions: the emulator's figure is one per 1,024 bytes. */
function chargeBits(m: Machine, bits: i32): void {
  m.reductions -= bits >>> 13;
}

/** A bitstring of `bits` bits to be filled. @jit */
export function newBinary(m: Machine, bits: i32): Bitstring {
  chargeBits(m, bits);
  return new Bitstring(TAG.BITSTRING, newArrayDefault<Bytes>((bits + 7) >>> 3), 0, bits, null);
}

/** `appendable` as an instruction of the process. @jit */
export function appended(m: Machine, value: Bitstring, extra: i32): Bitstring {
  const result = appendable(value, extra);
  chargeBits(m, result.bytes === value.bytes ? extra : result.size);
  return result;
}

/** The same for `extended`. @jit */
export function appendedInPlace(m: Machine, value: Bitstring, extra: i32): Bitstring {
  const bytes = value.bytes;
  const result = extended(value, extra);
  chargeBits(m, result.bytes === bytes ? extra : result.size);
  return result;
}

/** Fails, or raises badarg or system_limit with what erl_erts_errors says about the segment at `at`. */
function segmentFailed(m: Machine, pc: i32, at: i32, reason: i32, error: i32, value: Term): i32 {
  const code = m.area.words;
  if (code[pc + 1] !== 0) return code[pc + 1];
  raiseConstruction(m, pc, reason, code[at], error, value);
  return -1;
}

// l, d, n segments, (n type, n unit, n flags, s value, s size)…
export function createBinary(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const first = pc + 4;
  const end = first + code[pc + 3] * SEGMENT_WORDS;
  let total: i64 = 0;
  for (let at = first; at < end; at += SEGMENT_WORDS) {
    const type = code[at] & 0xff;
    switch (type) {
      case SEGMENT.UTF8:
      case SEGMENT.UTF16:
      case SEGMENT.UTF32: {
        const value = source(m, code[at + 3]);
        const point = codePointOf(value);
        // An invalid code point for UTF-16 is reported later, as OTP does.
        if (point === NO_CODE_POINT && type !== SEGMENT.UTF16) {
          return segmentFailed(m, pc, at, REASON.BADARG, SEGMENT_ERROR.TYPE, value);
        }
        total += i64(
          type === SEGMENT.UTF8 ? utf8Bits(point) : type === SEGMENT.UTF16 ? utf16Bits(point) : 32,
        );
        break;
      }
      case SEGMENT.APPEND:
      case SEGMENT.PRIVATE_APPEND:
        break;
      default: {
        const size = source(m, code[at + 4]);
        if (size === ATOM_ALL) {
          const value = source(m, code[at + 3]);
          if (!(value instanceof Bitstring))
            return segmentFailed(m, pc, at, REASON.BADARG, SEGMENT_ERROR.TYPE, value);
          total += i64(value.size);
          if (total > MAX_BITS)
            return segmentFailed(m, pc, at, REASON.SYSTEM_LIMIT, SEGMENT_ERROR.BINARY, NIL);
        } else {
          const n = bitsOf(size, code[at + 1]);
          if (n === BAD_SIZE)
            return segmentFailed(m, pc, at, REASON.BADARG, SEGMENT_ERROR.SIZE, size);
          total += i64(n);
          if (n === TOO_LARGE || total > MAX_BITS) {
            return segmentFailed(m, pc, at, REASON.SYSTEM_LIMIT, SEGMENT_ERROR.SIZE, size);
          }
        }
      }
    }
  }
  let at = first;
  let position = 0;
  const type = end > first ? code[first] & 0xff : SEGMENT.STRING;
  let result: Bitstring;
  if (type === SEGMENT.APPEND || type === SEGMENT.PRIVATE_APPEND) {
    const value = source(m, code[first + 3]);
    if (!(value instanceof Bitstring))
      return segmentFailed(m, pc, first, REASON.BADARG, SEGMENT_ERROR.TYPE, value);
    if (value.size % code[first + 1] !== 0) {
      return segmentFailed(m, pc, first, REASON.BADARG, SEGMENT_ERROR.UNIT, value);
    }
    if (i64(value.size) + total > MAX_BITS) {
      return segmentFailed(m, pc, first, REASON.SYSTEM_LIMIT, SEGMENT_ERROR.BINARY, NIL);
    }
    const size = value.size;
    result =
      type === SEGMENT.PRIVATE_APPEND
        ? appendedInPlace(m, value, i32(total))
        : appended(m, value, i32(total));
    position = result.offset + size;
    at += SEGMENT_WORDS;
  } else {
    const n = i32(total);
    chargeBits(m, n);
    result = new Bitstring(TAG.BITSTRING, newArrayDefault<Bytes>((n + 7) >>> 3), 0, n, null);
  }
  const bytes = result.bytes;
  while (at < end) {
    const value = source(m, code[at + 3]);
    const size = source(m, code[at + 4]);
    const next = writeSegment(
      bytes,
      position,
      code[at] & 0xff,
      code[at + 1],
      code[at + 2],
      value,
      size,
    );
    if (next < 0) {
      const error = ~next;
      const about =
        error === SEGMENT_ERROR.INVALID ? makeInt64(i64(bitsOf(size, code[at + 1]))) : value;
      return segmentFailed(m, pc, at, REASON.BADARG, error, about);
    }
    position = next;
    at += SEGMENT_WORDS;
  }
  store(m, code[pc + 2], result);
  return end;
}

/** Writes a segment at a position: the position behind it, or the complement of a SEGMENT_ERROR. */
function writeSegment(
  bytes: Bytes,
  at: i32,
  type: i32,
  unit: i32,
  flags: i32,
  value: Term,
  size: Term,
): i32 {
  switch (type) {
    case SEGMENT.INTEGER: {
      const n = bitsOf(size, unit);
      if (n < 0) return ~SEGMENT_ERROR.SIZE;
      return writeInteger(bytes, at, n, value, flags) ? at + n : ~SEGMENT_ERROR.TYPE;
    }
    case SEGMENT.FLOAT: {
      const n = bitsOf(size, unit);
      if (n !== 64 && n !== 32 && n !== 16) return ~SEGMENT_ERROR.INVALID;
      let number: f64 = 0.0;
      if (value instanceof Float) number = value.value;
      else if (isWord(value)) number = f64(wordValue(value));
      else if (value instanceof Big) {
        const sum = add(value, new Float(0.0));
        if (sum === null) return ~SEGMENT_ERROR.NO_FLOAT;
        number = (sum as Float).value;
      } else return ~SEGMENT_ERROR.TYPE;
      writeFloat(bytes, at, n, number, flags);
      return at + n;
    }
    case SEGMENT.STRING:
    case SEGMENT.BINARY: {
      if (!(value instanceof Bitstring)) return ~SEGMENT_ERROR.TYPE;
      let n = value.size;
      if (size === ATOM_ALL) {
        if (n % unit !== 0) return ~SEGMENT_ERROR.UNIT;
      } else {
        n = bitsOf(size, unit);
        if (n < 0) return ~SEGMENT_ERROR.SIZE;
        if (n > value.size) return ~SEGMENT_ERROR.SHORT;
      }
      copyBits(value.bytes, value.offset, bytes, at, n);
      return at + n;
    }
  }
  const point = codePointOf(value);
  if (point === NO_CODE_POINT) return ~SEGMENT_ERROR.TYPE;
  if (type === SEGMENT.UTF8) return at + writeUtf8(bytes, at, point);
  if (type === SEGMENT.UTF16) return at + writeUtf16(bytes, at, point, flags);
  writeWord(bytes, at, 32, u64(point), flags);
  return at + 32;
}

// ---- construction in steps

/** Fails, or raises an error without further explanation. */
function stepFailed(m: Machine, pc: i32, fail: i32, reason: i32): i32 {
  if (fail !== 0) return fail;
  raise(m, pc, reason, NIL);
  return -1;
}

function sizeFailed(m: Machine, pc: i32, n: i32): i32 {
  return stepFailed(
    m,
    pc,
    m.area.words[pc + 1],
    n === TOO_LARGE ? REASON.SYSTEM_LIMIT : REASON.BADARG,
  );
}

/** The binary that BS_PUT fills from now on. */
function startBuilding(m: Machine, bytes: Bytes, position: i32): void {
  m.area.building = bytes;
  m.area.position = position;
}

// l, s size, n unit, d
export function initBinary(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const n = bitsOf(source(m, code[pc + 2]), code[pc + 3]);
  if (n < 0) return sizeFailed(m, pc, n);
  chargeBits(m, n);
  const bytes: Bytes = newArrayDefault<Bytes>((n + 7) >>> 3);
  startBuilding(m, bytes, 0);
  store(m, code[pc + 4], new Bitstring(TAG.BITSTRING, bytes, 0, n, null));
  return pc + 5;
}

// l, s size, n unit, s binary, d
export function appendBinary(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const extra = bitsOf(source(m, code[pc + 2]), 1);
  if (extra < 0) return sizeFailed(m, pc, extra);
  const binary = source(m, code[pc + 4]);
  if (!(binary instanceof Bitstring) || binary.size % code[pc + 3] !== 0)
    return sizeFailed(m, pc, BAD_SIZE);
  if (i64(binary.size) + i64(extra) > MAX_BITS) return sizeFailed(m, pc, TOO_LARGE);
  const result = appended(m, binary, extra);
  startBuilding(m, result.bytes, result.offset + binary.size);
  store(m, code[pc + 5], result);
  return pc + 6;
}

// l, n type, s size, n unit, n flags, s value
export function putSegment(m: Machine, pc: i32): i32 {
  const area = m.area;
  const code = area.words;
  const size = source(m, code[pc + 3]);
  const value = source(m, code[pc + 6]);
  const next = writeSegment(
    area.building,
    area.position,
    code[pc + 2],
    code[pc + 4],
    code[pc + 5],
    value,
    size,
  );
  if (next < 0) return stepFailed(m, pc, code[pc + 1], REASON.BADARG);
  area.position = next;
  return pc + 7;
}

// l, s, s, n unit, d
export function sizeSum(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const a = source(m, code[pc + 2]);
  const b = source(m, code[pc + 3]);
  const size = bitsOf(a, 1);
  const extra = bitsOf(b, code[pc + 4]);
  if (size === BAD_SIZE || extra === BAD_SIZE) return sizeFailed(m, pc, BAD_SIZE);
  const sum = i64(size) + i64(extra);
  if (size === TOO_LARGE || extra === TOO_LARGE || sum > MAX_BITS)
    return sizeFailed(m, pc, TOO_LARGE);
  store(m, code[pc + 5], makeInt64(sum));
  return pc + 6;
}

// n kind, s, d; an invalid code point is reported when it is put.
export function utfSize(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const point = codePointOf(source(m, code[pc + 2]));
  const bits = code[pc + 1] === UTF.UTF8 ? utf8Bits(point) : utf16Bits(point);
  store(m, code[pc + 3], small(bits >> 3));
  return pc + 4;
}

export function initWritable(m: Machine, pc: i32): i32 {
  const x = m.area.x;
  x[0] = newWritable(x[0]);
  return pc + 1;
}

/** An empty binary with room for as many bytes as `hint` says, if it says so. @jit */
export function newWritable(hint: Term): Term {
  let room = WRITABLE_ROOM;
  if (isSmall(hint) && smallValue(hint) > 0 && smallValue(hint) !== UNKNOWN_ROOM)
    room = smallValue(hint);
  if (room > MAX_WRITABLE_ROOM) room = MAX_WRITABLE_ROOM;
  return new Bitstring(TAG.BITSTRING, newArrayDefault<Bytes>(room), 0, 0, new Tail(0));
}
