import { expect, test } from 'vitest';
import { reportPage } from '../../bench/page.ts';
import type { LongRun, Report, Row } from '../../bench/report.ts';
import {
  meanRatio,
  memoryRatio,
  ratio,
  reportJson,
  terminalTable,
  updateReadme,
} from '../../bench/report.ts';
import { differ, median } from '../../bench/statistics.ts';
import { benchmarks, expectedResult } from '../../bench/suite.ts';
import { targetLines, targets, verdict } from '../../bench/targets.ts';
import { compiled, parseStats } from '../../bench/tier-stats.ts';

function row(name: string, erl: number[], interp: number[] | undefined): Row {
  return {
    name,
    size: 1,
    what: 'w',
    group: 'compute',
    times: interp ? { erl, interp } : { erl },
    peaks: { erl: [40], interp: [60] },
    failures: interp ? {} : { interp: 'no such opcode' },
  };
}

const rows = [
  row('fast', [1, 2, 9], [4, 4, 4]),
  row('slow', [1], [8]),
  row('broken', [5], undefined),
];

const report: Report = {
  date: '2025-01-02T03:04:05Z',
  commit: 'abc1234',
  machine: '2 × CPU',
  node: 'v26',
  erlang: 'Erlang/OTP 27',
  plan: { rounds: 1, warmup: 0, runs: 3 },
  columns: ['erl', 'interp'],
  rows,
  longRuns: [],
  shortRuns: [],
  facts: [{ what: 'hello', unit: 'ms', values: { erl: 100, interp: 150 } }],
};

const longRun: LongRun = {
  name: 'fast',
  hotMs: 10,
  interpMs: 100,
  coldMs: 60,
  warmMs: 42,
  iterations: [20, 10, 10, 10],
  compiled: { functions: 2, ms: 5, bytes: 900 },
};

const tiered: Report = {
  ...report,
  columns: ['erl', 'erl whole', 'wasm', 'auto'],
  rows: [
    {
      ...rows[0],
      times: { erl: [10], 'erl whole': [100], wasm: [25], auto: [50] },
      peaks: { erl: [40], 'erl whole': [40], auto: [60] },
    },
  ],
  longRuns: [longRun],
  shortRuns: [{ name: 'fast', times: { interp: [100, 101, 102], auto: [90, 91, 92] } }],
};

test('the median of an even number of values lies between the middle two', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('ratios compare medians, their mean is geometric and leaves out what failed', () => {
  expect(ratio(rows[0], 'interp')).toBe(2);
  expect(ratio(rows[2], 'interp')).toBeUndefined();
  expect(meanRatio(rows, 'interp')).toBeCloseTo(4);
  expect(meanRatio([], 'interp')).toBeUndefined();
});

test('samples that overlap do not differ, those that lie apart do', () => {
  expect(differ([1, 3, 5, 7, 9], [2, 4, 6, 8, 10])).toBe(false);
  expect(differ([1, 2, 3, 4, 5], [6, 7, 8, 9, 10])).toBe(true);
});

test('a whole process is compared with a whole process', () => {
  expect(ratio(tiered.rows[0], 'auto')).toBe(0.5);
  expect(ratio(tiered.rows[0], 'wasm')).toBe(2.5);
  expect(memoryRatio(tiered.rows[0], 'auto')).toBe(1.5);
});

test('each target is met, missed, or not measured', () => {
  const found = targets(tiered).map((target) => [target.value, verdict(target)]);
  expect(found).toEqual([
    [2.5, 'not met'],
    [2.5, 'not met'],
    [undefined, 'not measured'],
    [undefined, 'not measured'],
    [undefined, 'not measured'],
    [undefined, 'not measured'],
    [1.5, 'not met'],
    [1.05, 'met'],
    [expect.closeTo(0.9, 2), 'met'],
    [undefined, 'not measured'],
    [1.5, 'met'],
  ]);
  expect(targetLines(targets(tiered))).toMatch(/not met +any one program.*over 1.2: fast 2.50×/);
});

test('the statistics of a tier are the last line of JSON on standard error', () => {
  const compiledOne = { mfa: 'a:b/1', tier: 'wasm', calls: 3, compileMs: 2.5, bytes: 10 };
  const interpreted = { mfa: 'a:c/0', tier: 'interp', calls: 1, compileMs: 0, bytes: 0 };
  const line = JSON.stringify({ functions: [compiledOne, interpreted] });
  expect(compiled(parseStats(`a warning\n${line}\n`))).toEqual({
    functions: 1,
    ms: 2.5,
    bytes: 10,
  });
  expect(() => parseStats('nothing')).toThrow(/no statistics/);
});

test('the page has a picture of each kind, escapes text, and refers to nothing outside', () => {
  const page = reportPage({ ...tiered, machine: '<b>' });
  expect(page.match(/<svg role="img" aria-label="/g)).toHaveLength(3);
  expect(page).toContain('&lt;b&gt;');
  expect(page).not.toMatch(/<script|<link|(src|href)=|https?:|url\(/);
  expect(reportPage(report)).not.toContain('Warming up');
});

test('the table says which program failed', () => {
  const lines = terminalTable(report).split('\n');
  expect(lines.find((line) => line.startsWith('broken'))).toMatch(/failed/);
  expect(lines.find((line) => line.startsWith('geometric mean'))).toMatch(/4\.00×$/);
});

test('the README keeps what stands around the marked block', () => {
  const [begin, end] = ['<!-- bench: begin (npm run bench -- --readme) -->', '<!-- bench: end -->'];
  const readme = updateReadme(`before\n${begin}\nold\n${end}\nafter\n`, report);
  expect(readme).toMatch(/^before\n<!-- bench: begin [^>]*-->\n\n\| program/);
  expect(readme).toMatch(/<!-- bench: end -->\nafter\n$/);
  expect(readme).not.toMatch(/old/);
  expect(() => updateReadme('no block', report)).toThrow(/lacks the lines/);
});

test('the JSON has a summary by tier', () => {
  const { summary } = JSON.parse(reportJson(report));
  expect(summary.interp).toEqual({ geometricMean: 4, ratios: { fast: 2, slow: 8 } });
});

test('every benchmark has a recorded result at both sizes', () => {
  expect(
    benchmarks.filter(({ name, size, tiny }) => {
      return [size, tiny].some((one) => expectedResult(name, one) === undefined);
    }),
  ).toEqual([]);
});
