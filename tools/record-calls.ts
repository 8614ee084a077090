/*
 * Records real Erlang's answers to calls of built-in functions into test/data/gc (see test/gc/record.erl).
 * Usage: node tools/record-calls.ts --otp BIN_DIR, with the folder of an OTP 27's erl and erlc.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { otp: { type: 'string' } } });
if (!values.otp) throw new Error('usage: node tools/record-calls.ts --otp BIN_DIR');

const data = join(import.meta.dirname, '../test/data/gc');
const work = mkdtempSync(join(tmpdir(), 'beamjit-record-'));
try {
  mkdirSync(data, { recursive: true });
  const source = join(import.meta.dirname, '../test/gc/record.erl');
  execFileSync(join(values.otp, 'erlc'), ['-o', work, source], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const start = `record:main(["${data}"]), halt().`;
  execFileSync(join(values.otp, 'erl'), ['-noshell', '-pa', work, '-eval', start], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
} finally {
  rmSync(work, { recursive: true });
}
