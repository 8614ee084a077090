// How a call from JavaScript fails.

import type { ErrorClass } from '../gc/errors.ts';
import { Atom, charlistText, Tuple, type Value } from './values.ts';

/** One entry of a stacktrace. */
export interface StackEntry {
  readonly module: string;
  readonly function: string;
  /** The arity; the arguments where Erlang kept them. */
  readonly arity: number;
  readonly args?: readonly Value[];
  readonly file?: string;
  readonly line?: number;
}

/** An exception that the Erlang code did not catch. */
export class ErlangError extends Error {
  readonly class: ErrorClass;
  readonly reason: Value;
  /** As Erlang has it, innermost first. */
  readonly stacktrace: readonly StackEntry[];

  constructor(errorClass: ErrorClass, reason: Value, reasonText: string, stacktrace: Value) {
    const entries = readStacktrace(stacktrace);
    const [first] = entries;
    const where = first === undefined ? '' : ` in ${describe(first)}`;
    super(`${errorClass}: ${reasonText}${where}`);
    this.name = 'ErlangError';
    this.class = errorClass;
    this.reason = reason;
    this.stacktrace = entries;
  }
}

/** The function cannot go on without waiting: for a message, a timer, input. Use `callAsync`. */
export class CallWouldWait extends Error {
  constructor(name: string) {
    super(`${name} has to wait: use callAsync`);
    this.name = 'CallWouldWait';
  }
}

/** The program has ended its runtime by `erlang:halt`, or `Runtime.stop` has. */
export class RuntimeHalted extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the runtime was halted with status ${status}`);
    this.name = 'RuntimeHalted';
    this.status = status;
  }
}

function readStacktrace(trace: Value): StackEntry[] {
  if (!Array.isArray(trace)) return [];
  return trace.flatMap((entry) => {
    if (!(entry instanceof Tuple) || entry.length !== 4) return [];
    const [module, name, arity, info] = entry;
    if (!(module instanceof Atom && name instanceof Atom)) return [];
    const args = Array.isArray(arity)
      ? { arity: arity.length, args: arity }
      : { arity: Number(arity) };
    return [{ module: module.name, function: name.name, ...args, ...readLocation(info) }];
  });
}

function readLocation(info: Value): { file?: string; line?: number } {
  const location: { file?: string; line?: number } = {};
  if (!Array.isArray(info)) return location;
  for (const item of info) {
    if (!(item instanceof Tuple)) continue;
    const [key, value] = item;
    if (key === Atom.of('file')) location.file = charlistText(value);
    if (key === Atom.of('line')) location.line = Number(value);
  }
  return location;
}

function describe({ module, function: name, arity, file, line }: StackEntry): string {
  const place = file === undefined ? '' : ` (${file}${line === undefined ? '' : `:${line}`})`;
  return `${module}:${name}/${arity}${place}`;
}
