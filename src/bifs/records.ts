// records: native records (OTP 29) made, read and changed by functions.
import { badarg, badmap, error } from '../gc/errors.ts';
import {
  atoms,
  bool,
  emptyMap,
  isAtom,
  isMap,
  isNativeRecord,
  list,
  listElements,
  mapEntries,
  mapGet,
  mapPut,
  mapSize,
  nativeRecordFields,
  nativeRecordGet,
  nativeRecordIsExported,
  nativeRecordModule,
  nativeRecordName,
  nativeRecordValues,
  nativeRecordWithValues,
  newNativeRecord,
  type Term,
  tuple,
  tupleArity,
  tupleElement,
} from '../gc/term.ts';
import { defineBifs } from './registry.ts';

const am = atoms('badfield', 'badrecord', 'false', 'is_exported', 'true');

const badrecord = (about: Term) => error(tuple(am.badrecord, about));
const badfield = (module: Term, name: Term, field: Term) =>
  error(tuple(am.badfield, tuple(tuple(module, name), field)));

/** The value of the one option that `create/4` takes and needs. */
function isExported(options: Term): boolean {
  if (!isMap(options)) throw badmap(options);
  const value = mapGet(options, am.is_exported);
  if (mapSize(options) !== 1 || (value !== am.true && value !== am.false)) throw badarg();
  return value === am.true;
}

export const records = defineBifs('records', {
  'get/2': (_, field, t) => {
    const value = isNativeRecord(t) ? nativeRecordGet(t, field) : null;
    if (value === null) throw badarg();
    return value;
  },
  'get_module/1': (_, t) => {
    if (!isNativeRecord(t)) throw badarg();
    return nativeRecordModule(t);
  },
  'get_name/1': (_, t) => {
    if (!isNativeRecord(t)) throw badarg();
    return nativeRecordName(t);
  },
  'get_field_names/1': (_, t) => {
    if (!isNativeRecord(t)) throw badrecord(t);
    return list(nativeRecordFields(t));
  },
  'is_exported/1': (_, t) => {
    if (!isNativeRecord(t)) throw badrecord(t);
    return bool(nativeRecordIsExported(t));
  },
  'create/4': (_, module, name, fields, options) => {
    if (!isAtom(module) || !isAtom(name)) throw badrecord(name);
    const exported = isExported(options);
    const names: Term[] = [];
    const values: Term[] = [];
    for (const field of listElements(fields) ?? [fields]) {
      if (tupleArity(field) !== 2) throw badarg();
      const key = tupleElement(field, 0);
      if (!isAtom(key)) throw badfield(module, name, key);
      names.push(key);
      values.push(tupleElement(field, 1));
    }
    if (new Set(names).size !== names.length) throw badarg();
    return newNativeRecord(module, name, exported, names, values);
  },
  'update/4': (_, t, module, name, changes) => {
    if (!isNativeRecord(t)) throw badrecord(t);
    if (nativeRecordModule(t) !== module || nativeRecordName(t) !== name) throw badrecord(name);
    if (!isMap(changes)) throw badmap(changes);
    const fields = nativeRecordFields(t);
    const values = nativeRecordValues(t);
    for (const [key, value] of mapEntries(changes)) {
      const at = fields.indexOf(key);
      if (at < 0) throw badfield(module, name, key);
      values[at] = value;
    }
    return nativeRecordWithValues(t, values);
  },
  'get_definition/2': (p, module, name) => {
    const loaded = p.runtime.code.current(module);
    const definition = isAtom(name) ? loaded?.recordShape(name) : undefined;
    if (definition === undefined) throw badarg();
    const fields = definition.fields.map(({ name, value }) =>
      value === undefined ? name : tuple(name, value),
    );
    return tuple(mapPut(emptyMap(), am.is_exported, bool(definition.exported)), list(fields));
  },
});
