// Compiled code that is kept from one run to the next.

import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildId } from '../../src/host/node/build-id.ts';
import {
  cacheFolder,
  cacheSize,
  clearCache,
  NodeCodeCache,
} from '../../src/host/node/code-cache.ts';
import { type CompilerOptions, NodeCompiler } from '../../src/host/node/compiler.ts';
import { createRuntime, type Runtime, type Tuple } from '../../src/index.ts';
import { encodeUnits, type KeptUnit, KeptUnits, type NewUnit } from '../../src/jit/cache.ts';
import type { Tier, TierObserver } from '../../src/jit/tiers.ts';
import { beamjit, program, put } from '../cli/command.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'beamjit-cache-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const bytes = (...values: number[]) => Uint8Array.from(values);

/** The files of a cache, with when they were written. */
function filesOf(folder: string): Record<string, number> {
  const below = join(folder, buildId());
  if (!existsSync(below)) return {};
  return Object.fromEntries(
    readdirSync(below).map((name) => [name, statSync(join(below, name)).mtimeMs]),
  );
}

describe('units as bytes', () => {
  const made = (functions: number[], code: number, refused: number[] = []): NewUnit => ({
    unit: {
      bytes: bytes(code, code),
      imports: [['atom', 'ok']],
      functions: functions
        .filter((index) => !refused.includes(index))
        .map((index) => ({ index, name: `f${index}`, arity: 1, lambda: -1, hasThunk: false })),
      copies: [],
      resumptions: [],
      expected: [],
      refused: refused.map((index) => ({ index, reason: 'too odd' })),
      milliseconds: 5,
    },
    request: { functions, resumptions: [], counts: false },
  });
  const resumption = { index: 1, offset: 30, isReceive: false };
  const resumed: NewUnit = {
    unit: { ...made([], 4).unit, resumptions: [resumption] },
    request: { functions: [], resumptions: [resumption], counts: false },
  };

  const newest = (units: Generator<KeptUnit>) => units.next().value;

  it('are read back', () => {
    const [first, second] = [made([1, 2], 7), made([3, 4], 8, [4])];
    const kept = new KeptUnits(encodeUnits([first, second, resumed]));
    expect(newest(kept.find(2, false))).toEqual({
      asked: [1, 2],
      unit: { ...first.unit, milliseconds: 0 },
      key: expect.any(Object),
    });
    expect(newest(kept.find(1, false))?.key).toBe(newest(kept.find(2, false))?.key);
    expect(newest(kept.find(4, false))?.unit.refused).toEqual(second.unit.refused);
    expect(newest(kept.find(5, false))).toBeUndefined();
    expect(newest(kept.find(2, true))).toBeUndefined();
    expect(newest(kept.find(resumption, false))?.unit.resumptions).toEqual([resumption]);
    expect(newest(kept.find({ ...resumption, offset: 31 }, false))).toBeUndefined();
  });

  it('grow by new ones, which take the place of those that they cover', () => {
    const first = new KeptUnits(encodeUnits([made([1], 7), made([2, 3], 8), resumed]));
    const counting = made([2, 3], 6);
    const more = [made([0, 1], 9), { ...counting, request: { ...counting.request, counts: true } }];
    const both = new KeptUnits(first.with(more));
    expect(newest(both.find(1, false))?.unit.bytes).toEqual(bytes(9, 9));
    expect(newest(both.find(2, false))?.unit.bytes).toEqual(bytes(8, 8));
    expect(newest(both.find(2, true))?.unit.bytes).toEqual(bytes(6, 6));
    expect(newest(both.find(resumption, false))).toBeDefined();
  });
});

describe('the cache on disk', () => {
  const module = bytes(1, 2, 3);
  const fileOf = (name: string) =>
    join(
      root,
      buildId(),
      Object.keys(filesOf(root)).find((file) => file.startsWith(name)) as string,
    );

  it('keeps what belongs to a module with just these bytes', () => {
    const cache = new NodeCodeCache(root);
    expect(cache.has('m', module)).toBe(false);
    cache.write('m', module, bytes(9));
    expect(cache.has('m', module)).toBe(true);
    expect(Array.from(cache.read('m', module) as Uint8Array)).toEqual([9]);
    expect(cache.read('m', bytes(1, 2, 4))).toBeUndefined();
    expect(cache.read('n', module)).toBeUndefined();
  });

  it('has names for all modules', () => {
    const cache = new NodeCodeCache(root);
    for (const name of ['../../x', 'Elixir.Ä/b', 'x'.repeat(255)]) {
      cache.write(name, module, bytes(9));
      expect(cache.read(name, module)).toBeDefined();
    }
    expect(Object.keys(filesOf(root))).toHaveLength(3);
  });

  it('takes a damaged file for none', () => {
    const cache = new NodeCodeCache(root);
    cache.write('m', module, bytes(9, 8, 7));
    const whole = readFileSync(fileOf('m'));
    for (let i = 0; i < whole.length; i++) {
      const damaged = Buffer.from(whole);
      damaged[i] ^= 0x10;
      writeFileSync(fileOf('m'), damaged);
      expect(cache.read('m', module)).toBeUndefined();
      writeFileSync(fileOf('m'), whole.subarray(0, i));
      expect(cache.read('m', module)).toBeUndefined();
    }
    cache.write('m', module, bytes(9));
    expect(cache.read('m', module)).toBeDefined();
  });

  it('drops the files that were used least recently when there are too many', () => {
    const cache = new NodeCodeCache(root, 5000);
    const folder = join(root, buildId());
    mkdirSync(folder, { recursive: true });
    for (let day = 1; day <= 8; day++) {
      const file = put(join(folder, `old${day}.units`), new Uint8Array(1000));
      utimesSync(file, day * 86_400, day * 86_400);
    }
    put(join(root, 'notes.txt'), 'not ours');
    cache.write('m', module, bytes(9));
    expect(Object.keys(filesOf(root)).sort()).toEqual([
      expect.stringMatching(/^m-/),
      'old6.units',
      'old7.units',
      'old8.units',
    ]);
    expect(existsSync(join(root, 'notes.txt'))).toBe(true);
  });

  it('is cleared of its own files only', () => {
    new NodeCodeCache(root).write('m', module, bytes(9));
    put(join(root, 'notes.txt'), 'not ours');
    expect(clearCache(root)).toMatchObject({ files: 1 });
    expect(cacheSize(root)).toEqual({ files: 0, bytes: 0 });
    expect(readdirSync(root)).toEqual(['notes.txt']);
  });

  it('never fails', () => {
    const file = put(join(root, 'file'), '');
    const cache = new NodeCodeCache(file);
    cache.write('m', module, bytes(9));
    expect(cache.read('m', module)).toBeUndefined();
    expect(cache.has('m', module)).toBe(false);
    chmodSync(root, 0o500);
    new NodeCodeCache(join(root, 'new')).write('m', module, bytes(9));
    chmodSync(root, 0o700);
  });

  it.each([
    [{ BEAMJIT_CACHE: '/c', XDG_CACHE_HOME: '/x', HOME: '/h' }, 'linux', '/c'],
    [{ XDG_CACHE_HOME: '/x', HOME: '/h' }, 'linux', '/x/beamjit'],
    [{ HOME: '/h' }, 'linux', '/h/.cache/beamjit'],
    [{ HOME: '/h' }, 'darwin', '/h/Library/Caches/beamjit'],
    [{ LOCALAPPDATA: '/l' }, 'win32', '/l/beamjit/Cache'],
  ])('is where the system has such things: %j on %s', (env, platform, folder) => {
    expect(cacheFolder(env, platform)).toBe(folder);
  });
});

/** Uses a new runtime that compiles all before it runs, and tells what it installs. */
function compileAll<T>(
  options: CompilerOptions,
  installed: TierObserver['installed'],
  use: (runtime: Runtime) => T,
): T {
  const compiler = new NodeCompiler(options);
  const tiers = { tier: 'wasm', compiler, observer: { installed } } as const;
  const runtime = createRuntime({ stdout: () => {}, tiers });
  const result = use(runtime);
  runtime.stop();
  compiler.close();
  return result;
}

describe('a second run', () => {
  /** Calls a hot function in a new runtime; how many functions were compiled, and how many kept ones were used. */
  async function run(tier: Tier): Promise<{ compiled: number; kept: number }> {
    const compiler = new NodeCompiler({ cacheFolder: root });
    const count = { compiled: 0, kept: 0 };
    let answers = 0;
    const runtime = createRuntime({
      stdout: () => {},
      tiers: {
        tier,
        compiler,
        hotCalls: 50,
        keptCalls: 5,
        startMs: 0,
        observer: {
          requested: () => answers--,
          installed: (_, { milliseconds, functions }) => {
            if (milliseconds > 0) answers++;
            count[milliseconds > 0 ? 'compiled' : 'kept'] += functions.length;
          },
          failed: (_module, _functions, error) => {
            throw error;
          },
        },
      },
    });
    runtime.load(program('program'));
    runtime.call('program', 'flood', [100]);
    await expect.poll(() => answers, { timeout: 20_000 }).toBe(0);
    runtime.stop();
    compiler.close();
    return count;
  }

  it.each(['wasm', 'auto'] as const)('compiles nothing in tier %s', async (tier) => {
    const first = await run(tier);
    expect(first).toMatchObject({ compiled: expect.any(Number), kept: 0 });
    expect(first.compiled).toBeGreaterThan(0);
    const files = filesOf(root);
    const second = await run(tier);
    expect(second.compiled).toBe(0);
    // What the first run had compiled before there were copies of it may no longer get hot.
    expect(second.kept).toBeGreaterThan(first.compiled / 2);
    expect(second.kept).toBeLessThanOrEqual(first.compiled);
    expect(filesOf(root)).toEqual(files);
  });

  it('takes each unit at most once, as one module after the other is loaded', () => {
    /** Which units of the compiler's modules an earlier run has left, as often as they were installed. */
    const compile = () => {
      const kept: string[] = [];
      compileAll(
        { cacheFolder: root },
        ([{ decoded }], { milliseconds, functions, resumptions, copies }) => {
          if (milliseconds === 0)
            kept.push(JSON.stringify([decoded.name, functions, resumptions, copies]));
        },
        (runtime) => {
          const source = [...Buffer.from('f(X) -> lists:map(fun g/1, X).')];
          const tokens = runtime.call('erl_scan', 'string', [source]) as Tuple;
          const form = runtime.call('erl_parse', 'parse_form', [tokens.elements[1]]) as Tuple;
          runtime.call('erl_pp', 'form', [form.elements[1]]);
        },
      );
      return kept;
    };
    expect(compile()).toEqual([]);
    const kept = compile();
    expect(kept.length).toBeGreaterThan(20);
    expect(new Set(kept).size).toBe(kept.length);
  });

  it('has those functions become hot, too, of which nothing is kept', async () => {
    const compiler = new NodeCompiler({ cacheFolder: root });
    const hot = new Set<string>();
    let installed = 0;
    const runtime = createRuntime({
      stdout: () => {},
      tiers: {
        tier: 'auto',
        compiler,
        hotCalls: 50,
        keptCalls: 5,
        startMs: 0,
        // Stays with the interpreter, which calls the stub of what was translated after it.
        filter: (_, name) => name !== 'add',
        observer: {
          hot: (module, index) => hot.add(module.nameOf(index)),
          installed: () => installed++,
        },
      },
    });
    const set = runtime.call('gb_sets', 'from_list', [Array.from({ length: 200 }, (_, i) => i)]);
    await expect.poll(() => installed, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(hot).not.toContain('is_member');
    for (let i = 0; i < 60; i++) runtime.call('gb_sets', 'add', [i, set]);
    runtime.stop();
    compiler.close();
    expect(hot).toContain('is_member');
  });

  it('compiles again what is damaged', async () => {
    await run('wasm');
    for (const name of Object.keys(filesOf(root)))
      writeFileSync(join(root, buildId(), name), 'damaged');
    expect(await run('wasm')).toMatchObject({ kept: 0 });
    expect(await run('wasm')).toMatchObject({ compiled: 0 });
  });
});

describe('a module that is loaded again', () => {
  /** Loads modules one after the other and calls each; how many functions each call had compiled. */
  function compiledBy(modules: readonly Uint8Array[]): number[] {
    let compiled = 0;
    return compileAll(
      {},
      ([{ decoded }], { milliseconds, functions }) => {
        if (decoded.name === 'program' && milliseconds > 0) compiled += functions.length;
      },
      (runtime) =>
        modules.map((bytes) => {
          compiled = 0;
          runtime.load(bytes);
          runtime.call('program', 'flood', [10]);
          return compiled;
        }),
    );
  }

  it('runs the code that it had, if it is the same', () => {
    const module = program('program');
    const [first, second] = compiledBy([module, module.slice()]);
    expect(first).toBeGreaterThan(0);
    expect(second).toBe(0);
  });

  it('is compiled if it has changed', () => {
    const module = program('program');
    const changed = module.slice();
    // another atom of the same length: the module's size stays
    changed.set(Buffer.from('BECAUSE'), Buffer.from(changed).indexOf('because'));
    expect(compiledBy([module, changed])[1]).toBeGreaterThan(0);
  });
});

describe('the command', () => {
  const file = () => put(join(root, 'program.beam'), program('program'));
  const cache = () => join(root, 'cache');
  const run = (...args: string[]) => beamjit(args, { env: { BEAMJIT_CACHE: cache() } });
  const hello = { status: 0, stdout: 'Hello, wörld!\n', stderr: '' };

  it('runs at the same time as others with the same cache', async () => {
    const one = () => run('--tier=wasm', file());
    expect(await Promise.all([one(), one()])).toEqual([hello, hello]);
    const names = Object.keys(filesOf(cache()));
    expect(names.length).toBeGreaterThan(0);
    expect(names.every((name) => name.endsWith('.units'))).toBe(true);
    expect(await one()).toEqual(hello);
    const { stderr } = await run('--tier=wasm', '--trace=tier', file());
    expect(stderr).toContain('compiled before');
    expect(stderr).not.toContain('requested');
  });

  it('keeps nothing with --no-cache', async () => {
    expect(await run('--tier=wasm', '--no-cache', file())).toEqual(hello);
    expect(existsSync(cache())).toBe(false);
  });

  it('runs where nothing can be kept', async () => {
    put(cache(), 'a file');
    expect(await run('--tier=wasm', file())).toEqual(hello);
  });

  it('shows the cache and clears it', async () => {
    new NodeCodeCache(cache()).write('m', bytes(1), bytes(2));
    expect((await run('cache')).stdout).toBe(`${cache()}: 1 module, 0.0 MB\n`);
    expect((await run('cache', 'clear')).stdout).toBe(`${cache()}: 1 module, 0.0 MB dropped\n`);
    expect(existsSync(cache())).toBe(false);
    expect((await run('cache', 'wash')).status).toBe(2);
  });
});
