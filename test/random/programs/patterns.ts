// Patterns, guards, and the bodies that bind variables by them.

import type { Scope, Variable } from './scope.ts';
import { commas, type Node, sequence, t, typed } from './syntax.ts';
import {
  BINARY,
  BITS,
  BOOL,
  FLOAT,
  holds,
  INT,
  listOf,
  literal,
  type Type,
  typeName,
} from './types.ts';

export interface Pattern {
  readonly node: Node;
  readonly variables: readonly Variable[];
}

/** A pattern of a type; `certain` ones match every value of it. */
export function pattern(s: Scope, type: Type, certain = false, depth = 2): Pattern {
  const variables: Variable[] = [];
  const bind = (of: Type): string => {
    const variable = s.variable(of);
    variables.push(variable);
    return variable.name;
  };
  const inner = (of: Type): Node => {
    const made = pattern(s, of, certain, depth - 1);
    variables.push(...made.variables);
    return made.node;
  };
  const bare = (): Node => {
    if (s.random.chance(0.15)) return '_';
    return bind(type);
  };
  const make = (): Node => {
    if (type.kind === 'tuple' && (depth > 0 || certain)) {
      return t`{${commas(type.of.map(inner))}}`;
    }
    if (type.kind === 'record') {
      const fields = type.of.flatMap((of, i) => (s.random.chance(0.5) ? [{ of, i }] : []));
      return t`#${type.name}{${commas(fields.map(({ of, i }) => t`f${String(i)} = ${inner(of)}`))}}`;
    }
    if (certain || depth <= 0) return bare();
    switch (type.kind) {
      case 'list':
        return listPattern(s, type, inner, () => bind(type));
      case 'map': {
        if (s.random.chance(0.1)) return '#{}';
        const known = s.variablesOf(type.key);
        const key =
          known.length > 0 && s.random.chance(0.5)
            ? s.random.pick(known).name
            : literal(s.random, type.key, 1);
        return t`#{${key} := ${inner(type.value)}}`;
      }
      case 'binary':
      case 'bits':
        return bitPattern(s, type, bind);
      case 'fun':
        return bare();
      case 'term':
        return inner(s.random.pick([INT, listOf(INT), BINARY, FLOAT]));
      default:
        return literal(s.random, type, 0);
    }
  };
  const aliased = s.random.chance(0.1);
  const node = s.random.chance(certain ? 0.5 : 0.3) ? bare() : make();
  return { node: aliased ? t`${node} = ${bind(type)}` : node, variables };
}

function listPattern(
  s: Scope,
  type: Extract<Type, { kind: 'list' }>,
  inner: (of: Type) => Node,
  bind: () => string,
): Node {
  switch (s.random.int(5)) {
    case 0:
      return '[]';
    case 1:
      return t`[${commas(s.random.times(1 + s.random.int(3), () => inner(type.of)))}]`;
    case 2:
      if (type.of.kind === 'int') return t`"ab" ++ ${bind()}`;
      return t`[_ | ${bind()}]`;
    default:
      return t`[${inner(type.of)} | ${bind()}]`;
  }
}

/** Segments, of which later ones may have the size that an earlier one tells, and the rest. */
export function bitPattern(s: Scope, rest: Type, bind: (of: Type) => string): Node {
  const whole = rest.kind === 'binary';
  const segments: Node[] = s.random.times(1 + s.random.int(2), () =>
    segmentPattern(s, whole, bind),
  );
  if (s.random.chance(0.25)) {
    const size = bind(INT);
    segments.push(t`${size}:8`, t`${bind(BINARY)}:${size}/binary`);
  }
  if (s.random.chance(0.85)) {
    const name = s.random.chance(0.85) ? bind(rest) : '_';
    segments.push(t`${name}/${whole ? 'binary' : 'bits'}`);
  }
  return t`<<${commas(segments)}>>`;
}

function segmentPattern(s: Scope, whole: boolean, bind: (of: Type) => string): Node {
  switch (s.random.int(7)) {
    case 0:
      return t`${bind(INT)}/${s.random.pick(['utf8', 'utf8', 'utf16', 'utf16-little', 'utf32'])}`;
    case 1:
      return t`${bind(FLOAT)}:${s.random.pick(['64', '32', '16'])}/float${s.random.pick(['', '-little'])}`;
    case 2:
      return s.random.pick(['"a"', '0', '1:8', '97', '-1:8/signed', '"ab"/utf16']);
    case 3:
      return t`${bind(BINARY)}:${String(s.random.int(3))}/binary`;
    case 4: {
      const size = s.variablesOf(INT);
      const bits = size.length > 0 ? s.random.pick(size).name : '8';
      // A variable that is huge or negative: no match.
      return whole ? t`${bind(BINARY)}:${bits}/binary` : t`${bind(BITS)}:${bits}/bits`;
    }
    default:
      return t`${bind(INT)}:${segmentSize(s, whole)}`;
  }
}

/** Size and flags of an integer segment, in whole bytes or not. */
export function segmentSize(s: Scope, whole: boolean): string {
  const flags = s.random.pick(['', '/signed', '/little', '/little-signed', '/big-unsigned']);
  if (whole) {
    if (s.random.chance(0.1)) return `${s.random.int(4)}/integer-unit:8`;
    return `${s.random.pick([8, 8, 8, 16, 24, 32, 40, 64, 72, 128])}${flags}`;
  }
  if (s.random.chance(0.1)) return `${s.random.int(4)}/integer-unit:${1 + s.random.int(9)}`;
  return `${s.random.pick([1, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 31, 33, 48, 63, 65])}${flags}`;
}

// ---- guards

/** A guard on the variables of a scope, such as `V1 > 3, is_list(V2)`. */
export function guard(s: Scope): Node {
  const tests = s.random.times(1 + (s.random.chance(0.3) ? 1 : 0), () => guardTest(s, 2));
  return sequence(tests, s.random.pick([', ', '; ']), 1);
}

/** ` when Guard`, or nothing. */
export function perhapsGuard(s: Scope): Node {
  return s.variables.length > 0 && s.random.chance(0.35) ? t` when ${guard(s)}` : '';
}

const CLASS_TESTS = 'atom binary bitstring boolean float function integer list map number tuple'
  .split(' ')
  .map((name) => `is_${name}`);

function guardTest(s: Scope, depth: number): Node {
  const variables = s.variables.filter(({ type }) => !holds(type, 'fun'));
  if (variables.length === 0) return s.random.pick(['true', 'false']);
  const { name, type } = s.random.pick(variables);
  const test = (): Node => guardTest(s, depth - 1);
  switch (s.random.int(depth > 0 ? 10 : 6)) {
    case 0:
      return t`${s.random.pick(CLASS_TESTS)}(${s.random.pick(s.variables).name})`;
    case 1:
    case 2:
    case 3: {
      const operator = s.random.pick(['==', '=:=', '/=', '=/=', '<', '>', '=<', '>=']);
      const [a, b] = [guardValue(s, INT), guardValue(s, s.random.chance(0.8) ? INT : FLOAT)];
      return typed(BOOL, t`(${a} ${operator} ${b})`);
    }
    case 4:
    case 5:
      return typed(BOOL, guardOn(s, name, type));
    case 6:
      return typed(BOOL, t`(${test()} andalso ${test()})`);
    case 7:
      return typed(BOOL, t`(${test()} orelse ${test()})`);
    case 8:
      return typed(BOOL, t`(${test()} ${s.random.pick(['and', 'or', 'xor'])} ${test()})`);
    default:
      return typed(BOOL, t`(not ${test()})`);
  }
}

function guardOn(s: Scope, name: string, type: Type): Node {
  const less = (value: string): Node => t`(${value} < ${guardValue(s, INT)})`;
  switch (type.kind) {
    case 'bool':
      return name;
    case 'list':
      return s.random.pick([
        less(`length(${name})`),
        t`(${name} =:= [])`,
        t`(${name} =/= [])`,
        t`(hd(${name}) =:= ${literal(s.random, type.of, 0)})`,
        t`(tl(${name}) == [])`,
      ]);
    case 'map':
      return s.random.pick([
        less(`map_size(${name})`),
        t`is_map_key(${literal(s.random, type.key, 0)}, ${name})`,
        t`(map_get(${literal(s.random, type.key, 0)}, ${name}) =/= ${literal(s.random, type.value, 0)})`,
      ]);
    case 'tuple':
      return s.random.pick([
        less(`tuple_size(${name})`),
        t`(element(${String(1 + s.random.int(type.of.length + 1))}, ${name}) =:= a)`,
        t`is_record(${name}, ok, 2)`,
      ]);
    case 'record':
      return s.random.pick([
        t`is_record(${name}, ${type.name})`,
        t`(${name}#${type.name}.f0 > ${literal(s.random, INT, 0)})`,
      ]);
    case 'binary':
    case 'bits':
      return s.random.pick([less(`byte_size(${name})`), less(`bit_size(${name})`)]);
    default:
      return t`(${name} ${s.random.pick(['=:=', '==', '<', '>='])} ${literal(s.random, type, 1)})`;
  }
}

function guardValue(s: Scope, type: Type): Node {
  const variables = s.variablesOf(type);
  const leaf = (): Node =>
    variables.length > 0 && s.random.chance(0.8)
      ? s.random.pick(variables).name
      : literal(s.random, type, 0);
  if (s.random.chance(0.7)) return typed(type, leaf());
  if (type.kind === 'float') return typed(type, t`(${leaf()} ${s.random.pick(['+', '*'])} 0.5)`);
  switch (s.random.int(4)) {
    case 0:
      return typed(type, t`abs(${leaf()})`);
    case 1:
      return typed(type, t`(${leaf()} rem ${leaf()})`);
    default:
      return typed(
        type,
        t`(${leaf()} ${s.random.pick(['+', '-', '*', 'band', 'bxor'])} ${leaf()})`,
      );
  }
}

// ---- bodies and clauses

/** Statements, and an expression of the type. */
export function body(s: Scope, type: Type): Node {
  return statements(s, (inner) => inner.expr(type));
}

/** Statements, and what `last` makes of the variables that they bind. */
export function statements(s: Scope, last: (scope: Scope) => Node, most = 2): Node {
  const made: Node[] = [];
  const count = s.depth > 0 && s.world.budget > 0 ? s.random.int(most + 1) : 0;
  for (let i = 0; i < count; i++) {
    const { node, variables } = statement(s);
    made.push(t`${node},\n`);
    s = s.with(...variables);
  }
  return t`${sequence(made, '')}${last(s)}`;
}

function statement(s: Scope): Pattern {
  const type = s.someType();
  switch (s.random.int(8)) {
    case 0:
      return { node: t`put(${dictionaryKey(type)}, ${s.expr(type)})`, variables: [] };
    case 1:
    case 2: {
      const value = s.expr(type);
      const { node, variables } = pattern(s, type, s.random.chance(0.97));
      return { node: t`${node} = ${value}`, variables };
    }
    case 3:
      return { node: t`_ = ${s.expr(type)}`, variables: [] };
    default: {
      const variable = s.variable(type);
      return { node: t`${variable.name} = ${s.expr(type)}`, variables: [variable] };
    }
  }
}

/** The process dictionary's key for values of a type. */
export function dictionaryKey(type: Type): string {
  return `'${typeName(type)}'`;
}

/** Clauses on a value of a type, `head(pattern) guard -> body`, mostly with one that matches all. */
export function clauses(
  s: Scope,
  type: Type,
  result: (scope: Scope) => Node,
  head = (node: Node): Node => node,
): Node {
  const one = (certain: boolean): Node => {
    const { node, variables } = pattern(s, type, certain);
    const inner = s.with(...variables);
    return t`${head(node)}${certain ? '' : perhapsGuard(inner)} ->\n${result(inner)}`;
  };
  const made = s.random.times(1 + s.random.int(2), () => one(false));
  if (s.random.chance(0.95)) made.push(one(true));
  return sequence(made, ';\n', 1);
}
