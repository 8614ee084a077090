// What `--trace` can show, and how it is asked for. Nothing here needs a runtime: the help starts without one.

import { type FunctionPattern, parsePattern } from './patterns.ts';

/** Name → what is told. */
export const TRACES = {
  load: 'each module that is loaded, from where and how long it took',
  translate: 'each function that is called for the first time',
  spawn: 'each process that is made',
  exit: 'each process that ends, and why',
  send: 'each message',
  tier: 'what becomes of hot functions: hot, requested, compiled, installed, refused, failed',
  call: "each call of the program's own functions; call:M, call:M:F or call:M:F/A: of those",
} as const;

export type TraceName = keyof typeof TRACES;

/** What `--trace` asks for. */
export interface TraceRequest {
  readonly names: ReadonlySet<TraceName>;
  /** Of `call`; where there is none, the program's own modules are meant. */
  readonly functions: readonly FunctionPattern[];
}

export const NO_TRACES: TraceRequest = { names: new Set(), functions: [] };

/** Takes the value of the option apart; undefined and the item in question where there is no such trace. */
export function parseTraces(value: string): TraceRequest | { readonly unknown: string } {
  const names = new Set<TraceName>();
  const functions: FunctionPattern[] = [];
  for (const item of value.split(',')) {
    const name = item.split(':', 1)[0];
    const pattern = item.slice(name.length + 1);
    if (!Object.hasOwn(TRACES, name)) return { unknown: item };
    names.add(name as TraceName);
    if (name === item) continue;
    const parsed = parsePattern(pattern);
    if (name !== 'call' || parsed === undefined) return { unknown: item };
    functions.push(parsed);
  }
  return { names, functions };
}
