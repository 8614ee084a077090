// The bundle: `dist/cli.js`, a stub that any Node parses, loads the command as a chunk of its own; `dist/index.js`
// is the embedding API. Code that both need lies in one shared chunk.
import { existsSync } from 'node:fs';
import { defineConfig } from 'tsup';

const entries = { cli: 'src/cli/bin.ts', index: 'src/index.ts' };
const present = Object.entries(entries).filter(([, file]) => existsSync(file));

export default defineConfig({
  entry: Object.fromEntries(present),
  format: 'esm',
  platform: 'node',
  target: ['node24', 'es2024'],
  splitting: true,
  treeshake: false,
  sourcemap: true,
  // all of an older build goes, but for what the OTP step made
  clean: ['!otp.pack', '!licenses/**'],
  dts: existsSync(entries.index) ? { entry: { index: entries.index } } : false,
});
