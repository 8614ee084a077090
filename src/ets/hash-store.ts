// set, bag and duplicate_bag: a linear hash table that grows and shrinks by one bucket at a time, as OTP's does
// (erl_db_hash.c), so that traversal goes in the same order.
//
// Objects of equal keys stand together in their bucket's chain, the newest first. While the table is fixed it neither
// grows nor shrinks, and of each deleted key one entry stays behind, marked as dead, for `next` to find its way from.
import { exactEqual, tupleElement } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import { keyHash } from './key-hash.ts';
import { END, type Limits, type Store, type Visitor } from './store.ts';

/** Buckets of a new table; as many as the first segment of OTP's has. */
export const FIRST_BUCKETS = 256;

/** Buckets are added in segments of this many, which matters for when a table shrinks. */
const SEGMENT = 2048;

/** Buckets split or joined at most at once. */
const RESIZE_STEPS = 5;

/** Objects that OTP visits before it lets others run. */
export const ITERATIONS = 1000;

/** Locks of a table with write_concurrency; traversal visits the buckets of one lock after the other. */
export const LOCKS = 64;

export type HashType = 'set' | 'bag' | 'duplicate_bag';

class Entry {
  object: Term;
  readonly key: Term;
  readonly hash: number;
  next: Entry | null;
  dead = false;
  constructor(object: Term, key: Term, hash: number, next: Entry | null) {
    this.object = object;
    this.key = key;
    this.hash = hash;
    this.next = next;
  }
}

export interface HashStoreOptions {
  readonly type: HashType;
  readonly keypos: number;
  /** A power of two: 1, or LOCKS for write_concurrency. */
  readonly locks: number;
  /** Whether growth is decided by the number of objects under one lock (`decentralized_counters`). */
  readonly decentralized: boolean;
}

export class HashStore implements Store {
  size = 0;
  readonly resultsReversed = true;
  readonly type: HashType;
  private readonly keyIndex: number;
  readonly locks: number;
  /** Objects under each lock, where they are counted. */
  private readonly lockSizes: Int32Array | undefined;
  private buckets!: (Entry | null)[];
  /** Buckets in use, and the mask that is never below their number. */
  active!: number;
  private mask!: number;
  private segmented!: number;
  private fixed = 0;
  /** Buckets with dead entries. */
  private readonly withDead = new Set<number>();

  constructor(options: HashStoreOptions) {
    this.type = options.type;
    this.keyIndex = options.keypos - 1;
    this.locks = options.locks;
    this.lockSizes = options.decentralized ? new Int32Array(LOCKS) : undefined;
    this.reset();
  }

  private reset(): void {
    this.buckets = new Array<Entry | null>(FIRST_BUCKETS).fill(null);
    this.active = FIRST_BUCKETS;
    this.mask = FIRST_BUCKETS - 1;
    this.segmented = FIRST_BUCKETS;
    this.size = 0;
    this.lockSizes?.fill(0);
  }

  /** Chains' lengths, for `ets:info(T, stats)`: dead entries apart. */
  chainLengths(): { lengths: number[]; dead: number } {
    let dead = 0;
    const lengths: number[] = [];
    for (let i = 0; i < this.active; i++) {
      let n = 0;
      for (let e = this.buckets[i]; e !== null; e = e.next) {
        if (e.dead) dead++;
        else n++;
      }
      lengths.push(n);
    }
    return { lengths, dead };
  }

  private bucketOf(hash: number): number {
    const i = hash & this.mask;
    return i >= this.active ? i & (this.mask >>> 1) : i;
  }

  private static same(e: Entry, key: Term, hash: number): boolean {
    return e.hash === hash && (e.key === key || (exactEqual(e.key, key) as boolean));
  }

  private count(hash: number, n: number): void {
    this.size += n;
    if (this.lockSizes !== undefined) this.lockSizes[hash & (LOCKS - 1)] += n;
  }

  /** The number of objects, or an estimate from one lock's. */
  private estimate(hash: number): number {
    return this.lockSizes === undefined ? this.size : this.lockSizes[hash & (LOCKS - 1)] * LOCKS;
  }

  // ---- growing and shrinking

  private grow(items: number): void {
    for (let step = 0; step < RESIZE_STEPS && items > this.active; step++) {
      if (this.active === this.segmented) this.segmented += SEGMENT;
      const to = this.active;
      if (to > this.mask) this.mask = (this.mask << 1) | 1;
      const half = this.mask >>> 1;
      const from = to & half;
      this.active++;
      // Splits the chain in two, each in the old order.
      let stay: Entry | null = null;
      let go: Entry | null = null;
      this.buckets[to] = null;
      for (let entry = this.buckets[from]; entry !== null; entry = entry.next) {
        if ((entry.hash & this.mask) === from) {
          if (stay === null) this.buckets[from] = entry;
          else stay.next = entry;
          stay = entry;
        } else {
          if (go === null) this.buckets[to] = entry;
          else go.next = entry;
          go = entry;
        }
      }
      if (stay === null) this.buckets[from] = null;
      else stay.next = null;
      if (go !== null) go.next = null;
    }
  }

  private shrinkLimit(): number {
    if (this.lockSizes !== undefined && this.segmented < 100 * LOCKS) return 0;
    const least = Math.max(this.locks + SEGMENT, FIRST_BUCKETS + 2 * SEGMENT);
    return this.segmented >= least ? (this.segmented - SEGMENT) >>> 1 : 0;
  }

  private tryShrink(items: number): void {
    if (this.fixed > 0) return;
    for (let step = 0; step < RESIZE_STEPS && items < this.shrinkLimit(); step++) {
      const from = this.active - 1;
      const low = this.mask >>> 1;
      const to = from & low;
      this.active = from;
      if (to === 0) this.mask = low;
      if (this.segmented - from >= SEGMENT) this.segmented -= SEGMENT;
      // The upper chain comes first.
      const moved = this.buckets[from];
      this.buckets[from] = null;
      if (moved === null) continue;
      let last = moved;
      while (last.next !== null) last = last.next;
      last.next = this.buckets[to];
      this.buckets[to] = moved;
    }
  }

  // ---- single keys

  insert(object: Term): void {
    const key = tupleElement(object, this.keyIndex);
    const hash = keyHash(key);
    const at = this.bucketOf(hash);
    let before: Entry | null = null;
    let e = this.buckets[at];
    while (e !== null && !HashStore.same(e, key, hash)) {
      before = e;
      e = e.next;
    }
    if (e !== null && this.type === 'set') {
      if (e.dead) this.count(hash, 1);
      // The key may be another term than the old one, though an equal one.
      const fresh = new Entry(object, key, hash, e.next);
      if (before === null) this.buckets[at] = fresh;
      else before.next = fresh;
      return;
    }
    if (e !== null && this.type === 'bag' && this.revive(at, before, e, object, hash)) return;
    const fresh = new Entry(object, key, hash, e);
    if (before === null) this.buckets[at] = fresh;
    else before.next = fresh;
    this.count(hash, 1);
    if (this.fixed === 0) this.grow(this.estimate(hash));
  }

  /** Whether a bag has the object already; one that was dead lives again, as the newest of its key. */
  private revive(
    at: number,
    before: Entry | null,
    first: Entry,
    object: Term,
    hash: number,
  ): boolean {
    let previous: Entry | null = null;
    for (
      let e: Entry | null = first;
      e !== null && HashStore.same(e, first.key, hash);
      e = e.next
    ) {
      if (exactEqual(e.object, object)) {
        if (!e.dead) return true;
        e.dead = false;
        this.count(hash, 1);
        if (previous !== null) {
          previous.next = e.next;
          e.next = first;
          if (before === null) this.buckets[at] = e;
          else before.next = e;
        }
        return true;
      }
      previous = e;
    }
    return false;
  }

  /** The first living entry of a key. */
  private find(key: Term): Entry | null {
    const hash = keyHash(key);
    let e = this.buckets[this.bucketOf(hash)];
    while (e !== null && (e.dead || !HashStore.same(e, key, hash))) e = e.next;
    return e;
  }

  has(key: Term): boolean {
    return this.find(key) !== null;
  }

  lookup(key: Term): Term[] {
    const first = this.find(key);
    if (first === null) return [];
    if (this.type === 'set') return [first.object];
    const objects: Term[] = [];
    for (
      let e: Entry | null = first;
      e !== null && HashStore.same(e, key, first.hash);
      e = e.next
    ) {
      if (!e.dead) objects.push(e.object);
    }
    return objects.reverse();
  }

  replace(key: Term, object: Term): void {
    (this.find(key) as Entry).object = object;
  }

  erase(key: Term): void {
    this.remove(key, () => true);
  }

  eraseObject(object: Term): void {
    this.remove(
      tupleElement(object, this.keyIndex),
      (e) => exactEqual(e.object, object) as boolean,
    );
  }

  /** Removes the entries of a key that `which` chooses; of a fixed table's key the first one stays, dead. */
  private remove(key: Term, which: (e: Entry) => boolean): void {
    const hash = keyHash(key);
    const at = this.bucketOf(hash);
    let before: Entry | null = null;
    let seen = 0;
    let removed = 0;
    for (let e = this.buckets[at]; e !== null; e = e.next) {
      if (!e.dead && HashStore.same(e, key, hash)) {
        seen++;
        if (which(e)) {
          removed++;
          if (this.fixed > 0 && seen === 1) {
            e.dead = true;
            this.withDead.add(at);
          } else {
            if (before === null) this.buckets[at] = e.next;
            else before.next = e.next;
            continue;
          }
        }
      }
      before = e;
    }
    if (removed === 0) return;
    this.count(hash, -removed);
    this.tryShrink(this.estimate(hash));
  }

  clear(): void {
    if (this.fixed === 0) {
      this.reset();
      return;
    }
    for (let i = 0; i < this.active; i++) {
      if (this.buckets[i] === null) continue;
      this.withDead.add(i);
      for (let e = this.buckets[i]; e !== null; e = e.next) e.dead = true;
    }
    this.size = 0;
    this.lockSizes?.fill(0);
  }

  // ---- traversal

  /** The bucket after `i` in the order of traversal; 0 after the last. */
  private nextBucket(i: number): number {
    const next = i + this.locks;
    return next < this.active ? next : (next + 1) & (this.locks - 1);
  }

  /** The first living entry from `e` on, which is in bucket `i`. */
  private live(e: Entry | null, i: number): Entry | null {
    for (;;) {
      for (; e !== null; e = e.next) if (!e.dead) return e;
      i = this.nextBucket(i);
      if (i === 0) return null;
      e = this.buckets[i];
    }
  }

  first(): Term | typeof END {
    const e = this.live(this.buckets[0], 0);
    return e === null ? END : e.key;
  }

  /** Unordered tables have no other end. */
  last(): Term | typeof END {
    return this.first();
  }

  next(key: Term): Term | typeof END | undefined {
    const hash = keyHash(key);
    const i = this.bucketOf(hash);
    let e = this.buckets[i];
    while (e !== null && !HashStore.same(e, key, hash)) e = e.next;
    if (e === null) return undefined;
    do e = this.live(e.next, this.bucketOf(e.hash));
    while (e !== null && HashStore.same(e, key, hash));
    return e === null ? END : e.key;
  }

  prev(key: Term): Term | typeof END | undefined {
    return this.next(key);
  }

  slot(n: number): Term[] | typeof END | undefined {
    if (n > this.active) return undefined;
    if (n === this.active) return END;
    const objects: Term[] = [];
    for (let e = this.buckets[n]; e !== null; e = e.next) if (!e.dead) objects.push(e.object);
    return objects.reverse();
  }

  visit(visitor: Visitor, limits: Limits): void {
    const keys = typeof limits === 'function' ? undefined : limits;
    if (keys === undefined) {
      let visits = 0;
      let yielded = false;
      let i = 0;
      do {
        // OTP lets others run now and then, and fixes the table for it: it does not shrink at the end then.
        if (visits >= ITERATIONS) yielded = true;
        this.visitBucket(i, (object) => {
          visits++;
          return visitor(object);
        });
        i = this.nextBucket(i);
      } while (i !== 0);
      if (!yielded) this.tryShrink(this.size);
      return;
    }
    const slots = new Set<number>();
    for (const key of keys) if (this.has(key)) slots.add(this.bucketOf(keyHash(key)));
    for (const i of slots) this.visitBucket(i, visitor);
  }

  /** Visits the buckets from `slot` on until `enough` holds between two of them; the next one, -1 at the end. */
  visitFrom(slot: number, visitor: Visitor, enough: () => boolean): number {
    let i = slot;
    for (;;) {
      this.visitBucket(i, visitor);
      i = this.nextBucket(i);
      if (i === 0) return -1;
      if (enough()) return i;
    }
  }

  private visitBucket(i: number, visitor: Visitor): void {
    let before: Entry | null = null;
    for (let e = this.buckets[i]; e !== null; e = e.next) {
      const verdict = e.dead ? undefined : visitor(e.object);
      if (verdict === 'delete') {
        this.count(e.hash, -1);
        if (this.fixed > 0) {
          e.dead = true;
          this.withDead.add(i);
        } else {
          if (before === null) this.buckets[i] = e.next;
          else before.next = e.next;
          continue;
        }
      } else if (verdict !== undefined) e.object = verdict.replace;
      before = e;
    }
  }

  // ---- fixing

  fix(): void {
    this.fixed++;
  }

  unfix(): void {
    if (--this.fixed > 0) return;
    for (const i of this.withDead) {
      let before: Entry | null = null;
      for (let e = this.buckets[i]; e !== null; e = e.next) {
        if (!e.dead) before = e;
        else if (before === null) this.buckets[i] = e.next;
        else before.next = e.next;
      }
    }
    this.withDead.clear();
  }
}
