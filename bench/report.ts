/** What a benchmark run yields, and its forms: terminal table, Markdown for the README, JSON. */

import { differ, geometricMean, median } from './statistics.ts';
import type { Group } from './suite.ts';

export interface Row {
  readonly name: string;
  readonly size: number;
  readonly what: string;
  readonly group: Group;
  /** Milliseconds of every measured run, by column. */
  readonly times: Readonly<Record<string, readonly number[]>>;
  /** Megabytes of resident memory at the peak of every process, by column. */
  readonly peaks: Readonly<Record<string, readonly number[]>>;
  /** Columns that failed, and how. */
  readonly failures: Readonly<Record<string, string>>;
}

/** Processes of tier auto that run a program again and again, for two seconds of hot time: medians of the rounds. */
export interface LongRun {
  readonly name: string;
  /** The time of one run in tier wasm, hot: the mean of as many runs, measured between the others. */
  readonly hotMs: number;
  /** The time of one run in the interpreter. */
  readonly interpMs: number | undefined;
  /** The whole process with nothing compiled before, and once more with what that one left in the cache. */
  readonly coldMs: number;
  readonly warmMs: number;
  /** Milliseconds of each run in the cold processes: the warm-up curve. */
  readonly iterations: readonly number[];
  /** What beamjit says it compiled in the cold process. */
  readonly compiled: { readonly functions: number; readonly ms: number; readonly bytes: number };
}

/** A program too short to be worth compiling: whole processes, by tier. */
export interface ShortRun {
  readonly name: string;
  readonly times: Readonly<Record<string, readonly number[]>>;
}

/** One figure that is not a program's time, by VM. */
export interface Fact {
  readonly what: string;
  readonly unit: 'ms' | 'MB' | 'bytes';
  readonly values: Readonly<Record<string, number>>;
}

export interface Report {
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  readonly node: string;
  readonly erlang: string | undefined;
  readonly plan: { readonly rounds: number; readonly warmup: number; readonly runs: number };
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly longRuns: readonly LongRun[];
  readonly shortRuns: readonly ShortRun[];
  readonly facts: readonly Fact[];
}

/** Real Erlang, hot and as a whole process: what the other columns are compared with. */
export const ERL = 'erl';
export const ERL_WHOLE = 'erl whole';

/** AtomVM in WebAssembly, for the programs that it can run, and real Erlang at the same smaller sizes. */
export const POPCORN = 'popcorn';
export const ERL_SMALL = 'erl small';

const BASES: readonly string[] = [ERL, ERL_WHOLE, ERL_SMALL];

/** The columns whose time is that of a whole process, from a cold start. */
export const WHOLE: readonly string[] = ['auto', ERL_WHOLE];

export const STDLIB = 'compiling stdlib';

const BEGIN = '<!-- bench: begin (npm run bench -- --readme) -->';
const END = '<!-- bench: end -->';

export function baseOf(column: string): string {
  if (WHOLE.includes(column)) return ERL_WHOLE;
  return column === POPCORN ? ERL_SMALL : ERL;
}

/** How many times as long as real Erlang a column takes for a program. */
export function ratio({ times }: Row, column: string): number | undefined {
  const [mine, base] = [times[column], times[baseOf(column)]];
  return mine && base ? median(mine) / median(base) : undefined;
}

/** The geometric mean of the ratios of all programs that ran. */
export function meanRatio(rows: readonly Row[], column: string): number | undefined {
  return geometricMean(rows.flatMap((row) => ratio(row, column) ?? []));
}

/** How many times as much memory at its peak as real Erlang a column takes for a program. */
export function memoryRatio({ peaks }: Row, column: string): number | undefined {
  const [mine, base] = [peaks[column], peaks[baseOf(column)]];
  return mine && base ? median(mine) / median(base) : undefined;
}

/** Real Erlang's columns. */
export function bases({ columns }: Pick<Report, 'columns'>): string[] {
  return columns.filter((column) => BASES.includes(column));
}

/** The columns beside real Erlang's. */
export function tiers({ columns }: Pick<Report, 'columns'>): string[] {
  return columns.filter((column) => !BASES.includes(column));
}

/** The JSON that is kept: all times, and the summary that a reader wants first. */
export function reportJson(report: Report): string {
  const { rows, longRuns, shortRuns, facts, ...head } = report;
  const summary = Object.fromEntries(
    tiers(report).map((column) => [
      column,
      {
        geometricMean: meanRatio(rows, column),
        ratios: Object.fromEntries(rows.map((row) => [row.name, ratio(row, column)])),
      },
    ]),
  );
  const all = { ...head, summary, facts, rows, longRuns, shortRuns };
  return `${JSON.stringify(all, rounded, 1)}\n`;
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value;
}

/** The table as aligned lines; `≈` marks a ratio that is not significantly different from one. */
export function terminalTable(report: Report): string {
  return aligned(table(report), 2);
}

/** Lines with aligned columns, the first `left` of them to the left. */
export function aligned(lines: readonly (readonly string[])[], left: number): string {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column < left ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `readme` with the marked block replaced by this report. */
export function updateReadme(readme: string, report: Report): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`README.md lacks the lines ${BEGIN} and ${END}`);
  return `${readme.slice(0, begin)}${BEGIN}\n\n${markdown(report)}\n${readme.slice(end)}`;
}

function markdown(report: Report): string {
  const [head, ...lines] = table(report);
  const bar = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column < 2 ? '---' : '---:'));
  return [bar(head), bar(rule), ...lines.map(bar), '', legend(report), ''].join('\n');
}

/** What one has to know to read the table. */
export function legend({ date, machine, node, erlang, plan, columns }: Report): string {
  const small = columns.includes(POPCORN)
    ? ' popcorn runs smaller sizes, and is compared with erl at those.'
    : '';
  const whole = columns.includes(ERL_WHOLE)
    ? ` auto is a whole process that runs the program once, compared with erl's; the other columns are hot.`
    : '';
  return (
    `${date.slice(0, 10)}, ${machine}, Node ${node}; ${erlang ? `${ERL} is ${erlang}. ` : ''}` +
    `Medians of ${plan.rounds * plan.runs} runs, VMs alternating.${whole}${small} ≈ marks a ratio that ` +
    'Mann and Whitney’s U test does not tell from 1.'
  );
}

function table(report: Report): string[][] {
  const columns = tiers(report);
  const erlangs = bases(report);
  const programs = report.rows.map((row) => [
    row.name,
    row.what,
    ...erlangs.map((column) => time(row, column)),
    ...columns.flatMap((column) => [time(row, column), compared(row, column)]),
  ]);
  const mean = columns.flatMap((column) => ['', times(meanRatio(report.rows, column))]);
  const facts = report.facts.map(({ what, unit, values }) => [
    what,
    unit,
    ...erlangs.map((column) => figure(column === ERL ? values[ERL] : undefined)),
    ...columns.flatMap((column) => [
      figure(values[column]),
      times(values[ERL] && values[column] && values[column] / values[ERL]),
    ]),
  ]);
  return [
    [
      'program',
      'what',
      ...columnHeads(erlangs),
      ...columns.flatMap((name) => [`${name} ms`, 'ratio']),
    ],
    ...programs,
    ['geometric mean', '', ...erlangs.map(() => ''), ...mean],
    ...facts,
  ];
}

function columnHeads(columns: readonly string[]): string[] {
  return columns.map((column) => `${column} ms`);
}

function time(row: Row, column: string): string {
  if (row.failures[column] !== undefined) return 'failed';
  return row.times[column] ? figure(median(row.times[column])) : '–';
}

function compared(row: Row, column: string): string {
  const text = times(ratio(row, column));
  const [mine, base] = [row.times[column], row.times[baseOf(column)]];
  return mine && base && !differ(mine, base) ? `≈ ${text}` : text;
}

export function times(value: number | undefined): string {
  return value ? `${value.toFixed(value < 10 ? 2 : 1)}×` : '–';
}

export function figure(value: number | undefined): string {
  if (value === undefined) return '–';
  return value < 100 ? value.toFixed(1) : String(Math.round(value));
}
