// Where an expression stands: which variables it may use, how large it may get, and how much fuel there is for calls.
//
// Every function takes fuel as its first argument, an integer that is smaller in each call, and calls nobody when it has
// none. Code that may run several times (closures, comprehensions, loops) hands on less. So programs end, though nobody
// proves it: the recorder leaves out what takes too long.

import type { Random } from './prng.ts';
import { commas, type Node, t, typed } from './syntax.ts';
import { literal, type RecordType, randomType, SCALARS, sameType, type Type } from './types.ts';

export interface Variable {
  readonly name: string;
  readonly type: Type;
}

/** A function of the program; the fuel is not among its arguments. */
export interface Signature {
  readonly module: string;
  readonly name: string;
  readonly args: readonly Type[];
  readonly result: Type;
}

/** One way to make an expression. `make` may use what `fits` has found out about the type. */
export interface Rule {
  readonly weight: number;
  readonly fits: (type: Type, scope: Scope) => boolean;
  readonly make: (scope: Scope, type: Type) => Node;
}

/** A rule for all types of a kind. */
export function rule<K extends Type['kind']>(
  kind: K,
  weight: number,
  make: (scope: Scope, type: Extract<Type, { kind: K }>) => Node,
): Rule {
  return { weight, fits: (type) => type.kind === kind, make: make as Rule['make'] };
}

/** What all expressions of a program share. */
export interface World {
  readonly random: Random;
  /** Of the compiler. */
  readonly otp: number;
  readonly rules: readonly Rule[];
  readonly functions: readonly Signature[];
  readonly records: readonly RecordType[];
  /** The few types that the program works with, so that what one makes another can use. */
  readonly types: readonly Type[];
  /** Whether functions can be called from outside of their module. */
  readonly open: boolean;
  /** About how many expressions a function has. */
  readonly size: number;
  /** Expressions that the function being made may still have. */
  budget: number;
  names: number;
}

interface Fuel {
  readonly variable: string;
  readonly divisor: number;
}

const ILL_TYPED = 1 / 120;

export class Scope {
  readonly world: World;
  readonly module: string;
  readonly variables: readonly Variable[];
  readonly depth: number;
  /** Undefined where nothing may be called. */
  readonly fuel: Fuel | undefined;

  constructor(
    world: World,
    module: string,
    variables: readonly Variable[],
    depth: number,
    fuel?: Fuel,
  ) {
    this.world = world;
    this.module = module;
    this.variables = variables;
    this.depth = depth;
    this.fuel = fuel;
  }

  get random(): Random {
    return this.world.random;
  }

  with(...variables: readonly Variable[]): Scope {
    return this.#copy([...this.variables, ...variables], this.depth, this.fuel);
  }

  /** For code that may run several times. */
  repeated(): Scope {
    const fuel = this.fuel && { ...this.fuel, divisor: this.fuel.divisor * 4 };
    return this.#copy(this.variables, this.depth, fuel);
  }

  /** Without fuel, and the variable that it is in. */
  withoutFuel(): Scope {
    const others = this.variables.filter(({ name }) => name !== this.fuel?.variable);
    return this.#copy(others, this.depth, undefined);
  }

  atDepth(depth: number): Scope {
    return this.#copy(this.variables, Math.min(depth, this.depth), this.fuel);
  }

  /** The name of a new variable. */
  name(prefix = 'V'): string {
    return `${prefix}${++this.world.names}`;
  }

  variable(type: Type, prefix?: string): Variable {
    return { name: this.name(prefix), type };
  }

  variablesOf(type: Type): readonly Variable[] {
    return this.variables.filter((variable) => sameType(variable.type, type));
  }

  /** A type that is worth making something of: mostly one that is around. */
  someType(): Type {
    if (this.variables.length > 0 && this.random.chance(0.6)) {
      return this.random.pick(this.variables).type;
    }
    return this.random.chance(0.9)
      ? this.random.pick(this.world.types)
      : randomType(this.random, 1);
  }

  /** An expression that stands by itself: nothing around it needs to put it into parentheses. */
  expr(type: Type): Node {
    if (this.random.chance(ILL_TYPED)) type = this.random.pick(SCALARS);
    if (this.depth <= 0 || this.world.budget <= 0) return this.leaf(type);
    this.world.budget--;
    if (this.random.chance(0.25)) return this.leaf(type);
    const rules = this.world.rules.filter(({ fits }) => fits(type, this));
    const deeper = this.#copy(this.variables, this.depth - 1, this.fuel);
    return typed(type, this.random.weighted(rules).make(deeper, type));
  }

  exprs(types: readonly Type[]): Node[] {
    return types.map((type) => this.expr(type));
  }

  /** A variable or a literal. */
  leaf(type: Type): Node {
    const variables = this.variablesOf(type);
    if (variables.length > 0 && this.random.chance(0.8)) {
      return typed(type, this.random.pick(variables).name);
    }
    return typed(type, literal(this.random, type));
  }

  /** A call of a function that gives such a result. */
  call(signature: Signature): Node {
    const { module, name, args } = signature;
    const remote = module !== this.module || (this.world.open && this.random.chance(0.1));
    const { variable, divisor } = this.fuel!;
    return t`${remote ? `${module}:` : ''}${name}(${commas([
      `${variable} div ${divisor}`,
      ...this.exprs(args),
    ])})`;
  }

  #copy(variables: readonly Variable[], depth: number, fuel: Fuel | undefined): Scope {
    return new Scope(this.world, this.module, variables, depth, fuel);
  }
}
