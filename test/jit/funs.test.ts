// Calls of funs that always called the same in the interpreter: direct calls in compiled code, if the fun is that.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { atom, createRuntime, type Input, type Runtime } from '../../src/index.ts';
import { Profile } from '../../src/jit/profile.ts';
import type { TierOptions } from '../../src/jit/tiers.ts';
import { readPack } from '../corpus/pack.ts';
import { tierOptions } from '../tiers.ts';

const [{ modules }] = readPack(join(import.meta.dirname, 'golden', 'golden.pack')).builds;
const golden = atom('golden');

/** golden:each/2, which calls its fun with each element of a list, called with each fun: what it answers, and what its units call directly. */
async function each(
  { tier, hotCalls }: Pick<TierOptions, 'tier' | 'hotCalls'>,
  funsOf: (runtime: Runtime) => Input[],
) {
  const mode = { name: tier, tier, thresholds: { hotCalls, warmCalls: 0, startMs: 0 } };
  const options = (await tierOptions(mode)) as TierOptions;
  const profile = new Profile();
  const runtime = createRuntime({ tiers: { ...options, observer: profile } });
  runtime.load(modules[0].bytes);
  const results = funsOf(runtime).map((fun) => runtime.call(golden, 'each', [fun, [1, 2, 3]]));
  runtime.stop();
  const units = profile.units.filter(({ functions }) => functions.includes('each/2'));
  return { results, expected: units.flatMap((unit) => unit.expected) };
}

const lambda = (runtime: Runtime) => runtime.call(golden, 'adder', [1]) as Input;
const exported = (runtime: Runtime) =>
  runtime.call('erlang', 'make_fun', [golden, atom('adder'), 1]) as Input;

test.each([
  ['a lambda', lambda, 'golden:-adder/1-fun-0-/2'],
  ['an exported function', exported, 'golden:adder/1'],
])('%s that was always called is called directly', async (_, funOf, name) => {
  const { results, expected } = await each({ tier: 'auto', hotCalls: 8 }, (runtime) => [
    ...new Array(5).fill(funOf(runtime)),
    lambda(runtime),
    exported(runtime),
  ]);
  expect(results).toEqual(new Array(7).fill([atom('a'), atom('b')]));
  expect(expected).toEqual([name]);
});

test('where several were called, none is called directly', async () => {
  const { expected } = await each({ tier: 'auto', hotCalls: 8 }, (runtime) => [
    lambda(runtime),
    exported(runtime),
    lambda(runtime),
  ]);
  expect(expected).toEqual([]);
});

test('where all is compiled before it runs, nothing was called', async () => {
  const { expected } = await each({ tier: 'wasm' }, (runtime) =>
    new Array(5).fill(lambda(runtime)),
  );
  expect(expected).toEqual([]);
});
