// Every corpus program, in every bytecode and flavour there is, run by the command, against real OTP's answer. What the interpreter says here,
// compiled code has to say in tiers.test.ts.
//
// runs.ts says which bytecode that is, and what in the environment changes it. The library's OTP's bytecode runs in `auto` as well, where a thread
// compiles; with CORPUS=full all does, in `wasm` too, and once more with what the first run has compiled.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { INTERP, modeOf, wanted } from '../tiers.ts';
import { expectedText, outcomeText, variantKey } from './answers.ts';
import { runProgram } from './run-program.ts';
import type { ProgramRuns, Run } from './runs.ts';
import { FULL, LANGUAGES, LIBRARY, readPrograms, semaphore } from './runs.ts';

/** At most so many programs at a time. */
const slots = semaphore(2);

const AUTO = ['--tier=auto', '--jit=hotCalls=2,startMs=0'];
const WASM = ['--tier=wasm'];

for (const language of LANGUAGES) {
  const programs = readPrograms(language);
  if (programs.length === 0) continue;
  describe(`corpus: ${language}`, { timeout: 600_000 }, () => {
    for (const p of programs)
      it.concurrent(`${p.program.area}/${p.program.name}`, () => checkProgram(p));
  });
}

async function checkProgram({ program, runs, expectedFailure }: ProgramRuns): Promise<void> {
  expect(runs, 'no compiled program: record the corpus again').not.toHaveLength(0);
  const failures = await slots(() => failuresOf({ program, runs, expectedFailure }));
  if (expectedFailure === undefined) {
    // Not by expect, which shortens what it compares.
    if (failures.length > 0) throw new Error(failures.join('\n\n'));
  } else {
    expect(failures, `passes, though expected to fail: ${expectedFailure}`).not.toHaveLength(0);
  }
}

async function failuresOf({ program, runs }: ProgramRuns): Promise<string[]> {
  const failures: string[] = [];
  const { stdin, metadata } = program;
  const check = async ({ variant, beams }: Run, options: readonly string[], cache?: string) => {
    const name = `${variantKey(variant)} ${options.join(' ')}`;
    const expected = expectedText(program, variant);
    try {
      const run = { stdin, args: metadata.args, options, cache };
      const got = outcomeText(await runProgram(beams, run));
      if (got !== expected) failures.push(`${name}:\nexpected ${expected}\ngot      ${got}`);
    } catch (error) {
      failures.push(`${name}: ${error}`);
    }
  };
  for (const run of runs) {
    for (const { tier } of wanted([INTERP])) await check(run, [`--tier=${tier}`]);
    const { bytecode, flavour } = run.variant;
    const isSampled = bytecode === LIBRARY && flavour === 'default';
    if (!(FULL || isSampled) || wanted([modeOf('auto')]).length === 0) continue;
    for (const options of FULL ? [AUTO, WASM] : [AUTO]) {
      const cache = mkdtempSync(join(tmpdir(), 'beamjit-cache-'));
      await check(run, options, cache);
      if (FULL) await check(run, options, cache);
      rmSync(cache, { recursive: true, force: true });
    }
  }
  return failures;
}
