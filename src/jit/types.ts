// What the compiler knows about a value: a union of TYPE bits (loader/types.ts), a range if it is an integer, the arity if it is a tuple.
//
// Ranges are in doubles: beyond 2^53 they are rounded outwards to infinity, which says nothing.
import { ANY_TYPE, type BeamType, TYPE } from '../loader/types.ts';

export interface Type {
  readonly union: number;
  /** If it is an integer. */
  readonly min: number;
  readonly max: number;
  /** If it is a tuple: exactly so many elements; -1 where that is not known. */
  readonly arity: number;
}

const EXACT = 2 ** 53;
export const SMALL_MIN = -(2 ** 30);
export const SMALL_MAX = 2 ** 30 - 1;

function make(union: number, min = -Infinity, max = Infinity, arity = -1): Type {
  return {
    union,
    min: min < -EXACT ? -Infinity : min,
    max: max > EXACT ? Infinity : max,
    arity,
  };
}

export const ANY = make(ANY_TYPE);
export const ATOM = make(TYPE.ATOM);
export const BITSTRING = make(TYPE.BITSTRING);
export const CONS = make(TYPE.CONS);
export const FLOAT = make(TYPE.FLOAT);
export const FUN = make(TYPE.FUN);
export const INTEGER = make(TYPE.INTEGER);
export const LIST = make(TYPE.CONS | TYPE.NIL);
export const MAP = make(TYPE.MAP);
export const NIL = make(TYPE.NIL);
export const NUMBER = make(TYPE.INTEGER | TYPE.FLOAT);
export const SMALL = make(TYPE.INTEGER, SMALL_MIN, SMALL_MAX);
export const TUPLE = make(TYPE.TUPLE);

export const union = (bits: number): Type => make(bits);
export const integer = (min: number, max: number): Type => make(TYPE.INTEGER, min, max);
export const tuple = (arity: number): Type => make(TYPE.TUPLE, -Infinity, Infinity, arity);

/** A type of the Type chunk. */
export function fromBeam(t: BeamType): Type {
  return make(
    t.union,
    t.min === undefined ? -Infinity : Number(t.min),
    t.max === undefined ? Infinity : Number(t.max),
  );
}

/** What is known of a value that is of one type or the other. */
export function join(a: Type, b: Type): Type {
  if (a === b) return a;
  const ints = (t: Type) => (t.union & TYPE.INTEGER) !== 0;
  const tuples = (t: Type) => (t.union & TYPE.TUPLE) !== 0;
  return make(
    a.union | b.union,
    !ints(a) ? b.min : !ints(b) ? a.min : Math.min(a.min, b.min),
    !ints(a) ? b.max : !ints(b) ? a.max : Math.max(a.max, b.max),
    !tuples(a) ? b.arity : !tuples(b) || a.arity === b.arity ? a.arity : -1,
  );
}

/** What is known of a value that is of both types. */
export function meet(a: Type, b: Type): Type {
  // Contradicting types stand in code that is never reached.
  const common = a.union & b.union || a.union;
  return make(
    common,
    Math.max(a.min, b.min),
    Math.min(a.max, b.max),
    a.arity >= 0 ? a.arity : b.arity,
  );
}

/** `a` without the types of `b`. */
export function without(a: Type, b: number): Type {
  return make(a.union & ~b || a.union, a.min, a.max, a.union & ~b & TYPE.TUPLE ? a.arity : -1);
}

export const is = (t: Type, bits: number): boolean => (t.union & ~bits) === 0;
export const maybe = (t: Type, bits: number): boolean => (t.union & bits) !== 0;
export const isSmall = (t: Type): boolean =>
  is(t, TYPE.INTEGER) && t.min >= SMALL_MIN && t.max <= SMALL_MAX;
/** An integer whose range is known and far from the limits of 64 bits. */
export const isWord = (t: Type): boolean =>
  is(t, TYPE.INTEGER) && t.min >= -EXACT && t.max <= EXACT;
export const fits32 = (min: number, max: number): boolean => min >= -(2 ** 31) && max < 2 ** 31;

/** For listings. */
export function show(t: Type): string {
  if (t.union === ANY_TYPE) return 'any';
  const namesOf = (union: number) =>
    Object.entries(TYPE)
      .filter(([, bit]) => union & bit)
      .map(([name]) => name.toLowerCase());
  const missing = namesOf(ANY_TYPE & ~t.union);
  const names = missing.length < 4 ? [`any but ${missing.join('|')}`] : namesOf(t.union);
  if (t.union & TYPE.INTEGER && (t.min > -Infinity || t.max < Infinity))
    names.push(`${t.min}..${t.max}`);
  if (t.arity >= 0) names.push(`{${t.arity}}`);
  return names.join('|');
}
