// `npm start`: builds beamjit and runs the showcase, or says which OTP it found while there is none.
//
// Usage: node tools/node/run.mjs tools/start.ts [ARG…]   (arguments go to the program)

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const SHOWCASE = join(root, 'examples/showcase/ebin/showcase.beam');

function run(script: string, ...args: string[]): number {
  const result = spawnSync(process.execPath, [join(root, script), ...args], { stdio: 'inherit' });
  if (result.error) throw result.error;
  return result.status ?? 1;
}

const built = run('tools/build.ts');
if (built !== 0) process.exit(built);
const command = existsSync(SHOWCASE) ? [SHOWCASE, '--', ...process.argv.slice(2)] : ['--version'];
process.exit(run('dist/cli.js', ...command));
