/** What a benchmark run yields, and its forms: terminal table, Markdown for the README, JSON. */

export interface Row {
  readonly name: string;
  readonly size: number;
  readonly what: string;
  /** Milliseconds of every measured run, by VM. */
  readonly times: Readonly<Record<string, readonly number[]>>;
  /** VMs that failed, and how. */
  readonly failures: Readonly<Record<string, string>>;
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
  readonly vms: readonly string[];
  readonly rows: readonly Row[];
  readonly facts: readonly Fact[];
}

const BASE = 'erl';

const BEGIN = '<!-- bench: begin (npm run bench -- --readme) -->';
const END = '<!-- bench: end -->';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** How many times as long as real Erlang a VM takes for a program. */
export function ratio({ times }: Row, vm: string): number | undefined {
  const [mine, base] = [times[vm], times[BASE]];
  return mine && base ? median(mine) / median(base) : undefined;
}

/** The geometric mean of the ratios of all programs that ran. */
export function meanRatio(rows: readonly Row[], vm: string): number | undefined {
  const ratios = rows.flatMap((row) => ratio(row, vm) ?? []);
  if (ratios.length === 0) return undefined;
  return Math.exp(ratios.reduce((sum, value) => sum + Math.log(value), 0) / ratios.length);
}

/** The JSON that is kept: all times, and the summary that a reader wants first. */
export function reportJson(report: Report): string {
  const summary = Object.fromEntries(
    tiers(report).map((vm) => [
      vm,
      {
        geometricMean: meanRatio(report.rows, vm),
        ratios: Object.fromEntries(report.rows.map((row) => [row.name, ratio(row, vm)])),
      },
    ]),
  );
  const { rows, facts, ...head } = report;
  return `${JSON.stringify({ ...head, summary, facts, rows }, rounded, 1)}\n`;
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value;
}

/** Lines with aligned columns. */
export function terminalTable(report: Report): string {
  const lines = table(report);
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
        )
        .join('  '),
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
  const base = report.erlang ? `${BASE} is ${report.erlang}. ` : '';
  return [
    bar(head),
    bar(rule),
    ...lines.map(bar),
    '',
    `${report.date.slice(0, 10)}, ${report.machine}, Node ${report.node}; ${base}Medians of ` +
      `${report.plan.rounds * report.plan.runs} runs, VMs alternating.`,
    '',
  ].join('\n');
}

function table(report: Report): string[][] {
  const columns = tiers(report);
  const programs = report.rows.map((row) => [
    row.name,
    row.what,
    time(row, BASE),
    ...columns.flatMap((vm) => [time(row, vm), times(ratio(row, vm))]),
  ]);
  const mean = columns.flatMap((vm) => ['', times(meanRatio(report.rows, vm))]);
  const facts = report.facts.map(({ what, unit, values }) => [
    what,
    unit,
    figure(values[BASE]),
    ...columns.flatMap((vm) => [
      figure(values[vm]),
      times(values[BASE] && values[vm] && values[vm] / values[BASE]),
    ]),
  ]);
  return [
    ['program', 'what', `${BASE} ms`, ...columns.flatMap((vm) => [`${vm} ms`, 'ratio'])],
    ...programs,
    ['geometric mean', '', '', ...mean],
    ...facts,
  ];
}

/** The columns beside real Erlang. */
function tiers({ vms }: Report): string[] {
  return vms.filter((vm) => vm !== BASE);
}

function time(row: Row, vm: string): string {
  if (row.failures[vm] !== undefined) return 'failed';
  return row.times[vm] ? figure(median(row.times[vm])) : '–';
}

function times(value: number | undefined): string {
  return value ? `${value.toFixed(value < 10 ? 2 : 1)}×` : '–';
}

function figure(value: number | undefined): string {
  if (value === undefined) return '–';
  return value < 100 ? value.toFixed(1) : String(Math.round(value));
}
