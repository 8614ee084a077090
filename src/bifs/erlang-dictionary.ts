// erlang: the process dictionary.
import { atoms, exactEqual, list, type Term, tuple } from '../gc/term.ts';
import { TermMap } from '../gc/term-map.ts';
import type { Process } from '../sched/process.ts';
import { defineBifs } from './registry.ts';

const am = atoms('undefined');

/** The dictionary as a list of pairs. */
export function dictionaryList(p: Process): Term {
  return list(
    p.dictionary === null
      ? []
      : [...p.dictionary.entries()].map(([key, value]) => tuple(key, value)),
  );
}

export const erlangDictionary = defineBifs('erlang', {
  'put/2': (p, key, value) => {
    p.dictionary ??= new TermMap<Term>();
    return p.dictionary.set(key, value) ?? am.undefined;
  },
  'get/1': (p, key) => p.dictionary?.get(key) ?? am.undefined,
  'get/0': dictionaryList,
  'get_keys/0': (p) => list(p.dictionary === null ? [] : [...p.dictionary.keys()]),
  'get_keys/1': (p, value) => {
    if (p.dictionary === null) return list([]);
    return list(
      [...p.dictionary.entries()].filter(([, v]) => exactEqual(v, value)).map(([key]) => key),
    );
  },
  'erase/1': (p, key) => p.dictionary?.delete(key) ?? am.undefined,
  'erase/0': (p) => {
    const all = dictionaryList(p);
    p.dictionary = null;
    return all;
  },
});
