/*
 * Compiles the functions of the compiler's golden tests, test/jit/golden/golden.erl, into the pack beside it. CI has no Erlang.
 * Usage: node tools/record-jit-golden.ts --otp BIN_DIR, with the folder of an OTP 27's erlc. What is expected of them is recorded by
 * `npm run vitest -- run test/jit/golden.test.ts -u`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writePack } from '../test/corpus/pack.ts';

const { values } = parseArgs({ options: { otp: { type: 'string' } } });
if (!values.otp) throw new Error('usage: node tools/record-jit-golden.ts --otp BIN_DIR');

const folder = join(import.meta.dirname, '../test/jit/golden');
const work = mkdtempSync(join(tmpdir(), 'beamjit-record-'));
try {
  const source = join(folder, 'golden.erl');
  execFileSync(join(values.otp, 'erlc'), ['+deterministic', '-o', work, source], {
    stdio: 'inherit',
  });
  const bytes = readFileSync(join(work, 'golden.beam'));
  writePack(join(folder, 'golden.pack'), {
    builds: [{ program: 'golden', flavour: 'default', modules: [{ name: 'golden', bytes }] }],
    shared: [],
  });
} finally {
  rmSync(work, { recursive: true });
}
