// Native records (OTP 29): `#module:name{field = value, …}` as a type of its own.
//
// A value carries what it needs to be used when the module that defined it is gone or has changed: whose it is, whether
// that module exported it, and the names of its fields in order.

import { TAG } from '../tags.ts';
import { NativeRecord, RecordDefinition, RecordShape } from './types.wasm.ts';

/** Where the field of that name is; -1 where there is none. */
export function fieldIndex(shape: RecordShape, name: Term): i32 {
  const fields = shape.fields;
  for (let i = 0; i < fields.length; i++) if (fields[i] === name) return i;
  return -1;
}

/** @js */
export function isNativeRecord(t: Term): boolean {
  return t instanceof NativeRecord;
}

/** The fields are atoms, all different; the arrays must not be changed afterwards. @js */
export function newNativeRecord(
  module: Term,
  name: Term,
  exported: boolean,
  fields: MutArray<Term>,
  values: MutArray<Term>,
): Term {
  const shape = new RecordShape(module, name, exported ? 1 : 0, fields);
  return new NativeRecord(TAG.NATIVE_RECORD, shape, values);
}

/** The record with other values. @js */
export function nativeRecordWith(record: Term, values: MutArray<Term>): Term {
  return new NativeRecord(TAG.NATIVE_RECORD, (record as NativeRecord).shape, values);
}

/** @js */
export function nativeRecordModule(t: Term): Term {
  return (t as NativeRecord).shape.module;
}

/** @js */
export function nativeRecordName(t: Term): Term {
  return (t as NativeRecord).shape.name;
}

/** Whether other modules may look inside. @js */
export function nativeRecordIsExported(t: Term): boolean {
  return (t as NativeRecord).shape.exported !== 0;
}

/** The names of the fields. @js */
export function nativeRecordFields(t: Term): MutArray<Term> {
  return (t as NativeRecord).shape.fields;
}

/** @js */
export function nativeRecordValues(t: Term): MutArray<Term> {
  return (t as NativeRecord).values;
}

/** The value of a field; null where there is none of that name. @js */
export function nativeRecordGet(t: Term, field: Term): Term | null {
  const record = t as NativeRecord;
  const i = fieldIndex(record.shape, field);
  return i < 0 ? null : record.values[i];
}

/** A definition whose fields have no default values yet. @js */
export function newRecordDefinition(
  module: Term,
  name: Term,
  exported: boolean,
  fields: MutArray<Term>,
): RecordDefinition {
  const shape = new RecordShape(module, name, exported ? 1 : 0, fields);
  return new RecordDefinition(shape, newArrayDefault<MutArray<Term | null>>(fields.length));
}

/** @js */
export function setRecordDefault(definition: RecordDefinition, i: i32, value: Term): void {
  definition.defaults[i] = value;
}
