// Every corpus program, in every bytecode, flavour and tier there is, against real OTP's answer.
//
// Environment: CORPUS=full also runs the slow programs and all flavours (by default the default
// flavour of each OTP, and one other flavour per program, chosen by its name); CORPUS_ONLY=NAME,…
// runs only those programs; CORPUS_LIBRARY=N says that beamjit was given OTP N's library instead
// of 27's; CORPUS_TIERS=interp,… picks the tiers.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TIERS } from '../tiers.ts';
import type { Variant } from './answers.ts';
import { expectedText, outcomeText, variantKey } from './answers.ts';
import type { Build, CompiledModule } from './pack.ts';
import { packFile, readPack } from './pack.ts';
import type { LanguageName, Otp, Program } from './programs.ts';
import { applies, CORPUS, findPrograms, OTPS } from './programs.ts';
import { runProgram } from './run-program.ts';

const LIBRARY = Number(process.env.CORPUS_LIBRARY ?? 27) as Otp;
const FULL = process.env.CORPUS === 'full';
const ONLY = process.env.CORPUS_ONLY?.split(',');

/** At most so many programs at a time. */
const WORKERS = 2;

const LANGUAGES: readonly LanguageName[] = ['erlang', 'elixir', 'gleam'];

interface Run {
  readonly variant: Variant;
  readonly beams: readonly CompiledModule[];
}

/** Program (`erlang/hello`) → why it cannot pass yet. */
const expectedFailures: Record<string, string> = JSON.parse(
  readFileSync(join(CORPUS, 'expected-failures.json'), 'utf8'),
);

const slots = semaphore(WORKERS);

for (const language of LANGUAGES) {
  const programs = findPrograms([language]).filter(({ name }) => ONLY?.includes(name) ?? true);
  if (programs.length === 0) continue;
  const runs = readRuns(language);
  describe(`corpus: ${language}`, { timeout: 600_000 }, () => {
    for (const program of programs) {
      if (program.metadata.slow && !FULL) continue;
      const wanted = (runs.get(program.name) ?? []).filter(({ variant }) =>
        isWanted(program, variant),
      );
      if (!applies(program, LIBRARY, LIBRARY)) continue;
      it.concurrent(`${program.area}/${program.name}`, () => checkProgram(program, wanted));
    }
  });
}

async function checkProgram(program: Program, runs: readonly Run[]): Promise<void> {
  expect(runs, 'no compiled program: record the corpus again').not.toHaveLength(0);
  const failures = await slots(() => failuresOf(program, runs));
  const reason = expectedFailures[`${program.language}/${program.name}`];
  if (reason === undefined) {
    // Not by expect, which shortens what it compares.
    if (failures.length > 0) throw new Error(failures.join('\n\n'));
  } else {
    expect(failures, `passes, though expected to fail: ${reason}`).not.toHaveLength(0);
  }
}

async function failuresOf(program: Program, runs: readonly Run[]): Promise<string[]> {
  const failures: string[] = [];
  const { stdin, metadata } = program;
  for (const tier of TIERS) {
    for (const { variant, beams } of runs) {
      const name = `${variantKey(variant)} ${tier}`;
      const expected = expectedText(program, variant);
      try {
        const got = outcomeText(await runProgram(beams, { stdin, args: metadata.args, tier }));
        if (got !== expected) failures.push(`${name}:\nexpected ${expected}\ngot      ${got}`);
      } catch (error) {
        failures.push(`${name}: ${error}`);
      }
    }
  }
  return failures;
}

/** All runs that have an answer, by program. */
function readRuns(language: LanguageName): Map<string, Run[]> {
  const runs = new Map<string, Run[]>();
  for (const bytecode of OTPS) {
    const file = packFile(language, bytecode);
    if (!existsSync(file)) continue;
    const { builds, shared } = readPack(file);
    for (const { program, flavour, modules } of builds) {
      const run = toRun({ program, flavour, modules }, shared, bytecode);
      runs.set(program, [...(runs.get(program) ?? []), run]);
    }
  }
  return runs;
}

function toRun(build: Build, shared: readonly CompiledModule[], bytecode: Otp): Run {
  const variant = { bytecode, library: LIBRARY, flavour: build.flavour };
  return { variant, beams: [...build.modules, ...shared] };
}

function isWanted(program: Program, { bytecode, library, flavour }: Variant): boolean {
  if (!applies(program, bytecode, library)) return false;
  if (flavour === 'default') return true;
  // The recorder has the flavours' answers on 27's library, for its own and older bytecode.
  if (library !== 27 || bytecode > library) return false;
  return FULL || flavour === sampledFlavour(program);
}

/** Spreads the flavours over the programs, the same way in each run. */
function sampledFlavour({ name }: Program): string {
  const flavours = ['no_ssa_opt', 'no_type_opt', 'inline', 'no_line_info', 'unoptimised', 'oldest'];
  const sum = [...name].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return flavours[sum % flavours.length];
}

function semaphore(free: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
