/*
 * Records real Erlang's answers for the functions of src/util into test/data/util (see test/util/record.erl).
 * Usage: node tools/record-util.ts --otp BIN_DIR, with the folder of an OTP 27's erl and erlc.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { otp: { type: 'string' } } });
if (!values.otp) throw new Error('usage: node tools/record-util.ts --otp BIN_DIR');

const data = join(import.meta.dirname, '../test/data/util');
const work = mkdtempSync(join(tmpdir(), 'beamjit-record-'));
try {
  mkdirSync(data, { recursive: true });
  const source = join(import.meta.dirname, '../test/util/record.erl');
  execFileSync(join(values.otp, 'erlc'), ['-o', work, source]);
  const start = `record:main(["${data}"]), halt().`;
  execFileSync(join(values.otp, 'erl'), ['-noshell', '-pa', work, '-eval', start], {
    stdio: ['ignore', 'inherit', 'ignore'],
  });
} finally {
  rmSync(work, { recursive: true });
}
