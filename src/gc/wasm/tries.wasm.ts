// Maps of more than 32 keys: tries over the 64 bits of the key's internal hash, four bits a level from the lowest, in OTP 27's
// order (docs/map-order.md). The shape depends on the keys alone, so that equal maps have equal tries: a node below the root never
// has a leaf as its only child.
//
// A node is one array: which slots are taken, the edit that made it, and then the slots in order, a leaf's key and value in line.
// Keys that share all 64 bits lie in a node without slots, sorted.
//
// Programs mostly go on with the newest version of a map. So a node is copied once for many updates: what one edit has made,
// it changes in place. The new version then has the trie, and the old one only how to get back: its successor, and the key with
// the value it had. Whoever looks at an old version after all makes a trie of its own for it and its successors up to the newest,
// each sharing most with the next, as if nothing had been done in place; and the edit ends, so that its nodes never change
// again. It ends, too, after a number of updates, which bounds how many old versions can hang together. A version that was not
// changed in place keeps its trie. So no version is paid for more than twice, whichever way it is used.

import { TAG } from '../tags.ts';
import { copyElements, withElement } from './arrays.wasm.ts';
import { compareTerms, equalParts, exactEqual } from './compare.wasm.ts';
import { flatMapOf, MAX_FLAT } from './flat-maps.wasm.ts';
import { internalHash } from './hash.wasm.ts';
import { makeInt64 } from './numbers.wasm.ts';
import { Cons, Edit, HashMap, type MapNode, Tuple2, Tuple3 } from './types.wasm.ts';

/** The bits of the hash; a node that deep holds colliding keys. */
const HASH_BITS = 64;
/** The most updates in place of one edit; UPDATES_PER_KEY for each key where that is less. */
const MAX_UPDATES = 8192;
const UPDATES_PER_KEY = 4;

// ---- Nodes

/** Where a node's slots begin. */
export const FIRST = 2;
/** Ended: what it is said to have made is never changed. */
const NO_EDIT: Edit = new Edit(0);

/**
 * Which slots of a node are taken, by the lowest 16 bits, and which of them are leaves, by the next 15: nothing lies behind the
 * last slot, so nobody needs to know by a bit what it is. Zero in a node of colliding keys.
 * @inline
 */
export function slotBits(node: MapNode): i32 {
  return smallValue(node[0]);
}

/** The bit of the slot that a hash selects. @inline */
function slotBit(hash: i64): i32 {
  return 1 << (i32(hash) & 15);
}

/** The bit that says that a slot is a leaf. @inline */
function leafBit(bit: i32): i32 {
  return (bit << 16) & 0x7fffffff;
}

/** Where in a node a slot is. @inline */
function slotPlace(bits: i32, bit: i32): i32 {
  return FIRST + popcnt(bits & ((bit - 1) * 0x10001));
}

/** Whether what is in a slot is a node, and no leaf's key. @inline */
export function isNode(child: Term): boolean {
  return isTermArray(child);
}

/** A node, to be filled in. */
function newNode(bits: i32, length: i32, edit: Edit): MapNode {
  const node: MapNode = newArray(edit, length);
  node[0] = small(bits);
  return node;
}

/** A copy where the `removed` elements from `i` on have given way to `inserted` ones, to be filled in. */
function spliced(
  node: MapNode,
  i: i32,
  removed: i32,
  inserted: i32,
  bits: i32,
  edit: Edit,
): MapNode {
  const rest = node.length - i - removed;
  const copy = newNode(bits, i + inserted + rest, edit);
  copyElements(copy, FIRST, node, FIRST, i - FIRST);
  copyElements(copy, i + inserted, node, i + removed, rest);
  return copy;
}

/** The node with another element at `i`: itself where the edit has made it. */
function nodeWith(node: MapNode, i: i32, t: Term, edit: Edit): MapNode {
  if (node[1] === edit && edit.updates > 0) {
    node[i] = t;
    return node;
  }
  const copy: MapNode = withElement(node, i, t);
  copy[1] = edit;
  return copy;
}

/** The node with a leaf in place of the `removed` elements at `i`. */
function withLeaf(
  node: MapNode,
  i: i32,
  removed: i32,
  bits: i32,
  key: Term,
  value: Term,
  edit: Edit,
): MapNode {
  const copy = spliced(node, i, removed, 2, bits, edit);
  copy[i] = key;
  copy[i + 1] = value;
  return copy;
}

/** A node of two leaves with different keys. */
function nodeOfTwo(
  keyA: Term,
  valueA: Term,
  hashA: i64,
  keyB: Term,
  valueB: Term,
  hashB: i64,
  shift: i32,
  edit: Edit,
): MapNode {
  let inOrder = true;
  let bits = 0;
  if (shift >= HASH_BITS) inOrder = compareTerms(keyA, keyB, true) < 0;
  else {
    const bitA = slotBit(hashA >>> i64(shift));
    const bitB = slotBit(hashB >>> i64(shift));
    if (bitA === bitB) {
      const node = newNode(bitA, FIRST + 1, edit);
      node[FIRST] = nodeOfTwo(keyA, valueA, hashA, keyB, valueB, hashB, shift + 4, edit);
      return node;
    }
    inOrder = bitA < bitB;
    bits = bitA | bitB;
    bits = bits | leafBit(bits);
  }
  const node = newNode(bits, FIRST + 4, edit);
  const a = inOrder ? FIRST : FIRST + 2;
  const b = inOrder ? FIRST + 2 : FIRST;
  node[a] = keyA;
  node[a + 1] = valueA;
  node[b] = keyB;
  node[b + 1] = valueB;
  return node;
}

/** Where the key is in a node of colliding keys, or -1. */
function indexInCollision(node: MapNode, key: Term): i32 {
  for (let i = FIRST; i < node.length; i += 2) if (exactEqual(node[i], key)) return i;
  return -1;
}

// ---- Versions

/** The root of a map's trie. Valid until something is put into any map. @inline */
export function trieOf(m: HashMap): MapNode {
  const root = m.root;
  return root === null ? recovered(m) : root;
}

/** Makes tries for an old version and all that came after it, as far as they have none. */
function recovered(oldest: HashMap): MapNode {
  let n = 0;
  let m = oldest;
  while (m.root === null) {
    n++;
    m = m.later as HashMap;
  }
  let root = m.root as MapNode;
  endEdit(root);
  const versions: MutArray<Term> = newArray(oldest, n);
  m = oldest;
  for (let i = 0; i < n; i++) {
    versions[i] = m;
    m = m.later as HashMap;
  }
  for (let i = n - 1; i >= 0; i--) {
    const version = versions[i] as HashMap;
    const key = version.key;
    const hash = internalHash(key);
    const value = version.value;
    if (value === null) root = nodeRemove(root, 0, hash, key, NO_EDIT) as MapNode;
    else root = nodePut(root, 0, hash, key, value as Term, NO_EDIT);
    version.root = root;
    version.later = null;
    version.key = small(0);
    version.value = null;
  }
  return root;
}

/** From now on nodes of the trie may be shared. */
function endEdit(root: MapNode): void {
  const edit = root[1] as Edit;
  edit.updates = 0;
}

function newEdit(size: i32): Edit {
  return new Edit(size < MAX_UPDATES / UPDATES_PER_KEY ? UPDATES_PER_KEY * size : MAX_UPDATES);
}

function mapOf(size: i32, root: MapNode): HashMap {
  return new HashMap(TAG.HASHMAP, size, root, null, small(0), null);
}

/** The map that a map becomes by an update in place; `value` is what it had for the key, or null. */
function successor(m: HashMap, size: i32, root: MapNode, key: Term, value: Term | null): HashMap {
  const next = mapOf(size, root);
  m.root = null;
  m.later = next;
  m.key = key;
  m.value = value;
  return next;
}

// ---- Reading

/** The value of `key`, or null. */
export function trieGet(m: HashMap, key: Term): Term | null {
  let node = trieOf(m);
  let hash = internalHash(key);
  for (;;) {
    const bits = slotBits(node);
    if (bits === 0) {
      const i = indexInCollision(node, key);
      return i < 0 ? null : node[i + 1];
    }
    const bit = slotBit(hash);
    if ((bits & bit) === 0) return null;
    const i = slotPlace(bits, bit);
    const child = node[i];
    if (child === key) return node[i + 1];
    if (!isNode(child)) return exactEqual(child, key) ? node[i + 1] : null;
    node = child as MapNode;
    hash = hash >>> 4;
  }
}

// ---- Setting

/** The map with `key` set to `value`; null where the key has to be there and is not. */
export function triePut(m: HashMap, key: Term, value: Term, exact: boolean): Term | null {
  const root = trieOf(m);
  const hash = internalHash(key);
  let node = root;
  let rest = hash;
  for (;;) {
    const bits = slotBits(node);
    const bit = slotBit(rest);
    let i = 0;
    if (bits === 0) {
      i = indexInCollision(node, key);
      if (i < 0) break;
    } else {
      if ((bits & bit) === 0) break;
      i = slotPlace(bits, bit);
      const child = node[i];
      if (child !== key) {
        if (isNode(child)) {
          node = child as MapNode;
          rest = rest >>> 4;
          continue;
        }
        if (!exactEqual(child, key)) break;
      }
    }
    const old = node[i + 1];
    if (old === value) return m;
    const edit = root[1] as Edit;
    if (node[1] !== edit || edit.updates === 0) return triePutNew(m, root, hash, key, value, old);
    edit.updates = edit.updates - 1;
    node[i + 1] = value;
    return successor(m, m.size, root, key, old);
  }
  return exact ? null : triePutNew(m, root, hash, key, value, null);
}

/** The same where nodes have to be made; `old` is the key's value or null. */
function triePutNew(
  m: HashMap,
  root: MapNode,
  hash: i64,
  key: Term,
  value: Term,
  old: Term | null,
): Term {
  const size = old === null ? m.size + 1 : m.size;
  const edit = root[1] as Edit;
  if (edit.updates === 0) return mapOf(size, nodePut(root, 0, hash, key, value, newEdit(size)));
  const changed = nodePut(root, 0, hash, key, value, edit);
  edit.updates = edit.updates - 1;
  return successor(m, size, changed, key, old);
}

/** How many keys the last operations have added. */
let grown = 0;

/**
 * A node with `key` set; the node itself where nothing changes or the edit has made it. `shift` is how much of the hash is used
 * up.
 */
function nodePut(
  node: MapNode,
  shift: i32,
  hash: i64,
  key: Term,
  value: Term,
  edit: Edit,
): MapNode {
  const bits = slotBits(node);
  if (bits === 0) {
    const i = indexInCollision(node, key);
    if (i >= 0) return node[i + 1] === value ? node : nodeWith(node, i + 1, value, edit);
    grown = grown + 1;
    let at = FIRST;
    while (at < node.length && compareTerms(node[at], key, true) < 0) at += 2;
    return withLeaf(node, at, 0, 0, key, value, edit);
  }
  const bit = slotBit(hash >>> i64(shift));
  const i = slotPlace(bits, bit);
  if ((bits & bit) === 0) {
    grown = grown + 1;
    return withLeaf(node, i, 0, bits | bit | leafBit(bit), key, value, edit);
  }
  const child = node[i];
  if (isNode(child)) {
    const changed = nodePut(child as MapNode, shift + 4, hash, key, value, edit);
    return changed === child ? node : nodeWith(node, i, changed, edit);
  }
  const old = node[i + 1];
  if (exactEqual(child, key)) return old === value ? node : nodeWith(node, i + 1, value, edit);
  grown = grown + 1;
  const two = nodeOfTwo(child, old, internalHash(child), key, value, hash, shift + 4, edit);
  const copy = spliced(node, i, 2, 1, bits & ~leafBit(bit), edit);
  copy[i] = two;
  return copy;
}

// ---- Removing

/** The map without `key`. */
export function trieRemove(m: HashMap, key: Term): Term {
  const root = trieOf(m);
  const size = m.size - 1;
  const edit = newEdit(size);
  const rest = nodeRemove(root, 0, internalHash(key), key, edit);
  if (rest === root) return m;
  // The rest of the nodes is shared.
  endEdit(root);
  // Unlike other nodes the root is one even where a leaf is all of it.
  const left = rest as MapNode;
  if (size > MAX_FLAT) return mapOf(size, left);
  const entries: MutArray<Term> = newArray(small(0), size * 2);
  fillEntries(left, entries, 0);
  return flatMapOf(entries, size);
}

/** The node without `key`: the same node where it is not there, a cons of key and value where one leaf is all that is left. */
function nodeRemove(node: MapNode, shift: i32, hash: i64, key: Term, edit: Edit): Term {
  const bits = slotBits(node);
  const hasTwoLeaves = node.length === FIRST + 4;
  if (bits === 0) {
    const i = indexInCollision(node, key);
    if (i < 0) return node;
    return hasTwoLeaves ? otherLeaf(node, i) : spliced(node, i, 2, 0, 0, edit);
  }
  const bit = slotBit(hash >>> i64(shift));
  if ((bits & bit) === 0) return node;
  const i = slotPlace(bits, bit);
  const child = node[i];
  if (!isNode(child)) {
    if (!exactEqual(child, key)) return node;
    if (shift > 0 && hasTwoLeaves && popcnt(bits & 0xffff) === 2) return otherLeaf(node, i);
    return spliced(node, i, 2, 0, bits & ~(bit | leafBit(bit)), edit);
  }
  const rest = nodeRemove(child as MapNode, shift + 4, hash, key, edit);
  if (rest === child) return node;
  if (!(rest instanceof Cons)) return nodeWith(node, i, rest, edit);
  if (shift > 0 && node.length === FIRST + 1) return rest;
  return withLeaf(node, i, 1, bits | leafBit(bit), rest.hd, rest.tl, edit);
}

/** Of a node of two leaves. */
function otherLeaf(node: MapNode, i: i32): Cons {
  const other = FIRST + FIRST + 2 - i;
  return new Cons(node[other], node[other + 1]);
}

// ---- Making maps of many entries

// While a trie is made: keys and values alternating, the order in which they are sorted by their hashes, and room to sort.
let buildPairs: MutArray<Term> = newArray(small(0), 0);
let buildOrder: MutArray<i32> = newArrayDefault(0);
let buildHashes: MutArray<i64> = newArrayDefault(0);
let buildSpareOrder: MutArray<i32> = newArrayDefault(0);
let buildSpareHashes: MutArray<i64> = newArrayDefault(0);

/** The map of more than 32 keys and values alternating, possibly a small one: of equal keys the last one counts. */
export function trieFromPairs(pairs: MutArray<Term>): Term {
  const n = pairs.length >>> 1;
  buildPairs = pairs;
  buildOrder = newArrayDefault<MutArray<i32>>(n);
  buildHashes = newArrayDefault<MutArray<i64>>(n);
  buildSpareOrder = newArrayDefault<MutArray<i32>>(n);
  buildSpareHashes = newArrayDefault<MutArray<i64>>(n);
  for (let i = 0; i < n; i++) {
    buildOrder[i] = 2 * i;
    buildHashes[i] = internalHash(pairs[2 * i]);
  }
  grown = 0;
  const root = build(0, n, 0);
  buildPairs = newArray<MutArray<Term>>(small(0), 0);
  const size = grown;
  if (size > MAX_FLAT) return mapOf(size, root as MapNode);
  const entries: MutArray<Term> = newArray(small(0), size * 2);
  if (root instanceof Cons) {
    entries[0] = root.hd;
    entries[1] = root.tl;
  } else fillEntries(root as MapNode, entries, 0);
  return flatMapOf(entries, size);
}

/** The node of the pairs from `start` to before `end`, which are at least two; of equal keys a cons of key and value. */
function build(start: i32, end: i32, shift: i32): Term {
  if (haveSameHash(start, end)) return buildSameHash(start, end, shift);
  // A stable sort by four bits of the hash.
  const order = buildOrder;
  const hashes = buildHashes;
  const counts: MutArray<i32> = newArrayDefault<MutArray<i32>>(17);
  for (let i = start; i < end; i++) {
    const slot = i32(hashes[i] >>> i64(shift)) & 15;
    counts[slot + 1] = counts[slot + 1] + 1;
  }
  let bits = 0;
  let length = FIRST;
  for (let s = 0; s < 16; s++) {
    const count = counts[s + 1];
    const bit = 1 << s;
    if (count > 0) bits = bits | bit;
    if (count === 1) bits = bits | leafBit(bit);
    length += count === 0 ? 0 : count === 1 ? 2 : 1;
    counts[s + 1] = counts[s] + count;
  }
  const next: MutArray<i32> = newArrayDefault<MutArray<i32>>(16);
  arrayCopy(next, 0, counts, 0, 16);
  for (let i = start; i < end; i++) {
    const slot = i32(hashes[i] >>> i64(shift)) & 15;
    const to = start + next[slot];
    next[slot] = next[slot] + 1;
    buildSpareOrder[to] = order[i];
    buildSpareHashes[to] = hashes[i];
  }
  arrayCopy(order, start, buildSpareOrder, start, end - start);
  arrayCopy(hashes, start, buildSpareHashes, start, end - start);
  let node = newNode(bits, length, NO_EDIT);
  let at = FIRST;
  for (let s = 0; s < 16; s++) {
    const count = counts[s + 1] - counts[s];
    if (count === 0) continue;
    const from = start + counts[s];
    if (count === 1) {
      node[at] = buildPairs[order[from]];
      node[at + 1] = buildPairs[order[from] + 1];
      grown = grown + 1;
      at += 2;
      continue;
    }
    const child = build(from, from + count, shift + 4);
    if (child instanceof Cons) {
      bits = bits | leafBit(1 << s);
      node = withLeaf(node, at, 1, bits, child.hd, child.tl, NO_EDIT);
      at += 2;
    } else {
      node[at] = child;
      at++;
    }
  }
  return node;
}

function haveSameHash(start: i32, end: i32): boolean {
  const first = buildHashes[start];
  for (let i = start + 1; i < end; i++) if (buildHashes[i] !== first) return false;
  return true;
}

/** Of pairs that all have the same hash: one key several times, or, hardly ever, colliding keys. */
function buildSameHash(start: i32, end: i32, shift: i32): Term {
  const hash = buildHashes[start];
  const first = buildPairs[buildOrder[start]];
  let value = buildPairs[buildOrder[start] + 1];
  let node: MapNode | null = null;
  grown = grown + 1;
  for (let i = start + 1; i < end; i++) {
    const key = buildPairs[buildOrder[i]];
    const next = buildPairs[buildOrder[i] + 1];
    if (node !== null) node = nodePut(node as MapNode, shift, hash, key, next, NO_EDIT);
    else if (exactEqual(key, first)) value = next;
    else {
      grown = grown + 1;
      node = nodeOfTwo(first, value, hash, key, next, hash, shift, NO_EDIT);
    }
  }
  return node === null ? new Cons(first, value) : node;
}

// ---- Merging

/** Both maps' entries; where both have a key the second one's value counts. */
export function trieMerge(a: HashMap, b: HashMap): Term {
  const rootA = trieOf(a);
  const rootB = trieOf(b);
  endEdit(rootA);
  endEdit(rootB);
  inBoth = 0;
  const root = mergeNodes(rootA, rootB, 0);
  return root === rootB ? b : mapOf(a.size + b.size - inBoth, root);
}

/** How many keys two tries that are being merged have in common. */
let inBoth = 0;

function mergeNodes(a: MapNode, b: MapNode, shift: i32): MapNode {
  if (a === b) {
    inBoth = inBoth + leafCount(b);
    return b;
  }
  const bitsA = slotBits(a);
  const bitsB = slotBits(b);
  if (bitsA === 0) {
    let node = b;
    // All of a's hashes are equal, so none of its keys has a place but here.
    for (let i = FIRST; i < a.length; i += 2) node = putIfAbsent(node, shift, a[i], a[i + 1]);
    return node;
  }
  const bits = (bitsA | bitsB) & 0xffff;
  const merged = newNode(bits, FIRST + 2 * popcnt(bits), NO_EDIT);
  let i = FIRST;
  let j = FIRST;
  let k = FIRST;
  let leaves = 0;
  let isUnchanged = true;
  for (let s = 0; s < 16; s++) {
    const bit = 1 << s;
    if ((bits & bit) === 0) continue;
    const x = (bitsA & bit) === 0 ? null : a[i];
    const y = (bitsB & bit) === 0 ? null : b[j];
    const takesA = x !== null && !isNode(x) ? 2 : 1;
    const takesB = y !== null && !isNode(y) ? 2 : 1;
    let child: Term = small(0);
    let isLeaf = false;
    let value: Term = small(0);
    if (y === null) {
      child = x as Term;
      isLeaf = takesA === 2;
      if (isLeaf) value = a[i + 1];
      isUnchanged = false;
    } else if (x === null) {
      child = y as Term;
      isLeaf = takesB === 2;
      if (isLeaf) value = b[j + 1];
    } else if (takesA === 2 && takesB === 2 && exactEqual(x as Term, y as Term)) {
      child = y as Term;
      isLeaf = true;
      value = b[j + 1];
      inBoth = inBoth + 1;
    } else {
      child = mergeChildren(a, i, b, j, shift + 4);
      if (child !== y) isUnchanged = false;
    }
    merged[k] = child;
    k++;
    if (isLeaf) {
      merged[k] = value;
      k++;
      leaves = leaves | leafBit(bit);
    }
    if (x !== null) i += takesA;
    if (y !== null) j += takesB;
  }
  if (isUnchanged) return b;
  return spliced(merged, k, merged.length - k, 0, bits | leaves, NO_EDIT);
}

/** Of what is at `i` in one node and at `j` in the other, but not of two leaves with the same key. */
function mergeChildren(a: MapNode, i: i32, b: MapNode, j: i32, shift: i32): MapNode {
  const x = a[i];
  const y = b[j];
  if (isNode(x)) {
    if (isNode(y)) return mergeNodes(x as MapNode, y as MapNode, shift);
    grown = 0;
    const node = nodePut(x as MapNode, shift, internalHash(y), y, b[j + 1], NO_EDIT);
    inBoth = inBoth + 1 - grown;
    return node;
  }
  if (isNode(y)) return putIfAbsent(y as MapNode, shift, x, a[i + 1]);
  return nodeOfTwo(x, a[i + 1], internalHash(x), y, b[j + 1], internalHash(y), shift, NO_EDIT);
}

function putIfAbsent(node: MapNode, shift: i32, key: Term, value: Term): MapNode {
  if (hasKey(node, shift, key)) {
    inBoth = inBoth + 1;
    return node;
  }
  return nodePut(node, shift, internalHash(key), key, value, NO_EDIT);
}

function hasKey(root: MapNode, shift: i32, key: Term): boolean {
  let node = root;
  let hash = internalHash(key) >>> i64(shift);
  for (;;) {
    const bits = slotBits(node);
    if (bits === 0) return indexInCollision(node, key) >= 0;
    const bit = slotBit(hash);
    if ((bits & bit) === 0) return false;
    const child = node[slotPlace(bits, bit)];
    if (!isNode(child)) return exactEqual(child, key);
    node = child as MapNode;
    hash = hash >>> 4;
  }
}

function leafCount(node: MapNode): i32 {
  let n = 0;
  let i = FIRST;
  while (i < node.length) {
    const child = node[i];
    if (isNode(child)) {
      n += leafCount(child as MapNode);
      i++;
    } else {
      n++;
      i += 2;
    }
  }
  return n;
}

// ---- All entries

/** Writes a map's keys and values alternating, in iteration order. */
export function trieEntries(m: HashMap, out: MutArray<Term>): void {
  fillEntries(trieOf(m), out, 0);
}

/** Writes keys and values from `at` on; gives the index behind. */
function fillEntries(node: MapNode, out: MutArray<Term>, at: i32): i32 {
  let next = at;
  let i = FIRST;
  while (i < node.length) {
    const child = node[i];
    if (isNode(child)) {
      next = fillEntries(child as MapNode, out, next);
      i++;
    } else {
      out[next] = child;
      out[next + 1] = node[i + 1];
      next += 2;
      i += 2;
    }
  }
  return next;
}

/** A path has at most so many slots of four bits, so that it is a 64-bit integer. */
const MAX_PATH = 15;

/** Iterates from a path on, as `mapNext` does. */
export function trieNext(
  path: i64,
  m: HashMap,
  limit: i32,
  none: Term,
  list: Term | null,
): Term | null {
  const nodes: MutArray<Term> = newArray(small(0), 17);
  // By number and by index in the node.
  const slots: MutArray<i32> = newArrayDefault<MutArray<i32>>(17);
  const places: MutArray<i32> = newArrayDefault<MutArray<i32>>(17);
  let level = 0;
  let rest = path;
  let node = trieOf(m);
  for (;;) {
    const slot = i32(rest) & 15;
    let at = FIRST;
    for (let i = 0; i < slot && at < node.length; i++) at += isNode(node[at]) ? 1 : 2;
    if (at >= node.length) return null;
    nodes[level] = node;
    slots[level] = slot;
    places[level] = at;
    const child = node[at];
    if (!isNode(child)) break;
    node = child as MapNode;
    rest = rest >>> 4;
    level++;
  }
  let entries: MutArray<Term> = newArray(small(0), 2 * (limit + 16));
  let count = 0;
  while (level >= 0) {
    node = nodes[level] as MapNode;
    const at = places[level];
    if (at === node.length) {
      level--;
      if (level >= 0) {
        slots[level] = slots[level] + 1;
        places[level] = places[level] + 1;
      }
      continue;
    }
    const child = node[at];
    if (isNode(child)) {
      level++;
      nodes[level] = child;
      slots[level] = 0;
      places[level] = FIRST;
      continue;
    }
    if (count >= 2 * limit && level < MAX_PATH) break;
    if (count === entries.length) {
      const more: MutArray<Term> = newArray(small(0), count * 2);
      arrayCopy(more, 0, entries, 0, count);
      entries = more;
    }
    entries[count] = child;
    entries[count + 1] = node[at + 1];
    count += 2;
    slots[level] = slots[level] + 1;
    places[level] = at + 2;
  }
  let more: i64 = 0;
  for (let i = level; i >= 0; i--) more = (more << 4) | i64(slots[i]);
  const pathTerm = makeInt64(more);
  if (list === null) {
    let result: Term = level < 0 ? none : new Cons(pathTerm, m);
    for (let i = count - 2; i >= 0; i -= 2) result = new Tuple3(entries[i], entries[i + 1], result);
    return result;
  }
  let result: Term = list as Term;
  for (let i = 0; i < count; i += 2)
    result = new Cons(new Tuple2(entries[i], entries[i + 1]), result);
  return level < 0 ? result : new Cons(pathTerm, new Cons(m, result));
}

// ---- Comparing

/** Whether two maps have the same keys (exactly) and equal values. */
export function equalTries(a: HashMap, b: HashMap, exact: boolean): boolean {
  return a.size === b.size && equalNodes(trieOf(a), trieOf(b), exact);
}

function equalNodes(a: MapNode, b: MapNode, exact: boolean): boolean {
  if (a === b) return true;
  if (slotBits(a) !== slotBits(b) || a.length !== b.length) return false;
  let i = FIRST;
  while (i < a.length) {
    const x = a[i];
    const y = b[i];
    if (isNode(x)) {
      if (!isNode(y) || !equalNodes(x as MapNode, y as MapNode, exact)) return false;
      i++;
      continue;
    }
    if (isNode(y) || (x !== y && !equalParts(x, y, true))) return false;
    const value = a[i + 1];
    const other = b[i + 1];
    if (value !== other && !equalParts(value, other, exact)) return false;
    i += 2;
  }
  return true;
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
  countTrie(trieOf(t as HashMap), 1, counts);
  return counts;
}

/** Whether the root of a large map's trie has all 16 children. @js */
export function hasFullRoot(t: Term): boolean {
  return (slotBits(trieOf(t as HashMap)) & 0xffff) === 0xffff;
}

function countTrie(node: MapNode, depth: i32, counts: MutArray<Term>): void {
  const taken = popcnt(slotBits(node) & 0xffff);
  if (taken > 0) increment(counts, DEPTHS + taken - 1);
  let i = FIRST;
  while (i < node.length) {
    const child = node[i];
    if (isNode(child)) {
      countTrie(child as MapNode, depth + 1, counts);
      i++;
    } else {
      increment(counts, depth);
      i += 2;
    }
  }
}

function increment(counts: MutArray<Term>, i: i32): void {
  counts[i] = small(smallValue(counts[i]) + 1);
}
