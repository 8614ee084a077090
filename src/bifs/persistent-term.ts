// persistent_term: terms by keys, the same for all processes of a runtime. Terms are shared anyway, so nothing is copied
// and nobody need be cleaned up after an erasure.
import { badarg } from '../gc/errors.ts';
import { flatSize } from '../gc/size.ts';
import {
  atoms,
  exactEqual,
  FALSE,
  list,
  makeInteger,
  mapFrom,
  type Term,
  TRUE,
  tuple,
} from '../gc/term.ts';
import { TermMap } from '../gc/term-map.ts';
import type { Process } from '../sched/process.ts';
import { defineBifs } from './registry.ts';

const am = atoms('count', 'memory', 'ok');

const TERMS = Symbol('persistent_term');

const termsOf = (p: Process) => p.runtime.slot(TERMS, () => new TermMap<Term>());

/** Bytes of a word. */
const WORD = 8;

export const persistentTerm = defineBifs('persistent_term', {
  'get/0': (p) => list([...termsOf(p).entries()].map(([key, value]) => tuple(key, value))),
  'get/1': (p, key) => {
    const value = termsOf(p).get(key);
    if (value === undefined) {
      p.runtime.kernel.tableWanted(key);
      throw badarg();
    }
    return value;
  },
  'get/2': (p, key, byDefault) => {
    const value = termsOf(p).get(key);
    if (value !== undefined) return value;
    p.runtime.kernel.termMissed(key);
    return byDefault;
  },
  'put/2': (p, key, value) => {
    termsOf(p).set(key, value);
    return am.ok;
  },
  // OTP 29: an error where the key has another value.
  'put_new/2': (p, key, value) => {
    const old = termsOf(p).get(key);
    if (old !== undefined && !exactEqual(old, value)) throw badarg();
    if (old === undefined) termsOf(p).set(key, value);
    return am.ok;
  },
  'erase/1': (p, key) => (termsOf(p).delete(key) ? TRUE : FALSE),
  'info/0': (p) => {
    let count = 0;
    let words = 0;
    for (const [key, value] of termsOf(p).entries()) {
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
    for (const [key] of [...termsOf(p).entries()]) termsOf(p).delete(key);
    return TRUE;
  },
});
