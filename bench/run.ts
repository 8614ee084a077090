/**
 * Compares beamjit's tiers with real Erlang on the programs of suite.ts, all in one run; README.md beside this
 * file says what the columns mean.
 *
 *     node bench/run.ts [--tiers interp,wasm,auto] [--erl PATH] [--only NAME,…] [--rounds N] [--runs N]
 *                       [--warmup MS] [--short N] [--no-long] [--no-facts] [--stdlib [--ebin DIR]]
 *                       [--popcorn] [--no-save] [--readme] [--accept] [--pack] [--page FILE.json]
 *
 * A tier that the build says it does not have is left out. `--stdlib` has OTP's stdlib compiled by the Erlang
 * compiler as well. `--popcorn` fetches AtomVM's WebAssembly from npm and runs what it can. `--readme` renews the
 * README's table; `--accept` records results, and `--pack` compiled programs, anew; `--page` makes the page of a
 * report that was kept.
 */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Rounds, Setting } from './measurements.ts';
import {
  columnsOf,
  measureCompiler,
  measureFacts,
  measureLongRun,
  measureRow,
  measureShortRun,
} from './measurements.ts';
import { reportPage } from './page.ts';
import { popcornSize } from './popcorn/popcorn.ts';
import { elixirLibrary, packPrograms, preparePrograms } from './programs.ts';
import type { LongRun, Report, Row, ShortRun } from './report.ts';
import { legend, reportJson, terminalTable, updateReadme } from './report.ts';
import type { Benchmark } from './suite.ts';
import { benchmarks, expectedResult } from './suite.ts';
import { targetLines, targets } from './targets.ts';
import type { TierOptions } from './vm.ts';
import { beamjitVm, describeErlang, erlangVm, measure, refusal, which } from './vm.ts';

const ROOT = join(import.meta.dirname, '..');
const RESULTS = join(import.meta.dirname, 'results');
const PAGE = join(RESULTS, 'latest.html');

const { values: options } = parseArgs({
  options: {
    tiers: { type: 'string', default: 'interp,wasm,auto' },
    beamjit: { type: 'string', default: join(ROOT, 'dist', 'cli.js') },
    erl: { type: 'string' },
    only: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    runs: { type: 'string', default: '3' },
    warmup: { type: 'string', default: '1500' },
    short: { type: 'string', default: '5' },
    'no-long': { type: 'boolean', default: false },
    'no-facts': { type: 'boolean', default: false },
    stdlib: { type: 'boolean', default: false },
    ebin: { type: 'string' },
    popcorn: { type: 'boolean', default: false },
    'no-save': { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
    accept: { type: 'boolean', default: false },
    pack: { type: 'boolean', default: false },
    page: { type: 'string' },
  },
});

async function main(): Promise<void> {
  if (options.page !== undefined) {
    return writeFileSync(PAGE, reportPage(JSON.parse(readFileSync(options.page, 'utf8'))));
  }
  const scratch = mkdtempSync(join(tmpdir(), 'beamjit-bench-'));
  try {
    const erl = options.erl ?? which('erl');
    const ebin = join(scratch, 'ebin');
    await preparePrograms(ebin, erl);
    if (options.pack) packPrograms(ebin);
    else if (options.accept) await accept(required(erl), ebin);
    else await bench(erl, ebin, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function bench(erl: string | undefined, ebin: string, scratch: string): Promise<void> {
  if (!erl) console.log('no erl on PATH: measuring beamjit alone (--erl PATH compares)');
  const erlang = erl === undefined ? undefined : describeErlang(erl);
  const setting = await settle(erl, erlang?.stdlib, ebin, scratch);
  const { tiers } = setting;
  const plan: Rounds = { rounds: count('rounds'), warmup: count('warmup', 0), runs: count('runs') };
  const chosen = selected();
  const rows: Row[] = [];
  const longRuns: LongRun[] = [];
  const shortRuns: ShortRun[] = [];
  for (const benchmark of chosen) {
    const row = await measureRow(setting, benchmark, plan);
    rows.push(row);
    const longRun = options['no-long']
      ? undefined
      : await measureLongRun(setting, benchmark, row, plan);
    if (longRun) longRuns.push(longRun);
  }
  const short = count('short', 0);
  if (short > 0 && tiers.includes('interp') && tiers.includes('auto')) {
    for (const benchmark of chosen) {
      shortRuns.push(await measureShortRun(setting, benchmark, short));
    }
  }
  const facts = options['no-facts'] ? [] : await measureFacts(setting, Math.max(plan.rounds, 5));
  if (options.stdlib) {
    const folder = options.ebin ?? erlang?.stdlib;
    if (!folder) throw new Error('--stdlib needs erl, or --ebin DIR');
    facts.push(await measureCompiler(setting, folder));
  }
  publish({
    date: new Date().toISOString(),
    commit: commit(),
    machine: `${cpus().length} × ${cpus()[0].model}`,
    node: process.version,
    erlang: erlang?.version,
    plan,
    columns: columnsOf(setting),
    rows,
    longRuns,
    shortRuns,
    facts,
  });
}

/** Finds out what there is to be measured. */
async function settle(
  erl: string | undefined,
  stdlib: string | undefined,
  ebin: string,
  scratch: string,
): Promise<Setting> {
  const library = erl && elixirLibrary(erl);
  const paths = library ? [library] : [];
  const tier = (name: string, tierOptions?: TierOptions) =>
    beamjitVm(options.beamjit, name, paths, tierOptions);
  const wanted = options.tiers.split(',').filter(Boolean);
  if (wanted.length > 0 && !existsSync(options.beamjit)) {
    throw new Error(`${options.beamjit} is not there: run npm run build first`);
  }
  const tiers: string[] = [];
  for (const name of wanted) {
    const reason = await refusal(tier(name), ebin);
    if (reason === undefined) tiers.push(name);
    else console.log(`leaving out ${name}: ${reason}`);
  }
  const erlVm = erl === undefined ? undefined : erlangVm(erl, paths);
  const erlHasElixir = library !== undefined;
  const { popcorn } = options;
  return { ebin, scratch, erl: erlVm, erlHasElixir, stdlib, tiers, popcorn, tier };
}

function publish(report: Report): void {
  console.log(`\n${terminalTable(report)}\n\n${legend(report)}\n`);
  console.log(`${targetLines(targets(report))}\n`);
  const complete = options.only === undefined;
  if (!options['no-save'] && complete) {
    mkdirSync(RESULTS, { recursive: true });
    const file = join(RESULTS, `${report.date.slice(0, 10)}-${report.commit}.json`);
    // The messages of what failed name files of this machine.
    writeFileSync(file, reportJson(report).replaceAll(`${ROOT}/`, ''));
    writeFileSync(PAGE, reportPage(report));
    console.log(`saved ${file} and ${PAGE}`);
  }
  if (options.readme) {
    if (!complete) throw new Error('--readme needs all programs: leave out --only');
    const readme = join(ROOT, 'README.md');
    writeFileSync(readme, updateReadme(readFileSync(readme, 'utf8'), report));
  }
}

/** Records what real Erlang answers, at all sizes of each program. */
async function accept(erl: string, ebin: string): Promise<void> {
  const library = elixirLibrary(erl);
  if (!library) throw new Error(`no Elixir beside ${erl}`);
  const vm = erlangVm(erl, [library]);
  const results: Record<string, Record<string, string>> = {};
  const chosen = selected();
  for (const { name, size, tiny } of benchmarks) {
    results[name] = {};
    const small = popcornSize({ name }) ?? tiny;
    for (const one of [tiny, small, size]) {
      const known = chosen.some((benchmark) => benchmark.name === name)
        ? (await measure(vm, ebin, { name, size: one }, { warmup: 0, runs: 1 })).result
        : expectedResult(name, one);
      if (known !== undefined) results[name][one] = known;
    }
  }
  const file = join(import.meta.dirname, 'expected.json');
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}

function selected(): readonly Benchmark[] {
  const names = options.only?.split(',');
  const unknown = names?.find((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown !== undefined) throw new Error(`--only: no benchmark is named ${unknown}`);
  return benchmarks.filter(({ name }) => names?.includes(name) ?? true);
}

function count(option: 'rounds' | 'runs' | 'warmup' | 'short', least = 1): number {
  const value = Number(options[option]);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`--${option}: ${options[option]} is not a number of times`);
}

function required(erl: string | undefined): string {
  if (erl === undefined) throw new Error('no erl on PATH: give --erl PATH');
  return erl;
}

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  const dirty = git('status', '--porcelain', '--untracked-files=no') !== '';
  return git('rev-parse', '--short', 'HEAD').trim() + (dirty ? '-dirty' : '');
}

await main();
