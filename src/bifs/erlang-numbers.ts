// erlang: functions of numbers, and numbers to text and back (`erlang`, `erts_internal` and `string` share the parsers).

import { isAllowed } from '../gc/bigint.ts';
import { badarg, systemLimit } from '../gc/errors.ts';
import {
  atoms,
  bigintOf,
  charList,
  floatValue,
  hd,
  isCons,
  isFloat,
  isInteger,
  isSmall,
  makeFloat,
  makeInteger,
  NIL,
  type Term,
  textBinary,
  tl,
  tuple,
  tupleArity,
  tupleElement,
} from '../gc/term.ts';
import {
  DEFAULT_DECIMALS,
  type FloatFormat,
  formatFloat,
  parseFloatPrefix,
  parseFloatText,
} from '../util/float-format.ts';
import { formatInteger, isBase, isDigit, parseInteger } from '../util/integer-text.ts';
import { binaryText, byteListText } from './arguments.ts';
import { defineBifs, defineGuardBifs } from './registry.ts';

const am = atoms(
  'badarg',
  'compact',
  'decimals',
  'error',
  'no_float',
  'no_integer',
  'not_a_list',
  'scientific',
  'short',
  'system_limit',
);

/** A finite double without fraction as an integer. */
function integerOfDouble(d: number): Term {
  // Adding 0 turns -0 into 0.
  return Number.isSafeInteger(d) ? makeInteger(d + 0) : makeInteger(BigInt(d));
}

/** The body of trunc, round, floor and ceil. */
const toInteger = (rounded: (d: number) => number) => (_: unknown, t: Term) => {
  if (isFloat(t)) return integerOfDouble(rounded(floatValue(t)));
  if (!isInteger(t)) throw badarg();
  return t;
};

/** C's round(): halves away from zero. */
function roundAway(d: number): number {
  const whole = Math.trunc(d);
  return Math.abs(d - whole) >= 0.5 ? whole + Math.sign(d) : whole;
}

export const erlangNumberGuards = defineGuardBifs('erlang', {
  'abs/1': (_, t) => {
    if (isFloat(t)) return floatValue(t) <= 0 ? makeFloat(Math.abs(floatValue(t))) : t;
    if (isSmall(t)) return t < 0 ? makeInteger(-t) : t;
    if (!isInteger(t)) throw badarg();
    const n = bigintOf(t);
    return n < 0n ? makeInteger(-n) : t;
  },
  'float/1': (_, t) => {
    if (isFloat(t)) return t;
    if (!isInteger(t)) throw badarg();
    const d = Number(bigintOf(t));
    if (!Number.isFinite(d)) throw badarg();
    return makeFloat(d);
  },
  'trunc/1': toInteger(Math.trunc),
  'round/1': toInteger(roundAway),
  'floor/1': toInteger(Math.floor),
  'ceil/1': toInteger(Math.ceil),
});

// ---- integers

/** The text of integer `t` in the base given as a term. */
function integerText(t: Term, base: Term = makeInteger(10)): string {
  if (!isInteger(t) || !isSmall(base) || !isBase(base)) throw badarg();
  return formatInteger(isSmall(t) ? t : bigintOf(t), base);
}

/** An integer as a term, or undefined where it has more bits than OTP allows. */
function limitedInteger(value: number | bigint): Term | undefined {
  return typeof value === 'number' || isAllowed(value) ? makeInteger(value) : undefined;
}

/** Texts with more digits than this are refused before they are read. */
const MAX_BINARY_DIGITS = 4_194_304;
const MAX_DECIMAL_DIGITS = 1_262_611;

/** The integer that a whole text names. */
function readInteger(text: string | undefined, baseTerm: Term): Term {
  if (text === undefined || !isSmall(baseTerm) || !isBase(baseTerm)) throw badarg();
  const digits = text.replace(/^[+-]?0*/, '').length;
  if (digits > MAX_BINARY_DIGITS || (baseTerm >= 10 && digits > MAX_DECIMAL_DIGITS))
    throw systemLimit();
  const value = parseInteger(text, baseTerm);
  if (value === undefined) throw badarg();
  const result = limitedInteger(value);
  if (result === undefined) throw systemLimit();
  return result;
}

/** The integer at the start of a list and the rest of it, as `string:list_to_integer/1` gives them; an atom says why not. */
function integerPrefix(t: Term, base: number): { value: Term; rest: Term } | Term {
  if (t === NIL) return am.no_integer;
  if (!isCons(t)) return am.not_a_list;
  let text = '';
  let rest = t;
  const first = hd(rest);
  if (isSmall(first) && (first === 45 || first === 43)) {
    text = String.fromCharCode(first);
    rest = tl(rest);
  }
  const sign = text.length;
  for (; isCons(rest); rest = tl(rest)) {
    const c = hd(rest);
    if (!isSmall(c) || c < 0 || !isDigit(c, base)) break;
    text += String.fromCharCode(c);
  }
  if (text.length === sign) return am.no_integer;
  const value = limitedInteger(parseInteger(text, base) as number | bigint);
  return value === undefined ? am.system_limit : { value, rest };
}

function isPrefix(r: { value: Term; rest: Term } | Term): r is { value: Term; rest: Term } {
  return (r as { rest?: Term }).rest !== undefined;
}

const TEN = makeInteger(10);

// ---- floats

/** The options of float_to_list/2 and float_to_binary/2; the last of each kind counts. */
function floatFormat(options: Term): FloatFormat | undefined {
  let compact = false;
  let decimals = DEFAULT_DECIMALS;
  let kind: 'scientific' | 'decimals' | 'short' = 'scientific';
  let rest = options;
  for (; isCons(rest); rest = tl(rest)) {
    const option = hd(rest);
    if (option === am.compact) compact = true;
    else if (option === am.short) kind = 'short';
    else {
      if (tupleArity(option) !== 2) return undefined;
      const n = tupleElement(option, 1);
      const name = tupleElement(option, 0);
      if (!isSmall(n)) return undefined;
      decimals = n;
      if (name === am.decimals) kind = 'decimals';
      else if (name === am.scientific) kind = 'scientific';
      else return undefined;
    }
  }
  if (rest !== NIL) return undefined;
  return kind === 'short'
    ? { kind }
    : kind === 'decimals'
      ? { kind, decimals, compact }
      : { kind, decimals };
}

/** The text of float `t` under the options. */
function floatText(t: Term, options: Term): string {
  const format = floatFormat(options);
  const text = isFloat(t) && format !== undefined ? formatFloat(floatValue(t), format) : undefined;
  if (text === undefined) throw badarg();
  return text;
}

function readFloat(text: string | undefined): Term {
  const value = text === undefined ? undefined : parseFloatText(text);
  if (value === undefined) throw badarg();
  return makeFloat(value);
}

export const erlangNumbers = defineBifs('erlang', {
  'integer_to_list/1': (_, t) => charList(integerText(t)),
  'integer_to_list/2': (_, t, base) => charList(integerText(t, base)),
  'integer_to_binary/1': (_, t) => textBinary(integerText(t)),
  'integer_to_binary/2': (_, t, base) => textBinary(integerText(t, base)),
  'list_to_integer/1': (_, t) => readInteger(t === NIL ? undefined : byteListText(t), TEN),
  'list_to_integer/2': (_, t, base) => readInteger(byteListText(t), base),
  'binary_to_integer/1': (_, t) => readInteger(binaryText(t), TEN),
  'binary_to_integer/2': (_, t, base) => readInteger(binaryText(t), base),
  'float_to_list/1': (_, t) => charList(floatText(t, NIL)),
  'float_to_list/2': (_, t, options) => charList(floatText(t, options)),
  'float_to_binary/1': (_, t) => textBinary(floatText(t, NIL)),
  'float_to_binary/2': (_, t, options) => textBinary(floatText(t, options)),
  'list_to_float/1': (_, t) => readFloat(byteListText(t)),
  'binary_to_float/1': (_, t) => readFloat(binaryText(t)),
});

/** These two tell why instead of raising: erlang:list_to_integer/1 and the like are written on them in OTP 27. */
export const ertsInternalNumbers = defineBifs('erts_internal', {
  'list_to_integer/2': (_, t, base) => {
    if (!isSmall(base) || !isBase(base))
      return t === NIL ? am.no_integer : isCons(t) ? am.badarg : am.not_a_list;
    const prefix = integerPrefix(t, base);
    return isPrefix(prefix) ? tuple(prefix.value, prefix.rest) : prefix;
  },
  'binary_to_integer/2': (_, t, base) => {
    const text = binaryText(t);
    if (text === undefined || !isSmall(base) || !isBase(base)) return am.badarg;
    const value = parseInteger(text, base);
    if (value === undefined) return am.badarg;
    return limitedInteger(value) ?? am.system_limit;
  },
});

export const stringBifs = defineBifs('string', {
  'list_to_integer/1': (_, t) => {
    const prefix = integerPrefix(t, 10);
    return isPrefix(prefix) ? tuple(prefix.value, prefix.rest) : tuple(am.error, prefix);
  },
  'list_to_float/1': (_, t) => {
    if (t === NIL) return tuple(am.error, am.no_float);
    if (!isCons(t)) return tuple(am.error, am.not_a_list);
    let text = '';
    for (let rest: Term = t; isCons(rest); rest = tl(rest)) {
      const c = hd(rest);
      if (!isSmall(c) || c < 0 || c > 127) break;
      text += String.fromCharCode(c);
    }
    const prefix = parseFloatPrefix(text);
    if (prefix === undefined) return tuple(am.error, am.no_float);
    let rest: Term = t;
    for (let i = 0; i < prefix.length; i++) rest = tl(rest);
    return tuple(makeFloat(prefix.value), rest);
  },
});
