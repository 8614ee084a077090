// The functions of a program: clauses that call anybody, loops, walks over lists and binaries, appending, mutual recursion.
// The first argument of each is its fuel.

import { segment } from './binaries.ts';
import { caseOf, ifs, tryOf } from './control.ts';
import { bitPattern, body, pattern, perhapsGuard, statements } from './patterns.ts';
import { Scope, type Signature, type Variable, type World } from './scope.ts';
import { commas, type Node, sequence, t, typed } from './syntax.ts';
import { BINARY, BITS, INT, listOf, sameType, TERM, type Type } from './types.ts';

/** A function to be: what it takes and gives, and how it is made. */
export interface Plan {
  readonly signature: Signature;
  readonly make: (world: World, plan: Plan) => Node;
}

const FUEL = 'F';
const DEPTH = 5;

type Shape = Omit<Plan, 'signature'> & {
  readonly weight: number;
  readonly signature: (world: World) => Pick<Signature, 'args' | 'result'>;
};

const someType = ({ random, types }: World): Type => random.pick(types);

const someTypes = (world: World, count: number): Type[] =>
  world.random.times(count, () => someType(world));

const SHAPES: readonly Shape[] = [
  {
    weight: 8,
    signature: (world) => ({
      args: someTypes(world, world.random.int(5)),
      result: someType(world),
    }),
    make: plain,
  },
  {
    weight: 5,
    signature: (world) => ({
      args: someTypes(world, 1 + world.random.int(3)),
      result: someType(world),
    }),
    make: loop,
  },
  {
    weight: 4,
    signature: (world) => ({
      args: [listOf(someType(world)), ...someTypes(world, world.random.int(3))],
      result: someType(world),
    }),
    make: walk,
  },
  {
    weight: 3,
    signature: (world) => {
      const accumulator = someType(world);
      const bits = world.random.pick([BINARY, BITS]);
      return {
        args: [bits, accumulator, ...someTypes(world, world.random.int(2))],
        result: accumulator,
      };
    },
    make: walkBits,
  },
  {
    weight: 3,
    signature: (world) => {
      const result = world.random.pick([BINARY, BITS]);
      return { args: [result, ...someTypes(world, 1 + world.random.int(2))], result };
    },
    make: append,
  },
];

/** Plans of some functions of a module; the last ones may be a group that call each other as their last deed. */
export function plan(world: World, module: string, count: number, first: number): Plan[] {
  const plans = world.random.times(count, (index) => {
    const { make, signature } = world.random.weighted(SHAPES);
    return { signature: { module, name: `f${first + index}`, ...signature(world) }, make };
  });
  if (world.random.chance(0.3)) {
    const result = someType(world);
    const args = someTypes(world, 1 + world.random.int(2));
    const group = ['even', 'odd'].map((name) => ({
      signature: { module, name: `${name}${first}`, args, result },
      make: loop,
    }));
    plans.push(...group);
  }
  return plans;
}

function start(world: World, { signature }: Plan, divisor: number): { s: Scope; args: Variable[] } {
  world.budget = world.size;
  const args = signature.args.map((type, i) => ({ name: `A${i + 1}`, type }));
  const fuel = { variable: FUEL, divisor };
  const variables = [{ name: FUEL, type: INT }];
  return { s: new Scope(world, signature.module, variables, DEPTH, fuel), args };
}

function head(name: string, first: string, args: readonly Node[], guard: Node = ''): Node {
  return t`${name}(${commas([first, ...args])})${guard} ->\n`;
}

const names = (args: readonly Variable[]): string[] => args.map(({ name }) => name);

/** The clause for when there is no fuel. */
function exhausted(s: Scope, { signature }: Plan, args: readonly Variable[]): Node {
  const inner = s.withoutFuel().with(...args);
  const first = s.random.chance(0.5) ? head(signature.name, '0', names(args)) : undefined;
  const clause = head(signature.name, FUEL, names(args), t` when ${FUEL} =< 0`);
  return t`${first ?? clause}${inner.atDepth(2).expr(signature.result)}`;
}

/** Clauses with patterns for the arguments, and one for what they leave. */
function clausesOf(
  s: Scope,
  { signature }: Plan,
  args: readonly Variable[],
  result: (scope: Scope) => Node,
): Node[] {
  const outside = s.withoutFuel();
  const clause = (): Node => {
    const patterns = args.map((arg) =>
      s.random.chance(0.4) ? { node: arg.name, variables: [arg] } : pattern(outside, arg.type),
    );
    const inner = s.with(...patterns.flatMap(({ variables }) => variables));
    const made = patterns.map(({ node }) => node);
    return t`${head(signature.name, FUEL, made, perhapsGuard(inner))}${result(inner)}`;
  };
  const made = s.random.times(s.random.int(3), clause);
  return [...made, t`${head(signature.name, FUEL, names(args))}${result(s.with(...args))}`];
}

function functionOf(clauses: readonly Node[]): Node {
  return t`${sequence(clauses, ';\n', 1)}.\n`;
}

function plain(world: World, plan: Plan): Node {
  const { s, args } = start(world, plan, 4);
  const { result } = plan.signature;
  return functionOf([
    exhausted(s, plan, args),
    ...clausesOf(s, plan, args, (inner) => body(inner, result)),
  ]);
}

/** Calls itself, or another of the same arguments and result, as the last deed of most branches. */
function loop(world: World, plan: Plan): Node {
  const { s, args } = start(world, plan, 16);
  const { signature } = plan;
  return functionOf([
    exhausted(s, plan, args),
    ...clausesOf(s, plan, args, (inner) => tail(inner, signature, 2)),
  ]);
}

function tail(s: Scope, signature: Signature, depth: number): Node {
  const deeper = (inner: Scope): Node => tail(inner, signature, depth - 1);
  const choice = depth > 0 && s.world.budget > 0 ? s.random.int(10) : 9;
  switch (choice) {
    case 0:
    case 1:
      return caseOf(s.atDepth(3), deeper);
    case 2:
      return ifs(s, deeper);
    case 3:
      return tryOf(s.atDepth(3), s.someType(), deeper);
    case 4:
      return statements(s.atDepth(3), deeper);
    case 5:
      return body(s.atDepth(3), signature.result);
    default:
      return again(s, signature);
  }
}

function again(s: Scope, signature: Signature): Node {
  const twins = s.world.functions.filter(
    ({ module, args, result }) =>
      module === signature.module &&
      args.length === signature.args.length &&
      args.every((arg, i) => sameType(arg, signature.args[i])) &&
      sameType(result, signature.result),
  );
  const args = signature.args.map((type) => s.atDepth(2).expr(type));
  const { name } = s.random.pick(twins);
  return typed(signature.result, t`${name}(${commas([`${FUEL} - 1`, ...args])})`);
}

/** Recursion over a list, with something left to do after each call. */
function walk(world: World, plan: Plan): Node {
  const { s, args } = start(world, plan, 16);
  const { name, result } = plan.signature;
  const [list, ...others] = args;
  const element = list.type.kind === 'list' ? list.type.of : TERM;
  const { node, variables } = pattern(s.withoutFuel(), element, s.random.chance(0.6));
  const inner = s.with(...variables, ...others);
  const rest = inner.variable(list.type, 'T');
  const value = inner.variable(result);
  const others2 = others.map((arg) => inner.atDepth(2).expr(arg.type));
  const call = t`${name}(${commas([`${FUEL} - 1`, rest.name, ...others2])})`;
  const after =
    result.kind === 'list' && s.random.chance(0.5)
      ? t`[${inner.atDepth(3).expr(result.of)} | ${typed(result, call)}]`
      : t`${value.name} = ${typed(result, call)},\n${body(inner.with(value), result)}`;
  const guard = s.random.chance(0.5) ? t` when ${FUEL} > 0` : '';
  return functionOf([
    t`${head(name, FUEL, [t`[${node} | ${rest.name}]`, ...names(others)], guard)}${after}`,
    t`${head(name, '_', ['_', ...names(others)])}${s
      .withoutFuel()
      .with(...others)
      .atDepth(2)
      .expr(result)}`,
  ]);
}

/** A loop that takes a binary apart. */
function walkBits(world: World, plan: Plan): Node {
  const { s, args } = start(world, plan, 16);
  const { name, result } = plan.signature;
  const [bits, ...others] = args;
  const clause = (): Node => {
    const variables: Variable[] = [];
    const node = bitPattern(s.withoutFuel(), bits.type, (type) => {
      variables.push(s.variable(type));
      return variables.at(-1)!.name;
    });
    const inner = s.with(...variables, ...others);
    const rest = variables.findLast(({ type }) => sameType(type, bits.type))?.name ?? '<<>>';
    const values = others.map(({ type }) => inner.atDepth(3).expr(type));
    const guard = t` when ${FUEL} > 0`;
    const call = t`${name}(${commas([`${FUEL} - 1`, rest, ...values])})`;
    return t`${head(name, FUEL, [node, ...names(others)], guard)}${typed(result, call)}`;
  };
  const last = head(name, FUEL, [bits.name, ...names(others)]);
  return functionOf([
    ...s.random.times(1 + s.random.int(2), clause),
    t`${last}${s
      .with(...args)
      .withoutFuel()
      .atDepth(3)
      .expr(result)}`,
  ]);
}

/** A loop that appends to a binary. */
function append(world: World, plan: Plan): Node {
  const { s, args } = start(world, plan, 16);
  const { name, result } = plan.signature;
  const [accumulator, ...others] = args;
  const whole = result.kind === 'binary';
  const inner = s.with(...others);
  const clause = (guard: Node): Node => {
    const values = others.map(({ type }) => inner.atDepth(2).expr(type));
    const segments = s.random.times(1 + s.random.int(2), () => segment(inner.atDepth(2), whole));
    const appended = t`<<${accumulator.name}/${whole ? 'binary' : 'bits'}, ${sequence(segments, ', ')}>>`;
    const call = t`${name}(${commas([`${FUEL} - 1`, appended, ...values])})`;
    return t`${head(name, FUEL, names(args), guard)}${typed(result, call)}`;
  };
  return functionOf([
    exhausted(s, plan, args),
    clause(perhapsGuard(s.with(...others))),
    clause(''),
  ]);
}
