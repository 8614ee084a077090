// How built-in functions are declared: beside their bodies, one file per Erlang module.
//
//   export const lists = defineBifs('lists', {
//     'member/2': (p, x, list) => …,
//   });
//   export const erlangGuards = defineGuardBifs('erlang', { 'byte_size/1': (p, t) => … });
//
// A body takes the calling process and the arguments and returns a term. It raises an Erlang exception by throwing a BeamError
// (gc/errors.ts), goes on in another function by `return p.callInstead(module, name, args)`, and waits by
// `return p.suspendUntil(resume => …)`. The arity in the name is checked against the body when the table is built.
import type { Term } from '../gc/types.ts';
import type { Process } from '../sched/process.ts';

export type BifBody = (p: Process, ...args: Term[]) => Term;

export interface Bif {
  readonly module: string;
  readonly name: string;
  readonly arity: number;
  /** Whether guards may call it; a guard BIF has no side effect and never waits. */
  readonly guard: boolean;
  readonly body: BifBody;
}

function define(module: string, guard: boolean, bodies: Record<string, BifBody>): Bif[] {
  return Object.entries(bodies).map(([key, body]) => {
    const slash = key.lastIndexOf('/');
    const arity = Number(key.slice(slash + 1));
    if (body.length > arity + 1)
      throw new Error(`${module}:${key} takes ${body.length - 1} arguments`);
    return { module, name: key.slice(0, slash), arity, guard, body };
  });
}

/** Declares the built-in functions of a module; keys are `name/arity`. */
export function defineBifs(module: string, bodies: Record<string, BifBody>): Bif[] {
  return define(module, false, bodies);
}

/** The same for functions that guards may call. */
export function defineGuardBifs(module: string, bodies: Record<string, BifBody>): Bif[] {
  return define(module, true, bodies);
}
