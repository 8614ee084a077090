// Records the corpus: compiles every program with real toolchains in every flavour, runs it on the
// real VM, and writes the packs (test/corpus/beams) and the answers (test/corpus/expected).
//
//     node tools/corpus/record.ts --otp 25=DIR --otp 27=DIR --otp 29=DIR [--language NAME]…
//                                 [--only NAME]… [--no-pack] [--check]
//
// DIR holds erl and erlc. BEAMJIT_CORPUS_OTP="25=DIR 27=DIR 29=DIR" does what --otp does.
// `--check` runs every program's default flavour again, on several schedulers, and fails where an
// answer differs from the recorded one; it writes nothing. Runs are cached in .cache/corpus by their whole input, so
// that recording one new program is quick.
//
// What runs where: every bytecode on its own OTP; on 27, the library that beamjit brings along,
// also 25's bytecode, and 25's and 27's in every flavour. An old VM cannot load newer bytecode.

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Outcome, Variant } from '../../test/corpus/answers.ts';
import { expectedText, outcomeText, variantKey, writeAnswers } from '../../test/corpus/answers.ts';
import type { Build, CompiledModule } from '../../test/corpus/pack.ts';
import { packFile, writePack } from '../../test/corpus/pack.ts';
import type { LanguageName, Otp, Program } from '../../test/corpus/programs.ts';
import { applies, CORPUS, findPrograms, OTPS } from '../../test/corpus/programs.ts';
import { elixir } from './elixir.ts';
import { erlang } from './erlang.ts';
import { gleam } from './gleam.ts';
import type { Language } from './language.ts';
import { Toolchain } from './language.ts';
import { strip } from './strip.ts';

const LANGUAGES: readonly Language[] = [erlang, elixir, gleam];

const CACHE = join(CORPUS, '..', '..', '.cache', 'corpus');

/** Pids, references and the unique part of a fun's name: no program may print one. */
const NOT_REPRODUCIBLE = /<0\.\d+\.\d+>|#Ref<|#Fun<\w+\.\d+\.|#Function<\d+\.\d+\//;

/** Two cores are common, and a real VM keeps one busy. */
const WORKERS = 2;

interface Options {
  readonly toolchains: readonly Toolchain[];
  readonly only: ReadonlySet<string>;
  readonly pack: boolean;
  readonly check: boolean;
}

interface Job {
  readonly program: Program;
  readonly variant: Variant;
  readonly modules: readonly CompiledModule[];
}

/** A language's programs, built by one toolchain. */
interface Built {
  readonly toolchain: Toolchain;
  readonly builds: readonly Build[];
  readonly shared: readonly CompiledModule[];
}

/** What went wrong, by program: its first variant says enough. */
const complaints = new Map<string, string>();

function complain({ name }: Program, text: string): void {
  if (!complaints.has(name)) complaints.set(name, text);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      otp: { type: 'string', multiple: true, default: environmentToolchains() },
      language: { type: 'string', multiple: true, default: [] },
      only: { type: 'string', multiple: true, default: [] },
      'no-pack': { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
    },
  });
  const options: Options = {
    toolchains: parseToolchains(values.otp),
    only: new Set(values.only),
    pack: !values['no-pack'] && values.only.length === 0 && !values.check,
    check: values.check,
  };
  mkdirSync(CACHE, { recursive: true });
  for (const language of LANGUAGES) {
    if (values.language.length > 0 && !values.language.includes(language.name)) continue;
    await recordLanguage(language, options);
  }
  for (const [name, text] of complaints) console.error(`${name} ${text}\n`);
  if (complaints.size > 0) process.exitCode = 1;
}

function environmentToolchains(): string[] {
  return (process.env.BEAMJIT_CORPUS_OTP ?? '').split(' ').filter(Boolean);
}

function parseToolchains(texts: readonly string[]): Toolchain[] {
  const folders = texts.map((text): [Otp, string] => {
    const [, number, folder] = /^(\d+)=(.+)$/.exec(text) ?? [];
    const otp = Number(number) as Otp;
    if (!OTPS.includes(otp)) throw new Error(`--otp ${text}: not N=DIR, N of ${OTPS}`);
    return [otp, folder];
  });
  const baseFolder = new Map(folders).get(27);
  if (baseFolder === undefined) {
    throw new Error('needs at least --otp 27=DIR, whose answers are the base of all');
  }
  const base = new Toolchain(27, baseFolder);
  return folders.map(([otp, folder]) => (otp === 27 ? base : new Toolchain(otp, folder, base)));
}

async function recordLanguage(language: Language, options: Options): Promise<void> {
  const programs = findPrograms([language.name as LanguageName]).filter(
    ({ name }) => options.only.size === 0 || options.only.has(name),
  );
  const built: Built[] = [];
  for (const toolchain of options.toolchains) {
    built.push(await build(language, toolchain, programs));
    if (options.pack) {
      const { builds, shared } = built[built.length - 1];
      const file = packFile(language.name, toolchain.otp);
      mkdirSync(join(CORPUS, 'beams'), { recursive: true });
      writePack(file, { builds, shared });
    }
  }
  const jobs = built.flatMap(({ toolchain: { otp: bytecode }, builds }) =>
    builds.flatMap(({ program: name, flavour, modules }) => {
      const program = programs.find((candidate) => candidate.name === name) as Program;
      const libraries = options.toolchains.map(({ otp }) => otp);
      return libraries
        .map((library) => ({ program, variant: { bytecode, library, flavour }, modules }))
        .filter(({ variant }) => isRecorded(variant) && applies(program, bytecode, variant.library))
        .filter(({ variant }) => !options.check || variant.flavour === 'default');
    }),
  );
  console.log(`${language.name}: ${programs.length} programs, ${jobs.length} runs`);
  const outcomes = await inParallel(jobs, (job) => runJob(job, language, built, options));
  for (const program of programs) {
    const answers = jobs.flatMap((job, index): [Variant, Outcome][] =>
      job.program === program && outcomes[index] ? [[job.variant, outcomes[index]]] : [],
    );
    if (options.check) checkAnswers(program, answers);
    else recordAnswers(program, answers);
  }
}

/** See the head comment. */
function isRecorded({ bytecode, library, flavour }: Variant): boolean {
  if (flavour !== 'default') return library === 27 && bytecode <= library;
  return bytecode === library || (library === 27 && bytecode < library);
}

async function build(
  language: Language,
  toolchain: Toolchain,
  programs: readonly Program[],
): Promise<Built> {
  const builds: Build[] = [];
  const shared = new Map<string, CompiledModule>();
  const defaults = new Map<string, readonly CompiledModule[]>();
  for (const flavour of language.flavours(toolchain)) {
    const wanted = programs.filter(
      (program) =>
        applies(program, toolchain.otp, toolchain.otp) &&
        (flavour === 'default' || (program.metadata.flavours?.includes(flavour) ?? true)),
    );
    if (wanted.length === 0) continue;
    const compiled = await inScratch((folder) =>
      language.compile(wanted, toolchain, flavour, folder),
    );
    for (const module of compiled.shared ?? []) shared.set(module.name, stripped(module));
    for (const [program, modules] of compiled.programs) {
      const small = modules.map(stripped);
      if (flavour === 'default') defaults.set(program, small);
      else if (sameModules(small, defaults.get(program) ?? [])) continue;
      builds.push({ program, flavour, modules: small });
    }
  }
  return { toolchain, builds, shared: [...shared.values()] };
}

function stripped({ name, bytes }: CompiledModule): CompiledModule {
  return { name, bytes: strip(bytes) };
}

/** Whether a flavour made no difference, so that running it would test nothing new. */
function sameModules(some: readonly CompiledModule[], others: readonly CompiledModule[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ bytes }, index) => Buffer.compare(bytes, others[index].bytes) === 0)
  );
}

async function runJob(
  job: Job,
  language: Language,
  built: readonly Built[],
  options: Options,
): Promise<Outcome | undefined> {
  const { program, variant, modules } = job;
  const on = (otp: Otp) => built.find(({ toolchain }) => toolchain.otp === otp) as Built;
  const { toolchain } = on(variant.library);
  const beams = [...modules, ...on(variant.bytecode).shared];
  try {
    const outcome = options.check
      ? await runReal(program, beams, toolchain, language, 4)
      : await runCached(program, beams, toolchain, language);
    if (outcome.status !== program.metadata.exit) {
      const stderr = Buffer.from(outcome.stderr).toString();
      complain(program, `${variantKey(variant)}: status ${outcome.status}:\n${stderr}`);
    }
    const secret = NOT_REPRODUCIBLE.exec(outcomeText(outcome));
    if (secret) complain(program, `prints ${secret[0]}, which depends on the run`);
    return outcome;
  } catch (error) {
    complain(program, `${variantKey(variant)}: ${error}`);
    return undefined;
  }
}

async function runCached(
  program: Program,
  beams: readonly CompiledModule[],
  toolchain: Toolchain,
  language: Language,
): Promise<Outcome> {
  const hash = createHash('sha256');
  for (const { name, bytes } of beams) hash.update(`${name} ${bytes.length} `).update(bytes);
  hash.update(JSON.stringify([toolchain.otp, language.revision, program.metadata.args]));
  hash.update(program.stdin).update(harness(toolchain).digest);
  const file = join(CACHE, `${hash.digest('hex')}.json`);
  if (existsSync(file)) {
    const { stdout, stderr, status } = JSON.parse(readFileSync(file, 'utf8'));
    const bytes = (text: string) => Buffer.from(text, 'base64');
    return { stdout: bytes(stdout), stderr: bytes(stderr), status };
  }
  const outcome = await runReal(program, beams, toolchain, language, 1);
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const { stdout, stderr, status } = outcome;
  writeFileSync(
    `${file}.new`,
    JSON.stringify({ stdout: text(stdout), stderr: text(stderr), status }),
  );
  renameSync(`${file}.new`, file);
  return outcome;
}

async function runReal(
  program: Program,
  beams: readonly CompiledModule[],
  toolchain: Toolchain,
  language: Language,
  schedulers: number,
): Promise<Outcome> {
  return inScratch(async (folder) => {
    const ebin = join(folder, 'ebin');
    const work = join(folder, 'work');
    mkdirSync(ebin);
    mkdirSync(work);
    for (const { name, bytes } of beams) writeFileSync(join(ebin, `${name}.beam`), bytes);
    const paths = [ebin, ...(language.codePath?.(toolchain) ?? [])];
    await harness(toolchain).compiled;
    const args = [
      ...['+S', String(schedulers), '-noshell', '-pa', ...paths, harness(toolchain).folder],
      ...(language.start === undefined ? [] : ['-eval', language.start]),
      ...['-s', 'harness', '-extra', beams[0].name, ...program.metadata.args],
    ];
    const { stdout, stderr, status } = await toolchain.run('erl', args, {
      cwd: work,
      stdin: program.stdin,
    });
    return { stdout: withoutBootNoise(stdout), stderr: withoutBootNoise(stderr), status };
  });
}

/** A notice about a library missing on the recording machine is not the program's. */
function withoutBootNoise(output: Buffer): Buffer {
  const noise = /=ESOCK WARNING MSG==== [^\n]*\n\[UNIX-ESSIO\] [^\n]*\n/g;
  return Buffer.from(output.toString('latin1').replace(noise, ''), 'latin1');
}

interface Harness {
  readonly folder: string;
  readonly digest: string;
  readonly compiled: Promise<string>;
}

const harnesses = new Map<Otp, Harness>();

function harness(toolchain: Toolchain): Harness {
  const known = harnesses.get(toolchain.otp);
  if (known) return known;
  const source = join(CORPUS, 'harness.erl');
  const folder = join(CACHE, `harness-${toolchain.otp}`);
  mkdirSync(folder, { recursive: true });
  const made = {
    folder,
    digest: createHash('sha256').update(readFileSync(source)).digest('hex'),
    compiled: toolchain.check('erlc', ['+deterministic', '-o', folder, source], { cwd: folder }),
  };
  harnesses.set(toolchain.otp, made);
  return made;
}

function recordAnswers(program: Program, answers: [Variant, Outcome][]): void {
  const isBase = ([variant]: [Variant, Outcome]) => variantKey(variant) === '27@27/default';
  const base = answers.find(isBase) ?? answers.find(([{ flavour }]) => flavour === 'default');
  if (!base) complain(program, 'has no answer');
  else writeAnswers(program, [base, ...answers.filter((answer) => answer !== base)]);
}

function checkAnswers(program: Program, answers: [Variant, Outcome][]): void {
  for (const [variant, outcome] of answers) {
    const expected = expectedText(program, variant);
    const got = outcomeText(outcome);
    if (expected !== got) {
      const key = variantKey(variant);
      complain(program, `${key}: not reproducible:\nrecorded ${expected}\nnow      ${got}`);
    }
  }
}

async function inScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'beamjit-corpus-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  return results;
}

await main();
