// The zlib that the built-ins use: npm's pako, a port whose output is zlib's own byte for byte. (The host's zlib need not be:
// Node's is Chromium's, which finds other matches, so that files that Erlang's compiler writes would differ.)
//
// It is loaded when it is first needed, which few programs do; the built-in that needs it is called again when it is there.
import { TryAgain } from '../gc/errors.ts';

export type Zlib = typeof import('pako');

let loaded: Zlib | undefined;

/** The library; throws TryAgain where it is not loaded yet. */
export function zlibLibrary(): Zlib {
  if (loaded !== undefined) return loaded;
  throw new TryAgain((again) => {
    import('pako').then((library) => {
      loaded = library;
      again();
    });
  });
}

/** `bytes` as one stream in zlib's format. */
export function compressed(bytes: Uint8Array, level: number): Uint8Array {
  return zlibLibrary().deflate(bytes, { level, legacyHash: true });
}
