/*
 * Runs OTP's own test suites on the built beamjit and says which of the cases that pass on real Erlang pass.
 *
 * The suites are not ours and not here: DIR holds, for each application, a folder APP_test with its compiled suites, their
 * data folders, and `suite_runner.beam`, which runs the cases of one suite and tells in one line each how they went:
 *
 *     RUN SUITE:case
 *     SUITE:case ok|fail|skip|timeout NNms REASON
 *     TOTAL SUITE …
 *
 * Which cases there are, and why some of them cannot pass, is in test/data/otp-suites.json; docs/otp-suites.md explains the
 * reasons. What fails without a reason, and what passes in spite of one, makes the exit status 1.
 *
 * Usage: node tools/node/run.mjs tools/otp-suites.ts --suites DIR --otp DIR [--only APP/ | SUITE[:CASE]]… [--quick] [--mode MODE]
 *            [--beamjit FILE] [--jobs N] [--limit SECONDS] [--json FILE] [--markdown FILE] [-- OPTION…]
 *
 * DIR of --otp is that of the OTP the suites are of. `--quick` leaves out the cases that have a reason; OPTIONs go to beamjit, and
 * so does what --mode stands for, one of test/tiers.ts: a suite for which it compiled nothing then makes the exit status 1, too.
 * After a case that ends or hangs its process, the suite goes on in a new one.
 */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { commandOptions, modeOf } from '../test/tiers.ts';

const root = join(import.meta.dirname, '..');

/** A case has this much more time for what its init and end functions do, and the process for its start. */
const GRACE_SECONDS = 30;

/** How much of what a process wrote to standard error is kept to say why it ended. */
const STDERR_KEPT = 4000;

/** test/data/otp-suites.json: per `app/suite`, the cases that pass on real Erlang, and those that cannot pass here, by reason. */
interface Expectations {
  readonly otp: string;
  readonly suites: Record<string, { cases: string[]; cannot?: Record<string, string[]> }>;
}

type Status = 'ok' | 'fail' | 'skip' | 'timeout' | 'crash' | 'hang' | 'missing';

interface CaseResult {
  readonly status: Status;
  readonly milliseconds: number;
  readonly why: string;
}

interface SuiteResult {
  readonly suite: string;
  readonly seconds: number;
  readonly processes: number;
  /** Whether any of them ran compiled code; not known without --mode. */
  readonly hasCompiled: boolean;
  readonly cases: Map<string, CaseResult>;
}

interface Options {
  /** The folder with the APP_test folders. */
  readonly suites: string;
  readonly otp: string;
  readonly beamjit: string;
  readonly limit: number;
  readonly vm: readonly string[];
  /** Whether they ask for compiled code, so that there has to be some. */
  readonly mustCompile: boolean;
  readonly scratch: string;
}

/** Runs one suite's cases, in as many processes as that takes. */
async function runSuite(
  suite: string,
  wanted: readonly string[],
  o: Options,
): Promise<SuiteResult> {
  const began = performance.now();
  const cases = new Map<string, CaseResult>();
  let remaining = wanted;
  let processes = 0;
  let hasCompiled = false;
  while (remaining.length > 0) {
    processes++;
    if (await runProcess(suite, remaining, cases, o)) hasCompiled = true;
    remaining = remaining.filter((name) => !cases.has(name));
  }
  return { suite, seconds: (performance.now() - began) / 1000, processes, hasCompiled, cases };
}

/**
 * Runs cases in one process until they are done or it is, and notes how they went; at least one is noted. Tells whether its trace of the tiers, if
 * there is one, says that compiled code was installed.
 */
async function runProcess(
  suite: string,
  names: readonly string[],
  results: Map<string, CaseResult>,
  o: Options,
): Promise<boolean> {
  const [app, module] = suite.split('/') as [string, string];
  const ebin = join(o.suites, `${app}_test`);
  const cwd = join(o.scratch, suite.replace('/', '.'));
  rmSync(cwd, { recursive: true, force: true });
  mkdirSync(join(cwd, 'priv'), { recursive: true });
  const child = spawn(
    process.execPath,
    [
      ...[o.beamjit, '--otp', o.otp, '-pa', ebin, ...o.vm],
      ...[join(ebin, 'suite_runner.beam'), 'main/1', '--', `timeout=${o.limit * 1000}`],
      ...[`data=${join(ebin, `${module}_data`)}/`, `priv=${join(cwd, 'priv')}/`, module, ...names],
    ],
    { cwd, env: environment(cwd), detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );

  let current: string | undefined;
  let since = performance.now();
  let finished = false;
  let stderr = '';
  let hasCompiled = false;
  createInterface({ input: child.stderr }).on('line', (line) => {
    const traced = /^ *[\d.]+ ms {2}tier (\w+)/.exec(line);
    if (traced) hasCompiled ||= traced[1] === 'installed';
    else stderr = `${stderr}${line}\n`.slice(-STDERR_KEPT);
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const run = /^RUN \w+:(\S+)$/.exec(line);
    const done = /^\w+:(\S+) (ok|fail|skip|timeout) (-?\d+)ms ?(.*)$/.exec(line);
    if (run) current = run[1];
    else if (done) {
      note(results, done[1]!, done[2] as Status, Number(done[3]), done[4]!);
      current = undefined;
    } else if (line.startsWith('TOTAL ')) finished = true;
    else return;
    since = performance.now();
  });
  let hung = false;
  const watch = setInterval(() => {
    if (performance.now() - since < (o.limit + GRACE_SECONDS) * 1000) return;
    hung = true;
    killGroup(child);
  }, 500);
  await ended(child);
  clearInterval(watch);
  killGroup(child);

  const status = hung ? 'hang' : 'crash';
  const why = hung ? '' : stderr.trim().replace(/\s+/g, ' ').slice(0, 300);
  if (current) note(results, current, status, performance.now() - since, why);
  else if (finished) for (const name of names) note(results, name, 'missing', 0, 'not reported');
  // It ended between two cases: who is to blame is not known, but somebody has to be for this to come to an end.
  else {
    const next = names.find((name) => !results.has(name));
    if (next) note(results, next, status, 0, `before it began: ${why}`);
  }
  return hasCompiled;
}

/** A case's first result stands, unless it passed: one that is listed twice has to pass twice. */
function note(
  results: Map<string, CaseResult>,
  name: string,
  status: Status,
  milliseconds: number,
  why: string,
): void {
  const old = results.get(name);
  if (old && (old.status !== 'ok' || status === 'missing')) return;
  results.set(name, { status, milliseconds: Math.round(milliseconds), why });
}

/** The environment of a test process: no settings of an Erlang user's, and nobody's home. */
function environment(home: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8', HOME: home };
  for (const name of ['ERL_LIBS', 'ERL_FLAGS', 'ERL_AFLAGS', 'ERL_ZFLAGS']) delete env[name];
  return env;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done, fail) => child.on('error', fail).on('close', () => done()));
}

/** Ends a process with whatever it started: it leads a group of its own. */
function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // nobody of it is left
  }
}

/** The cases of one suite that `only` picks: all for its application (`APP/`) or itself, else those named. */
function pick(suite: string, cases: readonly string[], only: readonly string[]): readonly string[] {
  if (only.length === 0) return cases;
  const named = new Set<string>();
  for (const word of only) {
    const [where, name] = word.split(':') as [string, string?];
    const fits =
      where === suite ||
      where === suite.split('/')[1] ||
      (/\/$/.test(where) && suite.startsWith(where));
    if (fits && name === undefined) return cases;
    if (fits) named.add(name!);
  }
  return cases.filter((name) => named.has(name));
}

/** How a suite did, against what was expected of it. */
class Verdict {
  readonly passed: number;
  readonly total: number;
  /** Cases that did not pass and have no reason for that. */
  readonly surprises: string[] = [];
  /** Cases that passed although they have a reason not to. */
  readonly unexpected: string[] = [];
  /** Cases that did not pass, by reason. */
  readonly known = new Map<string, string[]>();

  constructor(result: SuiteResult, expectations: Expectations) {
    const reasons = new Map<string, string>();
    const { cannot = {} } = expectations.suites[result.suite]!;
    for (const [reason, names] of Object.entries(cannot)) {
      for (const name of names) reasons.set(name, reason);
    }
    let passed = 0;
    for (const [name, { status }] of result.cases) {
      const reason = reasons.get(name);
      if (status === 'ok') {
        passed++;
        if (reason !== undefined) this.unexpected.push(name);
      } else if (reason === undefined) this.surprises.push(name);
      else this.known.set(reason, [...(this.known.get(reason) ?? []), name]);
    }
    this.passed = passed;
    this.total = result.cases.size;
  }

  /** What did not pass, in words: `reason: case, case; FAILED: case`. */
  notes(format: (reason: string) => string = (reason) => reason): string {
    const parts = [...this.known].map(
      ([reason, names]) => `${format(reason)}: ${names.join(', ')}`,
    );
    if (this.surprises.length > 0) parts.push(`FAILED: ${this.surprises.join(', ')}`);
    if (this.unexpected.length > 0) parts.push(`PASSED: ${this.unexpected.join(', ')}`);
    return parts.join('; ');
  }
}

/** The whole run as data, for comparing runs. */
function toJson(results: readonly SuiteResult[], o: Options): string {
  const suites = results.map(({ suite, seconds, processes, cases }) => [
    suite,
    { seconds: Math.round(seconds * 10) / 10, processes, cases: Object.fromEntries(cases) },
  ]);
  const data = { options: o.vm, limit: o.limit, suites: Object.fromEntries(suites) };
  return `${JSON.stringify(data, null, 1)}\n`;
}

/** The table of docs/otp-suites.md. */
function toMarkdown(results: readonly SuiteResult[], expectations: Expectations): string {
  const lines = ['| suite | passed | of | not passed |', '| --- | --: | --: | --- |'];
  for (const result of results) {
    const verdict = new Verdict(result, expectations);
    const name = result.suite.replace('/', ': ').replace(/_SUITE$/, '');
    const notes = verdict.notes((reason) => `*${reason}*`);
    lines.push(`| ${name} | ${verdict.passed} | ${verdict.total} | ${notes} |`);
  }
  return `${lines.join('\n')}\n`;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      suites: { type: 'string' },
      otp: { type: 'string' },
      beamjit: { type: 'string', default: join(root, 'dist/cli.js') },
      only: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      mode: { type: 'string' },
      jobs: { type: 'string', default: '1' },
      limit: { type: 'string', default: '60' },
      json: { type: 'string' },
      markdown: { type: 'string' },
    },
  });
  if (!values.suites || !values.otp) {
    throw new Error('usage: otp-suites.ts --suites DIR --otp DIR […] (see the head of this file)');
  }
  const mode = values.mode === undefined ? undefined : modeOf(values.mode);
  const mustCompile = mode !== undefined && mode.tier !== 'interp';
  const o: Options = {
    suites: resolve(values.suites),
    otp: resolve(values.otp),
    beamjit: resolve(values.beamjit),
    limit: Number(values.limit),
    vm: [
      ...(mode ? commandOptions(mode) : []),
      ...(mustCompile ? ['--trace=tier'] : []),
      ...positionals,
    ],
    mustCompile,
    scratch: mkdtempSync(join(tmpdir(), 'beamjit-suites-')),
  };
  const expectations: Expectations = JSON.parse(
    readFileSync(join(root, 'test/data/otp-suites.json'), 'utf8'),
  );
  const jobs: { suite: string; cases: readonly string[] }[] = [];
  for (const [suite, { cases, cannot = {} }] of Object.entries(expectations.suites)) {
    const left = new Set(values.quick ? Object.values(cannot).flat() : []);
    const chosen = pick(suite, cases, values.only).filter((name) => !left.has(name));
    const [app, module] = suite.split('/');
    if (chosen.length === 0) continue;
    if (!existsSync(join(o.suites, `${app}_test`, `${module}.beam`))) {
      throw new Error(`no ${app}_test/${module}.beam in ${o.suites}`);
    }
    jobs.push({ suite, cases: chosen });
  }
  if (jobs.length === 0) throw new Error(`no such suite or case: ${values.only.join(' ')}`);

  const width = Math.max(...jobs.map(({ suite }) => suite.length));
  const results = new Map<string, SuiteResult>();
  let good = true;
  const queue = [...jobs];
  const work = async (): Promise<void> => {
    for (let job = queue.shift(); job; job = queue.shift()) {
      const result = await runSuite(job.suite, job.cases, o);
      results.set(job.suite, result);
      const verdict = new Verdict(result, expectations);
      if (verdict.surprises.length + verdict.unexpected.length > 0) good = false;
      const score = `${String(verdict.passed).padStart(4)}/${String(verdict.total).padEnd(4)}`;
      const time = `${result.seconds.toFixed(1).padStart(7)} s`;
      console.log(`${job.suite.padEnd(width)} ${score}${time}  ${verdict.notes()}`.trimEnd());
      if (o.mustCompile && !result.hasCompiled) {
        good = false;
        console.log('    compiled nothing');
      }
      for (const name of verdict.surprises) {
        const { status, milliseconds, why } = result.cases.get(name)!;
        console.log(`    ${status} ${name} (${milliseconds} ms) ${why}`);
      }
    }
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, work));
  rmSync(o.scratch, { recursive: true, force: true });

  const ordered = jobs.map(({ suite }) => results.get(suite)!);
  const verdicts = ordered.map((result) => new Verdict(result, expectations));
  const sum = (count: (v: Verdict) => number) => verdicts.reduce((n, v) => n + count(v), 0);
  console.log(
    `${sum((v) => v.passed)} of ${sum((v) => v.total)} cases passed, ` +
      `${sum((v) => v.surprises.length)} failed without a reason, ` +
      `${sum((v) => v.unexpected.length)} passed in spite of one`,
  );
  if (values.json) writeFileSync(values.json, toJson(ordered, o));
  if (values.markdown) writeFileSync(values.markdown, toMarkdown(ordered, expectations));
  process.exitCode = good ? 0 : 1;
}

await main();
