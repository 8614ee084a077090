// The bundle: `dist/cli.js`, a stub that any Node parses, loads the command as a chunk of its own; `dist/index.js`
// is the embedding API, `dist/core.js` the same without Node's host. Code that several need lies in shared chunks, but for
// the compiler's thread: a program waits for its start, so that is one file.
import { defineConfig, type Options } from 'tsup';
import { hashSources } from './src/host/node/build-id.ts';
import { bundleBinaryen } from './tools/bundle-binaryen.ts';
import { bundleBuiltins } from './tools/bundle-builtins.ts';

const entries = {
  cli: 'src/cli/bin.ts',
  index: 'src/index.ts',
  core: 'src/api/index.ts',
};

const common = {
  format: 'esm',
  platform: 'node',
  target: ['node24', 'es2024'],
  // ‘fs’ for ‘node:fs’ is done before bundleBuiltins is asked, which then never is
  removeNodeProtocol: false,
  treeshake: false,
  sourcemap: true,
  noExternal: ['binaryen'],
  esbuildPlugins: [bundleBuiltins, bundleBinaryen],
  define: { BEAMJIT_BUILD: JSON.stringify(hashSources('src')) },
} satisfies Options;

export default defineConfig([
  {
    ...common,
    entry: entries,
    splitting: true,
    // all of an older build goes, but for what the OTP step and the other bundle made
    clean: ['!otp.pack', '!licenses/**', '!compiler-worker.js*'],
    dts: { entry: { index: entries.index, core: entries.core } },
  },
  {
    ...common,
    entry: { 'compiler-worker': 'src/host/node/compiler-worker.ts' },
    splitting: false,
  },
]);
