// All functions of a program's modules compiled before it runs anywhere.
import type { BifNumbers } from '../code/code.ts';
import { numberOf } from '../isa/operand.ts';
import type { DecodedModule, Import } from '../loader/module.ts';
import { encodeUnits, type NewUnit } from './cache.ts';
import type { InlineLimits } from './inline.ts';
import { type CopyLimits, type FunctionOf, planCopies, planUnit } from './plan.ts';
import type { CompileService, RequestedModule } from './service.ts';

export interface CompiledModule {
  /** Its units, as `KeptUnits` reads them. */
  readonly units: Uint8Array;
  /** How many functions were compiled. */
  readonly functions: number;
  /** Those that the interpreter will run, and why. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
}

/** See THRESHOLDS. */
export interface AheadLimits extends CopyLimits, InlineLimits {
  readonly unitWords: number;
  readonly specializedValues: number;
}

/** The modules of one program; the service is given no others. */
export function compileModules(
  service: CompileService,
  modules: readonly DecodedModule[],
  bifs: BifNumbers,
  limits: AheadLimits,
): CompiledModule[] {
  const program = new Program(modules, bifs);
  return modules.map((module) => compileModule(service, module, program, limits));
}

class Program {
  private readonly bifs: BifNumbers;
  private readonly requests: ReadonlyMap<DecodedModule, RequestedModule>;
  private readonly byName: ReadonlyMap<string, DecodedModule>;

  constructor(modules: readonly DecodedModule[], bifs: BifNumbers) {
    this.bifs = bifs;
    this.requests = new Map(
      modules.map((module, id) => {
        const numbers = module.imports.map((f) => bifs.number(f.module, f.name, f.arity));
        return [module, { module: id, source: { bytes: module.bytes, bifs: numbers } }];
      }),
    );
    this.byName = new Map(modules.map((module) => [module.name, module]));
  }

  /** As many units name it: the service keeps what it is given with the first. */
  requested(module: DecodedModule): RequestedModule {
    return this.requests.get(module) as RequestedModule;
  }

  isBuiltIn(module: DecodedModule, index: number): boolean {
    const { name, arity } = nameOf(module, index);
    return this.bifs.number(module.name, name, arity) >= 0;
  }

  resolve({ module: name, name: function_, arity }: Import): FunctionOf | undefined {
    const module = this.byName.get(name);
    const entry = module?.exportNamed(function_, arity);
    if (module === undefined || entry === undefined) return undefined;
    const index = module.entryLabels.indexOf(entry.label);
    return this.isBuiltIn(module, index) ? undefined : { module, index };
  }
}

function nameOf({ atoms, code, functionStarts }: DecodedModule, index: number) {
  const at = functionStarts[index];
  return { name: atoms[numberOf(code[at + 2])], arity: numberOf(code[at + 3]) };
}

function compileModule(
  service: CompileService,
  module: DecodedModule,
  program: Program,
  limits: AheadLimits,
): CompiledModule {
  const left = new Set<number>();
  for (const index of module.functionStarts.keys())
    if (!program.isBuiltIn(module, index)) left.add(index);
  const surroundings = {
    resolve: (import_: Import) => program.resolve(import_),
    mayCopy: (of: DecodedModule, index: number) => !program.isBuiltIn(of, index),
    calledAsFuns: () => [],
  };
  // Calls come in through what is exported: what they lead to is best beside it.
  const exported = new Set(module.exports.map(({ label }) => module.entryLabels.indexOf(label)));
  const units: NewUnit[] = [];
  for (const first of [...exported, ...left]) {
    if (!left.has(first)) continue;
    const functions = planUnit(module, first, (callee) => left.has(callee), limits.unitWords);
    for (const index of functions) left.delete(index);
    const copies = planCopies(module, functions, [], surroundings, limits);
    const request = {
      ...program.requested(module),
      functions,
      resumptions: [],
      copies: [...copies].map(([copied, functions]) => ({
        ...program.requested(copied),
        functions,
      })),
      funCalls: [],
      specializedValues: limits.specializedValues,
      inline: limits,
      dump: false,
      counts: false,
    };
    units.push({ unit: service.compile(request), request });
  }
  return {
    units: encodeUnits(units),
    functions: units.reduce((sum, { unit }) => sum + unit.functions.length, 0),
    refused: units.flatMap(({ unit }) =>
      unit.refused.map(({ index, reason }) => {
        const { name, arity } = nameOf(module, index);
        return { name: `${module.name}:${name}/${arity}`, reason };
      }),
    ),
  };
}
