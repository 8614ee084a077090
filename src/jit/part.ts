// The functions of one module that a unit has: those that it is made for, or copies.
import type { DecodedModule } from '../loader/module.ts';
import { type InlineLimits, Inlining } from './inline.ts';
import type { FunctionIR } from './ir.ts';
import { type BifNumber, type Listing, listFunction } from './listing.ts';
import { buildFunction } from './loops.ts';
import { functionId, functionsByLabel, wordsOf } from './plan.ts';

/** A module as it is compiled from. */
export interface Source {
  readonly module: DecodedModule;
  readonly bif: BifNumber;
}

/** A function whose addresses code of a unit speaks of. */
export interface FunctionAt {
  readonly part: Part;
  /** In its module. */
  readonly index: number;
  /** How far behind the beginning of its words its entry is. */
  readonly entry: number;
}

/** What an instruction was seen to call as a fun. */
export interface CalledFun {
  readonly part: Part;
  /** Of the function, in its module. */
  readonly index: number;
  /** The lambda whose body it is; else it was called as an exported function of this name. */
  readonly lambda: number | undefined;
  readonly exported: string | undefined;
}

/** A function as funs that were called were of it. */
export function calledFun(part: Part, index: number): CalledFun {
  const lambda = part.lambdaOf(index);
  if (lambda >= 0) return { part, index, lambda, exported: undefined };
  const named = part.module.exports.find(({ label }) => part.functionOf.get(label) === index);
  return { part, index, lambda: undefined, exported: named?.name };
}

/** A function that a unit has code of. */
export interface Member extends FunctionAt {
  /** Tells it from the unit's other functions. */
  readonly id: string;
  readonly listing: Listing;
  readonly ir: FunctionIR;
}

export class Part {
  /** Among those of the unit, whose own module has number 0. */
  readonly number: number;
  readonly module: DecodedModule;
  readonly bif: BifNumber;
  /** The functions of which the unit may have copies. */
  readonly copies: Set<number>;
  readonly members = new Map<number, Member>();
  /** What instructions were seen to call as funs, by their functions and the offsets of their words. */
  readonly funCalls = new Map<number, Map<number, CalledFun>>();
  private readonly listings = new Map<number, Listing>();
  readonly functionOf: ReadonlyMap<number, number>;
  /** Which calls are done in line in functions of the module. */
  readonly inlining: Inlining | undefined;

  /** `functions`: those that the unit is made for; `copies`: those of which it may have copies. */
  constructor(
    number: number,
    { module, bif }: Source,
    functions: readonly number[],
    copies: readonly number[],
    limits: InlineLimits | undefined,
  ) {
    this.number = number;
    this.module = module;
    this.bif = bif;
    this.copies = new Set(copies);
    this.functionOf = functionsByLabel(module);
    const known = new Set([...functions, ...copies]);
    const list = (label: number, words: number) => {
      const index = this.functionOf.get(label) as number;
      return known.has(index) && wordsOf(module, index) <= words ? this.list(index) : undefined;
    };
    this.inlining = limits && new Inlining(number, module, bif, list, limits);
  }

  /** The lambda whose body a function is; -1 if none. */
  lambdaOf(index: number): number {
    return this.module.lambdas.findIndex(({ label }) => this.functionOf.get(label) === index);
  }

  list(index: number): Listing {
    let listing = this.listings.get(index);
    if (listing === undefined) {
      listing = listFunction(this.module, index, this.bif);
      this.listings.set(index, listing);
    }
    return listing;
  }

  /** Throws NotCompiled where that cannot be. */
  add(index: number): Member {
    const listing = this.list(index);
    const ir = buildFunction(this.module, listing, this.bif, { inlining: this.inlining });
    const id = functionId(index, this.number);
    const member = { part: this, index, entry: listing.entry, id, listing, ir };
    this.members.set(index, member);
    return member;
  }
}
