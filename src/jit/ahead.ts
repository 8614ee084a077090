// All functions of a module compiled before it runs anywhere.
import type { BifNumbers } from '../code/code.ts';
import { numberOf } from '../isa/operand.ts';
import type { DecodedModule } from '../loader/module.ts';
import { encodeUnits, type NewUnit } from './cache.ts';
import { planUnit } from './plan.ts';
import type { CompileService } from './service.ts';

export interface CompiledModule {
  /** Its units, as `KeptUnits` reads them. */
  readonly units: Uint8Array;
  /** How many functions were compiled. */
  readonly functions: number;
  /** Those that the interpreter will run, and why. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
}

/** `id` tells the module from others that the service was given. */
export function compileModule(
  service: CompileService,
  module: DecodedModule,
  id: number,
  bifs: BifNumbers,
  unitWords: number,
): CompiledModule {
  const nameOf = (index: number) => {
    const at = module.functionStarts[index];
    return {
      name: module.atoms[numberOf(module.code[at + 2])],
      arity: numberOf(module.code[at + 3]),
    };
  };
  const left = new Set<number>();
  for (let index = 0; index < module.functionStarts.length; index++) {
    const { name, arity } = nameOf(index);
    if (bifs.number(module.name, name, arity) < 0) left.add(index);
  }
  const numbers = module.imports.map((f) => bifs.number(f.module, f.name, f.arity));
  // Calls come in through what is exported: what they lead to is best beside it.
  const exported = new Set(module.exports.map(({ label }) => module.entryLabels.indexOf(label)));
  const units: NewUnit[] = [];
  for (const first of [...exported, ...left]) {
    if (!left.has(first)) continue;
    const functions = planUnit(module, first, (callee) => left.has(callee), unitWords);
    for (const index of functions) left.delete(index);
    const request = {
      module: id,
      source: { bytes: module.bytes, bifs: numbers },
      functions,
      resumptions: [],
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
        const { name, arity } = nameOf(index);
        return { name: `${module.name}:${name}/${arity}`, reason };
      }),
    ),
  };
}
