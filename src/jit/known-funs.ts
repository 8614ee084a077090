// Which funs are known: what in a function is certainly a fun of one lambda, because the function makes it, or because this is the version of the
// function for calls with such a fun.
import type { Callee } from './inline.ts';
import { type FunctionIR, origin, type Value } from './ir.ts';
import type { Member, Part } from './part.ts';
import type { Import } from './unit.ts';

/** Funs of a lambda of one of the unit's modules. */
export interface KnownFun {
  readonly part: Part;
  readonly lambda: number;
  /** What is known of its free variables. */
  readonly free: readonly (KnownFun | undefined)[];
  /** The same for funs of which the same is known. */
  readonly key: string;
}

export type Knowledge = readonly (KnownFun | undefined)[];

/** How deep funs are known that funs have in their free variables: these could be nested without end. */
const MAX_NESTING = 3;

function knownFun(part: Part, lambda: number, free: Knowledge): KnownFun {
  const kept = nesting(free) < MAX_NESTING ? free : free.map(() => undefined);
  const inner = knowledgeKey(kept);
  return { part, lambda, free: kept, key: `${part.number}:${lambda}(${inner})` };
}

/** Any fun of a lambda. */
export function knownLambda(part: Part, lambda: number): KnownFun {
  const { numFree } = part.module.lambdas[lambda];
  return knownFun(part, lambda, new Array(numFree).fill(undefined));
}

function nesting(funs: Knowledge): number {
  return Math.max(0, ...funs.map((fun) => (fun === undefined ? 0 : 1 + nesting(fun.free))));
}

/** The same for the same knowledge. */
export function knowledgeKey(funs: Knowledge): string {
  return funs.map((fun) => fun?.key ?? '').join();
}

/** A fun, null where it is none that is known, undefined where nothing has come yet. */
type Found = KnownFun | null | undefined;

function join(a: Found, b: Found): Found {
  if (a === undefined) return b;
  return b === undefined || a?.key === b?.key ? a : null;
}

/** Tells of values of a function of a module whether they are known funs, given what is known of its arguments. */
export function findKnownFuns(
  ir: FunctionIR,
  part: Part,
  args: Knowledge,
): (v: Value) => KnownFun | undefined {
  const phis = new Map<Value, Found>();
  const known = (value: Value): Found => {
    const v = origin(value);
    switch (v.op) {
      case 'arg':
        return args[v.imm] ?? null;
      case 'make_fun': {
        const free = v.args.map((x) => known(x) ?? undefined);
        return knownFun(part, v.imm.lambda[1], free);
      }
      case 'phi':
        return phis.get(v);
    }
    return null;
  };
  // From phis that are nothing yet on, until nothing changes: each becomes a fun, then perhaps none.
  for (let isStable = false; !isStable; ) {
    isStable = true;
    for (const block of ir.blocks) {
      for (const [i, phi] of block.phis.entries()) {
        const before = phis.get(phi);
        const joined = block.in.map((edge) => known(edge.values[i])).reduce(join, before);
        if (joined === before) continue;
        phis.set(phi, joined);
        isStable = false;
      }
    }
  }
  return (v) => known(v) ?? undefined;
}

/** Of the calls of funs in a function those that can be done in line, by the offsets of their words. */
export function findInlinedFuns(
  ir: FunctionIR,
  knownFun: (v: Value) => KnownFun | undefined,
): Map<number, Callee> {
  const found = new Map<number, Callee>();
  const others = new Set<number>();
  for (const { op, args, imm } of ir.blocks.flatMap(({ code }) => code)) {
    if (op !== 'call_fun' || imm.tail) continue;
    const fun = knownFun(args[imm.arity]);
    const callee = fun && bodyInLine(fun, imm.arity);
    // An instruction stands in several places where it is reached under different catches.
    const isSame = (found.get(imm.pc) ?? callee) === callee;
    if (callee !== undefined && isSame) found.set(imm.pc, callee);
    else others.add(imm.pc);
  }
  for (const pc of others) found.delete(pc);
  return found;
}

function bodyInLine({ part, lambda }: KnownFun, given: number): Callee | undefined {
  const { label, arity, numFree } = part.module.lambdas[lambda];
  return arity - numFree === given ? part.inlining?.callee(label) : undefined;
}

/** Which of their parameters functions call as funs, or pass on to functions that do. */
export class FunParameters {
  private readonly found = new Map<Member, readonly number[]>();
  private readonly callee: (part: Part, target: Import) => Member | undefined;

  /** `callee`: the unit's function that a call in a function of a module leads to. */
  constructor(callee: (part: Part, target: Import) => Member | undefined) {
    this.callee = callee;
  }

  /** By number. */
  of(member: Member): readonly number[] {
    const before = this.found.get(member);
    if (before !== undefined) return before;
    // Functions that call each other in circles are looked at once.
    this.found.set(member, []);
    const { ir, part } = member;
    const parameters = ir.args.map((_, i) => knownFun(part, i, []));
    const known = findKnownFuns(ir, part, parameters);
    const called = new Set<number>();
    for (const v of ir.blocks.flatMap(({ code }) => code)) {
      for (const fun of this.calledBy(part, v)) {
        const i = parameters.indexOf(known(fun) as KnownFun);
        if (i >= 0) called.add(i);
      }
    }
    this.found.set(member, [...called]);
    return [...called];
  }

  /** What an instruction calls as a fun, or has somebody else call. */
  private calledBy(part: Part, { op, args, imm }: Value): Value[] {
    const passedTo = (target: Import, first: number): Value[] => {
      const callee = this.callee(part, target);
      if (callee === undefined) return [];
      return this.of(callee).flatMap((i) => args[i - first] ?? []);
    };
    switch (op) {
      case 'call_fun':
        return [args[imm.arity]];
      case 'call':
        return passedTo(imm.target, 0);
      case 'make_fun': {
        const { label, arity, numFree } = part.module.lambdas[imm.lambda[1]];
        return passedTo(['function', label], arity - numFree);
      }
    }
    return [];
  }
}
