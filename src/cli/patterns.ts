// Functions named on the command line: all of a module, all of a name, or one. Elixir's modules as Elixir writes them.

import { readFileSync } from 'node:fs';
import { CommandError, usageError } from './errors.ts';

export interface FunctionPattern {
  readonly module: string;
  readonly name: string | undefined;
  readonly arity: number | undefined;
}

/** `M`, `M:F` or `M:F/A`; undefined where it is none. Names of funs, which begin with `-`, hold slashes. */
export function parsePattern(text: string): FunctionPattern | undefined {
  const m = /^([^:]+)(?::([^/]+|\/|-.+?)(?:\/(\d+))?)?$/s.exec(text);
  if (m === null) return undefined;
  const [, module, name, arity] = m;
  const isElixir = /^[A-Z]/.test(module) && !module.startsWith('Elixir.');
  return {
    module: isElixir ? `Elixir.${module}` : module,
    name,
    arity: arity === undefined ? undefined : Number(arity),
  };
}

/** Whether a function is one of those meant. */
export function isMeant(
  patterns: readonly FunctionPattern[],
  module: string,
  name: string,
  arity: number,
): boolean {
  return patterns.some(
    (p) =>
      p.module === module &&
      (p.name === undefined || p.name === name) &&
      (p.arity === undefined || p.arity === arity),
  );
}

export type FunctionFilter = (module: string, name: string, arity: number) => boolean;

/**
 * `--jit-filter`: patterns of functions that are meant, or with `-` before them that are not, separated by commas or, in a file that is named
 * with `@`, by the ends of lines. Where all have `-`, everything else is meant.
 */
export function parseFilter(list: string): FunctionFilter {
  const items = list.startsWith('@') ? lines(list.slice(1)) : list.split(',');
  const wanted: FunctionPattern[] = [];
  const unwanted: FunctionPattern[] = [];
  for (const item of items) {
    const isNegative = item.startsWith('-');
    const pattern = parsePattern(isNegative ? item.slice(1) : item);
    if (pattern === undefined) throw usageError(`--jit-filter: "${item}" is no function`);
    (isNegative ? unwanted : wanted).push(pattern);
  }
  const all = wanted.length === 0 && unwanted.length > 0;
  return (m, f, a) => (all || isMeant(wanted, m, f, a)) && !isMeant(unwanted, m, f, a);
}

/** An empty file means no function. */
function lines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  } catch (e) {
    throw new CommandError(`--jit-filter: ${(e as Error).message}`);
  }
}
