// atomics and counters: arrays of 64-bit integers that many processes change. One thread runs them all, so they are
// typed arrays.
import { badarg, systemLimit } from '../gc/errors.ts';
import {
  atoms,
  bigintOf,
  isInteger,
  isReference,
  makeInteger,
  mapFrom,
  referenceResource,
  safeIntegerOf,
  type Term,
} from '../gc/term.ts';
import type { Process } from '../sched/process.ts';
import { defineBifs } from './registry.ts';

const am = atoms('max', 'memory', 'min', 'ok', 'size');

/** What a reference to an array stands for. */
class IntegerArray {
  readonly values: BigInt64Array | BigUint64Array;
  /** Made by counters:new/2 with write_concurrency, which atomics do not accept, nor the other way round. */
  readonly counters: boolean;
  constructor(values: BigInt64Array | BigUint64Array, counters: boolean) {
    this.values = values;
    this.counters = counters;
  }
}

/** More elements than the memory can hold. */
const MAX_SIZE = 2 ** 30;

/** The option bit of erts_internal:atomics_new/2. */
const SIGNED = 1;

function sizeOf(t: Term): number {
  if (!isInteger(t) || bigintOf(t) <= 0n) throw badarg();
  const size = safeIntegerOf(t);
  if (size === undefined || size > MAX_SIZE) throw systemLimit();
  return size;
}

function make(p: Process, array: IntegerArray): Term {
  return p.scheduler.references.make(array);
}

function arrayOf(t: Term, counters: boolean): IntegerArray {
  const resource = isReference(t) ? referenceResource(t) : null;
  if (!(resource instanceof IntegerArray) || resource.counters !== counters) throw badarg();
  return resource;
}

/** The values of an array and the place that an index means. */
function placeOf(
  t: Term,
  index: Term,
  counters = false,
): { values: BigInt64Array | BigUint64Array; at: number } {
  const { values } = arrayOf(t, counters);
  const at = safeIntegerOf(index);
  if (at === undefined || at < 1 || at > values.length) throw badarg();
  return { values, at: at - 1 };
}

/** An integer that the array can hold. */
function storable(values: BigInt64Array | BigUint64Array, t: Term): bigint {
  if (!isInteger(t)) throw badarg();
  const n = bigintOf(t);
  const signed = values instanceof BigInt64Array;
  if ((signed ? BigInt.asIntN(64, n) : BigInt.asUintN(64, n)) !== n) throw badarg();
  return n;
}

/** What is added: anything of 64 bits, with a sign or without. */
function incrementOf(t: Term): bigint {
  if (!isInteger(t)) throw badarg();
  const n = bigintOf(t);
  if (BigInt.asIntN(64, n) !== n && BigInt.asUintN(64, n) !== n) throw badarg();
  return n;
}

export const atomics = defineBifs('atomics', {
  'get/2': (_, t, index) => {
    const { values, at } = placeOf(t, index);
    return makeInteger(values[at]);
  },
  'put/3': (_, t, index, value) => {
    const { values, at } = placeOf(t, index);
    values[at] = storable(values, value);
    return am.ok;
  },
  'add/3': (_, t, index, increment) => {
    const { values, at } = placeOf(t, index);
    values[at] += incrementOf(increment);
    return am.ok;
  },
  'add_get/3': (_, t, index, increment) => {
    const { values, at } = placeOf(t, index);
    values[at] += incrementOf(increment);
    return makeInteger(values[at]);
  },
  'exchange/3': (_, t, index, value) => {
    const { values, at } = placeOf(t, index);
    const old = values[at];
    values[at] = storable(values, value);
    return makeInteger(old);
  },
  'compare_exchange/4': (_, t, index, expected, value) => {
    const { values, at } = placeOf(t, index);
    const wanted = storable(values, expected);
    const desired = storable(values, value);
    if (values[at] !== wanted) return makeInteger(values[at]);
    values[at] = desired;
    return am.ok;
  },
  'info/1': (_, t) => {
    const { values } = arrayOf(t, false);
    const signed = values instanceof BigInt64Array;
    return mapFrom([
      [am.max, makeInteger(signed ? 2n ** 63n - 1n : 2n ** 64n - 1n)],
      [am.memory, makeInteger(40 + 8 * values.length)],
      [am.min, makeInteger(signed ? -(2n ** 63n) : 0)],
      [am.size, makeInteger(values.length)],
    ]);
  },
});

export const ertsInternalAtomics = defineBifs('erts_internal', {
  'atomics_new/2': (p, size, options) => {
    const n = sizeOf(size);
    const bits = safeIntegerOf(options);
    if (bits === undefined) throw badarg();
    return make(
      p,
      new IntegerArray(bits & SIGNED ? new BigInt64Array(n) : new BigUint64Array(n), false),
    );
  },
  'counters_new/1': (p, size) => make(p, new IntegerArray(new BigInt64Array(sizeOf(size)), true)),
  'counters_get/2': (_, t, index) => {
    const { values, at } = placeOf(t, index, true);
    return makeInteger(values[at]);
  },
  'counters_add/3': (_, t, index, increment) => {
    const { values, at } = placeOf(t, index, true);
    values[at] += incrementOf(increment);
    return am.ok;
  },
  'counters_put/3': (_, t, index, value) => {
    const { values, at } = placeOf(t, index, true);
    values[at] = storable(values, value);
    return am.ok;
  },
  'counters_info/1': (_, t) => {
    const { values } = arrayOf(t, true);
    return mapFrom([
      [am.memory, makeInteger(32 + 64 * Math.ceil(values.length / 8))],
      [am.size, makeInteger(values.length)],
    ]);
  },
});
