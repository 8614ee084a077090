// Inflating (RFC 1951) from memory to memory.
//
// Codes are looked up by the next bits in tables; those that are longer than a table's bits have subtables behind it. An entry tells all
// that is needed of its symbol:
//
//   bits 0-4    how many bits the code and the extra bits after it take
//   bits 5-7    what it is: LINK, LITERAL or OTHER
//   bits 8-11   how many bits the code takes
//   bits 16-31  the literal, the length or distance without extra bits, the place of the subtable; of OTHER, whether the block ends
//
// Bits are taken from 8 bytes at a time, also of those behind the input: whether there were so many is asked at the end, and
// before that often enough that nothing is read outside the memory.

import { MAX_PAGES, RESULT, SLACK, STATUS, TABLE } from '../compression-window.ts';

const LINK = 32;
const LITERAL = 64;
/** The end of a block, or nothing that there may be. */
const OTHER = 128;

const END_OF_BLOCK = OTHER | (1 << 16);
/** A code that stands for nothing. It takes a bit, so that nothing waits for it. */
const INVALID = OTHER | 1;

/** What symbols stand for: themselves, literals and lengths, distances. */
const NUMBERS = 0;
const LITERALS = 1;
const DISTANCES = 2;

/** How many bits are looked up at once, by the kind of the code. */
const CODE_LENGTH_BITS = 7;
const LITERAL_BITS = 10;
const DISTANCE_BITS = 8;

const MAX_LENGTH = 15;
const END_SYMBOL = 256;

/** Where the next bits come from, and the input's end. */
let at = 0;
let end = 0;
/** The next bits, the first one lowest; those above `count` are right, too, or 0. */
let bits: i64 = 0;
let count = 0;

/** Where the output begins, goes on, and ends at last; and up to where symbols may begin in the memory that there is. */
let start = 0;
let out = 0;
let limit = 0;
let stop = 0;

let hasFixedTables = false;
/** Which bits behind the first ones select an entry of a subtable. */
let longMask = 0;
let longLiterals = 0;
let longDistances = 0;

/** Bits that are not there are 0; `isCutOff` tells. */
function refill(): void {
  if (at < end + 8) bits |= load64(at) << u64(count);
  at += (63 - count) >> 3;
  count |= 56;
}

/** The next `n` bits as a number. */
function take(n: i32): i32 {
  if (count < n) refill();
  const value = i32(bits) & ((1 << n) - 1);
  bits >>>= u64(n);
  count -= n;
  return value;
}

/** Whether more was read than there is. */
function isCutOff(): boolean {
  return at - (count >> 3) > end;
}

/** Makes room for symbols at `place`, and sets `stop`; a STATUS. */
function makeRoom(place: i32): i32 {
  if (place > limit) return STATUS.TOO_LARGE;
  let pages = memorySize();
  if ((pages << 16) - SLACK.OUTPUT < place) {
    const most = (limit + SLACK.OUTPUT + 65535) >>> 16;
    const wanted = most < 2 * pages ? most : 2 * pages;
    pages = wanted < MAX_PAGES ? wanted : MAX_PAGES;
    if ((pages << 16) - SLACK.OUTPUT < place) return STATUS.NO_MEMORY;
    if (memoryGrow(pages - memorySize()) < 0) return STATUS.NO_MEMORY;
  }
  const room = (pages << 16) - SLACK.OUTPUT;
  stop = room < limit ? room : limit;
  return STATUS.DONE;
}

/** The lowest `length` bits the other way round. */
function reversed(code: i32, length: i32): i32 {
  code = ((code & 0x5555) << 1) | ((code >> 1) & 0x5555);
  code = ((code & 0x3333) << 2) | ((code >> 2) & 0x3333);
  code = ((code & 0x0f0f) << 4) | ((code >> 4) & 0x0f0f);
  code = ((code & 0x00ff) << 8) | ((code >> 8) & 0x00ff);
  return code >> (16 - length);
}

/** The entry of a symbol: the tables of section 3.2.5. */
function entryOf(kind: i32, symbol: i32, length: i32): i32 {
  let extra = 0;
  let base = symbol;
  if (kind === LITERALS) {
    if (symbol < END_SYMBOL) return (symbol << 16) | (length << 8) | LITERAL | length;
    if (symbol === END_SYMBOL) return END_OF_BLOCK | length;
    if (symbol > 285) return INVALID;
    const n = symbol - 261;
    if (n >= 0) extra = n >> 2;
    base = n < 0 ? n + 7 : 3 + ((4 + (n & 3)) << extra);
    if (symbol === 285) {
      extra = 0;
      base = 258;
    }
  } else if (kind === DISTANCES) {
    if (symbol > 29) return INVALID;
    base = symbol + 1;
    if (symbol > 3) {
      extra = (symbol >> 1) - 1;
      base = 1 + ((2 + (symbol & 1)) << extra);
    }
  }
  return (base << 16) | (length << 8) | (length + extra);
}

/**
 * Makes the table of a code, of whose symbols the lengths are given; false if there is no such code. One that leaves out bits is none, but for a
 * code of a single bit, and for distances one without symbols.
 */
function makeTable(table: i32, tableBits: i32, kind: i32, lengths: i32, symbols: i32): boolean {
  for (let length = 0; length <= MAX_LENGTH; length++) store32(TABLE.COUNTS + (length << 2), 0);
  for (let symbol = 0; symbol < symbols; symbol++) {
    const place = TABLE.COUNTS + (load8(lengths + symbol) << 2);
    store32(place, load32(place) + 1);
  }
  let longest = 0;
  let left = 1;
  let code = 0;
  for (let length = 1; length <= MAX_LENGTH; length++) {
    const codes = load32(TABLE.COUNTS + (length << 2));
    left = (left << 1) - codes;
    if (left < 0) return false;
    store32(TABLE.NEXT + (length << 2), code);
    code = (code + codes) << 1;
    if (codes !== 0) longest = length;
  }
  const size = 1 << tableBits;
  if (left > 0) {
    if (kind === NUMBERS || longest > 1) return false;
    if (longest === 0 && kind !== DISTANCES) return false;
    for (let i = 0; i < size; i++) store32(table + (i << 2), INVALID);
  }

  // Codes are in the order of their lengths: from the first long one on, all are.
  const longBits = longest > tableBits ? longest - tableBits : 0;
  longMask = (1 << longBits) - 1;
  if (longBits > 0) {
    let subtable = size;
    for (let i = load32(TABLE.NEXT + ((tableBits + 1) << 2)) >> 1; i < size; i++) {
      store32(table + (reversed(i, tableBits) << 2), (subtable << 16) | LINK);
      subtable += 1 << longBits;
    }
  }

  for (let symbol = 0; symbol < symbols; symbol++) {
    const length = load8(lengths + symbol);
    if (length === 0) continue;
    const entry = entryOf(kind, symbol, length);
    const next = TABLE.NEXT + (length << 2);
    code = load32(next);
    store32(next, code + 1);
    const first = reversed(code, length);
    let place = table + (first << 2);
    let step = 4 << length;
    let last = table + (size << 2);
    if (length > tableBits) {
      const subtable = table + ((load32(table + ((first & (size - 1)) << 2)) >>> 16) << 2);
      place = subtable + ((first >> tableBits) << 2);
      step = 4 << (length - tableBits);
      last = subtable + (4 << longBits);
    }
    for (; place < last; place += step) store32(place, entry);
  }
  return true;
}

function setLengths(from: i32, to: i32, length: i32): void {
  for (let i = from; i < to; i++) store8(TABLE.LENGTHS + i, length);
}

/** Section 3.2.6. */
function makeFixedTables(): void {
  const lengths = TABLE.LENGTHS;
  setLengths(0, 144, 8);
  setLengths(144, 256, 9);
  setLengths(256, 280, 7);
  setLengths(280, 288, 8);
  makeTable(TABLE.FIXED_LITERALS, LITERAL_BITS, LITERALS, lengths, 288);
  setLengths(0, 32, 5);
  makeTable(TABLE.FIXED_DISTANCES, DISTANCE_BITS, DISTANCES, lengths, 32);
  hasFixedTables = true;
}

/** The order in which the lengths of the code for code lengths come: 16, 17, 18, 0, 8, 7, 9, 6… */
function codeLengthAt(i: i32): i32 {
  if (i < 3) return 16 + i;
  if (i === 3) return 0;
  return (i & 1) === 0 ? 6 + (i >> 1) : 9 - (i >> 1);
}

/** Reads the codes of a block, section 3.2.7; false if they are none. */
function readTables(): boolean {
  const lengths = TABLE.LENGTHS;
  const literals = 257 + take(5);
  const distances = 1 + take(5);
  const codeLengths = 4 + take(4);
  if (literals > 286 || distances > 30) return false;
  setLengths(0, 19, 0);
  for (let i = 0; i < codeLengths; i++) store8(lengths + codeLengthAt(i), take(3));
  if (!makeTable(TABLE.CODE_LENGTHS, CODE_LENGTH_BITS, NUMBERS, lengths, 19)) return false;
  const all = literals + distances;
  let i = 0;
  while (i < all) {
    if (count < CODE_LENGTH_BITS) refill();
    const mask = (1 << CODE_LENGTH_BITS) - 1;
    const entry = load32(TABLE.CODE_LENGTHS + ((i32(bits) & mask) << 2));
    take(entry & 31);
    const symbol = entry >>> 16;
    let length = symbol;
    let times = 1;
    if (symbol === 16) {
      if (i === 0) return false;
      length = load8(lengths + i - 1);
      times = 3 + take(2);
    } else if (symbol > 16) {
      length = 0;
      times = symbol === 17 ? 3 + take(3) : 11 + take(7);
    }
    if (times > all - i) return false;
    setLengths(i, i + times, length);
    i += times;
  }
  if (load8(lengths + END_SYMBOL) === 0) return false;
  if (!makeTable(TABLE.LITERALS, LITERAL_BITS, LITERALS, lengths, literals)) return false;
  longLiterals = longMask;
  if (!makeTable(TABLE.DISTANCES, DISTANCE_BITS, DISTANCES, lengths + literals, distances))
    return false;
  longDistances = longMask;
  return true;
}

/** Copies a block that is not compressed, section 3.2.4; a STATUS. */
function stored(): i32 {
  at -= count >> 3;
  bits = 0;
  count = 0;
  if (end - at < 4) return STATUS.TRUNCATED;
  const length = load8(at) | (load8(at + 1) << 8);
  if ((load8(at + 2) | (load8(at + 3) << 8)) !== (length ^ 0xffff)) return STATUS.STORED_LENGTH;
  at += 4;
  if (end - at < length) return STATUS.TRUNCATED;
  if (length > limit - out) return STATUS.TOO_LARGE;
  if (out + length > stop) {
    const status = makeRoom(out + length);
    if (status !== STATUS.DONE) return status;
  }
  for (let i = 0; i < length; i += 8) store64(out + i, load64(at + i));
  at += length;
  out += length;
  return STATUS.DONE;
}

/** Inflates up to the end of a block; a STATUS. What is global elsewhere is local here. */
function compressed(literals: i32, distances: i32): i32 {
  const last = end + 8;
  let status: i32 = STATUS.DONE;
  let next = bits;
  let held = count;
  let from = at;
  let to = out;
  for (;;) {
    // No symbol takes more: 15 bits and 5 for a length, 15 and 13 for a distance.
    if (held < 48) {
      if (from >= last) {
        status = STATUS.TRUNCATED;
        break;
      }
      next |= load64(from) << u64(held);
      from += (63 - held) >> 3;
      held |= 56;
    }
    if (to > stop) {
      status = makeRoom(to);
      if (status !== STATUS.DONE) break;
    }
    let low = i32(next);
    let entry = load32(literals + ((low & ((1 << LITERAL_BITS) - 1)) << 2));
    if ((entry & LINK) !== 0)
      entry = load32(literals + (((entry >>> 16) + ((low >>> LITERAL_BITS) & longLiterals)) << 2));
    let used = entry & 31;
    next >>>= u64(used);
    held -= used;
    if ((entry & LITERAL) !== 0) {
      store8(to, entry >>> 16);
      to++;
      continue;
    }
    if ((entry & OTHER) !== 0) {
      if (entry >>> 16 === 0) status = STATUS.SYMBOL;
      break;
    }
    const target = to + (entry >>> 16) + ((low & ((1 << used) - 1)) >>> ((entry >>> 8) & 15));

    low = i32(next);
    entry = load32(distances + ((low & ((1 << DISTANCE_BITS) - 1)) << 2));
    if ((entry & LINK) !== 0)
      entry = load32(
        distances + (((entry >>> 16) + ((low >>> DISTANCE_BITS) & longDistances)) << 2),
      );
    if ((entry & OTHER) !== 0) {
      status = STATUS.SYMBOL;
      break;
    }
    used = entry & 31;
    next >>>= u64(used);
    held -= used;
    const distance = (entry >>> 16) + ((low & ((1 << used) - 1)) >>> ((entry >>> 8) & 15));
    if (distance > to - start) {
      status = STATUS.DISTANCE;
      break;
    }
    if (distance >= 8) {
      for (; to < target; to += 8) store64(to, load64(to - distance));
      to = target;
    } else {
      for (; to < target; to++) store8(to, load8(to - distance));
    }
  }
  bits = next;
  count = held;
  at = from;
  out = to;
  return status;
}

/** A block without its header, section 3.2.3; a STATUS. */
function block(type: i32): i32 {
  switch (type) {
    case 0:
      return stored();
    case 1:
      if (!hasFixedTables) makeFixedTables();
      return compressed(TABLE.FIXED_LITERALS, TABLE.FIXED_DISTANCES);
    case 2:
      return readTables() ? compressed(TABLE.LITERALS, TABLE.DISTANCES) : STATUS.CODE_LENGTHS;
    default:
      return STATUS.BLOCK_TYPE;
  }
}

/**
 * Inflates what is from `from` to `inputEnd` to the place `to`, and not beyond `outputEnd`; a STATUS. Behind the input there are
 * SLACK.INPUT bytes that may be read. The memory grows as it has to. @js
 */
export function inflate(from: i32, inputEnd: i32, to: i32, outputEnd: i32): i32 {
  at = from;
  end = inputEnd;
  bits = 0;
  count = 0;
  start = to;
  out = to;
  limit = outputEnd;
  let status = makeRoom(out);
  while (status === STATUS.DONE) {
    const isLast = take(1);
    status = block(take(2));
    if (isLast !== 0 || isCutOff()) break;
  }
  store32(RESULT.AT, at - (count >> 3));
  store32(RESULT.OUT, out);
  if (isCutOff()) return STATUS.TRUNCATED;
  return status;
}
