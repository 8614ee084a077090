// unicode: character data (lists of code points and binaries, nested) to UTF-8 and to lists, with what could not be
// converted in the shape in which OTP gives it.
//
// A binary may end within a character and the next one go on with it; what is left over is kept in up to four bytes. The
// rest that goes with an error is the remaining list, put into the lists that stood open around it.
import { badarg } from '../gc/errors.ts';
import {
  atoms,
  binary,
  bool,
  byteSize,
  bytesOf,
  cons,
  hd,
  isBinary,
  isBitstring,
  isCons,
  isInteger,
  isSmall,
  list,
  makeInteger,
  NIL,
  subBitstring,
  type Term,
  tl,
  tuple,
} from '../gc/term.ts';
import {
  analyzeUtf8,
  encodeCodePoint,
  INVALID,
  isCodePoint,
  latin1ToUtf8,
  utf8SequenceLength,
  utf8ToCodePoints,
} from '../util/utf8.ts';
import { defineBifs } from './registry.ts';

const am = atoms('error', 'incomplete', 'latin1', 'unicode', 'utf8');

/** Whether the term consists of what character data consists of; the values of integers do not matter here. */
function isCharacterData(t: Term): boolean {
  if (isBitstring(t)) return isBinary(t);
  if (!isCons(t)) return t === NIL;
  const open: Term[] = [t];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    let rest = next;
    for (; isCons(rest); rest = tl(rest)) {
      const item = hd(rest);
      if (isInteger(item) || isBinary(item) || item === NIL) continue;
      if (!isCons(item)) return false;
      open.push(item);
    }
    if (rest !== NIL && !isBinary(rest)) return false;
  }
  return true;
}

/** Bytes of the character that a lead byte begins. */
function wantedLength(lead: number): number {
  return (lead & 0xe0) === 0xc0 ? 2 : (lead & 0xf0) === 0xe0 ? 3 : 4;
}

class Utf8Builder {
  private bytes = new Uint8Array(64);
  private size = 0;
  private readonly latin1: boolean;
  /** The start of a character whose end has not come yet. */
  leftover: number[] = [];

  constructor(latin1: boolean) {
    this.latin1 = latin1;
  }

  result(): Uint8Array {
    return this.bytes.subarray(0, this.size);
  }

  private reserve(n: number): void {
    if (this.size + n <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.size + n));
    larger.set(this.result());
    this.bytes = larger;
  }

  private append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.size);
    this.size += bytes.length;
  }

  /** Adds a code point; false where it may not stand there. */
  private character(code: number): boolean {
    if (this.leftover.length > 0 || !isCodePoint(code) || (this.latin1 && code > 255)) return false;
    this.reserve(4);
    this.size = encodeCodePoint(code, this.bytes, this.size);
    return true;
  }

  /** Adds a binary; the position of the first byte that is wrong, or -1. */
  private binary(bytes: Uint8Array): number {
    if (this.latin1) {
      this.append(latin1ToUtf8(bytes));
      return -1;
    }
    let at = 0;
    if (this.leftover.length > 0) {
      const missing = wantedLength(this.leftover[0]) - this.leftover.length;
      this.leftover.push(...bytes.subarray(0, missing));
      if (bytes.length < missing) return -1;
      const character = Uint8Array.from(this.leftover);
      if (utf8SequenceLength(character, 0) < 0) {
        this.leftover.length -= missing;
        return 0;
      }
      this.append(character);
      this.leftover = [];
      at = missing;
    }
    const { end } = analyzeUtf8(bytes, at);
    this.append(bytes.subarray(at, end));
    if (end === bytes.length) return -1;
    if (utf8SequenceLength(bytes, end) === INVALID) return end;
    this.leftover = [...bytes.subarray(end)];
    return -1;
  }

  /** Adds a binary term; what is left of it where it is wrong, else undefined. */
  private binaryTerm(t: Term): Term | undefined {
    const at = this.binary(bytesOf(t));
    return at < 0 ? undefined : subBitstring(t, at * 8, (byteSize(t) - at) * 8);
  }

  /** Adds character data; the rest where an error stopped it, else undefined. */
  add(data: Term): Term | undefined {
    if (isBinary(data)) return this.binaryTerm(data);
    const open: Term[] = [];
    /** The rest, in the lists around it. */
    const stopped = (rest: Term) => {
      let t = rest;
      for (let i = open.length - 1; i >= 0; i--) t = cons(t, open[i]);
      return t;
    };
    let rest: Term = data;
    for (;;) {
      while (isCons(rest)) {
        const item = hd(rest);
        if (isInteger(item)) {
          if (!isSmall(item) || !this.character(item)) return stopped(rest);
          rest = tl(rest);
        } else if (isCons(item)) {
          open.push(tl(rest));
          rest = item;
        } else {
          const wrong = item === NIL ? undefined : this.binaryTerm(item);
          if (wrong !== undefined) return stopped(cons(wrong, tl(rest)));
          rest = tl(rest);
        }
      }
      if (rest !== NIL) {
        const wrong = this.binaryTerm(rest);
        if (wrong !== undefined) return stopped(wrong);
      }
      const next = open.pop();
      if (next === undefined) return undefined;
      rest = next;
    }
  }
}

/** Converts; `make` turns the UTF-8 that there is into the result. */
function convert(data: Term, latin1: boolean, make: (utf8: Uint8Array) => Term): Term {
  if (!isCharacterData(data)) throw badarg();
  const builder = new Utf8Builder(latin1);
  const rest = builder.add(data);
  const converted = make(builder.result());
  const { leftover } = builder;
  if (rest === undefined && leftover.length === 0) return converted;
  const left = binary(Uint8Array.from(leftover));
  if (rest === undefined) {
    const reason = isStart(leftover) ? am.incomplete : am.error;
    return tuple(reason, converted, left);
  }
  return tuple(am.error, converted, leftover.length > 0 ? list([left, rest]) : rest);
}

/** Whether the bytes could be the beginning of a character. */
function isStart(bytes: number[]): boolean {
  return bytes.slice(1).every((byte) => (byte & 0xc0) === 0x80);
}

/** Whether the encoding is Latin-1; undefined for one that unicode.erl converts. */
function isLatin1(encoding: Term): boolean | undefined {
  if (encoding === am.latin1) return true;
  return encoding === am.unicode || encoding === am.utf8 ? false : undefined;
}

function codePointList(utf8: Uint8Array): Term {
  let t = NIL;
  const codes = utf8ToCodePoints(utf8);
  for (let i = codes.length - 1; i >= 0; i--) t = cons(makeInteger(codes[i]), t);
  return t;
}

/** Of UTF-8 in one binary the rest is a binary. */
function utf8BinaryToList(t: Term): Term {
  const bytes = bytesOf(t);
  const { status, end } = analyzeUtf8(bytes);
  const converted = codePointList(bytes.subarray(0, end));
  if (status === 'ok') return converted;
  const rest = subBitstring(t, end * 8, (bytes.length - end) * 8);
  // A sequence that is cut off but wrong already is an error.
  const reason =
    status === 'incomplete' && isStart([...bytes.subarray(end)]) ? am.incomplete : am.error;
  return tuple(reason, converted, rest);
}

export const unicode = defineBifs('unicode', {
  'characters_to_binary/2': (p, data, encoding) => {
    const latin1 = isLatin1(encoding);
    if (latin1 === undefined)
      return p.callInstead('unicode', 'characters_to_binary_int', [data, encoding]);
    const subject = isCons(data) && tl(data) === NIL && isBitstring(hd(data)) ? hd(data) : data;
    if (isBinary(subject)) {
      const bytes = bytesOf(subject);
      if (latin1 ? bytes.every((byte) => byte < 128) : analyzeUtf8(bytes).status === 'ok')
        return subject;
    }
    return convert(subject, latin1, (utf8) => binary(utf8));
  },
  'characters_to_list/2': (p, data, encoding) => {
    const latin1 = isLatin1(encoding);
    if (latin1 === undefined)
      return p.callInstead('unicode', 'characters_to_list_int', [data, encoding]);
    if (!latin1 && isBinary(data)) return utf8BinaryToList(data);
    return convert(data, latin1, codePointList);
  },
  'bin_is_7bit/1': (_, t) => bool(Boolean(isBinary(t)) && bytesOf(t).every((byte) => byte < 128)),
});
