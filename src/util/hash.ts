/*
 * The hash functions of OTP's terms, over primitive inputs: what `erlang:phash2` and `erlang:phash` mix for an
 * integer, a float, bytes, a count. Walking the terms is the caller's; test/util/hash-walk.ts shows the walks
 * whole, and docs/map-order.md says in which order they go.
 *
 * Values are fixed for good: phash and phash2 give the same on every machine and release. The internal hash,
 * which orders maps of more than 32 keys, is OTP 27's; the interpreter's own maps compute it in Wasm with i64
 * arithmetic, and this is the statement they are tested against.
 */

// ---- Atoms -----------------------------------------------------------------------------------------------

/** The hash of an atom's name (PJW over Latin-1 characters, or over the UTF-8 of characters above 255). */
export function atomHash(utf8: Uint8Array): number {
  let hash = 0;
  for (let i = 0; i < utf8.length; i++) {
    let value = utf8[i];
    // A two-byte sequence of a Latin-1 character counts as that character.
    if (i + 1 < utf8.length && (value & 0xfe) === 0xc2 && (utf8[i + 1] & 0xc0) === 0x80) {
      value = ((value << 6) & 0xff) | (utf8[++i] & 0x3f);
    }
    hash = ((hash << 4) + value) >>> 0;
    const high = hash & 0xf0000000;
    if (high !== 0) hash = (hash ^ (high >>> 24) ^ high) >>> 0;
  }
  return hash;
}

// ---- phash2: Bob Jenkins' mixing of three words ------------------------------------------------------------

const GOLDEN = 0x9e3779b9;

/** The constants by which phash2 tells kinds of terms apart: n times the golden ratio. */
export function hashConstant(n: number): number {
  return Math.imul(GOLDEN, n) >>> 0;
}

/** What each kind of term is mixed with; REF and below name the constant of the word that follows. */
export const PHASH2 = {
  SMALL: hashConstant(1),
  NIL: hashConstant(2),
  ATOM: hashConstant(3),
  STRING: hashConstant(4),
  PID: hashConstant(5),
  PORT: hashConstant(6),
  REF: hashConstant(7),
  TUPLE: hashConstant(9),
  NEGATIVE: hashConstant(10),
  POSITIVE: hashConstant(11),
  FLOAT: hashConstant(12),
  BINARY: hashConstant(13),
  EXPORT: hashConstant(14),
  TAIL_BITS: hashConstant(15),
  MAP: hashConstant(16),
  MAP_PAIRS: hashConstant(19),
} as const;

/** The hash of `[]` where nothing was hashed before it. */
export const PHASH2_NIL_FIRST = 3468870702;

/** What a `[]` mixes in where something was hashed before it. */
export const PHASH2_NIL_TAG = 2;

/** phash2/1 keeps so many bits. */
export const PHASH2_MASK = 0x7ffffff;

let a = 0;
let b = 0;
let c = 0;

/** One round over a, b and c. Module variables, so that no round allocates. */
function mix(): void {
  a = (a - b - c) ^ (c >>> 13);
  b = (b - c - a) ^ (a << 8);
  c = (c - a - b) ^ (b >>> 13);
  a = (a - b - c) ^ (c >>> 12);
  b = (b - c - a) ^ (a << 16);
  c = (c - a - b) ^ (b >>> 5);
  a = (a - b - c) ^ (c >>> 3);
  b = (b - c - a) ^ (a << 10);
  c = (c - a - b) ^ (b >>> 15);
}

/** Mixes two 32-bit words into a hash. */
export function mixWords(hash: number, first: number, second: number, constant: number): number {
  a = (constant + first) | 0;
  b = (constant + second) | 0;
  c = hash | 0;
  mix();
  return c >>> 0;
}

/** Mixes one 32-bit word into a hash. */
export function mixWord(hash: number, word: number, constant: number): number {
  return mixWords(hash, word, 0, constant);
}

/** Mixes an integer: of 28 bits as one word, larger ones as 64-bit digits, the lowest first. */
export function mixInteger(hash: number, value: number | bigint): number {
  if (value >= -0x8000000 && value < 0x8000000) {
    const small = Number(value);
    const first = small < 0 ? mixWord(hash, -small, PHASH2.SMALL) : hash;
    return mixWord(first, small, PHASH2.SMALL);
  }
  const constant = value < 0 ? PHASH2.NEGATIVE : PHASH2.POSITIVE;
  let rest = BigInt(value);
  if (rest < 0n) rest = -rest;
  while (rest > 0n) {
    const low = Number(rest & 0xffffffffn);
    const high = Number((rest >> 32n) & 0xffffffffn);
    hash = mixWords(hash, low, high, constant);
    rest >>= 64n;
  }
  return hash;
}

const float64 = new Float64Array(1);
const halves = new Uint32Array(float64.buffer);

/** The two halves of a double, zero without its sign: what both hashes take of a float. */
function floatHalves(value: number): { low: number; high: number } {
  float64[0] = value === 0 ? 0 : value;
  return { low: halves[0], high: halves[1] };
}

/** Mixes a float; 0.0 and -0.0 are the same. */
export function mixFloat(hash: number, value: number): number {
  const { low, high } = floatHalves(value);
  return mixWords(hash, high, low, PHASH2.FLOAT);
}

/** Mixes an atom, given the hash of its name. */
export function mixAtom(hash: number, atom: number): number {
  return hash === 0 ? atom : mixWord(hash, atom, PHASH2.ATOM);
}

/** Mixes a `[]`. */
export function mixNil(hash: number): number {
  return hash === 0 ? PHASH2_NIL_FIRST : mixWord(hash, PHASH2_NIL_TAG, PHASH2.NIL);
}

/**
 * Mixes a bitstring: whole bytes, then if `tailBits` is not 0 so many bits of one byte more (its upper ones).
 */
export function mixBits(hash: number, bytes: Uint8Array, tailBits = 0): number {
  const initial = (PHASH2.BINARY + hash) >>> 0;
  const size = tailBits > 0 ? bytes.length - 1 : bytes.length;
  if (size === 0 && tailBits === 0) return initial;
  const whole = blockHash(initial, bytes, size);
  return tailBits > 0
    ? mixWords(whole, tailBits, bytes[size] >>> (8 - tailBits), PHASH2.TAIL_BITS)
    : whole;
}

/** Jenkins' hash of the first `size` bytes. Also what the distribution of ETS and others call block hash. */
export function blockHash(initial: number, bytes: Uint8Array, size = bytes.length): number {
  a = b = GOLDEN | 0;
  c = initial | 0;
  let at = 0;
  for (; at + 12 <= size; at += 12) {
    a = (a + wordAt(bytes, at, at + 4)) | 0;
    b = (b + wordAt(bytes, at + 4, at + 8)) | 0;
    c = (c + wordAt(bytes, at + 8, at + 12)) | 0;
    mix();
  }
  a = (a + wordAt(bytes, at, Math.min(size, at + 4))) | 0;
  b = (b + wordAt(bytes, at + 4, Math.min(size, at + 8))) | 0;
  // The lowest byte of c is the length's.
  c = (c + size + (wordAt(bytes, at + 8, Math.min(size, at + 11)) << 8)) | 0;
  mix();
  return c >>> 0;
}

/** The bytes [from, to) as a little-endian word; none where `to` is not above `from`. */
function wordAt(bytes: Uint8Array, from: number, to: number): number {
  let word = 0;
  for (let i = from; i < to; i++) word |= bytes[i] << ((i - from) * 8);
  return word;
}

// ---- phash: multiplication by primes ------------------------------------------------------------------------

/** The primes, numbered as they are known. */
export const PHASH_PRIME = [
  0, 268440163, 268439161, 268435459, 268436141, 268438633, 268437017, 268438039, 268437511,
  268439627, 268440479, 268440577, 268440581, 268440593, 268440611,
] as const;

const [, P1, P2, P3, P4, , P6, , , , , , P12] = PHASH_PRIME;

/** hash * prime + word, in 32 bits. */
export function phashStep(hash: number, prime: number, word: number): number {
  return (Math.imul(hash, prime) + word) >>> 0;
}

/** The four bytes of a word, the lowest first. */
export function phashWord(hash: number, word: number, prime: number): number {
  for (let shift = 0; shift < 32; shift += 8) {
    hash = phashStep(hash, prime, (word >>> shift) & 0xff);
  }
  return hash;
}

/** An integer: the 32-bit words of its magnitude, the lowest first, at least one. */
export function phashInteger(hash: number, value: number | bigint): number {
  let rest = BigInt(value);
  const sign = rest < 0n ? P4 : P3;
  if (rest < 0n) rest = -rest;
  do {
    hash = phashWord(hash, Number(rest & 0xffffffffn), P2);
    rest >>= 32n;
  } while (rest > 0n);
  return phashStep(hash, sign, 0);
}

/** A float; 0.0 and -0.0 are the same. */
export function phashFloat(hash: number, value: number): number {
  const { low, high } = floatHalves(value);
  return phashStep(hash, P6, low ^ high);
}

/** A bitstring, `bytes` and `tailBits` as in `mixBits`. */
export function phashBits(hash: number, bytes: Uint8Array, tailBits = 0): number {
  const size = tailBits > 0 ? bytes.length - 1 : bytes.length;
  for (let i = 0; i < size; i++) hash = phashStep(hash, P1, bytes[i]);
  if (tailBits > 0) {
    hash = phashStep(hash, P1, bytes[size] >>> (8 - tailBits));
    hash = phashStep(hash, P12, tailBits);
  }
  return phashStep(hash, P4, size);
}

// ---- The internal hash (OTP 27): a MurmurHash3 over words -----------------------------------------------------

/** What precedes the words of each kind of term. */
export const INTERNAL = {
  IMMEDIATE: 1n,
  ARRAY_ELEMENT: 2n,
  CAR: 3n,
  CDR: 4n,
  STRING: 5n,
  TUPLE: 6n,
  FLATMAP: 7n,
  HASHMAP_HEAD_ARRAY: 8n,
  HASHMAP_HEAD_BITMAP: 9n,
  HASHMAP_NODE: 10n,
  BINARY: 11n,
  LOCAL_FUN: 12n,
  EXTERNAL_FUN: 13n,
  NEGATIVE: 14n,
  POSITIVE: 15n,
  LOCAL_REF: 16n,
  EXTERNAL_REF: 17n,
  EXTERNAL_PID: 18n,
  EXTERNAL_PORT: 19n,
  FLOAT: 20n,
} as const;

const MASK64 = 0xffffffffffffffffn;
const C1 = 0x87c37b91114253d5n;
const C2 = 0x4cf5ad432745937fn;

/** The word that stands for an immediate term in a 64-bit emulator. */
export const immediateWord = {
  atom: (index: number): bigint => (BigInt(index) << 6n) | 0x0bn,
  /** Of integers of 60 bits. */
  small: (value: number | bigint): bigint => ((BigInt(value) << 4n) | 0x0fn) & MASK64,
  nil: 0x3bn,
  /** `data` is number + (serial << 28) of a local pid, its lowest 20 bits rotated left by 3. */
  pid: (data: bigint): bigint => ((data << 4n) | 0x03n) & MASK64,
  port: (data: bigint): bigint => ((data << 4n) | 0x07n) & MASK64,
} as const;

function rotate(value: bigint, bits: bigint): bigint {
  return ((value << bits) | (value >> (64n - bits))) & MASK64;
}

/** The final mixing of MurmurHash3; by itself, the hash of an immediate term's word. */
export function mix64(word: bigint): bigint {
  let hash = word & MASK64;
  hash ^= hash >> 33n;
  hash = (hash * 0xff51afd7ed558ccdn) & MASK64;
  hash ^= hash >> 33n;
  hash = (hash * 0xc4ceb9fe1a85ec53n) & MASK64;
  return hash ^ (hash >> 33n);
}

/** The state of the internal hash of a term that is not immediate. */
export class InternalHash {
  private alpha: bigint;
  private beta: bigint;
  private ticks = 0n;

  constructor(salt = 0n) {
    this.alpha = salt;
    this.beta = salt;
  }

  mixAlpha(word: bigint): void {
    this.alpha ^= (rotate((word * C1) & MASK64, 31n) * C2) & MASK64;
    this.alpha = (rotate(this.alpha, 27n) + this.beta) & MASK64;
    this.alpha = (this.alpha * 5n + 0x52dce729n) & MASK64;
    this.ticks++;
  }

  mixBeta(word: bigint): void {
    this.beta ^= (rotate((word * C2) & MASK64, 33n) * C1) & MASK64;
    this.beta = (rotate(this.beta, 31n) + this.alpha) & MASK64;
    this.beta = (this.beta * 5n + 0x38495ab5n) & MASK64;
    this.ticks++;
  }

  /** Two 32-bit words as one. */
  mixAlphaPair(low: bigint, high: bigint): void {
    this.mixAlpha((low | (high << 32n)) & MASK64);
  }

  mixBetaPair(low: bigint, high: bigint): void {
    this.mixBeta((low | (high << 32n)) & MASK64);
  }

  mixImmediate(word: bigint): void {
    this.mixAlpha(INTERNAL.IMMEDIATE);
    this.mixBeta(word);
  }

  /** A bitstring, `bytes` and `tailBits` as in `mixBits`. */
  mixBits(bytes: Uint8Array, tailBits = 0): void {
    const size = tailBits > 0 ? bytes.length - 1 : bytes.length;
    const bits = size * 8 + tailBits;
    this.mixAlpha(INTERNAL.BINARY);
    this.mixBeta(BigInt(bits));
    if (bits === 0) return;
    let at = 0;
    for (; at + 16 <= size; at += 16) {
      this.mixAlpha(littleEndian(bytes, at, at + 8));
      this.mixBeta(littleEndian(bytes, at + 8, at + 16));
    }
    // The rest is only exclusive-or'ed in, without rotation, sum and tick.
    if (size > at + 8) {
      this.beta ^= (rotate((littleEndian(bytes, at + 8, size) * C2) & MASK64, 33n) * C1) & MASK64;
    }
    if (size > at) {
      const word = littleEndian(bytes, at, Math.min(size, at + 8));
      this.alpha ^= (rotate((word * C1) & MASK64, 31n) * C2) & MASK64;
    }
    if (tailBits > 0) this.mixAlpha(BigInt(bytes[size] >>> (8 - tailBits)));
  }

  /** An integer that is not immediate (of more than 60 bits). */
  mixBig(value: bigint): void {
    const digits: bigint[] = [];
    for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= 64n)
      digits.push(rest & MASK64);
    this.mixAlphaPair(value < 0n ? INTERNAL.NEGATIVE : INTERNAL.POSITIVE, BigInt(digits.length));
    digits.forEach((digit, index) => {
      if (index % 2 === 0 && index + 1 < digits.length) this.mixAlpha(digit);
      else this.mixBeta(digit);
    });
  }

  /** A float; unlike elsewhere 0.0 and -0.0 differ. */
  mixFloat(value: number): void {
    float64[0] = value;
    this.mixAlpha(INTERNAL.FLOAT);
    this.mixBetaPair(BigInt(halves[0]), BigInt(halves[1]));
  }

  finish(): bigint {
    let alpha = this.alpha ^ this.ticks;
    let beta = this.beta ^ this.ticks;
    alpha = (alpha + beta) & MASK64;
    beta = (beta + alpha) & MASK64;
    alpha = mix64(alpha);
    beta = mix64(beta);
    alpha = (alpha + beta) & MASK64;
    beta = (beta + alpha) & MASK64;
    return alpha ^ beta;
  }
}

function littleEndian(bytes: Uint8Array, from: number, to: number): bigint {
  let word = 0n;
  for (let i = to - 1; i >= from; i--) word = (word << 8n) | BigInt(bytes[i]);
  return word;
}

/**
 * A key that sorts as the iteration order of large maps: the hash's nibbles, the lowest first, as each level of
 * the trie takes the next four bits and visits its slots in rising order.
 */
export function iterationKey(hash: bigint): string {
  return [...hash.toString(16).padStart(16, '0')].reverse().join('');
}
