/**
 * The benchmark programs, and the sizes each is run at.
 *
 * `size` is chosen so that OTP 27's JIT on one scheduler takes about 50–350 ms (sorting a million terms, by
 * its name, more): long enough to measure, short enough that an interpreter 20 times slower can be measured
 * several times. `tiny` takes the interpreter a fraction of a second, whole process: the sanity test runs it,
 * and it is what the tiers' start-up is compared on.
 */

import expected from './expected.json' with { type: 'json' };

export type Group = 'compute' | 'messages';

export interface Benchmark {
  /** The module is `bench_<name>`. */
  readonly name: string;
  readonly size: number;
  readonly tiny: number;
  readonly group: Group;
  /** Needs Elixir's library on the code path. */
  readonly elixir: boolean;
  /** What the program exercises, for the table. */
  readonly what: string;
}

function compute(name: string, size: number, tiny: number, what: string): Benchmark {
  return { name, size, tiny, group: 'compute', elixir: false, what };
}

function messages(name: string, size: number, tiny: number, what: string): Benchmark {
  return { name, size, tiny, group: 'messages', elixir: false, what };
}

function elixir(name: string, size: number, tiny: number, what: string): Benchmark {
  return { name, size, tiny, group: 'compute', elixir: true, what };
}

export const benchmarks: readonly Benchmark[] = [
  compute('fib', 35, 15, 'calls, small integers'),
  compute('tak', 27, 12, 'deep recursion'),
  compute('nrev', 5_000, 100, 'lists'),
  compute('qsort', 100_000, 500, 'list comprehensions'),
  compute('queens', 11, 5, 'backtracking over lists'),
  compute('bintrees', 16, 6, 'allocation of tuples'),
  compute('nbody', 50_000, 50, 'floats in tuples'),
  compute('spectral', 250, 10, 'float division'),
  compute('fannkuch', 9, 5, 'list prefixes, funs'),
  compute('mandelbrot', 350, 16, 'float loop, bits appended'),
  compute('knucleotide', 50_000, 500, 'large maps keyed by binaries'),
  compute('json_decode', 60, 1, 'binary matching, maps'),
  compute('documents', 400, 1, 'JSON decoder over real documents'),
  compute('json_encode', 120, 1, 'iolists, binaries appended'),
  compute('markdown', 120, 1, 'text renderer, binary to iodata'),
  compute('strings', 8_000, 100, 'iolists, formatting'),
  compute('fsm', 40_000, 300, 'state machine over a binary'),
  compute('deriv', 18_000, 100, 'symbolic terms'),
  compute('lua', 15_000, 100, 'register machine in tuples and maps'),
  compute('ledger', 400_000, 500, '64-bit arithmetic, exceptions'),
  compute('pidigits', 1_500, 50, 'big integers'),
  compute('rsa', 500, 1, 'big integers, modular powers'),
  compute('records', 120_000, 500, 'records in a map, folds'),
  compute('stdlib', 50_000, 500, 'OTP modules: sort, gb_trees, dict, sets'),
  compute('sort', 1_000_000, 1_000, 'a million terms sorted'),
  compute('compiler', 12, 1, 'the Erlang compiler, a large module'),
  compute('exceptions', 800_000, 1_000, 'try, catch, failing guards'),
  compute('ets', 100_000, 500, 'ETS tables'),
  elixir('orders', 75_000, 100, 'Elixir: order pricing, maps and structs'),
  elixir('enum', 150_000, 100, 'Elixir: Enum pipelines'),
  elixir('stream', 20_000, 100, 'Elixir: Stream pipelines'),
  compute('gleam', 150_000, 100, 'Gleam: lists and dicts of custom types'),
  messages('ring', 80, 1, '1,000 processes, messages'),
  messages('pipeline', 75, 1, '10,000 processes, each a stage'),
  messages('pingpong', 140_000, 500, 'two processes, selective receive'),
  messages('genserver', 50_000, 300, 'gen_server calls'),
  messages('supervisor', 15, 1, 'crashing workers restarted'),
];

type Results = Readonly<Record<string, Readonly<Record<string, string>>>>;

const results: Results = expected;

/** The recorded result of a program, as `~0tp` prints it; `bench/run.ts --accept` records them anew. */
export function expectedResult(name: string, size: number): string | undefined {
  return results[name]?.[String(size)];
}
