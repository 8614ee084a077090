// erlang:match_spec_test/3: what a match specification gives for one term, and what is wrong with it.

import { compileMatchSpec, type Dialect, type TraceResult } from '../ets/match-spec.ts';
import { badarg } from '../gc/errors.ts';
import {
  atoms,
  charList,
  FALSE,
  hd,
  isCons,
  isList,
  list,
  NIL,
  type Term,
  tl,
  tuple,
} from '../gc/term.ts';
import { guardLookup } from './guards.ts';
import { defineBifs } from './registry.ts';

const am = atoms('error', 'exception_trace', 'ok', 'return_trace', 'table', 'trace');

/** `[{error, Text}]`. */
const errorTerms = (errors: string[]) =>
  list(errors.map((text) => tuple(am.error, charList(text))));

export const erlangMatchSpec = defineBifs('erlang', {
  'match_spec_test/3': (p, against, spec, kind) => {
    const dialect: Dialect | undefined =
      kind === am.table ? 'table' : kind === am.trace ? 'trace' : undefined;
    if (dialect === undefined || (dialect === 'trace' && !isList(against))) throw badarg();
    const errors: string[] = [];
    const program = compileMatchSpec(spec, dialect, guardLookup, errors);
    if (program === undefined) return tuple(am.error, errorTerms(errors));
    if (dialect === 'table') return tuple(am.ok, program.run(p, against) ?? FALSE, NIL, NIL);
    const args: Term[] = [];
    for (let rest = against; isCons(rest); rest = tl(rest)) args.push(hd(rest));
    const trace: TraceResult = { message: undefined, flags: new Set() };
    const result = program.runTrace(p, args, trace) ?? FALSE;
    const flags = [am.return_trace, am.exception_trace].filter((flag) => trace.flags.has(flag));
    return tuple(am.ok, result, list(flags), NIL);
  },
});
