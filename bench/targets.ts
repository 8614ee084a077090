/** The figures to reach, computed from a report: each met, not met, or not measured in this run. */

import type { Report, Row } from './report.ts';
import { aligned, ERL, meanRatio, memoryRatio, ratio, STDLIB, times } from './report.ts';
import { differ, geometricMean, median } from './statistics.ts';

export interface Target {
  readonly what: string;
  readonly limit: number;
  /** What was reached, or undefined where this run did not measure it. */
  readonly value: number | undefined;
  /** Which programs the value comes from, or miss the limit. */
  readonly detail: string;
}

/** Above this a program's ratio wants a profile that explains it. */
const TO_EXPLAIN = 1.2;

export function targets(report: Report): Target[] {
  const hot = (row: Row) => ratio(row, 'wasm');
  const compute = report.rows.filter(({ group }) => group === 'compute');
  const named = (...names: string[]) => report.rows.filter(({ name }) => names.includes(name));
  return [
    {
      what: 'compute programs, wasm hot, geometric mean',
      limit: 1,
      value: meanRatio(compute, 'wasm'),
      detail: 'a stretch: 0.7',
    },
    worst('any one program, wasm hot', 2, report.rows, hot, TO_EXPLAIN),
    worst('messages, wasm hot', 1, named('pingpong', 'ring', 'genserver'), hot),
    worst('JSON decoding, wasm hot', 1.2, named('json_decode', 'documents'), hot),
    worst('order pipeline, wasm hot', 1.2, named('orders'), hot),
    worst('ledger, wasm hot', 0.3, named('ledger'), hot),
    worst('auto from cold beside hot, over 2 s', 1.3, report.longRuns, ({ coldMs, ...run }) => {
      return coldMs / (run.hotMs * run.iterations.length);
    }),
    worst('auto with a warm cache beside hot', 1.1, report.longRuns, ({ warmMs, ...run }) => {
      return warmMs / (run.hotMs * run.iterations.length);
    }),
    short(report),
    worst('compiling stdlib with the Erlang compiler', 2, stdlib(report), ({ value }) => value),
    memory(report),
  ];
}

/** The largest of all ratios, with the names of those over a limit. */
function worst<T extends { readonly name: string }>(
  what: string,
  limit: number,
  items: readonly T[],
  value: (item: T) => number | undefined,
  listed = limit,
): Target {
  const values = items.flatMap((item): [string, number][] => {
    const found = value(item);
    return found === undefined ? [] : [[item.name, found]];
  });
  values.sort(([, a], [, b]) => b - a);
  const over = values.filter(([, ratio]) => ratio > listed);
  const list = over.map(([name, ratio]) => `${name} ${times(ratio)}`).join(', ');
  return { what, limit, value: values[0]?.[1], detail: list && `over ${listed}: ${list}` };
}

/** All short programs together; one alone counts where it is significantly slower. */
function short({ shortRuns }: Report): Target {
  const ratios = shortRuns.map(({ name, times }) => {
    const slower = median(times.auto) / median(times.interp);
    return { name, slower, certain: differ(times.auto, times.interp) };
  });
  const certain = ratios.filter(({ certain, slower }) => certain && slower > 1.05);
  return {
    what: 'auto beside interp, short programs, geometric mean',
    limit: 1.05,
    value: geometricMean(ratios.map(({ slower }) => slower)),
    detail:
      certain.length > 0
        ? `significantly over 1.05: ${certain.map(({ name, slower }) => `${name} ${times(slower)}`).join(', ')}`
        : '',
  };
}

function stdlib({ facts }: Report): { name: string; value: number }[] {
  const values = facts.find(({ what }) => what === STDLIB)?.values ?? {};
  const { [ERL]: base, ...tiers } = values;
  if (base === undefined) return [];
  return Object.entries(tiers).map(([name, value]) => ({ name, value: value / base }));
}

/** Of the tier that users get, or the best one that was measured. */
function memory(report: Report): Target {
  const tier = ['auto', 'wasm', 'interp'].find((name) => report.columns.includes(name)) ?? 'auto';
  const target = worst('memory at peak', 2.5, report.rows, (row) => memoryRatio(row, tier));
  const mean = geometricMean(report.rows.flatMap((row) => memoryRatio(row, tier) ?? []));
  const detail = [`${tier}, geometric mean ${times(mean)}`, target.detail].filter(Boolean);
  return { ...target, detail: detail.join('; ') };
}

export type Verdict = 'met' | 'not met' | 'not measured';

export function verdict({ value, limit }: Target): Verdict {
  if (value === undefined) return 'not measured';
  return value <= limit ? 'met' : 'not met';
}

/** The block for the terminal. */
export function targetLines(list: readonly Target[]): string {
  const cells = list.map((target) => [
    verdict(target),
    target.what,
    target.value === undefined ? '–' : target.value.toFixed(2),
    `≤ ${target.limit}`,
  ]);
  const [head, ...lines] = aligned([['target', '', 'reached', 'limit'], ...cells], 2).split('\n');
  const detailed = lines.map((line, index) => `${line}  ${list[index].detail}`.trimEnd());
  return [head, ...detailed].join('\n');
}
