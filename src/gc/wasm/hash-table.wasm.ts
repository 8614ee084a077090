// set, bag and duplicate_bag: a linear hash table that grows and shrinks by one bucket at a time, as OTP's does
// (erl_db_hash.c), so that traversal goes in the same order.
//
// Objects of equal keys stand together in their bucket's chain, the newest first. While the table is fixed it neither
// grows nor shrinks, and of each deleted key one entry stays behind, marked as dead, for `next` to find its way from.
// An entry's key is that of its object.

import { FIRST_BUCKETS, LOCKS, TABLE_TYPE } from '../table-states.ts';
import { exactEqual } from './compare.wasm.ts';
import { keyHash } from './hash.wasm.ts';
import { tupleElement } from './tuples.wasm.ts';
import { Atom, Cons, DeadBucket, Entry, HashTable, NIL } from './types.wasm.ts';

/** Buckets are added in segments of this many, which matters for when a table shrinks. */
const SEGMENT = 2048;

/** Buckets split or joined at most at once. */
const RESIZE_STEPS = 5;

/** `decentralized`: growth is decided by the number of objects under one lock. @js */
export function newHashTable(type: i32, keyIndex: i32, locks: i32, decentralized: i32): HashTable {
  const lockSizes: MutArray<i32> = newArrayDefault<MutArray<i32>>(decentralized !== 0 ? LOCKS : 0);
  const buckets: MutArray<Entry | null> = newArrayDefault<MutArray<Entry | null>>(FIRST_BUCKETS);
  return new HashTable(
    type,
    keyIndex,
    locks,
    lockSizes,
    buckets,
    FIRST_BUCKETS,
    FIRST_BUCKETS - 1,
    FIRST_BUCKETS,
    0,
    0,
    null,
  );
}

function resetTable(table: HashTable): void {
  table.buckets = newArrayDefault<MutArray<Entry | null>>(FIRST_BUCKETS);
  table.active = FIRST_BUCKETS;
  table.mask = FIRST_BUCKETS - 1;
  table.segmented = FIRST_BUCKETS;
  forgetCounts(table);
}

function forgetCounts(table: HashTable): void {
  table.size = 0;
  const lockSizes = table.lockSizes;
  for (let i = 0; i < lockSizes.length; i++) lockSizes[i] = 0;
}

/** OTP's hash of a key: an atom's is that of its name, any other term's the lower half of the internal hash. @inline */
function hashOfKey(key: Term): i32 {
  return key instanceof Atom ? key.hash : keyHash(key);
}

/** @inline */
function bucketOfHash(table: HashTable, hash: i32): i32 {
  const i = hash & table.mask;
  return i >= table.active ? i & (table.mask >>> 1) : i;
}

function keyOfEntry(table: HashTable, e: Entry): Term {
  return tupleElement(e.object, table.keyIndex);
}

/** @inline */
function isOfKey(table: HashTable, e: Entry, key: Term, hash: i32): boolean {
  return e.hash === hash && exactEqual(keyOfEntry(table, e), key);
}

function countObjects(table: HashTable, hash: i32, n: i32): void {
  table.size = table.size + n;
  const lockSizes = table.lockSizes;
  if (lockSizes.length !== 0) {
    const lock = hash & (LOCKS - 1);
    lockSizes[lock] = lockSizes[lock] + n;
  }
}

/** The number of objects, or an estimate from one lock's. */
function estimatedSize(table: HashTable, hash: i32): i32 {
  const lockSizes = table.lockSizes;
  return lockSizes.length === 0 ? table.size : lockSizes[hash & (LOCKS - 1)] * LOCKS;
}

// ---- growing and shrinking

function growTable(table: HashTable, items: i32): void {
  for (let step = 0; step < RESIZE_STEPS && items > table.active; step++) splitBucket(table);
}

function splitBucket(table: HashTable): void {
  const to = table.active;
  if (to === table.segmented) table.segmented = to + SEGMENT;
  if (to === table.buckets.length) {
    const more: MutArray<Entry | null> = newArrayDefault<MutArray<Entry | null>>(to * 2);
    arrayCopy(more, 0, table.buckets, 0, to);
    table.buckets = more;
  }
  if (to > table.mask) table.mask = (table.mask << 1) | 1;
  const mask = table.mask;
  const buckets = table.buckets;
  const from = to & (mask >>> 1);
  table.active = to + 1;
  // Splits the chain in two, each in the old order.
  let stay: Entry | null = null;
  let go: Entry | null = null;
  for (let e = buckets[from]; e !== null; e = e.next) {
    if ((e.hash & mask) === from) {
      if (stay === null) buckets[from] = e;
      else if (stay.next !== e) stay.next = e;
      stay = e;
    } else {
      if (go === null) buckets[to] = e;
      else if (go.next !== e) go.next = e;
      go = e;
    }
  }
  if (stay === null) buckets[from] = null;
  else stay.next = null;
  if (go !== null) go.next = null;
}

function shrinkLimit(table: HashTable): i32 {
  const segmented = table.segmented;
  if (table.lockSizes.length !== 0 && segmented < 100 * LOCKS) return 0;
  const byLocks = table.locks + SEGMENT;
  const bySize = FIRST_BUCKETS + 2 * SEGMENT;
  const least = byLocks > bySize ? byLocks : bySize;
  return segmented >= least ? (segmented - SEGMENT) >>> 1 : 0;
}

/** Joins a few buckets where there are far more than objects. @js */
export function hashTryShrink(table: HashTable, items: i32): void {
  if (table.fixed > 0) return;
  for (let step = 0; step < RESIZE_STEPS && items < shrinkLimit(table); step++) joinBuckets(table);
}

function joinBuckets(table: HashTable): void {
  const buckets = table.buckets;
  const from = table.active - 1;
  const low = table.mask >>> 1;
  const to = from & low;
  table.active = from;
  if (to === 0) table.mask = low;
  if (table.segmented - from >= SEGMENT) table.segmented = table.segmented - SEGMENT;
  // The upper chain comes first.
  const moved = buckets[from];
  buckets[from] = null;
  if (moved === null) return;
  let last = moved;
  for (let e = last.next; e !== null; e = e.next) last = e;
  last.next = buckets[to];
  buckets[to] = moved;
}

// ---- single keys

function linkEntry(table: HashTable, at: i32, before: Entry | null, e: Entry | null): void {
  if (before === null) table.buckets[at] = e;
  else before.next = e;
}

/** A tuple that has the key. @js */
export function hashInsert(table: HashTable, object: Term): void {
  const key = tupleElement(object, table.keyIndex);
  const hash = hashOfKey(key);
  const at = bucketOfHash(table, hash);
  let before: Entry | null = null;
  let e = table.buckets[at];
  while (e !== null && !isOfKey(table, e, key, hash)) {
    before = e;
    e = e.next;
  }
  if (e !== null) {
    if (table.type === TABLE_TYPE.SET) {
      if (e.dead !== 0) {
        e.dead = 0;
        countObjects(table, hash, 1);
      }
      e.object = object;
      return;
    }
    if (table.type === TABLE_TYPE.BAG && reviveObject(table, at, before, e, object, key)) return;
  }
  linkEntry(table, at, before, new Entry(object, hash, 0, e));
  countObjects(table, hash, 1);
  if (table.fixed === 0) growTable(table, estimatedSize(table, hash));
}

/** Whether a bag has the object already; one that was dead lives again, as the newest of its key. */
function reviveObject(
  table: HashTable,
  at: i32,
  before: Entry | null,
  first: Entry,
  object: Term,
  key: Term,
): boolean {
  const hash = first.hash;
  let previous: Entry | null = null;
  let e: Entry | null = first;
  while (e !== null && isOfKey(table, e, key, hash)) {
    if (exactEqual(e.object, object)) {
      if (e.dead === 0) return true;
      e.dead = 0;
      countObjects(table, hash, 1);
      if (previous !== null) {
        previous.next = e.next;
        e.next = first;
        linkEntry(table, at, before, e);
      }
      return true;
    }
    previous = e;
    e = e.next;
  }
  return false;
}

/** The first living entry of a key. @js */
export function hashFind(table: HashTable, key: Term): Entry | null {
  const hash = hashOfKey(key);
  let e = table.buckets[bucketOfHash(table, hash)];
  while (e !== null && (e.dead !== 0 || !isOfKey(table, e, key, hash))) e = e.next;
  return e;
}

/** The first entry of a key, dead or alive. @js */
export function hashPlace(table: HashTable, key: Term): Entry | null {
  const hash = hashOfKey(key);
  let e = table.buckets[bucketOfHash(table, hash)];
  while (e !== null && !isOfKey(table, e, key, hash)) e = e.next;
  return e;
}

/** The objects of a key, oldest first. @js */
export function hashLookup(table: HashTable, key: Term): Term {
  let e = hashFind(table, key);
  if (e === null) return NIL;
  let objects: Term = new Cons(e.object, NIL);
  if (table.type === TABLE_TYPE.SET) return objects;
  const hash = e.hash;
  e = e.next;
  while (e !== null && isOfKey(table, e, key, hash)) {
    if (e.dead === 0) objects = new Cons(e.object, objects);
    e = e.next;
  }
  return objects;
}

/**
 * Removes the entries of a key, or those of an object, which is null otherwise; of a fixed table's key the first one stays, dead.
 */
function removeEntries(table: HashTable, key: Term, object: Term | null): void {
  const hash = hashOfKey(key);
  const at = bucketOfHash(table, hash);
  let before: Entry | null = null;
  let seen = 0;
  let removed = 0;
  let e = table.buckets[at];
  while (e !== null) {
    const next: Entry | null = e.next;
    if (e.dead === 0 && isOfKey(table, e, key, hash)) {
      seen++;
      if (object === null || exactEqual(e.object, object)) {
        removed++;
        if (table.fixed > 0 && seen === 1) {
          e.dead = 1;
          table.withDead = new DeadBucket(at, table.withDead);
        } else {
          linkEntry(table, at, before, next);
          e = next;
          continue;
        }
      }
    }
    before = e;
    e = next;
  }
  if (removed === 0) return;
  countObjects(table, hash, -removed);
  hashTryShrink(table, estimatedSize(table, hash));
}

/** @js */
export function hashErase(table: HashTable, key: Term): void {
  removeEntries(table, key, null);
}

/** @js */
export function hashEraseObject(table: HashTable, object: Term): void {
  removeEntries(table, tupleElement(object, table.keyIndex), object);
}

/** @js */
export function hashClear(table: HashTable): void {
  if (table.fixed === 0) {
    resetTable(table);
    return;
  }
  for (let i = 0; i < table.active; i++) {
    const chain = table.buckets[i];
    if (chain !== null) table.withDead = new DeadBucket(i, table.withDead);
    for (let e = chain; e !== null; e = e.next) e.dead = 1;
  }
  forgetCounts(table);
}

// ---- traversal

/** The bucket after `i` in the order of traversal; 0 after the last. @js */
export function hashNextBucket(table: HashTable, i: i32): i32 {
  const next = i + table.locks;
  return next < table.active ? next : (next + 1) & (table.locks - 1);
}

/** The first living entry from `e` on, which is in bucket `i`. */
function liveEntry(table: HashTable, e: Entry | null, i: i32): Entry | null {
  for (;;) {
    while (e !== null) {
      if (e.dead === 0) return e;
      e = e.next;
    }
    i = hashNextBucket(table, i);
    if (i === 0) return null;
    e = table.buckets[i];
  }
}

/** @js */
export function hashFirst(table: HashTable): Entry | null {
  return liveEntry(table, table.buckets[0], 0);
}

/** The first living entry of the next key. @js */
export function hashNext(table: HashTable, from: Entry): Entry | null {
  const hash = from.hash;
  const key = keyOfEntry(table, from);
  let e: Entry | null = from;
  do {
    e = liveEntry(table, e.next, bucketOfHash(table, e.hash));
  } while (e !== null && isOfKey(table, e, key, hash));
  return e;
}

/** @js */
export function hashBucket(table: HashTable, i: i32): Entry | null {
  return table.buckets[i];
}

/** The bucket where a key's entries are. @js */
export function hashBucketOf(table: HashTable, key: Term): i32 {
  return bucketOfHash(table, hashOfKey(key));
}

/** Removes an entry of bucket `i`; `before` comes before it in the chain, nil where it is the first. @js */
export function hashRemove(table: HashTable, i: i32, before: Term, e: Entry): void {
  countObjects(table, e.hash, -1);
  if (table.fixed > 0) {
    e.dead = 1;
    table.withDead = new DeadBucket(i, table.withDead);
  } else if (before instanceof Entry) before.next = e.next;
  else table.buckets[i] = e.next;
}

// ---- fixing

/** @js */
export function hashFix(table: HashTable): void {
  table.fixed = table.fixed + 1;
}

/** @js */
export function hashUnfix(table: HashTable): void {
  table.fixed = table.fixed - 1;
  if (table.fixed > 0) return;
  for (let b = table.withDead; b !== null; b = b.next) {
    let before: Entry | null = null;
    for (let e = table.buckets[b.bucket]; e !== null; e = e.next) {
      if (e.dead === 0) before = e;
      else linkEntry(table, b.bucket, before, e.next);
    }
  }
  table.withDead = null;
}

// ---- for JavaScript

/** Objects. @js */
export function hashSize(table: HashTable): i32 {
  return table.size;
}
/** Buckets in use. @js */
export function hashActive(table: HashTable): i32 {
  return table.active;
}
/** @js */
export function entryNext(e: Entry): Entry | null {
  return e.next;
}
/** @js */
export function entryIsDead(e: Entry): boolean {
  return e.dead !== 0;
}
/** @js */
export function entryObject(e: Entry): Term {
  return e.object;
}
/** @js */
export function entrySetObject(e: Entry, object: Term): void {
  e.object = object;
}
/** @js */
export function entryKey(table: HashTable, e: Entry): Term {
  return keyOfEntry(table, e);
}
