// Recorded answers: what a program printed on the real VM and how it ended.
//
// A variant is (bytecode, library, flavour): the OTP that compiled the program, the OTP whose
// library it runs on, and the compiler options. The answer of 27 on 27, default flavour, stands in
// the file; a variant that answered something else has an override. Lines are stored as an array,
// so that a change of an answer is readable in a diff.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Otp, Program } from './programs.ts';
import { CORPUS } from './programs.ts';

export interface Outcome {
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly status: number;
}

export interface Variant {
  readonly bytecode: Otp;
  readonly library: Otp;
  readonly flavour: string;
}

/** Lines of text without the newlines between them, or base64 of what is not UTF-8. */
type StoredText = readonly string[] | { readonly base64: string };

interface Answer {
  readonly stdout: StoredText;
  readonly stderr: StoredText;
  readonly status: number;
}

interface AnswerFile extends Answer {
  /** Which variants the override is for, and the fields in which they differ. */
  readonly overrides?: readonly ({ readonly on: readonly string[] } & Partial<Answer>)[];
}

export function answerFile(program: Program): string {
  return join(CORPUS, 'expected', program.language, `${program.name}.json`);
}

/** Such as `25@27/inline`: compiled by OTP 25, run on OTP 27's library. */
export function variantKey({ bytecode, library, flavour }: Variant): string {
  return `${bytecode}@${library}/${flavour}`;
}

/** The comparable text of an answer: equal texts are equal answers. */
export function outcomeText(outcome: Outcome): string {
  return JSON.stringify(toAnswer(outcome));
}

/** The recorded answer for a variant as comparable text, or undefined if nothing is recorded. */
export function expectedText(program: Program, variant: Variant): string | undefined {
  const file = answerFile(program);
  if (!existsSync(file)) return undefined;
  const { overrides = [], ...base } = JSON.parse(readFileSync(file, 'utf8')) as AnswerFile;
  const key = variantKey(recordable(variant));
  const { on: _, ...differences } = overrides.find(({ on }) => on.includes(key)) ?? { on: [] };
  const { stdout, stderr, status } = { ...base, ...differences };
  return JSON.stringify({ stdout, stderr, status });
}

/** Writes the answers of all variants, the base variant first. */
export function writeAnswers(program: Program, outcomes: readonly [Variant, Outcome][]): void {
  const [[, baseOutcome], ...others] = outcomes;
  const base = toAnswer(baseOutcome);
  const groups = new Map<string, string[]>();
  for (const [variant, outcome] of others) {
    const differences = JSON.stringify(difference(toAnswer(outcome), base));
    if (differences === '{}') continue;
    groups.set(differences, [...(groups.get(differences) ?? []), variantKey(variant)]);
  }
  const overrides = [...groups].map(([text, on]) => ({ on: on.sort(), ...JSON.parse(text) }));
  const answers: AnswerFile = overrides.length > 0 ? { ...base, overrides } : base;
  const file = answerFile(program);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(answers, null, 1)}\n`);
}

/** The first line of a log event, as the logger's default handler or Elixir's writes it. */
const LOG_EVENT = /^=[A-Z ]+ REPORT====|^\d{2}:\d{2}:\d{2}\.\d{3} \[/m;

/**
 * Hides what no two runs or VMs share in standard error, and in standard output that has log events: pids, references, the unique
 * part of a fun's name, the date of a report, the sizes and reductions in a crash report.
 */
function normalise(text: string): string {
  return text
    .replace(/<\d+\.\d+\.\d+>/g, '<PID>')
    .replace(/#Ref<[\d.]+>/g, '#Ref<>')
    .replace(/#Fun<([^<>]*?)\.(\d+)\.\d+>/g, '#Fun<$1.$2>')
    .replace(/#Function<(\d+)\.\d+\//g, '#Function<$1/')
    .replace(/\d{1,2}-[A-Z][a-z]{2}-\d{4}::\d{2}:\d{2}:\d{2}(\.\d+)?/g, 'DATE')
    .replace(/^\d{2}:\d{2}:\d{2}\.\d{3} /gm, 'TIME ')
    .replace(/\b(heap_size|stack_size|reductions): \d+/g, '$1: N');
}

/** An older VM refuses newer bytecode: what 29's should do on 27 is what 27's own does there. */
function recordable({ bytecode, library, flavour }: Variant): Variant {
  return { bytecode: bytecode > library ? library : bytecode, library, flavour };
}

function toAnswer({ stdout, stderr, status }: Outcome): Answer {
  return {
    stdout: store(stdout, (text) => (LOG_EVENT.test(text) ? normalise(text) : text)),
    stderr: store(stderr, normalise),
    status,
  };
}

function store(bytes: Uint8Array, hide: (text: string) => string): StoredText {
  const text = decode(bytes);
  return text === undefined
    ? { base64: Buffer.from(bytes).toString('base64') }
    : hide(text).split('\n');
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function difference(answer: Answer, base: Answer): Partial<Answer> {
  const entries = Object.entries(answer).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(base[key as keyof Answer]),
  );
  return Object.fromEntries(entries);
}
