// The embedding API, as the package `beamjit` has it on Node.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRuntime as createCoreRuntime } from '../../src/api/index.ts';
import {
  atom,
  BitString,
  CallWouldWait,
  charlist,
  charlistText,
  createNodeHost,
  createRuntime,
  ErlangError,
  Float,
  type Fun,
  findOtp,
  ImproperList,
  type Input,
  LoadError,
  NodeCompiler,
  NotImplemented,
  type Pid,
  Reference,
  type Runtime,
  RuntimeHalted,
  type RuntimeOptions,
  tuple,
} from '../../src/index.ts';
import { program } from '../cli/command.ts';

/** A runtime with the program loaded. */
function runtimeWithProgram(options: RuntimeOptions = {}): Runtime {
  const made = createRuntime(options);
  expect(made.load(program('program'))).toBe('program');
  return made;
}

/** Collects what is written. */
function collector(): { write: (bytes: Uint8Array) => void; text: () => string } {
  const parts: Uint8Array[] = [];
  return { write: (bytes) => void parts.push(bytes), text: () => Buffer.concat(parts).toString() };
}

let runtime: Runtime;
beforeAll(() => {
  runtime = runtimeWithProgram();
});

describe('values', () => {
  const same = (value: Input) => runtime.call('program', 'identity', [value]);

  it.each([
    [0],
    [-1],
    [2 ** 30],
    [Number.MAX_SAFE_INTEGER],
    [2n ** 64n],
    [-(2n ** 200n)],
    [new Float(1)],
    [new Float(-0.5)],
    [true],
    [false],
    [atom('ok')],
    [atom('')],
    [atom('żółw')],
    [new Uint8Array([])],
    [new Uint8Array([0, 255])],
    [new BitString(new Uint8Array([0xff, 0x80]), 9)],
    [[]],
    [[1, [2n ** 70n, []], new Float(2)]],
    [new ImproperList([1, 2], atom('tail'))],
    [tuple()],
    [tuple(atom('a'), tuple(1, [true]))],
    [tuple(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)],
    [new Map<Input, Input>([[atom('k'), 1]])],
    [new Map(Array.from({ length: 100 }, (_, i) => [i, tuple(i)]))],
  ])('come back as they went: %s', (value) => {
    const back = same(value as Input);
    if (value instanceof Map) {
      expect(new Map([...(back as Map<number, unknown>)].sort())).toEqual(
        new Map([...value].sort() as [unknown, unknown][]),
      );
    } else expect(back).toEqual(value);
  });

  it('that JavaScript has in several ways', () => {
    expect(same(5n)).toBe(5);
    expect(same(1.5)).toEqual(new Float(1.5));
    expect(same('żółw')).toEqual(new Uint8Array(Buffer.from('żółw')));
    expect(same(atom('true'))).toBe(true);
    expect(same(atom('a'))).toBe(atom('a'));
    expect(charlistText(same(charlist('żółw')))).toBe('żółw');
    expect(+(runtime.call('erlang', 'float', [2]) as Float) * 2).toBe(4);
  });

  it('that are text on request', () => {
    const texts = createRuntime({ binaries: 'text' });
    const back = texts.call('lists', 'reverse', [['żółw', new Uint8Array([255])]]);
    expect(back).toEqual([new Uint8Array([255]), 'żółw']);
  });

  it.each([
    [null, /no term for null: use an atom/],
    [undefined, /no term for undefined: use an atom/],
    [Number.NaN, /no number NaN/],
    [1e300, /no exact integer/],
    [{ a: 1 }, /no term for this Object: a map is a Map/],
    [() => 1, /function cannot become a fun/],
    [Symbol('s'), /no term for Symbol/],
  ])('that have no term are refused: %s', (value, message) => {
    expect(() => same(value as unknown as Input)).toThrow(message);
    expect(() => same([value as unknown as Input])).toThrow(TypeError);
  });

  it('that only the runtime understands', () => {
    const self = runtime.call('erlang', 'self') as Pid;
    expect(`${self}`).toMatch(/^<0\.\d+\.0>$/);
    expect(runtime.call('erlang', 'is_pid', [self])).toBe(true);
    expect(self.equals(same(self))).toBe(true);
    expect(self.equals(runtime.call('erlang', 'self'))).toBe(false);
    const reference = runtime.call('erlang', 'make_ref');
    expect(reference).toBeInstanceOf(Reference);
    expect((reference as Reference).equals(same(reference))).toBe(true);
  });

  it('as ~tp prints them', () => {
    const value = tuple(atom('a b'), [1, new Float(2)], 'é', charlist('text'));
    expect(runtime.format(value)).toBe('{\'a b\',[1,2.0],<<"é"/utf8>>,"text"}');
  });
});

describe('funs', () => {
  it('are functions', async () => {
    const add2 = runtime.call('program', 'adder', [2]) as Fun;
    expect(add2.arity).toBe(1);
    expect(add2(40)).toBe(42);
    expect(await add2.async(2n ** 80n)).toBe(2n ** 80n + 2n);
    expect(runtime.call('program', 'double', [add2])).toBe(5);
    expect(() => add2(atom('x'))).toThrow(ErlangError);
  });

  it('may be external', () => {
    const reverse = runtime.call('erlang', 'make_fun', [atom('lists'), atom('reverse'), 1]) as Fun;
    expect(reverse([1, 2])).toEqual([2, 1]);
    expect(runtime.format(reverse)).toBe('fun lists:reverse/1');
  });
});

describe('calls', () => {
  const failure = (call: () => unknown): ErlangError => {
    try {
      call();
    } catch (error) {
      if (error instanceof ErlangError) return error;
      throw error;
    }
    throw new Error('no error');
  };

  it('throw what was not caught', () => {
    const error = failure(() => runtime.call('program', 'crash'));
    expect(error).toMatchObject({
      name: 'ErlangError',
      class: 'error',
      reason: atom('badarith'),
      message: 'error: badarith in erlang:+/2',
    });
    expect(error.stacktrace).toMatchObject([
      { module: 'erlang', function: '+', arity: 2, args: [1, atom('a')] },
      { module: 'program', function: 'add', arity: 2, file: 'program.erl', line: 15 },
    ]);
    expect(failure(() => runtime.call('program', 'thrown'))).toMatchObject({
      class: 'throw',
      reason: tuple(atom('ball'), 42),
      message: 'throw: {ball,42} in program:thrown/0 (program.erl:24)',
    });
    expect(failure(() => runtime.call('program', 'exits'))).toMatchObject({
      class: 'exit',
      reason: atom('because'),
    });
  });

  it('throw where they would have to wait, and leave nothing behind', () => {
    const before = runtime.call('erlang', 'processes') as unknown[];
    expect(() => runtime.call('program', 'deadlock')).toThrow(CallWouldWait);
    expect(() => runtime.call('timer', 'sleep', [1])).toThrow('timer:sleep has to wait');
    expect(runtime.call('erlang', 'processes')).toHaveLength(before.length);
  });

  it('do not wait for what other processes answer at once', () => {
    expect(runtime.call('program', 'ask', [21])).toBe(42);
  });

  it('may wait when asynchronous', async () => {
    expect(await runtime.callAsync('timer', 'sleep', [5])).toBe(atom('ok'));
    await expect(runtime.callAsync('program', 'crash')).rejects.toThrow(ErlangError);
    await expect(runtime.callAsync('program', 'identity', [null as never])).rejects.toThrow(
      TypeError,
    );
    const both = [
      runtime.callAsync('program', 'ask', [1]),
      runtime.callAsync('program', 'ask', [2]),
    ];
    expect(await Promise.all(both)).toEqual([2, 4]);
  });

  it('go to processes as messages, too', async () => {
    const server = runtime.spawn('program', 'server');
    expect(runtime.call('erlang', 'is_process_alive', [server])).toBe(true);
    runtime.send(server, atom('ignored'));
    runtime.call('erlang', 'exit', [server, atom('kill')]);
    expect(runtime.call('erlang', 'is_process_alive', [server])).toBe(false);
  });

  it('of what is not implemented end the runtime by name', () => {
    const doomed = createRuntime();
    expect(() => doomed.call('erts_internal', 'map_hashmap_children', [atom('a')])).toThrow(
      NotImplemented,
    );
    expect(() => doomed.call('erlang', 'self')).toThrow('map_hashmap_children/1');
  });
});

describe('modules', () => {
  it('are loaded from bytes or by a resolver', () => {
    const asked: string[] = [];
    const resolving = createRuntime({
      resolve: (name) => {
        asked.push(name);
        return name === 'program_other' ? program('program_other') : undefined;
      },
    });
    resolving.load(program('program'));
    expect(resolving.call('program', 'other')).toBe(atom('other'));
    expect(asked).toEqual(['program_other']);
  });

  it('that are damaged are refused', () => {
    expect(() => runtime.load(program('program').subarray(0, 300), 'x.beam')).toThrow(LoadError);
    expect(() => runtime.load(new Uint8Array(100), 'x.beam')).toThrow(
      'x.beam: at byte 0: not a .beam',
    );
    expect(runtime.call('program', 'add', [1, 2])).toBe(3);
  });
});

describe('streams', () => {
  it('may be functions', () => {
    const out = collector();
    runtimeWithProgram({ stdout: out.write }).call('program', 'main');
    expect(out.text()).toBe('Hello, wörld!\n');
  });

  it("may be Node's", async () => {
    const [input, output, out] = [new PassThrough(), new PassThrough(), collector()];
    output.on('data', out.write);
    const echoing = runtimeWithProgram({ stdin: input, stdout: output });
    const done = echoing.callAsync('program', 'echo');
    input.write('one\ntw');
    setTimeout(() => input.end('o\n'), 5);
    expect(await done).toBe(atom('done'));
    expect(out.text()).toBe('> one\n> two\n');
  });

  it("may be the web's, or text", async () => {
    const out = collector();
    const stdout = new WritableStream<Uint8Array>({ write: out.write });
    const echoing = runtimeWithProgram({ stdin: 'żółw\nend', stdout });
    expect(await echoing.callAsync('program', 'echo')).toBe(atom('done'));
    await new Promise(setImmediate);
    expect(out.text()).toBe('> żółw\n> end');
    const stdin = new Blob(['a\n']).stream();
    const second = runtimeWithProgram({ stdin, stdout: out.write });
    await second.callAsync('program', 'echo');
    expect(out.text()).toBe('> żółw\n> end> a\n');
  });
});

describe('several runtimes', () => {
  it('have their own modules, processes and streams', () => {
    const [a, b] = [collector(), collector()];
    const first = runtimeWithProgram({ stdout: a.write });
    const second = createRuntime({ stdout: b.write });
    first.call('program', 'main');
    expect([a.text(), b.text()]).toEqual(['Hello, wörld!\n', '']);
    first.call('erlang', 'register', [atom('here'), first.spawn('program', 'server')]);
    expect(first.call('erlang', 'whereis', [atom('here')])).not.toBe(atom('undefined'));
    expect(second.call('erlang', 'whereis', [atom('here')])).toBe(atom('undefined'));
    expect(second.call('erlang', 'function_exported', [atom('program'), atom('main'), 0])).toBe(
      false,
    );
  });

  it('end by halt or stop, alone', async () => {
    const statuses: number[] = [];
    const halting = createRuntime({ onHalt: (status) => statuses.push(status) });
    const waiting = halting.callAsync('timer', 'sleep', [10_000]);
    expect(() => halting.call('erlang', 'halt', [3])).toThrow(RuntimeHalted);
    await expect(waiting).rejects.toMatchObject({ name: 'RuntimeHalted', status: 3 });
    await expect(halting.callAsync('erlang', 'self')).rejects.toThrow(RuntimeHalted);
    expect(statuses).toEqual([3]);
    const stopped = createRuntime();
    const pending = stopped.callAsync('timer', 'sleep', [10_000]);
    stopped.stop();
    await expect(pending).rejects.toThrow('halted with status 0');
    expect(runtime.call('program', 'add', [1, 1])).toBe(2);
  });

  it('boot the kernel on request', async () => {
    const booted = createRuntime();
    await booted.boot();
    expect(booted.call('erlang', 'whereis', [atom('code_server')])).not.toBe(atom('undefined'));
  });
});

describe('tiers', () => {
  const files = mkdtempSync(join(tmpdir(), 'beamjit-api-'));
  afterAll(() => rmSync(files, { recursive: true }));

  it.each(['interp', 'wasm', 'auto'] as const)('%s gives the same answers', async (tier) => {
    const out = collector();
    using tiered = runtimeWithProgram({ tier, stdout: out.write });
    tiered.call('program', 'flood', [2000]);
    await tiered.callAsync('program', 'flood', [10]);
    expect(out.text()).toHaveLength(2010 * 100);
    expect(tiered.call('program', 'add', [1, 2])).toBe(3);
  });

  it('compile in a thread that ends with the runtime', async () => {
    const threads = () => process.getActiveResourcesInfo().filter((r) => r === 'Worker').length;
    const before = threads();
    const compiler = new NodeCompiler();
    const runtime = runtimeWithProgram({ tiers: { tier: 'wasm', compiler } });
    expect(runtime.call('program', 'add', [1, 2])).toBe(3);
    runtime.stop();
    await expect.poll(threads).toBe(before);
    expect(compiler.now({} as never)).toEqual(new Error('the compiler was closed'));
  });

  it('keep compiled code in a folder that is named', () => {
    using first = runtimeWithProgram({ tier: 'wasm', cache: files });
    first.call('program', 'add', [1, 2]);
    first.stop();
    expect(readdirSync(files)).toEqual(expect.arrayContaining([expect.stringMatching(/^\d+\./)]));
    using second = runtimeWithProgram({ tier: 'wasm', cache: files });
    expect(second.call('program', 'add', [1, 2])).toBe(3);
  });

  it('are not there without a compiler: the core interprets', () => {
    using core = createCoreRuntime({
      host: createNodeHost({ exit: () => {} }),
      otp: findOtp({ env: process.env }),
    });
    core.load(program('program'));
    expect(core.call('program', 'add', [1, 2])).toBe(3);
  });
});
