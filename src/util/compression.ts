/** The instance of util/wasm: inflating and checksums, made when first needed. */

import { fromBase64 } from './base64.ts';
import { FREE } from './compression-window.ts';
import { type CompressionExports, WASM } from './generated/compression.ts';

/** Bytes up to which memory is kept for next time: most data is small. */
const KEPT_LIMIT = 1 << 23;

/** The bytes of the window that checksums go through: what an instance's memory has from the beginning. */
const WINDOW = 1 << 16;

/** An instance and the memory that it works on. */
export class Compression {
  readonly exports: CompressionExports;
  #bytes: Uint8Array<ArrayBuffer>;

  constructor(module: WebAssembly.Module) {
    this.exports = new WebAssembly.Instance(module).exports as unknown as CompressionExports;
    this.#bytes = new Uint8Array(this.exports.memory.buffer);
  }

  /** The memory as it is now: another array whenever it has grown. */
  get bytes(): Uint8Array<ArrayBuffer> {
    if (this.#bytes.length === 0) this.#bytes = new Uint8Array(this.exports.memory.buffer);
    return this.#bytes;
  }

  /** Makes sure that there are so many bytes; throws a RangeError where there cannot be. */
  grow(size: number): void {
    const missing = size - this.bytes.length;
    if (missing > 0) this.exports.memory.grow(Math.ceil(missing / 65536));
  }

  /** Carries a checksum on over the bytes. */
  sum(kind: 'crc32' | 'adler32', start: number, bytes: Uint8Array): number {
    let sum = start;
    for (let at = 0; at < bytes.length; at += WINDOW) {
      const end = Math.min(at + WINDOW, bytes.length);
      this.bytes.set(at === 0 && end === bytes.length ? bytes : bytes.subarray(at, end), FREE);
      sum = this.exports[kind](sum, FREE, FREE + end - at);
    }
    return sum >>> 0;
  }
}

let compiled: WebAssembly.Module | undefined;
let kept: Compression | undefined;

/** The instance. Nobody else has it before the caller returns. */
export function compression(): Compression {
  compiled ??= new WebAssembly.Module(fromBase64(WASM));
  kept ??= new Compression(compiled);
  return kept;
}

/** Drops the instance where its memory has become large. */
export function dropLarge(): void {
  if (kept !== undefined && kept.bytes.length > KEPT_LIMIT) kept = undefined;
}
