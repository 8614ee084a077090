// The bundle: `dist/cli.js`, a stub that any Node parses, loads the command as a chunk of its own; `dist/index.js`
// is the embedding API, `dist/core.js` the same without Node's host. Code that several need lies in shared chunks.
import { defineConfig } from 'tsup';
import { hashSources } from './src/host/node/build-id.ts';
import { bundleBinaryen } from './tools/bundle-binaryen.ts';

const entries = {
  cli: 'src/cli/bin.ts',
  index: 'src/index.ts',
  core: 'src/api/index.ts',
  'compiler-worker': 'src/host/node/compiler-worker.ts',
};

export default defineConfig({
  entry: entries,
  format: 'esm',
  platform: 'node',
  target: ['node24', 'es2024'],
  splitting: true,
  treeshake: false,
  sourcemap: true,
  noExternal: ['binaryen'],
  esbuildPlugins: [bundleBinaryen],
  define: { BEAMJIT_BUILD: JSON.stringify(hashSources('src')) },
  // all of an older build goes, but for what the OTP step made
  clean: ['!otp.pack', '!licenses/**'],
  dts: { entry: { index: entries.index, core: entries.core } },
});
