// A mutable map from terms, equal as `=:=` has it, to anything: process dictionaries, tables of references.
//
// Small integers, atoms and `[]` are equal only if identical, so JavaScript's own Map holds them; other keys are found by a
// hash that is cheap and internal (unrelated to phash2), and compared.
import { KIND } from './tags.ts';
import {
  atomIndex,
  bigintOf,
  bitSize,
  byteAt,
  exactEqual,
  floatValue,
  funArity,
  hd,
  isAtom,
  isCons,
  isSmall,
  kindOf,
  mapSize,
  NIL,
  nativeRecordName,
  pidId,
  portId,
  referenceWord,
  tl,
  tupleArity,
  tupleElement,
} from './term.ts';
import type { Term } from './types.ts';

interface Entry<V> {
  readonly key: Term;
  value: V;
}

/** How many elements of a term count for its hash. */
const BREADTH = 8;
const DEPTH = 3;

const floatBits = new Float64Array(1);
const floatWords = new Int32Array(floatBits.buffer);

const combine = (h: number, x: number): number => (Math.imul(h, 31) + x) | 0;

/** Equal terms have equal hashes. */
export function cheapHash(t: Term, depth = DEPTH): number {
  const kind = kindOf(t);
  switch (kind) {
    case KIND.SMALL:
      return t as unknown as number;
    case KIND.INT64:
    case KIND.BIG:
      return Number(BigInt.asIntN(32, bigintOf(t)));
    case KIND.FLOAT:
      floatBits[0] = floatValue(t);
      return floatWords[0] ^ floatWords[1];
    case KIND.PID:
      return pidId(t);
    case KIND.PORT:
      return Number(BigInt.asIntN(32, portId(t)));
    case KIND.REFERENCE:
      return combine(referenceWord(t, 0), referenceWord(t, 1));
    case KIND.FUN:
    case KIND.EXTERNAL_FUN:
      return combine(kind, funArity(t));
    case KIND.FLATMAP:
    case KIND.HASHMAP:
      return combine(kind, mapSize(t));
    case KIND.BITSTRING: {
      const bits = bitSize(t);
      let h = combine(kind, bits);
      for (let i = Math.min(bits >>> 3, 2 * BREADTH) - 1; i >= 0; i--) h = combine(h, byteAt(t, i));
      return h;
    }
    case KIND.TUPLE: {
      const n = tupleArity(t);
      let h = combine(kind, n);
      if (depth === 0) return h;
      for (let i = Math.min(n, BREADTH) - 1; i >= 0; i--)
        h = combine(h, cheapHash(tupleElement(t, i), depth - 1));
      return h;
    }
    case KIND.NATIVE_RECORD:
      return combine(kind, atomIndex(nativeRecordName(t)));
    case KIND.CONS: {
      let h: number = kind;
      if (depth === 0) return h;
      for (let i = 0, l = t; i < BREADTH && isCons(l); i++, l = tl(l))
        h = combine(h, cheapHash(hd(l), depth - 1));
      return h;
    }
  }
  return kind === KIND.ATOM ? atomIndex(t) : kind;
}

/** Whether terms of this kind are equal only if they are the same object. */
function isIdentity(t: Term): boolean {
  return isSmall(t) || isAtom(t) || t === NIL;
}

export class TermMap<V> {
  private readonly direct = new Map<Term, V>();
  private buckets: Map<number, Entry<V>[]> | null = null;
  private bucketed = 0;

  get size(): number {
    return this.direct.size + this.bucketed;
  }

  get(key: Term): V | undefined {
    return isIdentity(key) ? this.direct.get(key) : this.find(key)?.value;
  }

  has(key: Term): boolean {
    return isIdentity(key) ? this.direct.has(key) : this.find(key) !== undefined;
  }

  /** Returns the previous value. */
  set(key: Term, value: V): V | undefined {
    if (isIdentity(key)) {
      const previous = this.direct.get(key);
      this.direct.set(key, value);
      return previous;
    }
    const entry = this.find(key);
    if (entry !== undefined) {
      const previous = entry.value;
      entry.value = value;
      return previous;
    }
    this.buckets ??= new Map();
    const hash = cheapHash(key);
    const bucket = this.buckets.get(hash);
    if (bucket === undefined) this.buckets.set(hash, [{ key, value }]);
    else bucket.push({ key, value });
    this.bucketed++;
    return undefined;
  }

  /** Returns the value that it had. */
  delete(key: Term): V | undefined {
    if (isIdentity(key)) {
      const previous = this.direct.get(key);
      this.direct.delete(key);
      return previous;
    }
    if (this.buckets === null) return undefined;
    const hash = cheapHash(key);
    const bucket = this.buckets.get(hash);
    const index = bucket === undefined ? -1 : bucket.findIndex((e) => exactEqual(e.key, key));
    if (bucket === undefined || index < 0) return undefined;
    const [{ value }] = bucket.splice(index, 1);
    if (bucket.length === 0) this.buckets.delete(hash);
    this.bucketed--;
    return value;
  }

  clear(): void {
    this.direct.clear();
    this.buckets = null;
    this.bucketed = 0;
  }

  private find(key: Term): Entry<V> | undefined {
    return this.buckets?.get(cheapHash(key))?.find((e) => exactEqual(e.key, key));
  }

  *entries(): IterableIterator<[Term, V]> {
    yield* this.direct;
    if (this.buckets === null) return;
    for (const bucket of this.buckets.values())
      for (const { key, value } of bucket) yield [key, value];
  }

  *keys(): IterableIterator<Term> {
    for (const [key] of this.entries()) yield key;
  }
}
