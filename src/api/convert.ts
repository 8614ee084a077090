// Terms to values and back; values.ts tells which is which.

import { printTerm } from '../gc/print.ts';
import { KIND } from '../gc/tags.ts';
import * as T from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import {
  Atom,
  BitString,
  Float,
  type Fun,
  ImproperList,
  type Input,
  opaqueTerm,
  Pid,
  Port,
  Reference,
  Tuple,
  type Value,
} from './values.ts';

/** What binaries become: bytes always, or text where they are UTF-8. */
export type Binaries = 'bytes' | 'text';

export interface ConvertOptions {
  readonly binaries: Binaries;
  /** The function that stands for a fun. */
  readonly fun: (term: Term) => Fun;
}

/** Functions that stand for funs, and the funs. */
const funs = new WeakMap<object, Term>();

/** Remembers which fun a function stands for. */
export function registerFun(fun: Fun, term: Term): Fun {
  funs.set(fun, term);
  return fun;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The value of a term. */
export function toValue(t: Term, options: ConvertOptions): Value {
  const convert = (term: Term): Value => toValue(term, options);
  switch (T.kindOf(t)) {
    case KIND.SMALL:
    case KIND.INT64:
    case KIND.BIG:
      return T.safeIntegerOf(t) ?? T.bigintOf(t);
    case KIND.FLOAT:
      return new Float(T.floatValue(t));
    case KIND.ATOM:
      return t === T.TRUE ? true : t === T.FALSE ? false : Atom.of(T.atomName(t));
    case KIND.NIL:
      return [];
    case KIND.CONS:
      return listValue(t, convert);
    case KIND.TUPLE:
      return new Tuple(T.tupleElements(t).map(convert));
    case KIND.FLATMAP:
    case KIND.HASHMAP:
      return new Map(T.mapEntries(t).map(([key, value]) => [convert(key), convert(value)]));
    case KIND.BITSTRING:
      return bitstringValue(t, options.binaries);
    case KIND.PID:
      return new Pid(t, printTerm(t));
    case KIND.REFERENCE:
      return new Reference(t, printTerm(t));
    case KIND.PORT:
      return new Port(t, printTerm(t));
    case KIND.FUN:
    case KIND.EXTERNAL_FUN:
      return options.fun(t);
  }
  throw new Error(`a term of unknown kind ${T.kindOf(t)}`);
}

function listValue(t: Term, convert: (term: Term) => Value): Value {
  const elements: Value[] = [];
  let rest = t;
  for (; T.isCons(rest); rest = T.tl(rest)) elements.push(convert(T.hd(rest)));
  return rest === T.NIL ? elements : new ImproperList(elements, convert(rest));
}

function bitstringValue(t: Term, binaries: Binaries): Value {
  const bytes = T.bytesOf(t);
  if (T.bitSize(t) % 8 !== 0) return new BitString(bytes, T.bitSize(t));
  if (binaries === 'bytes') return bytes;
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes;
  }
}

/** The term of a value. Throws a TypeError that says what has none, and what to use instead. */
export function toTerm(value: Input): Term {
  switch (typeof value) {
    case 'number':
      return numberTerm(value);
    case 'bigint':
      return T.makeInteger(value);
    case 'boolean':
      return T.bool(value);
    case 'string':
      return T.textBinary(value);
    case 'function':
      return funTerm(value);
    case 'object':
      return objectTerm(value);
  }
  throw new TypeError(
    `there is no term for ${String(value)}: use an atom, such as atom('undefined')`,
  );
}

function numberTerm(value: number): Term {
  if (!Number.isFinite(value)) throw new TypeError(`Erlang has no number ${value}`);
  if (!Number.isInteger(value)) return T.makeFloat(value);
  if (Number.isSafeInteger(value)) return T.makeInteger(value);
  throw new TypeError(`${value} is no exact integer: use a bigint, or new Float(${value})`);
}

function funTerm(value: object): Term {
  const term = funs.get(value);
  if (term === undefined) throw new TypeError('a JavaScript function cannot become a fun');
  return term;
}

function objectTerm(value: Exclude<Input, number | bigint | boolean | string> | null): Term {
  if (value === null)
    throw new TypeError("there is no term for null: use an atom, such as atom('nil')");
  if (value instanceof Atom) return T.atom(value.name);
  if (Array.isArray(value)) return T.list(value.map(toTerm));
  if (value instanceof Tuple) return T.tupleFrom(value.elements.map(toTerm));
  if (value instanceof Map) {
    return T.mapFrom([...value].map(([key, item]) => [toTerm(key), toTerm(item)] as const));
  }
  if (value instanceof Uint8Array) return T.binary(value);
  if (value instanceof Float) return T.makeFloat(value.value);
  if (value instanceof BitString) return T.bitstring(value.bytes, value.bits);
  if (value instanceof ImproperList) {
    return T.list(value.elements.map(toTerm), toTerm(value.tail));
  }
  const term = opaqueTerm(value);
  if (term !== undefined) return term;
  const name = (value as object).constructor?.name ?? 'object without a class';
  throw new TypeError(`there is no term for this ${name}: a map is a Map, a tuple tuple(…)`);
}
