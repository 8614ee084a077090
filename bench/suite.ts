/**
 * The benchmark programs, and the size each is run at.
 *
 * Sizes are chosen so that OTP 27's JIT on one scheduler takes about 30–120 ms: long enough to measure, short
 * enough that an interpreter 20 times slower can be measured several times.
 */

import expected from './expected.json' with { type: 'json' };

export interface Benchmark {
  /** The module is `bench_<name>`. */
  readonly name: string;
  readonly size: number;
  /** What the program exercises, for the table. */
  readonly what: string;
}

export const benchmarks: readonly Benchmark[] = [
  { name: 'fib', size: 35, what: 'calls, small integers' },
  { name: 'tak', size: 27, what: 'deep recursion' },
  { name: 'nrev', size: 5_000, what: 'lists' },
  { name: 'qsort', size: 100_000, what: 'list comprehensions' },
  { name: 'queens', size: 11, what: 'backtracking over lists' },
  { name: 'bintrees', size: 16, what: 'allocation of tuples' },
  { name: 'nbody', size: 50_000, what: 'floats in tuples' },
  { name: 'spectral', size: 250, what: 'float division' },
  { name: 'fannkuch', size: 9, what: 'list prefixes, funs' },
  { name: 'mandelbrot', size: 350, what: 'float loop, bits appended' },
  { name: 'knucleotide', size: 50_000, what: 'large maps keyed by binaries' },
  { name: 'json_decode', size: 60, what: 'binary matching, maps' },
  { name: 'json_encode', size: 120, what: 'iolists, binaries appended' },
  { name: 'strings', size: 8_000, what: 'iolists, formatting' },
  { name: 'fsm', size: 40_000, what: 'state machine over a binary' },
  { name: 'deriv', size: 18_000, what: 'symbolic terms' },
  { name: 'pidigits', size: 1_500, what: 'big integers' },
  { name: 'records', size: 120_000, what: 'records in a map, folds' },
  { name: 'stdlib', size: 50_000, what: 'OTP modules: sort, gb_trees, dict, sets' },
  { name: 'exceptions', size: 800_000, what: 'try, catch, failing guards' },
  { name: 'ets', size: 100_000, what: 'ETS tables' },
  { name: 'ring', size: 80, what: '1,000 processes, messages' },
  { name: 'pingpong', size: 140_000, what: 'two processes, selective receive' },
  { name: 'genserver', size: 50_000, what: 'gen_server calls' },
];

/** The recorded result of a program, as `~0tp` prints it; `bench/run.ts --accept` records them anew. */
export function expectedResult(name: string): string | undefined {
  return (expected as Readonly<Record<string, string>>)[name];
}
