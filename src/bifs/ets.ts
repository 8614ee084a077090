// ets: tables. What is stored and found is in src/ets; here are the functions with their checks, in the order and with
// the causes that OTP has.

import { FIRST_BUCKETS, HashStore, ITERATIONS, LOCKS } from '../ets/hash-store.ts';
import {
  compileMatchSpec,
  isFullyBound,
  keepsKey,
  MatchSpec,
  placeOfKey,
  variableNumber,
} from '../ets/match-spec.ts';
import { OrderedStore } from '../ets/ordered-store.ts';
import { END, type Limits, type Visitor } from '../ets/store.ts';
import {
  type Protection,
  Table,
  type TableSettings,
  Tables,
  type TableType,
  type WriteConcurrency,
} from '../ets/tables.ts';
import { badarg } from '../gc/errors.ts';
import { wasm } from '../gc/instance.ts';
import { flatSize } from '../gc/size.ts';
import {
  atom,
  atoms,
  bigintOf,
  bool,
  compare,
  cons,
  FALSE,
  hd,
  isAtom,
  isCons,
  isInteger,
  isPid,
  isReference,
  isSmall,
  isTuple,
  list,
  listElements,
  makeFloat,
  makeInteger,
  NIL,
  referenceResource,
  safeIntegerOf,
  setTupleElement,
  type Term,
  TRUE,
  tl,
  tuple,
  tupleArity,
  tupleElement,
  tupleElements,
} from '../gc/term.ts';
import type { Process } from '../sched/process.ts';
import { charge } from './charge.ts';
import { arithResult } from './erlang-operators.ts';
import { guardLookup } from './guards.ts';
import { defineBifs } from './registry.ts';

const am = atoms(
  '_',
  '$_',
  '$$',
  '$end_of_table',
  'access',
  'already_exists',
  'auto',
  'bag',
  'badkey',
  'compressed',
  'debug_hash_fixed_number_of_locks',
  'decentralized_counters',
  'duplicate_bag',
  'fixed',
  'heir',
  'id',
  'keypos',
  'memory',
  'name',
  'named_table',
  'node',
  'none',
  'not_owner',
  'ordered_set',
  'owner',
  'position',
  'private',
  'protected',
  'protection',
  'public',
  'read_concurrency',
  'safe_fixed',
  'safe_fixed_monotonic_time',
  'set',
  'size',
  'stats',
  'table_type',
  'type',
  'undefined',
  'write_concurrency',
  'binary',
);

const TABLES = Symbol('ets');

/** The tables of the process's runtime. */
export function tablesOf(p: Process): Tables {
  return p.runtime.slot(TABLES, () => {
    const tables = new Tables(p.scheduler.references.home);
    p.scheduler.exitHooks.push((ended) => tables.onExit(ended));
    return tables;
  });
}

// ---- finding a table

type Access = 'read' | 'write' | 'info';

/** The table of a name or reference; a cause where there is none. */
function find(p: Process, id: Term): Table | Term {
  if (isAtom(id)) return tablesOf(p).byName(id) ?? am.id;
  const resource = isReference(id) ? referenceResource(id) : null;
  if (!(resource instanceof Table)) return am.type;
  return resource.deleted ? am.id : resource;
}

function tableFor(p: Process, id: Term, access: Access): Table {
  const table = find(p, id);
  if (!(table instanceof Table)) {
    p.runtime.kernel.tableWanted(id);
    throw badarg(table);
  }
  if (table.owner === p || access === 'info' || table.protection === 'public') return table;
  if (access === 'read' && table.protection === 'protected') return table;
  if (tablesOf(p).superUsers.has(p)) return table;
  throw badarg(am.access);
}

/** Whether a key may have several objects. */
function isBag(table: Table): boolean {
  const { type } = table.settings;
  return type === 'bag' || type === 'duplicate_bag';
}

// ---- making tables

/** What `{write_concurrency, {debug_hash_fixed_number_of_locks, N}}` takes at most. */
const MAX_FIXED_LOCKS = 32_768;

interface NewOptions extends TableSettings {
  readonly protection: Protection;
  readonly heir: Term | undefined;
  readonly heirData: Term;
}

const TYPES = new Map<Term, TableType>([
  [am.set, 'set'],
  [am.bag, 'bag'],
  [am.duplicate_bag, 'duplicate_bag'],
  [am.ordered_set, 'ordered_set'],
]);

const PROTECTIONS = new Map<Term, Protection>([
  [am.public, 'public'],
  [am.protected, 'protected'],
  [am.private, 'private'],
]);

/** OTP's own tests set the number of locks; it becomes a power of two between that of counters and of the first buckets. */
function fixedLocks(value: Term): number | undefined {
  if (!isTuple(value) || tupleArity(value) !== 2) return undefined;
  const [name, count] = tupleElements(value);
  const locks = safeIntegerOf(count);
  if (name !== am.debug_hash_fixed_number_of_locks || locks === undefined) return undefined;
  if (locks < 1 || locks > MAX_FIXED_LOCKS) return undefined;
  return Math.min(Math.max(2 ** Math.floor(Math.log2(locks)), LOCKS), FIRST_BUCKETS);
}

/** The options of ets:new/2; undefined where one is wrong. `set` and `protected` do not take back what was said before. */
function newOptions(options: Term): NewOptions | undefined {
  let type: TableType = 'set';
  let protection: Protection = 'protected';
  let named = false;
  let compressed = false;
  let keypos = 1;
  let readConcurrency = false;
  let writeConcurrency: WriteConcurrency = 'false';
  let decentralized = false;
  let decentralizedOption: boolean | undefined;
  let heir: Term | undefined;
  let heirData: Term = am.undefined;
  let rest = options;
  for (; isCons(rest); rest = tl(rest)) {
    const option = hd(rest);
    if (isTuple(option)) {
      const [name, value, extra] = tupleElements(option);
      if (tupleArity(option) === 3) {
        if (name !== am.heir || !isPid(value)) return undefined;
        heir = value;
        heirData = extra;
        continue;
      }
      if (tupleArity(option) !== 2) return undefined;
      const flag = value === TRUE ? true : value === FALSE ? false : undefined;
      if (name === am.keypos && isSmall(value) && value > 0) keypos = value;
      else if (name === am.heir && value === am.none) heir = undefined;
      else if (name === am.read_concurrency && flag !== undefined) readConcurrency = flag;
      else if (name === am.decentralized_counters && flag !== undefined) decentralizedOption = flag;
      else if (name === am.write_concurrency && value === am.auto) {
        writeConcurrency = 'auto';
        decentralized = true;
      } else if (name === am.write_concurrency && flag !== undefined) {
        writeConcurrency = flag ? 'true' : 'false';
        if (flag && type !== 'ordered_set') decentralized = false;
      } else if (name === am.write_concurrency) {
        const locks = fixedLocks(value);
        if (locks === undefined) return undefined;
        writeConcurrency = locks;
        decentralized = true;
      } else return undefined;
    } else if (option === am.named_table) named = true;
    else if (option === am.compressed) compressed = true;
    else if (option === am.public || option === am.private)
      protection = PROTECTIONS.get(option) as Protection;
    else if (TYPES.has(option)) {
      if (option !== am.set) type = TYPES.get(option) as TableType;
      if (option === am.ordered_set) decentralized = true;
    } else if (option !== am.protected) return undefined;
  }
  if (rest !== NIL) return undefined;
  if (protection === 'private') {
    writeConcurrency = 'false';
    readConcurrency = false;
  }
  decentralized = writeConcurrency !== 'false' && (decentralizedOption ?? decentralized);
  return {
    type,
    protection,
    named,
    compressed,
    keypos,
    readConcurrency,
    writeConcurrency,
    decentralized,
    heir,
    heirData,
  };
}

function setHeir(p: Process, table: Table, heir: Term | undefined, data: Term): void {
  const process = heir === undefined ? undefined : p.scheduler.table.get(heir);
  table.heir = process?.alive ? { process, data } : undefined;
}

// ---- inserting

/** The objects that an insertion is given, one or a list, all checked. */
function objectsToInsert(table: Table, t: Term): Term[] {
  const { keypos } = table.settings;
  const objects = isTuple(t) ? [t] : listElements(t);
  if (objects === undefined || !objects.every((o) => tupleArity(o) >= keypos)) throw badarg();
  return objects;
}

/** `{Pos, …}` or a list of them. */
function operations(t: Term): Term[] {
  const items = isTuple(t) ? [t] : listElements(t);
  if (items === undefined) throw badarg();
  return items;
}

/** A position in `object` that may be changed, 0-based. */
function position(table: Table, object: Term, t: Term): number {
  if (!isSmall(t)) throw badarg();
  if (t === table.settings.keypos) throw badarg(am.keypos);
  if (t < 1 || t > tupleArity(object)) throw badarg(am.position);
  return t - 1;
}

/** The object of the key, or the default with that key. */
function objectOrDefault(table: Table, key: Term, byDefault: Term | undefined): Term | undefined {
  const [object] = table.store.lookup(key);
  if (object !== undefined || byDefault === undefined) return object;
  const { keypos } = table.settings;
  if (tupleArity(byDefault) < keypos) throw badarg();
  return setTupleElement(byDefault, keypos - 1, key);
}

/** One step of ets:update_counter: {Pos, Incr} or {Pos, Incr, Threshold, SetValue}. */
function countedUp(old: Term, step: Term): Term {
  const [, increment, threshold, reset] = tupleElements(step);
  const sum = arithResult(wasm.opAdd(old, increment));
  if (threshold === undefined) return sum;
  const over = bigintOf(increment) < 0n ? compare(sum, threshold) < 0 : compare(sum, threshold) > 0;
  return over ? reset : sum;
}

function updateCounter(p: Process, id: Term, key: Term, what: Term, byDefault?: Term): Term {
  const table = tableFor(p, id, 'write');
  if (byDefault !== undefined && !isTuple(byDefault)) throw badarg();
  if (isBag(table)) throw badarg(am.table_type);
  let object = objectOrDefault(table, key, byDefault);
  if (object === undefined) throw badarg(am.badkey);
  const single = isInteger(what) || isTuple(what);
  const steps = isInteger(what)
    ? [tuple(makeInteger(table.settings.keypos + 1), what)]
    : operations(what);
  for (const step of steps) {
    const arity = tupleArity(step);
    if (arity !== 2 && arity !== 4) throw badarg();
    const parts = tupleElements(step);
    if (!parts.slice(1).every((part) => isInteger(part))) throw badarg();
    if (!isInteger(tupleElement(object, position(table, object, parts[0])))) throw badarg();
  }
  const results: Term[] = [];
  for (const step of steps) {
    const at = (tupleElement(step, 0) as unknown as number) - 1;
    const value = countedUp(tupleElement(object, at), step);
    object = setTupleElement(object, at, value);
    results.push(value);
  }
  table.store.insert(object);
  return single ? results[0] : list(results);
}

function updateElement(p: Process, id: Term, key: Term, what: Term, byDefault?: Term): Term {
  const table = tableFor(p, id, 'write');
  if (byDefault !== undefined && !isTuple(byDefault)) throw badarg();
  if (isBag(table)) throw badarg();
  if (byDefault !== undefined && tupleArity(byDefault) < table.settings.keypos)
    throw badarg(am.position);
  let object = objectOrDefault(table, key, byDefault);
  if (object === undefined) return FALSE;
  const updates = operations(what).map((update) => {
    if (tupleArity(update) !== 2) throw badarg();
    return {
      at: position(table, object as Term, tupleElement(update, 0)),
      value: tupleElement(update, 1),
    };
  });
  for (const { at, value } of updates) object = setTupleElement(object, at, value);
  table.store.insert(object);
  return TRUE;
}

function lookupElement(p: Process, id: Term, key: Term, index: Term, byDefault?: Term): Term {
  const table = tableFor(p, id, 'read');
  if (!isSmall(index) || index < 1) throw badarg();
  const objects = table.store.lookup(key);
  if (objects.length === 0) {
    if (byDefault !== undefined) return byDefault;
    throw badarg(am.badkey);
  }
  if (!objects.every((object) => tupleArity(object) >= index)) throw badarg();
  const elements = objects.map((object) => tupleElement(object, index - 1));
  return isBag(table) ? list(elements) : elements[0];
}

// ---- matching

/** ets:match's pattern and ets:match_object's as match specifications. */
const bindingsSpec = (pattern: Term) => list([tuple(pattern, NIL, list([am.$$]))]);
const objectsSpec = (pattern: Term) => list([tuple(pattern, NIL, list([am.$_]))]);

function compiled(spec: Term): MatchSpec {
  const program = compileMatchSpec(spec, 'table', guardLookup);
  if (program === undefined) throw badarg();
  return program;
}

/** The keys that objects must have to match; undefined where any will do. */
function boundKeys(table: Table, spec: MatchSpec): Term[] | undefined {
  const keys: Term[] = [];
  for (const head of spec.heads) {
    if (head === am._ || variableNumber(head) !== undefined) return undefined;
    if (tupleArity(head) < table.settings.keypos) continue; // matches nothing
    const key = tupleElement(head, table.settings.keypos - 1);
    if (!isFullyBound(key)) return undefined;
    keys.push(key);
  }
  return keys;
}

/** Within which keys matching objects have to lie. */
function limitsOf(table: Table, spec: MatchSpec): Limits {
  const keys = boundKeys(table, spec);
  const { type, keypos } = table.settings;
  if (keys !== undefined || type !== 'ordered_set' || spec.heads.length !== 1) return keys;
  const [head] = spec.heads;
  if (tupleArity(head) < keypos) return undefined;
  const pattern = tupleElement(head, keypos - 1);
  return (key) => placeOfKey(pattern, key);
}

/** Shows all objects that may match to a visitor; each costs a reduction. */
function visitAll(p: Process, table: Table, spec: MatchSpec, visitor: Visitor): void {
  let n = 0;
  const counting: Visitor = (object) => {
    n++;
    return visitor(object);
  };
  table.store.visit(counting, limitsOf(table, spec));
  charge(p, n);
}

/** All results, in the order of OTP's lists. */
function selectAll(p: Process, table: Table, spec: MatchSpec, falling: boolean): Term {
  const results: Term[] = [];
  visitAll(p, table, spec, (object) => {
    const result = spec.run(p, object);
    if (result !== undefined) results.push(result);
    return undefined;
  });
  return list(falling || table.store.resultsReversed ? results.reverse() : results);
}

function programTerm(p: Process, spec: MatchSpec): Term {
  return p.scheduler.references.make(spec);
}

/** A piece of a hash table's results from a slot on; results of earlier pieces that did not fit are in `rest`. */
function selectHashPiece(
  p: Process,
  table: Table,
  store: HashStore,
  from: {
    slot: number;
    limit: number;
    program: Term;
    spec: MatchSpec;
    rest: Term[];
    continued: boolean;
  },
): Term {
  const { limit, program, spec } = from;
  // The latest result first, as the list that is returned.
  const results = from.rest.toReversed();
  let { slot, continued } = from;
  let iterations = 0;
  if (slot >= 0 && results.length < limit) {
    const visitor: Visitor = (object) => {
      iterations++;
      const result = spec.run(p, object);
      if (result !== undefined) results.push(result);
      return undefined;
    };
    slot = store.visitFrom(slot, visitor, () => {
      if (results.length >= limit) return true;
      if (iterations >= ITERATIONS) {
        iterations = 0;
        continued = true;
      }
      return false;
    });
  }
  results.reverse();
  let rest: Term[] = [];
  if (results.length > limit) {
    rest = results.splice(0, results.length - limit);
    // What was taken over from before may not be changed in place, and comes out turned round.
    if (continued) rest.reverse();
  }
  if (rest.length > 0 || slot >= 0) {
    const place = tuple(
      table.id,
      makeInteger(slot),
      makeInteger(limit),
      program,
      list(rest),
      makeInteger(rest.length),
    );
    return tuple(list(results), place);
  }
  return results.length > 0 ? tuple(list(results), am.$end_of_table) : am.$end_of_table;
}

/** A piece of an ordered table's results behind a key. */
function selectOrderedPiece(
  p: Process,
  table: Table,
  store: OrderedStore,
  from: {
    after: Term | undefined;
    limit: number;
    program: Term;
    spec: MatchSpec;
    falling: boolean;
  },
): Term {
  const { limit, program, spec, falling } = from;
  const results: Term[] = [];
  let last: Term | undefined;
  store.walk(from.after, falling, (object, key) => {
    const result = spec.run(p, object);
    if (result !== undefined) results.push(result);
    last = key;
    return results.length < limit;
  });
  if (results.length === limit && last !== undefined) {
    const zero = makeInteger(0);
    const direction = falling ? makeInteger(1) : zero;
    return tuple(
      list(results),
      tuple(table.id, last, NIL, makeInteger(limit), program, NIL, direction, zero),
    );
  }
  return results.length > 0 ? tuple(list(results), am.$end_of_table) : am.$end_of_table;
}

/** The first piece of at most `limit` results. */
function selectSome(
  p: Process,
  table: Table,
  specTerm: Term,
  limitTerm: Term,
  falling: boolean,
): Term {
  if (!isSmall(limitTerm) || limitTerm < 1) throw badarg();
  const spec = compiled(specTerm);
  const keys = boundKeys(table, spec);
  const limit = limitTerm as number;
  const { store } = table;
  if (keys !== undefined) {
    const results = listElements(selectAll(p, table, spec, falling)) as Term[];
    if (results.length === 0) return am.$end_of_table;
    if (results.length <= limit) return tuple(list(results), am.$end_of_table);
    const rest = results.splice(0, results.length - limit);
    const program = programTerm(p, spec);
    const place = tuple(
      table.id,
      makeInteger(-1),
      makeInteger(limit),
      program,
      list(rest),
      makeInteger(rest.length),
    );
    return tuple(list(results), place);
  }
  const program = programTerm(p, spec);
  if (store instanceof HashStore) {
    return selectHashPiece(p, table, store, {
      slot: 0,
      limit,
      program,
      spec,
      rest: [],
      continued: false,
    });
  }
  return selectOrderedPiece(p, table, store, { after: undefined, limit, program, spec, falling });
}

/** The next piece, from what an earlier one gave as its continuation. */
function selectMore(p: Process, continuation: Term): Term {
  if (continuation === am.$end_of_table) return continuation;
  if (tupleArity(continuation) < 1) throw badarg();
  const parts = tupleElements(continuation);
  const table = tableFor(p, parts[0], 'read');
  const { store } = table;
  const program = parts.length === 6 ? parts[3] : parts[4];
  const spec = program !== undefined && isReference(program) ? referenceResource(program) : null;
  if (!(spec instanceof MatchSpec)) throw badarg();
  if (parts.length === 6) {
    const [, slot, limit] = parts;
    const rest = listElements(parts[4]);
    if (!isSmall(slot) || !isSmall(limit) || limit < 0 || rest === undefined) throw badarg();
    if (store instanceof HashStore) {
      if (slot >= store.active) throw badarg();
      return selectHashPiece(p, table, store, {
        slot,
        limit,
        program,
        spec,
        rest,
        continued: true,
      });
    }
  } else if (parts.length === 8 && store instanceof OrderedStore) {
    const [, after, , limit, , , direction] = parts;
    if (!isSmall(limit) || limit < 1) throw badarg();
    return selectOrderedPiece(p, table, store, {
      after,
      limit,
      program,
      spec,
      falling: direction === makeInteger(1),
    });
  }
  throw badarg();
}

function selectDelete(p: Process, id: Term, specTerm: Term): Term {
  const table = tableFor(p, id, 'write');
  const spec = compiled(specTerm);
  let n = 0;
  visitAll(p, table, spec, (object) => {
    if (spec.run(p, object) !== TRUE) return undefined;
    n++;
    return 'delete';
  });
  return makeInteger(n);
}

function selectReplace(p: Process, id: Term, specTerm: Term): Term {
  const table = tableFor(p, id, 'write');
  if (table.settings.type === 'bag') throw badarg(am.table_type);
  const parts = listElements(specTerm);
  if (parts === undefined || !parts.every((part) => keepsKey(part, table.settings.keypos)))
    throw badarg();
  const spec = compiled(specTerm);
  let n = 0;
  visitAll(p, table, spec, (object) => {
    const replace = spec.run(p, object);
    if (replace === undefined) return undefined;
    n++;
    return { replace };
  });
  return makeInteger(n);
}

// ---- information

/** Words that a table takes without and with objects, as OTP counts them; a sample of the objects stands for all. */
function memoryWords(table: Table): number {
  const ordered = table.settings.type === 'ordered_set';
  const base = ordered ? 139 : 304;
  if (table.store.size === 0) return base;
  let sampled = 0;
  let words = 0;
  const first = table.store.first();
  for (
    let key = first;
    key !== END && key !== undefined && sampled < 100;
    key = table.store.next(key as Term) ?? END
  ) {
    for (const object of table.store.lookup(key as Term)) {
      sampled++;
      words += 5 + flatSize(object);
    }
  }
  return base + Math.round((words / sampled) * table.store.size);
}

/** `{Active, Average, Deviation, Expected, Shortest, Longest, Kept, Locks}` of a hash table's chains. */
function chainStats(store: HashStore): Term {
  const { lengths, dead } = store.chainLengths();
  const n = lengths.length;
  const average = store.size / n;
  const variance = lengths.reduce((sum, length) => sum + (length - average) ** 2, 0) / n;
  const expected = Math.sqrt(average * (1 - 1 / n));
  return tuple(
    makeInteger(n),
    makeFloat(average),
    makeFloat(Math.sqrt(variance)),
    makeFloat(expected),
    makeInteger(Math.min(...lengths)),
    makeInteger(Math.max(...lengths)),
    makeInteger(dead),
    makeInteger(store.locks),
  );
}

function safeFixed(table: Table, monotonic: boolean): Term {
  const { fixation } = table;
  if (fixation === undefined) return FALSE;
  const micros = fixation.system / 1000n;
  const time = monotonic
    ? makeInteger(fixation.monotonic)
    : tuple(
        ...[
          micros / 1_000_000_000_000n,
          (micros / 1_000_000n) % 1_000_000n,
          micros % 1_000_000n,
        ].map(makeInteger),
      );
  return tuple(time, list([...fixation.by].map(([q, n]) => tuple(q.pid, makeInteger(n)))));
}

type Info = (p: Process, table: Table) => Term;

function writeConcurrencyTerm({ writeConcurrency, type }: TableSettings): Term {
  if (typeof writeConcurrency === 'string') return atom(writeConcurrency);
  if (type === 'ordered_set') return TRUE;
  return tuple(am.debug_hash_fixed_number_of_locks, makeInteger(writeConcurrency));
}

/** The items of ets:info/1, in its order, and what each is. */
const INFO: [Term, Info][] = [
  [am.id, (_, t) => t.id],
  [am.decentralized_counters, (_, t) => bool(t.settings.decentralized)],
  [am.read_concurrency, (_, t) => bool(t.settings.readConcurrency)],
  [am.write_concurrency, (_, t) => writeConcurrencyTerm(t.settings)],
  [am.compressed, (_, t) => bool(t.settings.compressed)],
  [am.memory, (_, t) => makeInteger(memoryWords(t))],
  [am.owner, (_, t) => t.owner.pid],
  [am.heir, (_, t) => t.heir?.process.pid ?? am.none],
  [am.name, (_, t) => t.name],
  [am.size, (_, t) => makeInteger(t.store.size)],
  [am.node, (p) => p.scheduler.node],
  [am.named_table, (_, t) => bool(t.settings.named)],
  [am.type, (_, t) => atom(t.settings.type)],
  [am.keypos, (_, t) => makeInteger(t.settings.keypos)],
  [am.protection, (_, t) => atom(t.protection)],
];

const INFO_ITEMS = new Map<Term, Info>([
  ...INFO,
  [am.fixed, (_, t) => bool(t.fixation !== undefined)],
  [am.safe_fixed, (_, t) => safeFixed(t, false)],
  [am.safe_fixed_monotonic_time, (_, t) => safeFixed(t, true)],
  [am.stats, (_, t) => (t.store instanceof HashStore ? chainStats(t.store) : FALSE)],
]);

/** The table for ets:info: undefined where it is gone. */
function tableForInfo(p: Process, id: Term): Table | undefined {
  const table = find(p, id);
  if (table instanceof Table) return table;
  if (table === am.id) return undefined;
  throw badarg(table);
}

// ---- walking

const keyTerm = (key: Term | typeof END | undefined): Term => {
  if (key === undefined) throw badarg();
  return key === END ? am.$end_of_table : key;
};

/** The key with its objects. */
function withObjects(table: Table, key: Term | typeof END | undefined): Term {
  if (key === undefined || key === END) return keyTerm(key);
  return tuple(key, list(table.store.lookup(key)));
}

/** The key beside one, which in an ordered table need not be there; nothing lies beside the end. */
function neighbour(
  table: Table,
  direction: 'next' | 'prev',
  key: Term,
): Term | typeof END | undefined {
  if (key === am.$end_of_table) throw badarg();
  return table.store[direction](key);
}

const withNeighbour = (table: Table, direction: 'next' | 'prev', key: Term): Term =>
  withObjects(table, neighbour(table, direction, key));

const readable = (p: Process, id: Term) => tableFor(p, id, 'read');

export const ets = defineBifs('ets', {
  'new/2': (p, name, options) => {
    const settings = isAtom(name) ? newOptions(options) : undefined;
    if (settings === undefined) throw badarg();
    const table = new Table(name, p, settings.protection, settings);
    setHeir(p, table, settings.heir, settings.heirData);
    if (!tablesOf(p).add(table)) throw badarg(am.already_exists);
    return table.handle;
  },
  'delete/1': (p, id) => {
    tablesOf(p).delete(tableFor(p, id, 'write'));
    return TRUE;
  },
  'delete/2': (p, id, key) => {
    tableFor(p, id, 'write').store.erase(key);
    return TRUE;
  },
  'delete_object/2': (p, id, object) => {
    const table = tableFor(p, id, 'write');
    if (tupleArity(object) < table.settings.keypos) throw badarg();
    table.store.eraseObject(object);
    return TRUE;
  },
  'insert/2': (p, id, t) => {
    const table = tableFor(p, id, 'write');
    for (const object of objectsToInsert(table, t)) table.store.insert(object);
    return TRUE;
  },
  'insert_new/2': (p, id, t) => {
    const table = tableFor(p, id, 'write');
    const objects = objectsToInsert(table, t);
    const key = table.settings.keypos - 1;
    if (objects.some((object) => table.store.has(tupleElement(object, key)))) return FALSE;
    for (const object of objects) table.store.insert(object);
    return TRUE;
  },
  'lookup/2': (p, id, key) => list(readable(p, id).store.lookup(key)),
  'lookup_element/3': (p, id, key, index) => lookupElement(p, id, key, index),
  'lookup_element/4': (p, id, key, index, byDefault) => lookupElement(p, id, key, index, byDefault),
  'member/2': (p, id, key) => bool(readable(p, id).store.has(key)),
  'take/2': (p, id, key) => {
    const { store } = tableFor(p, id, 'write');
    const objects = store.lookup(key);
    if (objects.length > 0) store.erase(key);
    return list(objects);
  },
  'update_counter/3': (p, id, key, what) => updateCounter(p, id, key, what),
  'update_counter/4': (p, id, key, what, byDefault) => updateCounter(p, id, key, what, byDefault),
  'update_element/3': (p, id, key, what) => updateElement(p, id, key, what),
  'update_element/4': (p, id, key, what, byDefault) => updateElement(p, id, key, what, byDefault),

  'first/1': (p, id) => keyTerm(readable(p, id).store.first()),
  'last/1': (p, id) => keyTerm(readable(p, id).store.last()),
  'next/2': (p, id, key) => keyTerm(neighbour(readable(p, id), 'next', key)),
  'prev/2': (p, id, key) => keyTerm(neighbour(readable(p, id), 'prev', key)),
  'first_lookup/1': (p, id) => withObjects(readable(p, id), readable(p, id).store.first()),
  'last_lookup/1': (p, id) => withObjects(readable(p, id), readable(p, id).store.last()),
  'next_lookup/2': (p, id, key) => withNeighbour(readable(p, id), 'next', key),
  'prev_lookup/2': (p, id, key) => withNeighbour(readable(p, id), 'prev', key),
  'slot/2': (p, id, n) => {
    const table = readable(p, id);
    const objects = isSmall(n) && n >= 0 ? table.store.slot(n) : undefined;
    if (objects === undefined) throw badarg();
    return objects === END ? am.$end_of_table : list(objects);
  },
  'safe_fixtable/2': (p, id, on) => {
    const table = readable(p, id);
    if (on === TRUE) tablesOf(p).fix(table, p);
    else if (on === FALSE) tablesOf(p).unfix(table, p);
    else throw badarg();
    return TRUE;
  },

  'match/1': (p, continuation) => selectMore(p, continuation),
  'match/2': (p, id, pattern) =>
    selectAll(p, readable(p, id), compiled(bindingsSpec(pattern)), false),
  'match/3': (p, id, pattern, n) => selectSome(p, readable(p, id), bindingsSpec(pattern), n, false),
  'match_object/1': (p, continuation) => selectMore(p, continuation),
  'match_object/2': (p, id, pattern) =>
    selectAll(p, readable(p, id), compiled(objectsSpec(pattern)), false),
  'match_object/3': (p, id, pattern, n) =>
    selectSome(p, readable(p, id), objectsSpec(pattern), n, false),
  'select/1': (p, continuation) => selectMore(p, continuation),
  'select/2': (p, id, spec) => selectAll(p, readable(p, id), compiled(spec), false),
  'select/3': (p, id, spec, n) => selectSome(p, readable(p, id), spec, n, false),
  'select_reverse/1': (p, continuation) => selectMore(p, continuation),
  'select_reverse/2': (p, id, spec) => selectAll(p, readable(p, id), compiled(spec), true),
  'select_reverse/3': (p, id, spec, n) => selectSome(p, readable(p, id), spec, n, true),
  'select_count/2': (p, id, specTerm) => {
    const table = readable(p, id);
    const spec = compiled(specTerm);
    let n = 0;
    visitAll(p, table, spec, (object) => {
      if (spec.run(p, object) === TRUE) n++;
      return undefined;
    });
    return makeInteger(n);
  },
  'internal_select_delete/2': (p, id, spec) => selectDelete(p, id, spec),
  'select_replace/2': (p, id, spec) => selectReplace(p, id, spec),
  'internal_delete_all/2': (p, id, what) => {
    const { store } = tableFor(p, id, 'write');
    // OTP calls it again with the number when it had to give up its time slice meanwhile.
    if (what !== am.undefined) return what;
    const n = store.size;
    store.clear();
    return makeInteger(n);
  },

  'match_spec_compile/1': (p, spec) => programTerm(p, compiled(spec)),
  'is_compiled_ms/1': (_, t) =>
    bool(Boolean(isReference(t)) && referenceResource(t) instanceof MatchSpec),
  'match_spec_run_r/3': (p, objects, program, initial) => {
    const spec = isReference(program) ? referenceResource(program) : null;
    const items = listElements(objects);
    if (!(spec instanceof MatchSpec) || items === undefined) throw badarg();
    let results = initial;
    for (const item of items) {
      const result = spec.run(p, item);
      if (result !== undefined) results = cons(result, results);
    }
    return results;
  },

  'info/1': (p, id) => {
    const table = tableForInfo(p, id);
    if (table === undefined) return am.undefined;
    return list(INFO.map(([name, info]) => tuple(name, info(p, table))));
  },
  'info/2': (p, id, item) => {
    const table = tableForInfo(p, id);
    if (table === undefined) return am.undefined;
    // Written in Erlang, on erts_internal's functions for it.
    if (item === am.binary) return p.callInstead('erts_internal', 'ets_info_binary', [id]);
    const info = INFO_ITEMS.get(item);
    if (info === undefined) throw badarg();
    return info(p, table);
  },
  'rename/2': (p, id, name) => {
    const table = tableFor(p, id, 'write');
    if (!isAtom(name) || !tablesOf(p).rename(table, name)) throw badarg();
    return table.settings.named ? name : id;
  },
  'give_away/3': (p, id, pid, data) => {
    const table = tableFor(p, id, 'write');
    const to = isPid(pid) ? p.scheduler.table.get(pid) : undefined;
    if (to === undefined || !to.alive) throw badarg();
    if (table.owner !== p) throw badarg(am.not_owner);
    if (to === p) throw badarg(am.owner);
    tablesOf(p).giveAway(table, to, data);
    return TRUE;
  },
  'setopts/2': (p, id, options) => {
    const table = tableFor(p, id, 'write');
    const change = changes(isTuple(options) ? list([options]) : options);
    if (change === undefined || table.owner !== p) throw badarg();
    if (change.heir !== undefined) setHeir(p, table, change.heir.pid, change.heir.data);
    if (change.protection !== undefined) table.protection = change.protection;
    return TRUE;
  },
  'whereis/1': (p, name) => {
    if (!isAtom(name)) throw badarg();
    const table = tablesOf(p).byName(name);
    if (table === undefined) p.runtime.kernel.tableWanted(name);
    return table?.id ?? am.undefined;
  },
  // One message for each scheduler, of which there is one.
  'internal_request_all/0': (p) => {
    const reference = p.scheduler.references.make();
    const handles = tablesOf(p)
      .all()
      .map((table) => table.handle);
    p.scheduler.send(p, p.pid, tuple(reference, list(handles)));
    return reference;
  },
});

interface Changes {
  heir?: { pid: Term | undefined; data: Term };
  protection?: Protection;
}

/** The options of ets:setopts/2; undefined where one is wrong or twice there. */
function changes(options: Term): Changes | undefined {
  const change: Changes = {};
  const items = listElements(options);
  if (items === undefined) return undefined;
  for (const item of items) {
    if (tupleArity(item) < 2) return undefined;
    const [name, value, data] = tupleElements(item);
    if (name === am.heir && change.heir === undefined) {
      if (tupleArity(item) === 2 && value === am.none)
        change.heir = { pid: undefined, data: am.undefined };
      else if (tupleArity(item) === 3 && isPid(value)) change.heir = { pid: value, data };
      else return undefined;
    } else if (
      name === am.protection &&
      tupleArity(item) === 2 &&
      change.protection === undefined
    ) {
      const protection = PROTECTIONS.get(value);
      if (protection === undefined) return undefined;
      change.protection = protection;
    } else return undefined;
  }
  return change;
}
