// The functions that guards of match specifications may call, by name and arity.
import type { GuardLookup } from '../ets/match-spec.ts';
import { badarg } from '../gc/errors.ts';
import {
  isPid,
  isPort,
  isReference,
  pidNode,
  portNode,
  referenceNode,
  type Term,
} from '../gc/term.ts';
import { erlangBinaryGuards } from './erlang-binaries.ts';
import { erlangNumberGuards } from './erlang-numbers.ts';
import { erlangOperators } from './erlang-operators.ts';
import { erlangTypes } from './erlang-types.ts';
import type { BifBody } from './registry.ts';

/** The node of a pid, port or reference. */
function nodeOf(t: Term): Term {
  if (isPid(t)) return pidNode(t);
  if (isPort(t)) return portNode(t);
  if (isReference(t)) return referenceNode(t);
  throw badarg();
}

/** Guard functions of Erlang that match specifications do not have, or have as special forms. */
const MISSING = new Set(['and/2', 'or/2', 'is_record/1', 'is_record/2', 'is_integer/3']);

const table = new Map<string, BifBody>();
for (const { name, arity, body } of [
  ...erlangTypes,
  ...erlangOperators,
  ...erlangNumberGuards,
  ...erlangBinaryGuards,
]) {
  const key = `${name}/${arity}`;
  if (!MISSING.has(key)) table.set(key, body);
}
table.set('node/0', (p) => p.scheduler.node);
table.set('node/1', (_, t) => nodeOf(t));

export const guardLookup: GuardLookup = (name, arity) => table.get(`${name}/${arity}`);
