// The instructions of native records (OTP 29).
//
// Code of a module may look into its own records, and into others' where these are exported. Where an instruction names
// `own`, that is the module that the code belongs to, or nil where the rule does not apply.

import { fieldIndex } from '../../gc/wasm/records.wasm.ts';
import { TAG } from '../../gc/tags.ts';
import { tupleElement } from '../../gc/wasm/tuples.wasm.ts';
import {
  NIL,
  NativeRecord,
  RecordDefinition,
  RecordShape,
  Tuple,
  Tuple2,
} from '../../gc/wasm/types.wasm.ts';
import { I, REASON } from '../ops.ts';
import { raise } from './exceptions.wasm.ts';
import { Machine, source, store } from './machine.wasm.ts';

/** What a module that is loaded says of its native records of that name; null where it has none. */
declare function recordDefinition(module: Term, name: Term): Term | null;

/** Executes the native record instruction at `pc`: the address to go on at, or -1 when it raised an exception. */
export function nativeRecord(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  switch (code[pc]) {
    case I.IS_ANY_NATIVE_RECORD:
      return source(m, code[pc + 2]) instanceof NativeRecord ? pc + 3 : code[pc + 1];
    case I.IS_NATIVE_RECORD: {
      const t = source(m, code[pc + 2]);
      return t instanceof NativeRecord &&
        isOf(t.shape, source(m, code[pc + 3]), source(m, code[pc + 4]))
        ? pc + 5
        : code[pc + 1];
    }
    case I.IS_RECORD_ACCESSIBLE: {
      const shape = (source(m, code[pc + 2]) as NativeRecord).shape;
      return isAccessible(shape, source(m, code[pc + 3])) ? pc + 4 : code[pc + 1];
    }
    case I.GET_RECORD_ELEMENTS:
      return getElements(m, pc);
    case I.GET_RECORD_FIELD:
      return getField(m, pc);
    case I.UPDATE_NATIVE_RECORD:
      return updateRecord(m, pc);
    case I.NEW_NATIVE_RECORD:
      return newRecord(m, pc);
  }
  return unreachable();
}

function isOf(shape: RecordShape, module: Term, name: Term): boolean {
  return shape.module === module && shape.name === name;
}

function isAccessible(shape: RecordShape, own: Term): boolean {
  return shape.exported !== 0 || shape.module === own;
}

/** Whether code may use a record as what `id` says: a definition of its own, `{Module, Name}`, or an atom for any. */
function isUsableAs(shape: RecordShape, id: Term, own: Term): boolean {
  if (id instanceof RecordDefinition) return isOf(shape, id.shape.module, id.shape.name);
  if (id instanceof Tuple)
    return isOf(shape, tupleElement(id, 0), tupleElement(id, 1)) && isAccessible(shape, own);
  return isAccessible(shape, own);
}

/** Raises `{Reason, {{Module, Name}, Field}}`. */
function fieldError(m: Machine, pc: i32, reason: i32, shape: RecordShape, field: Term): i32 {
  raise(m, pc, reason, new Tuple2(new Tuple2(shape.module, shape.name), field));
  return -1;
}

function recordError(m: Machine, pc: i32, fail: i32, about: Term): i32 {
  if (fail !== 0) return fail;
  raise(m, pc, REASON.BADRECORD, about);
  return -1;
}

// l, s, n, (s field, d)…
function getElements(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const record = source(m, code[pc + 2]) as NativeRecord;
  const end = pc + 4 + code[pc + 3] * 2;
  for (let i = pc + 4; i < end; i += 2) {
    const at = fieldIndex(record.shape, source(m, code[i]));
    if (at < 0) return code[pc + 1];
    store(m, code[i + 1], record.values[at]);
  }
  return end;
}

// l, s, s id, s field, d, s own
function getField(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const fail = code[pc + 1];
  const record = source(m, code[pc + 2]);
  if (!(record instanceof NativeRecord)) return recordError(m, pc, fail, record);
  const shape = record.shape;
  const id = source(m, code[pc + 3]);
  // Without a name the field of any record may be read, exported or not.
  const mayRead =
    id instanceof RecordDefinition || id instanceof Tuple
      ? isUsableAs(shape, id, source(m, code[pc + 6]))
      : true;
  if (!mayRead) return recordError(m, pc, fail, record);
  const field = source(m, code[pc + 4]);
  const at = fieldIndex(shape, field);
  if (at >= 0) {
    store(m, code[pc + 5], record.values[at]);
    return pc + 7;
  }
  return fail !== 0 ? fail : fieldError(m, pc, REASON.BADFIELD, shape, field);
}

// l, s id, s record, d, s own, n, (s field, s value)…
function updateRecord(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const fail = code[pc + 1];
  const record = source(m, code[pc + 3]);
  if (!(record instanceof NativeRecord)) return recordError(m, pc, fail, record);
  if (!isUsableAs(record.shape, source(m, code[pc + 2]), source(m, code[pc + 5])))
    return recordError(m, pc, fail, record);
  const values = copyOf(record.values);
  const end = pc + 7 + code[pc + 6] * 2;
  for (let i = pc + 7; i < end; i += 2) {
    const field = source(m, code[i]);
    const at = fieldIndex(record.shape, field);
    if (at < 0) return fail !== 0 ? fail : fieldError(m, pc, REASON.BADFIELD, record.shape, field);
    values[at] = source(m, code[i + 1]);
  }
  store(m, code[pc + 4], new NativeRecord(TAG.NATIVE_RECORD, record.shape, values));
  return end;
}

/** The definition that `id` means; null where there is none that the code may use. */
function definitionOf(id: Term): RecordDefinition | null {
  if (id instanceof RecordDefinition) return id;
  if (!(id instanceof Tuple)) return null;
  const definition = recordDefinition(tupleElement(id, 0), tupleElement(id, 1));
  if (definition === null) return null;
  const found = definition as RecordDefinition;
  return found.shape.exported !== 0 ? found : null;
}

// l, s id, d, n, (s field, s value)…
function newRecord(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const fail = code[pc + 1];
  const id = source(m, code[pc + 2]);
  const definition = definitionOf(id);
  if (definition === null) return recordError(m, pc, fail, id);
  const shape = definition.shape;
  const size = shape.fields.length;
  const given: MutArray<Term | null> = newArrayDefault<MutArray<Term | null>>(size);
  arrayCopy(given, 0, definition.defaults, 0, size);
  const end = pc + 5 + code[pc + 4] * 2;
  for (let i = pc + 5; i < end; i += 2) {
    const field = source(m, code[i]);
    const at = fieldIndex(shape, field);
    if (at < 0) return fail !== 0 ? fail : fieldError(m, pc, REASON.BADFIELD, shape, field);
    given[at] = source(m, code[i + 1]);
  }
  const values: MutArray<Term> = newArray(NIL, size);
  for (let i = 0; i < size; i++) {
    const value = given[i];
    if (value === null)
      return fail !== 0 ? fail : fieldError(m, pc, REASON.NOVALUE, shape, shape.fields[i]);
    values[i] = value;
  }
  store(m, code[pc + 3], new NativeRecord(TAG.NATIVE_RECORD, shape, values));
  return end;
}
