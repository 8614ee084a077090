// Maps, in OTP 27's two shapes and its order (docs/map-order.md): up to 32 keys an array (flat-maps.wasm.ts), more a trie
// (tries.wasm.ts). Here is what tells the two apart.

import { compareParts } from './compare.wasm.ts';
import {
  at,
  compareKeys,
  EMPTY,
  flatInsert,
  flatMapOf,
  flatMapOfArrays,
  flatNext,
  flatRemove,
  flatSet,
  flatUpdate,
  indexOf,
  keysOf,
  MAX_FLAT,
  placeOf,
  termOrder,
  valueAt,
} from './flat-maps.wasm.ts';
import {
  trieEntries,
  trieFromPairs,
  trieGet,
  trieMerge,
  trieNext,
  triePut,
  trieRemove,
} from './tries.wasm.ts';
import { Cons, FlatMap, HashMap, NIL } from './types.wasm.ts';

/** @js */
export function isMap(t: Term): boolean {
  return t instanceof FlatMap || t instanceof HashMap;
}

/** @js */
export function mapSize(t: Term): i32 {
  if (t instanceof FlatMap) return t.length - 1;
  return (t as HashMap).size;
}

/** @js */
export function emptyMap(): Term {
  return EMPTY;
}

/** The value of `key`, or null. @js @jit */
export function mapGet(t: Term, key: Term): Term | null {
  if (t instanceof FlatMap) {
    const i = indexOf(keysOf(t), key);
    return i < 0 ? null : valueAt(t, i);
  }
  return trieGet(t as HashMap, key);
}

// ---- Setting and removing

/** The map with `key` set to `value`. @js @jit */
export function mapPut(t: Term, key: Term, value: Term): Term {
  if (t instanceof HashMap) return triePut(t, key, value, false) as Term;
  const m = t as FlatMap;
  const keys = keysOf(m);
  const i = placeOf(keys, key);
  if (i >= 0) return flatSet(m, i, value);
  if (keys.length < MAX_FLAT) return flatInsert(m, -1 - i, key, value);
  const entries: MutArray<Term> = newArray(key, 2 * MAX_FLAT + 2);
  copyEntries(m, entries);
  entries[2 * MAX_FLAT + 1] = value;
  return trieFromPairs(entries);
}

/** The map with the existing `key` set to `value`; null where there is none. @js @jit */
export function mapUpdate(t: Term, key: Term, value: Term): Term | null {
  if (t instanceof HashMap) return triePut(t, key, value, true);
  const m = t as FlatMap;
  const i = indexOf(keysOf(m), key);
  return i < 0 ? null : flatSet(m, i, value);
}

/** The map with several keys set, of keys and values alternating; of equal keys the last one's value counts. */
export function mapPutMany(t: Term, pairs: MutArray<Term>): Term {
  if (t === EMPTY) return mapFromPairs(pairs);
  const n = pairs.length >>> 1;
  if (t instanceof FlatMap && n <= MAX_FLAT) {
    // Mostly all keys are there already.
    const updated = flatUpdate(t, pairs);
    return updated === null ? mergeFlat(t, flatMapOf(pairs, n) as FlatMap) : updated;
  }
  let m = t;
  for (let i = 0; i < n; i++) m = mapPut(m, pairs[2 * i], pairs[2 * i + 1]);
  return m;
}

/** The map with several existing keys set; null where one of them is not there. */
export function mapUpdateMany(t: Term, pairs: MutArray<Term>): Term | null {
  if (t instanceof FlatMap) return flatUpdate(t, pairs);
  let m: Term | null = t;
  for (let i = 0; i < pairs.length && m !== null; i += 2)
    m = triePut(m as HashMap, pairs[i], pairs[i + 1], true);
  return m;
}

/** The map without `key`. @js */
export function mapRemove(t: Term, key: Term): Term {
  if (t instanceof HashMap) return trieRemove(t, key);
  const m = t as FlatMap;
  const i = indexOf(keysOf(m), key);
  return i < 0 ? t : flatRemove(m, i);
}

// ---- Making maps of many entries

/**
 * The map of keys and values alternating; of equal keys the last one's value counts. The array may be reused afterwards.
 * @js
 */
export function mapFromPairs(pairs: MutArray<Term>): Term {
  const n = pairs.length >>> 1;
  if (n === 0) return EMPTY;
  return n <= MAX_FLAT ? flatMapOf(pairs, n) : trieFromPairs(pairs);
}

/** The map of the first `n` of some keys, all different and in order, and of their values. */
function mapOfArrays(keys: MutArray<Term>, values: MutArray<Term>, n: i32): Term {
  if (n <= MAX_FLAT) return flatMapOfArrays(keys, values, n);
  const pairs: MutArray<Term> = newArray(small(0), 2 * n);
  for (let i = 0; i < n; i++) {
    pairs[2 * i] = keys[i];
    pairs[2 * i + 1] = values[i];
  }
  return trieFromPairs(pairs);
}

/** Both maps' entries; where both have a key the second one's value counts. @js */
export function mapMerge(a: Term, b: Term): Term {
  if (a === b || mapSize(a) === 0) return b;
  if (mapSize(b) === 0) return a;
  if (a instanceof FlatMap) {
    if (b instanceof FlatMap) return mergeFlat(a, b);
    const keys = keysOf(a);
    let t: Term = b;
    for (let i = 0; i < keys.length; i++) {
      if (mapGet(t, keys[i]) === null) t = mapPut(t, keys[i], valueAt(a, i));
    }
    return t;
  }
  if (b instanceof FlatMap) {
    const keys = keysOf(b);
    let t: Term = a;
    for (let i = 0; i < keys.length; i++) t = mapPut(t, keys[i], valueAt(b, i));
    return t;
  }
  return trieMerge(a as HashMap, b as HashMap);
}

function mergeFlat(a: FlatMap, b: FlatMap): Term {
  const aKeys = keysOf(a);
  const bKeys = keysOf(b);
  const n = aKeys.length;
  const m = bKeys.length;
  const keys: MutArray<Term> = newArray(small(0), n + m);
  const values: MutArray<Term> = newArray(small(0), n + m);
  let i = 0;
  let j = 0;
  let k = 0;
  while (i < n || j < m) {
    const c =
      i === n ? 1 : j === m ? -1 : aKeys[i] === bKeys[j] ? 0 : compareKeys(aKeys[i], bKeys[j]);
    if (c < 0) {
      keys[k] = aKeys[i];
      values[k] = valueAt(a, i);
    } else {
      keys[k] = bKeys[j];
      values[k] = valueAt(b, j);
    }
    if (c <= 0) i++;
    if (c >= 0) j++;
    k++;
  }
  // One may have had all keys already: its keys are shared then.
  if (k === m) return b;
  return mapOfArrays(k === n ? aKeys : keys, values, k);
}

// ---- All entries

/** Keys and values alternating, in iteration order. */
export function mapEntryArray(t: Term): MutArray<Term> {
  const out: MutArray<Term> = newArray(small(0), mapSize(t) * 2);
  if (t instanceof FlatMap) copyEntries(t, out);
  else trieEntries(t as HashMap, out);
  return out;
}

function copyEntries(m: FlatMap, out: MutArray<Term>): void {
  const keys = keysOf(m);
  for (let i = 0; i < keys.length; i++) {
    out[i * 2] = keys[i];
    out[i * 2 + 1] = valueAt(m, i);
  }
}

/** The keys (0) or values (1) as a list: small maps' in order, large maps' backwards, as OTP gives them. */
function listOf(t: Term, which: i32): Term {
  const entries = mapEntryArray(t);
  let list: Term = NIL;
  if (t instanceof FlatMap)
    for (let i = entries.length - 2; i >= 0; i -= 2) list = new Cons(entries[i + which], list);
  else for (let i = 0; i < entries.length; i += 2) list = new Cons(entries[i + which], list);
  return list;
}

/** maps:keys/1. @js */
export function mapKeys(t: Term): Term {
  return listOf(t, 0);
}

/** maps:values/1. @js */
export function mapValues(t: Term): Term {
  return listOf(t, 1);
}

/**
 * Some entries of a map from `path` on, at least `limit` where there are so many. The path tells the slot in each level, the
 * root's in the lowest four bits. As an iterator (`list` null): {K1, V1, {K2, V2, … Rest}} where Rest is `none` or [Path | Map]; else
 * the pairs prepended to `list`, with [Path, Map | …] before them where there are more. Null where no entry has that path.
 * @js
 */
export function mapNext(
  path: i64,
  t: Term,
  limit: i32,
  none: Term,
  list: Term | null,
): Term | null {
  if (t instanceof FlatMap) return flatNext(t, none, list);
  return trieNext(path, t as HashMap, limit, none, list);
}

// ---- Comparing

/**
 * The order of maps: by size, then keys in their order (integers before floats), then values in the order of the keys. Within
 * keys (`exact`) OTP compares small maps in the order in which they lie.
 */
export function compareMaps(a: Term, b: Term, exact: boolean): i32 {
  const size = mapSize(a);
  if (size !== mapSize(b)) return size < mapSize(b) ? -1 : 1;
  if (a instanceof FlatMap) {
    const m = b as FlatMap;
    const keys = keysOf(a);
    const others = keysOf(m);
    const order = exact ? null : termOrder(keys);
    const otherOrder = exact || keys === others ? order : termOrder(others);
    if (keys !== others) {
      for (let i = 0; i < size; i++) {
        const c = compareParts(keys[at(order, i)], others[at(otherOrder, i)], true);
        if (c !== 0) return c;
      }
    }
    for (let i = 0; i < size; i++) {
      const c = compareParts(valueAt(a, at(order, i)), valueAt(m, at(otherOrder, i)), exact);
      if (c !== 0) return c;
    }
    return 0;
  }
  // The least key that only one of them has decides, else the least whose values differ.
  const mine = leastMissing(a, b);
  const other = leastMissing(b, a);
  if (mine !== null && other !== null) return compareParts(mine, other, true);
  const entries = mapEntryArray(a);
  let result = 0;
  let least: Term | null = null;
  for (let i = 0; i < entries.length; i += 2) {
    const key = entries[i];
    const value = entries[i + 1];
    const otherValue = mapGet(b, key) as Term;
    if (value === otherValue) continue;
    if (least !== null && compareParts(key, least, true) > 0) continue;
    const c = compareParts(value, otherValue, exact);
    if (c === 0) continue;
    result = c;
    least = key;
  }
  return result;
}

/** The least key of `a` that `b` does not have, or null. */
function leastMissing(a: Term, b: Term): Term | null {
  const entries = mapEntryArray(a);
  let least: Term | null = null;
  for (let i = 0; i < entries.length; i += 2) {
    const key = entries[i];
    if (least !== null && compareParts(key, least, true) > 0) continue;
    if (mapGet(b, key) === null) least = key;
  }
  return least;
}
