// Which bytecode of a program a test runs: by default the default flavour of each OTP, and one other flavour chosen by the program's name;
// all flavours with CORPUS=full. CORPUS_ONLY=NAME,… picks programs, CORPUS_LIBRARY=N says that beamjit was given OTP N's library instead of 27's.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Variant } from './answers.ts';
import type { Build, CompiledModule } from './pack.ts';
import { packFile, readPack } from './pack.ts';
import type { LanguageName, Otp, Program } from './programs.ts';
import { applies, CORPUS, findPrograms, OTPS } from './programs.ts';

export const LIBRARY = Number(process.env.CORPUS_LIBRARY ?? 27) as Otp;
export const FULL = process.env.CORPUS === 'full';
export const LANGUAGES: readonly LanguageName[] = ['erlang', 'elixir', 'gleam'];

const ONLY = process.env.CORPUS_ONLY?.split(',');

/** A program's bytecode. */
export interface Run {
  readonly variant: Variant;
  /** The first one has the main function. */
  readonly beams: readonly CompiledModule[];
}

export interface ProgramRuns {
  readonly program: Program;
  readonly runs: readonly Run[];
  /** Why it cannot pass yet. */
  readonly expectedFailure: string | undefined;
}

/** All programs of a language that a test is to run. */
export function readPrograms(language: LanguageName): ProgramRuns[] {
  const programs = findPrograms([language]).filter(
    (program) =>
      (ONLY?.includes(program.name) ?? true) &&
      (FULL || !program.metadata.slow) &&
      applies(program, LIBRARY, LIBRARY),
  );
  if (programs.length === 0) return [];
  const failures: Record<string, string> = JSON.parse(
    readFileSync(join(CORPUS, 'expected-failures.json'), 'utf8'),
  );
  const runs = readRuns(language);
  return programs.map((program) => ({
    program,
    runs: (runs.get(program.name) ?? []).filter(({ variant }) => isWanted(program, variant)),
    expectedFailure: failures[`${language}/${program.name}`],
  }));
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
function sampledFlavour(program: Program): string {
  const flavours = ['no_ssa_opt', 'no_type_opt', 'inline', 'no_line_info', 'unoptimised', 'oldest'];
  return flavours[numberOf(program) % flavours.length];
}

/** A number to spread programs by: the same in each run. */
export function numberOf({ name }: Program): number {
  return [...name].reduce((total, letter) => total + letter.charCodeAt(0), 0);
}

/** At most `free` of the jobs that are handed to what this answers run at a time. */
export function semaphore(free: number): <T>(work: () => Promise<T>) => Promise<T> {
  let left = free;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (left > 0) left--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else left++;
    }
  };
}
