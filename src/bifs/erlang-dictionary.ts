// erlang: the process dictionary, a map that is replaced as a whole. What concerns one key is done in WebAssembly mostly.
import {
  atoms,
  emptyMap,
  exactEqual,
  list,
  mapEntries,
  mapGet,
  mapPut,
  mapRemove,
  type Term,
  tuple,
} from '../gc/term.ts';
import type { Process } from '../sched/process.ts';
import { defineBifs } from './registry.ts';

const am = atoms('undefined');

/** The dictionary as a list of pairs. */
export function dictionaryList(p: Process): Term {
  return list(mapEntries(p.dictionary).map(([key, value]) => tuple(key, value)));
}

/** What the dictionary has for a key before `change` replaces it. */
function replaced(p: Process, key: Term, change: (dictionary: Term) => Term): Term {
  const { dictionary } = p;
  p.dictionary = change(dictionary);
  return mapGet(dictionary, key) ?? am.undefined;
}

export const erlangDictionary = defineBifs('erlang', {
  'put/2': (p, key, value) => replaced(p, key, (old) => mapPut(old, key, value)),
  'get/1': (p, key) => mapGet(p.dictionary, key) ?? am.undefined,
  'get/0': dictionaryList,
  'get_keys/0': (p) => list(mapEntries(p.dictionary).map(([key]) => key)),
  'get_keys/1': (p, value) =>
    list(
      mapEntries(p.dictionary)
        .filter(([, v]) => exactEqual(v, value))
        .map(([key]) => key),
    ),
  'erase/1': (p, key) => replaced(p, key, (old) => mapRemove(old, key)),
  'erase/0': (p) => {
    const all = dictionaryList(p);
    p.dictionary = emptyMap();
    return all;
  },
});
