// Decompression and checksums against zlib itself, as Node has it.

import * as zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { adler32, crc32 } from '../../src/util/checksum.ts';
import { gunzip, inflate, inflatePart, inflateRaw } from '../../src/util/inflate.ts';
import { randomNumbers } from '../loader/host.ts';

const SEED = 20260815;
const NO_LIMIT = Number.POSITIVE_INFINITY;

const random = randomNumbers(SEED);
const noise = (size: number) => Uint8Array.from({ length: size }, () => random(256));

/** Words, some often and some seldom. */
function text(size: number): Uint8Array {
  const words = Array.from({ length: 2000 }, () =>
    String.fromCharCode(...Array.from({ length: 1 + random(9) }, () => 97 + random(26))),
  );
  let result = '';
  while (result.length < size) result += `${words[random(1 + random(words.length))]} `;
  return new TextEncoder().encode(result.slice(0, size));
}

/** Bytes of which each is half as frequent as the one before: the longest codes that there are. */
function skewed(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, () => {
    let byte = 0;
    while (random(2) === 0 && byte < 255) byte++;
    return byte;
  });
}

const repetitive = (size: number, period: number) => {
  const unit = noise(period);
  return Uint8Array.from({ length: size }, (_, i) => unit[i % period]);
};

/** Comparing large arrays member by member takes long. */
function expectSame(actual: Uint8Array, expected: Uint8Array): void {
  expect(Buffer.compare(actual, expected)).toBe(0);
}

const inputs: [string, Uint8Array][] = [
  ['nothing', noise(0)],
  ...[1, 2, 3, 7, 8, 9, 100, 258, 259, 1000].map((n): [string, Uint8Array] => [
    `${n} bytes`,
    noise(n),
  ]),
  ...[1, 2, 3, 5, 7, 8, 9, 300, 32768, 33000].map((period): [string, Uint8Array] => [
    `a period of ${period}`,
    repetitive(70_000, period),
  ]),
  ['zeros', new Uint8Array(3_000_000)],
  ['noise', noise(300_000)],
  ['text', text(1_500_000)],
  ['skewed', skewed(400_000)],
  ['a bit of all', Buffer.concat([text(50_000), noise(50_000), skewed(50_000), text(50_000)])],
];

const { Z_FILTERED, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE } = zlib.constants;
const settings: [string, zlib.ZlibOptions][] = [
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((level): [string, zlib.ZlibOptions] => [
    `level ${level}`,
    { level },
  ]),
  ...Object.entries({ Z_FILTERED, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE }).map(
    ([name, strategy]): [string, zlib.ZlibOptions] => [name, { strategy }],
  ),
  ['a small window', { windowBits: 9 }],
  ['little memory', { memLevel: 1 }],
];

describe('what zlib has deflated', () => {
  test.each(inputs)('%s', (_, data) => {
    for (const [, options] of settings) {
      const raw = zlib.deflateRawSync(data, options);
      expectSame(inflateRaw(raw, data.length), data);
      expectSame(inflate(zlib.deflateSync(data, options), NO_LIMIT), data);
      expectSame(gunzip(zlib.gzipSync(data, options), data.length + 1), data);
    }
  });

  test('is an array of its own', () => {
    const result = inflateRaw(zlib.deflateRawSync(noise(10)), 10);
    expect(result.constructor).toBe(Uint8Array);
    expect(result.buffer.byteLength).toBe(10);
  });

  test('in several blocks', () => {
    const flushed = [0, 6, 9].flatMap((level) =>
      [zlib.constants.Z_SYNC_FLUSH, zlib.constants.Z_FULL_FLUSH].map((finishFlush) =>
        // a stream without its last block
        zlib.deflateRawSync(text(1000), { level, finishFlush }),
      ),
    );
    const stream = Buffer.concat([...flushed, zlib.deflateRawSync(noise(10))]);
    // each block is whole bytes, and none of them refers to what was before it
    expectSame(inflateRaw(stream, NO_LIMIT), zlib.inflateRawSync(stream));
  });
});

describe('what follows the data', () => {
  const data = text(500);
  const rest = noise(20).fill(255, 0, 1);

  test('is ignored after zlib and deflate data', () => {
    const packed = zlib.deflateSync(data);
    const part = inflatePart(Buffer.concat([packed, rest]), data.length);
    expectSame(part.bytes, data);
    expect(part.used).toBe(packed.length);
    expectSame(inflate(Buffer.concat([packed, rest]), data.length), data);
    const raw = Buffer.concat([zlib.deflateRawSync(data), rest]);
    expectSame(inflateRaw(raw, data.length), data);
  });

  test('is another member or padding after a gzip member', () => {
    const members = [zlib.gzipSync(data), zlib.gzipSync(''), zlib.gzipSync(rest)];
    const all = Buffer.concat(members);
    expectSame(gunzip(all, NO_LIMIT), Buffer.concat([data, rest]));
    expect(() => gunzip(all, data.length + rest.length - 1)).toThrow('more than 519 bytes');
    const tails = [
      [0],
      [0, 1, 2],
      [0, ...all],
      [1],
      [0x1f],
      [0x1f, 0x8b],
      [0x1f, 0x8b, 9],
      [...rest],
    ];
    for (const tail of tails) {
      const padded = Buffer.concat([all, Uint8Array.from(tail)]);
      expect(attempt(gunzip, padded)).toBe(attempt(node.gunzip, padded));
    }
  });
});

/** A member of one file with a header of all fields that `flags` names. */
function member(data: Uint8Array, flags: number): Buffer {
  const head = [Buffer.of(0x1f, 0x8b, 8, flags, 1, 2, 3, 4, 0, 255)];
  if (flags & 4) head.push(Buffer.of(5, 0, 1, 0, 2, 0, 0));
  if (flags & 8) head.push(Buffer.from('name\0'));
  if (flags & 16) head.push(Buffer.from('a comment\0'));
  const sum = Buffer.alloc(2);
  sum.writeUInt16LE(zlib.crc32(Buffer.concat(head)) & 0xffff);
  if (flags & 2) head.push(sum);
  return Buffer.concat([...head, zlib.gzipSync(data).subarray(10)]);
}

describe("headers of gzip's format", () => {
  const data = text(200);

  test.each(Array.from({ length: 32 }, (_, flags) => flags))('flags %i', (flags) => {
    const packed = member(data, flags);
    expectSame(zlib.gunzipSync(packed), data);
    expectSame(gunzip(packed, NO_LIMIT), data);
    expectSame(gunzip(Buffer.concat([packed, packed]), 400), Buffer.concat([data, data]));
    for (let size = 0; size < packed.length; size++)
      expect(() => gunzip(packed.subarray(0, size), NO_LIMIT)).toThrow();
    const headerBits = 8 * (packed.length - zlib.gzipSync(data).length + 10);
    for (let i = 0; i < headerBits; i++) {
      const damaged = Buffer.from(packed);
      damaged[i >> 3] ^= 1 << (i & 7);
      expect(attempt(gunzip, damaged)).toBe(attempt(node.gunzip, damaged));
    }
  });

  test('all others are refused', () => {
    for (const flags of [32, 64, 128])
      expect(() => gunzip(member(data, flags), NO_LIMIT)).toThrow('flags that are not known here');
    expect(() => gunzip(zlib.deflateSync(data), NO_LIMIT)).toThrow("not in gzip's format");
  });
});

test("headers of zlib's format", () => {
  const data = text(200);
  const packed = zlib.deflateSync(data);
  for (let header = 0; header < 0x10000; header++) {
    packed.writeUInt16BE(header);
    const isRight = header % 31 === 0 && ((header >> 8) & 15) === 8 && header >> 12 <= 7;
    if (isRight && !(header & 0x20)) expect(inflate(packed, NO_LIMIT)).toHaveLength(200);
    else expect(() => inflate(packed, NO_LIMIT)).toThrow();
  }
  const dictionary = zlib.deflateSync(data, { dictionary: text(50) });
  expect(() => inflate(dictionary, NO_LIMIT)).toThrow('it needs a preset dictionary');
});

describe('limits', () => {
  test('more than is allowed', () => {
    for (const [, data] of inputs) {
      if (data.length === 0) continue;
      const raw = zlib.deflateRawSync(data);
      const stored = zlib.deflateRawSync(data, { level: 0 });
      for (const limit of [0, data.length >> 1, data.length - 1]) {
        expect(() => inflateRaw(raw, limit)).toThrow(`more than ${limit} bytes`);
        expect(() => inflateRaw(stored, limit)).toThrow(`more than ${limit} bytes`);
      }
      expect(inflateRaw(raw, data.length)).toHaveLength(data.length);
    }
    expect(inflateRaw(zlib.deflateRawSync(''), 0)).toHaveLength(0);
  });

  test('a bomb is left where the limit is', () => {
    const bomb = zlib.gzipSync(zlib.gzipSync(new Uint8Array(100_000_000)));
    const inner = gunzip(bomb, 200_000);
    const start = performance.now();
    for (let i = 0; i < 100; i++)
      expect(() => gunzip(inner, 10_000)).toThrow('more than 10000 bytes');
    expect(performance.now() - start).toBeLessThan(5000);
    expect(() => gunzip(inner, 50_000_000)).toThrow('more than 50000000 bytes');
  });
});

const LIMIT = 1_000_000;

/** Node's answers within the same limit. */
const node = {
  gunzip: (bytes: Uint8Array) => zlib.gunzipSync(bytes, { maxOutputLength: LIMIT }),
  inflateRaw: (bytes: Uint8Array) => zlib.inflateRawSync(bytes, { maxOutputLength: LIMIT }),
};

/** What comes of it: bytes, or false for an error. */
function attempt(
  act: (bytes: Uint8Array, maxSize: number) => Uint8Array,
  bytes: Uint8Array,
): string | false {
  try {
    return Buffer.from(act(bytes, LIMIT)).toString('latin1');
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(WebAssembly.RuntimeError);
    expect((error as Error).message).not.toBe('');
    return false;
  }
}

describe('damage', () => {
  const streams = [
    zlib.deflateRawSync(text(300)),
    zlib.deflateRawSync(text(3000)),
    zlib.deflateRawSync(text(300), { strategy: Z_FIXED }),
    zlib.deflateRawSync(noise(300), { level: 0 }),
    zlib.deflateRawSync(skewed(70_000)),
    zlib.deflateRawSync(repetitive(2000, 3)),
  ];

  test('every truncation', () => {
    for (const stream of streams)
      for (let size = 0; size < Math.min(stream.length, 2000); size++)
        expect(() => inflateRaw(stream.subarray(0, size), NO_LIMIT)).toThrow();
    const packed = zlib.deflateSync(text(300));
    for (let size = 0; size < packed.length; size++)
      expect(() => inflate(packed.subarray(0, size), NO_LIMIT)).toThrow('the data is cut off');
  });

  test.each(streams.map((stream, i) => [i, stream] as const))(
    'random changes come to the same as with zlib: %i',
    (_, stream) => {
      for (let i = 0; i < 3000; i++) {
        const damaged = Buffer.from(stream);
        for (let n = 1 + random(3); n > 0; n--) {
          // mostly where codes are told
          const at = random(random(2) === 0 ? Math.min(100, damaged.length) : damaged.length);
          if (random(3) === 0) damaged[at] = random(256);
          else damaged[at] ^= 1 << random(8);
        }
        expect(attempt(inflateRaw, damaged)).toBe(attempt(node.inflateRaw, damaged));
      }
    },
  );

  test('noise comes to the same as with zlib', () => {
    for (let i = 0; i < 6000; i++) {
      const bytes = noise(random(200));
      // a last block, of a type that there is
      if (bytes.length > 0 && i % 4 !== 0) bytes[0] = (bytes[0] & 0xf8) | (1 + 2 * random(3));
      expect(attempt(inflateRaw, bytes)).toBe(attempt(node.inflateRaw, bytes));
    }
  });

  test('wrong checksums and sizes', () => {
    const packed = zlib.deflateSync(text(300));
    packed[packed.length - 1] ^= 1;
    expect(() => inflate(packed, NO_LIMIT)).toThrow('a wrong checksum');
    const zipped = zlib.gzipSync(text(300));
    zipped[zipped.length - 1] ^= 1;
    expect(() => gunzip(zipped, NO_LIMIT)).toThrow('a wrong size at its end');
    zipped[zipped.length - 5] ^= 1;
    expect(() => gunzip(zipped, NO_LIMIT)).toThrow('a wrong checksum');
  });
});

/** Bits of a stream, each number's lowest first. */
function stream(...fields: [value: number, bits: number][]): Uint8Array {
  const bits = fields.flatMap(([value, n]) =>
    Array.from({ length: n }, (_, i) => (value >> i) & 1),
  );
  return Uint8Array.from({ length: Math.ceil(bits.length / 8) }, (_, byte) =>
    bits.slice(8 * byte, 8 * byte + 8).reduce((sum, bit, i) => sum | (bit << i), 0),
  );
}

describe('streams that no compressor writes', () => {
  const block = (type: number): [number, number][] => [
    [1, 1],
    [type, 2],
  ];
  const endOfBlock: [number, number] = [0, 7];

  test.each([
    ['a block of type 3', stream(...block(3)), 'a block of a type that there is not'],
    [
      'a stored block whose length is not confirmed',
      stream(...block(0), [0, 5], [1, 16], [1, 16]),
      'a stored block without a length',
    ],
    // 0000000 ends a block; 11000110 and 11000111 would be symbols 286 and 287
    ['symbol 286', stream(...block(1), [0b01100011, 8]), 'a code that stands for nothing'],
    ['symbol 287', stream(...block(1), [0b11100011, 8]), 'a code that stands for nothing'],
    [
      'distance 30',
      stream(...block(1), [0b00001100, 8], [0b1000000, 7], [0b01111, 5], endOfBlock, [0, 9]),
      'a code that stands for nothing',
    ],
    [
      'a distance of 2 after one byte',
      stream(...block(1), [0b00001100, 8], [0b1000000, 7], [0b10000, 5], endOfBlock, [0, 9]),
      'a distance that leads before the beginning',
    ],
    ['287 literals', stream(...block(2), [30, 5], [0, 5], [0, 4], [0, 99]), 'a block without'],
    ['31 distances', stream(...block(2), [0, 5], [30, 5], [0, 4], [0, 99]), 'a block without'],
  ])('%s', (_, bytes, message) => {
    expect(() => inflateRaw(bytes, NO_LIMIT)).toThrow(message);
    expect(() => zlib.inflateRawSync(bytes)).toThrow();
  });

  /** Code lengths: 18 has the code 0, and lengths 0 and 1 have 10 and 11. */
  const lengths: [number, number][] = [
    [0, 5],
    [0, 5],
    [14, 4],
    ...[0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2].map((n): [number, number] => [n, 3]),
  ];
  const zeros = (n: number): [number, number][] => [
    [0, 1],
    [n - 11, 7],
  ];
  const one: [number, number] = [0b11, 2];
  const zero: [number, number] = [0b01, 2];
  /** Symbol 256 alone, of one bit, then the distances' only length. */
  const onlyEnd = (distance: [number, number]) => [
    ...block(2),
    ...lengths,
    ...zeros(138),
    ...zeros(118),
    one,
    distance,
  ];

  test('codes of a single bit, and no code for distances', () => {
    for (const distance of [zero, one]) {
      const right = stream(...onlyEnd(distance), [0, 1]);
      expect(inflateRaw(right, 0)).toHaveLength(0);
      expect(zlib.inflateRawSync(right)).toHaveLength(0);
      const wrong = stream(...onlyEnd(distance), [1, 1], [0, 30]);
      expect(() => inflateRaw(wrong, 0)).toThrow('a code that stands for nothing');
      expect(() => zlib.inflateRawSync(wrong)).toThrow();
    }
  });

  test('no code for the end', () => {
    const bytes = stream(...block(2), ...lengths, ...zeros(138), ...zeros(119), one, [0, 30]);
    expect(() => inflateRaw(bytes, 0)).toThrow('a block without a whole set of codes');
    expect(() => zlib.inflateRawSync(bytes)).toThrow();
  });
});

describe('checksums', () => {
  const data = noise(300_000);

  test('of all small lengths, and of large data', () => {
    for (const size of [...Array(301).keys(), 5551, 5552, 5553, 65_535, 65_536, 65_537, 300_000]) {
      const part = data.subarray(size % 7, (size % 7) + size);
      expect(crc32(0, part)).toBe(zlib.crc32(part));
      expect(crc32(0xdeadbeef, part)).toBe(zlib.crc32(part, 0xdeadbeef));
      expect(adler32(1, part)).toBe(adlerOf(part));
    }
  });

  test('that go on', () => {
    const [a, b] = [data.subarray(0, 1000), data.subarray(1000, 100_000)];
    expect(crc32(crc32(0, a), b)).toBe(zlib.crc32(data.subarray(0, 100_000)));
    expect(adler32(adler32(1, a), b)).toBe(adlerOf(data.subarray(0, 100_000)));
  });

  test('that are as large as they become', () => {
    const most = new Uint8Array(300_000).fill(255);
    expect(adler32(1, most)).toBe(adlerOf(most));
    let [low, high] = [0xffff, 0xffff];
    for (const byte of most) {
      low = (low + byte) % 65521;
      high = (high + low) % 65521;
    }
    expect(adler32(0xffffffff, most)).toBe(((high << 16) | low) >>> 0);
  });
});

/** What zlib itself writes at the end of its format. */
function adlerOf(bytes: Uint8Array): number {
  const packed = zlib.deflateSync(bytes, { level: 1 });
  return packed.readUInt32BE(packed.length - 4);
}
