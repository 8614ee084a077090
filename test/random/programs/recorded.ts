// What is recorded of random programs: a pack of the compiled modules, and real Erlang's answers.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, crc32 } from 'node:zlib';
import { type CompiledModule, readPack, writePack } from '../../corpus/pack.ts';
import type { Source } from './generate.ts';

export interface RecordedProgram {
  readonly seed: number;
  /** The compiler's OTP and options, such as `otp27 no_type_opt`. */
  readonly flavour: string;
  /** The first one has calls/0. */
  readonly modules: readonly CompiledModule[];
  /** Of all calls, a line each. */
  readonly answers: string;
  /** A checksum of the source: a generator that has changed makes other programs of the same seeds. */
  readonly source: number;
}

export interface Recorded {
  /** The compiled random_run.erl. */
  readonly support: Uint8Array;
  readonly programs: readonly RecordedProgram[];
}

/** Checksum of the source and answers, by seed. */
type Answers = Record<string, [number, string]>;

const FOLDER = join(import.meta.dirname, '..');
const MODULES = join(FOLDER, 'programs.pack');
const ANSWERS = join(FOLDER, 'programs.answers');

/** The checksum of a program's source. */
export function checksumOf(program: readonly Source[]): number {
  return crc32(program.map(({ text }) => text).join('\n'));
}

export function writeRecorded({ support, programs }: Recorded): void {
  const builds = programs.map(({ seed, flavour, modules }) => ({
    program: String(seed).padStart(6, '0'),
    flavour,
    modules,
  }));
  writePack(MODULES, { builds, shared: [{ name: 'random_run', bytes: support }] });
  const answers: Answers = Object.fromEntries(
    programs.map(({ seed, source, answers }) => [seed, [source, answers]]),
  );
  writeFileSync(ANSWERS, brotliCompressSync(JSON.stringify(answers)));
}

export function readRecorded(): Recorded {
  const { builds, shared } = readPack(MODULES);
  const answers: Answers = JSON.parse(brotliDecompressSync(readFileSync(ANSWERS)).toString());
  return {
    support: shared[0].bytes,
    programs: builds.map(({ program, flavour, modules }) => {
      const seed = Number(program);
      return { seed, flavour, modules, source: answers[seed][0], answers: answers[seed][1] };
    }),
  };
}
