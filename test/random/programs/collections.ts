// Rules for lists, tuples, records and maps. Nothing doubles in a loop: what joins two unknowns is cut. The order of a map's
// atom keys is that of the atom table, so what lists a map sorts.

import { type Pattern, pattern } from './patterns.ts';
import { type Rule, rule, type Scope } from './scope.ts';
import { commas, type Node, sequence, t } from './syntax.ts';
import {
  ATOM,
  BINARY,
  BITS,
  BOOL,
  funOf,
  holds,
  INT,
  type ListType,
  listOf,
  literal,
  literalInt,
  type MapType,
  mapOf,
  SCALARS,
  type Type,
  tupleOf,
} from './types.ts';

function joined(s: Scope, node: Node): Node {
  return t`lists:sublist(${node}, ${String(5 + s.random.int(20))})`;
}

/** A list that is rarely empty. */
function filled(s: Scope, type: ListType): Node {
  return s.random.chance(0.9) ? t`[${s.expr(type.of)} | ${s.expr(type)}]` : s.expr(type);
}

/** A key and a map that mostly has it. */
function having(s: Scope, key: Type, value: Type): Node {
  if (s.random.chance(0.2)) return t`${s.expr(key)}, ${s.expr(mapOf(key, value))}`;
  const known = s.leaf(key);
  return t`${known}, (${s.expr(mapOf(key, value))})#{${known} => ${s.expr(value)}}`;
}

/** A function of `args`, mostly made where it is used. */
export function callback(s: Scope, args: readonly Type[], result: Type): Node {
  return s.repeated().expr(funOf(args, result));
}

const LIST_RULES: readonly Rule[] = [
  rule(
    'list',
    12,
    (s, { of }) => t`[${commas(s.random.times(1 + s.random.int(3), () => s.expr(of)))}]`,
  ),
  rule('list', 12, (s, type) => t`[${s.expr(type.of)} | ${s.expr(type)}]`),
  rule('list', 14, (s, { of }) => comprehension(s, of)),
  rule('list', 4, (s, type) => joined(s, t`${s.expr(type)} ++ ${s.expr(type)}`)),
  rule('list', 4, (s, type) => t`(${s.expr(type)} -- ${s.expr(type)})`),
  rule('list', 4, (s, type) => t`lists:reverse(${s.expr(type)})`),
  rule('list', 2, (s, type) => joined(s, t`lists:reverse(${s.expr(type)}, ${s.expr(type)})`)),
  rule('list', 3, (s, type) => t`tl(${filled(s, type)})`),
  rule('list', 6, (s, { of }) => {
    const from = s.someType();
    return t`lists:map(${callback(s, [from], of)}, ${s.expr(listOf(from))})`;
  }),
  rule('list', 4, (s, type) => t`lists:filter(${callback(s, [type.of], BOOL)}, ${s.expr(type)})`),
  rule(
    'list',
    2,
    (s, type) => t`lists:takewhile(${callback(s, [type.of], BOOL)}, ${s.expr(type)})`,
  ),
  rule(
    'list',
    2,
    (s, type) => t`element(1, lists:partition(${callback(s, [type.of], BOOL)}, ${s.expr(type)}))`,
  ),
  rule('list', 2, (s, { of }) => t`lists:duplicate(${s.expr(INT)} band 7, ${s.expr(of)})`),
  rule('list', 3, (s, type) => t`lists:sublist(${s.expr(type)}, ${s.expr(INT)} band 7)`),
  rule('list', 2, (s, type) => t`lists:nthtail(${s.expr(INT)} band 1, ${filled(s, type)})`),
  rule('list', 2, (s, type) => joined(s, t`lists:append(${s.expr(listOf(type))})`)),
  rule('list', 3, (s, { of }) => {
    const key = s.random.pick([INT, ATOM]);
    const pairs = t`lists:sort(maps:to_list(${s.expr(mapOf(key, of))}))`;
    return holds(of, 'fun') ? t`[${s.expr(of)}]` : t`[X || {_, X} <- ${pairs}]`;
  }),
  ordered(5, (s, type) => t`lists:${s.random.pick(['sort', 'usort'])}(${s.expr(type)})`),
  ordered(
    2,
    (s, type) => t`lists:keysort(1, ${s.expr(type)})`,
    ({ of }) => of.kind === 'tuple',
  ),
  ordered(2, (s, type) => t`lists:delete(${s.expr(type.of)}, ${s.expr(type)})`),
  of('int', 5, (s) => t`lists:seq(${literalInt(s.random)} band 15, ${s.expr(INT)} band 15)`),
  of('int', 3, (s) => t`binary_to_list(${s.expr(BINARY)})`),
  of('int', 3, (s) => t`integer_to_list(${s.expr(INT)})`),
  of('int', 2, (s) => joined(s, t`lists:flatten(${s.expr(listOf(listOf(INT)))})`)),
  of('tuple', 4, (s, { of: pair }) => {
    if (pair.kind !== 'tuple' || pair.of.length !== 2) return t`[${s.expr(pair)}]`;
    return t`lists:zip(${commas(pair.of.map((type) => t`lists:sublist(${s.expr(listOf(type))}, 3)`))})`;
  }),
];

function of(kind: Type['kind'], weight: number, make: (s: Scope, type: ListType) => Node): Rule {
  return {
    weight,
    fits: (type) => type.kind === 'list' && type.of.kind === kind,
    make: make as Rule['make'],
  };
}

/** For lists of what has an order. */
function ordered(
  weight: number,
  make: (s: Scope, type: ListType) => Node,
  fits: (type: ListType) => boolean = () => true,
): Rule {
  return {
    weight,
    fits: (type) => type.kind === 'list' && !holds(type.of, 'fun') && fits(type),
    make: make as Rule['make'],
  };
}

/** `[… || …]`, with one or two generators and filters. */
function comprehension(s: Scope, type: Type): Node {
  const { node, scope } = qualifiers(s.repeated());
  return joined(s, t`[${scope.expr(type)} || ${node}]`);
}

/** Generators and filters, and the scope in which they stand. */
export function qualifiers(s: Scope): { node: Node; scope: Scope } {
  const made: Node[] = [];
  for (let count = s.random.chance(0.2) ? 2 : 1; count > 0; count--) {
    const { node, variables } = generator(s.atDepth(2));
    made.push(node);
    s = s.with(...variables);
    if (s.random.chance(0.3)) made.push(s.atDepth(2).expr(BOOL));
  }
  return { node: sequence(made, ', ', 1), scope: s };
}

function generator(s: Scope): Pattern {
  switch (s.random.int(6)) {
    case 0: {
      const variable = s.variable(INT);
      const size = s.random.pick(['8', '8', '4', '16/little', '3/signed', '12']);
      return {
        node: t`<<${variable.name}:${size}>> <= ${s.expr(s.random.pick([BINARY, BITS]))}`,
        variables: [variable],
      };
    }
    case 1: {
      const variable = s.variable(INT);
      return {
        node: t`${variable.name} <- lists:seq(1, ${s.expr(INT)} band 7)`,
        variables: [variable],
      };
    }
    case 2:
      return s.world.otp >= 27 ? mapGenerator(s) : listGenerator(s);
    default:
      return listGenerator(s);
  }
}

function listGenerator(s: Scope): Pattern {
  const type = s.someType();
  const { node, variables } = pattern(s, type, s.random.chance(0.6));
  return { node: t`${node} <- ${s.expr(listOf(type))}`, variables };
}

function mapGenerator(s: Scope): Pattern {
  const type = s.someType();
  const [key, value] = [s.variable(INT), pattern(s, type)];
  return {
    node: t`${key.name} := ${value.node} <- ${s.expr(mapOf(INT, type))}`,
    variables: [key, ...value.variables],
  };
}

const TUPLE_RULES: readonly Rule[] = [
  rule('tuple', 20, (s, { of }) => t`{${commas(s.exprs(of))}}`),
  rule('tuple', 5, (s, type) => {
    const index = s.random.int(type.of.length);
    return t`setelement(${String(index + 1)}, ${s.expr(type)}, ${s.expr(type.of[index])})`;
  }),
  rule('tuple', 2, (s, { of }) => t`list_to_tuple([${commas(s.exprs(of))}])`),
  rule('tuple', 1, (s, type) => t`list_to_tuple(tuple_to_list(${s.expr(type)}))`),
  rule('tuple', 2, (s, type) => {
    const [first, second, ...more] = type.of;
    if (
      first !== undefined &&
      second?.kind === 'list' &&
      more.length === 0 &&
      first.kind === 'list'
    ) {
      return t`lists:split(${s.expr(INT)} band 3, ${s.expr(first)})`;
    }
    return t`{${commas(s.exprs(type.of))}}`;
  }),
  rule('record', 20, (s, { name, of }) => {
    const fields = of.map((type, i) => t`f${String(i)} = ${s.expr(type)}`);
    return t`#${name}{${sequence(fields, ', ')}}`;
  }),
  rule('record', 12, (s, type) => {
    const index = s.random.int(type.of.length);
    return t`(${s.expr(type)})#${type.name}{f${String(index)} = ${s.expr(type.of[index])}}`;
  }),
];

const MAP_RULES: readonly Rule[] = [
  rule('map', 16, (s, type) => t`#{${pairs(s, type)}}`),
  rule('map', 12, (s, type) => t`(${s.expr(type)})#{${pairs(s, type)}}`),
  rule('map', 4, (s, type) => {
    const key = literal(s.random, type.key);
    const map = t`(${s.expr(type)})#{${key} => ${s.expr(type.value)}}`;
    return t`(${s.random.chance(0.8) ? map : s.expr(type)})#{${key} := ${s.expr(type.value)}}`;
  }),
  rule(
    'map',
    5,
    (s, type) => t`maps:put(${s.expr(type.key)}, ${s.expr(type.value)}, ${s.expr(type)})`,
  ),
  rule('map', 4, (s, type) => t`maps:remove(${s.expr(type.key)}, ${s.expr(type)})`),
  rule('map', 4, (s, type) => t`maps:merge(${s.expr(type)}, ${s.expr(type)})`),
  rule('map', 4, (s, { key, value }) => t`maps:from_list(${s.expr(listOf(tupleOf(key, value)))})`),
  rule(
    'map',
    3,
    (s, type) => t`maps:map(${callback(s, [type.key, type.value], type.value)}, ${s.expr(type)})`,
  ),
  rule(
    'map',
    3,
    (s, type) => t`maps:filter(${callback(s, [type.key, type.value], BOOL)}, ${s.expr(type)})`,
  ),
  rule('map', 3, (s, type) => t`maps:with(${s.expr(listOf(type.key))}, ${s.expr(type)})`),
  rule('map', 2, (s, type) => t`maps:without(${s.expr(listOf(type.key))}, ${s.expr(type)})`),
  rule('map', 3, (s, type) => {
    const { key, value } = type;
    return t`maps:update_with(${s.expr(key)}, ${callback(s, [value], value)}, ${s.expr(value)}, ${s.expr(type)})`;
  }),
  rule('map', 4, (s, type) => {
    if (type.key.kind !== 'int') return t`#{${pairs(s, type)}}`;
    const { node, scope } = large(s.repeated());
    return t`maps:from_list([{${scope.key}, ${scope.in.expr(type.value)}} || ${node}])`;
  }),
  rule('map', 3, (s, type) => {
    if (s.world.otp < 27) return t`#{${pairs(s, type)}}`;
    const { node, scope } = qualifiers(s.repeated());
    return t`#{${scope.expr(type.key)} => ${scope.expr(type.value)} || ${node}}`;
  }),
];

function pairs(s: Scope, { key, value }: MapType): Node {
  return sequence(
    s.random.times(1 + s.random.int(3), () => t`${s.expr(key)} => ${s.expr(value)}`),
    ', ',
  );
}

/** A generator of 30 to 45 keys, so that the map is near to where it becomes a tree. */
function large(s: Scope): { node: Node; scope: { key: string; in: Scope } } {
  const key = s.variable(INT);
  const node = t`${key.name} <- lists:seq(1, ${String(30 + s.random.int(15))})`;
  return { node, scope: { key: key.name, in: s.atDepth(1).with(key) } };
}

/** What takes a value of any type out of a collection. */
const READING_RULES: readonly Rule[] = [
  reading(5, (s, type) => t`hd(${filled(s, listOf(type))})`),
  reading(
    2,
    (s, type) =>
      t`lists:nth(${s.expr(INT)} band 1 + 1, [${s.expr(type)} | ${filled(s, listOf(type))}])`,
  ),
  reading(3, (s, type) => t`lists:last(${filled(s, listOf(type))})`),
  reading(6, (s, type) => {
    const types = s.random.times(1 + s.random.int(3), () => s.random.pick(SCALARS));
    const index = s.random.int(types.length);
    types[index] = type;
    return t`element(${String(index + 1)}, ${s.expr(tupleOf(...types))})`;
  }),
  reading(4, (s, type) => {
    const key = s.random.pick([INT, ATOM, BINARY]);
    return t`maps:get(${s.expr(key)}, ${s.expr(mapOf(key, type))}, ${s.expr(type)})`;
  }),
  reading(3, (s, type) => {
    const key = s.random.pick([INT, ATOM]);
    return t`${s.random.pick(['maps:get', 'map_get'])}(${having(s, key, type)})`;
  }),
  reading(6, (s, type) => {
    const from = s.someType();
    return t`lists:fold${s.random.pick(['l', 'r'])}(${callback(s, [from, type], type)}, ${s.expr(type)}, ${s.expr(listOf(from))})`;
  }),
  reading(2, (s, type) => {
    const value = s.someType();
    return t`maps:fold(${callback(s, [INT, value, type], type)}, ${s.expr(type)}, ${s.expr(mapOf(INT, value))})`;
  }),
  {
    weight: 10,
    fits: (type, s) => fieldsOf(s, type).length > 0,
    make: (s, type) => {
      const { record, index } = s.random.pick(fieldsOf(s, type));
      return t`(${s.expr(record)})#${record.name}.f${String(index)}`;
    },
  },
];

function reading(weight: number, make: Rule['make']): Rule {
  return { weight, fits: () => true, make };
}

function fieldsOf(s: Scope, type: Type) {
  return s.world.records.flatMap((record) =>
    record.of.flatMap((of, index) =>
      of.kind === type.kind && of === type ? [{ record, index }] : [],
    ),
  );
}

export const COLLECTION_RULES: readonly Rule[] = [
  ...LIST_RULES,
  ...TUPLE_RULES,
  ...MAP_RULES,
  ...READING_RULES,
];
