// Binaryen in the bundle, so that a thread that needs it has it soon.
//
// The package is one file of 15 MB with its WebAssembly in a literal: reading that takes 340 ms, of which V8's parser takes most. The bundle
// has the WebAssembly in a file of its own, `binaryen.wasm`: 60 ms.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

/** The package's functions by their place in WebAssembly's table, as it looks them up whenever C++ calls what may throw: 1,500 times a millisecond. */
const TABLE = /(\w+)=\[\](?=,\w+=(\w)=>\{var (\w)=\1\[\2\];return \3\|\|\()/;

/** Places that the list of them has from the start, more than the table has. */
const PLACES = 16384;

/** The call that makes the bytes of the literal. */
const CALL = /\w+\(`\\0asm/;

export const bundleBinaryen: Plugin = {
  name: 'binaryen',
  setup(build) {
    build.onLoad({ filter: /[\\/]binaryen[\\/]index\.js$/ }, async ({ path }) => {
      const out = build.initialOptions.outdir as string;
      const licenses = join(out, 'licenses');
      mkdirSync(licenses, { recursive: true });
      writeFileSync(join(out, 'binaryen.wasm'), await wasmOf(path));
      const license = join(dirname(path), 'LICENSE');
      if (existsSync(license)) copyFileSync(license, join(licenses, 'binaryen'));
      return { contents: withoutWasm(readFileSync(path, 'utf8')), loader: 'js' };
    });
  },
};

let wasm: Promise<Uint8Array> | undefined;

/** The bytes that the package instantiates, which it does only once for all bundles. */
function wasmOf(path: string): Promise<Uint8Array> {
  wasm ??= instantiatedBy(path);
  return wasm;
}

async function instantiatedBy(path: string): Promise<Uint8Array> {
  const { instantiate } = WebAssembly;
  let bytes: Uint8Array | undefined;
  WebAssembly.instantiate = ((source: Uint8Array, imports: WebAssembly.Imports) => {
    bytes = source;
    return instantiate(source as Uint8Array<ArrayBuffer>, imports);
  }) as typeof instantiate;
  try {
    await import(pathToFileURL(path).href);
  } finally {
    WebAssembly.instantiate = instantiate;
  }
  if (bytes === undefined) throw new Error(`${fileURLToPath(pathToFileURL(path))}: no WebAssembly`);
  return bytes;
}

/** The engine is given the bytes in this turn of the event loop, and copies them: ten megabytes that need not wait for a garbage collection. */
const READ_WASM = `
function readWasm() {
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const bytes = readFileSync(new URL('./binaryen.wasm', import.meta.url));
  setImmediate(() => bytes.buffer.transfer(0));
  return bytes;
}
`;

/**
 * The package's code with the literal replaced by a file beside it, and the list of functions made long enough: where it grows by single
 * places far apart, V8 takes it for a dictionary. Compiling takes 3 % less so.
 */
function withoutWasm(code: string): string {
  const start = code.search(CALL);
  let end = code.indexOf('`', start) + 1;
  while (code[end] !== '`') end += code[end] === '\\' ? 2 : 1;
  if (start < 0 || code[end + 1] !== ')') throw new Error('binaryen: its WebAssembly is not found');
  const changed = `${code.slice(0, start)}readWasm()${code.slice(end + 2)}`;
  if (!TABLE.test(changed)) throw new Error('binaryen: its list of functions is not found');
  return `${changed.replace(TABLE, `$1=Array(${PLACES}).fill()`)}\n${READ_WASM}`;
}
