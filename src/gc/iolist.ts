// iolists: nested lists of bytes and binaries, flattened to bytes. One walk with a stack of the lists still open, so that
// neither length nor nesting costs JavaScript stack.
import { wasm } from './instance.ts';
import { bitSize, bytesOf, hd, isBitstring, isCons, isSmall, NIL, tl } from './term.ts';
import type { Term } from './types.ts';

/** What may stand in a list besides bytes: binaries of whole bytes, or any bitstrings. */
export type Leaves = 'binaries' | 'bitstrings';

/** What a walk over an iolist calls; a return value of false ends the walk. */
interface Visitor {
  byte(value: number): void;
  /** A binary or, where they are allowed, a bitstring. */
  bits(t: Term): boolean;
}

/** Walks an iolist in order; false where it is none. */
function walk(t: Term, visitor: Visitor): boolean {
  if (isBitstring(t)) return visitor.bits(t);
  const open: Term[] = [];
  let rest = t;
  for (;;) {
    while (isCons(rest)) {
      const head = hd(rest);
      rest = tl(rest);
      if (isSmall(head)) {
        if (head < 0 || head > 255) return false;
        visitor.byte(head);
      } else if (isBitstring(head)) {
        if (!visitor.bits(head)) return false;
      } else if (isCons(head)) {
        if (rest !== NIL) open.push(rest);
        rest = head;
      } else if (head !== NIL) return false;
    }
    if (rest !== NIL) {
      // An improper tail may be a binary.
      if (!isBitstring(rest) || !visitor.bits(rest)) return false;
    }
    const next = open.pop();
    if (next === undefined) return true;
    rest = next;
  }
}

/** The size of an iolist in bytes; undefined where it is none. */
export function iolistSize(t: Term): number | undefined {
  let size = 0;
  const ok = walk(t, {
    byte() {
      size++;
    },
    bits(b) {
      const bits = bitSize(b);
      size += bits >>> 3;
      return (bits & 7) === 0;
    },
  });
  return ok ? size : undefined;
}

/** Bytes that grow. */
class Buffer {
  bytes = new Uint8Array(256);
  size = 0;

  reserve(n: number): void {
    if (this.size + n <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.size + n));
    larger.set(this.bytes.subarray(0, this.size));
    this.bytes = larger;
  }
}

/** The bytes of an iolist; undefined where it is none. */
export function iolistBytes(t: Term): Uint8Array<ArrayBuffer> | undefined {
  if (isBitstring(t)) return (bitSize(t) & 7) === 0 ? bytesOf(t) : undefined;
  const whole = wasm.iolistToBinary(t, 0x7fffffff);
  if (whole !== null) return bytesOf(whole);
  const buffer = new Buffer();
  const ok = walk(t, {
    byte(value) {
      buffer.reserve(1);
      buffer.bytes[buffer.size++] = value;
    },
    bits(b) {
      if ((bitSize(b) & 7) !== 0) return false;
      const bytes = bytesOf(b);
      buffer.reserve(bytes.length);
      buffer.bytes.set(bytes, buffer.size);
      buffer.size += bytes.length;
      return true;
    },
  });
  return ok ? (buffer.bytes.subarray(0, buffer.size) as Uint8Array<ArrayBuffer>) : undefined;
}

/** The bits of a bitstring list (`list_to_bitstring/1`): its bytes and the number of bits; undefined where it is none. */
export function bitListBytes(t: Term): { bytes: Uint8Array; bits: number } | undefined {
  const buffer = new Buffer();
  let bits = 0;
  const ok = walk(t, {
    byte(value) {
      append(value, 8);
    },
    bits(b) {
      const size = bitSize(b);
      for (let i = 0, left = size; left > 0; i++, left -= 8)
        append(wasm.byteAt(b, i), Math.min(left, 8));
      return true;
    },
  });
  /** Appends the `n` upper bits of a byte. */
  function append(value: number, n: number): void {
    buffer.reserve(2);
    const shift = bits & 7;
    const at = bits >>> 3;
    const kept = value & (0xff << (8 - n));
    buffer.bytes[at] |= kept >>> shift;
    if (shift + n > 8) buffer.bytes[at + 1] = (kept << (8 - shift)) & 0xff;
    bits += n;
    buffer.size = (bits + 7) >>> 3;
  }
  return ok ? { bytes: buffer.bytes.subarray(0, buffer.size), bits } : undefined;
}
