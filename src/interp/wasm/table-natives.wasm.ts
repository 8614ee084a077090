// Built-ins of ETS tables that are done without leaving WebAssembly. As with all natives that take the machine, null sends the call to the
// built-in of the same name, so nothing may have happened by then; that one knows all errors, too.

import { PROTECTION, TABLE_TYPE } from '../../gc/table-states.ts';
import { ATOM_END_OF_TABLE, boolean, FALSE, TRUE } from '../../gc/wasm/constants.wasm.ts';
import {
  entryKey,
  hashErase,
  hashFind,
  hashFirst,
  hashInsert,
  hashLookup,
  hashNext,
  hashPlace,
} from '../../gc/wasm/hash-table.wasm.ts';
import { mapGet } from '../../gc/wasm/maps.wasm.ts';
import { add } from '../../gc/wasm/numbers.wasm.ts';
import {
  orderedErase,
  orderedFind,
  orderedFirst,
  orderedInsert,
  orderedLast,
  orderedNext,
  orderedPrev,
  orderedReplaceHere,
} from '../../gc/wasm/ordered-table.wasm.ts';
import { setTupleElement, tupleArity, tupleElement } from '../../gc/wasm/tuples.wasm.ts';
import {
  Atom,
  Cons,
  Entry,
  HashTable,
  NIL,
  OrderedTable,
  Store,
  TableReference,
  Tuple,
  Tuple2,
  Tuple4,
} from '../../gc/wasm/types.wasm.ts';
import { Machine } from './machine.wasm.ts';

/** The table that a process may read, or write; null where there is none, or it may not. */
function tableOf(m: Machine, id: Term, writes: boolean): Store | null {
  let reference: Term | null = id;
  if (id instanceof Atom) {
    const home = m.mailbox.home;
    reference = home === null ? null : mapGet(home.tables, id);
  }
  if (!(reference instanceof TableReference) || reference.isDeleted !== 0) return null;
  if (reference.owner !== m.mailbox) {
    const protection = reference.protection;
    if (protection === PROTECTION.PRIVATE) return null;
    if (writes && protection !== PROTECTION.PUBLIC) return null;
  }
  return reference.store;
}

/** The object of a key of a set; null where there is none, or objects may be several. */
function objectOfKey(table: Store, key: Term): Term | null {
  if (table instanceof OrderedTable) return orderedFind(table, key);
  if (table.type !== TABLE_TYPE.SET) return null;
  const e = hashFind(table as HashTable, key);
  return e === null ? null : e.object;
}

/** Whether it is in the table. */
function tableHas(table: Store, key: Term): boolean {
  if (table instanceof OrderedTable) return orderedFind(table, key) !== null;
  return hashFind(table as HashTable, key) !== null;
}

function tableInsert(table: Store, object: Term): void {
  if (table instanceof OrderedTable) orderedInsert(table, object);
  else hashInsert(table as HashTable, object);
}

function tableErase(table: Store, key: Term): void {
  if (table instanceof OrderedTable) orderedErase(table, key);
  else hashErase(table as HashTable, key);
}

/** @jit */
export function etsLookup(m: Machine, id: Term, key: Term): Term | null {
  const table = tableOf(m, id, false);
  if (table === null) return null;
  if (table instanceof OrderedTable) {
    const object = orderedFind(table, key);
    return object === null ? NIL : new Cons(object, NIL);
  }
  return hashLookup(table as HashTable, key);
}

/** @jit */
export function etsMember(m: Machine, id: Term, key: Term): Term | null {
  const table = tableOf(m, id, false);
  return table === null ? null : boolean(tableHas(table, key));
}

/** @jit */
export function etsLookupElement(m: Machine, id: Term, key: Term, position: Term): Term | null {
  const table = tableOf(m, id, false);
  if (table === null || !isSmall(position)) return null;
  const object = objectOfKey(table, key);
  if (object === null) return null;
  const i = smallValue(position);
  return i < 1 || i > tupleArity(object) ? null : tupleElement(object, i - 1);
}

/** @jit */
export function etsLookupElementOr(
  m: Machine,
  id: Term,
  key: Term,
  position: Term,
  byDefault: Term,
): Term | null {
  const found = etsLookupElement(m, id, key, position);
  if (found !== null) return found;
  const table = tableOf(m, id, false);
  if (table === null || !isSmall(position) || smallValue(position) < 1) return null;
  return tableHas(table, key) ? null : byDefault;
}

/** Whether this is what goes into a table: an object, or a list of them. */
function isInsertable(table: Store, what: Term): boolean {
  const least = table.keyIndex + 1;
  let rest = what;
  while (rest instanceof Cons) {
    if (tupleArity(rest.hd) < least) return false;
    rest = rest.tl;
  }
  return rest === NIL || (rest === what && tupleArity(what) >= least);
}

/** @jit */
export function etsInsert(m: Machine, id: Term, what: Term): Term | null {
  const table = tableOf(m, id, true);
  if (table === null || !isInsertable(table, what)) return null;
  if (what instanceof Tuple) tableInsert(table, what);
  let rest = what;
  while (rest instanceof Cons) {
    tableInsert(table, rest.hd);
    rest = rest.tl;
  }
  return TRUE;
}

/** @jit */
export function etsInsertNew(m: Machine, id: Term, what: Term): Term | null {
  const table = tableOf(m, id, true);
  if (table === null || tupleArity(what) <= table.keyIndex) return null;
  if (tableHas(table, tupleElement(what, table.keyIndex))) return FALSE;
  tableInsert(table, what);
  return TRUE;
}

/** @jit */
export function etsDelete(m: Machine, id: Term, key: Term): Term | null {
  const table = tableOf(m, id, true);
  if (table === null) return null;
  tableErase(table, key);
  return TRUE;
}

/** @jit */
export function etsTake(m: Machine, id: Term, key: Term): Term | null {
  const objects = etsLookup(m, id, key);
  if (objects === null) return null;
  return objects === NIL || etsDelete(m, id, key) !== null ? objects : null;
}

/** @jit */
export function etsUpdateCounter(m: Machine, id: Term, key: Term, what: Term): Term | null {
  return countUpObject(m, id, key, what, null);
}

/** @jit */
export function etsUpdateCounterOr(
  m: Machine,
  id: Term,
  key: Term,
  what: Term,
  byDefault: Term,
): Term | null {
  return byDefault instanceof Tuple ? countUpObject(m, id, key, what, byDefault) : null;
}

/** One counter, and small integers. */
function countUpObject(
  m: Machine,
  id: Term,
  key: Term,
  what: Term,
  byDefault: Term | null,
): Term | null {
  const table = tableOf(m, id, true);
  if (table === null) return null;
  const keyIndex = table.keyIndex;
  let at = keyIndex + 1;
  let increment = what;
  let threshold: Term | null = null;
  let reset: Term = NIL;
  if (what instanceof Tuple2 || what instanceof Tuple4) {
    const position = tupleElement(what, 0);
    if (!isSmall(position)) return null;
    at = smallValue(position) - 1;
    increment = tupleElement(what, 1);
    if (what instanceof Tuple4) {
      threshold = what.e2;
      reset = what.e3;
      if (!isSmall(threshold) || !isSmall(reset)) return null;
    }
  }
  if (!isSmall(increment) || at < 0 || at === keyIndex) return null;
  let object: Term | null = null;
  let entry: Entry | null = null;
  if (table instanceof OrderedTable) object = orderedFind(table, key);
  else if (table.type === TABLE_TYPE.SET) {
    entry = hashFind(table as HashTable, key);
    if (entry !== null) object = entry.object;
  } else return null;
  const isNew = object === null;
  if (object === null) {
    if (byDefault === null || tupleArity(byDefault) <= keyIndex) return null;
    object = setTupleElement(byDefault, keyIndex, key);
  }
  if (at >= tupleArity(object)) return null;
  const old = tupleElement(object, at);
  if (!isSmall(old)) return null;
  let value = add(old, increment);
  if (value === null) return null;
  if (threshold !== null) {
    const sum = smallValue(old) + smallValue(increment);
    const limit = smallValue(threshold);
    if (smallValue(increment) < 0 ? sum < limit : sum > limit) value = reset;
  }
  const changed = setTupleElement(object, at, value);
  if (isNew) tableInsert(table, changed);
  else if (entry !== null) entry.object = changed;
  else orderedReplaceHere(table as OrderedTable, changed);
  return value;
}

/** One element of the object of a key. @jit */
export function etsUpdateElement(m: Machine, id: Term, key: Term, what: Term): Term | null {
  const table = tableOf(m, id, true);
  if (table === null || !(what instanceof Tuple2)) return null;
  const position = what.e0;
  const object = objectOfKey(table, key);
  if (object === null || !isSmall(position)) return null;
  const at = smallValue(position) - 1;
  if (at < 0 || at >= tupleArity(object) || at === table.keyIndex) return null;
  const changed = setTupleElement(object, at, what.e1);
  if (table instanceof OrderedTable) orderedReplaceHere(table, changed);
  else (hashFind(table as HashTable, key) as Entry).object = changed;
  return TRUE;
}

// ---- walking

function keyOfEntryOrEnd(table: HashTable, e: Entry | null): Term {
  return e === null ? ATOM_END_OF_TABLE : entryKey(table, e);
}

/** @inline */
function keyOrEnd(key: Term | null): Term {
  return key === null ? ATOM_END_OF_TABLE : key;
}

/** @jit */
export function etsFirst(m: Machine, id: Term): Term | null {
  const table = tableOf(m, id, false);
  if (table === null) return null;
  if (table instanceof OrderedTable) return keyOrEnd(orderedFirst(table));
  return keyOfEntryOrEnd(table as HashTable, hashFirst(table as HashTable));
}

/** @jit */
export function etsLast(m: Machine, id: Term): Term | null {
  const table = tableOf(m, id, false);
  return table instanceof OrderedTable ? keyOrEnd(orderedLast(table)) : null;
}

/** @jit */
export function etsNext(m: Machine, id: Term, key: Term): Term | null {
  const table = tableOf(m, id, false);
  if (table === null || key === ATOM_END_OF_TABLE) return null;
  if (table instanceof OrderedTable) return keyOrEnd(orderedNext(table, key));
  const e = hashPlace(table as HashTable, key);
  return e === null ? null : keyOfEntryOrEnd(table as HashTable, hashNext(table as HashTable, e));
}

/** @jit */
export function etsPrev(m: Machine, id: Term, key: Term): Term | null {
  const table = tableOf(m, id, false);
  if (!(table instanceof OrderedTable) || key === ATOM_END_OF_TABLE) return null;
  return keyOrEnd(orderedPrev(table, key));
}
