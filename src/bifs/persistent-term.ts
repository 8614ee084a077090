// persistent_term: terms by keys, the same for all processes of a runtime. Terms are shared anyway, so nothing is copied
// and nobody need be cleaned up after an erasure.
import { badarg } from '../gc/errors.ts';
import { wasm } from '../gc/instance.ts';
import { flatSize } from '../gc/size.ts';
import {
  atoms,
  emptyMap,
  exactEqual,
  FALSE,
  list,
  makeInteger,
  mapEntries,
  mapFrom,
  mapGet,
  mapPut,
  mapRemove,
  type Term,
  TRUE,
  tuple,
} from '../gc/term.ts';
import type { Process } from '../sched/process.ts';
import { defineBifs } from './registry.ts';

const am = atoms('count', 'memory', 'ok');

/** The persistent terms: a map that is replaced as a whole, and read in WebAssembly mostly. */
const termsOf = (p: Process): Term => wasm.homePersistent(p.scheduler.references.home);

function setTerms(p: Process, terms: Term): void {
  wasm.homeSetPersistent(p.scheduler.references.home, terms);
}

/** Bytes of a word. */
const WORD = 8;

export const persistentTerm = defineBifs('persistent_term', {
  'get/0': (p) => list(mapEntries(termsOf(p)).map(([key, value]) => tuple(key, value))),
  'get/1': (p, key) => {
    const value = mapGet(termsOf(p), key);
    if (value === null) {
      p.runtime.kernel.tableWanted(key);
      throw badarg();
    }
    return value;
  },
  'get/2': (p, key, byDefault) => {
    const value = mapGet(termsOf(p), key);
    if (value !== null) return value;
    p.runtime.kernel.termMissed(key);
    return byDefault;
  },
  'put/2': (p, key, value) => {
    setTerms(p, mapPut(termsOf(p), key, value));
    return am.ok;
  },
  // OTP 29: an error where the key has another value.
  'put_new/2': (p, key, value) => {
    const old = mapGet(termsOf(p), key);
    if (old !== null && !exactEqual(old, value)) throw badarg();
    if (old === null) setTerms(p, mapPut(termsOf(p), key, value));
    return am.ok;
  },
  'erase/1': (p, key) => {
    const terms = termsOf(p);
    if (mapGet(terms, key) === null) return FALSE;
    setTerms(p, mapRemove(terms, key));
    return TRUE;
  },
  'info/0': (p) => {
    let count = 0;
    let words = 0;
    for (const [key, value] of mapEntries(termsOf(p))) {
      count++;
      words += 3 + flatSize(key) + flatSize(value);
    }
    return mapFrom([
      [am.count, makeInteger(count)],
      [am.memory, makeInteger(words * WORD)],
    ]);
  },
});

export const ertsInternalPersistentTerm = defineBifs('erts_internal', {
  'erase_persistent_terms/0': (p) => {
    setTerms(p, emptyMap());
    return TRUE;
  },
});
