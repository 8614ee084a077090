/**
 * Compares beamjit's tiers with real Erlang on the programs of suite.ts, all in one run:
 *
 *     node bench/run.ts [--tiers interp,wasm] [--erl PATH] [--only NAME,…] [--rounds N] [--runs N]
 *                       [--warmup N] [--no-facts] [--no-save] [--readme] [--accept] [--pack]
 *
 * In each round every VM runs a program afresh, one after the other, so that a slow spell of the machine
 * hits all alike; the median over all rounds counts. Every result is compared with the recorded one.
 * `--readme` renews the README's table; `--accept` records results, and `--pack` compiled programs, anew.
 */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { compilePrograms, packPrograms, unpackPrograms } from './programs.ts';
import type { Fact, Report, Row } from './report.ts';
import { median, ratio, reportJson, terminalTable, updateReadme } from './report.ts';
import type { Benchmark } from './suite.ts';
import { benchmarks, expectedResult } from './suite.ts';
import type { Plan, Vm } from './vm.ts';
import {
  beamjitVm,
  bytesPerParkedProcess,
  describeErlang,
  erlangVm,
  measure,
  which,
  wholeProcess,
} from './vm.ts';

const ROOT = join(import.meta.dirname, '..');
const PARKED = 100_000;

interface Rounds extends Plan {
  readonly rounds: number;
}

const { values: options } = parseArgs({
  options: {
    tiers: { type: 'string', default: 'interp' },
    beamjit: { type: 'string', default: join(ROOT, 'dist', 'cli.js') },
    erl: { type: 'string' },
    only: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    runs: { type: 'string', default: '3' },
    warmup: { type: 'string', default: '1' },
    'no-facts': { type: 'boolean', default: false },
    'no-save': { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
    accept: { type: 'boolean', default: false },
    pack: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'beamjit-bench-'));
  try {
    await bench(join(scratch, 'ebin'));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function bench(ebin: string): Promise<void> {
  const erl = options.erl ?? which('erl');
  const erlc = erl && join(dirname(erl), 'erlc');
  if (erlc && existsSync(erlc)) compilePrograms(erlc, ebin);
  else unpackPrograms(ebin);
  if (options.pack) return packPrograms(ebin);
  if (options.accept) return accept(required(erl), ebin);

  const tiers = options.tiers.split(',').filter(Boolean);
  if (tiers.length > 0 && !existsSync(options.beamjit)) {
    throw new Error(`${options.beamjit} is not there: run npm run build first`);
  }
  const vms = tiers.map((tier) => beamjitVm(options.beamjit, tier));
  if (erl) vms.unshift(erlangVm(erl));
  else console.log('no erl on PATH: measuring beamjit alone (--erl PATH compares)');

  const plan = { rounds: count('rounds'), warmup: count('warmup'), runs: count('runs') };
  const rows: Row[] = [];
  for (const benchmark of selected()) rows.push(await benchmarkRow(benchmark, vms, ebin, plan));
  const report: Report = {
    date: new Date().toISOString(),
    commit: commit(),
    machine: `${cpus().length} × ${cpus()[0].model}`,
    node: process.version,
    erlang: erl && describeErlang(erl),
    plan,
    vms: vms.map(({ name }) => name),
    rows,
    facts: options['no-facts'] ? [] : await facts(vms, ebin, plan),
  };
  publish(report);
}

/** All rounds of one program in all VMs. A VM that fails is reported and left out. */
async function benchmarkRow(
  benchmark: Benchmark,
  vms: readonly Vm[],
  ebin: string,
  plan: Rounds,
): Promise<Row> {
  const { name, size, what } = benchmark;
  const times: Record<string, number[]> = {};
  const failures: Record<string, string> = {};
  for (let round = 0; round < plan.rounds; round++) {
    for (const vm of vms) {
      if (vm.name in failures) continue;
      try {
        const { result, milliseconds } = await measure(vm, ebin, benchmark, plan);
        if (result !== expectedResult(name)) {
          throw new Error(`${vm.name} ${name}: ${result}, not ${expectedResult(name)}`);
        }
        times[vm.name] = [...(times[vm.name] ?? []), ...milliseconds];
      } catch (error) {
        failures[vm.name] = error instanceof Error ? error.message : String(error);
        delete times[vm.name];
        console.error(failures[vm.name]);
        process.exitCode = 1;
      }
    }
  }
  const row = { name, size, what, times, failures };
  console.log(vms.map((vm) => progress(row, vm)).join('  '));
  return row;
}

function progress(row: Row, { name: vm }: Vm): string {
  if (row.failures[vm] !== undefined) return `${vm} failed`;
  const text = `${vm} ${median(row.times[vm]).toFixed(1)} ms`;
  const times = ratio(row, vm);
  return vm === 'erl' ? `${row.name}: ${text}` : `${text} ${times ? `${times.toFixed(1)}×` : ''}`;
}

/** Start-up, memory at start-up, memory of parked processes. */
async function facts(vms: readonly Vm[], ebin: string, { rounds }: Rounds): Promise<Fact[]> {
  const hello: Record<string, number> = {};
  const peak: Record<string, number> = {};
  const parked: Record<string, number> = {};
  const wholes = new Map<string, Awaited<ReturnType<typeof wholeProcess>>[]>();
  for (let round = 0; round < Math.max(rounds, 5); round++) {
    for (const vm of vms) {
      const whole = await wholeProcess(vm, ebin, 'bench_hello');
      wholes.set(vm.name, [...(wholes.get(vm.name) ?? []), whole]);
    }
  }
  for (const vm of vms) {
    const all = wholes.get(vm.name) ?? [];
    hello[vm.name] = median(all.map(({ milliseconds }) => milliseconds));
    const peaks = all.flatMap(({ peakBytes }) => peakBytes ?? []);
    if (peaks.length > 0) peak[vm.name] = median(peaks) / 2 ** 20;
    const bytes = await bytesPerParkedProcess(vm, ebin, PARKED);
    if (bytes !== undefined) parked[vm.name] = bytes;
  }
  return [
    { what: 'hello, whole process', unit: 'ms', values: hello },
    { what: 'hello, peak memory', unit: 'MB', values: peak },
    { what: 'a parked process', unit: 'bytes', values: parked },
  ];
}

function publish(report: Report): void {
  console.log(`\n${terminalTable(report)}\n`);
  const complete = options.only === undefined;
  if (!options['no-save'] && complete) {
    const folder = join(ROOT, 'bench', 'results');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${report.date.slice(0, 10)}-${report.commit}.json`);
    writeFileSync(file, reportJson(report));
    console.log(`saved ${file}`);
  }
  if (options.readme) {
    if (!complete) throw new Error('--readme needs all programs: leave out --only');
    const readme = join(ROOT, 'README.md');
    writeFileSync(readme, updateReadme(readFileSync(readme, 'utf8'), report));
  }
}

/** Records the results that real Erlang gives. */
async function accept(erl: string, ebin: string): Promise<void> {
  const results: Record<string, string> = {};
  for (const benchmark of benchmarks) {
    const once = { warmup: 0, runs: 1 };
    results[benchmark.name] = (await measure(erlangVm(erl), ebin, benchmark, once)).result;
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

function count(option: 'rounds' | 'runs' | 'warmup'): number {
  const value = Number(options[option]);
  if (Number.isInteger(value) && value >= (option === 'warmup' ? 0 : 1)) return value;
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
