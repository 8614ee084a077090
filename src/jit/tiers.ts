// When a function is compiled, and with which others.
//
// The interpreter counts calls down; a function whose count is spent is hot. It is compiled with the functions of its module that it calls, in
// the background where the tier is `auto`, and the result is installed between time slices. Nothing waits for it and nothing depends on it.
//
// A unit with copies of another module's functions is compiled again when that module is loaded anew. Until that is done it calls the new version as
// a unit without copies does, for it asks before each call. Where all is compiled before it runs, little is loaded by then: a unit is also
// compiled again when a module is loaded of which it can have copies.
import type { Code, FunCall } from '../code/code.ts';
import type { LoadedModule } from '../code/module.ts';
import { atom } from '../gc/term.ts';
import type { HostCodeCache, HostCompiler } from '../host/host.ts';
import type { DecodedModule } from '../loader/module.ts';
import { entryIn } from '../util/entries.ts';
import { KeptModules, keyOf } from './cache.ts';
import { Installer, type UnitCounters } from './install.ts';
import { planCopies, planUnit, wordsOf } from './plan.ts';
import type { CompileRequest, RequestedFunCall, RequestedModule } from './service.ts';
import type { CompiledUnit, CopiedModule, Resumption } from './unit.ts';

/** What runs the code: only the interpreter; compiled code from the first call on; what is hot in compiled code. */
export type Tier = 'interp' | 'wasm' | 'auto';

/** All thresholds of the tiers. None of them decides about a result, only about when what runs. */
export interface Thresholds {
  /** Calls of a function until it is compiled. */
  readonly hotCalls: number;
  /** Calls of a function until it is compiled with one that calls it and is hot. */
  readonly warmCalls: number;
  /** The same where an earlier run has compiled something of its module. */
  readonly keptCalls: number;
  /** Milliseconds from the first hot function until the compiler starts: a program that ends before needs none. */
  readonly startMs: number;
  /** Calls of a hot function, beyond those that made it hot, until the compiler starts before that time is over. */
  readonly startCalls: number;
  /** Returns to a place until it is compiled. */
  readonly hotReturns: number;
  /** Words of generic code that a unit has at most, beyond its first function. */
  readonly unitWords: number;
  /** The same in tier `wasm`, where what runs is compiled anyway. */
  readonly wasmUnitWords: number;
  /** Words beyond which a request waits for those that are smaller. */
  readonly largeWords: number;
  /** The same of a function at most that units have copies of. */
  readonly copyWords: number;
  /** The same where it calls funs that its callers may have made. */
  readonly copyCallerWords: number;
  /** The same of what was called as a fun, always it. */
  readonly copyFunWords: number;
  /** The same of all copies in a unit. */
  readonly copiesWords: number;
  /** Values (of the intermediate representation) that a unit has at most in versions of functions for the funs that they are called with. */
  readonly specializedValues: number;
  /** Words of generic code that a function has at most that is called in line. */
  readonly inlineWords: number;
  /** The same of all that a function has in line. */
  readonly inlinedWords: number;
  /** Bytes of the host's stack that compiled code may use before its frames move to the machine's. */
  readonly depthLimit: number;
  /** Reductions of a time slice: with 2, each call in compiled code makes way. */
  readonly sliceReductions: number;
}

/** Measured on the benchmark suite: see docs/performance.md. */
export const THRESHOLDS: Thresholds = {
  hotCalls: 1000,
  warmCalls: 100,
  hotReturns: 200,
  keptCalls: 10,
  startMs: 100,
  startCalls: 100_000,
  unitWords: 6000,
  wasmUnitWords: 24_000,
  largeWords: 6000,
  copyWords: 40,
  copyCallerWords: 120,
  copyFunWords: 80,
  copiesWords: 600,
  specializedValues: 1000,
  inlineWords: 100,
  inlinedWords: 400,
  depthLimit: 400_000,
  sliceReductions: 4000,
};

/** Requests that the compiler has at a time: one more than it works on, so that it need not wait for the next. */
const UNDER_WAY = 2;

/** Of a module, what is compiled together. */
interface Work {
  readonly module: LoadedModule;
  readonly functions: readonly number[];
  readonly resumptions: readonly Resumption[];
}

/** A function, or a place in one, that an earlier run has compiled. */
interface Sought {
  readonly module: LoadedModule;
  readonly index: number;
  readonly resumption: Resumption | undefined;
  /** What is installed of it. */
  work: Work | undefined;
  /** Modules that newer units of it have copies of and that are not loaded. */
  awaits: ReadonlySet<string>;
}

/** A kept unit that was installed, and the versions of modules that it has code of. */
interface Restored {
  readonly work: Work;
  readonly parts: readonly LoadedModule[];
}

/** Work that the compiler was not given yet. */
interface Batch extends Work {
  readonly functions: number[];
  readonly resumptions: Resumption[];
  /** One request that takes the compiler long: what is small neither waits with it nor for it. */
  readonly isLarge: boolean;
  /** When the first of it was asked for. */
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
  /** `parts`: the unit's modules by number; `milliseconds`: from the request on; `counters`: where it counts. What an earlier run has compiled was not requested. */
  installed?(
    parts: readonly LoadedModule[],
    unit: CompiledUnit,
    milliseconds: number,
    counters: UnitCounters | undefined,
  ): void;
  failed?(module: LoadedModule, functions: readonly number[], error: Error): void;
  /** What was compiled is compiled again because another module was loaded. */
  outdated?(module: LoadedModule, functions: readonly number[], by: LoadedModule): void;
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
  /** Entries of hot functions that are counted on until the compiler starts. */
  private readonly pressing = new Set<number>();
  /** What the compiler was not given yet, longest waiting first. */
  private waiting: Batch[] = [];
  /** Requests that the compiler has. */
  private underWay = 0;
  private state: 'cold' | 'starting' | 'started' = 'cold';
  /** By module, what was compiled with copies of its functions, and of which version: null where it has to be loaded first. */
  private readonly dependents = new Map<string, Map<Work, LoadedModule | null>>();
  /** By `keyOf`: there is one for each, however often and for how many modules' sake it is looked for. */
  private readonly sought = new WeakMap<LoadedModule, Map<string, Sought>>();
  /** What was installed of kept units, by their keys. */
  private readonly restored = new WeakMap<object, Restored>();
  /** By module, what is looked for again when it is loaded. */
  private readonly awaiting = new Map<string, Set<Sought>>();

  constructor(code: Code, options: TierOptions) {
    this.code = code;
    this.options = options;
    this.observer = options.observer;
    this.thresholds = { ...THRESHOLDS, ...options };
    this.installer = new Installer(code);
    code.area.depthLimit = this.thresholds.depthLimit;
    const caches = [options.precompiled, options.compiler.cache];
    this.kept = new KeptModules(caches.filter((cache) => cache !== undefined));
    if (options.tier === 'auto') code.area.hotCalls = this.thresholds.hotCalls;
    code.area.hotReturns = this.thresholds.hotReturns;
    code.onActive = (version) => this.activated(version);
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
    const number = module.firstFunction + index;
    if (this.pressing.delete(pc)) {
      this.begin();
      return;
    }
    const left = this.thresholds.hotCalls - module.interpretedCalls(index);
    if (this.early.delete(number) && left > 0) {
      if (this.isWanted(module, index) && !this.restore(module, index))
        module.setCountdown(index, left);
      return;
    }
    this.observer?.hot?.(module, index);
    this.want(module, index);
    if (this.state === 'starting' && this.asked.has(number) && module.isTranslated(index)) {
      for (const counter of module.setCountdown(index, this.thresholds.startCalls))
        this.pressing.add(counter);
    }
  }

  /** A place behind a call was returned to often: frames that were taken from the host's stack go on in compiled code. */
  hotReturn(pc: number): void {
    const placed = this.code.area.functionAt(pc);
    if (placed === undefined) return;
    const { module, index } = placed;
    if (this.isFiltered(module, index)) return;
    if (module.nativeOf(index) === 0) {
      // So many returns to the interpreter's own frames: soon the function will be hot and compiled, and they will be no more.
      this.code.area.recountReturns(pc);
      return;
    }
    const resumption = { index, offset: pc - placed.start, isReceive: false };
    if (!this.restore(module, index, resumption))
      this.compile({ module, functions: [], resumptions: [resumption] });
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
    const { unitWords, wasmUnitWords } = this.thresholds;
    const functions = planUnit(
      module.decoded,
      index,
      (callee) => this.isWanted(module, callee) && this.isWarm(module, callee),
      this.options.tier === 'wasm' ? wasmUnitWords : unitWords,
      (caller) =>
        this.funCallsOf(module, module, caller).flatMap(({ body }) =>
          body.module === module ? body.index : [],
        ),
    );
    for (const f of functions) this.asked.add(module.firstFunction + f);
    this.compile({ module, functions, resumptions: [] });
  }

  private compile(work: Work): void {
    const { module, functions } = work;
    const { compiler, tier } = this.options;
    if (tier === 'wasm' && compiler.now !== undefined) {
      const started = performance.now();
      const request = this.request(work);
      this.observer?.requested?.(module, functions);
      this.compiled(work, compiler.now(request), started);
      return;
    }
    this.wait(work);
    if (this.state === 'cold') this.start();
    else if (this.state === 'started') this.submit();
  }

  /** What is small waits together with others of its module. */
  private wait({ module, functions, resumptions }: Work): void {
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
    this.state = 'starting';
    if (startMs === 0) this.begin();
    else this.options.compiler.after(startMs, () => this.begin());
  }

  private begin(): void {
    if (this.state === 'started') return;
    this.state = 'started';
    this.submit();
  }

  /** Gives the compiler what has waited longest, with all that became hot of the module meanwhile. */
  private submit(): void {
    const { compiler } = this.options;
    while (this.underWay < UNDER_WAY && this.waiting.length > 0) {
      const batch = this.waiting.find((b) => !b.isLarge) ?? this.waiting[0];
      this.waiting = this.waiting.filter((b) => b !== batch);
      this.underWay++;
      this.observer?.requested?.(batch.module, batch.functions);
      compiler.submit(this.request(batch), (result) => {
        this.underWay--;
        this.compiled(batch, result, batch.since);
        this.submit();
      });
    }
  }

  private compiled(work: Work, result: CompiledUnit | Error, since: number): void {
    if (result instanceof Error) this.observer?.failed?.(work.module, work.functions, result);
    else {
      const parts = this.partsOf(work, result.copies);
      // What it has copies of may have been loaded anew while it was compiled.
      if (parts === undefined) this.compile(work);
      else {
        this.install(work, result, parts, since);
        const request = { ...work, counts: this.observer?.counts ?? false };
        this.kept.add(work.module.decoded, { unit: result, request });
      }
    }
  }

  /**
   * Installs what an earlier run has compiled of a function, only what has copies of functions of a module where one is named; false where
   * there is nothing, or it is not what is asked for.
   */
  private restore(
    module: LoadedModule,
    index: number,
    resumption?: Resumption,
    copied?: string,
  ): boolean {
    const key = resumption ? keyOf(resumption) : String(index);
    const known = entryIn(this.sought, module, () => new Map<string, Sought>());
    const sought = entryIn(known, key, () => ({
      module,
      index,
      resumption,
      work: undefined,
      awaits: new Set<string>(),
    }));
    return this.seek(sought, copied);
  }

  private seek(sought: Sought, copied: string | undefined): boolean {
    const { module, index, resumption } = sought;
    const { observer } = this;
    if (observer?.dumps?.(module, [index])) return false;
    const counts = observer?.counts ?? false;
    const found = this.kept.find(module.decoded, resumption ?? index, counts);
    const resumptions = resumption ? [resumption] : [];
    const awaits = new Set<string>();
    let isFound = false;
    for (const { unit, asked, key } of found) {
      if (asked.some((f) => this.isFiltered(module, f))) continue;
      const work = { module, functions: asked, resumptions };
      const parts = this.partsOf(work, unit.copies);
      if (parts === undefined) {
        // The first that is not loaded: names of those behind it may be no atoms yet.
        const missing = unit.copies.find(({ module: name }) => !this.code.isActive(atom(name)));
        if (missing !== undefined) awaits.add(missing.module);
        continue;
      }
      if (copied !== undefined && unit.copies.every((c) => c.module !== copied)) continue;
      const { work: before } = sought;
      sought.work = this.restoreUnit(work, unit, parts, key);
      if (before?.functions.every((f) => asked.includes(f)) && before !== sought.work)
        this.forget(before);
      isFound = true;
      break;
    }
    this.waitFor(awaits, sought);
    return isFound;
  }

  /** Installs a unit, if it was not for another of its functions. */
  private restoreUnit(
    work: Work,
    unit: CompiledUnit,
    parts: readonly LoadedModule[],
    key: object,
  ): Work {
    const known = this.restored.get(key);
    if (known?.parts.every((part, i) => part === parts[i])) return known.work;
    const started = performance.now();
    for (const f of work.functions) this.asked.add(work.module.firstFunction + f);
    this.install(work, unit, parts, started);
    this.restored.set(key, { work, parts });
    return work;
  }

  /** Looks again when one of some modules is loaded, and of no others. */
  private waitFor(names: ReadonlySet<string>, sought: Sought): void {
    for (const name of sought.awaits) this.awaiting.get(name)?.delete(sought);
    sought.awaits = names;
    for (const name of names) entryIn(this.awaiting, name, () => new Set<Sought>()).add(sought);
  }

  /** Where the engine does not take the code, its functions stay with the interpreter. */
  private install(
    work: Work,
    unit: CompiledUnit,
    parts: readonly LoadedModule[],
    started: number,
  ): void {
    const { observer } = this;
    const { module } = work;
    let counters: UnitCounters | undefined;
    try {
      counters = this.installer.install(unit, parts);
    } catch (e) {
      if (!(e instanceof WebAssembly.CompileError)) throw e;
      const functions = unit.functions.map((f) => f.index);
      observer?.failed?.(module, functions, e);
      return;
    }
    for (const version of parts.slice(1)) this.depend(work, version.decoded.name, version);
    observer?.installed?.(parts, unit, performance.now() - started, counters);
  }

  private request(work: Work): CompileRequest {
    const { module, functions, resumptions } = work;
    const copies = this.copiesFor(work);
    const { inlineWords, inlinedWords } = this.thresholds;
    return {
      ...this.requested(module),
      functions,
      resumptions,
      copies: copies.map(([copied, functions]) => ({ ...this.requested(copied), functions })),
      funCalls: this.funCallsIn(work, copies),
      specializedValues: this.thresholds.specializedValues,
      inline: { inlineWords, inlinedWords },
      dump: this.observer?.dumps?.(module, functions) ?? false,
      counts: this.observer?.counts ?? false,
    };
  }

  private requested(module: LoadedModule): RequestedModule {
    const { decoded } = module;
    const known = this.ids.get(module);
    if (known !== undefined) return { module: known };
    const id = this.options.compiler.nextId();
    this.ids.set(module, id);
    const { bifs } = this.code;
    const numbers = decoded.imports.map((f) => bifs.number(f.module, f.name, f.arity));
    return { module: id, source: { bytes: decoded.bytes, bifs: numbers } };
  }

  // ---- funs that were called

  /** Of the calls of funs in a function those that always called the same so far, and often, where a unit of a module may have code of that. */
  private funCallsOf(home: LoadedModule, module: LoadedModule, index: number): FunCall[] {
    return this.code.funCallsOf({ module, index }).filter(({ body }) => {
      const current = this.code.current(body.module.atom);
      const isCalled = current === body.module && current.active && current.atom !== home.atom;
      if (!isCalled && body.module !== home) return false;
      return this.mayCopy(body.module, body.index) && this.isWarm(body.module, body.index);
    });
  }

  /** The same of all functions that a unit has or may have copies of. */
  private funCallsIn(
    { module: home, functions, resumptions }: Work,
    copies: readonly [LoadedModule, readonly number[]][],
  ): RequestedFunCall[] {
    const own = new Set([...functions, ...resumptions.map(({ index }) => index)]);
    const parts = new Map(copies);
    parts.set(home, [...own, ...(parts.get(home) ?? [])]);
    const number = (module: LoadedModule) => this.requested(module).module;
    return [...parts].flatMap(([module, indices]) =>
      indices.flatMap((index) =>
        this.funCallsOf(home, module, index)
          .filter(({ body }) => parts.has(body.module))
          .map(({ offset, body }) => ({
            module: number(module),
            index,
            offset,
            body: { module: number(body.module), index: body.index },
          })),
      ),
    );
  }

  // ---- copies of functions

  /** Of which functions a unit may have copies. */
  private copiesFor(work: Work): [LoadedModule, number[]][] {
    const { code } = this;
    const { module: home, functions, resumptions } = work;
    const versions = new Map<DecodedModule, LoadedModule>([[home.decoded, home]]);
    const copies = planCopies(
      home.decoded,
      functions,
      resumptions.map(({ index }) => index),
      {
        resolve: ({ module: name, name: function_, arity }) => {
          const record = code.existingExport(atom(name), atom(function_), arity);
          const version = record?.loaded ?? null;
          if (version === null && this.options.tier === 'wasm') this.depend(work, name, null);
          // A version that was replaced calls the newest one, of the same name.
          if (version === null || (version.atom === home.atom && version !== home))
            return undefined;
          const module = version.decoded;
          const index = version.functionNamed(function_, arity);
          versions.set(module, version);
          return this.mayCopy(version, index) ? { module, index } : undefined;
        },
        mayCopy: (module, index) => this.mayCopy(versions.get(module) as LoadedModule, index),
        calledAsFuns: (module, index) =>
          this.funCallsOf(home, versions.get(module) as LoadedModule, index).map(({ body }) => {
            versions.set(body.module.decoded, body.module);
            return { module: body.module.decoded, index: body.index };
          }),
      },
      this.thresholds,
    );
    return [...copies].map(([module, indices]) => [versions.get(module) as LoadedModule, indices]);
  }

  private mayCopy(module: LoadedModule, index: number): boolean {
    return !module.isBuiltIn(index) && !this.isFiltered(module, index);
  }

  /** The modules of a unit by number; undefined where one of them is not the version called now that it has copies of. */
  private partsOf({ module }: Work, copies: readonly CopiedModule[]): LoadedModule[] | undefined {
    const parts = [module];
    for (const { module: name, fingerprint } of copies.slice(1)) {
      const current = this.code.current(atom(name));
      if (current?.active !== true || current.decoded.fingerprint !== fingerprint) return undefined;
      parts.push(current);
    }
    return parts;
  }

  private depend(work: Work, on: string, version: LoadedModule | null): void {
    entryIn(this.dependents, on, () => new Map<Work, LoadedModule | null>()).set(work, version);
  }

  /** A version of a module is called from outside from now on. */
  private activated(version: LoadedModule): void {
    const { name } = version.decoded;
    const awaiting = this.awaiting.get(name);
    this.awaiting.delete(name);
    for (const sought of awaiting ?? []) if (this.isThere(sought.module)) this.seek(sought, name);
    const dependents = this.dependents.get(name);
    for (const [work, copied] of [...(dependents ?? [])]) {
      if (copied === version) continue;
      dependents?.delete(work);
      if (this.isThere(work.module)) this.outdated(work, version, copied !== null);
    }
  }

  /** Whether a version of a module was not purged. */
  private isThere(version: LoadedModule): boolean {
    const { current, old } = this.code.versions(version.atom);
    return version === current || version === old;
  }

  /** What was compiled is to be compiled again: as it has copies of another version of a module, or could have of this one. */
  private outdated(work: Work, by: LoadedModule, hasCopies: boolean): void {
    const { module, functions, resumptions } = work;
    const { name } = by.decoded;
    const isRestored =
      functions.some((index) => this.restore(module, index, undefined, name)) ||
      resumptions.some((r) => this.restore(module, r.index, r, name));
    if (isRestored) {
      this.forget(work);
      return;
    }
    const mayCopy = () => this.copiesFor(work).some(([copied]) => copied === by);
    if (!hasCopies && (this.options.tier !== 'wasm' || !mayCopy())) return;
    this.forget(work);
    this.observer?.outdated?.(module, functions, by);
    this.compile(work);
  }

  /** The work was done again. */
  private forget(work: Work): void {
    for (const dependents of this.dependents.values()) dependents.delete(work);
  }

  private isWanted(module: LoadedModule, index: number): boolean {
    if (this.asked.has(module.firstFunction + index) || module.isBuiltIn(index)) return false;
    return !this.isFiltered(module, index);
  }

  /** Whether it pays to compile a function that one calls which is hot: what was hardly called handles errors, or rare cases. */
  private isWarm(module: LoadedModule, index: number): boolean {
    const { tier } = this.options;
    return tier !== 'auto' || module.interpretedCalls(index) >= this.thresholds.warmCalls;
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
