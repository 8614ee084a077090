import { expect, test } from 'vitest';
import type { Report, Row } from '../../bench/report.ts';
import {
  meanRatio,
  median,
  ratio,
  reportJson,
  terminalTable,
  updateReadme,
} from '../../bench/report.ts';
import { benchmarks, expectedResult } from '../../bench/suite.ts';

function row(name: string, erl: number[], interp: number[] | undefined): Row {
  const times: Record<string, number[]> = interp ? { erl, interp } : { erl };
  return { name, size: 1, what: 'w', times, failures: interp ? {} : { interp: 'no such opcode' } };
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
  vms: ['erl', 'interp'],
  rows,
  facts: [{ what: 'hello', unit: 'ms', values: { erl: 100, interp: 150 } }],
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

test('every benchmark has a recorded result', () => {
  expect(benchmarks.filter(({ name }) => expectedResult(name) === undefined)).toEqual([]);
});
