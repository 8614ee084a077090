// When a function is compiled, and with which others.
//
// The interpreter counts calls down; a function whose count is spent is hot. It is compiled with the functions of its module that it calls, in
// the background where the tier is `auto`, and the result is installed between time slices. Nothing waits for it and nothing depends on it.
import type { Code } from '../code/code.ts';
import type { LoadedModule } from '../code/module.ts';
import type { HostCompiler } from '../host/host.ts';
import { OP } from '../isa/genop.ts';
import { numberOf } from '../isa/operand.ts';
import { nextInstruction } from '../isa/walk.ts';
import { Installer, type UnitCounters } from './install.ts';
import type { CompileRequest } from './service.ts';
import type { CompiledUnit } from './unit.ts';

/** What runs the code: only the interpreter; compiled code from the first call on; what is hot in compiled code. */
export type Tier = 'interp' | 'wasm' | 'auto';

/** All thresholds of the tiers. None of them decides about a result, only about when what runs. */
export interface Thresholds {
  /** Calls of a function until it is compiled. */
  readonly hotCalls: number;
  /** Words of generic code that a unit has at most, beyond its first function. */
  readonly unitWords: number;
  /** Bytes of the host's stack that compiled code may use before its frames move to the machine's. */
  readonly depthLimit: number;
  /** Reductions of a time slice: with 2, each call in compiled code makes way. */
  readonly sliceReductions: number;
}

/** Measured on the benchmark suite: see docs/performance.md. */
export const THRESHOLDS: Thresholds = {
  hotCalls: 1000,
  unitWords: 6000,
  depthLimit: 400_000,
  sliceReductions: 4000,
};

export interface TierOptions extends Partial<Thresholds> {
  readonly tier: Tier;
  readonly compiler: HostCompiler;
  /** Only these functions are compiled. */
  readonly filter?: (module: string, name: string, arity: number) => boolean;
  readonly observer?: TierObserver;
}

/** Hears of what happens. */
export interface TierObserver {
  /** Whether compiled code is to count its calls and reductions. */
  readonly counts?: boolean;
  /** Whether a unit is to carry its functions' intermediate representation and text. */
  dumps?(module: LoadedModule, functions: readonly number[]): boolean;
  hot?(module: LoadedModule, index: number): void;
  requested?(module: LoadedModule, functions: readonly number[]): void;
  /** `milliseconds`: from the request on; `counters`: where it counts. */
  installed?(
    module: LoadedModule,
    unit: CompiledUnit,
    milliseconds: number,
    counters: UnitCounters | undefined,
  ): void;
  failed?(module: LoadedModule, functions: readonly number[], error: Error): void;
}

export class Tiers {
  observer: TierObserver | undefined;
  private readonly code: Code;
  private readonly options: TierOptions;
  private readonly thresholds: Thresholds;
  private readonly installer: Installer;
  /** Functions that were asked for, by number. */
  private readonly asked = new Set<number>();
  private readonly ids = new Map<LoadedModule, number>();

  constructor(code: Code, options: TierOptions) {
    this.code = code;
    this.options = options;
    this.observer = options.observer;
    this.thresholds = { ...THRESHOLDS, ...options };
    this.installer = new Installer(code, this.thresholds.depthLimit);
    if (options.tier === 'auto') code.area.hotCalls = this.thresholds.hotCalls;
  }

  /** The function that is entered at an address was called often. */
  hot(pc: number): void {
    const found = this.code.functionEnteredAt(pc);
    if (found === undefined) return;
    this.observer?.hot?.(found.module, found.index);
    this.want(found.module, found.index);
  }

  /** A function is about to run for the first time. */
  translated(module: LoadedModule, index: number): void {
    if (this.options.tier === 'wasm') this.want(module, index);
  }

  private want(module: LoadedModule, index: number): void {
    const { observer } = this;
    const { compiler } = this.options;
    if (!this.isWanted(module, index)) return;
    const functions = this.unitOf(module, index);
    for (const f of functions) this.asked.add(module.firstFunction + f);
    observer?.requested?.(module, functions);
    const request = this.request(module, functions);
    const started = performance.now();
    const done = (result: CompiledUnit | Error) => {
      if (result instanceof Error) {
        observer?.failed?.(module, functions, result);
        return;
      }
      const counters = this.installer.install(result, module);
      observer?.installed?.(module, result, performance.now() - started, counters);
    };
    if (this.options.tier === 'wasm' && compiler.now !== undefined) done(compiler.now(request));
    else compiler.submit(request, done);
  }

  private request(module: LoadedModule, functions: readonly number[]): CompileRequest {
    const { decoded } = module;
    let id = this.ids.get(module);
    const isNew = id === undefined;
    if (id === undefined) {
      id = this.options.compiler.nextId();
      this.ids.set(module, id);
    }
    return {
      module: id,
      bytes: isNew ? decoded.bytes : undefined,
      functions,
      bifs: decoded.imports.map((f) => this.code.bifs.number(f.module, f.name, f.arity)),
      dump: this.observer?.dumps?.(module, functions) ?? false,
      counts: this.observer?.counts ?? false,
    };
  }

  private isWanted(module: LoadedModule, index: number): boolean {
    if (this.asked.has(module.firstFunction + index) || module.isBuiltIn(index)) return false;
    return !this.isFiltered(module, index);
  }

  /** Whether a function must not be compiled. */
  isFiltered(module: LoadedModule, index: number): boolean {
    const { filter } = this.options;
    if (filter === undefined) return false;
    return !filter(module.decoded.name, module.nameOf(index), module.arityOf(index));
  }

  /** A function and those of its module that it calls, as far as they are not compiled. */
  private unitOf(module: LoadedModule, first: number): number[] {
    const { decoded } = module;
    const { code, functionStarts } = decoded;
    const unit: number[] = [];
    const queue = [first];
    const seen = new Set(queue);
    let words = 0;
    for (let i = 0; i < queue.length; i++) {
      const index = queue[i];
      const start = functionStarts[index];
      const end = index + 1 < functionStarts.length ? functionStarts[index + 1] : code.length;
      if (i > 0 && words + end - start > this.thresholds.unitWords) continue;
      words += end - start;
      unit.push(index);
      for (let at = start; at < end; at = nextInstruction(code, at)) {
        const op = code[at];
        let callee = -1;
        if (op === OP.call || op === OP.call_last || op === OP.call_only)
          callee = module.functionOfLabel(numberOf(code[at + 2]));
        else if (op === OP.make_fun3 || op === OP.make_fun2)
          callee = module.functionOfLabel(decoded.lambdas[numberOf(code[at + 1])].label);
        if (callee < 0 || seen.has(callee)) continue;
        seen.add(callee);
        if (this.isWanted(module, callee)) queue.push(callee);
      }
    }
    return unit;
  }
}
