/*
 * Compiles the programs that the tests of the command and the embedding API run (test/cli/programs) into
 * test/data/programs.json: module → base64 of its .beam file. CI has no Erlang.
 * Usage: node tools/record-programs.ts --otp BIN_DIR, with the folder of an OTP 27's erlc.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { otp: { type: 'string' } } });
if (!values.otp) throw new Error('usage: node tools/record-programs.ts --otp BIN_DIR');

const programs = join(import.meta.dirname, '../test/cli/programs');
const work = mkdtempSync(join(tmpdir(), 'beamjit-record-'));
try {
  for (const source of readdirSync(programs).sort()) compile(source);
  const beams = readdirSync(work).sort();
  const entries = beams.map((file) => [
    file.replace(/\.beam$/, ''),
    readFileSync(join(work, file)).toString('base64'),
  ]);
  const target = join(import.meta.dirname, '../test/data/programs.json');
  writeFileSync(target, `${JSON.stringify(Object.fromEntries(entries), null, 1)}\n`);
} finally {
  rmSync(work, { recursive: true });
}

/** Elixir's modules are not named as their file here, which `erlc` refuses: they are compiled under their own name. */
function compile(source: string): void {
  const text = readFileSync(join(programs, source), 'utf8');
  const module = /^-module\('?([^')]+)'?\)/m.exec(text)?.[1] as string;
  const file = join(work, `${module}.erl`);
  writeFileSync(file, text);
  execFileSync(join(values.otp as string, 'erlc'), ['+deterministic', '-o', work, file], {
    stdio: 'inherit',
  });
  rmSync(file);
}
