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
  gzip: (bytes) => zlib.gzipSync(bytes),
  compress(format, bytes, settings, final = true) {
    const deflate = { zlib: zlib.deflateSync, gzip: zlib.gzipSync, raw: zlib.deflateRawSync }[
      format
    ];
    const { Z_FINISH, Z_SYNC_FLUSH } = zlib.constants;
    return deflate(bytes, { ...settings, finishFlush: final ? Z_FINISH : Z_SYNC_FLUSH });
  },
  decompress(format, bytes, maxSize) {
    const inflate = { zlib: zlib.inflateSync, gzip: zlib.gunzipSync, raw: zlib.inflateRawSync }[
      format
    ];
    try {
      const result = inflate(bytes, { ...limits(maxSize), info: true }) as unknown as {
        buffer: Buffer;
        engine: zlib.Inflate;
      };
      return { bytes: result.buffer, used: result.engine.bytesWritten };
    } catch (e) {
      if ((e as NodeJS.ErrnoException).code === 'Z_BUF_ERROR') return undefined;
      throw e;
    }
  },
  crc32: (bytes, start = 0) => zlib.crc32(bytes, start),
};

/** Room for the whole result at once where its size is known and sane, and never more than that. */
function limits(maxSize: number): zlib.ZlibOptions {
  const chunkSize = Math.min(Math.max(maxSize, 64), 1 << 20);
  return { maxOutputLength: Math.max(maxSize, 1), chunkSize };
}
