// erlang: type tests as functions, sizes, and access to the parts of lists, tuples and maps. Compiled code has instructions
// for most of them; these serve `apply`, `fun erlang:hd/1` and match specifications.
import { BeamError, badarg, badmap } from '../gc/errors.ts';
import {
  atoms,
  bigintOf,
  bitSize,
  bool,
  byteSize,
  funArity,
  hd,
  isAtom,
  isBinary,
  isBitstring,
  isCons,
  isExternalFun,
  isFloat,
  isFun,
  isInteger,
  isList,
  isLocalFun,
  isMap,
  isNativeRecord,
  isNumber,
  isPid,
  isPort,
  isReference,
  isSmall,
  isTuple,
  makeInteger,
  mapGet,
  mapSize,
  nativeRecordModule,
  nativeRecordName,
  safeIntegerOf,
  type Term,
  tl,
  tuple,
  tupleArity,
  tupleElement,
} from '../gc/term.ts';
import { properLength } from './arguments.ts';
import { defineGuardBifs } from './registry.ts';

const am = atoms('badkey', 'true', 'false');

/** The OTP release that native records came with. */
const FIRST_WITH_RECORDS = 29;

/** The arity that `is_function/2` and `is_record/3` take: any integer that is not negative. */
function isFunctionOfArity(f: Term, arity: Term): Term {
  if (!isInteger(arity) || bigintOf(arity) < 0n) throw badarg();
  return bool(isSmall(arity) && funArity(f) === arity);
}

export const erlangTypes = defineGuardBifs('erlang', {
  'is_atom/1': (_, t) => bool(isAtom(t)),
  'is_boolean/1': (_, t) => bool(t === am.true || t === am.false),
  'is_binary/1': (_, t) => bool(isBinary(t)),
  'is_bitstring/1': (_, t) => bool(isBitstring(t)),
  'is_float/1': (_, t) => bool(isFloat(t)),
  'is_function/1': (_, t) => bool(isFun(t)),
  'is_function/2': (_, t, arity) => isFunctionOfArity(t, arity),
  'is_integer/1': (_, t) => bool(isInteger(t)),
  'is_integer/3': (_, t, low, high) => {
    if (!isInteger(low) || !isInteger(high)) throw badarg();
    return bool(isInteger(t) && bigintOf(t) >= bigintOf(low) && bigintOf(t) <= bigintOf(high));
  },
  'is_list/1': (_, t) => bool(isList(t)),
  'is_map/1': (_, t) => bool(isMap(t)),
  'is_number/1': (_, t) => bool(isNumber(t)),
  'is_pid/1': (_, t) => bool(isPid(t)),
  'is_port/1': (_, t) => bool(isPort(t)),
  'is_record/1': (_, t) => bool(isNativeRecord(t)),
  'is_record/2': (_, t, tag) => {
    if (!isAtom(tag)) throw badarg();
    if (isNativeRecord(t)) return bool(nativeRecordName(t) === tag);
    return bool(tupleArity(t) >= 1 && tupleElement(t, 0) === tag);
  },
  /** A tuple is asked for by tag and size; from OTP 29 on a native record by module and name. */
  'is_record/3': (p, t, tag, size) => {
    if (isAtom(tag) && isAtom(size) && Number(p.runtime.otp.release) >= FIRST_WITH_RECORDS)
      return bool(
        isNativeRecord(t) && nativeRecordModule(t) === tag && nativeRecordName(t) === size,
      );
    if (!isAtom(tag) || safeIntegerOf(size) === undefined) throw badarg();
    return bool(isSmall(size) && size >= 1 && tupleArity(t) === size && tupleElement(t, 0) === tag);
  },
  'is_reference/1': (_, t) => bool(isReference(t)),
  'is_tuple/1': (_, t) => bool(isTuple(t)),

  'hd/1': (_, t) => {
    if (!isCons(t)) throw badarg();
    return hd(t);
  },
  'tl/1': (_, t) => {
    if (!isCons(t)) throw badarg();
    return tl(t);
  },
  'length/1': (_, t) => {
    const n = properLength(t);
    if (n === undefined) throw badarg();
    return makeInteger(n);
  },
  'element/2': (_, index, t) => {
    if (!isSmall(index) || index < 1 || index > tupleArity(t)) throw badarg();
    return tupleElement(t, index - 1);
  },
  'size/1': (_, t) => {
    if (isTuple(t)) return makeInteger(tupleArity(t));
    if (isBitstring(t)) return makeInteger(bitSize(t) >>> 3);
    throw badarg();
  },
  'tuple_size/1': (_, t) => {
    if (!isTuple(t)) throw badarg();
    return makeInteger(tupleArity(t));
  },
  'byte_size/1': (_, t) => {
    if (!isBitstring(t)) throw badarg();
    return makeInteger(byteSize(t));
  },
  'bit_size/1': (_, t) => {
    if (!isBitstring(t)) throw badarg();
    return makeInteger(bitSize(t));
  },
  'map_size/1': (_, t) => {
    if (!isMap(t)) throw badmap(t);
    return makeInteger(mapSize(t));
  },
  'map_get/2': (_, key, map) => {
    if (!isMap(map)) throw badmap(map);
    const value = mapGet(map, key);
    if (value === null) throw new BeamError('error', tuple(am.badkey, key));
    return value;
  },
  'is_map_key/2': (_, key, map) => {
    if (!isMap(map)) throw badmap(map);
    return bool(mapGet(map, key) !== null);
  },
});

/** Whether a 64-bit emulator keeps an integer in a word of a term. */
const isImmediate = (n: bigint) => BigInt.asIntN(60, n) === n;

/** What kind of term this is, as `erts_internal:term_type/1` names it. */
export function termTypeName(t: Term): string {
  if (isSmall(t)) return 'fixnum';
  if (isInteger(t)) return isImmediate(bigintOf(t)) ? 'fixnum' : 'bignum';
  if (isFloat(t)) return 'hfloat';
  if (isAtom(t)) return 'atom';
  if (isCons(t)) return 'list';
  if (isTuple(t)) return 'tuple';
  if (isMap(t)) return mapSize(t) > 32 ? 'hashmap' : 'flatmap';
  if (isBinary(t)) return 'heap_binary';
  if (isBitstring(t)) return 'sub_binary';
  if (isLocalFun(t)) return 'fun';
  if (isExternalFun(t)) return 'export';
  if (isReference(t)) return 'reference';
  if (isPid(t)) return 'pid';
  if (isPort(t)) return 'port';
  return 'nil';
}
