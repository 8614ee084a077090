// ordered_set: objects in the order of their keys, in which 1 and 1.0 are the same key.
//
// Sorted arrays of at most LEAF objects in one array: a B-tree of two levels. Finding is two binary searches, an insertion
// moves at most LEAF references; the upper array has one entry for about a hundred objects, and changes as seldom.
import { compare, exactEqual, isSmall, tupleElement } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import { END, type Limits, type Store, type Visitor } from './store.ts';

const LEAF = 128;

interface Leaf {
  keys: Term[];
  objects: Term[];
}

function order(a: Term, b: Term): number {
  return isSmall(a) && isSmall(b) ? (a as number) - (b as number) : compare(a, b);
}

export class OrderedStore implements Store {
  size = 0;
  readonly resultsReversed = false;
  private readonly keyIndex: number;
  private leaves: Leaf[] = [];
  // Where `locate` ended: the place of the key, or where it would be inserted.
  private leaf = 0;
  private index = 0;

  constructor(keypos: number) {
    this.keyIndex = keypos - 1;
  }

  /** Sets leaf and index to the first key not below `key`; whether it is equal. */
  private locate(key: Term): boolean {
    const { leaves } = this;
    let low = 0;
    let high = leaves.length - 1;
    // The last leaf whose first key is not above the key.
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (order(leaves[middle].keys[0], key) <= 0) low = middle;
      else high = middle - 1;
    }
    this.leaf = low;
    this.index = 0;
    if (leaves.length === 0) return false;
    const { keys } = leaves[low];
    let from = 0;
    let to = keys.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const c = order(keys[middle], key);
      if (c === 0) {
        this.index = middle;
        return true;
      }
      if (c < 0) from = middle + 1;
      else to = middle;
    }
    this.index = from;
    return false;
  }

  insert(object: Term): void {
    const key = tupleElement(object, this.keyIndex);
    if (this.locate(key)) {
      const leaf = this.leaves[this.leaf];
      leaf.keys[this.index] = key;
      leaf.objects[this.index] = object;
      return;
    }
    this.size++;
    if (this.leaves.length === 0) {
      this.leaves.push({ keys: [key], objects: [object] });
      return;
    }
    const leaf = this.leaves[this.leaf];
    leaf.keys.splice(this.index, 0, key);
    leaf.objects.splice(this.index, 0, object);
    if (leaf.keys.length <= LEAF) return;
    // Appended at the very end, keys most likely go on rising: a full leaf stays full then.
    const rising = this.leaf === this.leaves.length - 1 && this.index === leaf.keys.length - 1;
    const half = rising ? LEAF : LEAF >>> 1;
    this.leaves.splice(this.leaf + 1, 0, {
      keys: leaf.keys.splice(half),
      objects: leaf.objects.splice(half),
    });
  }

  has(key: Term): boolean {
    return this.locate(key);
  }

  lookup(key: Term): Term[] {
    return this.locate(key) ? [this.leaves[this.leaf].objects[this.index]] : [];
  }

  replace(key: Term, object: Term): void {
    this.locate(key);
    this.leaves[this.leaf].objects[this.index] = object;
  }

  erase(key: Term): void {
    if (this.locate(key)) this.removeHere();
  }

  eraseObject(object: Term): void {
    const found = this.locate(tupleElement(object, this.keyIndex));
    if (found && exactEqual(this.leaves[this.leaf].objects[this.index], object)) this.removeHere();
  }

  private removeHere(): void {
    const leaf = this.leaves[this.leaf];
    leaf.keys.splice(this.index, 1);
    leaf.objects.splice(this.index, 1);
    if (leaf.keys.length === 0) this.leaves.splice(this.leaf, 1);
    this.size--;
  }

  clear(): void {
    this.leaves = [];
    this.size = 0;
  }

  first(): Term | typeof END {
    return this.size === 0 ? END : this.leaves[0].keys[0];
  }

  last(): Term | typeof END {
    return this.size === 0 ? END : (this.leaves.at(-1)?.keys.at(-1) as Term);
  }

  next(key: Term): Term | typeof END {
    const at = this.locate(key) ? this.index + 1 : this.index;
    return this.leaves[this.leaf]?.keys[at] ?? this.leaves[this.leaf + 1]?.keys[0] ?? END;
  }

  prev(key: Term): Term | typeof END {
    this.locate(key);
    return (
      this.leaves[this.leaf]?.keys[this.index - 1] ?? this.leaves[this.leaf - 1]?.keys.at(-1) ?? END
    );
  }

  slot(n: number): Term[] | typeof END | undefined {
    if (n > this.size) return undefined;
    let rest = n;
    for (const { objects } of this.leaves) {
      if (rest < objects.length) return [objects[rest]];
      rest -= objects.length;
    }
    return END;
  }

  visit(visitor: Visitor, limits: Limits): void {
    if (limits === undefined) this.visitStretch(visitor, () => 0);
    else if (typeof limits === 'function') this.visitStretch(visitor, limits);
    else {
      for (const key of [...limits].sort(order)) {
        if (this.locate(key)) this.visitAt(visitor);
      }
    }
  }

  private visitStretch(visitor: Visitor, place: (key: Term) => number): void {
    this.seek(place);
    for (; this.leaf < this.leaves.length; this.leaf++, this.index = 0) {
      const leaf = this.leaves[this.leaf];
      for (; this.index < leaf.keys.length; this.index++) {
        if (place(leaf.keys[this.index]) > 0) return;
        this.visitAt(visitor);
      }
      // A leaf that has lost all its objects is no longer there.
      if (this.leaves[this.leaf] !== leaf) this.leaf--;
    }
  }

  /** Sets leaf and index to the first key that does not lie before a stretch, or behind the last of a leaf. */
  private seek(place: (key: Term) => number): void {
    const { leaves } = this;
    this.leaf = Math.max(0, firstNot(leaves.length, (i) => place(leaves[i].keys[0]) < 0) - 1);
    const keys = leaves[this.leaf]?.keys ?? [];
    this.index = firstNot(keys.length, (i) => place(keys[i]) < 0);
  }

  /** Shows one object; after a deletion leaf and index are where a loop that counts up goes on rightly. */
  private visitAt(visitor: Visitor): void {
    const leaf = this.leaves[this.leaf];
    const verdict = visitor(leaf.objects[this.index]);
    if (verdict === 'delete') {
      this.removeHere();
      this.index--;
    } else if (verdict !== undefined) {
      leaf.objects[this.index] = verdict.replace;
      leaf.keys[this.index] = tupleElement(verdict.replace, this.keyIndex);
    }
  }

  /** The objects behind a key (all, if undefined) in rising or falling order, until the visitor returns false. */
  walk(
    after: Term | undefined,
    falling: boolean,
    visitor: (object: Term, key: Term) => boolean,
  ): void {
    const step = falling ? -1 : 1;
    let { leaf, index } = { leaf: falling ? this.leaves.length - 1 : 0, index: 0 };
    if (falling) index = (this.leaves[leaf]?.keys.length ?? 0) - 1;
    if (after !== undefined) {
      const found = this.locate(after);
      leaf = this.leaf;
      index = falling ? this.index - 1 : found ? this.index + 1 : this.index;
    }
    for (; leaf >= 0 && leaf < this.leaves.length; leaf += step) {
      const { keys, objects } = this.leaves[leaf];
      for (; index >= 0 && index < keys.length; index += step) {
        if (!visitor(objects[index], keys[index])) return;
      }
      index = falling ? (this.leaves[leaf - 1]?.keys.length ?? 0) - 1 : 0;
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
