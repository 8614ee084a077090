/*
 * src/util against what real Erlang answers (test/data/util, recorded by tools/record-util.ts).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { adler32, adler32Combine, crc32, crc32Combine } from '../../src/util/checksum.ts';
import {
  DEFAULT_DECIMALS,
  formatDecimals,
  formatScientific,
  formatShort,
  parseFloatPrefix,
  parseFloatText,
} from '../../src/util/float-format.ts';
import { iterationKey } from '../../src/util/hash.ts';
import { formatInteger, parseInteger, parseIntegerPrefix } from '../../src/util/integer-text.ts';
import {
  analyzeUtf8,
  codePointsToUtf8,
  latin1ToString,
  latin1ToUtf8,
  stringToLatin1,
  stringToUtf8,
  utf8ToCodePoints,
  utf8ToString,
} from '../../src/util/utf8.ts';
import { hexBytes, hexFloat, internalHash, type JsonTerm, phash, phash2 } from './hash-walk.ts';

function recorded<Row>(name: string): Row[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../data/util', name), 'utf8'));
}

describe('floats', () => {
  type Row = [string, string, string, number, string | null, string | null, string | null];
  const rows = recorded<Row>('floats.json');
  test('print as float_to_list prints them', () => {
    for (const [hex, plain, short, digits, decimals, compact, scientific] of rows) {
      const value = hexFloat(hex);
      const got = [
        formatScientific(value, DEFAULT_DECIMALS),
        formatShort(value),
        formatDecimals(value, digits, false) ?? null,
        formatDecimals(value, digits, true) ?? null,
        formatScientific(value, digits) ?? null,
      ];
      expect([hex, ...got]).toEqual([hex, plain, short, decimals, compact, scientific]);
    }
  });
  test('are read as list_to_float reads them', () => {
    for (const [text, hex] of recorded<[string, string | null]>('float-texts.json')) {
      expect([text, parseFloatText(text)]).toEqual([
        text,
        hex === null ? undefined : hexFloat(hex),
      ]);
    }
    for (const [hex, plain, short] of rows) {
      expect(parseFloatText(plain)).toBe(hexFloat(hex));
      expect(parseFloatText(short)).toBe(hexFloat(hex));
    }
  });
  test('are found at the start of a text', () => {
    expect(parseFloatPrefix('1.5e3x')).toEqual({ value: 1500, length: 5 });
    expect(parseFloatPrefix('1.5ex')).toEqual({ value: 1.5, length: 3 });
    expect(parseFloatPrefix('x')).toBeUndefined();
  });
});

describe('integers', () => {
  test('are read and printed as the BIFs do', () => {
    for (const [text, base, decimal] of recorded<[string, number, string | null]>(
      'integers.json',
    )) {
      const value = parseInteger(text, base);
      expect([text, base, value?.toString() ?? null]).toEqual([text, base, decimal]);
      if (value !== undefined) {
        expect(parseInteger(formatInteger(value, base), base)).toEqual(value);
      }
    }
  });
  test('are numbers where they are safe, and the prefix is counted', () => {
    expect(parseInteger('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
    expect(parseInteger('9007199254740992')).toBe(9007199254740992n);
    expect(parseIntegerPrefix('-00zz', 10)).toEqual({ value: 0, length: 3 });
    expect(Object.is(parseInteger('-0'), 0)).toBe(true);
  });
  test('of a hundred thousand digits are read fast in any base', () => {
    const value = 3n ** 150000n;
    const start = performance.now();
    expect(parseInteger(formatInteger(value, 7), 7) === value).toBe(true);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('UTF-8', () => {
  test('is judged as unicode:characters_to_list judges it', () => {
    for (const [hex, status, codes, taken] of recorded<[string, string, number[], number]>(
      'utf8.json',
    )) {
      const bytes = hexBytes(hex);
      const analysis = analyzeUtf8(bytes);
      expect([hex, analysis.status, analysis.end]).toEqual([hex, status, taken]);
      expect(utf8ToCodePoints(bytes, 0, analysis.end)).toEqual(codes);
      expect(analysis.characters).toBe(codes.length);
      expect(analysis.latin1).toBe(codes.every((code) => code < 256));
      expect(codePointsToUtf8(codes)).toEqual(bytes.slice(0, analysis.end));
      const text = status === 'ok' ? String.fromCodePoint(...codes) : undefined;
      expect(utf8ToString(bytes)).toBe(text);
      if (text !== undefined) expect(stringToUtf8(text)).toEqual(bytes);
    }
  });
  test('is not made of what is no character', () => {
    expect(codePointsToUtf8([0xd800])).toBeUndefined();
    expect(codePointsToUtf8([0x110000])).toBeUndefined();
    expect(codePointsToUtf8([-1])).toBeUndefined();
    expect(stringToUtf8('\ud800')).toBeUndefined();
  });
  test('of Latin-1', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    expect(stringToLatin1(latin1ToString(bytes))).toEqual(bytes);
    expect(utf8ToString(latin1ToUtf8(bytes))).toBe(latin1ToString(bytes));
    expect(stringToLatin1('€')).toBeUndefined();
  });
  test('of long texts', () => {
    const text = '日本😀a'.repeat(20000);
    expect(utf8ToString(stringToUtf8(text)!)).toBe(text);
  });
});

test('checksums and their combinations', () => {
  type Row = [string, string, number, number, number, number];
  for (const [first, second, crc, crcCombined, adler, adlerCombined] of recorded<Row>(
    'checksums.json',
  )) {
    const [a, b] = [hexBytes(first), hexBytes(second)];
    expect(crc32(crc32(0, a), b)).toBe(crc);
    expect(crc32Combine(crc32(0, a), crc32(0, b), b.length)).toBe(crcCombined);
    expect(adler32(adler32(1, a), b)).toBe(adler);
    expect(adler32Combine(adler32(1, a), adler32(1, b), b.length)).toBe(adlerCombined);
  }
});

describe('hashes', () => {
  const rows = recorded<[JsonTerm, number, number, string]>('hashes.json');
  test.each([
    ['phash2', 1, (term: JsonTerm) => phash2(term)],
    ['phash', 2, (term: JsonTerm) => phash(term)],
    ['the internal hash', 3, (term: JsonTerm) => internalHash(term).toString(16).toUpperCase()],
  ] as const)('%s', (_, column, hash) => {
    for (const row of rows) {
      expect([JSON.stringify(row[0]), hash(row[0])]).toEqual([JSON.stringify(row[0]), row[column]]);
    }
  });
  test('order large maps', () => {
    for (const [keys, order] of recorded<[JsonTerm[], JsonTerm[]]>('map-order.json')) {
      const sorted = keys
        .map((key) => ({ key, rank: iterationKey(internalHash(key)) }))
        .sort((x, y) => (x.rank < y.rank ? -1 : 1));
      expect(sorted.map(({ key }) => key)).toEqual(order);
    }
  });
});
