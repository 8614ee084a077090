/**
 * MD5 (RFC 1321), whole or in parts: for module checksums and `erlang:md5`.
 */

/** An unfinished digest. Feed it with `md5Update`, end it with `md5Final`. */
export interface Md5 {
  /** The four words of the digest so far. */
  readonly state: Int32Array;
  /** The bytes of the unfinished block. */
  readonly block: Uint8Array;
  /** Bytes seen in all. */
  length: number;
}

/** Left rotations, four for each of the four rounds. */
const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

/** One constant a step: the leading bits of |sin(step)|. */
const SINES = Int32Array.from({ length: 64 }, (_, i) =>
  Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32),
);

const words = new Int32Array(16);

export function md5Init(): Md5 {
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  return { state, block: new Uint8Array(64), length: 0 };
}

/** An independent copy, to finish one and go on with the other. */
export function md5Copy(md5: Md5): Md5 {
  return { state: md5.state.slice(), block: md5.block.slice(), length: md5.length };
}

export function md5Update(md5: Md5, bytes: Uint8Array): void {
  let at = 0;
  const filled = md5.length % 64;
  md5.length += bytes.length;
  if (filled > 0) {
    at = Math.min(64 - filled, bytes.length);
    md5.block.set(bytes.subarray(0, at), filled);
    if (filled + at < 64) return;
    mix(md5.state, md5.block, 0);
  }
  for (; at + 64 <= bytes.length; at += 64) mix(md5.state, bytes, at);
  md5.block.set(bytes.subarray(at));
}

/** The 16 bytes of the digest. The argument may not be used afterwards. */
export function md5Final(md5: Md5): Uint8Array {
  const bits = BigInt(md5.length) * 8n;
  const padding = new Uint8Array(((119 - (md5.length % 64)) % 64) + 9);
  padding[0] = 0x80;
  new DataView(padding.buffer).setBigUint64(padding.length - 8, BigInt.asUintN(64, bits), true);
  md5Update(md5, padding);
  const digest = new DataView(new ArrayBuffer(16));
  for (let i = 0; i < 4; i++) digest.setInt32(4 * i, md5.state[i], true);
  return new Uint8Array(digest.buffer);
}

export function md5(bytes: Uint8Array): Uint8Array {
  const state = md5Init();
  md5Update(state, bytes);
  return md5Final(state);
}

/** Adds the 64 bytes at `at` to the state. */
function mix(state: Int32Array, bytes: Uint8Array, at: number): void {
  for (let i = 0; i < 16; i++) {
    const p = at + 4 * i;
    words[i] = bytes[p] | (bytes[p + 1] << 8) | (bytes[p + 2] << 16) | (bytes[p + 3] << 24);
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  for (let i = 0; i < 64; i++) {
    let f: number;
    let word: number;
    if (i < 16) {
      f = (b & c) | (~b & d);
      word = i;
    } else if (i < 32) {
      f = (d & b) | (~d & c);
      word = (5 * i + 1) & 15;
    } else if (i < 48) {
      f = b ^ c ^ d;
      word = (3 * i + 5) & 15;
    } else {
      f = c ^ (b | ~d);
      word = (7 * i) & 15;
    }
    const sum = (a + f + SINES[i] + words[word]) | 0;
    const shift = SHIFTS[((i >> 4) << 2) | (i & 3)];
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}
