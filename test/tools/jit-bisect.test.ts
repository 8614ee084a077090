// The bisect script's search, with functions that are bad by decree.

import { expect, test } from 'vitest';
import { bisect, compiledFunctions } from '../../tools/jit-bisect.ts';

const names = Array.from({ length: 100 }, (_, i) => `m:f${i}/0`);

/** Bad if all of these are compiled. */
async function find(...culprits: string[]): Promise<{ found: readonly string[]; runs: number }> {
  let runs = 0;
  const found = await bisect(names, async (part) => {
    runs++;
    return culprits.every((name) => part.includes(name));
  });
  return { found, runs };
}

test('one function is found by halves', async () => {
  const { found, runs } = await find('m:f77/0');
  expect(found).toEqual(['m:f77/0']);
  expect(runs).toBeLessThan(16);
});

test('functions that are bad together only are found', async () => {
  const { found } = await find('m:f3/0', 'm:f50/0', 'm:f99/0');
  expect(found).toEqual(['m:f3/0', 'm:f50/0', 'm:f99/0']);
});

test('what was compiled is read from the trace', () => {
  const trace = [
    '     12.3 ms  tier hot lists:map/2',
    '     12.4 ms  tier requested lists:map/2, lists:-map/2-fun-0-/1',
    "    112.4 ms  tier requested m:'odd name'/0",
    '    113.4 ms  tier failed m:f/0: tier requested nothing',
  ].join('\n');
  expect(compiledFunctions(trace)).toEqual([
    'lists:map/2',
    'lists:-map/2-fun-0-/1',
    "m:'odd name'/0",
  ]);
});
