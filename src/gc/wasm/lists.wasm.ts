// Functions over lists. Null stands for a badarg: a list that is none, or improper.
//
// A cons never changes, so a list is built from its end: elements are collected in an array where their order has to stay.

import { TAG } from '../tags.ts';
import { isCodePoint, isUtf8, utf8Bits, writeUtf8 } from './bitfields.wasm.ts';
import { copyBits, wholeBinary } from './bitstrings.wasm.ts';
import { compareTerms, equal, exactEqual } from './compare.wasm.ts';
import { boolean, FALSE } from './constants.wasm.ts';
import { mapFromPairs } from './maps.wasm.ts';
import { tupleArity, tupleElement, tupleFromArray } from './tuples.wasm.ts';
import { Atom, Bitstring, Cons, NIL, Tuple2 } from './types.wasm.ts';

/** The length of a proper list, or -1. @js */
export function properLength(list: Term): i32 {
  let n = 0;
  let rest = list;
  while (rest instanceof Cons) {
    n++;
    rest = (rest as Cons).tl;
  }
  return rest === NIL ? n : -1;
}

/** The first `n` elements of a list that has so many. */
function elements(list: Term, n: i32): MutArray<Term> {
  const items: MutArray<Term> = newArray(NIL, n);
  let rest = list;
  for (let i = 0; i < n; i++) {
    items[i] = (rest as Cons).hd;
    rest = (rest as Cons).tl;
  }
  return items;
}

/** The first `n` items before `tail`. */
function listOfItems(items: MutArray<Term>, n: i32, tail: Term): Term {
  let t = tail;
  for (let i = n - 1; i >= 0; i--) t = new Cons(items[i], t);
  return t;
}

/** lists:reverse/2. @js @jit */
export function listReverse(list: Term, tail: Term): Term | null {
  let rest = list;
  let result = tail;
  while (rest instanceof Cons) {
    result = new Cons((rest as Cons).hd, result);
    rest = (rest as Cons).tl;
  }
  return rest === NIL ? result : null;
}

/** `++`. @js @jit */
export function listAppend(a: Term, b: Term): Term | null {
  if (a === NIL) return b;
  const n = properLength(a);
  if (n < 0) return null;
  if (b === NIL) return a;
  return listOfItems(elements(a, n), n, b);
}

/** Up to so many comparisons it is cheaper to compare each with each than to sort. */
const SMALL_SUBTRACT = 256;

/** `--`: removes the first occurrence of each element of `b`. @js @jit */
export function listSubtract(a: Term, b: Term): Term | null {
  const n = properLength(a);
  const m = properLength(b);
  if (n < 0 || m < 0) return null;
  if (n === 0 || m === 0) return a;
  const minus = elements(b, m);
  const kept: MutArray<Term> = newArray(NIL, n);
  // By index in `minus`: how many of those that are equal to it are still to be removed.
  const left: MutArray<i32> = newArrayDefault<MutArray<i32>>(m);
  const few = geU(SMALL_SUBTRACT / m, n);
  if (few) arrayFill(left, 0, 1, m);
  else {
    sort(minus, m);
    let first = 0;
    for (let i = 0; i < m; i++) {
      if (i > 0 && compareTerms(minus[first], minus[i], true) !== 0) first = i;
      left[first] = left[first] + 1;
    }
  }
  let removed = 0;
  let count = 0;
  let rest = a;
  while (removed < m && rest instanceof Cons) {
    const item = (rest as Cons).hd;
    rest = (rest as Cons).tl;
    const i = few ? indexAmong(minus, left, item) : indexSorted(minus, item);
    if (i >= 0 && left[i] > 0) {
      left[i] = left[i] - 1;
      removed++;
    } else {
      kept[count] = item;
      count++;
    }
  }
  return removed === 0 ? a : listOfItems(kept, count, rest);
}

function indexAmong(items: MutArray<Term>, left: MutArray<i32>, t: Term): i32 {
  for (let i = 0; i < items.length; i++) if (left[i] > 0 && exactEqual(items[i], t)) return i;
  return -1;
}

/** The first that is equal, or -1. */
function indexSorted(items: MutArray<Term>, t: Term): i32 {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareTerms(items[middle], t, true) < 0) low = middle + 1;
    else high = middle;
  }
  return low < items.length && exactEqual(items[low], t) ? low : -1;
}

/** Sorts by merging, bottom up. */
function sort(items: MutArray<Term>, n: i32): void {
  let from = items;
  let to: MutArray<Term> = newArray(NIL, n);
  let width = 1;
  while (width < n) {
    let start = 0;
    while (start < n) {
      const middle = start + width < n ? start + width : n;
      const end = start + 2 * width < n ? start + 2 * width : n;
      let i = start;
      let j = middle;
      let k = start;
      while (k < end) {
        if (j >= end || (i < middle && compareTerms(from[i], from[j], true) <= 0)) {
          to[k] = from[i];
          i++;
        } else {
          to[k] = from[j];
          j++;
        }
        k++;
      }
      start = end;
    }
    const sorted = to;
    to = from;
    from = sorted;
    width = width * 2;
  }
  if (from !== items) arrayCopy(items, 0, from, 0, n);
}

/** lists:member/2. @js @jit */
export function listMember(t: Term, list: Term): Term | null {
  let rest = list;
  if (isSmall(t) || t instanceof Atom) {
    while (rest instanceof Cons) {
      if ((rest as Cons).hd === t) return boolean(true);
      rest = (rest as Cons).tl;
    }
  } else {
    while (rest instanceof Cons) {
      if (exactEqual((rest as Cons).hd, t)) return boolean(true);
      rest = (rest as Cons).tl;
    }
  }
  return rest === NIL ? FALSE : null;
}

/** lists:keyfind/3: the first tuple whose element `position` is equal (`==`) to `key`, or `false`. @js @jit */
export function listKeyfind(key: Term, position: Term, list: Term): Term | null {
  if (!isSmall(position)) return null;
  const i = smallValue(position) - 1;
  if (i < 0) return null;
  let rest = list;
  const identity = key instanceof Atom;
  while (rest instanceof Cons) {
    const t = (rest as Cons).hd;
    if (i < tupleArity(t)) {
      const e = tupleElement(t, i);
      if (e === key || (!identity && equal(e, key))) return t;
    }
    rest = (rest as Cons).tl;
  }
  return rest === NIL ? FALSE : null;
}

const MAX_TUPLE_SIZE = 0xffffff;

/** erlang:list_to_tuple/1. @js */
export function listToTuple(list: Term): Term | null {
  const n = properLength(list);
  if (n < 0 || n > MAX_TUPLE_SIZE) return null;
  return tupleFromArray(elements(list, n));
}

/** erlang:tuple_to_list/1. @js */
export function tupleToList(t: Term): Term | null {
  const n = tupleArity(t);
  if (n < 0) return null;
  let list: Term = NIL;
  for (let i = n - 1; i >= 0; i--) list = new Cons(tupleElement(t, i), list);
  return list;
}

/** maps:from_list/1. @js */
export function mapFromList(list: Term): Term | null {
  const n = properLength(list);
  if (n < 0) return null;
  const pairs: MutArray<Term> = newArray(NIL, n * 2);
  let rest = list;
  for (let i = 0; i < n; i++) {
    const pair = (rest as Cons).hd;
    if (!(pair instanceof Tuple2)) return null;
    pairs[2 * i] = pair.e0;
    pairs[2 * i + 1] = pair.e1;
    rest = (rest as Cons).tl;
  }
  return mapFromPairs(pairs);
}

/** maps:from_keys/2. @js */
export function mapFromKeys(list: Term, value: Term): Term | null {
  const n = properLength(list);
  if (n < 0) return null;
  const pairs: MutArray<Term> = newArray(value, n * 2);
  let rest = list;
  for (let i = 0; i < n; i++) {
    pairs[2 * i] = (rest as Cons).hd;
    rest = (rest as Cons).tl;
  }
  return mapFromPairs(pairs);
}

// ---- iolists, walked with a stack of the tails to come back to, so that nesting costs no WebAssembly stack

let open: MutArray<Term> = newArray(NIL, 32);
let openCount = 0;

function pushOpen(t: Term): void {
  if (openCount === open.length) {
    const more: MutArray<Term> = newArray(NIL, openCount * 2);
    arrayCopy(more, 0, open, 0, openCount);
    open = more;
  }
  open[openCount] = t;
  openCount = openCount + 1;
}

function popOpen(): Term {
  openCount = openCount - 1;
  const t = open[openCount];
  open[openCount] = NIL;
  return t;
}

const INVALID = -1;
const TOO_BIG = -2;

/** The size in bits of an iolist, in which with `anyBits` bitstrings may stand; INVALID where it is none, TOO_BIG from 2^31 on. @js */
export function iolistBits(t: Term, anyBits: boolean): i32 {
  let bits: i64 = 0;
  let invalid = false;
  openCount = 0;
  pushOpen(t);
  while (openCount > 0) {
    let rest = popOpen();
    while (rest instanceof Cons) {
      const head = (rest as Cons).hd;
      rest = (rest as Cons).tl;
      if (isSmall(head)) {
        if (gtU(smallValue(head), 255)) invalid = true;
        bits = bits + 8;
      } else if (head instanceof Bitstring) {
        if (!anyBits && (head.size & 7) !== 0) invalid = true;
        bits = bits + i64(head.size);
      } else if (head instanceof Cons) {
        if (rest !== NIL) pushOpen(rest);
        rest = head;
      } else if (head !== NIL) invalid = true;
    }
    if (rest instanceof Bitstring) {
      if (!anyBits && (rest.size & 7) !== 0) invalid = true;
      bits = bits + i64(rest.size);
    } else if (rest !== NIL) invalid = true;
    if (invalid) {
      while (openCount > 0) popOpen();
      return INVALID;
    }
  }
  return bits > 0x7fffffff ? TOO_BIG : i32(bits);
}

/** The bits of an iolist whose size, not above 2^31, `iolistBits` gave. @js */
export function iolistToBitstring(t: Term, size: i32): Term {
  const bytes: Bytes = newArrayDefault<Bytes>((size + 7) >>> 3);
  let at = 0;
  openCount = 0;
  pushOpen(t);
  while (openCount > 0) {
    let rest = popOpen();
    while (rest instanceof Cons) {
      const head = (rest as Cons).hd;
      rest = (rest as Cons).tl;
      if (isSmall(head)) {
        const byte = smallValue(head);
        const shift = at & 7;
        const i = at >>> 3;
        bytes[i] = bytes[i] | (byte >>> shift);
        if (shift !== 0) bytes[i + 1] = (byte << (8 - shift)) & 255;
        at += 8;
      } else if (head instanceof Bitstring) {
        copyBits(head.bytes, head.offset, bytes, at, head.size);
        at += head.size;
      } else if (head !== NIL) {
        if (rest !== NIL) pushOpen(rest);
        rest = head;
      }
    }
    if (rest instanceof Bitstring) {
      copyBits(rest.bytes, rest.offset, bytes, at, rest.size);
      at += rest.size;
    }
  }
  if ((size & 7) === 0) return wholeBinary(bytes);
  return new Bitstring(TAG.BITSTRING, bytes, 0, size, null);
}

/** What iolists are collected in; kept for the next one unless it is large. */
let collected: Bytes = newArrayDefault<Bytes>(4096);
const KEPT_ROOM = 0x100000;

/** Room for `size` bytes at least, of which there are `used` in `bytes`. */
function moreRoom(bytes: Bytes, used: i32, size: i32): Bytes {
  const more: Bytes = newArrayDefault<Bytes>(size < 0x8000000 ? size * 2 : size);
  arrayCopy(more, 0, bytes, 0, used);
  if (more.length <= KEPT_ROOM) collected = more;
  return more;
}

function notCollected(): Term | null {
  while (openCount > 0) popOpen();
  return null;
}

/** The most bytes of a binary whose positions in bits fit an i32. */
const MAX_BYTES = 0xfffffff;

/**
 * The binary of an iolist in one walk; null where it is none or has more than `most` bytes. Cells are scattered over the memory: looking
 * at each twice costs more than copying the bytes.
 * @js
 */
export function iolistToBinary(t: Term, most: i32): Term | null {
  return listToBinary(t, most, 255);
}

/** The same for characters, lists of them and binaries of whole ones, in UTF-8. */
export function charactersToBinary(t: Term, most: i32): Term | null {
  return listToBinary(t, most, 127);
}

/** Integers up to `plain` are bytes; others are none if that is 255, and characters else. */
function listToBinary(t: Term, most: i32, plain: i32): Term | null {
  let bytes = collected;
  const limit = most < MAX_BYTES ? most : MAX_BYTES;
  let room = bytes.length < limit ? bytes.length : limit;
  let at = 0;
  openCount = 0;
  pushOpen(t);
  while (openCount > 0) {
    let rest = popOpen();
    while (rest instanceof Cons) {
      const head = (rest as Cons).hd;
      rest = (rest as Cons).tl;
      if (isSmall(head)) {
        const byte = smallValue(head);
        let n = 1;
        if (gtU(byte, plain)) {
          if (plain === 255 || !isCodePoint(byte)) return notCollected();
          n = utf8Bits(byte) >>> 3;
        }
        if (n > room - at) {
          if (n > limit - at) return notCollected();
          bytes = moreRoom(bytes, at, at + n);
          room = bytes.length < limit ? bytes.length : limit;
        }
        if (n === 1) bytes[at] = byte;
        else writeUtf8(bytes, at << 3, byte);
        at += n;
        continue;
      }
      if (head instanceof Cons) {
        if (rest !== NIL) pushOpen(rest);
        rest = head;
        continue;
      }
      if (head === NIL) continue;
      // A binary within a list is like one at its end with another list behind it.
      if (rest !== NIL) pushOpen(rest);
      rest = head;
    }
    if (rest === NIL) continue;
    if (!(rest instanceof Bitstring) || (rest.size & 7) !== 0) return notCollected();
    if (plain === 127 && !isUtf8(rest)) return notCollected();
    const n = rest.size >>> 3;
    if (n > room - at) {
      if (n > limit - at) return notCollected();
      bytes = moreRoom(bytes, at, at + n);
      room = bytes.length < limit ? bytes.length : limit;
    }
    copyBits(rest.bytes, rest.offset, bytes, at << 3, n << 3);
    at += n;
  }
  const result: Bytes = newArrayDefault<Bytes>(at);
  arrayCopy(result, 0, bytes, 0, at);
  return wholeBinary(result);
}

/** The bytes from `from` to before `to` of a bitstring, before `tail`. @js */
export function bytesToList(t: Term, from: i32, to: i32, tail: Term): Term {
  const b = t as Bitstring;
  let list = tail;
  if ((b.offset & 7) === 0) {
    const start = b.offset >>> 3;
    for (let i = to - 1; i >= from; i--) list = new Cons(small(b.bytes[start + i]), list);
    return list;
  }
  for (let i = to - 1; i >= from; i--) {
    const at = b.offset + (i << 3);
    const byte = (b.bytes[at >>> 3] << (at & 7)) | (b.bytes[(at >>> 3) + 1] >>> (8 - (at & 7)));
    list = new Cons(small(byte & 255), list);
  }
  return list;
}
