// Rules for numbers and truth values. What may grow with each turn of a loop is held down: no product of two unknowns
// without a modulus, no shift by an unknown number of bits.

import { guard } from './patterns.ts';
import { type Rule, rule, type Scope } from './scope.ts';
import { type Node, t } from './syntax.ts';
import {
  ATOM,
  BINARY,
  BITS,
  BOOL,
  FLOAT,
  INT,
  listOf,
  literal,
  literalInt,
  mapOf,
  SCALARS,
  TERM,
  type Type,
  tupleOf,
} from './types.ts';

const int = (s: Scope): Node => s.expr(INT);
const float = (s: Scope): Node => s.expr(FLOAT);
const unary = (s: Scope, names: readonly string[], a: Node): Node =>
  t`${s.random.pick(names)}(${a})`;

/** Not 0, unless ill-typed. */
function divisor(s: Scope): Node {
  if (s.random.chance(0.1)) return int(s);
  return s.random.chance(0.5) ? t`(${int(s)} bor 1)` : literalInt(s.random).replace(/^-?0$/, '7');
}

export const NUMBER_RULES: readonly Rule[] = [
  rule('int', 24, (s) => t`(${int(s)} ${s.random.pick(['+', '+', '-'])} ${int(s)})`),
  rule('int', 6, (s) => t`(${int(s)} * ${literalInt(s.random)})`),
  rule('int', 6, (s) => t`((${int(s)} * ${int(s)}) rem ${s.random.pick(MODULI)})`),
  rule('int', 8, (s) => t`(${int(s)} ${s.random.pick(['div', 'rem'])} ${divisor(s)})`),
  rule('int', 8, (s) => t`(${int(s)} ${s.random.pick(['band', 'bor', 'bxor'])} ${int(s)})`),
  rule('int', 5, (s) => t`(${int(s)} bsl ${shift(s, 31)})`),
  rule('int', 5, (s) => t`(${int(s)} bsr ${shift(s, 127)})`),
  rule('int', 4, (s) => t`(${s.random.pick(['bnot', '-', '+'])} ${int(s)})`),
  rule('int', 3, (s) => unary(s, ['abs'], int(s))),
  rule('int', 3, (s) => t`${s.random.pick(['min', 'max'])}(${int(s)}, ${int(s)})`),
  rule('int', 4, (s) => unary(s, ['trunc', 'round', 'floor', 'ceil'], float(s))),
  rule('int', 4, (s) => unary(s, ['length'], s.expr(listOf(s.someType())))),
  rule('int', 4, (s) => unary(s, ['byte_size', 'bit_size'], s.expr(s.random.pick([BINARY, BITS])))),
  rule('int', 2, (s) => unary(s, ['size'], s.expr(BINARY))),
  rule('int', 2, (s) => unary(s, ['map_size'], s.expr(mapOf(INT, s.someType())))),
  rule('int', 1, (s) => unary(s, ['tuple_size'], s.expr(tupleOf(s.someType(), INT)))),
  rule(
    'int',
    2,
    (s) => t`erlang:phash2(${s.expr(s.random.pick(HASHED))}, ${literalInt(s.random)})`,
  ),
  rule('int', 2, (s) => t`erlang:crc32(${s.expr(BINARY)})`),
  rule('int', 2, (s) => t`list_to_integer(integer_to_list(${int(s)}))`),
  rule('int', 2, (s) => {
    const base = String(2 + s.random.int(35));
    return t`binary_to_integer(integer_to_binary(${int(s)}, ${base}), ${base})`;
  }),
  rule(
    'int',
    2,
    (s) => t`binary:at(<<(${int(s)}):32, (${s.expr(BINARY)})/binary>>, ${int(s)} band 3)`,
  ),
  rule(
    'int',
    2,
    (s) => t`binary:decode_unsigned(${s.expr(BINARY)}${s.random.pick(['', ', little'])})`,
  ),
  rule('int', 3, (s) => t`lists:sum(${s.expr(listOf(INT))})`),

  rule('float', 16, (s) => t`(${float(s)} ${s.random.pick(['+', '-', '*'])} ${float(s)})`),
  rule('float', 8, (s) => t`(${float(s)} / ${s.random.pick(['2.0', '3', '-0.1', '1.0e10'])})`),
  rule('float', 6, (s) => t`(${int(s)} / ${divisor(s)})`),
  rule('float', 5, (s) => t`(${int(s)} ${s.random.pick(['+', '-', '*'])} ${float(s)})`),
  rule('float', 4, (s) => t`float(${int(s)})`),
  rule('float', 3, (s) => unary(s, ['abs', '-', '+'], float(s))),
  rule('float', 2, (s) => t`math:sqrt(abs(${float(s)}))`),
  rule('float', 2, (s) => t`${s.random.pick(['min', 'max'])}(${float(s)}, ${float(s)})`),
  rule('float', 2, (s) => t`binary_to_float(float_to_binary(${float(s)}, [short]))`),

  rule('bool', 14, (s) => compared(s, s.random.pick(['<', '>', '=<', '>=', '==', '/=']))),
  rule('bool', 8, (s) => compared(s, s.random.pick(['=:=', '=/=']))),
  rule(
    'bool',
    4,
    (s) => t`(${s.expr(s.random.pick(SCALARS))} < ${s.expr(s.random.pick(SCALARS))})`,
  ),
  rule(
    'bool',
    6,
    (s) => t`(${s.expr(BOOL)} ${s.random.pick(['andalso', 'orelse'])} ${s.expr(BOOL)})`,
  ),
  rule(
    'bool',
    3,
    (s) => t`(${s.expr(BOOL)} ${s.random.pick(['and', 'or', 'xor'])} ${s.expr(BOOL)})`,
  ),
  rule('bool', 3, (s) => t`(not ${s.expr(BOOL)})`),
  rule('bool', 6, (s) =>
    unary(s, CLASSES, s.expr(s.random.pick([...SCALARS, TERM, s.someType()]))),
  ),
  rule('bool', 4, (s) => t`if ${guard(s)} -> true; true -> ${s.expr(BOOL)} end`),
  rule('bool', 3, (s) => {
    const type = s.random.pick([INT, ATOM, BINARY]);
    return t`lists:member(${s.expr(type)}, ${s.expr(listOf(type))})`;
  }),
  rule('bool', 3, (s) => t`is_map_key(${s.expr(INT)}, ${s.expr(mapOf(INT, s.someType()))})`),

  rule('atom', 3, (s) => t`binary_to_atom(atom_to_binary(${s.expr(ATOM)}))`),
  rule('atom', 3, (s) => t`list_to_existing_atom(atom_to_list(${s.expr(ATOM)}))`),
  rule('atom', 6, (s) => s.expr(BOOL)),
  rule('atom', 3, (s) => t`element(${s.expr(INT)} band 1 + 1, {a, ${s.expr(ATOM)}})`),
  rule('atom', 3, (s) => t`${s.random.pick(['min', 'max'])}(${s.expr(ATOM)}, ${s.expr(ATOM)})`),
];

const MODULI = [
  '1000003',
  '4294967291',
  '1073741824',
  '18446744073709551557',
  '-12345678901234567890',
];

const HASHED: readonly Type[] = [INT, ATOM, BINARY, FLOAT, listOf(INT), tupleOf(INT, BINARY)];

const CLASSES =
  'is_atom is_binary is_bitstring is_boolean is_float is_function is_integer is_list is_map is_tuple'.split(
    ' ',
  );

function shift(s: Scope, mask: number): Node {
  return s.random.chance(0.5) ? String(s.random.int(70) - 5) : t`(${int(s)} band ${String(mask)})`;
}

/** Two of one type, or an integer and a float. */
function compared(s: Scope, operator: string): Node {
  if (s.random.chance(0.15)) return t`(${int(s)} ${operator} ${float(s)})`;
  const type = s.random.pick([
    INT,
    INT,
    FLOAT,
    ATOM,
    BINARY,
    BITS,
    listOf(INT),
    tupleOf(INT, FLOAT),
    TERM,
  ]);
  const other = s.random.chance(0.2) ? literal(s.random, type) : s.expr(type);
  return t`(${s.expr(type)} ${operator} ${other})`;
}
