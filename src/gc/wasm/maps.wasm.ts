// Maps: provisional, all flat. The trie arrives with its hash.

import { TAG } from '../tags.ts';
import { compareTerms, exactEqual } from './compare.wasm.ts';
import { FlatMap } from './types.wasm.ts';

/** @js */
export function isMap(t: Term): boolean {
  return t instanceof FlatMap;
}

/** @js */
export function mapSize(t: Term): i32 {
  return (t as FlatMap).keys.length;
}

function indexOf(m: FlatMap, key: Term): i32 {
  const keys = m.keys;
  for (let i = 0; i < keys.length; i++) if (exactEqual(keys[i], key)) return i;
  return -1;
}

/** The value of `key`, or null. @js */
export function mapGet(t: Term, key: Term): Term | null {
  const m = t as FlatMap;
  const i = indexOf(m, key);
  if (i < 0) return null;
  return m.values[i];
}

/** The map with `key` set to `value`. @js */
export function mapPut(t: Term, key: Term, value: Term): Term {
  const m = t as FlatMap;
  const i = indexOf(m, key);
  const n = m.keys.length;
  if (i >= 0) {
    const values: MutArray<Term> = newArray(small(0), n);
    arrayCopy(values, 0, m.values, 0, n);
    values[i] = value;
    return new FlatMap(TAG.FLATMAP, m.keys, values);
  }
  let at = 0;
  while (at < n && compareTerms(m.keys[at], key, true) < 0) at++;
  const keys: MutArray<Term> = newArray(key, n + 1);
  const values: MutArray<Term> = newArray(value, n + 1);
  arrayCopy(keys, 0, m.keys, 0, at);
  arrayCopy(values, 0, m.values, 0, at);
  arrayCopy(keys, at + 1, m.keys, at, n - at);
  arrayCopy(values, at + 1, m.values, at, n - at);
  return new FlatMap(TAG.FLATMAP, keys, values);
}

/** The map without `key`. @js */
export function mapRemove(t: Term, key: Term): Term {
  const m = t as FlatMap;
  const i = indexOf(m, key);
  if (i < 0) return t;
  const n = m.keys.length - 1;
  const keys: MutArray<Term> = newArray(small(0), n);
  const values: MutArray<Term> = newArray(small(0), n);
  arrayCopy(keys, 0, m.keys, 0, i);
  arrayCopy(values, 0, m.values, 0, i);
  arrayCopy(keys, i, m.keys, i + 1, n - i);
  arrayCopy(values, i, m.values, i + 1, n - i);
  return new FlatMap(TAG.FLATMAP, keys, values);
}

/** @js */
export function emptyMap(): Term {
  return new FlatMap(TAG.FLATMAP, newArray(small(0), 0), newArray(small(0), 0));
}

/** Keys and values alternating, in iteration order. */
export function mapEntryArray(t: Term): MutArray<Term> {
  const m = t as FlatMap;
  const n = m.keys.length;
  const out: MutArray<Term> = newArray(small(0), n * 2);
  for (let i = 0; i < n; i++) {
    out[i * 2] = m.keys[i];
    out[i * 2 + 1] = m.values[i];
  }
  return out;
}

export function equalMaps(a: Term, b: Term, exact: boolean): boolean {
  return compareMaps(a, b, exact) === 0;
}

export function compareMaps(a: Term, b: Term, exact: boolean): i32 {
  const m = a as FlatMap;
  const o = b as FlatMap;
  if (m.keys.length !== o.keys.length) return m.keys.length < o.keys.length ? -1 : 1;
  for (let i = 0; i < m.keys.length; i++) {
    const c = compareTerms(m.keys[i], o.keys[i], true);
    if (c !== 0) return c;
  }
  for (let i = 0; i < m.keys.length; i++) {
    const c = compareTerms(m.values[i], o.values[i], exact);
    if (c !== 0) return c;
  }
  return 0;
}
