/**
 * Popcorn: AtomVM compiled to WebAssembly, from npm, for the programs that it can run. Fetched when asked for, into
 * the cache folder of this repository. ../README.md says which programs those are, and why not the others.
 */

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Benchmark } from '../suite.ts';
import { expectedResult } from '../suite.ts';
import type { Plan } from '../vm.ts';
import { avmPack } from './avm.ts';

const PACKAGE = '@swmansion/popcorn';
const VERSION = '0.3.3';
const CACHE = join(import.meta.dirname, '..', '..', '.cache', 'popcorn', VERSION);
const HOST = join(import.meta.dirname, 'host.ts');

/** The modules of OTP's own stdlib that those programs need and AtomVM loads. */
const LIBRARY = ['lists'];

const TIMEOUT_MS = 120_000;

/** What runs on it (no maps of OTP's, no bits, no big integers, no spawn_link/1), and at what size. */
const SIZES: Readonly<Record<string, number>> = {
  fib: 24,
  tak: 18,
  nrev: 500,
  qsort: 5_000,
  queens: 7,
  bintrees: 8,
  nbody: 500,
  spectral: 40,
  fannkuch: 6,
  fsm: 300,
  deriv: 100,
  lua: 100,
  exceptions: 10_000,
};

const run = promisify(execFile);

/** The size of a program for Popcorn, or undefined if it does not run there. */
export function popcornSize({ name }: Pick<Benchmark, 'name'>): number | undefined {
  return SIZES[name];
}

/** The folder of the package. */
export async function fetchPopcorn(): Promise<string> {
  const folder = join(CACHE, 'package');
  if (existsSync(join(folder, 'dist', 'AtomVM.wasm'))) return folder;
  mkdirSync(CACHE, { recursive: true });
  const { stdout } = await run('npm', ['pack', '--json', `${PACKAGE}@${VERSION}`], { cwd: CACHE });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  await run('tar', ['-xzf', filename], { cwd: CACHE });
  return folder;
}

/** Milliseconds of every run of one program, whose result it compares with the recorded one. */
export async function measureOnPopcorn(
  { name, size }: Pick<Benchmark, 'name' | 'size'>,
  { warmup, runs }: Plan,
  where: { readonly ebin: string; readonly stdlib: string; readonly scratch: string },
): Promise<number[]> {
  const module = (folder: string) => (module: string) => {
    return { name: `${module}.beam`, bytes: readFileSync(join(folder, `${module}.beam`)) };
  };
  const expected = expectedResult(name, size);
  const text = [`bench_${name}`, size, warmup, runs, expected].join('\n');
  const pack = join(where.scratch, 'popcorn.avm');
  const files = [
    ...['bench_popcorn', `bench_${name}`].map(module(where.ebin)),
    ...LIBRARY.map(module(where.stdlib)),
    { name: 'bench/priv/arguments', bytes: Buffer.from(text) },
  ];
  writeFileSync(pack, avmPack(files));
  const command = [HOST, await fetchPopcorn(), pack];
  const { stdout, stderr } = await run(process.execPath, command, { timeout: TIMEOUT_MS });
  const [, times] = /^\{true,\[([\d,]+)\]\}$/m.exec(stdout) ?? [];
  if (times === undefined) throw new Error(`popcorn ${name} ${size}: ${stdout}${stderr}`);
  return times.split(',').map((time) => Number(time) / 1000);
}
