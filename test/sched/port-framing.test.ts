/*
 * However its input is cut into chunks, a framing gives the same pieces.
 */
import { describe, expect, test } from 'vitest';
import { type Framing, Lines, Packets, packet, Stream } from '../../src/sched/port-framing.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (piece: Uint8Array): string => new TextDecoder().decode(piece);

/** What comes of a text in chunks of a size: whole lines (or packets) end with a full stop. */
function pieces(framing: Framing, input: Uint8Array, size: number): string[] {
  const found: string[] = [];
  const emit = (piece: Uint8Array, ended: boolean) =>
    void found.push(text(piece) + (ended ? '.' : ''));
  for (let at = 0; at < input.length; at += size) framing.feed(input.subarray(at, at + size), emit);
  framing.finish(emit);
  return found;
}

const SIZES = [1, 2, 3, 5, 1000];

describe('lines', () => {
  test.each([
    ['', []],
    ['a\nb', ['a.', 'b']],
    ['\n\n', ['.', '.']],
    ['one\r\ntwo\rthree\n', ['one.', 'two\rt', 'hree.']],
    ['12345\n', ['12345.']],
    ['123456\n', ['12345', '6.']],
    ['12345\r\n', ['12345.']],
    ['12345\r6\n', ['12345', '\r6.']],
    ['end\r', ['end\r']],
    ['12345\r', ['12345', '\r']],
    ['\r\r\n', ['\r.']],
  ])('%j', (input, expected) => {
    for (const size of SIZES) expect(pieces(new Lines(5), bytes(input), size)).toEqual(expected);
  });

  test('of any length', () => {
    const line = 'x'.repeat(1000);
    for (const size of SIZES)
      expect(pieces(new Lines(2000), bytes(`${line}\n`), size)).toEqual([`${line}.`]);
  });
});

describe('packets', () => {
  test.each([1, 2, 4])('with %i bytes of length', (headerSize) => {
    const contents = ['', 'a', 'some more', '', 'x'.repeat(200)];
    const framed = contents.map((content) => packet(bytes(content), headerSize) as Uint8Array);
    const input = Uint8Array.from(framed.flatMap((one) => [...one]));
    for (const size of SIZES)
      expect(pieces(new Packets(headerSize), input, size)).toEqual(contents);
  });

  test('that are cut off are nothing', () => {
    expect(pieces(new Packets(1), Uint8Array.of(1, 65, 5, 66), 2)).toEqual(['A']);
  });

  test('have the longest length that there is room for', () => {
    expect(packet(new Uint8Array(255), 1)?.length).toBe(256);
    expect(packet(new Uint8Array(256), 1)).toBeUndefined();
    expect(packet(new Uint8Array(65536), 2)).toBeUndefined();
    expect([...(packet(new Uint8Array(65536), 4) as Uint8Array).subarray(0, 4)]).toEqual([
      0, 1, 0, 0,
    ]);
  });
});

test('a stream is as it comes', () => {
  expect(pieces(new Stream(), bytes('abcdef'), 4)).toEqual(['abcd', 'ef']);
});
