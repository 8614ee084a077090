// Rules for funs: made, passed around, called at once, named and recursive.

import { body, pattern, perhapsGuard } from './patterns.ts';
import { type Rule, rule, type Scope } from './scope.ts';
import { commas, type Node, sequence, t } from './syntax.ts';
import {
  ATOM,
  BINARY,
  FLOAT,
  type FunType,
  funOf,
  INT,
  listOf,
  randomType,
  sameType,
  type Type,
} from './types.ts';

export const FUN_RULES: readonly Rule[] = [
  rule('fun', 40, (s, type) => closure(s.repeated(), type)),
  {
    weight: 20,
    fits: (type) => type.kind === 'fun' && known(type).length > 0,
    make: (s, type) => s.random.pick(known(type as FunType)),
  },
  {
    weight: 8,
    fits: (_, s) => s.variables.some(({ type }) => type.kind === 'fun'),
    make: (s, type) => {
      const calls = s.variables.filter(
        (v) => v.type.kind === 'fun' && sameType(v.type.result, type),
      );
      if (calls.length === 0) return s.expr(type);
      const { name, type: fun } = s.random.pick(calls);
      return called(s, name, (fun as FunType).args);
    },
  },
  {
    weight: 5,
    fits: () => true,
    make: (s, type) => {
      const args = s.random.times(s.random.int(3), () => randomType(s.random, 1));
      return called(s, s.expr(funOf(args, type)), args);
    },
  },
  { weight: 4, fits: () => true, make: recursive },
];

function called(s: Scope, fun: Node, args: readonly Type[]): Node {
  const list = commas(s.exprs(args));
  return s.random.chance(0.2) ? t`apply(${fun}, [${list}])` : t`(${fun})(${list})`;
}

function closure(s: Scope, { args, result }: FunType): Node {
  const one = (certain: boolean): Node => {
    const patterns = args.map((type) => pattern(s, type, certain));
    const inner = s.with(...patterns.flatMap(({ variables }) => variables));
    const when = certain ? '' : perhapsGuard(inner);
    return t`(${commas(patterns.map(({ node }) => node))})${when} ->\n${body(inner, result)}`;
  };
  const made = args.length > 0 && s.random.chance(0.3) ? [one(false), one(true)] : [one(true)];
  return t`fun${sequence(made, ';\n', 1)}\nend`;
}

/** A named fun that calls itself a few times. */
function recursive(s: Scope, type: Type): Node {
  const [self, count, acc] = [s.name('Self'), s.name('N'), s.variable(type)];
  const inner = s.repeated().with({ name: count, type: INT }, acc);
  const start = t`${s.expr(INT)} band 7`;
  const initial = s.expr(type);
  const again = s.random.chance(0.6)
    ? t`${self}(${count} - 1, begin\n${body(inner.atDepth(2), type)}\nend)`
    : bodyRecursive(s, inner, `${self}(${count} - 1, ${acc.name})`, type);
  return t`(fun ${self}(0, ${acc.name}) ->\n${acc.name};\n${self}(${count}, ${acc.name}) ->\n${again}\nend)(${start}, ${initial})`;
}

function bodyRecursive(s: Scope, inner: Scope, call: string, type: Type): Node {
  const rest = s.variable(type);
  return t`${rest.name} = ${call},\n${inner.with(rest).expr(type)}`;
}

/** Functions of OTP's of such a type. */
function known(type: Type): readonly string[] {
  return KNOWN.filter((entry) => sameType(entry.type, type)).map(({ text }) => `fun ${text}`);
}

const KNOWN: readonly { readonly text: string; readonly type: Type }[] = [
  { text: 'erlang:abs/1', type: funOf([INT], INT) },
  { text: "erlang:'-'/1", type: funOf([INT], INT) },
  { text: "erlang:'+'/2", type: funOf([INT, INT], INT) },
  { text: 'erlang:max/2', type: funOf([INT, INT], INT) },
  { text: "erlang:'<'/2", type: funOf([INT, INT], { kind: 'bool' }) },
  { text: 'is_integer/1', type: funOf([INT], { kind: 'bool' }) },
  { text: 'byte_size/1', type: funOf([BINARY], INT) },
  { text: 'atom_to_binary/1', type: funOf([ATOM], BINARY) },
  { text: 'math:sqrt/1', type: funOf([FLOAT], FLOAT) },
  { text: 'lists:sum/1', type: funOf([listOf(INT)], INT) },
  { text: 'lists:reverse/1', type: funOf([listOf(INT)], listOf(INT)) },
  { text: 'integer_to_binary/1', type: funOf([INT], BINARY) },
];
