/**
 * A report as one self-contained HTML page: pictures as inline SVG, no script, no network. Every picture's figures
 * are in a table of the page too, and colours never tell anything alone. Light or dark is the reader's setting.
 */

import type { LongRun, Report, Row } from './report.ts';
import { bases, figure, legend, meanRatio, POPCORN, ratio, tiers, times } from './report.ts';
import { median } from './statistics.ts';
import type { Target } from './targets.ts';
import { targets, verdict } from './targets.ts';

/** A position on a logarithmic scale between two values, drawn between two pixels. */
interface Scale {
  readonly low: number;
  readonly high: number;
  readonly from: number;
  readonly to: number;
}

const LABEL_WIDTH = 130;
const PLOT_WIDTH = 640;
const VALUE_WIDTH = 70;
const BAR = 11;
const GAP = 9;

export function reportPage(report: Report): string {
  const sections = [
    section('Targets', '', targetTable(targets(report))),
    section(
      'Programs beside the BEAM',
      'How many times as long as real Erlang each program takes, on a logarithmic scale: bars to ' +
        'the left are faster than Erlang, bars to the right slower.',
      ratioChart(report),
    ),
    report.longRuns.length > 0 &&
      section(
        'Warming up',
        'The time of the first, second, third… run of a program in one process of tier auto, started ' +
          'with nothing compiled. The dashed line is tier wasm when hot, the dotted one the interpreter.',
        `<div class="grid">${report.longRuns.map(warmUp).join('')}</div>`,
      ),
    report.longRuns.length > 0 &&
      section(
        'Compile time against time saved',
        'Milliseconds of the worker thread spent compiling in those processes, and milliseconds saved ' +
          'against interpreting all their runs, on a logarithmic scale.',
        savings(report.longRuns),
      ),
    section('All figures', legend(report), figures(report)),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>beamjit benchmarks, ${html(report.date.slice(0, 10))}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>beamjit beside the BEAM</h1>
<p>${html(report.date.slice(0, 10))}, commit ${html(report.commit)}, ${html(report.machine)}, Node ${html(report.node)}${
    report.erlang ? `, ${html(report.erlang)}` : ''
  }</p>
${sections.filter(Boolean).join('\n')}
</main>
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1d2330; --soft: #5b6475; --line: #cdd3de; --paper: #fff;
  --interp: #8a93a5; --wasm: #1f6fd6; --auto: #c2570c; --good: #0b7a43; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9f0; --soft: #a3acbd; --line: #3b4354;
  --paper: #151922; --interp: #8e98ab; --wasm: #6ba9ff; --auto: #f39a52; --good: #5fd393; --bad: #ff8f86; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h2 { margin-top: 2.5rem; }
p { max-width: 46rem; }
.scroll { overflow-x: auto; }
.scroll:focus-visible { outline: 2px solid var(--wasm); }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .875rem; }
th, td { padding: .2rem .7rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap;
  vertical-align: top; }
th:first-child, td:first-child, .text { text-align: left; }
td.detail { white-space: normal; min-width: 18rem; }
.met { color: var(--good); } .not { color: var(--bad); } .unknown { color: var(--soft); }
svg { display: block; font: 12px system-ui, sans-serif; fill: var(--ink); }
svg .soft { fill: var(--soft); }
svg line, svg polyline { stroke: var(--line); fill: none; }
svg .base { stroke: var(--ink); }
.interp { fill: var(--interp); } .wasm { fill: var(--wasm); } .auto { fill: var(--auto); }
svg polyline.curve { stroke: var(--auto); stroke-width: 2; }
svg line.hot { stroke: var(--wasm); stroke-dasharray: 5 3; }
svg line.slow { stroke: var(--interp); stroke-dasharray: 1 3; }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(180px, 1fr)); gap: 1rem; }
figure { margin: 0; }
figcaption { font-size: .875rem; }
figcaption span { color: var(--soft); }
.keys { display: flex; gap: 1.5rem; list-style: none; padding: 0; }
.keys i { display: inline-block; width: .8rem; height: .8rem; margin-right: .4rem; }
i.interp { background: var(--interp); } i.wasm { background: var(--wasm); } i.auto { background: var(--auto); }
`;

function section(title: string, text: string, content: string): string {
  const paragraph = text && `<p>${html(text)}</p>`;
  return `<section><h2>${html(title)}</h2>${paragraph}${content}</section>`;
}

/** Wide content scrolls by itself, with the keyboard too. */
function scrolling(label: string, content: string): string {
  return `<div class="scroll" role="region" aria-label="${html(label)}" tabindex="0">${content}</div>`;
}

const VERDICTS = {
  met: ['met', '✓ met'],
  'not met': ['not', '✗ not met'],
  'not measured': ['unknown', '– not measured'],
} as const;

function targetTable(list: readonly Target[]): string {
  const lines = list.map((target) => {
    const [style, words] = VERDICTS[verdict(target)];
    const value = target.value === undefined ? '–' : target.value.toFixed(2);
    return (
      `<tr><td>${html(target.what)}</td><td>${value}</td><td>≤ ${target.limit}</td>` +
      `<td class="text ${style}">${words}</td><td class="text detail">${html(target.detail)}</td></tr>`
    );
  });
  const head = '<th scope="col">what</th><th scope="col">reached</th><th scope="col">limit</th>';
  return scrolling(
    'Targets',
    `<table><thead><tr>${head}<th scope="col" class="text">verdict</th>` +
      `<th scope="col" class="text">detail</th></tr></thead><tbody>${lines.join('')}</tbody></table>`,
  );
}

function keys(names: readonly string[]): string {
  const items = names.map((name) => `<li><i class="${html(name)}"></i>${html(name)}</li>`);
  return `<ul class="keys">${items.join('')}</ul>`;
}

function ratioChart(report: Report): string {
  // Popcorn's bars would be a hundred times as long.
  const columns = tiers(report).filter((column) => column !== POPCORN);
  const rows = report.rows.filter((row) => columns.some((column) => ratio(row, column)));
  const all = rows.flatMap((row) => columns.flatMap((column) => ratio(row, column) ?? []));
  if (all.length === 0) return '<p>No real Erlang ran beside.</p>';
  const scale = logScale(all, LABEL_WIDTH, LABEL_WIDTH + PLOT_WIDTH);
  const groups = rows.map((row) => ({
    label: row.name,
    bars: columns.map((column) => ({ name: column, value: ratio(row, column) })),
  }));
  const means = columns.map((column) => ({ name: column, value: meanRatio(report.rows, column) }));
  return (
    keys(columns) +
    bars('Ratio to real Erlang by program', scale, 1, times, [
      { label: 'geometric mean', bars: means },
      ...groups,
    ])
  );
}

interface BarGroup {
  readonly label: string;
  readonly bars: readonly { readonly name: string; readonly value: number | undefined }[];
}

/** Groups of horizontal bars that grow from `base`, to either side. */
function bars(
  title: string,
  scale: Scale,
  base: number,
  format: (value: number) => string,
  groups: readonly BarGroup[],
): string {
  const parts: string[] = [];
  let y = 24;
  for (const { label, bars } of groups) {
    const middle = y + (bars.length * BAR) / 2 + 4;
    parts.push(
      `<text x="${LABEL_WIDTH - 8}" y="${middle}" text-anchor="end">${html(label)}</text>`,
    );
    for (const { name, value } of bars) {
      if (value !== undefined) {
        const [start, end] = [at(scale, base), at(scale, value)].sort((a, b) => a - b);
        const width = Math.max(1, end - start).toFixed(1);
        parts.push(
          `<rect class="${html(name)}" x="${start.toFixed(1)}" y="${y}" width="${width}" height="${BAR - 2}"/>`,
          `<text class="soft" font-size="10" x="${(end + 5).toFixed(1)}" y="${y + BAR - 3}">${format(value)}</text>`,
        );
      }
      y += BAR;
    }
    y += GAP;
  }
  const grid = ticks(scale).map((tick) => {
    const x = at(scale, tick).toFixed(1);
    const style = tick === base ? ' class="base"' : '';
    return (
      `<line${style} x1="${x}" x2="${x}" y1="18" y2="${y}"/>` +
      `<text class="soft" x="${x}" y="12" text-anchor="middle">${format(tick)}</text>`
    );
  });
  const width = LABEL_WIDTH + PLOT_WIDTH + VALUE_WIDTH;
  return scrolling(
    title,
    `<svg role="img" aria-label="${html(title)}; the figures are in the table below" ` +
      `width="${width}" height="${y}" viewBox="0 0 ${width} ${y}">${grid.join('')}${parts.join('')}</svg>`,
  );
}

/** A scale over all values and 1, from one power of two or ten to another. */
function logScale(values: readonly number[], from: number, to: number): Scale {
  const low = Math.min(0.5, ...values);
  const high = Math.max(2, ...values);
  return { low: 2 ** Math.floor(Math.log2(low)), high: 2 ** Math.ceil(Math.log2(high)), from, to };
}

function at({ low, high, from, to }: Scale, value: number): number {
  const share = Math.log(Math.max(low, value) / low) / Math.log(high / low);
  return from + share * (to - from);
}

/** Powers of two, or of a higher one where those would stand too close. */
function ticks({ low, high }: Scale): number[] {
  const [first, last] = [Math.log2(low), Math.log2(high)];
  const step = Math.ceil((last - first) / 10);
  const found: number[] = [];
  for (let power = first; power <= last; power++) {
    if (power % step === 0) found.push(2 ** power);
  }
  return found;
}

function warmUp(run: LongRun): string {
  const [width, height] = [180, 80];
  const reference = run.interpMs ? [run.interpMs] : [];
  const top = Math.max(...run.iterations, run.hotMs, ...reference) * 1.05;
  const y = (ms: number) => (height - (ms / top) * (height - 4)).toFixed(1);
  const step = width / Math.max(1, run.iterations.length - 1);
  const points = run.iterations.map((ms, index) => `${(index * step).toFixed(1)},${y(ms)}`);
  const level = (style: string, ms: number) =>
    `<line class="${style}" x1="0" x2="${width}" y1="${y(ms)}" y2="${y(ms)}"/>`;
  const last = run.iterations[run.iterations.length - 1];
  const words = `first run ${figure(run.iterations[0])} ms, last ${figure(last)} ms, hot ${figure(run.hotMs)} ms`;
  return (
    `<figure><svg role="img" aria-label="${html(run.name)}: ${words}" width="100%" viewBox="0 0 ${width} ${height}">` +
    `<line x1="0" x2="${width}" y1="${height}" y2="${height}"/>${level('hot', run.hotMs)}` +
    `${reference.map((ms) => level('slow', ms)).join('')}<polyline class="curve" points="${points.join(' ')}"/></svg>` +
    `<figcaption>${html(run.name)} <span>${run.iterations.length} runs: ${words}</span></figcaption></figure>`
  );
}

/** What was saved against interpreting every run of a long run; less than nothing counts as nothing. */
function savedMs({ interpMs, iterations }: LongRun): number | undefined {
  if (interpMs === undefined) return undefined;
  const spent = iterations.reduce((sum, ms) => sum + ms, 0);
  return Math.max(0, interpMs * iterations.length - spent);
}

function savings(runs: readonly LongRun[]): string {
  const groups = runs.map((run) => ({
    label: run.name,
    bars: [
      { name: 'auto', value: run.compiled.ms },
      { name: 'wasm', value: savedMs(run) },
    ],
  }));
  const values = groups.flatMap(({ bars }) => bars.flatMap(({ value }) => value ?? []));
  const { high, from, to } = logScale(values, LABEL_WIDTH, LABEL_WIDTH + PLOT_WIDTH);
  const lines = runs.map((run) => [
    run.name,
    String(run.compiled.functions),
    String(run.compiled.bytes),
    figure(run.compiled.ms),
    figure(savedMs(run)),
    figure(run.coldMs),
    figure(run.warmMs),
    figure(run.hotMs * run.iterations.length),
  ]);
  const head = ['program', 'functions', 'bytes', 'compile ms', 'saved ms'];
  const wholes = ['cold process ms', 'warm process ms', 'the runs hot ms'];
  return (
    '<ul class="keys"><li><i class="auto"></i>compiling</li><li><i class="wasm"></i>saved</li></ul>' +
    bars('Compile time and time saved', { low: 1, high, from, to }, 1, milliseconds, groups) +
    plainTable('Compile time and time saved, figures', [...head, ...wholes], lines)
  );
}

function milliseconds(value: number): string {
  return value < 1000 ? `${figure(value)} ms` : `${figure(value / 1000)} s`;
}

function figures(report: Report): string {
  const erlangs = bases(report);
  const columns = tiers(report);
  const time = (row: Row, column: string) =>
    row.times[column] ? figure(median(row.times[column])) : '–';
  const peak = (row: Row, column: string) =>
    row.peaks[column] ? figure(median(row.peaks[column])) : '–';
  const lines = report.rows.map((row) => [
    row.name,
    String(row.size),
    ...erlangs.map((column) => time(row, column)),
    ...columns.flatMap((column) => [time(row, column), times(ratio(row, column))]),
    ...report.columns.map((column) => peak(row, column)),
  ]);
  const head = [
    'program',
    'size',
    ...erlangs.map((column) => `${column} ms`),
    ...columns.flatMap((column) => [`${column} ms`, 'ratio']),
    ...report.columns.map((column) => `${column} MB`),
  ];
  return plainTable('All figures', head, lines);
}

function plainTable(
  label: string,
  head: readonly string[],
  lines: readonly (readonly string[])[],
): string {
  const cells = head.map((cell) => `<th scope="col">${html(cell)}</th>`).join('');
  const rows = lines.map(([first, ...rest]) => {
    const figures = rest.map((cell) => `<td>${html(cell)}</td>`).join('');
    return `<tr><th scope="row">${html(first)}</th>${figures}</tr>`;
  });
  return scrolling(
    label,
    `<table><thead><tr>${cells}</tr></thead><tbody>${rows.join('')}</tbody></table>`,
  );
}

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
