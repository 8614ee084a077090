// Equality and order of terms that are nested deeper than WebAssembly's stack allows.
//
// The same rules as in compare.wasm.ts, over a stack of pairs that are still to be compared. What has no parts, or is a map of
// more than 32 keys, goes back there.

import { compareFunHeads, compareShapes, compareTerms, equalSlow } from './compare.wasm.ts';
import { at, keysOf, termOrder, valueAt } from './flat-maps.wasm.ts';
import { tupleArity, tupleElement } from './tuples.wasm.ts';
import { Boxed, Cons, FlatMap, Fun, NativeRecord, Tuple } from './types.wasm.ts';

/** Pairs of terms, and with each whether integers differ from floats. */
class Pairs {
  constructor(
    public items: MutArray<Term>,
    public size: i32,
  ) {}
}

/** Items per pair. */
const WIDTH = 3;

function newPairs(): Pairs {
  return new Pairs(newArray(small(0), 64 * WIDTH), 0);
}

function pushPair(pairs: Pairs, a: Term, b: Term, exact: boolean): void {
  if (a === b) return;
  if (pairs.size === pairs.items.length) {
    const more: MutArray<Term> = newArray(small(0), pairs.size * 2);
    arrayCopy(more, 0, pairs.items, 0, pairs.size);
    pairs.items = more;
  }
  const items = pairs.items;
  items[pairs.size] = a;
  items[pairs.size + 1] = b;
  items[pairs.size + 2] = small(exact ? 1 : 0);
  pairs.size = pairs.size + WIDTH;
}

/** The last first, so that the first pair is compared first. */
function pushArrays(pairs: Pairs, a: MutArray<Term>, b: MutArray<Term>, exact: boolean): void {
  for (let i = a.length - 1; i >= 0; i--) pushPair(pairs, a[i], b[i], exact);
}

/**
 * Pushes the parts of two terms of the same make: the order of the heads, or 0 where the parts decide. Any pair that this is
 * not about counts as a difference of -2.
 */
function descend(pairs: Pairs, a: Term, b: Term, exact: boolean): i32 {
  if (a instanceof Cons) {
    if (!(b instanceof Cons)) return NOT_ALIKE;
    pushPair(pairs, a.tl, b.tl, exact);
    pushPair(pairs, a.hd, b.hd, exact);
    return 0;
  }
  if (a instanceof Tuple) {
    if (!(b instanceof Tuple)) return NOT_ALIKE;
    const n = tupleArity(a);
    const m = tupleArity(b);
    if (n !== m) return n < m ? -1 : 1;
    for (let i = n - 1; i >= 0; i--) pushPair(pairs, tupleElement(a, i), tupleElement(b, i), exact);
    return 0;
  }
  if (a instanceof FlatMap) return b instanceof FlatMap ? pushMaps(pairs, a, b, exact) : NOT_ALIKE;
  if (!(a instanceof Boxed) || !(b instanceof Boxed)) return NOT_ALIKE;
  if ((a as Boxed).tag !== (b as Boxed).tag) return NOT_ALIKE;
  if (a instanceof NativeRecord) {
    const other = b as NativeRecord;
    const c = compareShapes(a.shape, other.shape);
    if (c === 0) pushArrays(pairs, a.values, other.values, exact);
    return c;
  }
  if (a instanceof Fun) {
    const other = b as Fun;
    const c = compareFunHeads(a, other);
    if (c === 0) pushArrays(pairs, a.free, other.free, exact);
    return c;
  }
  return NOT_ALIKE;
}

function pushMaps(pairs: Pairs, a: FlatMap, b: FlatMap, exact: boolean): i32 {
  const keys = keysOf(a);
  const others = keysOf(b);
  const n = keys.length;
  if (n !== others.length) return n < others.length ? -1 : 1;
  // Keys come before values, both in the order of the terms (or, where integers differ from floats, as they lie).
  const order = exact ? null : termOrder(keys);
  const otherOrder = exact || keys === others ? order : termOrder(others);
  for (let i = n - 1; i >= 0; i--)
    pushPair(pairs, valueAt(a, at(order, i)), valueAt(b, at(otherOrder, i)), exact);
  if (keys === others) return 0;
  for (let i = n - 1; i >= 0; i--)
    pushPair(pairs, keys[at(order, i)], others[at(otherOrder, i)], true);
  return 0;
}

/** Two terms whose parts are not to be compared with each other. */
const NOT_ALIKE = -2;

export function equalDeep(x: Term, y: Term, exact: boolean): boolean {
  const pairs = newPairs();
  pushPair(pairs, x, y, exact);
  while (pairs.size > 0) {
    pairs.size = pairs.size - WIDTH;
    const items = pairs.items;
    const a = items[pairs.size];
    const b = items[pairs.size + 1];
    const isExact = smallValue(items[pairs.size + 2]) !== 0;
    const c = descend(pairs, a, b, isExact);
    if (c === 0) continue;
    if (c !== NOT_ALIKE) return false;
    if (!equalSlow(a, b, isExact)) return false;
  }
  return true;
}

export function compareDeep(x: Term, y: Term, exact: boolean): i32 {
  const pairs = newPairs();
  pushPair(pairs, x, y, exact);
  while (pairs.size > 0) {
    pairs.size = pairs.size - WIDTH;
    const items = pairs.items;
    const a = items[pairs.size];
    const b = items[pairs.size + 1];
    const isExact = smallValue(items[pairs.size + 2]) !== 0;
    let c = descend(pairs, a, b, isExact);
    if (c === NOT_ALIKE) c = compareTerms(a, b, isExact);
    if (c !== 0) return c;
  }
  return 0;
}
