// Compression by Node's zlib.
import * as zlib from 'node:zlib';
import type { HostCompression } from '../host.ts';

export const nodeCompression: HostCompression = {
  inflate: (bytes, maxSize) => zlib.inflateSync(bytes, limits(maxSize)),
  inflatePart(bytes, maxSize) {
    // with `info` Node returns the engine too, which its types do not tell
    const result = zlib.inflateSync(bytes, { ...limits(maxSize), info: true }) as unknown as {
      buffer: Buffer;
      engine: zlib.Inflate;
    };
    return { bytes: result.buffer, used: result.engine.bytesWritten };
  },
  gunzip: (bytes, maxSize) => zlib.gunzipSync(bytes, limits(maxSize)),
  inflateRaw: (bytes, maxSize) => zlib.inflateRawSync(bytes, limits(maxSize)),
  deflate: (bytes, level) => zlib.deflateSync(bytes, { level }),
  crc32: (bytes, start = 0) => zlib.crc32(bytes, start),
};

/** Room for the whole result at once where its size is known and sane, and never more than that. */
function limits(maxSize: number): zlib.ZlibOptions {
  const chunkSize = Math.min(Math.max(maxSize, 64), 1 << 20);
  return { maxOutputLength: Math.max(maxSize, 1), chunkSize };
}
