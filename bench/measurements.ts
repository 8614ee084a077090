/**
 * What is measured of which columns, in which order.
 *
 * In each round every column runs a program afresh, one after the other, so that a slow spell of the machine
 * hits all alike; the median over all rounds counts. Every result is compared with the recorded one.
 * A column that fails is reported and left out of the program's row.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { measureOnPopcorn, popcornSize } from './popcorn/popcorn.ts';
import type { Fact, LongRun, Row, ShortRun } from './report.ts';
import { ERL, ERL_SMALL, ERL_WHOLE, POPCORN, ratio, STDLIB, WHOLE } from './report.ts';
import { mean, median } from './statistics.ts';
import type { Benchmark } from './suite.ts';
import { expectedResult } from './suite.ts';
import { compiled, parseStats } from './tier-stats.ts';
import type { Measurement, Plan, TierOptions, Vm } from './vm.ts';
import { bytesPerParkedProcess, compileFolder, hello, measure } from './vm.ts';

export interface Rounds extends Plan {
  readonly rounds: number;
}

/** Where and on what a run takes place. */
export interface Setting {
  /** The compiled programs. */
  readonly ebin: string;
  /** A folder that is ours to fill. */
  readonly scratch: string;
  readonly erl: Vm | undefined;
  /** Whether that Erlang comes with an Elixir, and where its stdlib is. */
  readonly erlHasElixir: boolean;
  readonly stdlib: string | undefined;
  /** The tiers that the build has. */
  readonly tiers: readonly string[];
  /** Whether Popcorn is to be compared too. */
  readonly popcorn: boolean;
  tier(name: string, options?: TierOptions): Vm;
}

const MEGABYTE = 2 ** 20;
const PARKED = 100_000;

/** How long a long run is to take, hot, and how many runs that may be at most. */
const LONG_MS = 2_000;
const LONG_RUNS = 200;

const ONCE: Plan = { warmup: 0, runs: 1 };

export function columnsOf({ erl, tiers, popcorn }: Setting): string[] {
  const bases = !erl ? [] : tiers.includes('auto') ? [ERL, ERL_WHOLE] : [ERL];
  return [...bases, ...tiers, ...(erl && popcorn ? [ERL_SMALL, POPCORN] : [])];
}

/** All rounds of one program in all columns. */
export async function measureRow(
  setting: Setting,
  benchmark: Benchmark,
  plan: Rounds,
): Promise<Row> {
  const times: Record<string, number[]> = {};
  const peaks: Record<string, number[]> = {};
  const failures: Record<string, string> = {};
  for (let round = 0; round < plan.rounds; round++) {
    for (const column of columnsOf(setting)) {
      if (column in failures || !applies(setting, benchmark, column)) continue;
      try {
        const { milliseconds, peakBytes } = await measureColumn(setting, benchmark, column, plan);
        times[column] = [...(times[column] ?? []), ...milliseconds];
        if (peakBytes) peaks[column] = [...(peaks[column] ?? []), peakBytes / MEGABYTE];
      } catch (error) {
        failures[column] = error instanceof Error ? error.message : String(error);
        delete times[column];
        delete peaks[column];
        console.error(failures[column]);
        process.exitCode = 1;
      }
    }
  }
  const { name, size, what, group } = benchmark;
  const row = { name, size, what, group, times, peaks, failures };
  console.log(
    `${name}: ${columnsOf(setting)
      .map((column) => progress(row, column))
      .join('  ')}`,
  );
  return row;
}

function applies(setting: Setting, benchmark: Benchmark, column: string): boolean {
  if (column === POPCORN || column === ERL_SMALL) return popcornSize(benchmark) !== undefined;
  if (isErl(column)) return setting.erlHasElixir || !benchmark.elixir;
  return true;
}

function isErl(column: string): boolean {
  return column === ERL || column === ERL_WHOLE || column === ERL_SMALL;
}

async function measureColumn(
  setting: Setting,
  benchmark: Benchmark,
  column: string,
  plan: Plan,
): Promise<Pick<Measurement, 'milliseconds' | 'peakBytes'>> {
  const small = { ...benchmark, size: popcornSize(benchmark) ?? benchmark.size };
  if (column === POPCORN) {
    const { ebin, scratch, stdlib } = setting;
    if (!stdlib) throw new Error(`${column} needs erl, for its module lists`);
    const milliseconds = await measureOnPopcorn(small, plan, { ebin, scratch, stdlib });
    return { milliseconds, peakBytes: undefined };
  }
  const vm = isErl(column) ? setting.erl : setting.tier(column);
  if (!vm) throw new Error(`${column} without erl`);
  if (column === ERL_SMALL) return checked(setting, vm, small, plan);
  if (!WHOLE.includes(column)) return checked(setting, vm, benchmark, plan);
  const { wallMs, peakBytes } = await checked(setting, vm, benchmark, ONCE);
  return { milliseconds: [wallMs], peakBytes };
}

/** A measurement whose result is the recorded one. */
async function checked(
  { ebin }: Setting,
  vm: Vm,
  benchmark: Pick<Benchmark, 'name' | 'size'>,
  plan: Plan,
): Promise<Measurement> {
  const { name, size } = benchmark;
  const measurement = await measure(vm, ebin, benchmark, plan);
  const expected = expectedResult(name, size);
  if (measurement.result === expected) return measurement;
  throw new Error(`${vm.name} ${name} ${size}: ${measurement.result}, not ${expected}`);
}

function progress(row: Row, column: string): string {
  if (row.failures[column] !== undefined) return `${column} failed`;
  if (!row.times[column]) return `${column} –`;
  const text = `${column} ${median(row.times[column]).toFixed(1)} ms`;
  const times = ratio(row, column);
  return times && !isErl(column) ? `${text} ${times.toFixed(2)}×` : text;
}

/**
 * One program in tier auto for so long that compiling pays: in one process with an empty cache, then in one with the cache that the
 * first has left; in each round between the two, hot in tier wasm, as what all else on the machine takes changes from minute to minute.
 * What is compared are sums of as many runs, so that a collection of garbage that every other run pays for counts alike.
 */
export async function measureLongRun(
  setting: Setting,
  benchmark: Benchmark,
  row: Row,
  rounds: Rounds,
): Promise<LongRun | undefined> {
  if (!row.times.wasm || !row.times.auto) return undefined;
  const runs = Math.min(LONG_RUNS, Math.ceil(LONG_MS / Math.min(...row.times.wasm)));
  const plan = { warmup: 0, runs };
  const warmedUp = { warmup: rounds.warmup, runs };
  const hot: number[] = [];
  const cold: Measurement[] = [];
  const warm: Measurement[] = [];
  const cache = mkdtempSync(join(setting.scratch, 'cache-'));
  try {
    for (let round = 0; round < rounds.rounds; round++) {
      rmSync(cache, { recursive: true });
      const vm = setting.tier('auto', { cache });
      cold.push(await checked(setting, vm, benchmark, plan));
      hot.push(
        mean((await checked(setting, setting.tier('wasm'), benchmark, warmedUp)).milliseconds),
      );
      warm.push(await checked(setting, vm, benchmark, plan));
    }
    // Compiled code that counts its calls takes longer, so what was compiled is asked of a run whose time does not count.
    const counting = setting.tier('auto', { stats: true });
    const { stderr } = await checked(setting, counting, benchmark, {
      warmup: 0,
      runs: Math.ceil(runs / 4),
    });
    const iterations = cold.map(({ milliseconds }) => milliseconds);
    return {
      name: benchmark.name,
      hotMs: median(hot),
      interpMs: row.times.interp && median(row.times.interp),
      coldMs: median(cold.map(({ wallMs }) => wallMs)),
      warmMs: median(warm.map(({ wallMs }) => wallMs)),
      iterations: iterations[0].map((_, i) => median(iterations.map((times) => times[i]))),
      compiled: compiled(parseStats(stderr)),
    };
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
    return undefined;
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

/** A program at its tiny size as a whole process, in tier auto and in the interpreter. */
export async function measureShortRun(
  setting: Setting,
  { name, tiny }: Benchmark,
  rounds: number,
): Promise<ShortRun> {
  const times: Record<string, number[]> = { interp: [], auto: [] };
  for (let round = 0; round < rounds; round++) {
    for (const tier of Object.keys(times)) {
      const vm = setting.tier(tier);
      const { wallMs } = await checked(setting, vm, { name, size: tiny }, ONCE);
      times[tier].push(wallMs);
    }
  }
  return { name, times };
}

/** Start-up, memory at start-up, memory of parked processes. */
export async function measureFacts(setting: Setting, rounds: number): Promise<Fact[]> {
  const vms = allVms(setting);
  const wall: Record<string, number[]> = {};
  const peak: Record<string, number[]> = {};
  const parked: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round++) {
    for (const vm of vms) {
      const add = (samples: Record<string, number[]>, value: number) => {
        samples[vm.name] = [...(samples[vm.name] ?? []), value];
      };
      const { wallMs, peakBytes } = await hello(vm, setting.ebin);
      add(wall, wallMs);
      if (peakBytes) add(peak, peakBytes / MEGABYTE);
      const bytes = await bytesPerParkedProcess(vm, setting.ebin, PARKED);
      if (bytes !== undefined) add(parked, bytes);
    }
  }
  const medians = (samples: Record<string, number[]>) =>
    Object.fromEntries(Object.entries(samples).map(([name, values]) => [name, median(values)]));
  return [
    { what: 'hello, whole process', unit: 'ms', values: medians(wall) },
    { what: 'hello, peak memory', unit: 'MB', values: medians(peak) },
    { what: 'a parked process', unit: 'bytes', values: medians(parked) },
  ];
}

/** The Erlang compiler over a folder of modules with abstract code, once in each VM but the interpreter. */
export async function measureCompiler(setting: Setting, folder: string): Promise<Fact> {
  const values: Record<string, number> = {};
  let expected: string | undefined;
  for (const vm of allVms(setting).filter(({ name }) => name !== 'interp')) {
    const { result, milliseconds } = await compileFolder(vm, setting.ebin, folder);
    expected ??= result;
    if (result !== expected) throw new Error(`${vm.name} ${STDLIB}: ${result}, not ${expected}`);
    values[vm.name] = milliseconds[0];
  }
  return { what: STDLIB, unit: 'ms', values };
}

function allVms({ erl, tiers, tier }: Setting): Vm[] {
  return [...(erl ? [erl] : []), ...tiers.map((name) => tier(name))];
}
