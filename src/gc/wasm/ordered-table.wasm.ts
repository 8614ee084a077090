// ordered_set: objects in the order of their keys, in which 1 and 1.0 are the same key.
//
// Sorted arrays of at most LEAF objects in one array: a B-tree of two levels. Finding is two binary searches, an insertion
// moves at most LEAF references; the upper array has one entry for about a hundred objects, and changes as seldom.

import { TABLE_TYPE } from '../table-states.ts';
import { compareTerms, exactEqual } from './compare.wasm.ts';
import { tupleElement } from './tuples.wasm.ts';
import { Leaf, NIL, OrderedTable } from './types.wasm.ts';

const LEAF = 128;

/** @js */
export function newOrderedTable(keyIndex: i32): OrderedTable {
  return new OrderedTable(TABLE_TYPE.ORDERED_SET, keyIndex, newLeaves(4), 0, 0, 0, 0);
}

function newLeaves(n: i32): MutArray<Leaf | null> {
  return newArrayDefault<MutArray<Leaf | null>>(n);
}

function newLeaf(): Leaf {
  return new Leaf(newArray(NIL, LEAF + 1), newArray(NIL, LEAF + 1), 0);
}

/** @inline */
function keyOrder(a: Term, b: Term): i32 {
  return isSmall(a) && isSmall(b) ? smallValue(a) - smallValue(b) : compareTerms(a, b, false);
}

function leafOf(table: OrderedTable, i: i32): Leaf {
  return table.leaves[i] as Leaf;
}

/** Sets leaf and index to the first key not below `key`, or behind the last of a leaf; whether it is equal. @js */
export function orderedLocate(table: OrderedTable, key: Term): boolean {
  const leaves = table.leaves;
  let low = 0;
  let high = table.count - 1;
  // The last leaf whose first key is not above the key.
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (keyOrder((leaves[middle] as Leaf).keys[0], key) <= 0) low = middle;
    else high = middle - 1;
  }
  table.leaf = low;
  table.index = 0;
  if (table.count === 0) return false;
  const leaf = leaves[low] as Leaf;
  const keys = leaf.keys;
  let from = 0;
  let to = leaf.count;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const c = keyOrder(keys[middle], key);
    if (c === 0) {
      table.index = middle;
      return true;
    }
    if (c < 0) from = middle + 1;
    else to = middle;
  }
  table.index = from;
  return false;
}

/** A tuple that has the key. @js */
export function orderedInsert(table: OrderedTable, object: Term): void {
  const key = tupleElement(object, table.keyIndex);
  if (orderedLocate(table, key)) {
    orderedReplaceHere(table, object);
    return;
  }
  table.size = table.size + 1;
  if (table.count === 0) insertLeaf(table, 0, newLeaf());
  const leaf = leafOf(table, table.leaf);
  const at = table.index;
  const n = leaf.count;
  arrayCopy(leaf.keys, at + 1, leaf.keys, at, n - at);
  arrayCopy(leaf.objects, at + 1, leaf.objects, at, n - at);
  leaf.keys[at] = key;
  leaf.objects[at] = object;
  leaf.count = n + 1;
  if (n < LEAF) return;
  // Appended at the very end, keys most likely go on rising: a full leaf stays full then.
  const rising = table.leaf === table.count - 1 && at === n;
  const half = rising ? LEAF : LEAF >>> 1;
  const upper = newLeaf();
  moveToLeaf(upper, leaf, half);
  insertLeaf(table, table.leaf + 1, upper);
}

/** The entries of a leaf from `from` on, all of them, go to an empty one. */
function moveToLeaf(upper: Leaf, leaf: Leaf, from: i32): void {
  const n = leaf.count - from;
  arrayCopy(upper.keys, 0, leaf.keys, from, n);
  arrayCopy(upper.objects, 0, leaf.objects, from, n);
  arrayFill(leaf.keys, from, NIL, n);
  arrayFill(leaf.objects, from, NIL, n);
  upper.count = n;
  leaf.count = from;
}

function insertLeaf(table: OrderedTable, at: i32, leaf: Leaf): void {
  const n = table.count;
  if (n === table.leaves.length) {
    const more = newLeaves(n * 2);
    arrayCopy(more, 0, table.leaves, 0, n);
    table.leaves = more;
  }
  arrayCopy(table.leaves, at + 1, table.leaves, at, n - at);
  table.leaves[at] = leaf;
  table.count = n + 1;
}

/** Removes what the last search has found. @js */
export function orderedRemoveHere(table: OrderedTable): void {
  const leaf = leafOf(table, table.leaf);
  const at = table.index;
  const n = leaf.count - 1;
  arrayCopy(leaf.keys, at, leaf.keys, at + 1, n - at);
  arrayCopy(leaf.objects, at, leaf.objects, at + 1, n - at);
  leaf.keys[n] = NIL;
  leaf.objects[n] = NIL;
  leaf.count = n;
  table.size = table.size - 1;
  if (n > 0) return;
  const leaves = table.leaves;
  const last = table.count - 1;
  arrayCopy(leaves, table.leaf, leaves, table.leaf + 1, last - table.leaf);
  leaves[last] = null;
  table.count = last;
}

/** Puts an object in the place of the one that the last search has found, whose key is equal. @js */
export function orderedReplaceHere(table: OrderedTable, object: Term): void {
  const leaf = leafOf(table, table.leaf);
  leaf.keys[table.index] = tupleElement(object, table.keyIndex);
  leaf.objects[table.index] = object;
}

/** @js */
export function orderedObjectHere(table: OrderedTable): Term {
  return leafOf(table, table.leaf).objects[table.index];
}

/** The object of a key. @js */
export function orderedFind(table: OrderedTable, key: Term): Term | null {
  return orderedLocate(table, key) ? orderedObjectHere(table) : null;
}

/** @js */
export function orderedErase(table: OrderedTable, key: Term): void {
  if (orderedLocate(table, key)) orderedRemoveHere(table);
}

/** @js */
export function orderedEraseObject(table: OrderedTable, object: Term): void {
  if (!orderedLocate(table, tupleElement(object, table.keyIndex))) return;
  if (exactEqual(orderedObjectHere(table), object)) orderedRemoveHere(table);
}

/** @js */
export function orderedClear(table: OrderedTable): void {
  table.leaves = newLeaves(4);
  table.count = 0;
  table.size = 0;
}

/** The first key; null where there is none. @js */
export function orderedFirst(table: OrderedTable): Term | null {
  return table.count === 0 ? null : leafOf(table, 0).keys[0];
}

/** @js */
export function orderedLast(table: OrderedTable): Term | null {
  if (table.count === 0) return null;
  const leaf = leafOf(table, table.count - 1);
  return leaf.keys[leaf.count - 1];
}

/** The first key above `key`. @js */
export function orderedNext(table: OrderedTable, key: Term): Term | null {
  const at = orderedLocate(table, key) ? table.index + 1 : table.index;
  if (table.count === 0) return null;
  const leaf = leafOf(table, table.leaf);
  if (at < leaf.count) return leaf.keys[at];
  return table.leaf + 1 < table.count ? leafOf(table, table.leaf + 1).keys[0] : null;
}

/** The last key below `key`. @js */
export function orderedPrev(table: OrderedTable, key: Term): Term | null {
  orderedLocate(table, key);
  if (table.index > 0) return leafOf(table, table.leaf).keys[table.index - 1];
  if (table.leaf === 0) return null;
  const leaf = leafOf(table, table.leaf - 1);
  return leaf.keys[leaf.count - 1];
}

// ---- for JavaScript

/** Objects. @js */
export function orderedSize(table: OrderedTable): i32 {
  return table.size;
}
/** @js */
export function orderedLeaves(table: OrderedTable): i32 {
  return table.count;
}
/** @js */
export function orderedLeafSize(table: OrderedTable, leaf: i32): i32 {
  return leafOf(table, leaf).count;
}
/** @js */
export function orderedKeyAt(table: OrderedTable, leaf: i32, index: i32): Term {
  return leafOf(table, leaf).keys[index];
}
/** @js */
export function orderedObjectAt(table: OrderedTable, leaf: i32, index: i32): Term {
  return leafOf(table, leaf).objects[index];
}
/** Where the last search ended. @js */
export function orderedLeaf(table: OrderedTable): i32 {
  return table.leaf;
}
/** @js */
export function orderedIndex(table: OrderedTable): i32 {
  return table.index;
}
/** @js */
export function orderedSeek(table: OrderedTable, leaf: i32, index: i32): void {
  table.leaf = leaf;
  table.index = index;
}
