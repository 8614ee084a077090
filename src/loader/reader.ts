/**
 * Reads the numbers of a chunk; every read checks the chunk's end and fails with a LoadError.
 */

import { TAG } from '../isa/operand.ts';
import { hexOf } from '../util/hex.ts';
import { LoadError } from './errors.ts';

/** What tells a reader where it is, for error messages. */
export interface Place {
  readonly file: string;
  readonly chunk: string;
}

export class Reader {
  readonly bytes: Uint8Array;
  readonly place: Place;
  /** The position of the next byte. */
  at: number;
  readonly end: number;

  /** Reads `bytes` from `start` to `end`; offsets in errors are positions in `bytes`. */
  constructor(bytes: Uint8Array, start: number, end: number, place: Place) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    this.place = place;
  }

  get left(): number {
    return this.end - this.at;
  }

  fail(problem: string, at = this.at): never {
    throw new LoadError(this.place.file, this.place.chunk, at, problem);
  }

  u8(what: string): number {
    if (this.at >= this.end) this.fail(`ends before ${what}`);
    return this.bytes[this.at++];
  }

  u16(what: string): number {
    if (this.end - this.at < 2) this.fail(`ends before ${what}`);
    const { bytes, at } = this;
    this.at = at + 2;
    return (bytes[at] << 8) | bytes[at + 1];
  }

  i32(what: string): number {
    if (this.end - this.at < 4) this.fail(`ends before ${what}`);
    const { bytes, at } = this;
    this.at = at + 4;
    return (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }

  u32(what: string): number {
    return this.i32(what) >>> 0;
  }

  /** The number of `what` that follow, each of at least `size` bytes. */
  count(what: string, size: number, max = Number.MAX_SAFE_INTEGER): number {
    const start = this.at;
    const n = this.u32(`the number of ${what}`);
    if (n > max) this.fail(`${n} ${what}, more than the ${max} that are allowed`, start);
    if (n * size > this.left) {
      this.fail(`${n} ${what}, but only ${this.left} bytes follow`, start);
    }
    return n;
  }

  /** The next `size` bytes, as a view. */
  take(size: number, what: string): Uint8Array {
    if (size > this.left) this.fail(`${what} takes ${size} bytes, but only ${this.left} follow`);
    const start = this.at;
    this.at += size;
    return this.bytes.subarray(start, this.at);
  }

  /**
   * A number in the tagged format of code. Its tag goes to `tag`. An integer of more than six bytes
   * goes to `wide`, and NaN is returned.
   */
  tagged(what: string): number {
    const start = this.at;
    const lead = this.u8(what);
    this.tag = lead & 7;
    if ((lead & 8) === 0) return lead >> 4;
    if ((lead & 16) === 0) return ((lead & 0xe0) << 3) | this.u8(what);
    return this.#long(lead, what, start);
  }

  /** The tag of the last number that `tagged` read. */
  tag = 0;
  /** The last number that was too long to be returned. */
  wide = 0n;

  /**
   * The part of `tagged` for numbers of two bytes and more, whose size is in the top three bits of
   * `lead`.
   */
  #long(lead: number, what: string, start: number): number {
    const { tag } = this;
    let size = (lead >> 5) + 2;
    if (size === 9) {
      // The size is a tagged number itself, which may not be of this sort again.
      const sizeLead = this.u8(what);
      const short = (sizeLead & 7) === 0 && (sizeLead & 0x18) !== 0x18;
      if (!short) this.fail(`${what} is too long`, start);
      size += (sizeLead & 8) === 0 ? sizeLead >> 4 : ((sizeLead & 0xe0) << 3) | this.u8(what);
    }
    const digits = this.take(size, what);
    const negative = tag === TAG.I && digits[0] >= 0x80;
    if (size > 6) {
      const value = BigInt(`0x${hexOf(digits)}`);
      this.wide = negative ? value - (1n << BigInt(8 * size)) : value;
      return Number.NaN;
    }
    let value = negative ? -1 : 0;
    for (const byte of digits) value = value * 256 + byte;
    return value;
  }
}
