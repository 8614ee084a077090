// The map instructions in the intermediate representation.
import { numberOf, TAG, tagOf } from '../isa/operand.ts';
import type { Builder } from './build.ts';
import type { Value } from './ir.ts';
import type { Instruction } from './listing.ts';
import * as T from './types.ts';

/** Maps of more keys are tries. */
const MAX_FLAT = 32;

/** The empty map in the external term format, behind its version. */
const EMPTY_MAP = [116, 0, 0, 0, 0];

/** Translates a map instruction; false where it is none. */
export function buildMaps(b: Builder, { op, args }: Instruction): boolean {
  const word = (i: number) => args[i] as number;
  const list = (i: number) => args[i] as readonly number[];
  const value = (w: number) => b.term(b.source(w));
  const get = (map: Value, key: number) => {
    const v = b.add('map_get', [map, value(key)], 'term', T.ANY, { fail: true });
    b.check(v, numberOf(word(0)), false);
    return v;
  };
  switch (op) {
    case 'get_map_elements': {
      const map = value(word(1));
      const pairs = list(2);
      for (let i = 0; i < pairs.length; i += 2) b.set(pairs[i + 1], get(map, pairs[i]));
      return true;
    }
    case 'has_map_fields': {
      const map = value(word(1));
      for (const key of list(2)) get(map, key);
      return true;
    }
    case 'put_map_assoc':
    case 'put_map_exact': {
      const [fail, map, to] = [numberOf(word(0)), word(1), word(2)];
      const pairs = list(4);
      const keys = pairs.filter((_, i) => i % 2 === 0);
      const exact = op === 'put_map_exact';
      // A key that must be there is in no empty map.
      if (!exact && isEmptyMap(b, map) && areAtoms(keys)) {
        const names = keys.map((w) => b.module.atoms[numberOf(w)]);
        const values = pairs.filter((_, i) => i % 2 === 1).map(value);
        b.set(to, b.add('make_map', values, 'term', T.MAP, names));
        return true;
      }
      const operands = [value(map), ...pairs.map(value)];
      b.set(to, b.fallible('put_map', operands, 'term', T.MAP, fail, { exact }));
      return true;
    }
  }
  return false;
}

function isEmptyMap({ module }: Builder, w: number): boolean {
  if (tagOf(w) !== TAG.LIT) return false;
  const bytes = module.literals[numberOf(w)];
  return bytes.length === 1 + EMPTY_MAP.length && EMPTY_MAP.every((x, i) => bytes[i + 1] === x);
}

/** Whether keys are different atoms, so that where each stands is known before there are values. */
function areAtoms(keys: readonly number[]): boolean {
  return (
    keys.length <= MAX_FLAT &&
    new Set(keys).size === keys.length &&
    // The atom 0 is nil.
    keys.every((w) => tagOf(w) === TAG.A && numberOf(w) !== 0)
  );
}
