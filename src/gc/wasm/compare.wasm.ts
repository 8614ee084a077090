// Equality and the order of all terms.
//
// Exact equality (`=:=`) treats 1 and 1.0 as different, `==` and the order do not. Lists are walked in a loop, so that
// only nesting costs stack; what is nested deeper than MAX_NESTING is compared in a loop with a stack of its own
// (deep-compare.wasm.ts), which is slower.

import { KIND, TAG } from '../tags.ts';
import { compareBitstrings, equalBitstrings } from './bitstrings.wasm.ts';
import { compareDeep, equalDeep } from './deep-compare.wasm.ts';
import { equalFlat } from './flat-maps.wasm.ts';
import { compareMaps } from './maps.wasm.ts';
import { compareNumbers } from './numbers.wasm.ts';
import { equalTries } from './tries.wasm.ts';
import { tupleArity, tupleElement } from './tuples.wasm.ts';
import {
  Atom,
  Big,
  Bitstring,
  Boxed,
  Cons,
  ExternalFun,
  FlatMap,
  Float,
  Fun,
  HashMap,
  Int64,
  NativeRecord,
  Nil,
  Pid,
  Port,
  RecordShape,
  Reference,
  Tuple,
  Tuple2,
  Tuple3,
  Tuple4,
} from './types.wasm.ts';

/** Compares atoms' names by character: <0, 0, >0. */
declare function compareAtomNames(a: extern, b: extern): i32;

/** The kind of a term, a number of KIND: its place in the term order, refined by representation. @js */
export function kindOf(t: Term): i32 {
  if (isSmall(t)) return KIND.SMALL;
  if (t instanceof Cons) return KIND.CONS;
  if (t instanceof Boxed) {
    switch (t.tag) {
      case TAG.ATOM:
        return KIND.ATOM;
      case TAG.NIL:
        return KIND.NIL;
      case TAG.BIG:
        return KIND.BIG;
      case TAG.BITSTRING:
        return KIND.BITSTRING;
      case TAG.HASHMAP:
        return KIND.HASHMAP;
      case TAG.FUN:
        return KIND.FUN;
      case TAG.EXTERNAL_FUN:
        return KIND.EXTERNAL_FUN;
      case TAG.PID:
        return KIND.PID;
      case TAG.PORT:
        return KIND.PORT;
      case TAG.REFERENCE:
        return KIND.REFERENCE;
      case TAG.NATIVE_RECORD:
        return KIND.NATIVE_RECORD;
    }
    return KIND.OTHER;
  }
  if (t instanceof Tuple) return KIND.TUPLE;
  if (t instanceof FlatMap) return KIND.FLATMAP;
  if (t instanceof Float) return KIND.FLOAT;
  if (t instanceof Int64) return KIND.INT64;
  return KIND.OTHER;
}

/** The place of a term's type in the term order, a number of KIND; representations of one type share it. */
function rankOf(t: Term): i32 {
  const kind = kindOf(t);
  switch (kind) {
    case KIND.INT64:
    case KIND.BIG:
    case KIND.FLOAT:
      return KIND.SMALL;
    case KIND.EXTERNAL_FUN:
      return KIND.FUN;
    case KIND.HASHMAP:
      return KIND.FLATMAP;
    case KIND.CONS:
      return KIND.NIL;
  }
  return kind;
}

/** `=:=`. @js */
export function exactEqual(a: Term, b: Term): boolean {
  if (a === b) return true;
  if (isSmall(a)) return false;
  if (a instanceof Bitstring) return b instanceof Bitstring && equalBitstrings(a, b);
  return equalSlow(a, b, true);
}

/** `==`. @js */
export function equal(a: Term, b: Term): boolean {
  if (a === b) return true;
  return equalSlow(a, b, false);
}

/** How deep terms may be nested before comparing them gives up WebAssembly's stack. */
const MAX_NESTING = 1000;
let nesting = 0;

/** For two parts of terms that are not the same object. */
export function equalParts(a: Term, b: Term, exact: boolean): boolean {
  if (isSmall(a) && isSmall(b)) return false;
  if (a instanceof Atom) return false;
  if (nesting > MAX_NESTING) return equalDeep(a, b, exact);
  nesting = nesting + 1;
  const result = equalSlow(a, b, exact);
  nesting = nesting - 1;
  return result;
}

/** The order of two parts of terms. */
export function compareParts(a: Term, b: Term, exact: boolean): i32 {
  if (a === b) return 0;
  if (isSmall(a) && isSmall(b)) return smallValue(a) < smallValue(b) ? -1 : 1;
  if (nesting > MAX_NESTING) return compareDeep(a, b, exact);
  nesting = nesting + 1;
  const result = compareTerms(a, b, exact);
  nesting = nesting - 1;
  return result;
}

/** For terms that are not the same object. @jit */
export function equalSlow(x: Term, y: Term, exact: boolean): boolean {
  let a = x;
  let b = y;
  while (a instanceof Cons) {
    if (!(b instanceof Cons)) return false;
    const h1 = (a as Cons).hd;
    const h2 = (b as Cons).hd;
    if (h1 !== h2 && !equalParts(h1, h2, exact)) return false;
    a = (a as Cons).tl;
    b = (b as Cons).tl;
    if (a === b) return true;
  }
  if (isSmall(a)) {
    // Equal small integers are the same reference.
    return !exact && b instanceof Float && b.value === f64(smallValue(a));
  }
  if (a instanceof Boxed) {
    if (!(b instanceof Boxed))
      return !exact && a instanceof Big && b instanceof Float && compareNumbers(a, b) === 0;
    const tag = (a as Boxed).tag;
    if (tag !== (b as Boxed).tag) return false;
    switch (tag) {
      case TAG.BIG:
        return compareNumbers(a, b) === 0;
      case TAG.BITSTRING:
        return equalBitstrings(a as Bitstring, b as Bitstring);
      case TAG.HASHMAP:
        return equalTries(a as HashMap, b as HashMap, exact);
      case TAG.NATIVE_RECORD:
        return equalRecords(a as NativeRecord, b as NativeRecord, exact);
      case TAG.FUN:
        return compareFuns(a as Fun, b as Fun, exact) === 0;
      case TAG.EXTERNAL_FUN:
      case TAG.PID:
      case TAG.PORT:
      case TAG.REFERENCE:
        return compareIdentifiers(a, b, tag) === 0;
    }
    return false;
  }
  if (a instanceof Tuple) return b instanceof Tuple && equalTuples(a as Tuple, b as Tuple, exact);
  if (a instanceof FlatMap)
    return b instanceof FlatMap && equalFlat(a as FlatMap, b as FlatMap, exact);
  if (a instanceof Float) {
    // 0.0 =:= -0.0 is false since OTP 27.
    if (b instanceof Float)
      return exact ? bitsFromF64(a.value) === bitsFromF64(b.value) : a.value === b.value;
    return (
      !exact && (isSmall(b) || b instanceof Int64 || b instanceof Big) && compareNumbers(a, b) === 0
    );
  }
  if (a instanceof Int64) {
    if (b instanceof Int64) return a.value === b.value;
    return !exact && b instanceof Float && compareNumbers(a, b) === 0;
  }
  return false;
}

/** Two tuples; the small ones without asking again and again which type they are of. */
function equalTuples(a: Tuple, b: Tuple, exact: boolean): boolean {
  if (a instanceof Tuple2) {
    if (!(b instanceof Tuple2)) return false;
    return samePart(a.e0, b.e0, exact) && samePart(a.e1, b.e1, exact);
  }
  if (a instanceof Tuple3) {
    if (!(b instanceof Tuple3)) return false;
    return (
      samePart(a.e0, b.e0, exact) && samePart(a.e1, b.e1, exact) && samePart(a.e2, b.e2, exact)
    );
  }
  if (a instanceof Tuple4) {
    if (!(b instanceof Tuple4)) return false;
    return (
      samePart(a.e0, b.e0, exact) &&
      samePart(a.e1, b.e1, exact) &&
      samePart(a.e2, b.e2, exact) &&
      samePart(a.e3, b.e3, exact)
    );
  }
  const n = tupleArity(a);
  if (n !== tupleArity(b)) return false;
  for (let i = 0; i < n; i++) {
    if (!samePart(tupleElement(a, i), tupleElement(b, i), exact)) return false;
  }
  return true;
}

/** @inline */
function samePart(p: Term, q: Term, exact: boolean): boolean {
  return p === q || equalParts(p, q, exact);
}

/** The term order: <0, 0, >0. @js */
export function compare(a: Term, b: Term): i32 {
  return compareTerms(a, b, false);
}

/** The term order that tells integers from floats, integers first: the order of map keys. @js */
export function compareExact(a: Term, b: Term): i32 {
  return compareTerms(a, b, true);
}

/** The term order; `exact` tells integers from floats, integers first. @jit */
export function compareTerms(x: Term, y: Term, exact: boolean): i32 {
  if (x === y) return 0;
  if (isSmall(x) && isSmall(y)) return smallValue(x) < smallValue(y) ? -1 : 1;
  let a = x;
  let b = y;
  while (a instanceof Cons && b instanceof Cons) {
    const c = compareParts((a as Cons).hd, (b as Cons).hd, exact);
    if (c !== 0) return c;
    a = (a as Cons).tl;
    b = (b as Cons).tl;
    if (a === b) return 0;
  }
  if (a instanceof Tuple && b instanceof Tuple) return compareTuples(a as Tuple, b as Tuple, exact);
  const r1 = rankOf(a);
  const r2 = rankOf(b);
  if (r1 !== r2) return r1 < r2 ? -1 : 1;
  switch (r1) {
    case KIND.SMALL:
      if (!exact) return compareNumbers(a, b);
      if (a instanceof Float)
        return b instanceof Float ? compareFloatsExactly(a.value, b.value) : 1;
      return b instanceof Float ? -1 : compareNumbers(a, b);
    case KIND.ATOM:
      return compareAtoms(a as Atom, b as Atom);
    case KIND.NIL:
      // Both conses ended above, so one is nil, and they are not the same.
      return a instanceof Cons ? 1 : -1;
    case KIND.BITSTRING:
      return compareBitstrings(a as Bitstring, b as Bitstring);
    case KIND.FLATMAP:
      return compareMaps(a, b, exact);
    case KIND.NATIVE_RECORD:
      return compareRecords(a as NativeRecord, b as NativeRecord, exact);
  }
  const t1 = (a as Boxed).tag;
  const t2 = (b as Boxed).tag;
  if (t1 !== t2) return t1 === TAG.FUN ? -1 : 1;
  return t1 === TAG.FUN ? compareFuns(a as Fun, b as Fun, exact) : compareIdentifiers(a, b, t1);
}

function compareTuples(a: Tuple, b: Tuple, exact: boolean): i32 {
  if (a instanceof Tuple2 && b instanceof Tuple2) {
    const c = compareParts(a.e0, b.e0, exact);
    return c !== 0 ? c : compareParts(a.e1, b.e1, exact);
  }
  if (a instanceof Tuple3 && b instanceof Tuple3) {
    let c = compareParts(a.e0, b.e0, exact);
    if (c === 0) c = compareParts(a.e1, b.e1, exact);
    return c !== 0 ? c : compareParts(a.e2, b.e2, exact);
  }
  const n = tupleArity(a);
  const m = tupleArity(b);
  if (n !== m) return n < m ? -1 : 1;
  for (let i = 0; i < n; i++) {
    const c = compareParts(tupleElement(a, i), tupleElement(b, i), exact);
    if (c !== 0) return c;
  }
  return 0;
}

/** -0.0 comes before 0.0. */
function compareFloatsExactly(x: f64, y: f64): i32 {
  if (x !== y) return x < y ? -1 : 1;
  const p = bitsFromF64(x);
  const q = bitsFromF64(y);
  return p === q ? 0 : p < 0 ? -1 : 1;
}

export function compareAtoms(a: Atom, b: Atom): i32 {
  if (a === b) return 0;
  if (a.ord !== b.ord) return ltU(a.ord, b.ord) ? -1 : 1;
  return compareAtomNames(a.name, b.name);
}

function compareI32(a: i32, b: i32): i32 {
  return a === b ? 0 : ltU(a, b) ? -1 : 1;
}

/** Two funs without their free variables, but for how many they have. */
export function compareFunHeads(f: Fun, g: Fun): i32 {
  if (f.entry !== g.entry) {
    let c = compareAtoms(f.entry.module as Atom, g.entry.module as Atom);
    if (c !== 0) return c;
    c = compareI32(f.entry.index, g.entry.index);
    if (c !== 0) return c;
    c = compareI32(f.entry.uniq, g.entry.uniq);
    if (c !== 0) return c;
  }
  return compareI32(f.free.length, g.free.length);
}

function compareFuns(f: Fun, g: Fun, exact: boolean): i32 {
  const heads = compareFunHeads(f, g);
  if (heads !== 0) return heads;
  for (let i = 0; i < f.free.length; i++) {
    const c = compareParts(f.free[i], g.free[i], exact);
    if (c !== 0) return c;
  }
  return 0;
}

/** Two native records without their values: by module, name, whether they are exported, and the names of the fields. */
export function compareShapes(a: RecordShape, b: RecordShape): i32 {
  if (a === b) return 0;
  let c = compareAtoms(a.module as Atom, b.module as Atom);
  if (c === 0) c = compareAtoms(a.name as Atom, b.name as Atom);
  if (c === 0) c = compareI32(a.exported, b.exported);
  if (c === 0) c = compareI32(a.fields.length, b.fields.length);
  for (let i = 0; c === 0 && i < a.fields.length; i++)
    c = compareAtoms(a.fields[i] as Atom, b.fields[i] as Atom);
  return c;
}

function equalRecords(a: NativeRecord, b: NativeRecord, exact: boolean): boolean {
  if (compareShapes(a.shape, b.shape) !== 0) return false;
  for (let i = 0; i < a.values.length; i++) {
    const p = a.values[i];
    const q = b.values[i];
    if (p !== q && !equalParts(p, q, exact)) return false;
  }
  return true;
}

function compareRecords(a: NativeRecord, b: NativeRecord, exact: boolean): i32 {
  let c = compareShapes(a.shape, b.shape);
  for (let i = 0; c === 0 && i < a.values.length; i++)
    c = compareParts(a.values[i], b.values[i], exact);
  return c;
}

/** Two terms of one tag: external funs, pids, ports or references. */
function compareIdentifiers(a: Term, b: Term, tag: i32): i32 {
  switch (tag) {
    case TAG.EXTERNAL_FUN: {
      const f = (a as ExternalFun).target;
      const g = (b as ExternalFun).target;
      if (f === g) return 0;
      let c = compareAtoms(f.module as Atom, g.module as Atom);
      if (c === 0) c = compareAtoms(f.name as Atom, g.name as Atom);
      return c !== 0 ? c : compareI32(f.arity, g.arity);
    }
    case TAG.PID: {
      const p = a as Pid;
      const q = b as Pid;
      let c = compareI32(p.serial, q.serial);
      if (c === 0) c = compareI32(p.id, q.id);
      if (c === 0) c = compareAtoms(p.node as Atom, q.node as Atom);
      return c !== 0 ? c : compareI32(p.creation, q.creation);
    }
    case TAG.PORT: {
      const p = a as Port;
      const q = b as Port;
      const c = compareAtoms(p.node as Atom, q.node as Atom);
      if (c !== 0) return c;
      if (p.creation !== q.creation) return compareI32(p.creation, q.creation);
      return p.id === q.id ? 0 : ltU(p.id, q.id) ? -1 : 1;
    }
    case TAG.REFERENCE: {
      const p = a as Reference;
      const q = b as Reference;
      let c = compareAtoms(p.node as Atom, q.node as Atom);
      if (c === 0) c = compareI32(p.creation, q.creation);
      if (c !== 0) return c;
      const n = p.words.length > q.words.length ? p.words.length : q.words.length;
      for (let i = n - 1; i >= 0; i--) {
        const v = i < p.words.length ? p.words[i] : 0;
        const w = i < q.words.length ? q.words[i] : 0;
        c = compareI32(v, w);
        if (c !== 0) return c;
      }
      return 0;
    }
  }
  return unreachable();
}
