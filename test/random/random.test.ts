// Random terms through printing, comparison, hashes, the external format, arithmetic and bit fields: beamjit runs the
// module that makes them and has to come to the answers that real Erlang came to for the same seeds.
//
// BEAMJIT_TEST=full takes all recorded seeds. tools/record-random.ts records, compares seeds that are not
// recorded, and shows both answers to an item.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRuntime, type Runtime } from '../../src/index.ts';
import { readPack } from '../corpus/pack.ts';
import { ANSWERS, differences, ITEMS, KINDS, MODULE_PACK, SEED_BYTES, SEEDS } from './recorded.ts';

const TAKEN = process.env.BEAMJIT_TEST === 'full' ? SEEDS : 16;

let runtime: Runtime;
const answers = readFileSync(ANSWERS);

beforeAll(() => {
  runtime = createRuntime();
  runtime.load(readPack(MODULE_PACK).builds[0].modules[0].bytes);
});

afterAll(() => runtime.stop());

test('the recorded answers are those to the kinds that there are', async () => {
  const kinds = (await runtime.callAsync('random_terms', 'kinds')) as unknown[];
  expect(kinds.map(String)).toEqual(KINDS);
  expect(answers.length).toBe(SEEDS * SEED_BYTES);
});

for (let seed = 1; seed <= TAKEN; seed++) {
  test(`seed ${seed}`, { timeout: 120_000 }, async () => {
    const got = await runtime.callAsync('random_terms', 'answers', [seed, ITEMS]);
    const expected = answers.subarray((seed - 1) * SEED_BYTES, seed * SEED_BYTES);
    expect(
      differences(got as Uint8Array, expected),
      `node tools/record-random.ts --otp BIN_DIR --show ${seed}:ITEM shows both answers`,
    ).toEqual([]);
  });
}
