// The showcase prints on beamjit what it prints on the real VM. showcase.txt is real OTP's output:
//
//     erl -noinput -pa examples/showcase/ebin -s showcase main -s init stop

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

test('the showcase prints what the real VM prints', () => {
  const command = [
    join(ROOT, 'dist', 'cli.js'),
    join(ROOT, 'examples', 'showcase', 'ebin', 'showcase.beam'),
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  const recorded = readFileSync(join(import.meta.dirname, 'showcase.txt'), 'utf8');
  expect(stderr).toBe('');
  expect(comparable(stdout)).toBe(comparable(recorded));
  expect(status).toBe(0);
});

/** Without versions, times, reductions and the size of compiled code (it holds the compiler's version). */
function comparable(output: string): string {
  return output
    .replace(/^.*Erlang\/OTP.*$/m, 'VERSIONS')
    .replace(/\d+ ms/g, 'N ms')
    .replace(/[\d,]+ reductions/, 'N reductions')
    .replace(/(compiled .*) \d+ bytes/g, '$1 N bytes');
}
