// binary: what the emulator has of it. One pattern is searched in WebAssembly, several by an automaton.
import { badarg } from '../gc/errors.ts';
import { wasm } from '../gc/instance.ts';
import { iolistBytes } from '../gc/iolist.ts';
import {
  atoms,
  bigintOf,
  binary,
  bitSize,
  byteAt,
  byteSize,
  bytesOf,
  copyBitstring,
  hd,
  isBinary,
  isBitstring,
  isCons,
  isInteger,
  isList,
  isReference,
  isSmall,
  isTupleOf,
  list,
  listElements,
  makeInteger,
  NIL,
  referenceResource,
  safeIntegerOf,
  subBitstring,
  type Term,
  tl,
  tuple,
  tupleElement,
} from '../gc/term.ts';
import type { Process } from '../sched/process.ts';
import { AhoCorasick, type Match } from '../util/aho-corasick.ts';
import { hexOf } from '../util/hex.ts';
import { binaryPart } from './erlang-binaries.ts';
import { defineBifs } from './registry.ts';

const am = atoms('ac', 'big', 'bm', 'global', 'little', 'nomatch', 'scope', 'trim', 'trim_all');

/** What compile_pattern/1 makes, kept by a reference. */
class Pattern {
  /** The only pattern, or the automaton of several. */
  private readonly single: Term | undefined;
  private readonly several: AhoCorasick | undefined;

  constructor(binaries: Term[]) {
    if (binaries.length === 1) this.single = binaries[0];
    else this.several = new AhoCorasick(binaries.map(bytesOf));
  }

  get kind(): Term {
    return this.single === undefined ? am.ac : am.bm;
  }

  /** The first match in the bytes [from, to). */
  find(subject: Term, from: number, to: number): Match | undefined {
    if (this.single !== undefined) {
      const start = wasm.findBytes(subject, from, to, this.single);
      return start < 0 ? undefined : { start, length: byteSize(this.single) };
    }
    return (this.several as AhoCorasick).find((i) => byteAt(subject, i), from, to);
  }

  /** All matches that do not overlap. */
  findAll(subject: Term, from: number, to: number): Match[] {
    const matches: Match[] = [];
    let at = from;
    for (;;) {
      const match = this.find(subject, at, to);
      if (match === undefined) return matches;
      matches.push(match);
      at = match.start + match.length;
    }
  }
}

/** A pattern to look for: compiled, a binary, or a list of binaries, none of them empty. */
function patternOf(t: Term): Pattern {
  if (isTupleOf(t, 2)) {
    const reference = tupleElement(t, 1);
    const pattern = isReference(reference) ? referenceResource(reference) : undefined;
    if (!(pattern instanceof Pattern) || tupleElement(t, 0) !== pattern.kind) throw badarg();
    return pattern;
  }
  const binaries = isBitstring(t) ? [t] : listElements(t);
  if (binaries === undefined || binaries.length === 0) throw badarg();
  for (const b of binaries) if (!isBinary(b) || bitSize(b) === 0) throw badarg();
  return new Pattern(binaries);
}

interface Search {
  from: number;
  to: number;
  global: boolean;
  trim: boolean;
  trimAll: boolean;
}

/** The options of match/3, matches/3 and, with `flags`, split/3. An improper end of the list does not matter. */
function searchOptions(subject: Term, options: Term, flags: boolean): Search {
  if (!isBinary(subject)) throw badarg();
  const size = byteSize(subject);
  const search: Search = { from: 0, to: size, global: false, trim: false, trimAll: false };
  if (!isList(options)) throw badarg();
  for (let rest = options; isCons(rest); rest = tl(rest)) {
    const option = hd(rest);
    if (flags && option === am.global) search.global = true;
    else if (flags && option === am.trim) search.trim = true;
    else if (flags && option === am.trim_all) search.trimAll = true;
    else {
      if (!isTupleOf(option, 2) || tupleElement(option, 0) !== am.scope) throw badarg();
      const scope = tupleElement(option, 1);
      if (!isTupleOf(scope, 2)) throw badarg();
      const start = safeIntegerOf(tupleElement(scope, 0));
      const length = safeIntegerOf(tupleElement(scope, 1));
      if (start === undefined || length === undefined || start < 0) throw badarg();
      search.from = length < 0 ? start + length : start;
      search.to = length < 0 ? start : start + length;
      if (search.from < 0 || search.from > size || search.to > size) throw badarg();
    }
  }
  return search;
}

const pair = ({ start, length }: Match): Term => tuple(makeInteger(start), makeInteger(length));

function match(subject: Term, pattern: Term, options: Term): Term {
  const { from, to } = searchOptions(subject, options, false);
  const found = patternOf(pattern).find(subject, from, to);
  return found === undefined ? am.nomatch : pair(found);
}

function matches(subject: Term, pattern: Term, options: Term): Term {
  const { from, to } = searchOptions(subject, options, false);
  return list(patternOf(pattern).findAll(subject, from, to).map(pair));
}

function split(subject: Term, pattern: Term, options: Term): Term {
  const { from, to, global, trim, trimAll } = searchOptions(subject, options, true);
  const compiled = patternOf(pattern);
  const first = global ? undefined : compiled.find(subject, from, to);
  const found = global ? compiled.findAll(subject, from, to) : first === undefined ? [] : [first];
  const parts: Term[] = [];
  let at = 0;
  for (const { start, length } of found) {
    parts.push(subBitstring(subject, at * 8, (start - at) * 8));
    at = start + length;
  }
  parts.push(at === 0 ? subject : subBitstring(subject, at * 8, bitSize(subject) - at * 8));
  if (trim || trimAll)
    while (parts.length > 0 && bitSize(parts[parts.length - 1]) === 0) parts.pop();
  if (!trimAll) return list(parts);
  return list(parts.filter((part) => bitSize(part) > 0));
}

/** The binaries of a list that has one at least. */
function binariesOf(t: Term): Term[] {
  const items = listElements(t);
  if (items === undefined || items.length === 0) throw badarg();
  for (const item of items) if (!isBinary(item)) throw badarg();
  return items;
}

function isBig(endianness: Term): boolean {
  if (endianness !== am.big && endianness !== am.little) throw badarg();
  return endianness === am.big;
}

function encodeUnsigned(t: Term, endianness: Term): Term {
  if (!isInteger(t)) throw badarg();
  const value = bigintOf(t);
  if (value < 0n) throw badarg();
  let hex = value.toString(16);
  if (hex.length & 1) hex = `0${hex}`;
  const bytes = Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  );
  return binary(isBig(endianness) ? bytes : bytes.reverse());
}

function decodeUnsigned(t: Term, endianness: Term): Term {
  if (!isBinary(t)) throw badarg();
  const bytes = bytesOf(t);
  if (!isBig(endianness)) bytes.reverse();
  return makeInteger(BigInt(`0x0${hexOf(bytes)}`));
}

/** Binaries of at most so many bytes lie on the heap in OTP, and parts of them are copies. */
const MAX_HEAP_BINARY = 64;

function copies(t: Term, n: Term): Term {
  const count = safeIntegerOf(n);
  if (!isBinary(t) || count === undefined || count < 0) throw badarg();
  const size = byteSize(t);
  if (size * count > 2 ** 28) throw badarg();
  const one = bytesOf(t);
  const bytes = new Uint8Array(size * count);
  for (let i = 0; i < count; i++) bytes.set(one, i * size);
  return binary(bytes);
}

function byteOf(t: Term, position: Term): Term {
  if (!isBinary(t) || !isSmall(position) || position < 0 || position >= byteSize(t)) throw badarg();
  return makeInteger(byteAt(t, position));
}

function compilePattern(p: Process, t: Term): Term {
  if (isTupleOf(t, 2)) throw badarg();
  const pattern = patternOf(t);
  return tuple(pattern.kind, p.scheduler.references.make(pattern));
}

export const binaryModule = defineBifs('binary', {
  'compile_pattern/1': compilePattern,
  'match/2': (_, subject, pattern) => match(subject, pattern, NIL),
  'match/3': (_, subject, pattern, options) => match(subject, pattern, options),
  'matches/2': (_, subject, pattern) => matches(subject, pattern, NIL),
  'matches/3': (_, subject, pattern, options) => matches(subject, pattern, options),
  'split/2': (_, subject, pattern) => split(subject, pattern, NIL),
  'split/3': (_, subject, pattern, options) => split(subject, pattern, options),
  'longest_common_prefix/1': (_, t) => {
    const [first, ...others] = binariesOf(t);
    return makeInteger(
      others.reduce((n, b) => Math.min(n, wasm.commonPrefix(first, b)), byteSize(first)),
    );
  },
  'longest_common_suffix/1': (_, t) => {
    const [first, ...others] = binariesOf(t);
    return makeInteger(
      others.reduce((n, b) => Math.min(n, wasm.commonSuffix(first, b)), byteSize(first)),
    );
  },
  'first/1': (_, t) => byteOf(t, makeInteger(0)),
  'last/1': (_, t) => byteOf(t, makeInteger(isBinary(t) ? byteSize(t) - 1 : 0)),
  'at/2': (_, t, position) => byteOf(t, position),
  'part/2': (_, t, part) => {
    if (!isTupleOf(part, 2)) throw badarg();
    return binaryPart(t, tupleElement(part, 0), tupleElement(part, 1));
  },
  'part/3': (_, t, start, length) => binaryPart(t, start, length),
  'list_to_bin/1': (_, t) => {
    const bytes = isList(t) ? iolistBytes(t) : undefined;
    if (bytes === undefined) throw badarg();
    return binary(bytes);
  },
  'copy/1': (_, t) => {
    if (!isBinary(t)) throw badarg();
    return copyBitstring(t);
  },
  'copy/2': (_, t, n) => copies(t, n),
  'referenced_byte_size/1': (_, t) => {
    if (!isBitstring(t)) throw badarg();
    const whole = wasm.underlyingByteSize(t);
    return makeInteger(whole <= MAX_HEAP_BINARY ? byteSize(t) : whole);
  },
  'encode_unsigned/1': (_, t) => encodeUnsigned(t, am.big),
  'encode_unsigned/2': (_, t, endianness) => encodeUnsigned(t, endianness),
  'decode_unsigned/1': (_, t) => decodeUnsigned(t, am.big),
  'decode_unsigned/2': (_, t, endianness) => decodeUnsigned(t, endianness),
});
