/*
 * Records real Erlang's answers for calls of built-in functions into test/data/bifs (see test/bifs/record_bifs.erl).
 * Usage: node tools/record-bifs.ts --otp BIN_DIR, with the folder of an OTP 27's erl and erlc.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { otp: { type: 'string' } } });
if (!values.otp) throw new Error('usage: node tools/record-bifs.ts --otp BIN_DIR');

const data = join(import.meta.dirname, '../test/data/bifs');
const work = mkdtempSync(join(tmpdir(), 'beamjit-record-'));
try {
  mkdirSync(data, { recursive: true });
  const source = join(import.meta.dirname, '../test/bifs/record_bifs.erl');
  execFileSync(join(values.otp, 'erlc'), ['+nowarn_deprecated_function', '-o', work, source]);
  const start = `record_bifs:main(["${data}"]), halt().`;
  execFileSync(join(values.otp, 'erl'), ['-noshell', '-pa', work, '-eval', start], {
    stdio: 'inherit',
  });
} finally {
  rmSync(work, { recursive: true });
}
