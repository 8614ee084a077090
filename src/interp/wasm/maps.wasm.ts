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
import { REASON, REQUEST } from '../ops.ts';
import { raise } from './exceptions.wasm.ts';
import { Machine, source, store } from './machine.wasm.ts';

/** put_map_assoc and put_map_exact. */
export function putMap(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const fail = code[pc + 1];
  const exact = code[pc + 2] !== 0;
  const map = source(m, code[pc + 3]);
  const n = code[pc + 5];
  let updated: Term | null = null;
  if (n === 1) {
    const key = source(m, code[pc + 6]);
    updated = putPair(m, pc, fail !== 0, exact, map, key, source(m, code[pc + 7]));
  } else {
    const pairs: MutArray<Term> = newArray(small(0), n * 2);
    for (let i = 0; i < n * 2; i++) pairs[i] = source(m, code[pc + 6 + i]);
    updated = putPairs(m, pc, fail !== 0, exact, map, pairs);
  }
  if (updated === null) return fail !== 0 ? fail : -1;
  store(m, code[pc + 4], updated);
  return pc + 6 + n * 2;
}

/** A map with a key set, which must be there where `exact`; null where that fails, raised unless it may fail. @jit */
export function putPair(
  m: Machine,
  pc: i32,
  mayFail: boolean,
  exact: boolean,
  map: Term,
  key: Term,
  value: Term,
): Term | null {
  if (!isMap(map)) return failed(m, pc, mayFail, REASON.BADMAP, map);
  if (!exact) return mapPut(map, key, value);
  const updated = mapUpdate(map, key, value);
  return updated === null ? failed(m, pc, mayFail, REASON.BADKEY, key) : updated;
}

/** The same for keys and values alternating. @jit */
export function putPairs(
  m: Machine,
  pc: i32,
  mayFail: boolean,
  exact: boolean,
  map: Term,
  pairs: MutArray<Term>,
): Term | null {
  if (!isMap(map)) return failed(m, pc, mayFail, REASON.BADMAP, map);
  if (!exact) return mapPutMany(map, pairs);
  const updated = mapUpdateMany(map, pairs);
  return updated === null
    ? failed(m, pc, mayFail, REASON.BADKEY, firstMissing(map, pairs))
    : updated;
}

function failed(m: Machine, pc: i32, mayFail: boolean, reason: i32, value: Term): Term | null {
  if (mayFail) return null;
  m.request = REQUEST.EXCEPTION;
  raise(m, pc, reason, value);
  return null;
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
