// When a function is compiled, and with which others.
//
// The interpreter counts calls down; a function whose count is spent is hot. It is compiled with the functions of its module that it calls, in
// the background where the tier is `auto`, and the result is installed between time slices. Nothing waits for it and nothing depends on it.
import type { Code } from '../code/code.ts';
import type { LoadedModule } from '../code/module.ts';
import type { HostCodeCache, HostCompiler } from '../host/host.ts';
import { KeptModules } from './cache.ts';
import { Installer, type UnitCounters } from './install.ts';
import { planUnit, wordsOf } from './plan.ts';
import type { CompileRequest } from './service.ts';
import type { CompiledUnit, Resumption } from './unit.ts';

/** What runs the code: only the interpreter; compiled code from the first call on; what is hot in compiled code. */
export type Tier = 'interp' | 'wasm' | 'auto';

/** All thresholds of the tiers. None of them decides about a result, only about when what runs. */
export interface Thresholds {
  /** Calls of a function until it is compiled. */
  readonly hotCalls: number;
  /** The same where an earlier run has compiled something of its module. */
  readonly keptCalls: number;
  /** Milliseconds from the first hot function until the compiler starts: a program that ends before needs none. */
  readonly startMs: number;
  /** Returns to a place until it is compiled. */
  readonly hotReturns: number;
  /** Words of generic code that a unit has at most, beyond its first function. */
  readonly unitWords: number;
  /** Words beyond which a request waits for those that are smaller. */
  readonly largeWords: number;
  /** Bytes of the host's stack that compiled code may use before its frames move to the machine's. */
  readonly depthLimit: number;
  /** Reductions of a time slice: with 2, each call in compiled code makes way. */
  readonly sliceReductions: number;
}

/** Measured on the benchmark suite: see docs/performance.md. */
export const THRESHOLDS: Thresholds = {
  hotCalls: 1000,
  hotReturns: 200,
  keptCalls: 10,
  startMs: 100,
  unitWords: 6000,
  largeWords: 6000,
  depthLimit: 400_000,
  sliceReductions: 4000,
};

/** Requests that the compiler has at a time: one more than it works on, so that it need not wait for the next. */
const UNDER_WAY = 2;

/** What is compiled together. */
interface Batch {
  readonly module: LoadedModule;
  readonly functions: number[];
  readonly resumptions: Resumption[];
  /** One request that takes the compiler long: what is small neither waits with it nor for it. */
  readonly isLarge: boolean;
  /** When the first of them was asked for. */
  readonly since: number;
}

export interface TierOptions extends Partial<Thresholds> {
  readonly tier: Tier;
  readonly compiler: HostCompiler;
  /** What was compiled ahead of time. */
  readonly precompiled?: HostCodeCache | undefined;
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
  /** `milliseconds`: from the request on; `counters`: where it counts. What an earlier run has compiled was not requested. */
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
  /** What earlier runs have compiled. */
  private readonly kept: KeptModules;
  /** Functions that are counted only up to `keptCalls`, by number. */
  private readonly early = new Set<number>();
  /** What the compiler was not given yet, longest waiting first. */
  private waiting: Batch[] = [];
  /** Requests that the compiler has. */
  private underWay = 0;
  private state: 'cold' | 'starting' | 'started' = 'cold';

  constructor(code: Code, options: TierOptions) {
    this.code = code;
    this.options = options;
    this.observer = options.observer;
    this.thresholds = { ...THRESHOLDS, ...options };
    this.installer = new Installer(code, this.thresholds.depthLimit);
    const caches = [options.precompiled, options.compiler.cache];
    this.kept = new KeptModules(caches.filter((cache) => cache !== undefined));
    if (options.tier === 'auto') code.area.hotCalls = this.thresholds.hotCalls;
    code.area.hotReturns = this.thresholds.hotReturns;
  }

  get tier(): Tier {
    return this.options.tier;
  }

  get hotCalls(): number {
    return this.thresholds.hotCalls;
  }

  /** The function that is entered at an address was called often. */
  hot(pc: number): void {
    const found = this.code.functionEnteredAt(pc);
    if (found === undefined) return;
    const { module, index } = found;
    if (this.early.delete(module.firstFunction + index)) {
      const { hotCalls, keptCalls } = this.thresholds;
      if (this.isWanted(module, index) && !this.restore(module, index))
        module.setCountdown(index, hotCalls - keptCalls);
      return;
    }
    this.observer?.hot?.(module, index);
    this.want(module, index);
  }

  /** A place behind a call was returned to often: frames that were taken from the host's stack go on in compiled code. */
  hotReturn(pc: number): void {
    const placed = this.code.area.functionAt(pc);
    if (placed === undefined) return;
    const index = placed.module.functionAtEntry(placed.entry);
    if (index < 0 || this.isFiltered(placed.module, index)) return;
    if (!this.asked.has(placed.module.firstFunction + index)) {
      // So many returns to the interpreter's own frames: soon the function will be hot, and they will be no more.
      this.code.area.recountReturns(pc);
      return;
    }
    const resumption = { index, offset: pc - placed.start, isReceive: false };
    if (!this.restore(placed.module, index, resumption))
      this.compile(placed.module, [], [resumption]);
  }

  /** A function is about to run for the first time. */
  translated(module: LoadedModule, index: number): void {
    const { hotCalls, keptCalls } = this.thresholds;
    if (this.options.tier === 'wasm') this.want(module, index);
    else if (keptCalls < hotCalls && this.kept.mayHave(module.decoded)) {
      this.early.add(module.firstFunction + index);
      module.setCountdown(index, keptCalls);
    }
  }

  private want(module: LoadedModule, index: number): void {
    if (!this.isWanted(module, index) || this.restore(module, index)) return;
    const functions = planUnit(
      module.decoded,
      index,
      (callee) => this.isWanted(module, callee),
      this.thresholds.unitWords,
    );
    for (const f of functions) this.asked.add(module.firstFunction + f);
    this.compile(module, functions, []);
  }

  private compile(
    module: LoadedModule,
    functions: readonly number[],
    resumptions: readonly Resumption[],
  ): void {
    const { compiler, tier } = this.options;
    if (tier === 'wasm' && compiler.now !== undefined) {
      const started = performance.now();
      const request = this.request(module, functions, resumptions);
      this.observer?.requested?.(module, functions);
      this.compiled(module, functions, compiler.now(request), started);
      return;
    }
    this.wait(module, functions, resumptions);
    if (this.state === 'cold') this.start();
    if (this.state === 'started') this.submit();
  }

  /** What is small waits together with others of its module. */
  private wait(
    module: LoadedModule,
    functions: readonly number[],
    resumptions: readonly Resumption[],
  ): void {
    const places = resumptions.map(({ index }) => index);
    const words = [...functions, ...places].reduce((n, f) => n + wordsOf(module.decoded, f), 0);
    const isLarge = words > this.thresholds.largeWords;
    const batch = this.waiting.find((b) => b.module === module && !b.isLarge);
    if (batch === undefined || isLarge)
      this.waiting.push({
        module,
        functions: [...functions],
        resumptions: [...resumptions],
        isLarge,
        since: performance.now(),
      });
    else {
      batch.functions.push(...functions);
      batch.resumptions.push(...resumptions);
    }
  }

  private start(): void {
    const { startMs } = this.thresholds;
    this.state = startMs === 0 ? 'started' : 'starting';
    if (this.state === 'started') return;
    this.options.compiler.after(startMs, () => {
      this.state = 'started';
      this.submit();
    });
  }

  /** Gives the compiler what has waited longest, with all that became hot of the module meanwhile. */
  private submit(): void {
    const { compiler } = this.options;
    while (this.underWay < UNDER_WAY && this.waiting.length > 0) {
      const next = this.waiting.find((batch) => !batch.isLarge) ?? this.waiting[0];
      const { module, functions, resumptions, since } = next;
      this.waiting = this.waiting.filter((batch) => batch !== next);
      this.underWay++;
      this.observer?.requested?.(module, functions);
      compiler.submit(this.request(module, functions, resumptions), (result) => {
        this.underWay--;
        this.compiled(module, functions, result, since);
        this.submit();
      });
    }
  }

  private compiled(
    module: LoadedModule,
    functions: readonly number[],
    result: CompiledUnit | Error,
    since: number,
  ): void {
    if (result instanceof Error) this.observer?.failed?.(module, functions, result);
    else this.install(module, result, since);
  }

  /** Installs what an earlier run has compiled of a function; false where there is nothing, or it is not what is asked for. */
  private restore(module: LoadedModule, index: number, resumption?: Resumption): boolean {
    const { observer } = this;
    if (observer?.dumps?.(module, [index])) return false;
    const units = this.kept.unitsOf(module.decoded);
    const counts = observer?.counts ?? false;
    const kept = resumption
      ? units?.findResumption(resumption, counts)
      : units?.find(index, counts);
    if (kept === undefined || kept.asked.some((f) => this.isFiltered(module, f))) return false;
    const started = performance.now();
    for (const f of kept.asked) this.asked.add(module.firstFunction + f);
    this.install(module, kept.unit, started);
    return true;
  }

  /** Where the engine does not take the code, its functions stay with the interpreter. */
  private install(module: LoadedModule, unit: CompiledUnit, started: number): void {
    const { observer } = this;
    let counters: UnitCounters | undefined;
    try {
      counters = this.installer.install(unit, module);
    } catch (e) {
      if (!(e instanceof WebAssembly.CompileError)) throw e;
      const functions = unit.functions.map((f) => f.index);
      observer?.failed?.(module, functions, e);
      return;
    }
    observer?.installed?.(module, unit, performance.now() - started, counters);
  }

  private request(
    module: LoadedModule,
    functions: readonly number[],
    resumptions: readonly Resumption[],
  ): CompileRequest {
    const { decoded } = module;
    let id = this.ids.get(module);
    const isNew = id === undefined;
    if (id === undefined) {
      id = this.options.compiler.nextId();
      this.ids.set(module, id);
    }
    const bifs = () => decoded.imports.map((f) => this.code.bifs.number(f.module, f.name, f.arity));
    return {
      module: id,
      source: isNew ? { bytes: decoded.bytes, bifs: bifs() } : undefined,
      functions,
      resumptions,
      dump: this.observer?.dumps?.(module, functions) ?? false,
      counts: this.observer?.counts ?? false,
    };
  }

  private isWanted(module: LoadedModule, index: number): boolean {
    if (this.asked.has(module.firstFunction + index) || module.isBuiltIn(index)) return false;
    return !this.isFiltered(module, index);
  }

  /** Whether a function must not be compiled. Traced ones begin with words that compiled code knows nothing of. */
  isFiltered(module: LoadedModule, index: number): boolean {
    const { filter } = this.options;
    const { tracer } = this.code;
    if (filter === undefined && tracer === undefined) return false;
    const [name, arity] = [module.nameOf(index), module.arityOf(index)];
    if (tracer?.wants(module.decoded.name, name, arity)) return true;
    return filter !== undefined && !filter(module.decoded.name, name, arity);
  }
}
