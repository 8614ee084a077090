// Rules for all types: branches, blocks, calls, exceptions. Stacktraces are seen through random_run:frames/1, which keeps
// what both machines have to agree on.

import { body, clauses, dictionaryKey, guard, perhapsGuard, statements } from './patterns.ts';
import type { Rule, Scope, Signature } from './scope.ts';
import { commas, type Node, sequence, t } from './syntax.ts';
import { ATOM, holds, INT, listOf, sameType, type Type, tupleOf } from './types.ts';

function any(weight: number, make: Rule['make']): Rule {
  return { weight, fits: () => true, make };
}

export const CONTROL_RULES: readonly Rule[] = [
  any(14, (s, type) => caseOf(s, (inner) => body(inner, type))),
  any(6, (s, type) => ifs(s, (inner) => body(inner, type))),
  any(8, (s, type) => t`begin\n${statements(s, (inner) => inner.expr(type), 3)}\nend`),
  any(10, (s, type) => tryOf(s, type, (inner) => body(inner, type))),
  any(4, (s, type) => thrown(s, type)),
  any(4, (s, type) => oldCatch(s, type)),
  any(2, (s, type) => t`(catch throw(${s.expr(type)}))`),
  any(1, (s, type) => raised(s, type)),
  any(3, (s, type) => dictionary(s, type)),
  {
    weight: 24,
    fits: (type, s) => callable(s, type).length > 0,
    make: (s, type) => s.call(s.random.pick(callable(s, type))),
  },
  {
    weight: 4,
    fits: (type, s) => s.world.open && callable(s, type).length > 0,
    make: (s, type) => applied(s, s.random.pick(callable(s, type))),
  },
  {
    weight: 4,
    fits: (type) => !holds(type, 'fun'),
    make: (s, type) => t`binary_to_term(term_to_binary(${s.expr(type)}))`,
  },
  {
    weight: 30,
    fits: (type) => type.kind === 'term',
    make: (s) => s.expr(ordinary(s)),
  },
  {
    weight: 5,
    fits: (_, s) => s.world.otp >= 27,
    make: (s, type) => maybe(s, type),
  },
];

/** A type whose values may become a term of any type: nothing that grows when it holds itself. */
export function ordinary(s: Scope): Type {
  const type = s.someType();
  return holds(type, 'fun', 'term')
    ? s.random.pick([INT, ATOM, listOf(INT), tupleOf(ATOM, INT)])
    : type;
}

export function caseOf(s: Scope, result: (scope: Scope) => Node): Node {
  const type = s.someType();
  return t`case ${s.expr(type)} of\n${clauses(s, type, result)}\nend`;
}

export function ifs(s: Scope, result: (scope: Scope) => Node): Node {
  const made: Node[] = s.random.times(1 + s.random.int(2), () => t`${guard(s)} ->\n${result(s)}`);
  if (s.random.chance(0.95)) made.push(t`true ->\n${result(s)}`);
  return t`if\n${sequence(made, ';\n', 1)}\nend`;
}

function callable(s: Scope, type: Type): readonly Signature[] {
  if (s.fuel === undefined) return [];
  return s.world.functions.filter(({ result }) => sameType(result, type));
}

function applied(s: Scope, { module, name, args }: Signature): Node {
  const { variable, divisor } = s.fuel!;
  const list = commas([`${variable} div ${String(divisor)}`, ...s.exprs(args)]);
  const f = s.name();
  switch (s.random.int(3)) {
    case 0:
      return t`apply(${module}, ${name}, [${list}])`;
    case 1:
      return t`begin ${f} = ${name}, ${module}:${f}(${list}) end`;
    default:
      return t`(fun ${module}:${name}/${String(args.length + 1)})(${list})`;
  }
}

/** `try` with any of its parts; `result` makes what its clauses give. */
export function tryOf(s: Scope, type: Type, result: (scope: Scope) => Node): Node {
  const after = s.random.chance(0.3) ? t`\nafter\n${body(s.atDepth(2), s.someType())}` : '';
  const inner = s.random.chance(0.3) ? s.someType() : undefined;
  const tried = inner === undefined ? body(s, type) : body(s, inner);
  const of = inner === undefined ? '' : t` of\n${clauses(s, inner, result)}`;
  if (after !== '' && s.random.chance(0.4)) return t`try\n${tried}${of}${after}\nend`;
  const made = s.random.times(1 + s.random.int(2), () => catchClause(s, result));
  return t`try\n${tried}${of}\ncatch\n${sequence(made, ';\n', 1)}${after}\nend`;
}

function catchClause(s: Scope, result: (scope: Scope) => Node): Node {
  switch (s.random.int(5)) {
    case 0:
      return t`throw:${s.name()} ->\n${result(s)}`;
    case 1: {
      const reason = s.random.pick([
        'badarg',
        'badarith',
        '{badmatch, _}',
        'function_clause',
        '{badkey, _}',
      ]);
      return t`error:${reason}${perhapsGuard(s)} ->\n${result(s)}`;
    }
    case 2: {
      const [c, r, st] = [s.name('C'), s.name('R'), s.name('S')];
      const log = t`put(stack, {${c}, random_run:frames(${st})})`;
      return t`${c}:${r}:${st} ->\n${log},\n${result(s)}`;
    }
    case 3: {
      const [c, r, st] = [s.name('C'), s.name('R'), s.name('S')];
      return t`${c}:${r}:${st} ->\nerlang:raise(${c}, ${r}, ${st})`;
    }
    default:
      return t`_:_ ->\n${result(s)}`;
  }
}

/** A value that comes by way of an exception. */
function thrown(s: Scope, type: Type): Node {
  const name = s.name();
  const raise = s.random.pick(['throw', 'throw', 'error', 'exit']);
  return t`try\n${body(s, s.someType())},\n${raise}({tag, ${s.expr(type)}})\ncatch\n${raise}:{tag, ${name}} ->\n${name}\nend`;
}

function oldCatch(s: Scope, type: Type): Node {
  const [value, stack] = [s.name(), s.name('S')];
  return t`case catch ${s.expr(type)} of
{'EXIT', {_, ${stack}}} ->
put(stack, random_run:frames(${stack})),
${s.expr(type)};
{'EXIT', _} ->
${s.expr(type)};
${value} ->
${value}
end`;
}

function raised(s: Scope, type: Type): Node {
  const test = t`(${s.expr(INT)} band 7 =:= 0)`;
  const reason = s.expr(ordinary(s));
  const how = s.random.pick(['throw', 'error', 'exit', 'erlang:error']);
  return t`case ${test} of\ntrue ->\n${how}(${reason});\nfalse ->\n${s.expr(type)}\nend`;
}

function dictionary(s: Scope, type: Type): Node {
  const name = s.name();
  const key = dictionaryKey(type);
  const call = s.random.pick([`get(${key})`, `erase(${key})`]);
  return t`case ${call} of\nundefined ->\n${s.expr(type)};\n${name} ->\n${name}\nend`;
}

function maybe(s: Scope, type: Type): Node {
  const wrapped = s.someType();
  const [value, other] = [s.variable(wrapped), s.name()];
  const tagged = t`case ${s.expr({ kind: 'bool' })} of\ntrue ->\n{ok, ${s.expr(wrapped)}};\nfalse ->\n{no, ${s.expr(type)}}\nend`;
  return t`maybe\n{ok, ${value.name}} ?= ${tagged},\n${body(s.with(value), type)}\nelse\n{no, ${other}} ->\n${other}\nend`;
}

/** Evaluates an expression of the type where an error must not escape, as in a process that nobody looks after. */
export function guarded(s: Scope, type: Type): Node {
  return t`try\n${body(s, type)}\ncatch\n_:_ ->\n${s.leaf(type)}\nend`;
}
