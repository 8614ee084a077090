// What the two kinds of tables (hash tables and ordered ones) offer alike.
import type { Term } from '../gc/types.ts';

/** `$end_of_table`. */
export const END = Symbol('end of table');

/** What a visitor tells about the object it was shown; undefined leaves it. */
export type Verdict = undefined | 'delete' | { readonly replace: Term };

export type Visitor = (object: Term) => Verdict;

/** Where a traversal in pieces goes on: a slot of a hash table, or the last key of an ordered one. */
export type Place = { readonly slot: number } | { readonly after: Term };

/**
 * To which objects a traversal is limited: those that could have one of these keys, or, in an ordered table, a stretch of keys.
 * The function tells whether a key lies before it (negative), in it (0) or behind it.
 */
export type Limits = readonly Term[] | ((key: Term) => number) | undefined;

export interface Store {
  /** Number of objects. */
  readonly size: number;
  /** Inserts an object; in a set it replaces the one of the same key. */
  insert(object: Term): void;
  has(key: Term): boolean;
  /** The objects of a key, oldest first. */
  lookup(key: Term): Term[];
  /** Removes the objects of a key. */
  erase(key: Term): void;
  /** Removes this object, however often it is there. */
  eraseObject(object: Term): void;
  /** Replaces the one object of a key of a set. */
  replace(key: Term, object: Term): void;
  clear(): void;
  first(): Term | typeof END;
  last(): Term | typeof END;
  /** The key after `key`; undefined where the table has no such key and cannot tell. */
  next(key: Term): Term | typeof END | undefined;
  prev(key: Term): Term | typeof END | undefined;
  /** The objects at a position; undefined beyond the end. */
  slot(n: number): Term[] | typeof END | undefined;
  /** Shows all objects within the limits to a visitor, and perhaps others. */
  visit(visitor: Visitor, limits: Limits): void;
  /** Objects in the order in which a list of the results of `visit` has them. */
  readonly resultsReversed: boolean;
  /** While it is fixed, no object moves and `next` finds its way from a deleted key. */
  fix(): void;
  unfix(): void;
}
