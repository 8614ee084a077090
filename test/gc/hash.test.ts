// The hashes of terms against real Erlang's (test/data/util/hashes.json), and the order of large maps.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { phash2, phash2Within, phashWithin } from '../../src/gc/hash.ts';
import { wasm } from '../../src/gc/instance.ts';
import {
  atom,
  bitstring,
  compareExact,
  copyBitstring,
  exactEqual,
  isBitstring,
  list,
  makeInteger,
  mapEntries,
  mapFrom,
  mapPut,
  mapRemove,
  NIL,
  subBitstring,
  type Term,
} from '../../src/gc/term.ts';
import type { JsonTerm } from '../util/hash-walk.ts';
import { fromJson, hasRecordedIndices } from './json-terms.ts';

function recorded<Row>(name: string): Row[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../data/util', name), 'utf8'));
}

describe('hashes', () => {
  const rows = recorded<[JsonTerm, number, number, string]>('hashes.json').map(
    ([json, two, one, internal]) => ({
      json,
      term: fromJson(json),
      two,
      one,
      internal: BigInt(`0x${internal}`),
    }),
  );

  test('phash2', () => {
    for (const { term, two } of rows) {
      expect(phash2Within(term, 2 ** 32)).toBe(two);
      expect(phash2(term)).toBe(two & 0x7ffffff);
    }
  });

  test('phash', () => {
    for (const { term, one } of rows)
      expect(phashWithin(term, 2 ** 32) % 2 ** 32).toBe((one + 1) % 2 ** 32);
  });

  test('the internal hash', () => {
    const same = rows.filter(({ json }) => hasRecordedIndices(json));
    expect(same.length).toBeGreaterThan(50);
    for (const { term, internal } of same)
      expect(BigInt.asUintN(64, wasm.internalHash(term))).toBe(internal);
  });

  test('of bitstrings at odd offsets', () => {
    for (const { term } of rows) {
      if (!isBitstring(term)) continue;
      for (let offset = 1; offset < 8; offset++) {
        const size = wasm.bitSize(term);
        const big = new Uint8Array(((size + 7) >> 3) + 2).fill(0xa5);
        // The same bits behind `offset` others: put there bit by bit.
        const bits: number[] = [];
        for (let i = 0; i < size; i++) bits.push((wasm.byteAt(term, i >> 3) >> (7 - (i & 7))) & 1);
        bits.forEach((bit, i) => {
          const at = offset + i;
          const mask = 0x80 >> (at & 7);
          big[at >> 3] = bit ? big[at >> 3] | mask : big[at >> 3] & ~mask;
        });
        const moved = subBitstring(bitstring(big, offset + size), offset, size);
        expect(exactEqual(moved, term)).toBeTruthy();
        expect(wasm.phash2(moved)).toBe(wasm.phash2(term));
        expect(wasm.internalHash(moved)).toBe(wasm.internalHash(term));
        expect(wasm.phash2(copyBitstring(moved))).toBe(wasm.phash2(term));
      }
    }
  });
});

describe('the order of large maps', () => {
  test('is as recorded', () => {
    const maps = recorded<[JsonTerm[], JsonTerm[]]>('map-order.json');
    for (const [keys, order] of maps) {
      // The index of an atom is part of its hash. Keys keep their order where others are left out.
      const map = mapFrom(
        keys.filter(hasRecordedIndices).map((k) => [fromJson(k), makeInteger(1)]),
      );
      const got = mapEntries(map).map(([k]) => k);
      const wanted = order.filter(hasRecordedIndices);
      expect(got.length).toBe(wanted.length);
      expect(got.length).toBeGreaterThan(32);
      for (const [i, k] of wanted.entries()) expect(exactEqual(got[i], fromJson(k))).toBeTruthy();
    }
  });
});

describe('maps', () => {
  // Puts and removes in random order must give the same map, in shape too, as all entries at once.
  test('do not depend on their history', () => {
    let seed = 17;
    const random = (n: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return (seed >>> 8) % n;
    };
    const key = (n: number): Term =>
      n % 3 === 0 ? atom(`key${n}`) : n % 3 === 1 ? makeInteger(n) : makeInteger(BigInt(n) << 40n);
    for (let round = 0; round < 60; round++) {
      const range = [10, 40, 70, 300, 2000][round % 5];
      const model = new Map<number, number>();
      let map = mapFrom([]);
      for (let step = 0; step < range * 2; step++) {
        const n = random(range);
        if (random(5) < 3) {
          map = mapPut(map, key(n), makeInteger(step));
          model.set(n, step);
        } else {
          map = mapRemove(map, key(n));
          model.delete(n);
        }
      }
      const other = mapFrom([...model].map(([k, v]) => [key(k), makeInteger(v)]));
      expect(wasm.mapSize(map)).toBe(model.size);
      expect(exactEqual(map, other)).toBeTruthy();
      expect(compareExact(map, other)).toBe(0);
      expect(wasm.internalHash(map)).toBe(wasm.internalHash(other));
      expect(wasm.phash2(map)).toBe(wasm.phash2(other));
      const names = (t: Term) =>
        mapEntries(t).map(([k]) => (typeof k === 'number' ? k : wasm.phash2(k)));
      expect(names(map)).toEqual(names(other));
      for (const [k, v] of model) expect(wasm.mapGet(map, key(k))).toBe(makeInteger(v));
      // Merging any two parts gives the whole.
      const parts: [Term, Term][][] = [[], []];
      for (const [k, v] of model) {
        const where = random(3);
        if (where !== 1) parts[0].push([key(k), where === 2 ? makeInteger(-1) : makeInteger(v)]);
        if (where !== 0) parts[1].push([key(k), makeInteger(v)]);
      }
      const merged = wasm.mapMerge(mapFrom(parts[0]), mapFrom(parts[1]));
      expect(exactEqual(merged, map)).toBeTruthy();
      expect(wasm.mapSize(merged)).toBe(model.size);
      // Walking by paths sees the same entries.
      for (const limit of [1, 7, 1000]) {
        const seen: Term[] = [];
        let rest = wasm.mapNext(0n, map, limit, atom('none'), null) as Term;
        while (rest !== atom('none')) {
          if (wasm.isCons(rest)) {
            const path = wasm.hd(rest);
            rest = wasm.mapNext(
              typeof path === 'number' ? BigInt(path) : wasm.int64Value(path),
              map,
              limit,
              atom('none'),
              null,
            ) as Term;
            continue;
          }
          seen.push(wasm.tupleElement(rest, 0));
          rest = wasm.tupleElement(rest, 2);
        }
        expect(seen).toEqual(mapEntries(map).map(([k]) => k));
      }
    }
  });
});

test('a list nested a million deep has phash too', () => {
  let deep: Term = NIL;
  for (let i = 0; i < 1_000_000; i++) deep = list([deep]);
  expect(phashWithin(deep, 1_000_000)).toBe(724738);
});
