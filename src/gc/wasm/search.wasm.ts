// Finding bytes in binaries: one pattern by Knuth, Morris and Pratt's method, which never goes back in the subject, and
// common prefixes and suffixes. Positions and sizes are in bytes.

import { readByte, subBitstring } from './bitstrings.wasm.ts';
import { ATOM_GLOBAL, ATOM_NOMATCH } from './constants.wasm.ts';
import { Bitstring, Cons, NIL, Tuple2 } from './types.wasm.ts';

/** How far to fall back in the pattern where the byte after its first i ones does not match. */
function fallbacks(p: Bitstring): MutArray<i32> {
  const n = p.size >>> 3;
  const table: MutArray<i32> = newArrayDefault<MutArray<i32>>(n + 1);
  table[0] = -1;
  let k = -1;
  for (let i = 0; i < n; i++) {
    const byte = readByte(p.bytes, p.offset + (i << 3));
    while (k >= 0 && readByte(p.bytes, p.offset + (k << 3)) !== byte) k = table[k];
    k++;
    table[i + 1] = k;
  }
  return table;
}

/** Where the pattern, not empty, first lies in the bytes from `from` to before `to`; -1 where it does not. @js */
export function findBytes(subject: Term, from: i32, to: i32, pattern: Term): i32 {
  const s = subject as Bitstring;
  const p = pattern as Bitstring;
  const n = p.size >>> 3;
  if (to - from < n) return -1;
  const bytes = s.bytes;
  const first = readByte(p.bytes, p.offset);
  const aligned = (s.offset & 7) === 0;
  const base = s.offset >>> 3;
  let table: MutArray<i32> | null = null;
  let matched = 0;
  for (let i = from; i < to; i++) {
    const byte = aligned ? bytes[base + i] : readByte(bytes, s.offset + (i << 3));
    if (matched === 0) {
      if (byte !== first) continue;
      if (n === 1) return i;
      matched = 1;
      continue;
    }
    if (table === null) table = fallbacks(p);
    while (matched >= 0 && readByte(p.bytes, p.offset + (matched << 3)) !== byte)
      matched = (table as MutArray<i32>)[matched];
    matched++;
    if (matched === n) return i + 1 - n;
  }
  return -1;
}

/** How many bytes two binaries have in common at their beginning. @js */
export function commonPrefix(a: Term, b: Term): i32 {
  const s = a as Bitstring;
  const t = b as Bitstring;
  const n = (s.size < t.size ? s.size : t.size) >>> 3;
  for (let i = 0; i < n; i++) {
    if (readByte(s.bytes, s.offset + (i << 3)) !== readByte(t.bytes, t.offset + (i << 3))) return i;
  }
  return n;
}

/** How many bytes two binaries have in common at their end. @js */
export function commonSuffix(a: Term, b: Term): i32 {
  const s = a as Bitstring;
  const t = b as Bitstring;
  const n = (s.size < t.size ? s.size : t.size) >>> 3;
  const endS = s.offset + s.size;
  const endT = t.offset + t.size;
  for (let i = 1; i <= n; i++) {
    if (readByte(s.bytes, endS - (i << 3)) !== readByte(t.bytes, endT - (i << 3))) return i - 1;
  }
  return n;
}

/** What is longer is left to the built-ins. */
const LONG_BITS = 0x80000;

/** Whether these can be searched here: binaries, the pattern not empty and the subject not long. */
function areSearchable(subject: Term, pattern: Term): boolean {
  if (!(subject instanceof Bitstring) || !(pattern instanceof Bitstring)) return false;
  return ((subject.size | pattern.size) & 7) === 0 && pattern.size > 0 && subject.size <= LONG_BITS;
}

/** binary:match/2 of one pattern; null where it is left to the built-in. */
export function matchBinary(subject: Term, pattern: Term): Term | null {
  if (!areSearchable(subject, pattern)) return null;
  const at = findBytes(subject, 0, (subject as Bitstring).size >>> 3, pattern);
  if (at < 0) return ATOM_NOMATCH;
  return new Tuple2(small(at), small((pattern as Bitstring).size >>> 3));
}

/** binary:split/3 with one pattern and no options, or `[global]`; null where it is left to the built-in. */
export function splitBinary(subject: Term, pattern: Term, options: Term): Term | null {
  if (!areSearchable(subject, pattern)) return null;
  const isGlobal = options instanceof Cons;
  if (options instanceof Cons && (options.hd !== ATOM_GLOBAL || options.tl !== NIL)) return null;
  if (!isGlobal && options !== NIL) return null;
  const end = (subject as Bitstring).size >>> 3;
  const n = (pattern as Bitstring).size >>> 3;
  let from = 0;
  let at = findBytes(subject, 0, end, pattern);
  if (at < 0) return new Cons(subject, NIL);
  // A list is made from its end: the places first, the last one on top.
  let places: Term = NIL;
  while (at >= 0) {
    places = new Cons(small(at), places);
    from = at + n;
    at = isGlobal ? findBytes(subject, from, end, pattern) : -1;
  }
  let parts: Term = new Cons(subBitstring(subject, from << 3, (end - from) << 3), NIL);
  while (places instanceof Cons) {
    const to = smallValue((places as Cons).hd);
    places = (places as Cons).tl;
    const start = places instanceof Cons ? smallValue((places as Cons).hd) + n : 0;
    parts = new Cons(subBitstring(subject, start << 3, (to - start) << 3), parts);
  }
  return parts;
}
