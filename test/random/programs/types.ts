// The types that random programs are made by, and literals of each.

import type { Random } from './prng.ts';
import { commas, type Node, t } from './syntax.ts';

export type Type =
  | { readonly kind: 'int' | 'float' | 'bool' | 'atom' | 'binary' | 'bits' | 'term' }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'tuple'; readonly of: readonly Type[] }
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type }
  | { readonly kind: 'fun'; readonly args: readonly Type[]; readonly result: Type }
  | { readonly kind: 'record'; readonly name: string; readonly of: readonly Type[] };

type Kind<K extends Type['kind']> = Extract<Type, { kind: K }>;
export type ListType = Kind<'list'>;
export type TupleType = Kind<'tuple'>;
export type MapType = Kind<'map'>;
export type FunType = Kind<'fun'>;
export type RecordType = Kind<'record'>;

export const INT: Type = { kind: 'int' };
export const FLOAT: Type = { kind: 'float' };
export const BOOL: Type = { kind: 'bool' };
export const ATOM: Type = { kind: 'atom' };
export const BINARY: Type = { kind: 'binary' };
export const BITS: Type = { kind: 'bits' };
/** Any term but a fun, a pid or a reference: those have no order that one could rely on. */
export const TERM: Type = { kind: 'term' };

export const SCALARS: readonly Type[] = [INT, FLOAT, BOOL, ATOM, BINARY, BITS];

export const listOf = (of: Type): ListType => ({ kind: 'list', of });
export const tupleOf = (...of: readonly Type[]): TupleType => ({ kind: 'tuple', of });
export const mapOf = (key: Type, value: Type): MapType => ({ kind: 'map', key, value });
export const funOf = (args: readonly Type[], result: Type): FunType => ({
  kind: 'fun',
  args,
  result,
});

/** Equal for equal types. */
export function typeName(type: Type): string {
  switch (type.kind) {
    case 'list':
      return `list(${typeName(type.of)})`;
    case 'tuple':
      return `{${type.of.map(typeName)}}`;
    case 'map':
      return `#{${typeName(type.key)} => ${typeName(type.value)}}`;
    case 'fun':
      return `fun((${type.args.map(typeName)}) -> ${typeName(type.result)})`;
    case 'record':
      return `#${type.name}{}`;
    default:
      return type.kind;
  }
}

export function sameType(a: Type, b: Type): boolean {
  return a === b || typeName(a) === typeName(b);
}

/** Whether a value of the type may hold one of those types. */
export function holds(type: Type, ...kinds: readonly Type['kind'][]): boolean {
  if (kinds.includes(type.kind)) return true;
  switch (type.kind) {
    case 'list':
      return holds(type.of, ...kinds);
    case 'tuple':
    case 'record':
      return type.of.some((of) => holds(of, ...kinds));
    case 'map':
      return holds(type.key, ...kinds) || holds(type.value, ...kinds);
    default:
      return false;
  }
}

export function randomType(random: Random, depth: number): Type {
  const inner = (): Type => randomType(random, depth - 1);
  if (depth <= 0 || random.chance(0.45)) return random.pick([INT, INT, INT, ...SCALARS, TERM]);
  switch (random.int(8)) {
    case 0:
    case 1:
      return listOf(inner());
    case 2:
      return listOf(INT);
    case 3:
    case 4:
      return tupleOf(...random.times(1 + random.int(3), inner));
    case 5:
    case 6:
      return mapOf(keyType(random), inner());
    default:
      return funOf(random.times(random.int(3), inner), inner());
  }
}

function keyType(random: Random): Type {
  return random.pick([INT, INT, ATOM, ATOM, BINARY, FLOAT, tupleOf(INT, ATOM), listOf(INT)]);
}

/** The smallest literal of a type. */
export function trivial(type: Type): Node {
  switch (type.kind) {
    case 'int':
    case 'term':
      return '0';
    case 'float':
      return '0.5';
    case 'bool':
      return 'false';
    case 'atom':
      return 'a';
    case 'binary':
    case 'bits':
      return '<<>>';
    case 'list':
      return '[]';
    case 'map':
      return '#{}';
    case 'tuple':
      return t`{${commas(type.of.map(trivial))}}`;
    case 'record':
      return t`#${type.name}{}`;
    case 'fun':
      return t`fun(${commas(type.args.map(() => '_'))}) -> ${trivial(type.result)} end`;
  }
}

/** On both sides of where representations change: 31 bits, BEAM's 60, 53, 64, more. */
const BORDERS: readonly string[] = [30, 31, 32, 53, 59, 60, 62, 63, 64, 100, 128].flatMap((bits) =>
  [-1n, 0n, 1n].flatMap((near) => [
    `${2n ** BigInt(bits) + near}`,
    `-${2n ** BigInt(bits) - near}`,
  ]),
);

const FLOATS = [
  '0.0',
  '-0.0',
  '1.0',
  '-1.5',
  '0.1',
  '3.0e10',
  '1.0e22',
  '9007199254740992.0',
  '2.5',
];

export const ATOMS = ['a', 'b', 'c', 'ok', 'error', 'undefined', "'x y'", 'true', 'false', 'nil'];

const CHARACTERS = ['a', 'z', ' ', '\\n', '0', 'é', 'λ', '日', '😀'];

export function literalInt(random: Random): string {
  switch (random.int(6)) {
    case 0:
      return random.pick(BORDERS);
    case 1:
      return `${random.int(1000) - 500}`;
    default:
      return `${random.int(12) - 1}`;
  }
}

/** A literal that is no larger than the depth says. */
export function literal(random: Random, type: Type, depth = 2): Node {
  const inner = (of: Type): Node => literal(random, of, depth - 1);
  const count = (limit: number): number => (depth > 0 ? random.int(limit) : 0);
  switch (type.kind) {
    case 'int':
      return literalInt(random);
    case 'float':
      return random.chance(0.7)
        ? random.pick(FLOATS)
        : `${random.int(4000) / 8 - 250}`.replace(/^[^.]*$/, '$&.0');
    case 'bool':
      return random.pick(['true', 'false']);
    case 'atom':
      return random.pick(ATOMS);
    case 'binary':
      return literalBinary(random);
    case 'bits':
      if (random.chance(0.4)) return literalBinary(random);
      return `<<${random.int(256)}:${1 + random.int(20)}>>`;
    case 'term':
      return inner(random.pick([...SCALARS, listOf(INT), tupleOf(ATOM, INT), mapOf(INT, ATOM)]));
    case 'list':
      if (type.of.kind === 'int' && random.chance(0.2)) return literalString(random);
      return t`[${commas(random.times(count(5), () => inner(type.of)))}]`;
    case 'tuple':
      return t`{${commas(type.of.map(inner))}}`;
    case 'record':
      return t`{${commas([type.name, ...type.of.map(inner)])}}`;
    case 'map': {
      // The same key twice is fine: the later one counts.
      const pairs = random.times(count(5), () => t`${inner(type.key)} => ${inner(type.value)}`);
      return t`#{${commas(pairs)}}`;
    }
    case 'fun':
      return t`fun(${commas(type.args.map(() => '_'))}) -> ${inner(type.result)} end`;
  }
}

function literalString(random: Random): string {
  return `"${random.times(random.int(6), () => random.pick(CHARACTERS)).join('')}"`;
}

function literalBinary(random: Random): string {
  switch (random.int(4)) {
    case 0:
      return `<<"${random.times(random.int(8), () => random.pick(CHARACTERS)).join('')}"/utf8>>`;
    case 1:
      return `<<"${'abcdefghijklmnopqrstuvwxyz'.slice(random.int(26))}">>`;
    default:
      return `<<${random.times(random.int(6), () => random.int(256))}>>`;
  }
}
