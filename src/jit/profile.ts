// What the tiers did to each function: how often it was called where, what became of it and why. For `--stats` and `--why`.
//
// The interpreter counts calls before each function's entry anyway; compiled code counts only where an observer like this one asks for it.
import type { Code } from '../code/code.ts';
import type { LoadedModule } from '../code/module.ts';
import { slotsOf, type UnitCounters } from './install.ts';
import { functionSizes } from './sizes.ts';
import type { TierObserver, Tiers } from './tiers.ts';
import type { CompiledUnit } from './unit.ts';

export interface UnitProfile {
  readonly module: string;
  /** Names with arities; the one that was hot is the first. */
  readonly functions: readonly string[];
  readonly bytes: number;
  readonly compileMs: number;
  /** From the request until it was installed. */
  readonly elapsedMs: number;
  readonly refused: number;
  /** Functions, as M:F/A, that it has copies of. */
  readonly copies: readonly string[];
  /** Functions, as M:F/A, that it calls directly where they are what it calls as a fun; for each place one. */
  readonly expected: readonly string[];
}

export interface FunctionProfile {
  readonly module: string;
  readonly name: string;
  readonly arity: number;
  /** Where its next call runs. */
  readonly tier: 'interp' | 'wasm';
  readonly calls: number;
  /** Those of them that ran in compiled code. */
  readonly compiledCalls: number;
  /** Its shares of its unit's. */
  readonly compileMs: number;
  readonly bytes: number;
  /** Functions, as M:F/A, that it calls directly where they are what it calls as a fun. */
  readonly expected: readonly string[];
  /** Why it is not compiled, or was compiled again. */
  readonly why: string | undefined;
}

/** What happened to a function of a loaded module so far. */
interface FunctionState {
  requested: boolean;
  units: number;
  refused: string | undefined;
  failed: string | undefined;
  counters: UnitCounters | undefined;
  /** Of units that have copies of it: their calls of those. */
  copies: (() => number)[];
  /** What it called as a fun so far when it was compiled, and calls directly. */
  readonly expected: Set<string>;
  /** The module that was loaded when it was compiled last, if that was why. */
  outdatedBy: string | undefined;
  compileMs: number;
  bytes: number;
}

export class Profile implements TierObserver {
  readonly counts = true;
  readonly units: UnitProfile[] = [];
  private readonly counters: UnitCounters[] = [];
  /** By the number of the function among all. */
  private readonly states = new Map<number, FunctionState>();

  private state(module: LoadedModule, index: number): FunctionState {
    const number = module.firstFunction + index;
    let state = this.states.get(number);
    if (state === undefined) {
      state = {
        requested: false,
        units: 0,
        refused: undefined,
        failed: undefined,
        counters: undefined,
        copies: [],
        expected: new Set(),
        outdatedBy: undefined,
        compileMs: 0,
        bytes: 0,
      };
      this.states.set(number, state);
    }
    return state;
  }

  requested(module: LoadedModule, functions: readonly number[]): void {
    for (const index of functions) this.state(module, index).requested = true;
  }

  failed(module: LoadedModule, functions: readonly number[], { message }: Error): void {
    for (const index of functions) this.state(module, index).failed = message;
  }

  outdated(module: LoadedModule, functions: readonly number[], by: LoadedModule): void {
    for (const index of functions) this.state(module, index).outdatedBy = by.decoded.name;
  }

  installed(
    parts: readonly LoadedModule[],
    unit: CompiledUnit,
    elapsedMs: number,
    counters: UnitCounters | undefined,
  ): void {
    const { bytes, functions, copies, expected, refused, milliseconds } = unit;
    const [module] = parts;
    if (counters !== undefined) this.counters.push(counters);
    for (const [part, { functions }] of copies.entries())
      for (const { index } of functions)
        this.state(parts[part], index).copies.push(() => counters?.calls(index, part) ?? 0);
    const sizes = functionSizes(bytes);
    const slots = slotsOf(unit);
    const sizeOf = (from: number, to: number) =>
      sizes.slice(slots[from], slots[to]).reduce((sum, size) => sum + size, 0);
    const code = sizeOf(0, functions.length);
    for (const [i, { index }] of functions.entries()) {
      const share = sizeOf(i, i + 1) / code;
      const state = this.state(module, index);
      state.requested = true;
      state.units++;
      state.counters = counters;
      state.compileMs += milliseconds * share;
      state.bytes = Math.round(bytes.length * share);
    }
    for (const { index, reason } of refused) this.state(module, index).refused = reason;
    const called = expected.map(({ called: [part, index] }) => nameOf(parts[part], index));
    for (const [i, { in: place }] of expected.entries())
      this.state(parts[place[0]], place[1]).expected.add(called[i]);
    this.units.push({
      module: module.decoded.name,
      functions: functions.map(({ name, arity }) => `${name}/${arity}`),
      bytes: bytes.length,
      compileMs: milliseconds,
      elapsedMs,
      refused: refused.length,
      copies: copies.flatMap(({ module, functions }) =>
        functions.map(({ name, arity }) => `${module}:${name}/${arity}`),
      ),
      expected: called,
    });
  }

  /** Reductions that were spent in compiled code. */
  compiledReductions(): number {
    return this.counters.reduce((sum, c) => sum + c.reductions(), 0);
  }

  /** All functions but built-ins, those that were called most often first; of a module that was loaded again, each version's. */
  functions(code: Code, tiers: Tiers | undefined): FunctionProfile[] {
    const rows: FunctionProfile[] = [];
    /** Functions of earlier versions that were compiled. */
    const compiled = new Set<string>();
    for (const module of code.everyModule()) {
      const { decoded } = module;
      for (let index = 0; index < decoded.functionStarts.length; index++) {
        if (module.isBuiltIn(index)) continue;
        const [name, arity] = [module.nameOf(index), module.arityOf(index)];
        const mfa = nameOf(module, index);
        const state = this.states.get(module.firstFunction + index);
        const copiedCalls = state?.copies.reduce((sum, calls) => sum + calls(), 0) ?? 0;
        const compiledCalls = (state?.counters?.calls(index) ?? 0) + copiedCalls;
        // The interpreter does not count a process's initial call and the one that loads a module.
        const entries = state?.counters?.entries(index) ?? 0;
        const interpretedCalls = Math.max(0, module.interpretedCalls(index) - entries);
        const calls = interpretedCalls + compiledCalls;
        const isCompiled = state !== undefined && state.units > 0;
        rows.push({
          module: decoded.name,
          name,
          arity,
          tier: isCompiled ? 'wasm' : 'interp',
          calls,
          compiledCalls,
          compileMs: state?.compileMs ?? 0,
          bytes: state?.bytes ?? 0,
          expected: [...(state?.expected ?? [])],
          why: isCompiled
            ? whyAgain(state, compiled.has(mfa))
            : whyNot(state, tiers, module, index, calls, interpretedCalls),
        });
        if (isCompiled) compiled.add(mfa);
      }
    }
    return rows.sort((a, b) => b.calls - a.calls);
  }
}

/** M:F/A. */
function nameOf(module: LoadedModule, index: number): string {
  return `${module.decoded.name}:${module.nameOf(index)}/${module.arityOf(index)}`;
}

function whyAgain(state: FunctionState, isReloaded: boolean): string | undefined {
  if (isReloaded) return 'compiled again: its module was loaded again';
  if (state.units > 1 && state.outdatedBy !== undefined)
    return `compiled again: ${state.outdatedBy} was loaded, of which it has copies`;
  if (state.units > 1) return `compiled ${state.units} times`;
  return undefined;
}

function whyNot(
  state: FunctionState | undefined,
  tiers: Tiers | undefined,
  module: LoadedModule,
  index: number,
  calls: number,
  interpretedCalls: number,
): string {
  if (tiers === undefined) return 'tier interp compiles nothing';
  if (tiers.isFiltered(module, index)) return 'the filter leaves it out';
  if (state?.refused !== undefined) return `refused: ${state.refused}`;
  if (state?.failed !== undefined) return `the compiler failed: ${state.failed.split('\n', 1)[0]}`;
  if (state?.requested) return 'was being compiled still';
  if (calls === 0) return 'never called';
  if (tiers.tier === 'wasm') return 'called before the tiers were there';
  // Copies of it are not counted: they are compiled.
  return `not hot: ${interpretedCalls} of ${tiers.hotCalls} calls`;
}
