// `--trace` and `--stats`: watchers around a runtime's own methods. They are put in place only when asked for, so
// that a program that is not watched pays nothing.

import { resourceUsage } from 'node:process';
import { printTerm } from '../gc/print.ts';
import { atomName } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import type { Runtime } from '../runtime.ts';
import type { Process } from '../sched/process.ts';
import type { ModulePath } from './modules.ts';
import type { CommandLine, StatsForm } from './options.ts';
import { isMeant } from './patterns.ts';
import { hottest, reportJson, reportRows, tierReport, whyReport } from './tier-report.ts';
import type { TraceName } from './traces.ts';
import { TierWatcher } from './watch-tiers.ts';

/** Characters of a term in a line of the trace. */
const TERM_LIMIT = 200;

/** Levels of calls that are shown as such. */
const DEPTH_LIMIT = 40;

/** Calls `after` with arguments and result of each call of a method. */
function around<T extends object, K extends keyof T>(
  object: T,
  method: K,
  after: T[K] extends (...args: infer A) => infer R
    ? (result: R, args: A, ms: number) => void
    : never,
): void {
  const original = object[method] as (...args: unknown[]) => unknown;
  const watched = function (this: T, ...args: unknown[]): unknown {
    const began = performance.now();
    const result = original.apply(this, args);
    (after as (result: unknown, args: unknown[], ms: number) => void)(
      result,
      args,
      performance.now() - began,
    );
    return result;
  };
  object[method] = watched as T[K];
}

/** Watches a runtime that has not started yet; the answer tells at the end what was asked for. */
export function watch(
  runtime: Runtime,
  modules: ModulePath,
  { traces, stats, why, dump }: Pick<CommandLine, 'traces' | 'stats' | 'why' | 'dump'>,
  tell: (text: string) => void,
): () => string {
  const { code, scheduler } = runtime;
  const count = { modules: 0, functions: 0, processes: 0 };
  const began = performance.now();
  const trace = (name: TraceName, text: () => string): void => {
    if (traces.names.has(name)) {
      runtime.flush();
      tell(`${(performance.now() - began).toFixed(1).padStart(9)} ms  ${name} ${text()}\n`);
    }
  };
  const show = (t: Term) => printTerm(t, { node: scheduler.node, limit: TERM_LIMIT });

  around(code, 'load', (loaded, _args, ms) => {
    count.modules++;
    trace('load', () => {
      const { name } = loaded.decoded;
      const from = modules.find(name)?.fileOf(name) ?? runtime.otp.modulePath(name) ?? 'memory';
      return `${name} (${ms.toFixed(1)} ms) ${from}`;
    });
  });
  around(code, 'translate', ({ entry }) => {
    count.functions++;
    trace('translate', () => {
      const f = code.area.functionAt(entry);
      return f === undefined ? '?' : `${atomName(f.module.atom)}:${f.name}/${f.arity}`;
    });
  });
  around(scheduler, 'spawn', (p) => {
    count.processes++;
    const { module, name, arity } = p.initialCall;
    trace('spawn', () => `${show(p.pid)} ${atomName(module)}:${atomName(name)}/${arity}`);
  });
  scheduler.exitHooks.push((p, reason) => trace('exit', () => `${show(p.pid)} ${show(reason)}`));
  around(scheduler, 'send', (_result, [from, to, message]) =>
    trace(
      'send',
      () => `${from === null ? '' : `${show(from.pid)} `}-> ${show(to)} ${show(message)}`,
    ),
  );

  if (traces.names.has('call')) {
    const ownModules = traces.functions.length === 0;
    const depthOf = callDepth(runtime);
    code.tracer = {
      wants: (module, name, arity) =>
        ownModules
          ? modules.find(module) !== undefined
          : isMeant(traces.functions, module, name, arity),
      called: ({ process, callee, args }) => {
        const depth = '| '.repeat(Math.min(depthOf(process), DEPTH_LIMIT));
        const name = `${atomName(callee.module.atom)}:${callee.name}`;
        trace('call', () => `${show(process.pid)} ${depth}${name}(${args.map(show).join(', ')})`);
      },
    };
  }

  const tiers = new TierWatcher({
    trace: (text) => trace('tier', () => text),
    dump,
    tell,
    counts: stats !== undefined || why !== undefined,
  });
  if (runtime.tiers !== undefined) runtime.tiers.observer = tiers;

  const figures = (): Record<string, number> => ({
    startMs: began,
    programMs: performance.now() - began,
    modules: count.modules,
    translated: count.functions,
    words: code.area.size,
    processes: count.processes,
    contextSwitches: scheduler.contextSwitches,
    peakMemory: resourceUsage().maxRSS * 1024,
  });

  const statistics = (form: StatsForm): string => {
    const report = tierReport(runtime, tiers.profile, reductions(runtime));
    const n = figures();
    if (form === 'json') return `${JSON.stringify({ ...n, ...reportJson(report) })}\n`;
    const rows: [string, string][] = [
      ['before the program', `${n.startMs.toFixed(1)} ms`],
      ['program', `${n.programMs.toFixed(1)} ms`],
      ['modules loaded', `${n.modules}`],
      ['functions translated', `${n.translated}`],
      ['words of code', `${n.words}`],
      ['processes spawned', `${n.processes}`],
      ['context switches', `${n.contextSwitches}`],
      ...reportRows(report),
      ['peak memory', `${(n.peakMemory / 2 ** 20).toFixed(1)} MB`],
    ];
    const table = rows.map(([name, value]) => `beamjit: ${name.padEnd(22)}${value}\n`).join('');
    return `${table}${hottest(report)}`;
  };

  return () =>
    [
      why === undefined ? '' : whyReport(runtime, tiers.profile, why),
      stats === undefined ? '' : statistics(stats),
    ].join('');
}

/**
 * How many traced calls a call is inside of. A call that is not over has its return address on the stack still, where it was
 * when it was made; one that has become another by a tail call is over.
 */
function callDepth({ interpreter }: Runtime): (p: Process) => number {
  const calls = new WeakMap<Process, { size: number; returnAddress: Term }[]>();
  return (p) => {
    let open = calls.get(p);
    if (open === undefined) calls.set(p, (open = []));
    const size = interpreter.stackSize(p);
    const isOver = (call: { size: number; returnAddress: Term }): boolean =>
      call.size >= size || interpreter.stackWord(p, size - call.size) !== call.returnAddress;
    while (open.length > 0 && isOver(open[open.length - 1])) open.pop();
    return open.push({ size, returnAddress: interpreter.stackWord(p, 0) }) - 1;
  };
}

/** Of all processes, those that run and those that have ended. */
function reductions({ scheduler }: Runtime): number {
  return scheduler.table.all().reduce((sum, p) => sum + p.reductions, scheduler.endedReductions);
}
