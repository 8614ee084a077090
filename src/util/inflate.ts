/**
 * Decompression: deflate data (RFC 1951) as it is, in zlib's format (RFC 1950), and in gzip's (RFC 1952).
 *
 * The functions take whole data and answer arrays of their own. Each throws an Error whose message is a reason ("the data is cut
 * off") on damaged data, and also when there would be more than `maxSize` bytes: after at most that many, so that small
 * data cannot fill the memory. There is room for 2 GB of both together.
 *
 * The work is done by wasm/inflate.wasm.ts; headers and trailers are read here.
 */

import { type Compression, compression, dropLarge } from './compression.ts';
import { FREE, MAX_PAGES, RESULT, SLACK, STATUS } from './compression-window.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Zlib's format. The checksum is verified; what follows the data is ignored. Data that needs a preset dictionary is
 * refused.
 */
export function inflate(bytes: Uint8Array, maxSize: number): Bytes {
  return inflatePart(bytes, maxSize).bytes;
}

/** Zlib's format at the front of `bytes`; `used` counts the bytes that it took, header and checksum included. */
export function inflatePart(bytes: Uint8Array, maxSize: number): { bytes: Bytes; used: number } {
  const start = zlibHeader(bytes);
  return inflating(bytes, maxSize, (inflation) => {
    const end = inflation.inflate(start);
    if (inflation.adler32() !== viewOf(bytes, end, 4).getUint32(0)) throw wrongChecksum();
    return { bytes: inflation.output(), used: end + 4 };
  });
}

/**
 * Gzip's format: one member, or several whose contents are joined. Checksums and sizes are verified. A zero after a
 * member begins padding, which is ignored; anything else has to be another member.
 */
export function gunzip(bytes: Uint8Array, maxSize: number): Bytes {
  return inflating(bytes, maxSize, (inflation) => {
    let at = 0;
    do {
      at = inflation.inflate(gzipHeader(bytes, at, inflation));
      const trailer = viewOf(bytes, at, 8);
      if (inflation.crc32() !== trailer.getUint32(0, true)) throw wrongChecksum();
      if (inflation.size !== trailer.getUint32(4, true)) throw new Error('a wrong size at its end');
      at += 8;
    } while (at < bytes.length && bytes[at] !== 0);
    return inflation.output();
  });
}

/** Deflate data without a header. What follows it is ignored. */
export function inflateRaw(bytes: Uint8Array, maxSize: number): Bytes {
  return inflating(bytes, maxSize, (inflation) => {
    inflation.inflate(0);
    return inflation.output();
  });
}

const cutOff = () => new Error('the data is cut off');
const noMemory = () => new Error('more data than there is memory for');
const wrongChecksum = () => new Error('a wrong checksum');

/** What the codes of STATUS say. */
const problems: Readonly<Record<number, () => Error>> = {
  [STATUS.TRUNCATED]: cutOff,
  [STATUS.BLOCK_TYPE]: () => new Error('a block of a type that there is not'),
  [STATUS.STORED_LENGTH]: () => new Error('a stored block without a length'),
  [STATUS.CODE_LENGTHS]: () => new Error('a block without a whole set of codes'),
  [STATUS.SYMBOL]: () => new Error('a code that stands for nothing'),
  [STATUS.DISTANCE]: () => new Error('a distance that leads before the beginning'),
  [STATUS.NO_MEMORY]: noMemory,
};

/** Addresses that output may have. */
const OUTPUT_LIMIT = MAX_PAGES * 65536 - SLACK.OUTPUT;

/** Data in the memory, and what has come of it. */
class Inflation {
  readonly #compression: Compression;
  readonly #inputEnd: number;
  readonly #maxSize: number;
  readonly #first: number;
  /** What the last stream gave. */
  #start: number;
  #end: number;

  constructor(bytes: Uint8Array, maxSize: number) {
    this.#compression = compression();
    this.#maxSize = maxSize;
    this.#inputEnd = FREE + bytes.length;
    this.#first = this.#inputEnd + SLACK.INPUT;
    this.#start = this.#first;
    this.#end = this.#first;
    if (this.#first > OUTPUT_LIMIT) throw noMemory();
    this.#compression.grow(this.#first);
    this.#compression.bytes.set(bytes, FREE);
  }

  /** Inflates the stream at a position of the data, and answers the position after it. */
  inflate(at: number): number {
    const limit = Math.min(this.#first + this.#maxSize, OUTPUT_LIMIT);
    const { exports } = this.#compression;
    const status = exports.inflate(FREE + at, this.#inputEnd, this.#end, limit);
    if (status === STATUS.TOO_LARGE)
      throw limit < OUTPUT_LIMIT ? new Error(`more than ${this.#maxSize} bytes`) : noMemory();
    if (status !== STATUS.DONE) throw problems[status]();
    const result = new DataView(exports.memory.buffer);
    this.#start = this.#end;
    this.#end = result.getInt32(RESULT.OUT, true);
    return result.getInt32(RESULT.AT, true) - FREE;
  }

  /** How many bytes the last stream gave. */
  get size(): number {
    return this.#end - this.#start;
  }

  /** The CRC-32 of a part of the data. */
  crc32OfInput(start: number, end: number): number {
    return this.#compression.exports.crc32(0, FREE + start, FREE + end) >>> 0;
  }

  /** The checksums of what the last stream gave. */
  crc32(): number {
    return this.#compression.exports.crc32(0, this.#start, this.#end) >>> 0;
  }

  adler32(): number {
    return this.#compression.exports.adler32(1, this.#start, this.#end) >>> 0;
  }

  /** A copy of what all streams gave. */
  output(): Bytes {
    return this.#compression.bytes.slice(this.#first, this.#end);
  }
}

function inflating<T>(bytes: Uint8Array, maxSize: number, act: (inflation: Inflation) => T): T {
  try {
    return act(new Inflation(bytes, maxSize));
  } finally {
    dropLarge();
  }
}

/** A view of some bytes, which have to be there. */
function viewOf(bytes: Uint8Array, at: number, length: number): DataView {
  if (at + length > bytes.length) throw cutOff();
  return new DataView(bytes.buffer, bytes.byteOffset + at, length);
}

const DEFLATE = 8;

/** Where a header in zlib's format ends, RFC 1950, section 2.2. */
function zlibHeader(bytes: Uint8Array): number {
  const header = viewOf(bytes, 0, 2).getUint16(0);
  const method = (header >> 8) & 15;
  const windowBits = 8 + (header >> 12);
  if (header % 31 !== 0) throw new Error("not in zlib's format");
  if (method !== DEFLATE) throw new Error(`compression method ${method}, not known here`);
  if (windowBits > 15) throw new Error(`a window of ${windowBits} bits, where 15 is the most`);
  if (header & 0x20) throw new Error('it needs a preset dictionary');
  return 2;
}

/** Flags of a header in gzip's format; the lowest only says that the data is probably text. */
const GZIP = { HEADER_CRC: 2, EXTRA: 4, NAME: 8, COMMENT: 16, RESERVED: 0xe0 } as const;

/** Where a header in gzip's format that begins at `start` ends, RFC 1952, section 2.3. */
function gzipHeader(bytes: Uint8Array, start: number, inflation: Inflation): number {
  if (viewOf(bytes, start, 2).getUint16(0) !== 0x1f8b) throw new Error("not in gzip's format");
  const view = viewOf(bytes, start, 10);
  const method = view.getUint8(2);
  const flags = view.getUint8(3);
  if (method !== DEFLATE) throw new Error(`compression method ${method}, not known here`);
  if (flags & GZIP.RESERVED) throw new Error('flags that are not known here');
  let at = start + 10;
  if (flags & GZIP.EXTRA) at += 2 + viewOf(bytes, at, 2).getUint16(0, true);
  for (const text of [GZIP.NAME, GZIP.COMMENT]) {
    if (!(flags & text)) continue;
    at = bytes.indexOf(0, at) + 1;
    if (at === 0) throw cutOff();
  }
  if (at > bytes.length) throw cutOff();
  if (!(flags & GZIP.HEADER_CRC)) return at;
  const sum = viewOf(bytes, at, 2).getUint16(0, true);
  if (sum !== (inflation.crc32OfInput(start, at) & 0xffff)) throw wrongChecksum();
  return at + 2;
}
