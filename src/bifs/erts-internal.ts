// erts_internal: what OTP's own Erlang code asks of the emulator and has no other home, and single functions of other
// modules.
import { badarg, NotImplemented } from '../gc/errors.ts';
import { wasm } from '../gc/instance.ts';
import { printTerm } from '../gc/print.ts';
import {
  atom,
  atoms,
  bitSize,
  byteSize,
  charList,
  FALSE,
  isBitstring,
  isSmall,
  list,
  makeInteger,
  type Term,
  TRUE,
  tuple,
} from '../gc/term.ts';
import { termTypeName } from './erlang-types.ts';
import { ets, tablesOf } from './ets.ts';
import type { BifBody } from './registry.ts';
import { defineBifs } from './registry.ts';

const am = atoms('latin1', 'ok', 'undefined', 'warning');

const etsBody = (name: string, arity: number): BifBody => {
  const bif = ets.find((b) => b.name === name && b.arity === arity);
  if (bif === undefined) throw new Error(`ets:${name}/${arity} is not declared`);
  return bif.body;
};

const etsFirst = etsBody('first', 1);
const etsNext = etsBody('next', 2);
const etsLookup = etsBody('lookup', 2);

/** The binaries of more than 64 bytes in a term: what `ets:info(T, binary)` counts. */
function largeBinaries(t: Term): Term[] {
  const found: Term[] = [];
  const rest: Term[] = [t];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (isBitstring(next)) {
      if (byteSize(next) > 64) {
        const size = makeInteger(wasm.underlyingByteSize(next));
        found.push(tuple(makeInteger(bitSize(next)), size, makeInteger(1)));
      }
      continue;
    }
    rest.push(...partsOf(next));
  }
  return found;
}

/** What a tuple, list or map consists of. */
function partsOf(t: Term): Term[] {
  if (wasm.isCons(t)) return [wasm.tl(t), wasm.hd(t)];
  if (wasm.isTuple(t)) return arrayOf(wasm.termArrayOfTuple(t));
  if (wasm.isMap(t)) return arrayOf(wasm.termArrayOfMap(t));
  return [];
}

function arrayOf(array: Term): Term[] {
  return Array.from({ length: wasm.termArrayLength(array) }, (_, i) => wasm.termArrayGet(array, i));
}

export const ertsInternal = defineBifs('erts_internal', {
  'term_type/1': (_, t) => atom(termTypeName(t)),
  'term_to_string/2': (p, t, limit) => {
    if (limit !== am.undefined && !(isSmall(limit) && limit > 1)) throw badarg();
    return charList(
      printTerm(t, { node: p.scheduler.node, limit: isSmall(limit) ? limit : undefined }),
    );
  },
  'map_hashmap_children/1': () => {
    throw new NotImplemented('erts_internal:map_hashmap_children/1');
  },
  'ets_super_user/1': (p, on) => {
    if (on === TRUE) tablesOf(p).superUsers.add(p);
    else if (on === FALSE) tablesOf(p).superUsers.delete(p);
    else throw badarg();
    return am.ok;
  },
  'ets_raw_first/1': (p, id) => etsFirst(p, id),
  'ets_raw_next/2': (p, id, key) => etsNext(p, id, key),
  'ets_lookup_binary_info/2': (p, id, key) => list(largeBinaries(etsLookup(p, id, key))),
});

/** The process that these serve has nothing to do: JavaScript collects literals. */
export const literalAreaCollector = defineBifs('erts_literal_area_collector', {
  'release_area_switch/0': () => FALSE,
  'send_copy_request/3': () => {
    throw new NotImplemented('erts_literal_area_collector:send_copy_request/3');
  },
});

export const smallModules = [
  ...defineBifs('error_logger', { 'warning_map/0': () => am.warning }),
  ...defineBifs('io', { 'printable_range/0': () => am.latin1 }),
];
