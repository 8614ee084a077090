// The two hashes of terms that have to be fast: the internal one, which orders maps of more than 32 keys as OTP 27 does,
// and phash2. docs/map-order.md tells what is mixed in which order; src/util/hash.ts states the arithmetic.
//
// Both keep a stack of their own, so that nesting costs no WebAssembly stack.

import { INTERNAL, PHASH2 } from '../hash-kinds.ts';
import { TAG } from '../tags.ts';
import { readByte } from './bitstrings.wasm.ts';
import { keysOf, valueAt } from './flat-maps.wasm.ts';
import { mapEntryArray, mapSize } from './maps.wasm.ts';
import { slotBits, FIRST, hasFullRoot, isNode, trieOf } from './tries.wasm.ts';
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
  type MapNode,
  NativeRecord,
  Nil,
  Pid,
  Port,
  Reference,
  Tuple,
  Tuple2,
} from './types.wasm.ts';
import { digit, digitCount, isNegative } from './wide.wasm.ts';

/** Ends the program: nobody knows what OTP answers for a native record. */
declare function unknownHash(): void;

// ---- The internal hash: a 128-bit MurmurHash3 whose state lies here while one term is hashed

let alpha: i64 = 0;
let beta: i64 = 0;
let ticks: i64 = 0;
let stack: MutArray<Term> = newArray(small(0), 64);
let depth = 0;
/** On the stack: mixes CDR when it is taken off. */
const CDR_MARK: Cons = new Cons(small(0), small(0));

/** A 64-bit constant of two halves; larger literals lose their low bits. @inline */
function wide(high: i32, low: i32): i64 {
  return (u64(high) << 32) | u64(low);
}

/** MurmurHash3's final mixing. */
function mix64(word: i64): i64 {
  let h = word;
  h = h ^ (h >>> 33);
  h = h * wide(0xff51afd7, 0xed558ccd);
  h = h ^ (h >>> 33);
  h = h * wide(0xc4ceb9fe, 0x1a85ec53);
  return h ^ (h >>> 33);
}

/** @inline */
function scrambleAlpha(word: i64): i64 {
  return rotl(word * wide(0x87c37b91, 0x114253d5), 31) * wide(0x4cf5ad43, 0x2745937f);
}

/** @inline */
function scrambleBeta(word: i64): i64 {
  return rotl(word * wide(0x4cf5ad43, 0x2745937f), 33) * wide(0x87c37b91, 0x114253d5);
}

function mixAlpha(word: i64): void {
  alpha = (rotl(alpha ^ scrambleAlpha(word), 27) + beta) * 5 + 0x52dce729;
  ticks = ticks + 1;
}

function mixBeta(word: i64): void {
  beta = (rotl(beta ^ scrambleBeta(word), 31) + alpha) * 5 + 0x38495ab5;
  ticks = ticks + 1;
}

/** @inline */
function pair(low: i32, high: i32): i64 {
  return u64(low) | (u64(high) << 32);
}

const WORD_NIL = 0x3b;

/** Whether OTP has the integer in one tagged word. @inline */
function isWordSized(n: i64): boolean {
  return (n << 4) >> 4 === n;
}

/** A pid or port of this node: a node that is not distributed has creation 0. @inline */
function isLocal(creation: i32): boolean {
  return creation === 0;
}

/** Whether OTP has the term in one tagged word; `immediateWord` tells which. */
function isImmediate(t: Term): boolean {
  if (isSmall(t)) return true;
  if (t instanceof Boxed) {
    switch (t.tag) {
      case TAG.ATOM:
      case TAG.NIL:
        return true;
      case TAG.PID:
        return isLocal((t as Pid).creation);
      case TAG.PORT:
        return isLocal((t as Port).creation);
    }
    return false;
  }
  return t instanceof Int64 && isWordSized(t.value);
}

function immediateWord(t: Term): i64 {
  if (isSmall(t)) return (i64(smallValue(t)) << 4) | 0x0f;
  if (t instanceof Int64) return (t.value << 4) | 0x0f;
  if (t instanceof Atom) return (u64(t.index) << 6) | 0x0b;
  if (t instanceof Pid)
    return (rotateLow(u64(t.id) | (u64(t.serial) << 28), PROCESS_BITS) << 4) | 0x03;
  if (t instanceof Port) return (rotateLow(t.id, PORT_BITS) << 4) | 0x07;
  return WORD_NIL;
}

/** How many bits of a number select a place in OTP's tables of processes and ports, at their default sizes. */
const PROCESS_BITS = 20;
const PORT_BITS = 16;

/** The lowest `bits` bits rotated left by three: OTP spreads neighbours over cache lines. */
function rotateLow(n: i64, bits: i32): i64 {
  const size = i64(bits);
  const mask: i64 = (u64(1) << size) - 1;
  const low = n & mask;
  return (n & ~mask) | ((low << 3) & mask) | (low >>> (size - 3));
}

function push(t: Term): void {
  if (depth === stack.length) {
    const more: MutArray<Term> = newArray(small(0), depth * 2);
    arrayCopy(more, 0, stack, 0, depth);
    stack = more;
  }
  stack[depth] = t;
  depth = depth + 1;
}

function pushElement(t: Term): void {
  if (isImmediate(t)) {
    mixAlpha(INTERNAL.IMMEDIATE);
    mixBeta(immediateWord(t));
  } else {
    mixAlpha(INTERNAL.ARRAY_ELEMENT);
    push(t);
  }
}

/** All but the last are pushed as elements; the last waits without a mark and so comes next. */
function pushAll(elements: MutArray<Term>): void {
  const last = elements.length - 1;
  for (let i = 0; i < last; i++) pushElement(elements[i]);
  if (last >= 0) push(elements[last]);
}

/** The 64-bit hash by which maps of more than 32 keys are ordered. @js */
export function internalHash(t: Term): i64 {
  if (isImmediate(t)) return mix64(immediateWord(t));
  alpha = 0;
  beta = 0;
  ticks = 0;
  if (t instanceof Tuple2 && isImmediate(t.e0) && isImmediate(t.e1)) {
    mixAlpha(INTERNAL.TUPLE);
    mixBeta(2);
    pushElement(t.e0);
    pushElement(t.e1);
    return mixed();
  }
  depth = 0;
  if (t instanceof Bitstring) hashBits(t);
  else push(t);
  while (depth > 0) {
    depth = depth - 1;
    const top = stack[depth];
    stack[depth] = small(0);
    if (isImmediate(top)) {
      mixAlpha(INTERNAL.IMMEDIATE);
      mixBeta(immediateWord(top));
    } else if (top instanceof Cons) {
      if (top === CDR_MARK) mixBeta(INTERNAL.CDR);
      else hashList(top);
    } else if (top instanceof Tuple) {
      const n = tupleArity(top);
      mixAlpha(INTERNAL.TUPLE);
      mixBeta(i64(n));
      for (let i = 0; i < n - 1; i++) pushElement(tupleElement(top, i));
      if (n > 0) push(tupleElement(top, n - 1));
    } else if (top instanceof FlatMap) hashFlatMap(top);
    else if (top instanceof Boxed) hashBoxed(top);
    else if (top instanceof Float) {
      mixAlpha(INTERNAL.FLOAT);
      mixBeta(bitsFromF64(top.value));
    } else if (top instanceof Int64) {
      const n = top.value;
      mixAlpha(pair(n < 0 ? INTERNAL.NEGATIVE : INTERNAL.POSITIVE, 1));
      mixBeta(n < 0 ? -n : n);
    } else hashNode(top as MapNode);
  }
  return mixed();
}

/** The hash of all that was mixed in. */
function mixed(): i64 {
  let a = alpha ^ ticks;
  let b = beta ^ ticks;
  a = a + b;
  b = b + a;
  a = mix64(a);
  b = mix64(b);
  a = a + b;
  b = b + a;
  return a ^ b;
}

/** @inline */
function isByte(t: Term): boolean {
  return isSmall(t) && leU(smallValue(t), 255);
}

/** Goes along a list up to the first element that is not immediate; what follows waits. */
function hashList(list: Cons): void {
  let t: Term = list;
  while (t instanceof Cons) {
    let word = 0;
    let count = 0;
    while (t instanceof Cons && isByte((t as Cons).hd)) {
      word = (word << 8) | smallValue((t as Cons).hd);
      count++;
      if (count === 4) {
        mixAlpha(pair(INTERNAL.STRING | 0x400, word));
        word = 0;
        count = 0;
      }
      t = (t as Cons).tl;
    }
    if (count > 0) mixAlpha(pair(INTERNAL.STRING | (count << 8), word));
    if (!(t instanceof Cons)) break;
    const head = (t as Cons).hd;
    const tail = (t as Cons).tl;
    const endsHere = !(tail instanceof Cons);
    if (!isImmediate(head)) {
      push(tail);
      if (endsHere) push(CDR_MARK);
      mixAlpha(INTERNAL.CAR);
      push(head);
      return;
    }
    mixAlpha(pair(INTERNAL.IMMEDIATE, INTERNAL.CAR));
    mixBeta(immediateWord(head));
    if (endsHere) mixAlpha(INTERNAL.CDR);
    t = tail;
  }
  push(t);
}

function hashFlatMap(m: FlatMap): void {
  const keys = keysOf(m);
  const n = keys.length;
  mixAlpha(INTERNAL.FLATMAP);
  mixBeta(i64(n));
  for (let i = 0; i < n; i++) {
    pushElement(valueAt(m, i));
    if (i < n - 1) pushElement(keys[i]);
    else push(keys[i]);
  }
}

function hashBoxed(t: Boxed): void {
  switch (t.tag) {
    case TAG.BITSTRING:
      return hashBits(t as Bitstring);
    case TAG.BIG: {
      const value = t as Big;
      const n = digitCount(value);
      mixAlpha(pair(isNegative(value) ? INTERNAL.NEGATIVE : INTERNAL.POSITIVE, n));
      let i = 0;
      while (i + 2 <= n) {
        mixAlpha(digit(value, i));
        mixBeta(digit(value, i + 1));
        i += 2;
      }
      if (i < n) mixBeta(digit(value, i));
      return;
    }
    case TAG.HASHMAP: {
      const m = t as HashMap;
      mixAlpha(hasFullRoot(m) ? INTERNAL.HASHMAP_HEAD_ARRAY : INTERNAL.HASHMAP_HEAD_BITMAP);
      mixBeta(i64(m.size));
      hashChildren(trieOf(m));
      return;
    }
    case TAG.FUN: {
      const f = t as Fun;
      mixAlpha(pair(INTERNAL.LOCAL_FUN, f.free.length));
      mixBeta(pair(f.entry.index, f.entry.uniq));
      mixAlpha(INTERNAL.IMMEDIATE);
      mixBeta(immediateWord(f.entry.module));
      pushAll(f.free);
      return;
    }
    case TAG.EXTERNAL_FUN: {
      // OTP mixes an address here; any word that tells them apart will do.
      const target = (t as ExternalFun).target;
      mixAlpha(pair(INTERNAL.EXTERNAL_FUN, target.arity));
      mixBeta(immediateWord(target.module));
      mixAlpha(immediateWord(target.name));
      return;
    }
    case TAG.PID: {
      const p = t as Pid;
      mixAlpha(INTERNAL.EXTERNAL_PID);
      mixBeta(nodeWord(p.node, p.creation));
      mixAlpha(pair(p.id, p.serial));
      return;
    }
    case TAG.PORT: {
      const p = t as Port;
      mixAlpha(INTERNAL.EXTERNAL_PORT);
      mixBeta(nodeWord(p.node, p.creation));
      mixAlpha(p.id);
      return;
    }
    case TAG.REFERENCE: {
      const r = t as Reference;
      const n = r.words.length;
      if (isLocal(r.creation) && n >= 3) {
        mixAlpha(pair(INTERNAL.LOCAL_REF, r.words[0]));
        mixBeta(pair(r.words[1], r.words[2]));
        if (n >= 5) mixAlpha(pair(r.words[3], r.words[4]));
        return;
      }
      mixAlpha(pair(INTERNAL.EXTERNAL_REF, n));
      for (let i = 0; i < n; i++) mixBeta(u64(r.words[i]));
      mixAlpha(nodeWord(r.node, r.creation));
      return;
    }
    case TAG.NATIVE_RECORD: {
      // Not what OTP 29 mixes, which is not known to us: only the order of large maps that have such keys shows it.
      const r = t as NativeRecord;
      mixAlpha(INTERNAL.NATIVE_RECORD);
      mixBeta(immediateWord(r.shape.module));
      mixAlpha(immediateWord(r.shape.name));
      mixBeta(i64(r.values.length));
      pushAll(r.values);
      return;
    }
  }
  unreachable();
}

/** OTP mixes an address here; any word that tells nodes apart will do. */
function nodeWord(node: Term, creation: i32): i64 {
  return pair((node as Atom).index, creation);
}

function hashNode(node: MapNode): void {
  if (slotBits(node) !== 0) {
    mixAlpha(INTERNAL.HASHMAP_NODE);
    hashChildren(node);
    return;
  }
  // Colliding keys are a tuple of conses to OTP.
  const n = (node.length - FIRST) >>> 1;
  const leaves: MutArray<Term> = newArray(small(0), n);
  for (let i = 0; i < n; i++) leaves[i] = new Cons(node[FIRST + 2 * i], node[FIRST + 2 * i + 1]);
  mixAlpha(INTERNAL.TUPLE);
  mixBeta(i64(n));
  pushAll(leaves);
}

function hashChildren(node: MapNode): void {
  let i = FIRST;
  while (i < node.length) {
    const child = node[i];
    if (isNode(child)) {
      push(child);
      i++;
    } else {
      pushElement(node[i + 1]);
      pushElement(child);
      i += 2;
    }
  }
}

/** Up to eight bytes as a little-endian word. */
function littleEndian(bytes: Bytes, at: i32, n: i32): i64 {
  let word: i64 = 0;
  if ((at & 7) === 0) {
    for (let i = (at >>> 3) + n - 1; i >= at >>> 3; i--) word = (word << 8) | u64(bytes[i]);
    return word;
  }
  for (let i = 0; i < n; i++) word = word | (u64(readByte(bytes, at + (i << 3))) << i64(i << 3));
  return word;
}

function hashBits(b: Bitstring): void {
  mixAlpha(INTERNAL.BINARY);
  mixBeta(i64(b.size));
  const bytes = b.bytes;
  const size = b.size >>> 3;
  let at = b.offset;
  let left = size;
  while (left >= 16) {
    mixAlpha(littleEndian(bytes, at, 8));
    mixBeta(littleEndian(bytes, at + 64, 8));
    at += 128;
    left -= 16;
  }
  // The rest is only exclusive-or'ed in, without rotation, sum and tick.
  if (left > 8) beta = beta ^ scrambleBeta(littleEndian(bytes, at + 64, left - 8));
  if (left > 0) alpha = alpha ^ scrambleAlpha(littleEndian(bytes, at, left > 8 ? 8 : left));
  const tail = b.size & 7;
  if (tail !== 0) mixAlpha(u64(readByte(bytes, b.offset + (size << 3)) >>> (8 - tail)));
}

// ---- phash2: Jenkins' mixing of three words

const GOLDEN = 0x9e3779b9;

/** Mixes two words into a hash; `constant` times the golden ratio tells what they are of. */
function mixWords(hash: i32, first: i32, second: i32, constant: i32): i32 {
  const salt = GOLDEN * constant;
  return mixState(salt + first, salt + second, hash);
}

let stateA = 0;
let stateB = 0;

/** One round; leaves a and b behind for hashes of several rounds. */
function mixState(a0: i32, b0: i32, c0: i32): i32 {
  let a = a0;
  let b = b0;
  let c = c0;
  a = (a - b - c) ^ (c >>> 13);
  b = (b - c - a) ^ (a << 8);
  c = (c - a - b) ^ (b >>> 13);
  a = (a - b - c) ^ (c >>> 12);
  b = (b - c - a) ^ (a << 16);
  c = (c - a - b) ^ (b >>> 5);
  a = (a - b - c) ^ (c >>> 3);
  b = (b - c - a) ^ (a << 10);
  c = (c - a - b) ^ (b >>> 15);
  stateA = a;
  stateB = b;
  return c;
}

/** @inline */
function mixWord(hash: i32, word: i32, constant: i32): i32 {
  return mixWords(hash, word, 0, constant);
}

const NIL_FIRST = 3468870702;

/** On the stack between the pairs of a map, and below them. */
const PAIR_MARK: Cons = new Cons(small(0), small(0));
const MAP_MARK: Cons = new Cons(small(0), small(0));

/** For each map that is being hashed: the hash before its pairs, and what the pairs of the map around it have come to. */
let saved: MutArray<i32> = newArrayDefault(16);
let savedCount = 0;

function save(word: i32): void {
  if (savedCount === saved.length) {
    const more: MutArray<i32> = newArrayDefault<MutArray<i32>>(savedCount * 2);
    arrayCopy(more, 0, saved, 0, savedCount);
    saved = more;
  }
  saved[savedCount] = word;
  savedCount = savedCount + 1;
}

function restore(): i32 {
  savedCount = savedCount - 1;
  return saved[savedCount];
}

/** All 32 bits of phash2 of a term. @js */
export function phash2(t: Term): i32 {
  let hash = 0;
  // The pairs of a map are hashed each for itself and combined, whatever their order.
  let pairs = 0;
  depth = 0;
  savedCount = 0;
  push(t);
  while (depth > 0) {
    depth = depth - 1;
    let top = stack[depth];
    stack[depth] = small(0);
    if (top === PAIR_MARK) {
      pairs = pairs ^ hash;
      hash = 0;
      continue;
    }
    if (top === MAP_MARK) {
      hash = mixWord(restore(), pairs, PHASH2.MAP_PAIRS);
      pairs = restore();
      continue;
    }
    while (top instanceof Cons) {
      // Bytes go four to a word.
      let word = 0;
      let count = 0;
      while (top instanceof Cons && isByte((top as Cons).hd)) {
        word = (word << 8) | smallValue((top as Cons).hd);
        count++;
        if (count === 4) {
          hash = mixWord(hash, word, PHASH2.STRING);
          word = 0;
          count = 0;
        }
        top = (top as Cons).tl;
      }
      if (count > 0) hash = mixWord(hash, word, PHASH2.STRING);
      if (!(top instanceof Cons)) break;
      push((top as Cons).tl);
      top = (top as Cons).hd;
    }
    if (isSmall(top)) hash = phash2Integer(hash, i64(smallValue(top)));
    else if (top instanceof Int64) hash = phash2Integer(hash, top.value);
    else if (top instanceof Atom)
      hash = hash === 0 ? top.hash : mixWord(hash, top.hash, PHASH2.ATOM);
    else if (top instanceof Nil) hash = hash === 0 ? NIL_FIRST : mixWord(hash, 2, PHASH2.NIL);
    else if (top instanceof Tuple) {
      const n = tupleArity(top);
      hash = mixWord(hash, n, PHASH2.TUPLE);
      for (let i = n - 1; i >= 0; i--) push(tupleElement(top, i));
    } else if (top instanceof Float) {
      const bits = bitsFromF64(top.value === 0.0 ? 0.0 : top.value);
      hash = mixWords(hash, i32(bits >>> 32), i32(bits), PHASH2.FLOAT);
    } else if (top instanceof FlatMap || top instanceof HashMap) {
      const n = mapSize(top);
      hash = mixWord(hash, n, PHASH2.MAP);
      if (n === 0) continue;
      save(pairs);
      save(hash);
      push(MAP_MARK);
      const entries = mapEntryArray(top);
      for (let i = 0; i < entries.length; i += 2) {
        push(PAIR_MARK);
        push(entries[i + 1]);
        push(entries[i]);
      }
      hash = 0;
      pairs = 0;
    } else {
      hash = phash2Boxed(top as Boxed, hash);
      if (top instanceof Fun) {
        const free = top.free;
        for (let i = free.length - 1; i >= 0; i--) push(free[i]);
      }
    }
  }
  return hash;
}

function phash2Integer(hash: i32, n: i64): i32 {
  if (n >= -0x8000000 && n < 0x8000000) {
    const word = i32(n);
    const first = word < 0 ? mixWord(hash, -word, PHASH2.SMALL) : hash;
    return mixWord(first, word, PHASH2.SMALL);
  }
  const digit = n < 0 ? -n : n;
  return mixWords(hash, i32(digit), i32(digit >>> 32), n < 0 ? PHASH2.NEGATIVE : PHASH2.POSITIVE);
}

/** Of a fun without its free variables. */
function phash2Boxed(t: Boxed, before: i32): i32 {
  let hash = before;
  switch (t.tag) {
    case TAG.BIG: {
      const value = t as Big;
      const n = digitCount(value);
      const constant = isNegative(value) ? PHASH2.NEGATIVE : PHASH2.POSITIVE;
      for (let i = 0; i < n; i++) {
        const word = digit(value, i);
        hash = mixWords(hash, i32(word), i32(word >>> 32), constant);
      }
      return hash;
    }
    case TAG.BITSTRING:
      return phash2Bits(t as Bitstring, hash);
    case TAG.FUN: {
      const f = t as Fun;
      hash = mixWords(hash, f.free.length, (f.entry.module as Atom).hash, PHASH2.FUN);
      return mixWords(hash, f.entry.index, f.entry.uniq, PHASH2.FUN);
    }
    case TAG.EXTERNAL_FUN: {
      const target = (t as ExternalFun).target;
      hash = mixWords(hash, target.arity, (target.module as Atom).hash, PHASH2.FUN);
      return mixWord(hash, (target.name as Atom).hash, PHASH2.EXPORT);
    }
    case TAG.PID:
      return mixWord(hash, (t as Pid).id, PHASH2.PID);
    case TAG.PORT:
      return mixWords(hash, i32((t as Port).id), i32((t as Port).id >>> 32), PHASH2.PORT);
    case TAG.REFERENCE:
      return mixWord(hash, (t as Reference).words[0], PHASH2.REFERENCE);
    case TAG.NATIVE_RECORD:
      unknownHash();
  }
  return unreachable();
}

function phash2Bits(b: Bitstring, hash: i32): i32 {
  const initial = GOLDEN * PHASH2.BINARY + hash;
  const size = b.size >>> 3;
  const tail = b.size & 7;
  if (b.size === 0) return initial;
  const bytes = b.bytes;
  let at = b.offset;
  let left = size;
  let c = initial;
  stateA = GOLDEN;
  stateB = GOLDEN;
  while (left >= 12) {
    const x = i32(littleEndian(bytes, at, 4));
    const y = i32(littleEndian(bytes, at + 32, 4));
    c = mixState(stateA + x, stateB + y, c + i32(littleEndian(bytes, at + 64, 4)));
    at += 96;
    left -= 12;
  }
  const x = i32(littleEndian(bytes, at, left < 4 ? left : 4));
  const y = left > 4 ? i32(littleEndian(bytes, at + 32, left < 8 ? left - 4 : 4)) : 0;
  // The lowest byte of c is the length's.
  const z = left > 8 ? i32(littleEndian(bytes, at + 64, left - 8)) << 8 : 0;
  c = mixState(stateA + x, stateB + y, c + z + size);
  if (tail === 0) return c;
  return mixWords(
    c,
    tail,
    readByte(bytes, b.offset + (size << 3)) >>> (8 - tail),
    PHASH2.TAIL_BITS,
  );
}

/** The lower half of the internal hash, by which ETS tables place keys. @js */
export function keyHash(t: Term): i32 {
  return i32(internalHash(t));
}
