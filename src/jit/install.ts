// Puts compiled units into a runtime: gives them what they import and patches calls to lead to them.
import type { Code } from '../code/code.ts';
import type { LoadedModule } from '../code/module.ts';
import { JIT_IMPORTS } from '../gc/generated/runtime.ts';
import { wasm } from '../gc/instance.ts';
import { atom, makeInteger, mapShape } from '../gc/term.ts';
import { functionId } from './plan.ts';
import type { CompiledUnit, Import } from './unit.ts';

/** Slots of a function in the table of compiled code: the function, and of a lambda what calls of funs call. A thunk is the last. */
const SLOT = { FUNCTION: 0, FUN: 1 } as const;

/** What a unit that counts has counted so far. */
export interface UnitCounters {
  /** Calls of a function of the unit, by its index in its module and the module's number in the unit. */
  calls(index: number, part?: number): number;
  /** Those of them that came from the interpreter. */
  entries(index: number): number;
  /** Reductions that were spent since the interpreter entered one of its functions, until that returned. */
  reductions(): number;
}

const runtimeImports: Record<string, unknown> = { table: wasm.table };
for (const { name } of JIT_IMPORTS)
  runtimeImports[name] = (wasm as unknown as Record<string, unknown>)[`jit.${name}`];

export class Installer {
  readonly code: Code;

  constructor(code: Code) {
    this.code = code;
  }

  /** `parts`: the unit's modules by number. Answers the unit's counters where it has any. */
  install(unit: CompiledUnit, parts: readonly LoadedModule[]): UnitCounters | undefined {
    const [loaded] = parts;
    const values: Record<string, unknown> = {};
    unit.imports.forEach((what, i) => {
      values[i] = this.resolve(what, loaded, parts);
    });
    const module = unit.module ?? new WebAssembly.Module(unit.bytes);
    const { table } = wasm;
    const start = table.length;
    values.slot = start;
    const slots = slotsOf(unit);
    const resumed = start + (slots.at(-1) as number);
    table.grow(resumed - start + unit.resumptions.length);
    // This writes the unit's functions into their slots. As exports they would be objects of JavaScript, which take memory for nothing.
    const { exports } = new WebAssembly.Instance(module, {
      r: runtimeImports as WebAssembly.ModuleImports,
      u: values as WebAssembly.ModuleImports,
    });
    for (const [i, { index, lambda, hasThunk }] of unit.functions.entries()) {
      const slot = start + slots[i];
      const thunk = hasThunk ? start + slots[i + 1] - 1 : undefined;
      loaded.setNative(index, slot + SLOT.FUNCTION, thunk);
      if (lambda >= 0) wasm.targetSetNative(loaded.fun(lambda).handle, slot + SLOT.FUN);
    }
    for (const [i, { index, offset, isReceive }] of unit.resumptions.entries())
      loaded.setResumption(index, offset, isReceive, resumed + i);
    if (exports.reductions === undefined) return undefined;
    const read = (name: string) => Number((exports[name] as WebAssembly.Global).value);
    return {
      calls: (index, part = 0) => read(`calls${functionId(index, part)}`),
      entries: (index) => read(`entries${index}`),
      reductions: () => read('reductions'),
    };
  }

  private resolve(what: Import, loaded: LoadedModule, parts: readonly LoadedModule[]): unknown {
    const [kind, a, b, c] = what;
    const { area } = this.code;
    switch (kind) {
      case 'atom':
        return atom(a as string);
      case 'integer':
        return makeInteger(BigInt(a));
      case 'literal':
        return area.literalAt(loaded.moduleLiteral(a as number));
      case 'string':
        return area.literalAt(loaded.stringLiteral(a as number, b as number));
      case 'export':
        return this.code.export(atom(a as string), atom(b as string), c as number).handle;
      case 'lambda':
        return loaded.fun(a as number).handle;
      case 'target':
        return loaded.target(a as number);
      case 'base':
        return loaded.startOf(a as number);
      case 'callable':
        return loaded.callable;
      case 'of':
        return this.resolve(what.slice(2), parts[a as number], parts);
      case 'shape':
        return mapShape(what.slice(1).map((name) => atom(name as string)));
    }
    throw new Error(`compiled code imports ${what}`);
  }
}

/** The first slot of each of a unit's functions, and where those of its resumptions begin, of which each has one. */
export function slotsOf({ functions }: CompiledUnit): number[] {
  const slots = [0];
  for (const { lambda, hasThunk } of functions)
    slots.push((slots.at(-1) as number) + 1 + (lambda < 0 ? 0 : 1) + (hasThunk ? 1 : 0));
  return slots;
}
