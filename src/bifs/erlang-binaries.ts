// erlang: binaries and bitstrings to lists and back, parts of them, checksums.
import { badarg, systemLimit } from '../gc/errors.ts';
import { wasm } from '../gc/instance.ts';
import { iolistBytes, iolistSize } from '../gc/iolist.ts';
import {
  bigintOf,
  binary,
  bitSize,
  byteSize,
  bytesOf,
  hd,
  isBinary,
  isBitstring,
  isCons,
  isInteger,
  isList,
  isSmall,
  list,
  makeInteger,
  NIL,
  safeIntegerOf,
  subBitstring,
  type Term,
  tl,
  tuple,
  tupleArity,
  tupleElement,
} from '../gc/term.ts';
import type { Process } from '../sched/process.ts';
import { adler32, adler32Combine, crc32, crc32Combine } from '../util/checksum.ts';
import { type Md5, md5, md5Final, md5Init, md5Update } from '../util/md5.ts';
import { chargeBytes } from './charge.ts';
import { defineBifs, defineGuardBifs } from './registry.ts';

/** The bytes of an iolist or a badarg. */
function dataOf(t: Term): Uint8Array {
  const bytes = iolistBytes(t);
  if (bytes === undefined) throw badarg();
  return bytes;
}

/** Part of a binary; a negative length counts back from the start. */
export function binaryPart(t: Term, start: Term, length: Term): Term {
  if (!isBinary(t)) throw badarg();
  let from = safeIntegerOf(start);
  let n = safeIntegerOf(length);
  if (from === undefined || n === undefined) throw badarg();
  if (n < 0) {
    from += n;
    n = -n;
  }
  if (from < 0 || from + n > byteSize(t)) throw badarg();
  return subBitstring(t, from * 8, n * 8);
}

export const erlangBinaryGuards = defineGuardBifs('erlang', {
  'binary_part/2': (_, t, part) => {
    if (tupleArity(part) !== 2) throw badarg();
    return binaryPart(t, tupleElement(part, 0), tupleElement(part, 1));
  },
  'binary_part/3': (_, t, start, length) => binaryPart(t, start, length),
});

/** The binary or, with `anyBits`, bitstring of an iolist. */
function joined(p: Process, t: Term, anyBits: boolean): Term {
  const whole = wasm.iolistToBinary(t, ANY_SIZE);
  if (whole !== null) {
    chargeBytes(p, byteSize(whole));
    return whole;
  }
  const bits = wasm.iolistBits(t, anyBits);
  if (bits === TOO_BIG) throw systemLimit();
  if (bits < 0) throw badarg();
  chargeBytes(p, bits / 8);
  return wasm.iolistToBitstring(t, bits);
}

/** For iolistToBinary: as large as it will. */
const ANY_SIZE = 0x7fffffff;

/** What iolistBits answers where a bitstring cannot hold it. */
const TOO_BIG = -2;

/** An unsigned 32-bit argument. */
function word32(t: Term): number {
  const n = safeIntegerOf(t);
  if (n === undefined || n < 0 || n > 0xffffffff) throw badarg();
  return n;
}

/** A length of up to 64 bits; the combinations take it modulo something anyway. */
function length64(t: Term): number {
  if (!isInteger(t)) throw badarg();
  const n = bigintOf(t);
  if (n < 0n || n >= 1n << 64n) throw badarg();
  return Number(n);
}

// ---- MD5 in steps: the state is a binary, of the size that the emulator's is

const MD5_STATE = 92;

function md5ToBinary(m: Md5): Term {
  const view = new DataView(new ArrayBuffer(MD5_STATE));
  for (let i = 0; i < 4; i++) view.setInt32(4 * i, m.state[i], true);
  view.setBigUint64(16, BigInt(m.length), true);
  const bytes = new Uint8Array(view.buffer);
  bytes.set(m.block, 28);
  return binary(bytes);
}

function md5FromBinary(t: Term): Md5 {
  if (!isBinary(t) || byteSize(t) !== MD5_STATE) throw badarg();
  const bytes = bytesOf(t);
  const view = new DataView(bytes.buffer);
  const state = Int32Array.from({ length: 4 }, (_, i) => view.getInt32(4 * i, true));
  return { state, block: bytes.slice(28), length: Number(view.getBigUint64(16, true)) };
}

// ---- iovec

/** Binaries of at most so many bytes are joined with their neighbours; larger ones are shared as they are. */
const IOVEC_SMALL = 512;

/** The binaries that an iolist consists of, small ones and bytes joined. */
function iovec(t: Term): Term {
  if (!isList(t) && !isBinary(t)) throw badarg();
  const parts: Term[] = [];
  let pending: Term[] = [];
  const flush = () => {
    if (pending.length === 0) return;
    const bytes = dataOf(list(pending));
    if (bytes.length > 0) parts.push(binary(bytes));
    pending = [];
  };
  const open: Term[] = [t];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isCons(next)) {
      open.push(tl(next), hd(next));
    } else if (isBitstring(next)) {
      if ((bitSize(next) & 7) !== 0) throw badarg();
      if (byteSize(next) <= IOVEC_SMALL) pending.push(next);
      else {
        flush();
        parts.push(next);
      }
    } else if (next !== NIL) pending.push(next);
  }
  flush();
  return list(parts);
}

export const erlangBinaries = defineBifs('erlang', {
  'iolist_size/1': (_, t) => {
    const n = iolistSize(t);
    if (n === undefined) throw badarg();
    return makeInteger(n);
  },
  'iolist_to_binary/1': (p, t) => (isBinary(t) ? t : joined(p, t, false)),
  'iolist_to_iovec/1': (_, t) => {
    // Checks all of it: a byte in the tail of a list is wrong.
    if (iolistSize(t) === undefined) throw badarg();
    return iovec(t);
  },
  'list_to_binary/1': (p, t) => {
    if (!isList(t)) throw badarg();
    return joined(p, t, false);
  },
  'list_to_bitstring/1': (p, t) => {
    if (!isList(t)) throw badarg();
    return joined(p, t, true);
  },
  'binary_to_list/1': (p, t) => {
    if (!isBinary(t)) throw badarg();
    chargeBytes(p, byteSize(t));
    return wasm.bytesToList(t, 0, byteSize(t), NIL);
  },
  'binary_to_list/3': (_, t, start, stop) => {
    if (!isBinary(t) || !isSmall(start) || !isSmall(stop)) throw badarg();
    if (start < 1 || stop > byteSize(t) || stop < start) throw badarg();
    return wasm.bytesToList(t, start - 1, stop, NIL);
  },
  'bitstring_to_list/1': (p, t) => {
    if (!isBitstring(t)) throw badarg();
    chargeBytes(p, byteSize(t));
    const whole = bitSize(t) >>> 3;
    const rest = bitSize(t) & 7;
    return wasm.bytesToList(
      t,
      0,
      whole,
      rest === 0 ? NIL : list([subBitstring(t, whole * 8, rest)]),
    );
  },
  'split_binary/2': (_, t, at) => {
    if (!isBitstring(t) || !isSmall(at) || at < 0 || at > bitSize(t) >>> 3) throw badarg();
    return tuple(subBitstring(t, 0, at * 8), subBitstring(t, at * 8, bitSize(t) - at * 8));
  },

  'crc32/1': (_, t) => makeInteger(crc32(0, dataOf(t))),
  'crc32/2': (_, sum, t) => makeInteger(crc32(word32(sum), dataOf(t))),
  'crc32_combine/3': (_, first, second, n) =>
    makeInteger(crc32Combine(word32(first), word32(second), length64(n))),
  'adler32/1': (_, t) => makeInteger(adler32(1, dataOf(t))),
  'adler32/2': (_, sum, t) => makeInteger(adler32(word32(sum), dataOf(t))),
  'adler32_combine/3': (_, first, second, n) =>
    makeInteger(adler32Combine(word32(first), word32(second), length64(n))),
  'md5/1': (_, t) => binary(md5(dataOf(t))),
  'md5_init/0': () => md5ToBinary(md5Init()),
  'md5_update/2': (_, state, t) => {
    const m = md5FromBinary(state);
    md5Update(m, dataOf(t));
    return md5ToBinary(m);
  },
  'md5_final/1': (_, state) => binary(md5Final(md5FromBinary(state))),
});
