// The corpus in compiled code, in each mode of ../tiers.ts: against the answers of real OTP, with the program's own modules compiled. What should
// run compiled and does not fails, so that the interpreter is never compared with itself.
//
// By default the default flavour of the library's OTP runs in `wasm`, `auto` and one of the other modes, and the other bytecode (runs.ts) in one
// mode each; with CORPUS=full all of it in all modes, and the first with OTP's own modules compiled, too.

import { afterAll, describe, expect, it } from 'vitest';
import { COMPILED, type Mode, modeOf, wanted } from '../tiers.ts';
import { expectedText, outcomeText, variantKey } from './answers.ts';
import type { BatchAnswer } from './batch-runner.ts';
import { BatchRunner } from './batch-runner.ts';
import type { ProgramRuns, Run } from './runs.ts';
import { FULL, LANGUAGES, LIBRARY, numberOf, readPrograms, semaphore } from './runs.ts';

/** Processes that run programs. */
const WORKERS = 2;
const slots = semaphore(WORKERS);
const runner = new BatchRunner();
const modes = wanted(COMPILED);

/** Programs that ran in `auto`, and those of them that compiled code was called in. */
const auto = { programs: 0, compiled: 0 };

afterAll(() => runner.close());

if (modes.length > 0) {
  for (const language of LANGUAGES) {
    const programs = readPrograms(language);
    if (programs.length === 0) continue;
    describe(`compiled corpus: ${language}`, { timeout: 600_000 }, () => {
      for (const p of programs)
        it.concurrent(`${p.program.area}/${p.program.name}`, () => checkProgram(p));
    });
  }
  describe('compiled corpus', () => {
    it('has been compiled in the middle, too', () => {
      expect(auto.compiled).toBeGreaterThanOrEqual(auto.programs * 0.8);
    });
  });
}

interface Job {
  readonly run: Run;
  readonly mode: Mode;
  readonly ownOnly: boolean;
}

function jobsOf({ program, runs }: ProgramRuns): Job[] {
  const ofLibrary = ({ variant }: Run) =>
    variant.bytecode === LIBRARY && variant.flavour === 'default';
  const jobs = runs.flatMap((run, i) => {
    const spread = numberOf(program) + i;
    const chosen = FULL ? modes : ofLibrary(run) ? modesOf(spread) : [modes[spread % modes.length]];
    return chosen.map((mode) => ({ run, mode, ownOnly: true }));
  });
  if (!FULL) return jobs;
  const all = wanted([modeOf('wasm'), modeOf('auto')]);
  const library = runs.filter(ofLibrary);
  return [...jobs, ...library.flatMap((run) => all.map((mode) => ({ run, mode, ownOnly: false })))];
}

function modesOf(spread: number): readonly Mode[] {
  const always = wanted([modeOf('wasm'), modeOf('auto')]);
  const others = modes.filter((mode) => !always.includes(mode));
  return others.length > 0 ? [...always, others[spread % others.length]] : always;
}

async function checkProgram(p: ProgramRuns): Promise<void> {
  expect(p.runs, 'no compiled program: record the corpus again').not.toHaveLength(0);
  const failures: string[] = [];
  for (const job of jobsOf(p)) {
    const failure = await slots(() => failureOf(p, job));
    const name = `${variantKey(job.run.variant)} ${job.mode.name}${job.ownOnly ? '' : ' with OTP'}`;
    if (failure !== undefined) failures.push(`${name}: ${failure}`);
  }
  const { expectedFailure } = p;
  if (expectedFailure !== undefined)
    expect(failures, `passes, though expected to fail: ${expectedFailure}`).not.toHaveLength(0);
  // Not by expect, which shortens what it compares.
  else if (failures.length > 0) throw new Error(failures.join('\n\n'));
}

async function failureOf({ program }: ProgramRuns, job: Job): Promise<string | undefined> {
  const { run, mode, ownOnly } = job;
  const { stdin, metadata } = program;
  try {
    const { beams } = run;
    const answer = await runner.run({ beams, stdin, args: metadata.args, mode, ownOnly });
    const expected = expectedText(program, run.variant);
    const got = outcomeText(answer.outcome);
    if (got !== expected) return `\nexpected ${expected}\ngot      ${got}`;
    if (mode.name === 'auto') {
      auto.programs++;
      if (answer.calls > 0) auto.compiled++;
    }
    return notCompiled(answer, mode);
  } catch (error) {
    return String(error);
  }
}

/** What should have run in compiled code and did not. */
function notCompiled(answer: BatchAnswer, mode: Mode): string | undefined {
  const { hot, compiled, calls, failed, refused } = answer;
  if (failed.length > 0) return `the compiler failed: ${failed[0]}`;
  if (refused.length > 0) return `not compiled: ${refused.join(', ')}`;
  if (mode.tier === 'wasm' && calls === 0) return 'no compiled function was called';
  const missing = hot.filter((name) => !compiled.includes(name));
  return missing.length > 0 ? `hot and not compiled: ${missing.join(', ')}` : undefined;
}
