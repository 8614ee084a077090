// The programs of the corpus: finding them, and reading the metadata in their first lines.
//
// A program is one source file, test/corpus/<language>/<area>/<name>.<extension>, optionally with
// <name>.stdin beside it. A comment in its first lines says where it applies:
//
//     %% corpus: otp>=27 exit=1 slow
//
// in the language's own comment syntax; test/corpus/README.md lists the keys. A key that nobody
// knows is an error, so that a misspelt condition cannot silently apply everywhere.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

export type LanguageName = 'erlang' | 'elixir' | 'gleam';

/** The OTP releases whose bytecode and answers are recorded. */
export type Otp = 25 | 27 | 29;

export const OTPS: readonly Otp[] = [25, 27, 29];

/** Conditions and expectations written at the top of a program. */
export interface Metadata {
  /** Oldest OTP whose compiler and library the program needs. */
  readonly otpMin: number;
  /** Newest OTP that the program still works on. */
  readonly otpMax: number;
  /** Oldest compiler that knows the syntax; the library may be older. */
  readonly compilerMin: number;
  /** Passed as strings to main/1; without any, main/0 runs. */
  readonly args: readonly string[];
  /** The exit status; the recorder refuses an answer with another one. */
  readonly exit: number;
  /** Takes more than about a second: runs in the full test only. */
  readonly slow: boolean;
  /** The only flavours to build, or undefined for all. */
  readonly flavours?: readonly string[];
}

export interface Program {
  readonly language: LanguageName;
  /** The folder below the language's, such as `maps`. */
  readonly area: string;
  /** The file's name without extension; unique within its language. */
  readonly name: string;
  readonly file: string;
  readonly stdin: Uint8Array;
  readonly metadata: Metadata;
}

/** This folder. */
export const CORPUS = import.meta.dirname;

const EXTENSIONS: Record<LanguageName, string> = { erlang: '.erl', elixir: '.ex', gleam: '.gleam' };

/** All programs of `languages` (all by default), sorted by language, area and name. */
export function findPrograms(
  languages: readonly LanguageName[] = ['erlang', 'elixir', 'gleam'],
): Program[] {
  return languages.flatMap((language) => {
    const root = join(CORPUS, language);
    const programs = subfolders(root).flatMap((area) =>
      filesWith(join(root, area), EXTENSIONS[language]).map((file) =>
        readProgram(language, area, file),
      ),
    );
    refuseDuplicates(programs);
    return programs;
  });
}

/** Whether a program compiled by one OTP can run on the library of another. */
export function applies(program: Program, bytecode: number, library: number): boolean {
  const { otpMin, otpMax, compilerMin } = program.metadata;
  const inRange = (otp: number) => otp >= otpMin && otp <= otpMax;
  return bytecode >= compilerMin && inRange(bytecode) && inRange(library);
}

const KEY = /^(otp>=|otp<=|compiler>=|args=|exit=|flavours=|slow)(.*)$/;

function readProgram(language: LanguageName, area: string, file: string): Program {
  const stdinFile = `${file.slice(0, -extname(file).length)}.stdin`;
  return {
    language,
    area,
    name: basename(file, EXTENSIONS[language]),
    file,
    stdin: existsSync(stdinFile) ? readFileSync(stdinFile) : new Uint8Array(),
    metadata: parseMetadata(readFileSync(file, 'utf8'), file),
  };
}

function parseMetadata(source: string, file: string): Metadata {
  const head = source.split('\n').slice(0, 12);
  const words = head.flatMap((line) => /^(?:%+|#|\/\/+) corpus:(.*)$/.exec(line)?.[1] ?? []);
  const metadata = {
    otpMin: 0,
    otpMax: Number.POSITIVE_INFINITY,
    compilerMin: 0,
    args: [] as string[],
    exit: 0,
    slow: false,
    flavours: undefined as string[] | undefined,
  };
  for (const word of words.join(' ').split(/\s+/).filter(Boolean)) {
    const [, key, value = ''] = KEY.exec(word) ?? [];
    if (key === 'otp>=') metadata.otpMin = Number(value);
    else if (key === 'otp<=') metadata.otpMax = Number(value);
    else if (key === 'compiler>=') metadata.compilerMin = Number(value);
    else if (key === 'args=') metadata.args = value.split(',');
    else if (key === 'exit=') metadata.exit = Number(value);
    else if (key === 'flavours=') metadata.flavours = value.split(',');
    else if (key === 'slow' && value === '') metadata.slow = true;
    else throw new Error(`${file}: unknown corpus metadata '${word}'`);
  }
  return metadata;
}

function refuseDuplicates(programs: readonly Program[]): void {
  const seen = new Map<string, string>();
  for (const { name, file } of programs) {
    const other = seen.get(name);
    if (other) throw new Error(`two corpus programs named ${name}: ${other} and ${file}`);
    seen.set(name, file);
  }
}

function subfolders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

function filesWith(folder: string, extension: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(extension));
  return names.sort().map((name) => join(folder, name));
}
