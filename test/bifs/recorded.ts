// Calls of built-in functions with real Erlang's answers (test/data/bifs, recorded by tools/record-bifs.ts), and a process
// to call the bodies from.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import '../../src/gc/bigint.ts';
import '../../src/gc/constants.ts';
import { allBifs } from '../../src/bifs/index.ts';
import type { BifBody } from '../../src/bifs/registry.ts';
import { BeamError, TryAgain } from '../../src/gc/errors.ts';
import { decodeExternal } from '../../src/gc/external.ts';
import { wasm } from '../../src/gc/instance.ts';
import { printTerm } from '../../src/gc/print.ts';
import {
  atom,
  atomName,
  exactEqual,
  isAtom,
  listElements,
  type Term,
  tuple,
  tupleElements,
} from '../../src/gc/term.ts';
import type { Runtime } from '../../src/runtime.ts';
import type { Process } from '../../src/sched/process.ts';
import { RunStatus } from '../../src/sched/runner.ts';
import { Scheduler } from '../../src/sched/scheduler.ts';

const bodies = new Map<string, BifBody>();
for (const { module, name, arity, body } of allBifs())
  bodies.set(`${module}:${name}/${arity}`, body);

/** What was recorded on a topic: each row the elements of a tuple. */
export function recorded(topic: string): Term[][] {
  const path = join(import.meta.dirname, '../data/bifs', `${topic}.json`);
  const rows = JSON.parse(readFileSync(path, 'utf8')) as string[];
  return rows.map((row) =>
    tupleElements(decodeExternal(Buffer.from(row, 'base64'), { externalFun }).term),
  );
}

const exports = new Map<string, Term>();

/** One external fun for each name, as a runtime has it. */
function externalFun(module: Term, name: Term, arity: number): Term {
  const key = `${atomName(module)}:${atomName(name)}/${arity}`;
  let fun = exports.get(key);
  if (fun === undefined)
    exports.set(key, (fun = wasm.newExternalFun(wasm.newExport(module, name, arity, 0, null))));
  return fun;
}

/** A process whose runtime has nothing but clocks. */
export function lonelyProcess(): Process {
  const slots = new Map<symbol, unknown>();
  const runtime = {
    otp: { release: '27' },
    // Nobody waits for OTP's own tables.
    kernel: { tableWanted: () => undefined },
    slot<T>(key: symbol, make: (rt: Runtime) => T): T {
      if (!slots.has(key)) slots.set(key, make(runtime as unknown as Runtime));
      return slots.get(key) as T;
    },
  };
  const clock = {
    monotonicNanoseconds: () => BigInt(Math.round(performance.now() * 1e6)),
    milliseconds: () => performance.now(),
    systemNanoseconds: () => BigInt(Date.now()) * 1_000_000n,
    utcOffsetMinutes: () => 0,
    cpuMilliseconds: () => 0,
    setTimer: () => undefined,
    clearTimer: () => undefined,
    defer: () => undefined,
  };
  const runner = { start: () => undefined, run: () => RunStatus.WAIT, bump: () => undefined };
  const scheduler = new Scheduler(runtime as unknown as Runtime, runner as never, { clock });
  Object.assign(runtime, { scheduler });
  return scheduler.spawnNative({ onMessage: () => undefined });
}

export const body = (module: string, name: string, arity: number): BifBody | undefined =>
  bodies.get(`${module}:${name}/${arity}`);

/** `{ok, Value}`, or `{Class, Reason, Cause}`. */
export function answer(p: Process, module: string, name: string, args: readonly Term[]): Term {
  const call = body(module, name, args.length);
  if (call === undefined) return atom(`there is no ${module}:${name}/${args.length}`);
  try {
    return tuple(atom('ok'), call(p, ...args));
  } catch (e) {
    // What takes long asks to be called again.
    if (e instanceof TryAgain) return answer(p, module, name, args);
    if (e instanceof BeamError) return tuple(atom(e.class), e.reason, e.cause ?? atom('none'));
    throw e;
  }
}

/** A mistake as text: the call, what came and what should have come. */
export interface Mistake {
  readonly call: string;
  readonly got: string;
  readonly wanted: string;
}

export function sameTerm(a: Term, b: Term): boolean {
  return Boolean(exactEqual(a, b));
}

/** Calls everything of a topic and tells which answers differ. */
export function mistakes(topic: string, p: Process = lonelyProcess()): Mistake[] {
  const found: Mistake[] = [];
  for (const [module, name, args, wanted] of recorded(topic)) {
    if (!isAtom(module)) continue;
    const list = listElements(args) as Term[];
    const got = answer(p, atomName(module), atomName(name), list);
    if (sameTerm(got, wanted)) continue;
    const call = `${atomName(module)}:${atomName(name)}(${list.map((t) => printTerm(t)).join(', ')})`;
    found.push({ call, got: printTerm(got), wanted: printTerm(wanted) });
  }
  return found;
}
