// Terms for TypeScript: making, testing and taking them apart. What V8 inlines well is the runtime module's own export;
// the rest converts to and from JavaScript's arrays, strings, numbers and bytes.
//
// Functions named `x…` of a wrong kind of term trap or give nonsense: test first (`isCons`, `tupleArity`, …).
import { atom, atomName } from './atoms.ts';
// Comparing and hashing call into it.
import './bigint.ts';
import { wasm } from './instance.ts';
import type { Term } from './types.ts';

export { atom, atomAt, atomCount, atomName, atoms, existingAtom } from './atoms.ts';
export type { Term } from './types.ts';

export const {
  cons,
  isCons,
  hd,
  tl,
  isList,
  isNil,
  isAtom,
  atomIndex,
  atomHash,
  isTuple,
  tupleArity,
  tupleElement,
  setTupleElement,
  isFloat,
  floatValue,
  makeFloat,
  isInteger,
  isNumber,
  isBitstring,
  isBinary,
  bitSize,
  byteAt,
  subBitstring,
  copyBitstring,
  isMap,
  mapSize,
  mapGet,
  mapPut,
  mapRemove,
  emptyMap,
  isPid,
  newPid,
  pidNode,
  pidId,
  pidSerial,
  pidCreation,
  isPort,
  newPort,
  portNode,
  portId,
  portCreation,
  isReference,
  referenceNode,
  referenceCreation,
  referenceWordCount,
  referenceWord,
  referenceResource,
  isNativeRecord,
  nativeRecordModule,
  nativeRecordName,
  nativeRecordIsExported,
  nativeRecordGet,
  isLocalFun,
  isExternalFun,
  funArity,
  funHost,
  externalFunHost,
  funCreator,
  exactEqual,
  equal,
  compare,
  compareExact,
  kindOf,
} = wasm;

export const NIL: Term = wasm.nil();
export const TRUE: Term = atom('true');
export const FALSE: Term = atom('false');

/** `true` or `false`. */
export function bool(b: boolean): Term {
  return b ? TRUE : FALSE;
}

// ---- integers

/** A small integer, which JavaScript has as a plain number. */
export function isSmall(t: Term): t is Term & number {
  return typeof t === 'number';
}

/** An integer from a safe JavaScript integer or a BigInt of any size. */
export function makeInteger(n: number | bigint): Term {
  if (typeof n === 'number') {
    const narrow = (n << 1) >> 1;
    // Not `n`: it may be -0, which is no integer for WebAssembly.
    return n === narrow ? (narrow as unknown as Term) : wasm.makeIntFromDouble(n);
  }
  if (n >= WIDE_LIMIT || n <= -WIDE_LIMIT) return wasm.makeBig(n);
  if (BigInt.asIntN(64, n) === n) return wasm.makeInt64(n);
  const magnitude = n < 0n ? -n : n;
  const word = (at: bigint) => BigInt.asIntN(64, magnitude >> at);
  return wasm.makeWide(n < 0n ? 1 : 0, word(64n), word(0n));
}

/** Integers of smaller magnitude have it in two words. */
const WIDE_LIMIT = 1n << 128n;

/** The value of any integer term. */
export function bigintOf(t: Term): bigint {
  if (isSmall(t)) return BigInt(t);
  return wasm.isInt64(t) ? wasm.int64Value(t) : (wasm.bigValue(t) as bigint);
}

/** The value of an integer term where it is a safe integer (at most 53 bits), else undefined. */
export function safeIntegerOf(t: Term): number | undefined {
  if (isSmall(t)) return t;
  if (!wasm.isInt64(t)) return undefined;
  const n = Number(wasm.int64Value(t));
  return Number.isSafeInteger(n) ? n : undefined;
}

/** The value of any integer or float term as a double; Infinity where it does not fit. */
export function doubleOf(t: Term): number {
  if (isSmall(t)) return t;
  return isFloat(t) ? floatValue(t) : bigintToDouble(bigintOf(t));
}

/** The first integer that no double is near. */
const BEYOND_DOUBLES = 1n << 1024n;

/** An integer as OTP's big_to_double rounds it: digit by digit of 64 bits, so not always to the nearest double; Infinity where it does not fit. */
export function bigintToDouble(n: bigint): number {
  const magnitude = n < 0n ? -n : n;
  if (magnitude >= BEYOND_DOUBLES) return n < 0n ? -Infinity : Infinity;
  let shift = 0n;
  while (magnitude >> shift >= 1n << 64n) shift += 64n;
  let d = 0;
  for (; shift >= 0n; shift -= 64n)
    d = d * 2 ** 64 + Number(BigInt.asUintN(64, magnitude >> shift));
  return n < 0n ? -d : d;
}

// ---- tuples, lists, maps

const scratch = (items: readonly Term[]): Term => {
  const array = wasm.newTermArray(items.length);
  for (let i = 0; i < items.length; i++) wasm.termArraySet(array, i, items[i]);
  return array;
};

const fromArray = (array: Term): Term[] => {
  const n = wasm.termArrayLength(array);
  const items = new Array<Term>(n);
  for (let i = 0; i < n; i++) items[i] = wasm.termArrayGet(array, i);
  return items;
};

/** A tuple of the arguments. */
export function tuple(...items: Term[]): Term {
  switch (items.length) {
    case 1:
      return wasm.tuple1(items[0]);
    case 2:
      return wasm.tuple2(items[0], items[1]);
    case 3:
      return wasm.tuple3(items[0], items[1], items[2]);
    case 4:
      return wasm.tuple4(items[0], items[1], items[2], items[3]);
  }
  return wasm.tupleOfTermArray(scratch(items));
}

/** A tuple of an array's elements. */
export function tupleFrom(items: readonly Term[]): Term {
  return wasm.tupleOfTermArray(scratch(items));
}

/** The elements of a tuple. */
export function tupleElements(t: Term): Term[] {
  return fromArray(wasm.termArrayOfTuple(t));
}

/** Whether `t` is a tuple of `arity` elements. */
export function isTupleOf(t: Term, arity: number): boolean {
  return tupleArity(t) === arity;
}

/** A list of an array's elements, ending in `tail`. */
export function list(items: readonly Term[], tail: Term = NIL): Term {
  let t = tail;
  for (let i = items.length - 1; i >= 0; i--) t = cons(items[i], t);
  return t;
}

/** The elements of a proper list; undefined for anything else. */
export function listElements(t: Term): Term[] | undefined {
  const items: Term[] = [];
  let rest = t;
  for (; isCons(rest); rest = tl(rest)) items.push(hd(rest));
  return rest === NIL ? items : undefined;
}

/** Keys and values of a map in iteration order. */
export function mapEntries(t: Term): [Term, Term][] {
  const flat = fromArray(wasm.termArrayOfMap(t));
  const entries: [Term, Term][] = [];
  for (let i = 0; i < flat.length; i += 2) entries.push([flat[i], flat[i + 1]]);
  return entries;
}

/** A map of these entries; of equal keys the last one counts. */
export function mapFrom(entries: Iterable<readonly [Term, Term]>): Term {
  return mapFromFlat([...entries].flat());
}

/** A map of keys and values alternating; of equal keys the last one counts. */
export function mapFromFlat(items: readonly Term[]): Term {
  return wasm.mapFromPairs(scratch(items));
}

/** What small maps of these keys, which are all different, have in common: for compiled code that makes such maps. */
export function mapShape(keys: readonly Term[]): object {
  return wasm.mapShape(scratch(keys)) as object;
}

/** The names of a native record's fields, in the order of declaration. */
export function nativeRecordFields(t: Term): Term[] {
  return fromArray(wasm.nativeRecordFields(t));
}

/** The values of a native record's fields, in the order of declaration. */
export function nativeRecordValues(t: Term): Term[] {
  return fromArray(wasm.nativeRecordValues(t));
}

/** A native record of a module; `fields` are atoms, all different. */
export function newNativeRecord(
  module: Term,
  name: Term,
  exported: boolean,
  fields: readonly Term[],
  values: readonly Term[],
): Term {
  return wasm.newNativeRecord(module, name, exported, scratch(fields), scratch(values));
}

/** The record with other values for all of its fields. */
export function nativeRecordWithValues(t: Term, values: readonly Term[]): Term {
  return wasm.nativeRecordWith(t, scratch(values));
}

// ---- binaries: copied through a window of the module's linear memory

const WINDOW = 0x10000;
const window = new Uint8Array(wasm.memory.buffer, 0, WINDOW);

/** A binary of a copy of `bytes`. */
export function binary(bytes: Uint8Array): Term {
  const n = bytes.length;
  if (n <= WINDOW) {
    window.set(bytes);
    return wasm.binaryFromWindow(n);
  }
  const t = wasm.zeroBinary(n);
  for (let at = 0; at < n; at += WINDOW) {
    const part = bytes.subarray(at, at + WINDOW);
    window.set(part);
    wasm.fillFromWindow(t, at, part.length);
  }
  return t;
}

/** A bitstring of the first `bits` bits of `bytes`. */
export function bitstring(bytes: Uint8Array, bits: number): Term {
  return subBitstring(binary(bytes), 0, bits);
}

/** A copy of a bitstring's bytes, the last one padded with zero bits. */
export function bytesOf(t: Term): Uint8Array<ArrayBuffer> {
  const bits = bitSize(t);
  const n = (bits + 7) >>> 3;
  const bytes = new Uint8Array(n);
  for (let at = 0; at < n; at += WINDOW) {
    const size = Math.min(WINDOW, n - at);
    wasm.copyToWindow(t, at, size);
    bytes.set(window.subarray(0, size), at);
  }
  if (bits & 7) bytes[n - 1] &= 0xff << (8 - (bits & 7));
  return bytes;
}

/** The size of a binary in bytes; of a bitstring the number of bytes that hold it. */
export function byteSize(t: Term): number {
  return (bitSize(t) + 7) >>> 3;
}

// ---- text

const encoder = new TextEncoder();

/** Up to so many characters it is quicker to look at each than to call the encoder. */
const SHORT_TEXT = 64;

/** A UTF-8 binary. */
export function textBinary(text: string): Term {
  const n = text.length;
  if (n <= SHORT_TEXT) {
    let i = 0;
    for (; i < n; i++) {
      const code = text.charCodeAt(i);
      if (code >= 0x80) break;
      window[i] = code;
    }
    if (i === n) return wasm.binaryFromWindow(n);
  }
  return binary(encoder.encode(text));
}

/** A list of code points. */
export function charList(text: string): Term {
  const items: Term[] = [];
  for (const c of text) items.push(makeInteger(c.codePointAt(0) as number));
  return list(items);
}

/** The text of a proper list of code points (0–0x10FFFF); undefined for anything else. */
export function charListText(t: Term): string | undefined {
  const parts: string[] = [];
  let rest = t;
  for (; isCons(rest); rest = tl(rest)) {
    const c = hd(rest);
    if (!isSmall(c) || c < 0 || c > 0x10ffff) return undefined;
    parts.push(String.fromCodePoint(c));
  }
  return rest === NIL ? parts.join('') : undefined;
}

// ---- references and funs

/** A reference; `resource` is what a native resource's reference stands for. Words are unsigned 32-bit, least significant first. */
export function makeReference(
  node: Term,
  creation: number,
  words: readonly number[],
  resource: unknown = null,
): Term {
  const t = wasm.newReference(node, creation, words.length, resource);
  for (let i = 0; i < words.length; i++) wasm.referenceSetWord(t, i, words[i]);
  return t;
}

/** The free variables of a local fun. */
export function funFreeVariables(t: Term): Term[] {
  return fromArray(wasm.funFree(t));
}

/** Whether `t` is any fun. */
export function isFun(t: Term): boolean {
  return funArity(t) >= 0;
}

/** `ok`-like results: whether `t` is this atom. */
export function isAtomNamed(t: Term, name: string): boolean {
  return isAtom(t) && atomName(t) === name;
}
