// The bit syntax: matching. Construction is in construct.wasm.ts.
//
// A match context is created once per match and moved by each instruction that succeeds; one that fails leaves it where it was.

import {
  NO_CODE_POINT,
  NO_INTEGER,
  isCodePoint,
  readBits,
  readFloat,
  readInteger,
  readUtf16,
  readUtf8,
  utf16Bits,
  utf8Bits,
} from '../../gc/wasm/bitfields.wasm.ts';
import { contextTail, readByte } from '../../gc/wasm/bitstrings.wasm.ts';
import { ATOM_ALL } from '../../gc/wasm/constants.wasm.ts';
import { isWord, makeInt32, wordValue } from '../../gc/wasm/numbers.wasm.ts';
import { TAG } from '../../gc/tags.ts';
import { Bitstring, Float, MatchContext } from '../../gc/wasm/types.wasm.ts';
import { COMMAND, UTF } from '../bits.ts';
import { I } from '../ops.ts';
import {
  appendBinary,
  createBinary,
  initBinary,
  initWritable,
  putSegment,
  sizeSum,
  utfSize,
} from './construct.wasm.ts';
import { get, Machine, put, source, store } from './machine.wasm.ts';

/** Ends the program for an instruction that this version cannot execute. */
declare function unsupportedInstruction(op: i32): void;

/** Executes the bit syntax instruction at `pc`: the address to go on at, or -1 when it raised an exception. */
export function bitSyntax(m: Machine, pc: i32): i32 {
  const op = m.area.words[pc];
  switch (op) {
    case I.BS_START_MATCH:
      return startMatch(m, pc);
    case I.BS_GET_TAIL:
      return getTail(m, pc);
    case I.BS_GET_POSITION:
      return getPosition(m, pc);
    case I.BS_SET_POSITION:
      return setPosition(m, pc);
    case I.BS_TEST_TAIL:
      return testTail(m, pc);
    case I.BS_TEST_UNIT:
      return testUnit(m, pc);
    case I.BS_MATCH_STRING:
      return matchString(m, pc);
    case I.BS_SKIP:
      return skipBits(m, pc);
    case I.BS_GET_INTEGER:
      return getInteger(m, pc);
    case I.BS_GET_FLOAT:
      return getFloat(m, pc);
    case I.BS_GET_BINARY:
      return getBinary(m, pc);
    case I.BS_GET_UTF:
      return getUtf(m, pc, true);
    case I.BS_SKIP_UTF:
      return getUtf(m, pc, false);
    case I.BS_MATCH:
      return matchCommands(m, pc);
    case I.BS_CREATE_BIN:
      return createBinary(m, pc);
    case I.BS_UTF_SIZE:
      return utfSize(m, pc);
    case I.BS_INIT:
      return initBinary(m, pc);
    case I.BS_APPEND:
      return appendBinary(m, pc);
    case I.BS_INIT_WRITABLE:
      return initWritable(m, pc);
    case I.BS_PUT:
      return putSegment(m, pc);
    case I.BS_ADD:
      return sizeSum(m, pc);
  }
  unsupportedInstruction(op);
  return unreachable();
}

/** `size` times `unit` bits, or -1 where that is no size that a match context could have. */
function matchSize(size: Term, unit: i32): i32 {
  if (!isWord(size)) return -1;
  const n = wordValue(size);
  if (n < 0 || n > 0x7fffffff) return -1;
  const bits = n * i64(unit);
  return bits > 0x7fffffff ? -1 : i32(bits);
}

// l, s, d
function startMatch(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const t = source(m, code[pc + 2]);
  if (t instanceof Bitstring) {
    store(
      m,
      code[pc + 3],
      new MatchContext(TAG.MATCH_CONTEXT, t.bytes, t.offset, t.offset, t.offset + t.size, t.tail),
    );
    return pc + 4;
  }
  if (!(t instanceof MatchContext)) return code[pc + 1];
  store(m, code[pc + 3], t);
  return pc + 4;
}

// s, d
function getTail(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  store(m, code[pc + 2], contextTail(source(m, code[pc + 1]) as MatchContext));
  return pc + 3;
}

// s, d
function getPosition(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  store(m, code[pc + 2], makeInt32((source(m, code[pc + 1]) as MatchContext).position));
  return pc + 3;
}

// s, s
function setPosition(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const c = source(m, code[pc + 1]) as MatchContext;
  c.position = i32(wordValue(source(m, code[pc + 2])));
  return pc + 3;
}

// l, s, n
function testTail(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const c = source(m, code[pc + 2]) as MatchContext;
  return c.end - c.position === code[pc + 3] ? pc + 4 : code[pc + 1];
}

// l, s, n
function testUnit(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const c = source(m, code[pc + 2]) as MatchContext;
  return (c.end - c.position) % code[pc + 3] === 0 ? pc + 4 : code[pc + 1];
}

// l, s, n bits, s binary
function matchString(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const c = source(m, code[pc + 2]) as MatchContext;
  const expected = source(m, code[pc + 4]) as Bitstring;
  return matchBits(c, expected, code[pc + 3]) ? pc + 5 : code[pc + 1];
}

// l, s, s size, n unit
function skipBits(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const c = source(m, code[pc + 2]) as MatchContext;
  const size = source(m, code[pc + 3]);
  const unit = code[pc + 4];
  if (size === ATOM_ALL) {
    if ((c.end - c.position) % unit !== 0) return code[pc + 1];
    c.position = c.end;
    return pc + 5;
  }
  const n = matchSize(size, unit);
  if (n < 0 || c.end - c.position < n) return code[pc + 1];
  c.position = c.position + n;
  return pc + 5;
}

// l, s, s size, n unit, n flags, d
function getInteger(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const c = source(m, code[pc + 2]) as MatchContext;
  const n = matchSize(source(m, code[pc + 3]), code[pc + 4]);
  const at = c.position;
  if (n < 0 || c.end - at < n) return code[pc + 1];
  const value = readInteger(c.bytes, at, n, code[pc + 5]);
  if (value === NO_INTEGER) return code[pc + 1];
  c.position = at + n;
  store(m, code[pc + 6], value);
  return pc + 7;
}

// l, s, s size, n unit, n flags, d
function getFloat(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const c = source(m, code[pc + 2]) as MatchContext;
  const n = matchSize(source(m, code[pc + 3]), code[pc + 4]);
  const at = c.position;
  if (n === 0) {
    store(m, code[pc + 6], new Float(0.0));
    return pc + 7;
  }
  if ((n !== 64 && n !== 32 && n !== 16) || c.end - at < n) return code[pc + 1];
  const value = readFloat(c.bytes, at, n, code[pc + 5]);
  // Infinities and NaN are no Erlang floats.
  if (value - value !== 0.0) return code[pc + 1];
  c.position = at + n;
  store(m, code[pc + 6], new Float(value));
  return pc + 7;
}

// l, s, s size, n unit, n flags, d
function getBinary(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const c = source(m, code[pc + 2]) as MatchContext;
  const size = source(m, code[pc + 3]);
  const at = c.position;
  const left = c.end - at;
  let n = left;
  if (size === ATOM_ALL) {
    if (left % code[pc + 4] !== 0) return code[pc + 1];
  } else {
    n = matchSize(size, code[pc + 4]);
    if (n < 0 || left < n) return code[pc + 1];
  }
  c.position = at + n;
  store(m, code[pc + 6], new Bitstring(TAG.BITSTRING, c.bytes, at, n, c.tail));
  return pc + 7;
}

// l, s, n kind, n flags[, d]
function getUtf(m: Machine, pc: i32, keep: boolean): i32 {
  const code = m.area.words;
  const c = source(m, code[pc + 2]) as MatchContext;
  const point = utfField(c, code[pc + 3], code[pc + 4]);
  if (point < 0) return code[pc + 1];
  if (!keep) return pc + 5;
  store(m, code[pc + 5], small(point));
  return pc + 6;
}

// l, s, n words, commands
function matchCommands(m: Machine, pc: i32): i32 {
  const area = m.area;
  const code = area.words;
  const x = area.x;
  const stack = m.stack;
  const sp = m.sp;
  const c = get(code[pc + 2], x, stack, sp, area.literals) as MatchContext;
  const bytes = c.bytes;
  let at = c.position;
  let i = pc + 4;
  const end = i + code[pc + 3];
  while (i < end) {
    switch (code[i]) {
      case COMMAND.ENSURE_AT_LEAST: {
        const spare = c.end - at - code[i + 1];
        if (spare < 0) return code[pc + 1];
        const unit = code[i + 2];
        if (unit !== 1 && spare % unit !== 0) return code[pc + 1];
        i += 3;
        break;
      }
      case COMMAND.ENSURE_EXACTLY:
        if (c.end - at !== code[i + 1]) return code[pc + 1];
        i += 2;
        break;
      case COMMAND.INTEGER: {
        const n = code[i + 1];
        const flags = code[i + 2];
        if (n === 8 && flags === 0 && (at & 7) === 0)
          put(code[i + 3], x, stack, sp, small(bytes[at >>> 3]));
        else {
          const value = readInteger(bytes, at, n, flags);
          if (value === NO_INTEGER) return code[pc + 1];
          put(code[i + 3], x, stack, sp, value);
        }
        at += n;
        i += 4;
        break;
      }
      case COMMAND.BINARY: {
        const n = code[i + 1];
        put(code[i + 2], x, stack, sp, new Bitstring(TAG.BITSTRING, bytes, at, n, c.tail));
        at += n;
        i += 3;
        break;
      }
      case COMMAND.SKIP:
        at += code[i + 1];
        i += 2;
        break;
      case COMMAND.GET_TAIL:
        put(code[i + 1], x, stack, sp, new Bitstring(TAG.BITSTRING, bytes, at, c.end - at, c.tail));
        i += 2;
        break;
      case COMMAND.EQUAL: {
        const n = code[i + 1];
        const expected = u64(code[i + 2]) | (u64(code[i + 3]) << 32);
        if (readBits(bytes, at, n) !== expected) return code[pc + 1];
        at += n;
        i += 4;
        break;
      }
    }
  }
  c.position = at;
  return end;
}

// ---- what compiled code matches by

/** How many bits a field of `size` units has; -1 where that is no size, or more than is left. @jit */
export function fieldSize(c: MatchContext, size: Term, unit: i32): i32 {
  const n = matchSize(size, unit);
  return c.end - c.position < n ? -1 : n;
}

/** @jit */
export function skipField(c: MatchContext, bits: i32): void {
  c.position = c.position + bits;
}

/** @jit */
export function binaryField(c: MatchContext, bits: i32): Term {
  const at = c.position;
  c.position = at + bits;
  return new Bitstring(TAG.BITSTRING, c.bytes, at, bits, c.tail);
}

/** Null where the field is too large for an integer. @jit */
export function integerField(c: MatchContext, bits: i32, flags: i32): Term | null {
  const value = readInteger(c.bytes, c.position, bits, flags);
  if (value === NO_INTEGER) return null;
  c.position = c.position + bits;
  return value;
}

/** The code point of a UTF field, which is then behind the position; -1 where there is none. @jit */
export function utfField(c: MatchContext, kind: i32, flags: i32): i32 {
  const bytes = c.bytes;
  const at = c.position;
  const left = c.end - at;
  let point = NO_CODE_POINT;
  let n = 32;
  if (kind === UTF.UTF8) {
    point = readUtf8(bytes, at, left);
    n = utf8Bits(point);
  } else if (kind === UTF.UTF16) {
    point = readUtf16(bytes, at, left, flags);
    n = utf16Bits(point);
  } else if (left >= 32) {
    const t = readInteger(bytes, at, 32, flags);
    if (isSmall(t) && isCodePoint(smallValue(t))) point = smallValue(t);
  }
  if (point === NO_CODE_POINT) return -1;
  c.position = at + n;
  return point;
}

/** Whether the next `n` bits are those of a bitstring; the position is then behind them. @jit */
export function matchBits(c: MatchContext, expected: Bitstring, n: i32): boolean {
  if (c.end - c.position < n) return false;
  const bytes = c.bytes;
  const at = c.position;
  let i = 0;
  while (i + 8 <= n) {
    if (readByte(bytes, at + i) !== readByte(expected.bytes, expected.offset + i)) return false;
    i += 8;
  }
  if (readBits(bytes, at + i, n - i) !== readBits(expected.bytes, expected.offset + i, n - i))
    return false;
  c.position = at + n;
  return true;
}
