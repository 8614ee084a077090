// What the command tells about tiers: --stats, --why, --trace=tier, --dump, --jit-filter.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiled, parseStats } from '../../bench/tier-stats.ts';
import { parseFilter, parsePattern } from '../../src/cli/patterns.ts';
import { beamjit, program, put } from './command.ts';

let dir: string;
let file: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'beamjit-cli-'));
  file = put(join(dir, 'program.beam'), program('program'));
});
afterAll(() => rmSync(dir, { recursive: true }));

/** Prints ten lines, by a function that calls itself. */
const run = (...options: string[]) =>
  beamjit(['--no-cache', ...options, file, 'flood/1', '--', '10']);

/** What is compiled, and nothing else: OTP's modules take their time. */
const OWN = '--jit-filter=program';

describe('--stats', () => {
  it('counts calls in both tiers', async () => {
    const { stderr } = await run('--tier=wasm', OWN, '--stats=json');
    const stats = parseStats(stderr);
    const flood = stats.functions.find(({ mfa }) => mfa === 'program:flood/1');
    expect(flood).toMatchObject({ module: 'program', name: 'flood', arity: 1 });
    expect(flood).toMatchObject({ tier: 'wasm', calls: 11, compiledCalls: 11 });
    expect(flood?.bytes).toBeGreaterThan(100);
    expect(compiled(stats)).toMatchObject({ functions: 1 });
    const duplicate = stats.functions.find(({ mfa }) => mfa === 'lists:duplicate/2');
    // But for the call that loads the module.
    expect(duplicate).toMatchObject({ tier: 'interp', calls: 9, compiledCalls: 0, bytes: 0 });
    expect(stats).toMatchObject({ units: [{ module: 'program', functions: ['flood/1'] }] });
    const { calls, reductions } = stats as unknown as Record<string, Record<string, number>>;
    expect(calls.wasm).toBe(11);
    expect(calls.interp).toBeGreaterThan(9);
    expect(reductions.wasm).toBeGreaterThanOrEqual(11);
    expect(reductions.interp).toBeGreaterThan(10);
  });

  it('counts the same calls without compiling', async () => {
    const { stderr } = await run('--tier=interp', '--stats=json');
    const flood = parseStats(stderr).functions.find(({ mfa }) => mfa === 'program:flood/1');
    // But for the one that the process starts with.
    expect(flood).toMatchObject({ tier: 'interp', calls: 10, compiledCalls: 0 });
  });

  it('shows the hottest functions as a table', async () => {
    const { stderr } = await run('--tier=wasm', OWN, '--stats');
    expect(stderr).toMatch(/beamjit: functions compiled +1 in 1 units, [\d.]+ ms, \d+ bytes\n/);
    expect(stderr).toMatch(/beamjit: calls +\d+, [\d.]+ % in compiled code\n/);
    expect(stderr).toMatch(/beamjit: program:flood\/1 +11 +100 % +wasm +[\d.]+ +\d+\n/);
  });
});

describe('--why', () => {
  it('names what is not compiled, and the reason', async () => {
    const filtered = await run('--tier=wasm', OWN, '--why');
    expect(filtered.stderr).toContain('beamjit: lists:duplicate/2: the filter leaves it out\n');
    expect(filtered.stderr).not.toContain('program:flood/1');
    const cold = await run('--tier=auto', '--why=program:flood');
    expect(cold.stderr).toBe('beamjit: program:flood/1: not hot: 10 of 1000 calls\n');
    const interp = await run('--tier=interp', '--why');
    expect(interp.stderr).toBe('beamjit: tier interp compiles nothing\n');
  });
});

it('--trace=tier tells what becomes of a function', async () => {
  const { stderr } = await run('--tier=wasm', OWN, '--trace=tier');
  const events = stderr
    .split('\n')
    .map((line) => line.replace(/^.* tier /, '').replace(/\d+(\.\d+)?/g, '_'));
  expect(events).toEqual([
    'requested program:flood/_',
    'compiled in _ ms, _ bytes: program:flood/_',
    'installed after _ ms: program:flood/_',
    '',
  ]);
});

it('starts the compiler before its time for what is called on and on', async () => {
  const isRequested = async (startCalls: number) => {
    const thresholds = `--jit=hotCalls=2,startMs=60000,startCalls=${startCalls}`;
    const { stderr } = await run('--tier=auto', OWN, thresholds, '--trace=tier');
    expect(stderr).toContain('tier hot program:flood/1\n');
    return stderr.includes('tier requested program:flood/1\n');
  };
  expect(await isRequested(5)).toBe(true);
  expect(await isRequested(50)).toBe(false);
});

it('counts calls at the stub and at the entry as calls of one function', async () => {
  const thresholds = '--jit=hotCalls=2,startMs=60000,startCalls=100000';
  const { stderr } = await run('--tier=auto', '--jit-filter=lists', thresholds, '--trace=tier');
  // lists:duplicate/2, translated before it, calls the stub; duplicate/3 calls itself at the entry.
  expect(stderr.match(/tier hot lists:duplicate\/3\n/g)).toHaveLength(1);
  expect(stderr).not.toContain('tier requested');
});

it('traces the same calls in each tier, as what is traced is not compiled', async () => {
  const traced = async (...options: string[]) => {
    const trace = '--trace=call:program:flood,call:program:add';
    const { stdout, stderr } = await run(trace, OWN, ...options);
    return { stdout, calls: stderr.match(/program:.*/g) };
  };
  const interpreted = await traced('--tier=interp');
  expect(interpreted.calls).not.toBeNull();
  expect(await traced('--tier=wasm')).toEqual(interpreted);
  expect(await traced('--tier=auto', '--jit=hotCalls=1,startMs=0')).toEqual(interpreted);
});

it('what a unit has copies of shows', async () => {
  const options = ['--stats', '--why=program:flood', '--dump=ir:program:flood/1'];
  const { stderr } = await run('--tier=wasm', '--jit-filter=program,lists', ...options);
  expect(stderr).toContain(
    'beamjit: program:flood/1: compiled again: lists was loaded, of which it has copies\n',
  );
  expect(stderr).toMatch(/beamjit: functions copied +2 into units that call them, \d times\n/);
  expect(stderr).toContain('%% ir of a copy of lists:duplicate/3\n');
});

it('--dump shows one function only, in each form', async () => {
  const headsOf = async (...options: string[]) => {
    const dump = '--dump=listing,ir,wat:program:flood/1';
    const { stderr } = await run('--tier=wasm', OWN, dump, ...options);
    return stderr.split('\n').filter((line) => /^(%%|function|\(func|\{function)/.test(line));
  };
  const heads = [
    '%% listing of program:flood/1',
    expect.stringMatching(/^\{function, flood, 1, \d+\}\.$/),
    '%% ir of program:flood/1',
    'function flood/1',
    '%% wat of program:flood/1',
    expect.stringMatching(/^\(func \$flood\/1 \(param \$machine/),
  ];
  expect(await headsOf()).toEqual(heads);
  // What counts has a thunk.
  const thunk = expect.stringMatching(/^\(func \$flood\/1\.enter/);
  expect(await headsOf('--stats')).toEqual([...heads, thunk]);
});

describe('--jit-filter', () => {
  it.each([
    ['m', 'm:f/1 m:g/2'],
    ['m:f', 'm:f/1'],
    ['m:g/1', ''],
    ['m,-m:g/2', 'm:f/1'],
    ['-m:f/1', 'm:g/2 n:f/1 Elixir.A:f/1'],
    ['A:f,n', 'n:f/1 Elixir.A:f/1'],
  ])('%s', (list, meant) => {
    const filter = parseFilter(list);
    const all: [string, string, number][] = [
      ['m', 'f', 1],
      ['m', 'g', 2],
      ['n', 'f', 1],
      ['Elixir.A', 'f', 1],
    ];
    const names = all.filter(([m, f, a]) => filter(m, f, a)).map(([m, f, a]) => `${m}:${f}/${a}`);
    expect(names.join(' ')).toBe(meant);
  });

  it('reads a file, which may be empty', () => {
    const list = join(dir, 'functions');
    writeFileSync(list, 'm:-f/1-fun-0-/2\nm:a,b/1\n');
    const filter = parseFilter(`@${list}`);
    expect(filter('m', '-f/1-fun-0-', 2)).toBe(true);
    expect(filter('m', 'a,b', 1)).toBe(true);
    expect(filter('m', 'a', 1)).toBe(false);
    writeFileSync(list, '\n');
    expect(parseFilter(`@${list}`)('m', 'f', 1)).toBe(false);
    expect(() => parseFilter('@/nowhere/at/all')).toThrow('--jit-filter');
  });

  it('takes names that hold slashes', () => {
    expect(parsePattern('m://2')).toEqual({ module: 'm', name: '/', arity: 2 });
    expect(parsePattern('m:-f/1-fun-0-')).toMatchObject({ name: '-f/1-fun-0-', arity: undefined });
    expect(parsePattern(':f')).toBeUndefined();
  });
});
