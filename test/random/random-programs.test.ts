// Random programs in each mode of ../tiers.ts, against the answers that real Erlang gave to them. By default all run in the
// interpreter and compiled, and an eighth in each of the modes with low thresholds; with BEAMJIT_TEST=full all in each.
//
// BEAMJIT_RANDOM_SEEDS=7,12 runs those programs only, CORPUS_TIERS=interp,… picks the modes. `node tools/random-programs.ts
// --erl BIN_DIR --seed SEED --count 1 --reduce` makes a program that fails smaller, with the OTP that compiled it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { COMPILED, INTERP, type Mode, wanted } from '../tiers.ts';
import { Programs } from './beamjit.ts';
import { generate, sources } from './programs/generate.ts';
import { checksumOf, type RecordedProgram, readRecorded } from './programs/recorded.ts';

/** So many programs are one test. */
const CHUNK = 100;

/** A test that fails shows so many programs. */
const SHOWN = 5;

const only = process.env.BEAMJIT_RANDOM_SEEDS?.split(',').map(Number);

/** Seed → why the program cannot have the right answers yet. */
const expectedFailures: Record<string, string> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'programs-expected-failures.json'), 'utf8'),
);

const recorded = readRecorded();
const all = recorded.programs.filter(({ seed }) => only?.includes(seed) ?? true);

for (const [i, mode] of wanted([INTERP, ...COMPILED]).entries()) {
  describe(`random programs: ${mode.name}`, { timeout: 600_000 }, () => {
    const machine = new Programs(recorded.support, mode);
    afterAll(() => machine.stop());
    const programs = all.filter(({ seed }) => isWhole(mode) || (seed + i) % 8 === 0);
    if (mode.tier !== 'interp') {
      test('runs compiled code', async () => {
        for (const { modules } of programs.slice(0, 10)) await machine.answers(modules);
        expect(machine.compiled).toBeGreaterThan(0);
      });
    }
    for (let at = 0; at < programs.length; at += CHUNK) {
      const chunk = programs.slice(at, at + CHUNK);
      test(`seeds ${chunk[0].seed} to ${chunk.at(-1)!.seed}`, async () => {
        const failures: string[] = [];
        for (const program of chunk) {
          const failure = await failureOf(machine, program, mode);
          const reason = expectedFailures[program.seed];
          if (reason === undefined && failure !== undefined) failures.push(failure);
          if (reason !== undefined && failure === undefined) {
            failures.push(`seed ${program.seed} passes, though expected to fail: ${reason}`);
          }
        }
        const shown = failures.slice(0, SHOWN).join('\n\n');
        // Not by expect, which shortens what it compares.
        if (failures.length > 0) throw new Error(`${failures.length} programs fail:\n\n${shown}`);
      });
    }
  });
}

test('the generator still makes the programs that are recorded', () => {
  for (const { seed, flavour, source } of recorded.programs.slice(0, 40)) {
    const otp = Number(/\d+/.exec(flavour)?.[0]);
    const made = checksumOf(sources(generate(seed, otp)));
    expect(made, `seed ${seed}: run tools/record-random-programs.ts`).toBe(source);
  }
});

test('there are programs of each OTP', () => {
  const otps = new Set(recorded.programs.map(({ flavour }) => flavour.split(' ')[0]));
  expect([...otps].sort()).toEqual(['otp25', 'otp27', 'otp29']);
});

/** Whether all programs run in a mode. */
function isWhole({ name }: Mode): boolean {
  return name === 'interp' || name === 'wasm' || process.env.BEAMJIT_TEST === 'full' || !!only;
}

async function failureOf(
  machine: Programs,
  { seed, flavour, modules, answers }: RecordedProgram,
  mode: Mode,
): Promise<string | undefined> {
  const name = `seed ${seed}, ${flavour}, ${mode.name}`;
  try {
    const got = await machine.answers(modules);
    if (got === answers) return undefined;
    const lines = got.split('\n');
    const differences = answers
      .split('\n')
      .flatMap((line, i) =>
        line === lines[i] ? [] : [`call ${i + 1}:\n  expected ${line}\n  got      ${lines[i]}`],
      );
    return `${name}:\n${differences.join('\n')}`;
  } catch (error) {
    return `${name}: ${error}`;
  }
}
