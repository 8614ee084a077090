// ordered_set, as JavaScript sees it: the table lives in WebAssembly (gc/wasm/ordered-table.wasm.ts says how it works).
import { wasm } from '../gc/instance.ts';
import { compare } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import { END, type Limits, type Store, type Visitor } from './store.ts';

export class OrderedStore implements Store {
  readonly handle: Term;
  readonly resultsReversed = false;

  constructor(keypos: number) {
    this.handle = wasm.newOrderedTable(keypos - 1);
  }

  get size(): number {
    return wasm.orderedSize(this.handle);
  }

  /** Moves to the first key not below `key`, or behind the last of a leaf; whether it is equal. */
  private locate(key: Term): boolean {
    return Boolean(wasm.orderedLocate(this.handle, key));
  }

  insert(object: Term): void {
    wasm.orderedInsert(this.handle, object);
  }

  has(key: Term): boolean {
    return this.locate(key);
  }

  lookup(key: Term): Term[] {
    const object = wasm.orderedFind(this.handle, key);
    return object === null ? [] : [object];
  }

  replace(key: Term, object: Term): void {
    this.locate(key);
    wasm.orderedReplaceHere(this.handle, object);
  }

  erase(key: Term): void {
    wasm.orderedErase(this.handle, key);
  }

  eraseObject(object: Term): void {
    wasm.orderedEraseObject(this.handle, object);
  }

  clear(): void {
    wasm.orderedClear(this.handle);
  }

  first(): Term | typeof END {
    return wasm.orderedFirst(this.handle) ?? END;
  }

  last(): Term | typeof END {
    return wasm.orderedLast(this.handle) ?? END;
  }

  next(key: Term): Term | typeof END {
    return wasm.orderedNext(this.handle, key) ?? END;
  }

  prev(key: Term): Term | typeof END {
    return wasm.orderedPrev(this.handle, key) ?? END;
  }

  slot(n: number): Term[] | typeof END | undefined {
    if (n > this.size) return undefined;
    let rest = n;
    for (let leaf = 0; leaf < this.leaves; leaf++) {
      const size = this.sizeOf(leaf);
      if (rest < size) return [wasm.orderedObjectAt(this.handle, leaf, rest)];
      rest -= size;
    }
    return END;
  }

  private get leaves(): number {
    return wasm.orderedLeaves(this.handle);
  }

  private sizeOf(leaf: number): number {
    return wasm.orderedLeafSize(this.handle, leaf);
  }

  visit(visitor: Visitor, limits: Limits): void {
    if (limits === undefined) this.visitStretch(visitor, () => 0);
    else if (typeof limits === 'function') this.visitStretch(visitor, limits);
    else {
      for (const key of [...limits].sort(compare)) {
        if (this.locate(key)) this.visitAt(visitor, this.leaf, this.index);
      }
    }
  }

  /** Where the last search ended. */
  private get leaf(): number {
    return wasm.orderedLeaf(this.handle);
  }
  private get index(): number {
    return wasm.orderedIndex(this.handle);
  }

  private visitStretch(visitor: Visitor, place: (key: Term) => number): void {
    const { handle } = this;
    let { leaf, index } = this.seek(place);
    let isInside = this.endsInside(leaf, place);
    while (leaf < this.leaves) {
      if (index === this.sizeOf(leaf)) {
        leaf++;
        index = 0;
        isInside = this.endsInside(leaf, place);
        continue;
      }
      if (!isInside && place(wasm.orderedKeyAt(handle, leaf, index)) > 0) return;
      const leaves = this.leaves;
      if (!this.visitAt(visitor, leaf, index)) index++;
      // A leaf that has lost all its objects is no longer there.
      else if (this.leaves < leaves) {
        index = 0;
        isInside = this.endsInside(leaf, place);
      }
    }
  }

  /** Whether no key of a leaf lies behind a stretch, so that not each of them has to be compared. */
  private endsInside(leaf: number, place: (key: Term) => number): boolean {
    if (leaf >= this.leaves) return false;
    return place(wasm.orderedKeyAt(this.handle, leaf, this.sizeOf(leaf) - 1)) <= 0;
  }

  /** The first key that does not lie before a stretch, or behind the last of a leaf. */
  private seek(place: (key: Term) => number): { leaf: number; index: number } {
    const { handle, leaves } = this;
    if (leaves === 0) return { leaf: 0, index: 0 };
    const before = (leaf: number, index: number) =>
      place(wasm.orderedKeyAt(handle, leaf, index)) < 0;
    const leaf = Math.max(0, firstNot(leaves, (i) => before(i, 0)) - 1);
    return { leaf, index: firstNot(this.sizeOf(leaf), (i) => before(leaf, i)) };
  }

  /** Shows one object; whether it is gone then. */
  private visitAt(visitor: Visitor, leaf: number, index: number): boolean {
    const { handle } = this;
    const verdict = visitor(wasm.orderedObjectAt(handle, leaf, index));
    if (verdict === undefined) return false;
    wasm.orderedSeek(handle, leaf, index);
    if (verdict === 'delete') {
      wasm.orderedRemoveHere(handle);
      return true;
    }
    wasm.orderedReplaceHere(handle, verdict.replace);
    return false;
  }

  /** The objects behind a key (all, if undefined) in rising or falling order, until the visitor returns false. */
  walk(
    after: Term | undefined,
    falling: boolean,
    visitor: (object: Term, key: Term) => boolean,
  ): void {
    const { handle, leaves } = this;
    const step = falling ? -1 : 1;
    let leaf = falling ? leaves - 1 : 0;
    let index = falling && leaves > 0 ? this.sizeOf(leaf) - 1 : 0;
    if (after !== undefined) {
      const found = this.locate(after);
      leaf = this.leaf;
      index = falling ? this.index - 1 : found ? this.index + 1 : this.index;
    }
    for (; leaf >= 0 && leaf < leaves; leaf += step) {
      const size = this.sizeOf(leaf);
      for (; index >= 0 && index < size; index += step) {
        const object = wasm.orderedObjectAt(handle, leaf, index);
        if (!visitor(object, wasm.orderedKeyAt(handle, leaf, index))) return;
      }
      index = falling && leaf > 0 ? this.sizeOf(leaf - 1) - 1 : 0;
    }
  }

  /** Keys are found by order, so there is nothing to hold still. */
  fix(): void {}
  unfix(): void {}
}

/** The first of so many places where something that holds at the beginning no longer does. */
function firstNot(count: number, holds: (index: number) => boolean): number {
  let from = 0;
  let to = count;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (holds(middle)) from = middle + 1;
    else to = middle;
  }
  return from;
}
