// set, bag and duplicate_bag, as JavaScript sees them: the table lives in WebAssembly (gc/wasm/hash-table.wasm.ts says how it works).
import { wasm } from '../gc/instance.ts';
import { FIRST_BUCKETS, LOCKS, TABLE_TYPE } from '../gc/table-states.ts';
import { listElements, NIL } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import { END, type Limits, type Store, type Visitor } from './store.ts';

export { FIRST_BUCKETS, LOCKS };

/** Objects that OTP visits before it lets others run. */
export const ITERATIONS = 1000;

export type HashType = 'set' | 'bag' | 'duplicate_bag';

const TYPES = {
  set: TABLE_TYPE.SET,
  bag: TABLE_TYPE.BAG,
  duplicate_bag: TABLE_TYPE.DUPLICATE_BAG,
} as const;

export interface HashStoreOptions {
  readonly type: HashType;
  readonly keypos: number;
  /** A power of two: 1, or LOCKS for write_concurrency. */
  readonly locks: number;
  /** Whether growth is decided by the number of objects under one lock (`decentralized_counters`). */
  readonly decentralized: boolean;
}

export class HashStore implements Store {
  readonly handle: Term;
  readonly resultsReversed = true;
  readonly type: HashType;
  readonly locks: number;

  constructor({ type, keypos, locks, decentralized }: HashStoreOptions) {
    this.type = type;
    this.locks = locks;
    this.handle = wasm.newHashTable(TYPES[type], keypos - 1, locks, Number(decentralized));
  }

  get size(): number {
    return wasm.hashSize(this.handle);
  }

  /** Buckets in use. */
  get active(): number {
    return wasm.hashActive(this.handle);
  }

  /** Chains' lengths, for `ets:info(T, stats)`: dead entries apart. */
  chainLengths(): { lengths: number[]; dead: number } {
    let dead = 0;
    const lengths: number[] = [];
    for (let i = 0; i < this.active; i++) {
      let n = 0;
      for (let e = wasm.hashBucket(this.handle, i); e !== null; e = wasm.entryNext(e)) {
        if (wasm.entryIsDead(e)) dead++;
        else n++;
      }
      lengths.push(n);
    }
    return { lengths, dead };
  }

  // ---- single keys

  insert(object: Term): void {
    wasm.hashInsert(this.handle, object);
  }

  has(key: Term): boolean {
    return wasm.hashFind(this.handle, key) !== null;
  }

  lookup(key: Term): Term[] {
    return listElements(wasm.hashLookup(this.handle, key)) as Term[];
  }

  replace(key: Term, object: Term): void {
    wasm.entrySetObject(wasm.hashFind(this.handle, key) as Term, object);
  }

  erase(key: Term): void {
    wasm.hashErase(this.handle, key);
  }

  eraseObject(object: Term): void {
    wasm.hashEraseObject(this.handle, object);
  }

  clear(): void {
    wasm.hashClear(this.handle);
  }

  // ---- traversal

  private keyOrEnd(e: Term | null): Term | typeof END {
    return e === null ? END : wasm.entryKey(this.handle, e);
  }

  first(): Term | typeof END {
    return this.keyOrEnd(wasm.hashFirst(this.handle));
  }

  /** Unordered tables have no other end. */
  last(): Term | typeof END {
    return this.first();
  }

  next(key: Term): Term | typeof END | undefined {
    const e = wasm.hashPlace(this.handle, key);
    return e === null ? undefined : this.keyOrEnd(wasm.hashNext(this.handle, e));
  }

  prev(key: Term): Term | typeof END | undefined {
    return this.next(key);
  }

  slot(n: number): Term[] | typeof END | undefined {
    if (n > this.active) return undefined;
    if (n === this.active) return END;
    const objects: Term[] = [];
    for (let e = wasm.hashBucket(this.handle, n); e !== null; e = wasm.entryNext(e))
      if (!wasm.entryIsDead(e)) objects.push(wasm.entryObject(e));
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
        visits += this.visitBucket(i, visitor);
        i = wasm.hashNextBucket(this.handle, i);
      } while (i !== 0);
      if (!yielded) wasm.hashTryShrink(this.handle, this.size);
      return;
    }
    const slots = new Set<number>();
    for (const key of keys) if (this.has(key)) slots.add(wasm.hashBucketOf(this.handle, key));
    for (const i of slots) this.visitBucket(i, visitor);
  }

  /** Visits the buckets from `slot` on until `enough` holds between two of them; the next one, -1 at the end. */
  visitFrom(slot: number, visitor: Visitor, enough: () => boolean): number {
    let i = slot;
    for (;;) {
      this.visitBucket(i, visitor);
      i = wasm.hashNextBucket(this.handle, i);
      if (i === 0) return -1;
      if (enough()) return i;
    }
  }

  /** Answers how many objects it has shown. */
  private visitBucket(i: number, visitor: Visitor): number {
    const { handle } = this;
    let visits = 0;
    let before = NIL;
    for (let e = wasm.hashBucket(handle, i); e !== null; e = wasm.entryNext(e)) {
      if (!wasm.entryIsDead(e)) {
        visits++;
        const verdict = visitor(wasm.entryObject(e));
        if (verdict === 'delete') {
          wasm.hashRemove(handle, i, before, e);
          // One of a fixed table stays, dead.
          if (!wasm.entryIsDead(e)) continue;
        } else if (verdict !== undefined) wasm.entrySetObject(e, verdict.replace);
      }
      before = e;
    }
    return visits;
  }

  // ---- fixing

  fix(): void {
    wasm.hashFix(this.handle);
  }

  unfix(): void {
    wasm.hashUnfix(this.handle);
  }
}
