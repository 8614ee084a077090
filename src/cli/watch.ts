// `--trace` and `--stats`: watchers around a runtime's own methods. They are put in place only when asked for, so
// that a program that is not watched pays nothing.

import { resourceUsage } from 'node:process';
import { printTerm } from '../gc/print.ts';
import { atomName } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import type { Runtime } from '../runtime.ts';
import type { ModulePath } from './modules.ts';
import type { TRACES } from './traces.ts';

type Trace = keyof typeof TRACES;

/** Characters of a term in a line of the trace. */
const TERM_LIMIT = 200;

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

/** Watches a runtime that has not started yet; the answer tells the statistics. */
export function watch(
  runtime: Runtime,
  modules: ModulePath,
  traces: ReadonlySet<string>,
  tell: (text: string) => void,
): () => string {
  const { code, scheduler } = runtime;
  const count = { modules: 0, functions: 0, processes: 0 };
  const began = performance.now();
  const trace = (name: Trace, text: () => string): void => {
    if (traces.has(name)) {
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
  around(code, 'translate', (entry) => {
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

  return () => {
    const rows: [string, string][] = [
      ['before the program', `${began.toFixed(1)} ms`],
      ['program', `${(performance.now() - began).toFixed(1)} ms`],
      ['modules loaded', `${count.modules}`],
      ['functions translated', `${count.functions}`],
      ['words of code', `${code.area.size}`],
      ['processes spawned', `${count.processes}`],
      ['context switches', `${scheduler.contextSwitches}`],
      ['reductions', `${reductions(runtime)}`],
      ['peak memory', `${(resourceUsage().maxRSS / 1024).toFixed(1)} MB`],
    ];
    return rows.map(([name, value]) => `beamjit: ${name.padEnd(22)}${value}\n`).join('');
  };
}

/** Of all processes, those that run and those that have ended. */
function reductions({ scheduler }: Runtime): number {
  return scheduler.table.all().reduce((sum, p) => sum + p.reductions, scheduler.endedReductions);
}
