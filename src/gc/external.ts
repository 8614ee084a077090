// The external term format, both ways: what `term_to_binary` writes and what literals in `.beam` files are.
//
// Reader and writer keep their own stack, so that nesting costs no JavaScript stack: a list nested a million deep works.
// Every length in the input is held against the bytes that are left before anything is allocated for it, so a hostile
// input costs at most what its own size justifies. Any defect is a badarg.
//
// What is not in the bytes themselves (the local node, fun entries, exports, compression) comes in through the options: this file knows no
// runtime.

import { formatScientific, parseFloatText } from '../util/float-format.ts';
import { blockHash } from '../util/hash.ts';
import { inflatePart } from '../util/inflate.ts';
import { latin1ToString, stringToLatin1, utf8ToString } from '../util/utf8.ts';
import { MAX_INTEGER_BITS } from './bigint.ts';
import { badarg, NotImplemented } from './errors.ts';
import { wasm } from './instance.ts';
import { KIND } from './tags.ts';
import {
  atom,
  atomName,
  bigintOf,
  binary,
  bitSize,
  bytesOf,
  compareExact,
  cons,
  emptyMap,
  existingAtom,
  externalFunHost,
  floatValue,
  funFreeVariables,
  funHost,
  hd,
  isCons,
  isPid,
  isSmall,
  kindOf,
  makeFloat,
  makeInteger,
  makeReference,
  mapEntries,
  mapSize,
  NIL,
  nativeRecordFields,
  nativeRecordIsExported,
  nativeRecordModule,
  nativeRecordName,
  nativeRecordValues,
  newNativeRecord,
  newPid,
  newPort,
  pidCreation,
  pidId,
  pidNode,
  pidSerial,
  portCreation,
  portId,
  portNode,
  referenceCreation,
  referenceNode,
  referenceWord,
  referenceWordCount,
  safeIntegerOf,
  subBitstring,
  type Term,
  tl,
  tupleArity,
  tupleElement,
  tupleFrom,
} from './term.ts';

const VERSION = 131;

/** The first byte of each term. Names are those of OTP's documentation. */
const EXT = {
  NATIVE_RECORD: 67,
  NEW_FLOAT: 70,
  BIT_BINARY: 77,
  COMPRESSED: 80,
  NEW_PID: 88,
  NEW_PORT: 89,
  NEWER_REFERENCE: 90,
  SMALL_INTEGER: 97,
  INTEGER: 98,
  FLOAT: 99,
  ATOM: 100,
  REFERENCE: 101,
  PORT: 102,
  PID: 103,
  SMALL_TUPLE: 104,
  LARGE_TUPLE: 105,
  NIL: 106,
  STRING: 107,
  LIST: 108,
  BINARY: 109,
  SMALL_BIG: 110,
  LARGE_BIG: 111,
  NEW_FUN: 112,
  EXPORT: 113,
  NEW_REFERENCE: 114,
  SMALL_ATOM: 115,
  MAP: 116,
  ATOM_UTF8: 118,
  SMALL_ATOM_UTF8: 119,
  V4_PORT: 120,
  LOCAL: 121,
} as const;

const MAX_ATOM_CHARACTERS = 255;
const MAX_REFERENCE_WORDS = 5;
/** The first word of a local reference has so many bits. */
const REFERENCE_BITS = 18;
/** Tags of before OTP 19 have two bits of creation. */
const MAX_OLD_CREATION = 3;
const MAX_FREE_VARIABLES = 255;
const PID_NUMBER_BITS = 28;

/** What a local fun is known by in the format, and what `funHost` of one must be. */
export interface FunIdentity {
  readonly module: Term;
  readonly arity: number;
  /** The 16 bytes of MD5 that identify the version of the module. */
  readonly uniq: Uint8Array;
  readonly index: number;
  readonly oldUniq: number;
  readonly oldIndex: number;
  readonly numFree: number;
}

/** What an external fun is known by, and what `externalFunHost` of one must be. */
export interface ExportIdentity {
  readonly module: Term;
  readonly name: Term;
  readonly arity: number;
}

interface RecordHeader {
  readonly module: Term;
  readonly name: Term;
  readonly exported: boolean;
  readonly fields: Term[];
}

/** The node that this runtime is. */
export interface LocalNode {
  readonly node: Term;
  readonly creation: number;
  /** Starting value of the check sum of the format that only this runtime reads back (option `local`). */
  readonly secret: number;
}

export interface DecodeOptions {
  /** Refuse atoms and exports that do not exist yet. */
  readonly safe?: boolean;
  readonly local?: LocalNode;
  /** `fun M:F/A`; undefined where `safe` is set and it does not exist. */
  readonly externalFun?: (
    module: Term,
    name: Term,
    arity: number,
    safe: boolean,
  ) => Term | undefined;
  /** The fun entry of a local fun (see `newFunEntry`). */
  readonly funEntry?: (fun: FunIdentity) => Term;
}

/** The term at the front of `bytes` and how many bytes it took. */
export function decodeExternal(
  bytes: Uint8Array,
  options: DecodeOptions = {},
): { term: Term; used: number } {
  if (bytes.length < 2 || bytes[0] !== VERSION) throw badarg();
  if (bytes[1] !== EXT.COMPRESSED || bytes.length < 6) {
    const decoder = new Decoder(bytes, 1, options);
    return { term: decoder.read(), used: decoder.at };
  }
  const size = ((bytes[2] << 24) | (bytes[3] << 16) | (bytes[4] << 8) | bytes[5]) >>> 0;
  const inflated = inflatedPart(bytes.subarray(6), size);
  return { term: new Decoder(inflated.bytes, 0, options).read(), used: 6 + inflated.used };
}

/** What zlib data at the front of `bytes` gives, which has to be `size` bytes. */
function inflatedPart(bytes: Uint8Array, size: number): { bytes: Uint8Array; used: number } {
  let inflated: { bytes: Uint8Array; used: number };
  try {
    inflated = inflatePart(bytes, size);
  } catch {
    throw badarg();
  }
  if (inflated.bytes.length !== size) throw badarg();
  return inflated;
}

/**
 * Whether the bytes begin with a whole term that consists of integers, ASCII atoms, strings, binaries, lists and tuples only: found out without
 * making anything, atoms above all. Throws badarg where such a term is cut off.
 */
export function isPlainExternal(bytes: Uint8Array): boolean {
  if (bytes[0] !== VERSION) return false;
  const decoder = new Decoder(bytes, 1, {});
  for (let missing = 1; missing > 0; missing--) {
    const parts = decoder.skipPlain();
    if (parts < 0) return false;
    missing += parts;
  }
  return true;
}

const FRAME = { LIST: 0, TUPLE: 1, MAP: 2, FUN: 3, RECORD: 4 } as const;

const float64 = new DataView(new ArrayBuffer(8));

class Decoder {
  readonly bytes: Uint8Array;
  readonly options: DecodeOptions;
  at: number;
  /** Set within a LOCAL term, where `[]` as node name stands for this node. */
  inLocal = false;

  constructor(bytes: Uint8Array, at: number, options: DecodeOptions) {
    this.bytes = bytes;
    this.at = at;
    this.options = options;
  }

  /** Checks that `n` bytes are left, and steps over them; gives their start. */
  take(n: number): number {
    const start = this.at;
    if (n > this.bytes.length - start) throw badarg();
    this.at = start + n;
    return start;
  }
  u8(): number {
    return this.bytes[this.take(1)];
  }
  u16(): number {
    const i = this.take(2);
    return (this.bytes[i] << 8) | this.bytes[i + 1];
  }
  i32(): number {
    const i = this.take(4);
    const { bytes } = this;
    return (bytes[i] << 24) | (bytes[i + 1] << 16) | (bytes[i + 2] << 8) | bytes[i + 3];
  }
  u32(): number {
    return this.i32() >>> 0;
  }
  /** A count of terms, which take at least `least` bytes each. */
  count(least: number): number {
    const n = this.u32();
    if (n * least > this.bytes.length - this.at) throw badarg();
    return n;
  }

  /** Steps over a term of a plain sort, but not over its parts: how many those are, or -1 for terms of other sorts. */
  skipPlain(): number {
    switch (this.u8()) {
      case EXT.NIL:
        return 0;
      case EXT.SMALL_INTEGER:
        this.take(1);
        return 0;
      case EXT.INTEGER:
        this.take(4);
        return 0;
      case EXT.SMALL_BIG:
        this.take(1 + this.u8());
        return 0;
      case EXT.ATOM:
        return this.skipAscii(this.u16());
      case EXT.SMALL_ATOM:
      case EXT.SMALL_ATOM_UTF8:
        return this.skipAscii(this.u8());
      case EXT.STRING:
        this.take(this.u16());
        return 0;
      case EXT.BINARY:
        this.take(this.u32());
        return 0;
      case EXT.LIST:
        return this.count(1) + 1;
      case EXT.SMALL_TUPLE:
        return this.u8();
      case EXT.LARGE_TUPLE:
        return this.count(1);
    }
    return -1;
  }

  /** Steps over the name of an atom: 0, or -1 where it is not an ordinary one. */
  private skipAscii(n: number): number {
    if (n > MAX_ATOM_CHARACTERS) return -1;
    const start = this.take(n);
    for (let i = start; i < this.at; i++) if (this.bytes[i] >= 0x80) return -1;
    return 0;
  }

  /** One whole term. */
  read(): Term {
    // The terms read so far that belong to the composite terms under construction, and what those are.
    const values: Term[] = [];
    const kinds: number[] = [];
    const missing: number[] = [];
    const counts: number[] = [];
    const funs: FunIdentity[] = [];
    const records: RecordHeader[] = [];
    const open = (kind: number, count: number) => {
      kinds.push(kind);
      missing.push(count);
      counts.push(count);
    };
    let localEnd = -1;
    let localStart = 0;

    for (;;) {
      let t: Term;
      const tag = this.u8();
      switch (tag) {
        case EXT.SMALL_TUPLE:
        case EXT.LARGE_TUPLE: {
          const n = tag === EXT.SMALL_TUPLE ? this.u8() : this.count(1);
          if (n > 0) {
            open(FRAME.TUPLE, n);
            continue;
          }
          t = tupleFrom([]);
          break;
        }
        case EXT.LIST: {
          const n = this.count(1);
          // Without elements it is its tail.
          if (n > 0) open(FRAME.LIST, n + 1);
          continue;
        }
        case EXT.MAP: {
          const n = this.count(2);
          if (n > 0) {
            open(FRAME.MAP, 2 * n);
            continue;
          }
          t = emptyMap();
          break;
        }
        case EXT.NEW_FUN: {
          const fun = this.funHeader();
          funs.push(fun);
          if (fun.numFree > 0) {
            open(FRAME.FUN, fun.numFree);
            continue;
          }
          t = this.makeFun(funs, []);
          break;
        }
        case EXT.NATIVE_RECORD: {
          const record = this.recordHeader();
          if (record.fields.length > 0) {
            records.push(record);
            open(FRAME.RECORD, record.fields.length);
            continue;
          }
          t = newNativeRecord(record.module, record.name, record.exported, [], []);
          break;
        }
        case EXT.LOCAL:
          if (localEnd >= 0) throw badarg();
          localStart = this.take(4);
          localEnd = kinds.length;
          this.inLocal = true;
          continue;
        default:
          t = this.leaf(tag);
      }
      for (;;) {
        const top = kinds.length - 1;
        if (top + 1 === localEnd) {
          this.checkLocal(localStart);
          localEnd = -1;
        }
        if (top < 0) return t;
        values.push(t);
        if (--missing[top] > 0) break;
        t = this.close(kinds[top], counts[top], values, funs, records);
        kinds.pop();
        missing.pop();
        counts.pop();
      }
    }
  }

  /** The composite term of the last `n` values, which are taken away. */
  close(
    kind: number,
    n: number,
    values: Term[],
    funs: FunIdentity[],
    records: RecordHeader[],
  ): Term {
    switch (kind) {
      case FRAME.LIST: {
        let t = values.pop() as Term;
        for (let i = n - 1; i > 0; i--) t = cons(values.pop() as Term, t);
        return t;
      }
      case FRAME.TUPLE: {
        if (n === 2) {
          const second = values.pop() as Term;
          return wasm.tuple2(values.pop() as Term, second);
        }
        const array = wasm.newTermArray(n);
        for (let i = n - 1; i >= 0; i--) wasm.termArraySet(array, i, values.pop() as Term);
        return wasm.tupleOfTermArray(array);
      }
      case FRAME.MAP: {
        const array = wasm.newTermArray(n);
        for (let i = n - 1; i >= 0; i--) wasm.termArraySet(array, i, values.pop() as Term);
        const map = wasm.mapFromPairs(array);
        // A key twice.
        if (mapSize(map) !== n / 2) throw badarg();
        return map;
      }
      case FRAME.RECORD: {
        const { module, name, exported, fields } = records.pop() as RecordHeader;
        return newNativeRecord(module, name, exported, fields, values.splice(values.length - n, n));
      }
    }
    return this.makeFun(funs, values.splice(values.length - n, n));
  }

  leaf(tag: number): Term {
    switch (tag) {
      case EXT.SMALL_INTEGER:
        return this.u8() as unknown as Term;
      case EXT.INTEGER:
        return makeInteger(this.i32());
      case EXT.SMALL_BIG:
        return this.big(this.u8());
      case EXT.LARGE_BIG:
        return this.big(this.u32());
      case EXT.NIL:
        return NIL;
      case EXT.STRING: {
        const n = this.u16();
        const start = this.take(n);
        let t = NIL;
        for (let i = start + n - 1; i >= start; i--) t = cons(this.bytes[i] as unknown as Term, t);
        return t;
      }
      case EXT.BINARY: {
        const n = this.u32();
        const start = this.take(n);
        return binary(this.bytes.subarray(start, start + n));
      }
      case EXT.BIT_BINARY: {
        const n = this.u32();
        const last = this.u8();
        if (n === 0 || last === 0 || last > 8) throw badarg();
        const start = this.take(n);
        return subBitstring(binary(this.bytes.subarray(start, start + n)), 0, n * 8 - 8 + last);
      }
      case EXT.NEW_FLOAT: {
        const start = this.take(8);
        for (let i = 0; i < 8; i++) float64.setUint8(i, this.bytes[start + i]);
        const value = float64.getFloat64(0);
        if (!Number.isFinite(value)) throw badarg();
        return makeFloat(value);
      }
      case EXT.FLOAT: {
        const start = this.take(31);
        const text = latin1ToString(this.bytes, start, start + 31);
        const value = parseFloatText(text.replace(/^ +|\0.*$/gs, ''));
        if (value === undefined) throw badarg();
        return makeFloat(value);
      }
      case EXT.PID:
      case EXT.NEW_PID:
        return this.pid(tag);
      case EXT.PORT:
      case EXT.NEW_PORT:
      case EXT.V4_PORT: {
        const node = this.node();
        let id = BigInt(this.u32());
        if (tag === EXT.V4_PORT) id = (id << 32n) | BigInt(this.u32());
        const creation = tag === EXT.PORT ? this.oldCreation() : this.u32();
        if (node === undefined) return newPort(this.local().node, id, this.local().creation);
        return newPort(node, BigInt.asIntN(64, id), creation);
      }
      case EXT.REFERENCE:
      case EXT.NEW_REFERENCE:
      case EXT.NEWER_REFERENCE:
        return this.reference(tag);
      case EXT.EXPORT: {
        const module = this.atom(this.u8());
        const name = this.atom(this.u8());
        const arity = this.leaf(this.u8());
        if (!isSmall(arity) || arity < 0) throw badarg();
        if (this.options.externalFun === undefined)
          throw new NotImplemented('decoding an external fun here');
        const fun = this.options.externalFun(module, name, arity, this.options.safe === true);
        if (fun === undefined) throw badarg();
        return fun;
      }
    }
    return this.atom(tag);
  }

  /** The integer of `n` bytes of magnitude behind a sign byte, least significant first. */
  big(n: number): Term {
    const negative = this.u8() !== 0;
    const start = this.take(n);
    let length = n;
    while (length > 0 && this.bytes[start + length - 1] === 0) length--;
    if (length <= 6) {
      let value = 0;
      for (let i = length - 1; i >= 0; i--) value = value * 256 + this.bytes[start + i];
      return makeInteger(negative && value !== 0 ? -value : value);
    }
    if (length * 8 > MAX_INTEGER_BITS) throw badarg();
    const digits: string[] = ['0x'];
    for (let i = length - 1; i >= 0; i--) digits.push(HEX[this.bytes[start + i]]);
    const value = BigInt(digits.join(''));
    return makeInteger(negative ? -value : value);
  }

  atom(tag: number): Term {
    let n: number;
    switch (tag) {
      case EXT.ATOM:
      case EXT.ATOM_UTF8:
        n = this.u16();
        break;
      case EXT.SMALL_ATOM:
      case EXT.SMALL_ATOM_UTF8:
        n = this.u8();
        break;
      default:
        throw badarg();
    }
    const start = this.take(n);
    const end = start + n;
    const latin1 = tag === EXT.ATOM || tag === EXT.SMALL_ATOM;
    let name = '';
    for (let i = start; i < end; i++) {
      const byte = this.bytes[i];
      if (byte < 128) {
        name += String.fromCharCode(byte);
        continue;
      }
      const text = latin1
        ? latin1ToString(this.bytes, start, end)
        : utf8ToString(this.bytes, start, end);
      if (text === undefined) throw badarg();
      name = text;
      break;
    }
    if (name.length > MAX_ATOM_CHARACTERS && [...name].length > MAX_ATOM_CHARACTERS) throw badarg();
    if (!this.options.safe) return atom(name);
    const known = existingAtom(name);
    if (known === undefined) throw badarg();
    return known;
  }

  /** A node's name; undefined for the name that stands for this node. */
  node(): Term | undefined {
    const tag = this.u8();
    if (tag === EXT.NIL && this.inLocal) return undefined;
    return this.atom(tag);
  }

  local(): LocalNode {
    if (this.options.local === undefined) throw badarg();
    return this.options.local;
  }

  isLocal(node: Term, creation: number): boolean {
    const { local } = this.options;
    return local !== undefined && node === local.node && creation === local.creation;
  }

  oldCreation(): number {
    const creation = this.u8();
    if (creation > MAX_OLD_CREATION) throw badarg();
    return creation;
  }

  pid(tag: number): Term {
    const node = this.node();
    const id = this.u32();
    const serial = this.u32();
    const creation = tag === EXT.PID ? this.oldCreation() : this.u32();
    if (node !== undefined && !this.isLocal(node, creation))
      return newPid(node, id, serial, creation);
    if (id >= 2 ** PID_NUMBER_BITS) throw badarg();
    return newPid(
      node ?? this.local().node,
      id,
      serial,
      node === undefined ? this.local().creation : creation,
    );
  }

  reference(tag: number): Term {
    const n = tag === EXT.REFERENCE ? 1 : this.u16();
    if (n > MAX_REFERENCE_WORDS) throw badarg();
    const node = this.node();
    const words: number[] = [];
    let creation = 0;
    if (tag === EXT.REFERENCE) words.push(this.u32());
    if (tag === EXT.NEWER_REFERENCE) creation = this.u32();
    else creation = this.oldCreation();
    while (words.length < n) words.push(this.u32());
    const isLocal = node === undefined || this.isLocal(node, creation);
    if ((isLocal || tag !== EXT.NEWER_REFERENCE) && words[0] >= 2 ** REFERENCE_BITS) throw badarg();
    if (!isLocal) return makeReference(node, creation, words);
    while (words.length < 3) words.push(0);
    return makeReference(this.local().node, this.local().creation, words);
  }

  /** What comes before the values of a native record. */
  recordHeader(): RecordHeader {
    // Each field has a name and a value.
    const n = this.count(2);
    const flag = this.u8();
    if (flag > 1) throw badarg();
    const module = this.atom(this.u8());
    const name = this.atom(this.u8());
    const fields: Term[] = [];
    for (let i = 0; i < n; i++) fields.push(this.atom(this.u8()));
    if (new Set(fields).size !== n) throw badarg();
    return { module, name, exported: flag === 1, fields };
  }

  /** What comes before the free variables of a local fun. */
  funHeader(): FunIdentity {
    this.take(4);
    const arity = this.u8();
    const start = this.take(16);
    const uniq = this.bytes.slice(start, start + 16);
    const index = this.i32();
    const numFree = this.count(1);
    if (numFree > MAX_FREE_VARIABLES) throw badarg();
    const module = this.atom(this.u8());
    const oldIndex = this.leaf(this.u8());
    const oldUniq = this.leaf(this.u8());
    // The creator, of which nothing is made.
    const creator = this.leaf(this.u8());
    if (!isSmall(oldIndex) || kindOf(oldUniq) > KIND.INT64 || !isPid(creator)) throw badarg();
    return { module, arity, uniq, index, oldUniq: Number(bigintOf(oldUniq)), oldIndex, numFree };
  }

  makeFun(funs: FunIdentity[], free: Term[]): Term {
    if (this.options.funEntry === undefined) throw new NotImplemented('decoding a local fun here');
    const array = wasm.newTermArray(free.length);
    for (let i = 0; i < free.length; i++) wasm.termArraySet(array, i, free[i]);
    return wasm.newFun(this.options.funEntry(funs.pop() as FunIdentity), array, NIL);
  }

  /** Checks that this runtime itself wrote the LOCAL term that ends here. */
  checkLocal(start: number): void {
    this.inLocal = false;
    const { bytes } = this;
    const sum =
      (bytes[start] << 24) | (bytes[start + 1] << 16) | (bytes[start + 2] << 8) | bytes[start + 3];
    const hash = blockHash(this.local().secret, bytes.subarray(start + 4, this.at));
    if (hash !== sum >>> 0) throw badarg();
  }
}

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

export interface EncodeOptions {
  /** 0: floats as text, atoms in Latin-1; 1: floats as bits; 2 (the default): atoms in UTF-8. */
  readonly minorVersion?: 0 | 1 | 2;
  /** Map keys in term order. */
  readonly deterministic?: boolean;
  /** Write what only this runtime reads back. */
  readonly forLocal?: boolean;
  readonly local?: LocalNode;
  /** Compresses where that makes it shorter. */
  readonly deflate?: (bytes: Uint8Array) => Uint8Array;
}

/** The term in the external format, with the leading version. */
export function encodeExternal(term: Term, options: EncodeOptions = {}): Uint8Array {
  const encoder = new Encoder(options);
  encoder.u8(VERSION);
  if (options.forLocal) {
    const secret = options.local?.secret;
    if (secret === undefined) throw badarg();
    encoder.u8(EXT.LOCAL);
    const start = encoder.at;
    encoder.u32(0);
    encoder.write(term);
    encoder.view.setUint32(start, blockHash(secret, encoder.bytes.subarray(start + 4, encoder.at)));
  } else encoder.write(term);
  const bytes = encoder.bytes.slice(0, encoder.at);
  if (options.deflate === undefined) return bytes;
  const packed = options.deflate(bytes.subarray(1));
  if (packed.length + 5 >= bytes.length) return bytes;
  const out = new Uint8Array(packed.length + 6);
  out[0] = VERSION;
  out[1] = EXT.COMPRESSED;
  new DataView(out.buffer).setUint32(2, bytes.length - 1);
  out.set(packed, 6);
  return out;
}

/** The value of the hexadecimal digit (in lower case) at an index. */
function hexDigit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 97 ? code - 48 : code - 87;
}

const WORK = { LIST: 0, TUPLE: 1, TERMS: 2, FUN_SIZE: 3 } as const;
const textEncoder = new TextEncoder();

class Encoder {
  readonly options: EncodeOptions;
  readonly minor: number;
  bytes = new Uint8Array(128);
  view = new DataView(this.bytes.buffer);
  at = 0;

  constructor(options: EncodeOptions) {
    this.options = options;
    this.minor = options.minorVersion ?? 2;
  }

  /** Makes room for `n` bytes more and steps over them; gives their start. */
  reserve(n: number): number {
    const start = this.at;
    this.at += n;
    if (this.at > this.bytes.length) {
      const bytes = new Uint8Array(Math.max(this.at, this.bytes.length * 2));
      bytes.set(this.bytes);
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer);
    }
    return start;
  }
  u8(n: number): void {
    const i = this.reserve(1);
    this.bytes[i] = n;
  }
  u16(n: number): void {
    const i = this.reserve(2);
    this.view.setUint16(i, n);
  }
  u32(n: number): void {
    const i = this.reserve(4);
    this.view.setUint32(i, n);
  }
  raw(bytes: Uint8Array): void {
    const i = this.reserve(bytes.length);
    this.bytes.set(bytes, i);
  }

  write(root: Term): void {
    // What is left to write: the rest of a the elements of a tuple or an array from an index on, a size to fill in.
    const kinds: number[] = [];
    const refs: (Term | Term[])[] = [];
    const indices: number[] = [];
    const push = (kind: number, ref: Term | Term[], index: number) => {
      kinds.push(kind);
      refs.push(ref);
      indices.push(index);
    };
    let t = root;
    for (;;) {
      switch (kindOf(t)) {
        case KIND.CONS: {
          const n = this.string(t);
          if (n > 0) {
            this.u8(EXT.LIST);
            this.u32(n);
            push(WORK.LIST, t, 0);
          }
          break;
        }
        case KIND.TUPLE: {
          const n = tupleArity(t);
          if (n < 256) {
            this.u8(EXT.SMALL_TUPLE);
            this.u8(n);
          } else {
            this.u8(EXT.LARGE_TUPLE);
            this.u32(n);
          }
          push(WORK.TUPLE, t, 0);
          break;
        }
        case KIND.FLATMAP:
        case KIND.HASHMAP: {
          this.u8(EXT.MAP);
          this.u32(mapSize(t));
          push(WORK.TERMS, this.mapTerms(t), 0);
          break;
        }
        case KIND.NATIVE_RECORD: {
          const fields = nativeRecordFields(t);
          this.u8(EXT.NATIVE_RECORD);
          this.u32(fields.length);
          this.u8(nativeRecordIsExported(t) ? 1 : 0);
          this.atom(nativeRecordModule(t));
          this.atom(nativeRecordName(t));
          for (const field of fields) this.atom(field);
          push(WORK.TERMS, nativeRecordValues(t), 0);
          break;
        }
        case KIND.FUN: {
          this.u8(EXT.NEW_FUN);
          push(WORK.FUN_SIZE, NIL, this.at);
          push(WORK.TERMS, this.funHeader(t), 0);
          break;
        }
        default:
          this.leaf(t);
      }
      let found = false;
      while (!found && kinds.length > 0) {
        const top = kinds.length - 1;
        const ref = refs[top];
        const i = indices[top];
        switch (kinds[top]) {
          case WORK.LIST:
            if (isCons(ref as Term)) {
              t = hd(ref as Term);
              refs[top] = tl(ref as Term);
              found = true;
              continue;
            }
            t = ref as Term;
            found = true;
            break;
          case WORK.TUPLE:
            if (i < tupleArity(ref as Term)) {
              t = tupleElement(ref as Term, i);
              indices[top]++;
              found = true;
              continue;
            }
            break;
          case WORK.TERMS:
            if (i < (ref as Term[]).length) {
              t = (ref as Term[])[i];
              indices[top]++;
              found = true;
              continue;
            }
            break;
          case WORK.FUN_SIZE:
            this.view.setUint32(i, this.at - i);
            break;
        }
        kinds.pop();
        refs.pop();
        indices.pop();
      }
      if (!found) return;
    }
  }

  /** Writes a list as a string if it is one (proper, of at most 65535 bytes), else gives how many conses it has. */
  string(t: Term): number {
    let n = 0;
    let isString = true;
    let rest = t;
    for (; isCons(rest); rest = tl(rest)) {
      n++;
      if (isString) {
        const head = hd(rest);
        isString = isSmall(head) && head >= 0 && head <= 255;
      }
    }
    if (!isString || n > 0xffff || rest !== NIL) return n;
    this.u8(EXT.STRING);
    this.u16(n);
    let i = this.reserve(n);
    for (rest = t; isCons(rest); rest = tl(rest)) this.bytes[i++] = hd(rest) as unknown as number;
    return 0;
  }

  /** Keys and values alternating in the order in which OTP writes them: large maps are written backwards. */
  mapTerms(t: Term): Term[] {
    const entries = mapEntries(t);
    if (this.options.deterministic) entries.sort((a, b) => compareExact(a[0], b[0]));
    else if (kindOf(t) === KIND.HASHMAP) entries.reverse();
    return entries.flat();
  }

  leaf(t: Term): void {
    switch (kindOf(t)) {
      case KIND.SMALL: {
        const n = t as unknown as number;
        if (n >= 0 && n < 256) {
          this.u8(EXT.SMALL_INTEGER);
          this.u8(n);
        } else {
          this.u8(EXT.INTEGER);
          this.u32(n);
        }
        return;
      }
      case KIND.INT64: {
        const n = safeIntegerOf(t);
        if (n !== undefined && n >> 0 === n) {
          this.u8(EXT.INTEGER);
          this.u32(n);
        } else this.integer(bigintOf(t));
        return;
      }
      case KIND.BIG:
        this.integer(bigintOf(t));
        return;
      case KIND.FLOAT: {
        const value = floatValue(t);
        if (this.minor > 0) {
          this.u8(EXT.NEW_FLOAT);
          const i = this.reserve(8);
          this.view.setFloat64(i, value);
          return;
        }
        this.u8(EXT.FLOAT);
        const text = formatScientific(value, 20) as string;
        const i = this.reserve(31);
        this.bytes.fill(0, i, i + 31);
        for (let k = 0; k < text.length; k++) this.bytes[i + k] = text.charCodeAt(k);
        return;
      }
      case KIND.ATOM:
        this.atom(t);
        return;
      case KIND.NIL:
        this.u8(EXT.NIL);
        return;
      case KIND.BITSTRING: {
        const bytes = bytesOf(t);
        const last = bitSize(t) & 7;
        this.u8(last === 0 ? EXT.BINARY : EXT.BIT_BINARY);
        this.u32(bytes.length);
        if (last !== 0) this.u8(last);
        this.raw(bytes);
        return;
      }
      case KIND.PID:
        this.u8(EXT.NEW_PID);
        this.node(pidNode(t), pidCreation(t), () => {
          this.u32(pidId(t));
          this.u32(pidSerial(t));
        });
        return;
      case KIND.PORT:
        this.u8(EXT.V4_PORT);
        this.node(portNode(t), portCreation(t), () => {
          const i = this.reserve(8);
          this.view.setBigInt64(i, portId(t));
        });
        return;
      case KIND.REFERENCE: {
        const n = referenceWordCount(t);
        this.u8(EXT.NEWER_REFERENCE);
        this.u16(n);
        this.node(referenceNode(t), referenceCreation(t));
        for (let i = 0; i < n; i++) this.u32(referenceWord(t, i));
        return;
      }
      case KIND.EXTERNAL_FUN: {
        const fun = externalFunHost(t) as ExportIdentity;
        this.u8(EXT.EXPORT);
        this.atom(fun.module);
        this.atom(fun.name);
        this.u8(EXT.SMALL_INTEGER);
        this.u8(fun.arity);
        return;
      }
    }
    throw new NotImplemented('the external format of this kind of term');
  }

  /** An integer of more than 32 bits. */
  integer(value: bigint): void {
    let hex = (value < 0n ? -value : value).toString(16);
    if (hex.length & 1) hex = `0${hex}`;
    const n = hex.length / 2;
    if (n < 256) {
      this.u8(EXT.SMALL_BIG);
      this.u8(n);
    } else {
      this.u8(EXT.LARGE_BIG);
      this.u32(n);
    }
    this.u8(value < 0n ? 1 : 0);
    const start = this.reserve(n);
    for (let i = 0; i < n; i++) {
      const low = hex.length - 2 * i - 1;
      this.bytes[start + i] = (hexDigit(hex, low - 1) << 4) | hexDigit(hex, low);
    }
  }

  atom(t: Term): void {
    const name = atomName(t);
    if (this.minor < 2) {
      const latin1 = stringToLatin1(name);
      if (latin1 !== undefined) {
        this.u8(EXT.ATOM);
        this.u16(latin1.length);
        this.raw(latin1);
        return;
      }
    }
    if (name.length < 256 && this.ascii(name)) return;
    const utf8 = textEncoder.encode(name);
    if (utf8.length < 256) {
      this.u8(EXT.SMALL_ATOM_UTF8);
      this.u8(utf8.length);
    } else {
      this.u8(EXT.ATOM_UTF8);
      this.u16(utf8.length);
    }
    this.raw(utf8);
  }

  /** Writes a short atom of characters below 128; false, and nothing written, where it has others. */
  ascii(name: string): boolean {
    const n = name.length;
    const start = this.reserve(2 + n);
    this.bytes[start] = EXT.SMALL_ATOM_UTF8;
    this.bytes[start + 1] = n;
    for (let i = 0; i < n; i++) {
      const code = name.charCodeAt(i);
      if (code > 127) {
        this.at = start;
        return false;
      }
      this.bytes[start + 2 + i] = code;
    }
    return true;
  }

  /** A node's name, what `between` writes, and the creation. */
  node(node: Term, creation: number, between?: () => void): void {
    const { forLocal, local } = this.options;
    const isHere =
      forLocal && local !== undefined && node === local.node && creation >>> 0 === local.creation;
    if (isHere) this.u8(EXT.NIL);
    else this.atom(node);
    between?.();
    this.u32(isHere ? 0 : creation);
  }

  /** Writes a local fun up to its old index; gives the terms that follow. */
  funHeader(t: Term): Term[] {
    const fun = funHost(t) as FunIdentity;
    const free = funFreeVariables(t);
    this.u32(0);
    this.u8(fun.arity);
    this.raw(fun.uniq);
    this.u32(fun.index);
    this.u32(free.length);
    this.atom(fun.module);
    const local = this.options.local;
    // OTP no longer keeps who made a fun and writes the init process.
    const creator = newPid(local?.node ?? atom('nonode@nohost'), 0, 0, local?.creation ?? 0);
    return [makeInteger(fun.oldIndex), makeInteger(fun.oldUniq), creator, ...free];
  }
}
