// The map instructions.

import { compareExact } from '../../gc/wasm/compare.wasm.ts';
import {
  isMap,
  mapGet,
  mapPut,
  mapPutMany,
  mapUpdate,
  mapUpdateMany,
} from '../../gc/wasm/maps.wasm.ts';
import { NIL } from '../../gc/wasm/types.wasm.ts';
import { REASON } from '../ops.ts';
import { raise } from './exceptions.wasm.ts';
import { Machine, source, store } from './machine.wasm.ts';

/** put_map_assoc and put_map_exact. */
export function putMap(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const fail = code[pc + 1];
  const exact = code[pc + 2] !== 0;
  let map = source(m, code[pc + 3]);
  const n = code[pc + 5];
  const end = pc + 6 + n * 2;
  if (!isMap(map)) {
    if (fail !== 0) return fail;
    raise(m, pc, REASON.BADMAP, map);
    return -1;
  }
  if (n === 1) {
    const key = source(m, code[pc + 6]);
    const value = source(m, code[pc + 7]);
    if (!exact) map = mapPut(map, key, value);
    else {
      const updated = mapUpdate(map, key, value);
      if (updated === null) return missing(m, pc, fail, key);
      map = updated;
    }
  } else {
    const pairs: MutArray<Term> = newArray(small(0), n * 2);
    for (let i = 0; i < n * 2; i++) pairs[i] = source(m, code[pc + 6 + i]);
    if (!exact) map = mapPutMany(map, pairs);
    else {
      const updated = mapUpdateMany(map, pairs);
      if (updated === null) return missing(m, pc, fail, firstMissing(map, pairs));
      map = updated;
    }
  }
  store(m, code[pc + 4], map);
  return end;
}

/** The least of the keys in pairs that a map lacks: OTP's loader sorts them. */
function firstMissing(map: Term, pairs: MutArray<Term>): Term {
  let first: Term = NIL;
  let found = false;
  for (let i = 0; i < pairs.length; i += 2) {
    const key = pairs[i];
    if (mapGet(map, key) === null && (!found || compareExact(key, first) < 0)) {
      first = key;
      found = true;
    }
  }
  return first;
}

/** A key that put_map_exact needs is not there. */
function missing(m: Machine, pc: i32, fail: i32, key: Term): i32 {
  if (fail !== 0) return fail;
  raise(m, pc, REASON.BADKEY, key);
  return -1;
}

export function hasMapFields(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const map = source(m, code[pc + 2]);
  const end = pc + 4 + code[pc + 3];
  for (let i = pc + 4; i < end; i++)
    if (mapGet(map, source(m, code[i])) === null) return code[pc + 1];
  return end;
}

export function getMapElements(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const map = source(m, code[pc + 2]);
  const end = pc + 4 + code[pc + 3] * 2;
  for (let i = pc + 4; i < end; i += 2) {
    const value = mapGet(map, source(m, code[i]));
    if (value === null) return code[pc + 1];
    store(m, code[i + 1], value);
  }
  return end;
}
