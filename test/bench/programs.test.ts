/** Every benchmark program, at its tiny size and interpreted, gives the result that real Erlang gave. */

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { preparePrograms } from '../../bench/programs.ts';
import { benchmarks, expectedResult } from '../../bench/suite.ts';
import { beamjitVm, measure } from '../../bench/vm.ts';

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

const ebin = mkdtempSync(join(tmpdir(), 'beamjit-bench-test-'));

beforeAll(async () => {
  if (!existsSync(CLI)) throw new Error(`${CLI} is not there: run npm run build first`);
  await preparePrograms(ebin, undefined);
});
afterAll(() => rmSync(ebin, { recursive: true }));

test.each(benchmarks)('$name', async ({ name, tiny }) => {
  const vm = beamjitVm(CLI, 'interp', []);
  const { result } = await measure(vm, ebin, { name, size: tiny }, { warmup: 0, runs: 1 });
  expect(result).toBe(expectedResult(name, tiny));
});
