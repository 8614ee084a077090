// erts_debug: what the emulator tells about terms.
import { badarg, badmap, NotImplemented, undef } from '../gc/errors.ts';
import { wasm } from '../gc/instance.ts';
import { printTerm } from '../gc/print.ts';
import { flatSize, sharedSize } from '../gc/size.ts';
import {
  atom,
  atomAt,
  atomCount,
  atomName,
  atoms,
  bool,
  isAtom,
  isMap,
  isTuple,
  list,
  makeInteger,
  mapSize,
  NIL,
  safeIntegerOf,
  type Term,
  tuple,
  tupleElement,
  tupleElements,
} from '../gc/term.ts';
import type { Process } from '../sched/process.ts';
import { SLICE_REDUCTIONS } from '../sched/scheduler.ts';
import { booleanOf } from './arguments.ts';
import { statusOf } from './erlang-process-info.ts';
import { defineBifs } from './registry.ts';

const am = atoms(
  'arrays',
  'atom',
  'available_internal_state',
  'bitmaps',
  'colliding_names',
  'collisions',
  'default',
  'depth',
  'ets_debug_random_split_join',
  'ets_force_split',
  'ets_force_trap',
  'flxctr_memory_usage',
  'leafs',
  'mbuf',
  'next_pid',
  'notsup',
  'ok',
  'process_status',
  'reds_left',
  'true',
  'undefined',
  'wait',
);

const INTERNAL_STATE = Symbol('erts_debug:set_internal_state');

/**
 * How long the emulator's own loops run before they yield, which tests shorten. Ours yield otherwise or not at all: the
 * numbers are kept and given back, no more.
 */
const LOOP_LIMITS: Readonly<Record<string, number>> = {
  binary_loop_limit: 0,
  re_loop_limit: 0,
  unicode_loop_limit: 40_000,
};

interface Internals {
  /** Whether somebody has asked for the emulator's internals, as OTP's own test suites do. */
  available: boolean;
  readonly limits: Map<string, number>;
}

const internals = (p: Process) =>
  p.runtime.slot(INTERNAL_STATE, (): Internals => ({ available: false, limits: new Map() }));

function setLoopLimit({ limits }: Internals, name: string, value: Term): Term {
  const byDefault = LOOP_LIMITS[name];
  const limit = value === am.default ? byDefault : safeIntegerOf(value);
  if (limit === undefined) throw badarg();
  const old = limits.get(name) ?? byDefault;
  limits.set(name, limit);
  return makeInteger(old);
}

/** Names of tables; which of them share a bucket of the emulator's table of names is nothing to us. */
function collidingNames(value: Term): Term {
  const [name, count] = tupleElements(value);
  const names = Array.from({ length: safeIntegerOf(count) ?? 0 }, (_, i) =>
    atom(`${atomName(name)}_${i}`),
  );
  return list(names);
}

function setInternalState(p: Process, state: Internals, item: Term, value: Term): Term {
  switch (item) {
    case am.next_pid: {
      const next = safeIntegerOf(value);
      if (next === undefined) throw badarg();
      p.scheduler.table.next = next;
      return value;
    }
    case am.reds_left: {
      const left = safeIntegerOf(value);
      if (left === undefined) throw badarg();
      p.scheduler.runner.bump(p, p.runtime.interpreter.left(p) - left);
      return am.true;
    }
    case am.colliding_names:
      return collidingNames(value);
    // Our tables have no locks to split for.
    case am.ets_debug_random_split_join:
    case am.ets_force_split:
      return am.ok;
    case am.ets_force_trap:
      return am.notsup;
    // A term outside the heap; there is no such difference.
    case am.mbuf:
      return value;
    // Nothing is freed later by other threads. Those who are ready run before the caller goes on.
    case am.wait:
      p.scheduler.runner.bump(p, SLICE_REDUCTIONS);
      return am.ok;
  }
  const name = isAtom(item) ? atomName(item) : '';
  if (Object.hasOwn(LOOP_LIMITS, name)) return setLoopLimit(state, name, value);
  throw new NotImplemented(`erts_debug:set_internal_state(${printTerm(item)}, _)`);
}

/** The atom of an index, before which others are made up if there are not so many. */
function atomOfIndex(index: number): Term {
  let n = atomCount();
  for (;;) {
    const found = atomAt(index);
    if (found !== undefined) return found;
    atom(`am${(n++).toString(16)}`);
  }
}

const LEAF_DEPTHS = 18;
const SLOTS = 16;

/**
 * How a large map's trie looks. A full root is an array, other nodes are bitmaps; no keys are known that share all 64 bits of the
 * hash and would be collisions.
 */
function mapInfo(t: Term): Term {
  const shape = wasm.trieShape(t);
  const counts = Array.from({ length: LEAF_DEPTHS + SLOTS }, (_, i) =>
    Number(wasm.termArrayGet(shape, i)),
  );
  const leaves = counts.slice(0, LEAF_DEPTHS);
  const nodes = counts.slice(LEAF_DEPTHS);
  const arrays = wasm.hasFullRoot(t) ? 1 : 0;
  nodes[SLOTS - 1] -= arrays;
  const total = (of: readonly number[]) => makeInteger(of.reduce((sum, n) => sum + n, 0));
  const numbers = (of: readonly number[]) => tuple(...of.map((n) => makeInteger(n)));
  return list([
    tuple(am.depth, makeInteger(leaves.findLastIndex((n) => n > 0))),
    tuple(am.arrays, makeInteger(arrays), NIL),
    tuple(am.collisions, makeInteger(0), numbers(nodes.map(() => 0))),
    tuple(am.bitmaps, total(nodes), numbers(nodes)),
    tuple(am.leafs, total(leaves), numbers(leaves)),
  ]);
}

function internalState(p: Process, item: Term): Term {
  switch (item) {
    case am.available_internal_state:
      return am.true;
    case am.next_pid:
      return makeInteger(p.scheduler.table.next);
    case am.reds_left:
      return makeInteger(p.runtime.interpreter.left(p));
    case am.flxctr_memory_usage:
      return am.notsup;
  }
  if (isTuple(item) && tupleElement(item, 0) === am.process_status) {
    const of = p.scheduler.table.get(tupleElement(item, 1));
    return of === undefined ? am.undefined : statusOf(of);
  }
  if (isTuple(item) && tupleElement(item, 0) === am.atom) {
    const index = safeIntegerOf(tupleElement(item, 1));
    if (index === undefined || index < 0) throw badarg();
    return atomOfIndex(index);
  }
  throw new NotImplemented(`erts_debug:get_internal_state(${printTerm(item)})`);
}

export const ertsDebug = defineBifs('erts_debug', {
  'same/2': (_, a, b) => bool(a === b),
  'flat_size/1': (_, t) => makeInteger(flatSize(t)),
  'size_shared/1': (_, t) => makeInteger(sharedSize(t)),
  // Messages and funs share terms anyway.
  'copy_shared/2': (_, t) => t,
  'map_info/1': (_, t) => {
    if (!isMap(t)) throw badmap(t);
    if (mapSize(t) <= 32) throw badarg();
    return mapInfo(t);
  },
  'get_internal_state/1': (p, item) => {
    if (!internals(p).available) throw undef();
    return internalState(p, item);
  },
  'set_internal_state/2': (p, item, value) => {
    const state = internals(p);
    if (item === am.available_internal_state) {
      const on = booleanOf(value);
      if (on === undefined) throw badarg();
      const was = state.available;
      state.available = on;
      return bool(was);
    }
    if (!state.available) throw undef();
    return setInternalState(p, state, item, value);
  },
});
