// Functions of the runtime module that compiled code and the loop call without leaving WebAssembly, by number (NATIVE).
// Null means that the arguments are wrong: the caller then calls the built-in of the same name, which raises.

import { isUtf8 } from '../../gc/wasm/bitfields.wasm.ts';
import { withElement } from '../../gc/wasm/arrays.wasm.ts';
import { binaryPart, byteAt, copies, subBitstring } from '../../gc/wasm/bitstrings.wasm.ts';
import { compareTerms, equal, exactEqual } from '../../gc/wasm/compare.wasm.ts';
import {
  ATOM_ERROR,
  ATOM_OK,
  ATOM_UNICODE,
  ATOM_UTF8,
  boolean,
  FALSE,
  TRUE,
} from '../../gc/wasm/constants.wasm.ts';
import { phash2 } from '../../gc/wasm/hash.wasm.ts';
import {
  binaryToFloat,
  binaryToInteger,
  floatToBinary,
  integerToBinary,
  integerToBinaryIn,
  integerToList,
  utf8ToList,
} from '../../gc/wasm/text.wasm.ts';
import {
  bytesToList,
  charactersToBinary,
  iolistBits,
  iolistToBinary,
  listAppend,
  listKeyfind,
  listMember,
  listReverse,
  listSubtract,
  listToTuple,
  mapFromList,
  properLength,
  tupleToList,
} from '../../gc/wasm/lists.wasm.ts';
import {
  isMap,
  mapGet,
  mapKeys,
  mapMerge,
  mapPut,
  mapRemove,
  mapSize,
  mapValues,
} from '../../gc/wasm/maps.wasm.ts';
import { matchBinary, splitBinary } from '../../gc/wasm/search.wasm.ts';
import {
  add,
  compareNumbers,
  isInteger,
  isNumber,
  isWord,
  makeInt32,
  makeInt64,
  neg,
  wordValue,
} from '../../gc/wasm/numbers.wasm.ts';
import { setTupleElement, tupleArity, tupleElement } from '../../gc/wasm/tuples.wasm.ts';
import {
  Atom,
  Bitstring,
  Cons,
  Float,
  MatchContext,
  NIL,
  Pid,
  Tuple,
  Tuple2,
  TupleN,
} from '../../gc/wasm/types.wasm.ts';

import { NATIVE } from '../ops.ts';

/** The integer that a double beyond 64 bits is. */
declare function wholeBig(n: f64): Term;

/** @inline */
export function isBoolean(t: Term): boolean {
  return t === TRUE || t === FALSE;
}

/** What is longer is left to the built-in, which lets others run. */
const LONG_BITS = 0x40000;

// What compiled code calls most it calls without the number: see jit/natives.ts.

/** @jit */
export function lengthOf(list: Term): Term | null {
  const n = properLength(list);
  return n < 0 ? null : small(n);
}

/** @jit */
export function tupleSizeOf(tuple: Term): Term | null {
  const n = tupleArity(tuple);
  return n < 0 ? null : small(n);
}

/** @jit */
export function byteSizeOf(t: Term): Term | null {
  if (t instanceof Bitstring) return small((t.size + 7) >>> 3);
  // The compiler lets this and bit_size see match contexts where it knows that a bitstring is being matched.
  if (t instanceof MatchContext) return small((t.end - t.position + 7) >>> 3);
  return null;
}

/** @jit */
export function mapSizeOf(map: Term): Term | null {
  return isMap(map) ? small(mapSize(map)) : null;
}

/** @jit */
export function elementOf(index: Term, tuple: Term): Term | null {
  if (!isSmall(index)) return null;
  const i = smallValue(index);
  if (tuple instanceof TupleN) {
    const elements = tuple.elements;
    return i < 1 || i > elements.length ? null : elements[i - 1];
  }
  if (i < 1 || i > tupleArity(tuple)) return null;
  return tupleElement(tuple, i - 1);
}

/** @jit */
export function setElementOf(index: Term, tuple: Term, value: Term): Term | null {
  if (!isSmall(index)) return null;
  const i = smallValue(index);
  if (tuple instanceof TupleN) {
    const elements = tuple.elements;
    return i < 1 || i > elements.length ? null : new TupleN(withElement(elements, i - 1, value));
  }
  if (i < 1 || i > tupleArity(tuple)) return null;
  return setTupleElement(tuple, i - 1, value);
}

/** @jit */
export function mapGetOf(key: Term, map: Term): Term | null {
  return isMap(map) ? mapGet(map, key) : null;
}

/** @jit */
export function isMapKeyOf(key: Term, map: Term): Term | null {
  return isMap(map) ? boolean(mapGet(map, key) !== null) : null;
}

/** @jit */
export function mapPutOf(key: Term, value: Term, map: Term): Term | null {
  return isMap(map) ? mapPut(map, key, value) : null;
}

/** @jit */
export function lesserOf(a: Term, b: Term): Term | null {
  if (isSmall(a) && isSmall(b)) return smallValue(a) <= smallValue(b) ? a : b;
  if (isWord(a) && isWord(b)) return wordValue(a) <= wordValue(b) ? a : b;
  return compareTerms(a, b, false) <= 0 ? a : b;
}

/** @jit */
export function greaterOf(a: Term, b: Term): Term | null {
  if (isSmall(a) && isSmall(b)) return smallValue(a) >= smallValue(b) ? a : b;
  if (isWord(a) && isWord(b)) return wordValue(a) >= wordValue(b) ? a : b;
  return compareTerms(a, b, false) >= 0 ? a : b;
}

/** @jit */
export function squareRootOf(t: Term): Term | null {
  if (t instanceof Float) return t.value < 0.0 ? null : new Float(f64Sqrt(t.value));
  if (isSmall(t)) return smallValue(t) < 0 ? null : new Float(f64Sqrt(f64(smallValue(t))));
  return null;
}

/** Halves go away from zero. */
function rounded(n: f64): f64 {
  const whole = f64Trunc(n);
  // The difference of a number and its whole part is exact.
  if (f64Abs(n - whole) < 0.5) return whole;
  return n < 0.0 ? whole - 1.0 : whole + 1.0;
}

/** The whole part as an integer. */
function wholeNumber(n: f64): Term {
  return f64Abs(n) < 9223372036854775808.0 ? makeInt64(i64(n)) : wholeBig(n);
}

/** @jit */
export function native1(id: i32, a: Term): Term | null {
  switch (id) {
    case NATIVE['erlang:hd/1']:
      if (a instanceof Cons) return a.hd;
      return null;
    case NATIVE['erlang:tl/1']:
      if (a instanceof Cons) return a.tl;
      return null;
    case NATIVE['erlang:length/1']:
      return lengthOf(a);
    case NATIVE['erlang:tuple_size/1']:
      return tupleSizeOf(a);
    case NATIVE['erlang:size/1']:
      return a instanceof Bitstring ? small(a.size >>> 3) : tupleSizeOf(a);
    case NATIVE['erlang:byte_size/1']:
      return byteSizeOf(a);
    case NATIVE['erlang:bit_size/1']:
      if (a instanceof Bitstring) return makeInt32(a.size);
      if (a instanceof MatchContext) return makeInt32(a.end - a.position);
      return null;
    case NATIVE['erlang:map_size/1']:
      return mapSizeOf(a);
    case NATIVE['erlang:not/1']:
      if (a === TRUE) return FALSE;
      if (a === FALSE) return TRUE;
      return null;
    case NATIVE['erlang:is_list/1']:
      return boolean(a instanceof Cons || a === NIL);
    case NATIVE['erlang:is_atom/1']:
      return boolean(a instanceof Atom);
    case NATIVE['erlang:is_integer/1']:
      return boolean(isInteger(a));
    case NATIVE['erlang:is_tuple/1']:
      return boolean(a instanceof Tuple);
    case NATIVE['erlang:is_binary/1']:
      return boolean(a instanceof Bitstring && (a.size & 7) === 0);
    case NATIVE['erlang:is_bitstring/1']:
      return boolean(a instanceof Bitstring);
    case NATIVE['erlang:is_map/1']:
      return boolean(isMap(a));
    case NATIVE['erlang:is_float/1']:
      return boolean(a instanceof Float);
    case NATIVE['erlang:is_number/1']:
      return boolean(isNumber(a));
    case NATIVE['erlang:is_pid/1']:
      return boolean(a instanceof Pid);
    case NATIVE['erlang:list_to_tuple/1']:
      return listToTuple(a);
    case NATIVE['erlang:tuple_to_list/1']:
      return tupleToList(a);
    case NATIVE['maps:from_list/1']:
      return mapFromList(a);
    case NATIVE['maps:keys/1']:
      if (isMap(a)) return mapKeys(a);
      return null;
    case NATIVE['maps:values/1']:
      if (isMap(a)) return mapValues(a);
      return null;
    case NATIVE['erlang:phash2/1']:
      return small(phash2(a) & 0x7ffffff);
    case NATIVE['erlang:integer_to_list/1']:
      return integerToList(a);
    case NATIVE['erlang:integer_to_binary/1']:
      return integerToBinary(a);
    case NATIVE['erlang:iolist_to_binary/1']:
      if (a instanceof Bitstring && (a.size & 7) === 0) return a;
      return iolistToBinary(a, LONG_BITS >>> 3);
    case NATIVE['erlang:list_to_binary/1']:
      return a instanceof Cons || a === NIL ? iolistToBinary(a, LONG_BITS >>> 3) : null;
    case NATIVE['erlang:iolist_size/1']: {
      const bits = iolistBits(a, false);
      return bits < 0 ? null : makeInt32(bits >>> 3);
    }
    case NATIVE['erlang:binary_to_list/1']:
      if (!(a instanceof Bitstring) || (a.size & 7) !== 0 || a.size > LONG_BITS) return null;
      return bytesToList(a, 0, a.size >>> 3, NIL);
    case NATIVE['erlang:binary_to_integer/1']:
      return binaryToInteger(a, 10);
    case NATIVE['erlang:binary_to_float/1']:
      return binaryToFloat(a);
    case NATIVE['erlang:atom_to_list/1']: {
      const text = a instanceof Atom ? a.text : null;
      return text === null ? null : utf8ToList(text);
    }
    case NATIVE['binary:copy/1']:
      return copies(a, 1, LONG_BITS);
    case NATIVE['math:sqrt/1']:
      return squareRootOf(a);
    case NATIVE['erlang:abs/1']:
      if (a instanceof Float) return a.value > 0.0 ? a : new Float(f64Abs(a.value));
      if (isSmall(a)) return smallValue(a) < 0 ? makeInt32(-smallValue(a)) : a;
      if (!isInteger(a)) return null;
      return compareNumbers(a, small(0)) < 0 ? neg(a) : a;
    case NATIVE['erlang:float/1']:
      if (a instanceof Float) return a;
      return isWord(a) ? new Float(f64(wordValue(a))) : add(a, new Float(0.0));
    case NATIVE['erlang:trunc/1']:
      return a instanceof Float ? wholeNumber(a.value) : isInteger(a) ? a : null;
    case NATIVE['erlang:floor/1']:
      return a instanceof Float ? wholeNumber(f64Floor(a.value)) : isInteger(a) ? a : null;
    case NATIVE['erlang:ceil/1']:
      return a instanceof Float ? wholeNumber(f64Ceil(a.value)) : isInteger(a) ? a : null;
    case NATIVE['erlang:round/1']:
      return a instanceof Float ? wholeNumber(rounded(a.value)) : isInteger(a) ? a : null;
  }
  return null;
}

function isShortText(t: Bitstring): boolean {
  return t.size <= LONG_BITS && (t.size & 7) === 0 && isUtf8(t);
}

/** @jit */
export function native2(id: i32, a: Term, b: Term): Term | null {
  switch (id) {
    case NATIVE['erlang:element/2']:
      return elementOf(a, b);
    case NATIVE['erlang:map_get/2']:
    case NATIVE['maps:get/2']:
      return mapGetOf(a, b);
    case NATIVE['maps:find/2']: {
      if (!isMap(b)) return null;
      const v = mapGet(b, a);
      if (v === null) return ATOM_ERROR;
      return new Tuple2(ATOM_OK, v);
    }
    case NATIVE['maps:remove/2']:
      if (!isMap(b)) return null;
      return mapRemove(b, a);
    case NATIVE['erlang:is_map_key/2']:
    case NATIVE['maps:is_key/2']:
      return isMapKeyOf(a, b);
    case NATIVE['lists:reverse/2']:
      return listReverse(a, b);
    case NATIVE['lists:member/2']:
      return listMember(a, b);
    case NATIVE['erlang:++/2']:
      return listAppend(a, b);
    case NATIVE['erlang:--/2']:
      return listSubtract(a, b);
    case NATIVE['maps:merge/2']:
      if (isMap(a) && isMap(b)) return mapMerge(a, b);
      return null;
    case NATIVE['erlang:=:=/2']:
      return boolean(exactEqual(a, b));
    case NATIVE['erlang:=/=/2']:
      return boolean(!exactEqual(a, b));
    case NATIVE['erlang:==/2']:
      return boolean(equal(a, b));
    case NATIVE['erlang:/=/2']:
      return boolean(!equal(a, b));
    case NATIVE['erlang:</2']:
      return boolean(compareTerms(a, b, false) < 0);
    case NATIVE['erlang:>/2']:
      return boolean(compareTerms(a, b, false) > 0);
    case NATIVE['erlang:=</2']:
      return boolean(compareTerms(a, b, false) <= 0);
    case NATIVE['erlang:>=/2']:
      return boolean(compareTerms(a, b, false) >= 0);
    case NATIVE['erlang:min/2']:
      return lesserOf(a, b);
    case NATIVE['erlang:max/2']:
      return greaterOf(a, b);
    case NATIVE['erlang:and/2']:
      if (!isBoolean(a) || !isBoolean(b)) return null;
      return boolean(a === TRUE && b === TRUE);
    case NATIVE['erlang:or/2']:
      if (!isBoolean(a) || !isBoolean(b)) return null;
      return boolean(a === TRUE || b === TRUE);
    case NATIVE['erlang:xor/2']:
      if (!isBoolean(a) || !isBoolean(b)) return null;
      return boolean(a !== b);
    case NATIVE['binary:part/2']:
    case NATIVE['erlang:binary_part/2']:
      return b instanceof Tuple2 ? binaryPart(a, b.e0, b.e1) : null;
    case NATIVE['erlang:binary_to_integer/2']:
      return isSmall(b) ? binaryToInteger(a, smallValue(b)) : null;
    case NATIVE['erlang:integer_to_binary/2']:
      return integerToBinaryIn(a, b);
    case NATIVE['erlang:integer_to_list/2']: {
      const text = integerToBinaryIn(a, b);
      return text === null ? null : bytesToList(text, 0, text.size >>> 3, NIL);
    }
    case NATIVE['erlang:float_to_binary/2']:
      return floatToBinary(a, b);
    case NATIVE['binary:split/2']:
      return splitBinary(a, b, NIL);
    case NATIVE['binary:match/2']:
      return matchBinary(a, b);
    case NATIVE['erlang:split_binary/2']: {
      if (!(a instanceof Bitstring) || !isSmall(b)) return null;
      const n = smallValue(b);
      if (n < 0 || n > a.size >>> 3) return null;
      return new Tuple2(subBitstring(a, 0, n << 3), subBitstring(a, n << 3, a.size - (n << 3)));
    }
    case NATIVE['binary:at/2']: {
      if (!(a instanceof Bitstring) || (a.size & 7) !== 0 || !isSmall(b)) return null;
      const i = smallValue(b);
      return i >= 0 && i < a.size >>> 3 ? small(byteAt(a, i)) : null;
    }
    case NATIVE['binary:copy/2']:
      return isSmall(b) ? copies(a, smallValue(b), LONG_BITS) : null;
    case NATIVE['unicode:characters_to_binary/2']: {
      if (b !== ATOM_UNICODE && b !== ATOM_UTF8) return null;
      if (!(a instanceof Bitstring)) return charactersToBinary(a, LONG_BITS >>> 3);
      return isShortText(a) ? a : null;
    }
    case NATIVE['unicode:characters_to_list/2']:
      if (b !== ATOM_UNICODE && b !== ATOM_UTF8) return null;
      return a instanceof Bitstring && isShortText(a) ? utf8ToList(a) : null;
    case NATIVE['erlang:atom_to_binary/2']:
      return a instanceof Atom && b === ATOM_UTF8 ? a.text : null;
  }
  return null;
}

/** @jit */
export function native3(id: i32, a: Term, b: Term, c: Term): Term | null {
  switch (id) {
    case NATIVE['erlang:setelement/3']:
      return setElementOf(a, b, c);
    case NATIVE['lists:keyfind/3']:
      return listKeyfind(a, b, c);
    case NATIVE['maps:put/3']:
      return mapPutOf(a, b, c);
    case NATIVE['binary:split/3']:
      return splitBinary(a, b, c);
    case NATIVE['binary:part/3']:
    case NATIVE['erlang:binary_part/3']:
      return binaryPart(a, b, c);
  }
  return null;
}
