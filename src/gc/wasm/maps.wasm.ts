// Maps, in OTP 27's two shapes and its order (docs/map-order.md).
//
// Up to 32 keys: two arrays, the keys sorted (atoms by index). More: a trie over the 64 bits of the key's internal hash, four bits
// a level from the lowest, whose nodes hold what is there in slot order. A leaf is a cons of key and value; keys that share
// all 64 bits lie in a node whose bitmap is COLLISION, sorted. The shape depends on the keys alone, so that equal maps have equal
// tries: a node below the root never has a leaf as its only child.

import { TAG } from '../tags.ts';
import { equalBitstrings } from './bitstrings.wasm.ts';
import {
  compareAtoms,
  compareParts,
  compareTerms,
  equalParts,
  equalSlow,
  exactEqual,
} from './compare.wasm.ts';
import { internalHash } from './hash.wasm.ts';
import { makeInt64 } from './numbers.wasm.ts';
import {
  Atom,
  Bitstring,
  Cons,
  FlatMap,
  HashMap,
  MapNode,
  MapShape,
  NIL,
  Tuple2,
  Tuple3,
} from './types.wasm.ts';

const MAX_FLAT = 32;
const COLLISION = -1;
/** The bits of the hash; a node that deep holds colliding keys. */
const HASH_BITS = 64;

const NO_TERMS: MutArray<Term> = newArray(small(0), 0);
const EMPTY: FlatMap = new FlatMap(TAG.FLATMAP, NO_TERMS, NO_TERMS);

/** @js */
export function isMap(t: Term): boolean {
  return t instanceof FlatMap || t instanceof HashMap;
}

/** @js */
export function mapSize(t: Term): i32 {
  if (t instanceof FlatMap) return t.keys.length;
  return (t as HashMap).size;
}

/** @js */
export function emptyMap(): Term {
  return EMPTY;
}

// ---- Small maps

/** Whether being the same object is all that equality can mean. @inline */
function isIdentity(t: Term): boolean {
  return isSmall(t) || t instanceof Atom;
}

/** Where `key` is among the keys, or -1. */
function indexOf(keys: MutArray<Term>, key: Term): i32 {
  const n = keys.length;
  for (let i = 0; i < n; i++) if (keys[i] === key) return i;
  if (isIdentity(key)) return -1;
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
function compareKeys(a: Term, b: Term): i32 {
  if (a instanceof Atom && b instanceof Atom) return a.index - b.index;
  return compareTerms(a, b, true);
}

/** Where a key that is not there belongs. */
function placeOf(keys: MutArray<Term>, key: Term): i32 {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(keys[middle], key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `arrayCopy` for a few elements, of which the engine would make a call. */
function copyElements(to: MutArray<Term>, at: i32, from: MutArray<Term>, start: i32, n: i32): void {
  for (let i = 0; i < n; i++) to[at + i] = from[start + i];
}

function withElement(a: MutArray<Term>, i: i32, t: Term): MutArray<Term> {
  const n = a.length;
  const copy: MutArray<Term> = newArray(t, n);
  copyElements(copy, 0, a, 0, i);
  copyElements(copy, i + 1, a, i + 1, n - i - 1);
  return copy;
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

// ---- Reading

/** The value of `key`, or null. @js @jit */
export function mapGet(t: Term, key: Term): Term | null {
  if (t instanceof FlatMap) {
    const i = indexOf(t.keys, key);
    return i < 0 ? null : t.values[i];
  }
  return trieGet((t as HashMap).root, internalHash(key), key);
}

function trieGet(root: MapNode, keyHash: i64, key: Term): Term | null {
  let node = root;
  let hash = keyHash;
  while (node.bitmap >= 0) {
    const bit = 1 << (i32(hash) & 15);
    if ((node.bitmap & bit) === 0) return null;
    const child = node.children[popcnt(node.bitmap & (bit - 1))];
    if (child instanceof Cons) return exactEqual(child.hd, key) ? child.tl : null;
    node = child as MapNode;
    hash = hash >>> 4;
  }
  const i = indexInCollision(node, key);
  return i < 0 ? null : (node.children[i] as Cons).tl;
}

function indexInCollision(node: MapNode, key: Term): i32 {
  const children = node.children;
  for (let i = 0; i < children.length; i++) if (exactEqual((children[i] as Cons).hd, key)) return i;
  return -1;
}

// ---- Setting

/** The map with `key` set to `value`. @js @jit */
export function mapPut(t: Term, key: Term, value: Term): Term {
  if (t instanceof FlatMap) {
    const keys = t.keys;
    const i = indexOf(keys, key);
    if (i >= 0) {
      if (t.values[i] === value) return t;
      return new FlatMap(TAG.FLATMAP, keys, withElement(t.values, i, value));
    }
    const at = placeOf(keys, key);
    const moreKeys = withInserted(keys, at, key);
    const moreValues = withInserted(t.values, at, value);
    if (moreKeys.length <= MAX_FLAT) return new FlatMap(TAG.FLATMAP, moreKeys, moreValues);
    return hashMapOf(moreKeys, moreValues);
  }
  const m = t as HashMap;
  grown = 0;
  const root = nodePut(m.root, 0, internalHash(key), key, value);
  return root === m.root ? t : new HashMap(TAG.HASHMAP, m.size + grown, root);
}

/** The map with the existing `key` set to `value`; null where there is none. @js @jit */
export function mapUpdate(t: Term, key: Term, value: Term): Term | null {
  if (t instanceof FlatMap) {
    const i = indexOf(t.keys, key);
    if (i < 0) return null;
    if (t.values[i] === value) return t;
    return new FlatMap(TAG.FLATMAP, t.keys, withElement(t.values, i, value));
  }
  const m = t as HashMap;
  const hash = internalHash(key);
  if (trieGet(m.root, hash, key) === null) return null;
  const root = nodePut(m.root, 0, hash, key, value);
  return root === m.root ? t : new HashMap(TAG.HASHMAP, m.size, root);
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
  let m = t;
  for (let i = 0; i < pairs.length; i += 2) {
    if (mapGet(t, pairs[i]) === null) return null;
    m = mapPut(m, pairs[i], pairs[i + 1]);
  }
  return m;
}

function flatUpdate(m: FlatMap, pairs: MutArray<Term>): Term | null {
  const n = m.keys.length;
  const values: MutArray<Term> = newArray(NIL, n);
  copyElements(values, 0, m.values, 0, n);
  for (let i = 0; i < pairs.length; i += 2) {
    const at = indexOf(m.keys, pairs[i]);
    if (at < 0) return null;
    values[at] = pairs[i + 1];
  }
  return new FlatMap(TAG.FLATMAP, m.keys, values);
}

/** How many keys the last operation on a trie added. */
let grown = 0;

/** A node with `key` set; the node itself where nothing changes. `shift` is how much of the hash is used up. */
function nodePut(node: MapNode, shift: i32, hash: i64, key: Term, value: Term): MapNode {
  const bitmap = node.bitmap;
  const children = node.children;
  if (bitmap < 0) {
    const i = indexInCollision(node, key);
    if (i >= 0) {
      if ((children[i] as Cons).tl === value) return node;
      return new MapNode(COLLISION, withElement(children, i, new Cons(key, value)));
    }
    grown = grown + 1;
    let at = 0;
    while (at < children.length && compareTerms((children[at] as Cons).hd, key, true) < 0) at++;
    return new MapNode(COLLISION, withInserted(children, at, new Cons(key, value)));
  }
  const bit = 1 << (i32(hash >>> i64(shift)) & 15);
  const i = popcnt(bitmap & (bit - 1));
  if ((bitmap & bit) === 0) {
    grown = grown + 1;
    return new MapNode(bitmap | bit, withInserted(children, i, new Cons(key, value)));
  }
  const child = children[i];
  if (child instanceof Cons) {
    if (exactEqual(child.hd, key)) {
      if (child.tl === value) return node;
      return new MapNode(bitmap, withElement(children, i, new Cons(child.hd, value)));
    }
    grown = grown + 1;
    const pair = nodeOfTwo(child, internalHash(child.hd), new Cons(key, value), hash, shift + 4);
    return new MapNode(bitmap, withElement(children, i, pair));
  }
  const sub = nodePut(child as MapNode, shift + 4, hash, key, value);
  return sub === child ? node : new MapNode(bitmap, withElement(children, i, sub));
}

/** A node of two leaves with different keys. */
function nodeOfTwo(a: Cons, hashA: i64, b: Cons, hashB: i64, shift: i32): MapNode {
  if (shift >= HASH_BITS) {
    const inOrder = compareTerms(a.hd, b.hd, true) < 0;
    const leaves: MutArray<Term> = newArray(inOrder ? a : b, 2);
    leaves[1] = inOrder ? b : a;
    return new MapNode(COLLISION, leaves);
  }
  const slotA = i32(hashA >>> i64(shift)) & 15;
  const slotB = i32(hashB >>> i64(shift)) & 15;
  if (slotA === slotB) return nodeOfOne(slotA, nodeOfTwo(a, hashA, b, hashB, shift + 4));
  const children: MutArray<Term> = newArray(slotA < slotB ? a : b, 2);
  children[1] = slotA < slotB ? b : a;
  return new MapNode((1 << slotA) | (1 << slotB), children);
}

function nodeOfOne(slot: i32, child: Term): MapNode {
  const children: MutArray<Term> = newArray(child, 1);
  return new MapNode(1 << slot, children);
}

// ---- Removing

/** The map without `key`. @js */
export function mapRemove(t: Term, key: Term): Term {
  if (t instanceof FlatMap) {
    const i = indexOf(t.keys, key);
    if (i < 0) return t;
    if (t.keys.length === 1) return EMPTY;
    return new FlatMap(TAG.FLATMAP, without(t.keys, i), without(t.values, i));
  }
  const m = t as HashMap;
  const root = nodeRemove(m.root, 0, internalHash(key), key);
  if (root === m.root) return t;
  const size = m.size - 1;
  if (size > MAX_FLAT) {
    // Unlike other nodes the root is one even where a leaf is all of it.
    return new HashMap(TAG.HASHMAP, size, root as MapNode);
  }
  const entries: MutArray<Term> = newArray(small(0), size * 2);
  fillEntries(root as MapNode, entries, 0);
  return flatMapOf(entries, size);
}

/** The node without `key`: the same node where it is not there, a leaf where that is all that is left, null for nothing. */
function nodeRemove(node: MapNode, shift: i32, hash: i64, key: Term): Term | null {
  const bitmap = node.bitmap;
  const children = node.children;
  if (bitmap < 0) {
    const i = indexInCollision(node, key);
    if (i < 0) return node;
    if (children.length === 2) return children[1 - i];
    return new MapNode(COLLISION, without(children, i));
  }
  const bit = 1 << (i32(hash >>> i64(shift)) & 15);
  if ((bitmap & bit) === 0) return node;
  const i = popcnt(bitmap & (bit - 1));
  const child = children[i];
  let rest: Term | null = null;
  if (child instanceof Cons) {
    if (!exactEqual(child.hd, key)) return node;
  } else {
    rest = nodeRemove(child as MapNode, shift + 4, hash, key);
    if (rest === child) return node;
  }
  const n = children.length;
  if (rest === null) {
    if (n === 1) return null;
    if (n === 2 && shift > 0) {
      const other = children[1 - i];
      if (other instanceof Cons) return other;
    }
    return new MapNode(bitmap ^ bit, without(children, i));
  }
  const left = rest as Term;
  if (n === 1 && shift > 0 && left instanceof Cons) return left;
  return new MapNode(bitmap, withElement(children, i, left));
}

// ---- Making maps of many entries

/**
 * The map of keys and values alternating; of equal keys the last one's value counts. The array may be reused afterwards.
 * @js
 */
export function mapFromPairs(pairs: MutArray<Term>): Term {
  const n = pairs.length >>> 1;
  if (n === 0) return EMPTY;
  if (n <= MAX_FLAT) return flatMapOf(pairs, n);
  const leaves: MutArray<Term> = newArray(small(0), n);
  for (let i = 0; i < n; i++) leaves[i] = new Cons(pairs[2 * i], pairs[2 * i + 1]);
  return mapOfLeaves(leaves);
}

/** A small map of the first `n` pairs, at most 32. */
function flatMapOf(pairs: MutArray<Term>, n: i32): Term {
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
  if (count === n) return new FlatMap(TAG.FLATMAP, keys, values);
  const fewerKeys: MutArray<Term> = newArray(small(0), count);
  const fewerValues: MutArray<Term> = newArray(small(0), count);
  arrayCopy(fewerKeys, 0, keys, 0, count);
  arrayCopy(fewerValues, 0, values, 0, count);
  return new FlatMap(TAG.FLATMAP, fewerKeys, fewerValues);
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
  return new MapShape(sorted, order);
}

/** A map of that shape, of values in the order that its keys were given in. @jit */
export function mapOfShape(shape: MapShape, values: MutArray<Term>): Term {
  const order = shape.order;
  const n = order.length;
  const sorted: MutArray<Term> = newArray(small(0), n);
  for (let i = 0; i < n; i++) sorted[i] = values[order[i]];
  return new FlatMap(TAG.FLATMAP, shape.keys, sorted);
}

/** A large map of keys that are all different. */
function hashMapOf(keys: MutArray<Term>, values: MutArray<Term>): Term {
  const leaves: MutArray<Term> = newArray(small(0), keys.length);
  for (let i = 0; i < keys.length; i++) leaves[i] = new Cons(keys[i], values[i]);
  return mapOfLeaves(leaves);
}

// While a trie is made of leaves: the leaves, their hashes, and room to sort both.
let buildLeaves: MutArray<Term> = newArray(small(0), 0);
let buildSpare: MutArray<Term> = newArray(small(0), 0);
let buildHashes: MutArray<i64> = newArrayDefault(0);
let buildSpareHashes: MutArray<i64> = newArrayDefault(0);

/** The map of more than 32 leaves; of equal keys the last one counts. */
function mapOfLeaves(leaves: MutArray<Term>): Term {
  const n = leaves.length;
  buildLeaves = leaves;
  buildSpare = newArray<MutArray<Term>>(small(0), n);
  buildHashes = newArrayDefault<MutArray<i64>>(n);
  buildSpareHashes = newArrayDefault<MutArray<i64>>(n);
  for (let i = 0; i < n; i++) buildHashes[i] = internalHash((leaves[i] as Cons).hd);
  grown = 0;
  const root = build(0, n, 0);
  buildLeaves = NO_TERMS;
  buildSpare = NO_TERMS;
  const size = grown;
  if (size > MAX_FLAT) return new HashMap(TAG.HASHMAP, size, root as MapNode);
  const entries: MutArray<Term> = newArray(small(0), size * 2);
  if (root instanceof Cons) {
    entries[0] = root.hd;
    entries[1] = root.tl;
  } else fillEntries(root as MapNode, entries, 0);
  return flatMapOf(entries, size);
}

/** The node (below the root possibly a leaf) of the leaves from `start` to before `end`, of which there is one at least. */
function build(start: i32, end: i32, shift: i32): Term {
  if (end - start === 1) {
    grown = grown + 1;
    if (shift > 0) return buildLeaves[start];
    return nodeOfOne(i32(buildHashes[start]) & 15, buildLeaves[start]);
  }
  if (sameHash(start, end)) return buildSameHash(start, end, shift);
  // A stable sort by four bits of the hash.
  const from = buildLeaves;
  const hashes = buildHashes;
  const counts: MutArray<i32> = newArrayDefault<MutArray<i32>>(17);
  for (let i = start; i < end; i++) {
    const slot = i32(hashes[i] >>> i64(shift)) & 15;
    counts[slot + 1] = counts[slot + 1] + 1;
  }
  let bitmap = 0;
  for (let s = 0; s < 16; s++) {
    if (counts[s + 1] > 0) bitmap = bitmap | (1 << s);
    counts[s + 1] = counts[s + 1] + counts[s];
  }
  const next: MutArray<i32> = newArrayDefault<MutArray<i32>>(16);
  arrayCopy(next, 0, counts, 0, 16);
  for (let i = start; i < end; i++) {
    const slot = i32(hashes[i] >>> i64(shift)) & 15;
    const to = start + next[slot];
    next[slot] = next[slot] + 1;
    buildSpare[to] = from[i];
    buildSpareHashes[to] = hashes[i];
  }
  arrayCopy(from, start, buildSpare, start, end - start);
  arrayCopy(hashes, start, buildSpareHashes, start, end - start);
  const children: MutArray<Term> = newArray(small(0), popcnt(bitmap));
  let c = 0;
  for (let s = 0; s < 16; s++) {
    if (counts[s] < counts[s + 1]) {
      children[c] = build(start + counts[s], start + counts[s + 1], shift + 4);
      c++;
    }
  }
  return new MapNode(bitmap, children);
}

function sameHash(start: i32, end: i32): boolean {
  const first = buildHashes[start];
  for (let i = start + 1; i < end; i++) if (buildHashes[i] !== first) return false;
  return true;
}

/** Leaves that all have the same hash: one key several times, or, hardly ever, colliding keys. */
function buildSameHash(start: i32, end: i32, shift: i32): Term {
  const hash = buildHashes[start];
  const first = (buildLeaves[start] as Cons).hd;
  let same = true;
  for (let i = start + 1; i < end; i++)
    if (!exactEqual((buildLeaves[i] as Cons).hd, first)) same = false;
  const last = buildLeaves[end - 1] as Cons;
  if (same) {
    const leaf = new Cons(first, last.tl);
    grown = grown + 1;
    if (shift > 0) return leaf;
    return nodeOfOne(i32(hash) & 15, leaf);
  }
  let node = new MapNode(0, NO_TERMS);
  for (let i = start; i < end; i++) {
    const leaf = buildLeaves[i] as Cons;
    node = nodePut(node, shift, hash, leaf.hd, leaf.tl);
  }
  return node;
}

/** Both maps' entries; where both have a key the second one's value counts. @js */
export function mapMerge(a: Term, b: Term): Term {
  if (a === b || mapSize(a) === 0) return b;
  if (mapSize(b) === 0) return a;
  if (a instanceof FlatMap) {
    if (b instanceof FlatMap) return mergeFlat(a, b);
    let t: Term = b;
    for (let i = 0; i < a.keys.length; i++) {
      if (mapGet(b, a.keys[i]) === null) t = mapPut(t, a.keys[i], a.values[i]);
    }
    return t;
  }
  if (b instanceof FlatMap) {
    let t: Term = a;
    for (let i = 0; i < b.keys.length; i++) t = mapPut(t, b.keys[i], b.values[i]);
    return t;
  }
  const m = a as HashMap;
  const o = b as HashMap;
  shared = 0;
  const root = mergeNodes(m.root, o.root, 0);
  if (root === o.root) return b;
  return new HashMap(TAG.HASHMAP, m.size + o.size - shared, root);
}

function mergeFlat(a: FlatMap, b: FlatMap): Term {
  const n = a.keys.length;
  const m = b.keys.length;
  const keys: MutArray<Term> = newArray(small(0), n + m);
  const values: MutArray<Term> = newArray(small(0), n + m);
  let i = 0;
  let j = 0;
  let k = 0;
  while (i < n || j < m) {
    const c =
      i === n ? 1 : j === m ? -1 : a.keys[i] === b.keys[j] ? 0 : compareKeys(a.keys[i], b.keys[j]);
    if (c < 0) {
      keys[k] = a.keys[i];
      values[k] = a.values[i];
    } else {
      keys[k] = b.keys[j];
      values[k] = b.values[j];
    }
    if (c <= 0) i++;
    if (c >= 0) j++;
    k++;
  }
  // One may have had all keys already: its keys are shared then.
  if (k === m) return b;
  const mergedValues: MutArray<Term> = newArray(small(0), k);
  arrayCopy(mergedValues, 0, values, 0, k);
  if (k === n) return new FlatMap(TAG.FLATMAP, a.keys, mergedValues);
  const mergedKeys: MutArray<Term> = newArray(small(0), k);
  arrayCopy(mergedKeys, 0, keys, 0, k);
  if (k <= MAX_FLAT) return new FlatMap(TAG.FLATMAP, mergedKeys, mergedValues);
  return hashMapOf(mergedKeys, mergedValues);
}

/** How many keys two tries that are being merged have in common. */
let shared = 0;

function mergeNodes(a: MapNode, b: MapNode, shift: i32): MapNode {
  if (a === b) {
    shared = shared + leafCount(b);
    return b;
  }
  if (a.bitmap < 0) {
    let node = b;
    // All of a's hashes are equal, so none of its keys has a place but here.
    for (let i = 0; i < a.children.length; i++)
      node = putIfAbsent(node, shift, a.children[i] as Cons);
    return node;
  }
  const bitmap = a.bitmap | b.bitmap;
  const children: MutArray<Term> = newArray(small(0), popcnt(bitmap));
  let i = 0;
  let j = 0;
  let k = 0;
  let unchanged = true;
  for (let s = 0; s < 16; s++) {
    const bit = 1 << s;
    if ((bitmap & bit) === 0) continue;
    if ((b.bitmap & bit) === 0) {
      children[k] = a.children[i];
      i++;
      unchanged = false;
    } else if ((a.bitmap & bit) === 0) {
      children[k] = b.children[j];
      j++;
    } else {
      const child = mergeChildren(a.children[i], b.children[j], shift + 4);
      if (child !== b.children[j]) unchanged = false;
      children[k] = child;
      i++;
      j++;
    }
    k++;
  }
  return unchanged ? b : new MapNode(bitmap, children);
}

function mergeChildren(x: Term, y: Term, shift: i32): Term {
  if (x instanceof Cons) {
    if (y instanceof Cons) {
      if (exactEqual(x.hd, y.hd)) {
        shared = shared + 1;
        return y;
      }
      return nodeOfTwo(x, internalHash(x.hd), y, internalHash(y.hd), shift);
    }
    return putIfAbsent(y as MapNode, shift, x);
  }
  if (y instanceof Cons) {
    grown = 0;
    const node = nodePut(x as MapNode, shift, internalHash(y.hd), y.hd, y.tl);
    shared = shared + 1 - grown;
    return node;
  }
  return mergeNodes(x as MapNode, y as MapNode, shift);
}

function putIfAbsent(node: MapNode, shift: i32, leaf: Cons): MapNode {
  if (findIn(node, shift, leaf.hd)) {
    shared = shared + 1;
    return node;
  }
  return nodePut(node, shift, internalHash(leaf.hd), leaf.hd, leaf.tl);
}

function findIn(root: MapNode, shift: i32, key: Term): boolean {
  let node = root;
  let hash = internalHash(key) >>> i64(shift);
  while (node.bitmap >= 0) {
    const bit = 1 << (i32(hash) & 15);
    if ((node.bitmap & bit) === 0) return false;
    const child = node.children[popcnt(node.bitmap & (bit - 1))];
    if (child instanceof Cons) return exactEqual(child.hd, key);
    node = child as MapNode;
    hash = hash >>> 4;
  }
  return indexInCollision(node, key) >= 0;
}

function leafCount(node: MapNode): i32 {
  let n = 0;
  const children = node.children;
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    n += child instanceof Cons ? 1 : leafCount(child as MapNode);
  }
  return n;
}

// ---- All entries

/** Writes keys and values alternating from `at` on; gives the index behind. */
function fillEntries(node: MapNode, out: MutArray<Term>, at: i32): i32 {
  let next = at;
  const children = node.children;
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    if (child instanceof Cons) {
      out[next] = child.hd;
      out[next + 1] = child.tl;
      next += 2;
    } else next = fillEntries(child as MapNode, out, next);
  }
  return next;
}

/** Keys and values alternating, in iteration order. */
export function mapEntryArray(t: Term): MutArray<Term> {
  const out: MutArray<Term> = newArray(small(0), mapSize(t) * 2);
  if (t instanceof FlatMap) {
    for (let i = 0; i < t.keys.length; i++) {
      out[i * 2] = t.keys[i];
      out[i * 2 + 1] = t.values[i];
    }
  } else fillEntries((t as HashMap).root, out, 0);
  return out;
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

/** The keys of a small map as an array that must not be changed. */
export function flatMapKeys(t: Term): MutArray<Term> {
  return (t as FlatMap).keys;
}

// ---- Iterating as erts_internal:map_next/3 does

/** A path has at most so many slots of four bits, so that it is a 64-bit integer. */
const MAX_PATH = 15;

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
  const nodes: MutArray<Term> = newArray(small(0), 17);
  const slots: MutArray<i32> = newArrayDefault<MutArray<i32>>(17);
  let level = 0;
  let rest = path;
  let node = (t as HashMap).root;
  for (;;) {
    const slot = i32(rest) & 15;
    if (slot >= node.children.length) return null;
    nodes[level] = node;
    slots[level] = slot;
    const child = node.children[slot];
    if (child instanceof Cons) break;
    node = child as MapNode;
    rest = rest >>> 4;
    level++;
  }
  let leaves: MutArray<Term> = newArray(small(0), limit + 16);
  let count = 0;
  while (level >= 0) {
    node = nodes[level] as MapNode;
    const slot = slots[level];
    if (slot === node.children.length) {
      level--;
      if (level >= 0) slots[level] = slots[level] + 1;
      continue;
    }
    const child = node.children[slot];
    if (child instanceof Cons) {
      if (count >= limit && level < MAX_PATH) break;
      if (count === leaves.length) {
        const more: MutArray<Term> = newArray(small(0), count * 2);
        arrayCopy(more, 0, leaves, 0, count);
        leaves = more;
      }
      leaves[count] = child;
      count++;
      slots[level] = slot + 1;
    } else {
      level++;
      nodes[level] = child;
      slots[level] = 0;
    }
  }
  let more: i64 = 0;
  for (let i = level; i >= 0; i--) more = (more << 4) | i64(slots[i]);
  const pathTerm = makeInt64(more);
  if (list === null) {
    let result: Term = level < 0 ? none : new Cons(pathTerm, t);
    for (let i = count - 1; i >= 0; i--) {
      const leaf = leaves[i] as Cons;
      result = new Tuple3(leaf.hd, leaf.tl, result);
    }
    return result;
  }
  let result: Term = list as Term;
  for (let i = 0; i < count; i++) {
    const leaf = leaves[i] as Cons;
    result = new Cons(new Tuple2(leaf.hd, leaf.tl), result);
  }
  return level < 0 ? result : new Cons(pathTerm, new Cons(t, result));
}

function flatNext(m: FlatMap, none: Term, list: Term | null): Term {
  let result: Term = list === null ? none : list;
  for (let i = m.keys.length - 1; i >= 0; i--) {
    if (list === null) result = new Tuple3(m.keys[i], m.values[i], result);
    else result = new Cons(new Tuple2(m.keys[i], m.values[i]), result);
  }
  return result;
}

// ---- Comparing

/** Whether two maps have the same keys (exactly) and equal values. */
function equalKeys(a: Term, b: Term): boolean {
  return a === b || equalParts(a, b, true);
}

export function equalMaps(a: Term, b: Term, exact: boolean): boolean {
  if (a instanceof FlatMap) {
    if (!(b instanceof FlatMap)) return false;
    const n = a.keys.length;
    if (n !== b.keys.length) return false;
    if (a.keys !== b.keys) {
      for (let i = 0; i < n; i++) if (!equalKeys(a.keys[i], b.keys[i])) return false;
    }
    for (let i = 0; i < n; i++) {
      const x = a.values[i];
      const y = b.values[i];
      if (x !== y && !equalParts(x, y, exact)) return false;
    }
    return true;
  }
  if (!(b instanceof HashMap)) return false;
  return (a as HashMap).size === b.size && equalNodes((a as HashMap).root, b.root, exact);
}

function equalNodes(a: MapNode, b: MapNode, exact: boolean): boolean {
  if (a === b) return true;
  if (a.bitmap !== b.bitmap || a.children.length !== b.children.length) return false;
  for (let i = 0; i < a.children.length; i++) {
    const x = a.children[i];
    const y = b.children[i];
    if (x === y) continue;
    if (x instanceof Cons) {
      if (!(y instanceof Cons) || !equalKeys(x.hd, y.hd)) return false;
      if (x.tl !== y.tl && !equalParts(x.tl, y.tl, exact)) return false;
    } else if (!(y instanceof MapNode) || !equalNodes(x as MapNode, y, exact)) return false;
  }
  return true;
}

/**
 * The order of maps: by size, then keys in their order (integers before floats), then values in the order of the keys. Within
 * keys (`exact`) OTP compares small maps in the order in which they lie.
 */
export function compareMaps(a: Term, b: Term, exact: boolean): i32 {
  const size = mapSize(a);
  if (size !== mapSize(b)) return size < mapSize(b) ? -1 : 1;
  if (a instanceof FlatMap) {
    const m = b as FlatMap;
    const order = exact ? null : termOrder(a.keys);
    const otherOrder = exact || a.keys === m.keys ? order : termOrder(m.keys);
    if (a.keys !== m.keys) {
      for (let i = 0; i < size; i++) {
        const c = compareParts(a.keys[at(order, i)], m.keys[at(otherOrder, i)], true);
        if (c !== 0) return c;
      }
    }
    for (let i = 0; i < size; i++) {
      const c = compareParts(a.values[at(order, i)], m.values[at(otherOrder, i)], exact);
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

// ---- The shape of a trie, for those who look into it

/** Depths that are counted: 0 to 17, though no leaf is deeper than the 16 levels of the hash and a collision node. */
const DEPTHS = 18;

/**
 * How many leaves of a large map's trie are how deep, the root's own at 1, and behind those how many nodes have how many
 * children, from one: 18 counts and 16.
 * @js
 */
export function trieShape(t: Term): MutArray<Term> {
  const counts: MutArray<Term> = newArray(small(0), DEPTHS + 16);
  countTrie((t as HashMap).root, 1, counts);
  return counts;
}

/** Whether the root of a large map's trie has all 16 children. @js */
export function hasFullRoot(t: Term): boolean {
  return (t as HashMap).root.children.length === 16;
}

function countTrie(node: MapNode, depth: i32, counts: MutArray<Term>): void {
  const children = node.children;
  if (node.bitmap >= 0) increment(counts, DEPTHS + children.length - 1);
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    if (child instanceof Cons) increment(counts, depth);
    else countTrie(child as MapNode, depth + 1, counts);
  }
}

function increment(counts: MutArray<Term>, i: i32): void {
  counts[i] = small(smallValue(counts[i]) + 1);
}
