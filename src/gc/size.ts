// How many words a term would take on the heap of a 64-bit emulator: what erts_debug:flat_size/1, ets:info(T, memory) and
// others report. Figures are OTP 27's; ours take other space, which no program can see.
import { wasm } from './instance.ts';
import { KIND } from './tags.ts';
import {
  bigintOf,
  bitSize,
  hd,
  isCons,
  kindOf,
  mapEntries,
  nativeRecordFields,
  nativeRecordValues,
  referenceResource,
  referenceWordCount,
  tl,
  tupleArity,
  tupleElement,
} from './term.ts';
import type { Term } from './types.ts';

/** Integers of so many bits are no heap terms. */
const SMALL_BITS = 60;

/** Binaries of more bytes are shared and count with what refers to them. */
const HEAP_BINARY_BYTES = 64;

/** Words of a term itself, without its parts. */
function ownWords(t: Term): number {
  switch (kindOf(t)) {
    case KIND.CONS:
      return 2;
    case KIND.INT64:
    case KIND.BIG: {
      const n = bigintOf(t);
      if (BigInt.asIntN(SMALL_BITS, n) === n) return 0;
      const digits = Math.ceil((n < 0n ? -n : n).toString(16).length / 16);
      return 1 + digits;
    }
    case KIND.FLOAT:
      return 2;
    case KIND.TUPLE:
      return tupleArity(t) === 0 ? 0 : 1 + tupleArity(t);
    case KIND.BITSTRING: {
      const bits = bitSize(t);
      const bytes = (bits + 7) >>> 3;
      return bytes <= HEAP_BINARY_BYTES ? 2 + ((bytes + 7) >>> 3) : 8;
    }
    case KIND.FUN:
      return 4 + wasm.termArrayLength(wasm.funFree(t));
    case KIND.NATIVE_RECORD: {
      // The definition counts with each record.
      const n = nativeRecordFields(t).length;
      return 8 + 2 * n + (n === 0 ? 0 : n + 1);
    }
    case KIND.EXTERNAL_FUN:
      return 0;
    case KIND.REFERENCE:
      return referenceResource(t) === null ? 1 + Math.ceil((referenceWordCount(t) + 1) / 2) : 4;
    case KIND.FLATMAP:
    case KIND.HASHMAP: {
      const n = wasm.mapSize(t);
      // A small map has its keys in a tuple; of a large one's nodes this is about the average.
      return n <= 32 ? 3 + n + (n === 0 ? 0 : n + 1) : Math.round(n * 3.6);
    }
  }
  return 0;
}

/** The words of a term, its parts counted each time they occur. */
export function flatSize(term: Term): number {
  let words = 0;
  const rest: Term[] = [term];
  for (let t = rest.pop(); t !== undefined; t = rest.pop()) {
    words += ownWords(t);
    if (isCons(t)) rest.push(tl(t), hd(t));
    else for (const part of parts(t)) rest.push(part);
  }
  return words;
}

function parts(t: Term): Term[] {
  switch (kindOf(t)) {
    case KIND.TUPLE:
      return Array.from({ length: tupleArity(t) }, (_, i) => tupleElement(t, i));
    case KIND.FLATMAP:
    case KIND.HASHMAP:
      return mapEntries(t).flat();
    case KIND.NATIVE_RECORD:
      return nativeRecordValues(t);
    case KIND.FUN: {
      const free = wasm.funFree(t);
      return Array.from({ length: wasm.termArrayLength(free) }, (_, i) =>
        wasm.termArrayGet(free, i),
      );
    }
  }
  return [];
}

/** The same, but each part that occurs several times as one term counts once. */
export function sharedSize(term: Term): number {
  const seen = new Set<Term>();
  let words = 0;
  const rest: Term[] = [term];
  for (let t = rest.pop(); t !== undefined; t = rest.pop()) {
    const own = ownWords(t);
    if (own > 0) {
      if (seen.has(t)) continue;
      seen.add(t);
    }
    words += own;
    if (isCons(t)) rest.push(tl(t), hd(t));
    else for (const part of parts(t)) rest.push(part);
  }
  return words;
}
