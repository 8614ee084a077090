import { expect, test } from 'vitest';
import '../../src/gc/bigint.ts';
import {
  atom,
  list,
  makeFloat,
  makeInteger,
  makeReference,
  mapFrom,
  NIL,
  newPid,
  type Term,
  textBinary,
  tuple,
} from '../../src/gc/term.ts';
import { TermMap } from '../../src/gc/term-map.ts';

const node = atom('nonode@nohost');

/** Makes each key anew, so that nothing is found by identity. */
const keys = (): Term[] => [
  makeInteger(1),
  makeInteger(-1),
  makeInteger(2n ** 40n),
  makeInteger(-(2n ** 80n)),
  makeFloat(1),
  makeFloat(0),
  makeFloat(-0),
  atom('a'),
  atom('b'),
  NIL,
  tuple(atom('a')),
  tuple(atom('a'), makeInteger(1)),
  tuple(atom('a'), makeFloat(1)),
  list([atom('a')]),
  list([atom('a')], atom('b')),
  textBinary('a'),
  textBinary(''),
  newPid(node, 1, 0, 0),
  newPid(node, 2, 0, 0),
  makeReference(node, 0, [1, 2, 3]),
  makeReference(node, 0, [1, 2, 4]),
  mapFrom([[atom('a'), makeInteger(1)]]),
  mapFrom([[atom('a'), makeInteger(2)]]),
  tuple(tuple(tuple(tuple(tuple(atom('deep')))))),
];

test('keys are told apart as =:= does', () => {
  const map = new TermMap<number>();
  for (const [i, key] of keys().entries()) expect(map.set(key, i)).toBeUndefined();
  expect(map.size).toBe(keys().length);
  for (const [i, key] of keys().entries()) expect(map.get(key)).toBe(i);
  expect([...map.entries()].map(([, v]) => v).sort((a, b) => a - b)).toEqual(
    keys().map((_, i) => i),
  );
});

test('a key has one value', () => {
  const map = new TermMap<number>();
  for (const key of keys()) map.set(key, 1);
  for (const key of keys()) expect(map.set(key, 2)).toBe(1);
  expect(map.size).toBe(keys().length);
});

test('what was deleted is gone, the rest stays', () => {
  const map = new TermMap<number>();
  for (const [i, key] of keys().entries()) map.set(key, i);
  for (const [i, key] of keys().entries()) if (i % 2 === 0) expect(map.delete(key)).toBe(i);
  for (const [i, key] of keys().entries()) expect(map.has(key)).toBe(i % 2 === 1);
  expect(map.delete(makeInteger(1))).toBeUndefined();
  map.clear();
  expect([map.size, [...map.keys()]]).toEqual([0, []]);
});
