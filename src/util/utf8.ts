/*
 * UTF-8 and Latin-1 as OTP reads and writes them.
 *
 * The platform's TextDecoder is of no use for validation: it cannot tell a sequence that is merely cut off
 * at the end (`incomplete`) from one that is wrong (`invalid`), nor where the good part ends. OTP's rule,
 * followed here, looks at the lead byte first: too few bytes left for it is `incomplete`, whatever the bytes
 * that are there look like.
 */

export const MAX_CODE_POINT = 0x10ffff;

/** Whether a code point may stand in text: not a surrogate, not above the last one. */
export function isCodePoint(code: number): boolean {
  return code >= 0 && code <= MAX_CODE_POINT && (code < 0xd800 || code > 0xdfff);
}

/** How many bytes a code point takes. */
export function utf8Length(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** Writes a valid code point at `at`, returns the position behind it. */
export function encodeCodePoint(code: number, into: Uint8Array, at: number): number {
  if (code < 0x80) {
    into[at++] = code;
  } else if (code < 0x800) {
    into[at++] = 0xc0 | (code >> 6);
    into[at++] = 0x80 | (code & 0x3f);
  } else if (code < 0x10000) {
    into[at++] = 0xe0 | (code >> 12);
    into[at++] = 0x80 | ((code >> 6) & 0x3f);
    into[at++] = 0x80 | (code & 0x3f);
  } else {
    into[at++] = 0xf0 | (code >> 18);
    into[at++] = 0x80 | ((code >> 12) & 0x3f);
    into[at++] = 0x80 | ((code >> 6) & 0x3f);
    into[at++] = 0x80 | (code & 0x3f);
  }
  return at;
}

/** Results of `utf8SequenceLength` that are no length. */
export const INVALID = -1;
export const INCOMPLETE = -2;

/** The length of the well-formed sequence at `at`, INVALID, or INCOMPLETE where `end` cuts it off. */
export function utf8SequenceLength(bytes: Uint8Array, at: number, end = bytes.length): number {
  const lead = bytes[at];
  if (lead < 0x80) return 1;
  if ((lead & 0xe0) === 0xc0) {
    if (end - at < 2) return INCOMPLETE;
    return lead >= 0xc2 && isContinuation(bytes[at + 1]) ? 2 : INVALID;
  }
  if ((lead & 0xf0) === 0xe0) {
    if (end - at < 3) return INCOMPLETE;
    const second = bytes[at + 1];
    if (!isContinuation(second) || !isContinuation(bytes[at + 2])) return INVALID;
    if (lead === 0xe0 && second < 0xa0) return INVALID; // overlong
    if (lead === 0xed && second >= 0xa0) return INVALID; // a surrogate
    return 3;
  }
  if ((lead & 0xf8) === 0xf0) {
    if (end - at < 4) return INCOMPLETE;
    const second = bytes[at + 1];
    if (
      !isContinuation(second) ||
      !isContinuation(bytes[at + 2]) ||
      !isContinuation(bytes[at + 3])
    ) {
      return INVALID;
    }
    if (lead === 0xf0 && second < 0x90) return INVALID; // overlong
    if (lead > 0xf4 || (lead === 0xf4 && second > 0x8f)) return INVALID; // above U+10FFFF
    return 4;
  }
  return INVALID;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/** The code point of the sequence at `at`, which is known to be well-formed and `length` long. */
export function decodeSequence(bytes: Uint8Array, at: number, length: number): number {
  const lead = bytes[at];
  switch (length) {
    case 1:
      return lead;
    case 2:
      return ((lead & 0x1f) << 6) | (bytes[at + 1] & 0x3f);
    case 3:
      return ((lead & 0x0f) << 12) | ((bytes[at + 1] & 0x3f) << 6) | (bytes[at + 2] & 0x3f);
    default:
      return (
        ((lead & 0x07) << 18) |
        ((bytes[at + 1] & 0x3f) << 12) |
        ((bytes[at + 2] & 0x3f) << 6) |
        (bytes[at + 3] & 0x3f)
      );
  }
}

export interface Utf8Analysis {
  status: 'ok' | 'invalid' | 'incomplete';
  /** Where the well-formed part ends. */
  end: number;
  /** The number of code points in that part. */
  characters: number;
  /** Whether all of them are below 256. */
  latin1: boolean;
}

/** Finds the longest well-formed start of bytes[start, end) and why it ends there. */
export function analyzeUtf8(bytes: Uint8Array, start = 0, end = bytes.length): Utf8Analysis {
  let at = start;
  let characters = 0;
  let latin1 = true;
  while (at < end) {
    if (bytes[at] < 0x80) {
      at++;
      characters++;
      continue;
    }
    const length = utf8SequenceLength(bytes, at, end);
    if (length < 0) {
      return { status: length === INVALID ? 'invalid' : 'incomplete', end: at, characters, latin1 };
    }
    if (bytes[at] > 0xc3) latin1 = false;
    at += length;
    characters++;
  }
  return { status: 'ok', end: at, characters, latin1 };
}

/** The code points of bytes[start, end), which must be well-formed. */
export function utf8ToCodePoints(bytes: Uint8Array, start = 0, end = bytes.length): number[] {
  const codes: number[] = [];
  for (let at = start; at < end; ) {
    const length = bytes[at] < 0x80 ? 1 : utf8SequenceLength(bytes, at, end);
    if (length < 0) throw new RangeError(`utf8ToCodePoints: malformed UTF-8 at byte ${at}`);
    codes.push(decodeSequence(bytes, at, length));
    at += length;
  }
  return codes;
}

/** The UTF-8 of code points, undefined if one of them may not stand in text. */
export function codePointsToUtf8(codes: ArrayLike<number>): Uint8Array | undefined {
  let size = 0;
  for (let i = 0; i < codes.length; i++) {
    if (!isCodePoint(codes[i])) return undefined;
    size += utf8Length(codes[i]);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (let i = 0; i < codes.length; i++) at = encodeCodePoint(codes[i], bytes, at);
  return bytes;
}

const CHUNK = 8192;
const SHORT = 64;

/** The string of well-formed UTF-8, undefined where it is not well-formed. A byte order mark is kept. */
export function utf8ToString(bytes: Uint8Array, start = 0, end = bytes.length): string | undefined {
  const analysis = analyzeUtf8(bytes, start, end);
  if (analysis.status !== 'ok') return undefined;
  if (analysis.characters === end - start) return latin1ToString(bytes, start, end);
  let text = '';
  let codes: number[] = [];
  for (let at = start; at < end; ) {
    const length = utf8SequenceLength(bytes, at, end);
    codes.push(decodeSequence(bytes, at, length));
    at += length;
    if (codes.length === CHUNK) {
      text += String.fromCodePoint(...codes);
      codes = [];
    }
  }
  return text + String.fromCodePoint(...codes);
}

/** The UTF-8 of a string, undefined if it has a lone surrogate. */
export function stringToUtf8(text: string): Uint8Array | undefined {
  return text.isWellFormed() ? new TextEncoder().encode(text) : undefined;
}

/** The string whose characters are the bytes. */
export function latin1ToString(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = '';
  // Spreading costs more than what is short.
  if (end - start <= SHORT) {
    for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at]);
    return text;
  }
  for (let at = start; at < end; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(at + CHUNK, end)));
  }
  return text;
}

/** The bytes of a string, undefined if a character is above 255. */
export function stringToLatin1(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 255) return undefined;
    bytes[i] = code;
  }
  return bytes;
}

/** The UTF-8 of Latin-1 bytes. */
export function latin1ToUtf8(bytes: Uint8Array): Uint8Array {
  let size = bytes.length;
  for (const byte of bytes) if (byte >= 0x80) size++;
  if (size === bytes.length) return bytes.slice();
  const result = new Uint8Array(size);
  let at = 0;
  for (const byte of bytes) at = encodeCodePoint(byte, result, at);
  return result;
}
