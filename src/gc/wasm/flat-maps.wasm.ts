// Maps of up to 32 keys, in OTP 27's order (docs/map-order.md): an array of the values, in the order of the keys (atoms by index), whose array
// comes first in it.

import { copyElements } from './arrays.wasm.ts';
import { equalBitstrings } from './bitstrings.wasm.ts';
import { compareAtoms, compareParts, compareTerms, equalParts, equalSlow } from './compare.wasm.ts';
import { Atom, Bitstring, Cons, FlatMap, MapShape, NIL, Tuple2, Tuple3 } from './types.wasm.ts';

export const MAX_FLAT = 32;

const NO_TERMS: MutArray<Term> = newArray(small(0), 0);
export const EMPTY: FlatMap = newArrayOf<FlatMap>(NO_TERMS);

/** The keys of a small map, in its order. @inline */
export function keysOf(m: FlatMap): MutArray<Term> {
  return m[0] as MutArray<Term>;
}

/** The value of its `i`th key. @inline */
export function valueAt(m: FlatMap, i: i32): Term {
  return m[i + 1];
}

/** A map of these keys whose values are still to be set. @inline */
function withKeys(keys: MutArray<Term>): FlatMap {
  const m = newArray<FlatMap>(small(0), keys.length + 1);
  m[0] = keys;
  return m;
}

// ---- Keys

/** Whether being the same object is all that equality can mean. @inline */
function isIdentity(t: Term): boolean {
  return isSmall(t) || t instanceof Atom;
}

/** Where `key` is among the keys, or -1. */
export function indexOf(keys: MutArray<Term>, key: Term): i32 {
  if (key instanceof Atom) return indexOfAtom(keys, key);
  const n = keys.length;
  for (let i = 0; i < n; i++) if (keys[i] === key) return i;
  if (isSmall(key)) return -1;
  if (key instanceof Tuple2 && isIdentity(key.e0) && isIdentity(key.e1))
    return indexOfPair(keys, key.e0, key.e1);
  if (key instanceof Bitstring) {
    for (let i = 0; i < n; i++) {
      const k = keys[i];
      if (k instanceof Bitstring && equalBitstrings(k, key)) return i;
    }
    return -1;
  }
  for (let i = 0; i < n; i++) if (equalSlow(keys[i], key, true)) return i;
  return -1;
}

/** The same for an atom, which mostly is where it was last. */
function indexOfAtom(keys: MutArray<Term>, key: Atom): i32 {
  const n = keys.length;
  const likely = key.place;
  if (likely < n && keys[likely] === key) return likely;
  for (let i = 0; i < n; i++) {
    if (keys[i] === key) {
      key.place = i;
      return i;
    }
  }
  return -1;
}

/** The same for a pair of atoms or small integers, such as compilers name variables with. */
function indexOfPair(keys: MutArray<Term>, first: Term, second: Term): i32 {
  const n = keys.length;
  for (let i = 0; i < n; i++) {
    const k = keys[i];
    if (k instanceof Tuple2 && k.e1 === second && k.e0 === first) return i;
  }
  return -1;
}

/** The order of a small map's keys, which tells apart what is not `=:=`. */
export function compareKeys(a: Term, b: Term): i32 {
  if (a instanceof Atom && b instanceof Atom) return a.index - b.index;
  return compareTerms(a, b, true);
}

/** Where `key` is among the keys; where it is not there, `-1` less the place that it belongs to. */
export function placeOf(keys: MutArray<Term>, key: Term): i32 {
  if (key instanceof Atom) {
    const i = indexOfAtom(keys, key);
    if (i >= 0) return i;
  }
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compareKeys(keys[middle], key);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return -1 - low;
}

function withInserted(a: MutArray<Term>, i: i32, t: Term): MutArray<Term> {
  const n = a.length;
  const copy: MutArray<Term> = newArray(t, n + 1);
  copyElements(copy, 0, a, 0, i);
  copyElements(copy, i + 1, a, i, n - i);
  return copy;
}

function without(a: MutArray<Term>, i: i32): MutArray<Term> {
  const n = a.length - 1;
  const copy: MutArray<Term> = newArray(small(0), n);
  copyElements(copy, 0, a, 0, i);
  copyElements(copy, i, a, i + 1, n - i);
  return copy;
}

/** The map with the value of the `i`th key replaced. */
export function flatSet(m: FlatMap, i: i32, value: Term): Term {
  if (valueAt(m, i) === value) return m;
  const copy = copyOf(m);
  copy[i + 1] = value;
  return copy;
}

/** The map with a key that comes to be the `i`th one; it has room for that. */
export function flatInsert(m: FlatMap, i: i32, key: Term, value: Term): Term {
  const n = m.length;
  const copy = newArray<FlatMap>(value, n + 1);
  copy[0] = withInserted(keysOf(m), i, key);
  for (let k = 1; k <= i; k++) copy[k] = m[k];
  for (let k = i + 1; k < n; k++) copy[k + 1] = m[k];
  return copy;
}

/** The map without its `i`th key. */
export function flatRemove(m: FlatMap, i: i32): Term {
  const n = m.length;
  if (n === 2) return EMPTY;
  const copy = withKeys(without(keysOf(m), i));
  for (let k = 1; k <= i; k++) copy[k] = m[k];
  for (let k = i + 2; k < n; k++) copy[k - 1] = m[k];
  return copy;
}

/** The map with keys and values alternating set, all of whose keys it has; null where it lacks one. */
export function flatUpdate(m: FlatMap, pairs: MutArray<Term>): Term | null {
  const copy = copyOf(m);
  const keys = keysOf(m);
  for (let i = 0; i < pairs.length; i += 2) {
    const at = indexOf(keys, pairs[i]);
    if (at < 0) return null;
    copy[at + 1] = pairs[i + 1];
  }
  return copy;
}

// ---- Making

/** A small map of the first `n` pairs, at most 32. */
export function flatMapOf(pairs: MutArray<Term>, n: i32): Term {
  const keys: MutArray<Term> = newArray(small(0), n);
  const values: MutArray<Term> = newArray(small(0), n);
  let count = 0;
  for (let i = 0; i < n; i++) {
    const key = pairs[2 * i];
    const value = pairs[2 * i + 1];
    // Mostly keys come in order.
    let at = count;
    let order = 1;
    while (at > 0) {
      order = compareKeys(key, keys[at - 1]);
      if (order >= 0) break;
      at--;
    }
    if (at > 0 && order === 0) {
      values[at - 1] = value;
      continue;
    }
    arrayCopy(keys, at + 1, keys, at, count - at);
    arrayCopy(values, at + 1, values, at, count - at);
    keys[at] = key;
    values[at] = value;
    count++;
  }
  return flatMapOfArrays(keys, values, count);
}

/** A small map of the first `n` of some keys, all different and in order, and of their values. */
export function flatMapOfArrays(keys: MutArray<Term>, values: MutArray<Term>, n: i32): FlatMap {
  let own = keys;
  if (n < keys.length) {
    own = newArray<MutArray<Term>>(small(0), n);
    arrayCopy(own, 0, keys, 0, n);
  }
  const m = withKeys(own);
  arrayCopy(m, 1, values, 0, n);
  return m;
}

/** What small maps of these keys, which are all different, have in common. @js */
export function mapShape(keys: MutArray<Term>): MapShape {
  const n = keys.length;
  const sorted: MutArray<Term> = newArray(small(0), n);
  const order: MutArray<i32> = newArrayDefault<MutArray<i32>>(n);
  for (let i = 0; i < n; i++) {
    let at = i;
    while (at > 0 && compareKeys(keys[i], sorted[at - 1]) < 0) {
      sorted[at] = sorted[at - 1];
      order[at] = order[at - 1];
      at--;
    }
    sorted[at] = keys[i];
    order[at] = i;
  }
  // What has changed places before is where its predecessor there has gone.
  for (let i = 0; i < n; i++) {
    let at = order[i];
    while (at < i) at = order[at];
    order[i] = at;
  }
  return new MapShape(sorted, order);
}

/** A map of that shape from one of no keys yet, whose values are in the order that the keys were given in. It is changed. @jit */
export function mapOfShape(shape: MapShape, m: FlatMap): Term {
  const swaps = shape.swaps;
  m[0] = shape.keys;
  for (let i = 0; i < swaps.length; i++) {
    const at = swaps[i];
    if (at === i) continue;
    const value = valueAt(m, i);
    m[i + 1] = valueAt(m, at);
    m[at + 1] = value;
  }
  return m;
}

// ---- Iterating, comparing

export function flatNext(m: FlatMap, none: Term, list: Term | null): Term {
  const keys = keysOf(m);
  let result: Term = list === null ? none : list;
  for (let i = keys.length - 1; i >= 0; i--) {
    if (list === null) result = new Tuple3(keys[i], valueAt(m, i), result);
    else result = new Cons(new Tuple2(keys[i], valueAt(m, i)), result);
  }
  return result;
}

/** Whether two small maps have the same keys (exactly) and equal values. */
export function equalFlat(a: FlatMap, b: FlatMap, exact: boolean): boolean {
  const keys = keysOf(a);
  const others = keysOf(b);
  const n = keys.length;
  if (n !== others.length) return false;
  if (keys !== others) {
    for (let i = 0; i < n; i++) {
      const x = keys[i];
      const y = others[i];
      if (x !== y && !equalParts(x, y, true)) return false;
    }
  }
  for (let i = 0; i < n; i++) {
    const x = valueAt(a, i);
    const y = valueAt(b, i);
    if (x !== y && !equalParts(x, y, exact)) return false;
  }
  return true;
}

/** Where the keys of a small map are in term order, which differs for atoms; null where they lie in it. */
export function termOrder(keys: MutArray<Term>): MutArray<i32> | null {
  const n = keys.length;
  let sorted = true;
  for (let i = 1; i < n; i++) {
    const x = keys[i - 1];
    const y = keys[i];
    if (x instanceof Atom && y instanceof Atom && compareAtoms(x, y) > 0) sorted = false;
  }
  if (sorted) return null;
  const order: MutArray<i32> = newArrayDefault<MutArray<i32>>(n);
  for (let i = 0; i < n; i++) {
    let j = i;
    while (j > 0 && compareParts(keys[i], keys[order[j - 1]], true) < 0) {
      order[j] = order[j - 1];
      j--;
    }
    order[j] = i;
  }
  return order;
}

/** Where the `i`th key in that order lies. @inline */
export function at(order: MutArray<i32> | null, i: i32): i32 {
  return order === null ? i : order[i];
}
