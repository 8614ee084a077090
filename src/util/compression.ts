/** The instance of util/wasm: inflating and checksums, made when first needed. */

import { fromBase64 } from './base64.ts';
import { FREE } from './compression-window.ts';
import { type CompressionExports, WASM } from './generated/compression.ts';
import { KEPT_LIMIT, Workspace } from './workspace.ts';

/** The bytes of the window that checksums go through: what an instance's memory has from the beginning. */
const WINDOW = 1 << 16;

/** The instance, and the memory that it works on. */
export class Compression extends Workspace<CompressionExports> {
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
