// The external term format beyond what calls.test.ts compares: depth, damage, hostile sizes, and the local form.
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import '../../src/gc/constants.ts';
import { BeamError, NotImplemented } from '../../src/gc/errors.ts';
import { decodeExternal, encodeExternal, isPlainExternal } from '../../src/gc/external.ts';
import {
  atom,
  cons,
  exactEqual,
  list,
  makeInteger,
  makeReference,
  mapFrom,
  NIL,
  newPid,
  newPort,
  type Term,
  textBinary,
  tuple,
} from '../../src/gc/term.ts';

const here = { node: atom('nonode@nohost'), creation: 0, secret: 12345 };

const isBadarg = (f: () => unknown): boolean => {
  try {
    f();
  } catch (e) {
    return e instanceof BeamError && e.reason === atom('badarg');
  }
  return false;
};

describe('nesting costs no stack', () => {
  const DEPTH = 300_000;
  const wrappers: [string, (t: Term) => Term][] = [
    ['lists in heads', (t) => cons(t, NIL)],
    ['lists in tails', (t) => cons(atom('a'), t)],
    ['tuples', (t) => tuple(t)],
    ['maps', (t) => mapFrom([[makeInteger(1), t]])],
  ];
  test.each(wrappers)('%s', (_, wrap) => {
    let t = NIL;
    for (let i = 0; i < DEPTH; i++) t = wrap(t);
    const bytes = encodeExternal(t);
    const { term, used } = decodeExternal(bytes);
    expect(used).toBe(bytes.length);
    // Comparing arrays of megabytes element by element takes minutes.
    expect(Buffer.compare(encodeExternal(term), bytes)).toBe(0);
  });
});

describe('damage', () => {
  const randomBytes = (tags: readonly number[]): Uint8Array[] => {
    let seed = 1;
    const random = (n: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return (seed >>> 8) % n;
    };
    return Array.from({ length: 20_000 }, () => {
      const bytes = Uint8Array.from({ length: 2 + random(40) }, () =>
        random(2) ? tags[random(tags.length)] : random(4),
      );
      bytes[0] = 131;
      return bytes;
    });
  };

  test('any bytes are a term, a badarg or something that is not there', () => {
    const tags = [
      70, 77, 80, 88, 89, 90, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110,
      111, 112, 113, 114, 115, 116, 118, 119, 120, 121,
    ];
    for (const bytes of randomBytes(tags)) {
      try {
        decodeExternal(bytes, { local: here, externalFun: () => undefined });
      } catch (e) {
        if (!(e instanceof BeamError || e instanceof NotImplemented)) throw e;
      }
    }
  });

  test('what is a plain term without being made is one when it is made', () => {
    let plain = 0;
    for (const bytes of randomBytes([97, 98, 100, 104, 105, 106, 107, 108, 109, 110, 115, 119])) {
      const made = isBadarg(() => decodeExternal(bytes)) ? 'none' : 'made';
      let found: 'none' | 'made' | 'other' = 'other';
      if (isBadarg(() => isPlainExternal(bytes))) found = 'none';
      else if (isPlainExternal(bytes)) found = 'made';
      if (found !== 'other') expect(found).toBe(made);
      if (found === 'made') plain++;
    }
    expect(plain).toBeGreaterThan(1000);
  });

  test('sizes that the rest of the bytes cannot hold', () => {
    for (const tag of [105, 108, 109, 111, 116]) {
      expect(
        isBadarg(() => decodeExternal(Uint8Array.of(131, tag, 255, 255, 255, 255, 106, 106))),
      ).toBe(true);
      expect(
        isBadarg(() => decodeExternal(Uint8Array.of(131, tag, 127, 255, 255, 255, 106, 106))),
      ).toBe(true);
    }
  });

  test('an inflated size that is a lie', () => {
    const damaged = Uint8Array.of(131, 80, 255, 255, 255, 255, 1, 2, 3);
    expect(isBadarg(() => decodeExternal(damaged))).toBe(true);
    const nil = deflateSync(Uint8Array.of(106));
    const sized = (...size: number[]) => Uint8Array.of(131, 80, ...size, ...nil, 9);
    expect(isBadarg(() => decodeExternal(sized(255, 255, 255, 255)))).toBe(true);
    expect(isBadarg(() => decodeExternal(sized(0, 0, 0, 2)))).toBe(true);
    expect(isBadarg(() => decodeExternal(sized(0, 0, 0, 0)))).toBe(true);
    expect(decodeExternal(sized(0, 0, 0, 1))).toEqual({ term: NIL, used: 6 + nil.length });
  });
});

describe('the local form', () => {
  const t = list([
    newPid(here.node, 17, 3, 0),
    newPort(here.node, 5n, 0),
    makeReference(here.node, 0, [1, 2, 3]),
    textBinary('text'),
    newPid(atom('n@h'), 1, 2, 7),
  ]);
  const bytes = encodeExternal(t, { forLocal: true, local: here });

  test('is read back by who wrote it', () => {
    expect(exactEqual(decodeExternal(bytes, { local: here }).term, t)).toBeTruthy();
  });

  test('is refused by others and when it is changed', () => {
    expect(isBadarg(() => decodeExternal(bytes, { local: { ...here, secret: 1 } }))).toBe(true);
    for (let i = 2; i < bytes.length; i++) {
      const changed = bytes.slice();
      changed[i] ^= 1;
      expect(isBadarg(() => decodeExternal(changed, { local: here }))).toBe(true);
    }
  });

  test('has names of the node itself only within', () => {
    expect(
      isBadarg(() =>
        decodeExternal(Uint8Array.of(131, 88, 106, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0), {
          local: here,
        }),
      ),
    ).toBe(true);
  });
});

test('safe makes no atoms', () => {
  const name = [...'nobody has this atom yet'].map((c) => c.charCodeAt(0));
  const bytes = Uint8Array.of(131, 119, name.length, ...name);
  expect(isBadarg(() => decodeExternal(bytes, { safe: true }))).toBe(true);
  const { term } = decodeExternal(bytes);
  expect(decodeExternal(bytes, { safe: true }).term).toBe(term);
});
