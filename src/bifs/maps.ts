// maps: what the emulator has of it, and the step of iterators.
import { badarg, badkey, badmap } from '../gc/errors.ts';
import { wasm } from '../gc/instance.ts';
import { KIND } from '../gc/tags.ts';
import {
  atoms,
  bigintOf,
  bool,
  cons,
  hd,
  isCons,
  isInteger,
  isList,
  isMap,
  kindOf,
  mapEntries,
  mapGet,
  mapPut,
  mapRemove,
  NIL,
  type Term,
  tl,
  tuple,
  tupleFrom,
} from '../gc/term.ts';
import { defineBifs } from './registry.ts';

const am = atoms('error', 'iterator', 'none', 'ok');

/** The map, or a badmap. */
function mapOf(t: Term): Term {
  if (!isMap(t)) throw badmap(t);
  return t;
}

function orBadarg(t: Term | null): Term {
  if (t === null) throw badarg();
  return t;
}

export const maps = defineBifs('maps', {
  'find/2': (_, key, map) => {
    const value = mapGet(mapOf(map), key);
    return value === null ? am.error : tuple(am.ok, value);
  },
  'get/2': (_, key, map) => {
    const value = mapGet(mapOf(map), key);
    if (value === null) throw badkey(key);
    return value;
  },
  'is_key/2': (_, key, map) => bool(mapGet(mapOf(map), key) !== null),
  'put/3': (_, key, value, map) => mapPut(mapOf(map), key, value),
  'update/3': (_, key, value, map) => {
    const updated = wasm.mapUpdate(mapOf(map), key, value);
    if (updated === null) throw badkey(key);
    return updated;
  },
  'remove/2': (_, key, map) => mapRemove(mapOf(map), key),
  'take/2': (_, key, map) => {
    const value = mapGet(mapOf(map), key);
    return value === null ? am.error : tuple(value, mapRemove(map, key));
  },
  'keys/1': (_, map) => wasm.mapKeys(mapOf(map)),
  'values/1': (_, map) => wasm.mapValues(mapOf(map)),
  'merge/2': (_, a, b) => wasm.mapMerge(mapOf(a), mapOf(b)),
  'from_list/1': (_, list) => orBadarg(wasm.mapFromList(list)),
  'from_keys/2': (_, list, value) => orBadarg(wasm.mapFromKeys(list, value)),
});

/** The entries that one step of an iterator gives: few first, for who wants only the first ones. */
const FIRST_STEP = 32;
const STEP = 500;

/** A step of an ordered iterator, whose path is the list of keys still to come. */
function orderedNext(keys: Term, map: Term): Term {
  const entries: [Term, Term][] = [];
  let rest = keys;
  for (; isCons(rest) && entries.length < STEP; rest = tl(rest)) {
    const value = mapGet(map, hd(rest));
    if (value === null) throw badarg();
    entries.push([hd(rest), value]);
  }
  if (!isList(rest)) throw badarg();
  let next = rest === NIL ? am.none : cons(rest, map);
  for (const [key, value] of entries.reverse()) next = tuple(key, value, next);
  return next;
}

export const mapsInternals = defineBifs('erts_internal', {
  'map_next/3': (_, path, map, accumulator) => {
    const isIterator = accumulator === am.iterator;
    if (!isMap(map) || !(isIterator || isList(accumulator))) throw badarg();
    if (isIterator && isList(path)) return orderedNext(path, map);
    if (!isInteger(path)) throw badarg();
    const from = bigintOf(path);
    if (from < 0n || from >= 1n << 63n) throw badarg();
    if (kindOf(map) === KIND.FLATMAP && from > BigInt(wasm.mapSize(map))) throw badarg();
    const limit = from === 0n ? FIRST_STEP : STEP;
    return orBadarg(wasm.mapNext(from, map, limit, am.none, isIterator ? null : accumulator));
  },
  'map_to_tuple_keys/1': (_, map) => {
    if (kindOf(map) !== KIND.FLATMAP) throw isMap(map) ? badarg() : badmap(map);
    return tupleFrom(mapEntries(map).map(([key]) => key));
  },
});
