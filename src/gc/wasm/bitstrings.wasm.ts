// Bitstrings: views of bits in byte arrays, compared, copied and appended to. Offsets and sizes are in bits.

import { TAG } from '../tags.ts';
import { Bitstring, MatchContext, Tail } from './types.wasm.ts';

/** The most bits that a bitstring has: positions up to its end fit an i32. */
export const MAX_BITS = 0x7ffffff8;

/** A bitstring or binary of all of `bytes`. */
export function wholeBinary(bytes: Bytes): Term {
  return new Bitstring(TAG.BITSTRING, bytes, 0, bytes.length << 3, null);
}

/** @js */
export function isBitstring(t: Term): boolean {
  return t instanceof Bitstring;
}

/** @js */
export function isBinary(t: Term): boolean {
  return t instanceof Bitstring && (t.size & 7) === 0;
}

/** The size of a bitstring in bits. @js */
export function bitSize(t: Term): i32 {
  return (t as Bitstring).size;
}

/** Byte `i` (0–255) of a bitstring, counted from its own start; the bits of a last partial byte are the high ones. @js */
export function byteAt(t: Term, i: i32): i32 {
  const b = t as Bitstring;
  return readByte(b.bytes, b.offset + (i << 3));
}

/** The eight bits at bit `at`; what lies behind the array's end reads as zero. */
export function readByte(bytes: Bytes, at: i32): i32 {
  const i = at >>> 3;
  const shift = at & 7;
  if (shift === 0) return bytes[i];
  const low = i + 1 < bytes.length ? bytes[i + 1] : 0;
  return ((bytes[i] << shift) | (low >>> (8 - shift))) & 255;
}

/** Writes the `n` (1–8) high bits of `value` at bit `at`, leaving the bits around as they are. */
export function writeBits(bytes: Bytes, at: i32, value: i32, n: i32): void {
  const i = at >>> 3;
  const shift = at & 7;
  const mask = (0xff << (8 - n)) & 0xff;
  const first = mask >>> shift;
  bytes[i] = (bytes[i] & ~first) | (((value & mask) >>> shift) & first);
  if (shift + n > 8) {
    const second = (mask << (8 - shift)) & 0xff;
    bytes[i + 1] = (bytes[i + 1] & ~second) | ((value << (8 - shift)) & second);
  }
}

/** Up to so many bytes a loop is quicker than the engine's copying, which is a call of C. */
const SHORT_COPY = 16;

/** Copies `size` bits; the two do not overlap. @jit */
export function copyBits(src: Bytes, from: i32, dst: Bytes, to: i32, size: i32): void {
  if (((from | to) & 7) === 0) {
    const whole = size >>> 3;
    if (whole <= SHORT_COPY) {
      const distance = (to >>> 3) - (from >>> 3);
      const end = (from >>> 3) + whole;
      for (let i = from >>> 3; i < end; i++) dst[i + distance] = src[i];
    } else arrayCopy(dst, to >>> 3, src, from >>> 3, whole);
    const rest = size & 7;
    if (rest !== 0) writeBits(dst, to + (whole << 3), src[(from >>> 3) + whole], rest);
    return;
  }
  let i = 0;
  while (i + 8 <= size) {
    writeBits(dst, to + i, readByte(src, from + i), 8);
    i += 8;
  }
  if (i < size) writeBits(dst, to + i, readByte(src, from + i), size - i);
}

/** The part of a bitstring from bit `start`, `size` bits long, sharing its bytes. @js */
export function subBitstring(t: Term, start: i32, size: i32): Term {
  const b = t as Bitstring;
  return new Bitstring(TAG.BITSTRING, b.bytes, b.offset + start, size, b.tail);
}

/** Part of a binary, in bytes; a negative length counts back from the start. Null where it is not within. @jit */
export function binaryPart(t: Term, start: Term, length: Term): Term | null {
  if (!isSmall(start) || !isSmall(length) || !(t instanceof Bitstring)) return null;
  if ((t.size & 7) !== 0) return null;
  let from = smallValue(start);
  let n = smallValue(length);
  if (n < 0) {
    from += n;
    n = -n;
  }
  const size = t.size >>> 3;
  if (from < 0 || from > size || n > size - from) return null;
  return new Bitstring(TAG.BITSTRING, t.bytes, t.offset + (from << 3), n << 3, t.tail);
}

/** The same bits in bytes of their own. @js */
export function copyBitstring(t: Term): Term {
  const b = t as Bitstring;
  const bytes: Bytes = newArrayDefault<Bytes>((b.size + 7) >>> 3);
  copyBits(b.bytes, b.offset, bytes, 0, b.size);
  return new Bitstring(TAG.BITSTRING, bytes, 0, b.size, null);
}

/** A binary `n` times in a row; null where it is none or the whole has more than `most` bits. */
export function copies(t: Term, n: i32, most: i32): Term | null {
  if (!(t instanceof Bitstring) || (t.size & 7) !== 0 || n < 0) return null;
  if (i64(t.size) * i64(n) > i64(most)) return null;
  const bytes: Bytes = newArrayDefault<Bytes>((t.size >>> 3) * n);
  for (let i = 0; i < n; i++) copyBits(t.bytes, t.offset, bytes, i * t.size, t.size);
  return wholeBinary(bytes);
}

/**
 * A bitstring of `a` followed by room for `extra` bits, which the caller fills: in place where `a` ends where its array's used
 * part ends (binaries that grow by appending then cost amortised O(1)), else in a copy with room to grow. The whole must not
 * be larger than MAX_BITS.
 */
export function appendable(a: Bitstring, extra: i32): Bitstring {
  if (extra === 0) return a;
  const size = a.size + extra;
  const end = a.offset + a.size;
  const tail = a.tail;
  if (tail !== null && tail.used === end && leU(end + extra, a.bytes.length << 3)) {
    tail.used = end + extra;
    return new Bitstring(TAG.BITSTRING, a.bytes, a.offset, size, tail);
  }
  const need = (size + 7) >>> 3;
  const most = MAX_BITS >>> 3;
  const bytes: Bytes = newArrayDefault<Bytes>(need < 128 ? 256 : need * 2 < most ? need * 2 : most);
  copyBits(a.bytes, a.offset, bytes, 0, a.size);
  return new Bitstring(TAG.BITSTRING, bytes, 0, size, new Tail(size));
}

/** The same of a bitstring that nothing else refers to: where there is room it is changed itself. */
export function extended(a: Bitstring, extra: i32): Bitstring {
  const end = a.offset + a.size;
  const tail = a.tail;
  if (tail === null || tail.used !== end || gtU(end + extra, a.bytes.length << 3))
    return appendable(a, extra);
  tail.used = end + extra;
  a.size += extra;
  return a;
}

export function equalBitstrings(a: Bitstring, b: Bitstring): boolean {
  if (a.size !== b.size) return false;
  if (((a.offset | b.offset | a.size) & 7) !== 0) return compareBitstrings(a, b) === 0;
  const p = a.bytes;
  const q = b.bytes;
  const distance = (b.offset >>> 3) - (a.offset >>> 3);
  const end = (a.offset + a.size) >>> 3;
  for (let i = a.offset >>> 3; i < end; i++) if (p[i] !== q[i + distance]) return false;
  return true;
}

/** Bit by bit, a prefix first. */
export function compareBitstrings(a: Bitstring, b: Bitstring): i32 {
  const common = a.size < b.size ? a.size : b.size;
  const p = a.bytes;
  const q = b.bytes;
  const whole = common >>> 3;
  if (((a.offset | b.offset) & 7) === 0) {
    const s = a.offset >>> 3;
    const t = b.offset >>> 3;
    for (let i = 0; i < whole; i++) {
      const x = p[s + i];
      const y = q[t + i];
      if (x !== y) return x < y ? -1 : 1;
    }
  } else {
    for (let i = 0; i < whole; i++) {
      const x = readByte(p, a.offset + (i << 3));
      const y = readByte(q, b.offset + (i << 3));
      if (x !== y) return x < y ? -1 : 1;
    }
  }
  const rest = common & 7;
  if (rest !== 0) {
    const x = readByte(p, a.offset + (whole << 3)) >>> (8 - rest);
    const y = readByte(q, b.offset + (whole << 3)) >>> (8 - rest);
    if (x !== y) return x < y ? -1 : 1;
  }
  return a.size === b.size ? 0 : a.size < b.size ? -1 : 1;
}

/** The unmatched rest of a match context as a bitstring. */
export function contextTail(c: MatchContext): Term {
  return new Bitstring(TAG.BITSTRING, c.bytes, c.position, c.end - c.position, c.tail);
}

/** A binary of the first `n` bytes of the window. @js */
export function binaryFromWindow(n: i32): Term {
  const bytes: Bytes = newArrayDefault<Bytes>(n);
  for (let i = 0; i < n; i++) bytes[i] = load8(i);
  return wholeBinary(bytes);
}

/** A binary of `n` zero bytes. @js */
export function zeroBinary(n: i32): Term {
  return wholeBinary(newArrayDefault<Bytes>(n));
}

/** Writes `n` bytes of the window into a binary that nobody else has seen yet, from byte `at`. @js */
export function fillFromWindow(t: Term, at: i32, n: i32): void {
  const bytes = (t as Bitstring).bytes;
  for (let i = 0; i < n; i++) bytes[at + i] = load8(i);
}

/** Copies `n` bytes of a bitstring, from its byte `at`, to the start of the window. @js */
export function copyToWindow(t: Term, at: i32, n: i32): void {
  const b = t as Bitstring;
  const start = b.offset + (at << 3);
  if ((start & 7) === 0) {
    const first = start >>> 3;
    for (let i = 0; i < n; i++) store8(i, b.bytes[first + i]);
  } else for (let i = 0; i < n; i++) store8(i, readByte(b.bytes, start + (i << 3)));
}

/** Whether two bitstrings view the same array (for erts_debug and binary:referenced_byte_size). @js */
export function underlyingByteSize(t: Term): i32 {
  return (t as Bitstring).bytes.length;
}
