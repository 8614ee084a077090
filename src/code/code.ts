// All code of one runtime: loaded modules in up to two versions, exports, and the way from an address back to a function.
//
// External calls go through exports, which always lead somewhere: to the current version's function, to a built-in, or to a
// stub that loads the module or asks error_handler. A module that is loaded again becomes old and keeps running where it runs.
import type { DecodeOptions, FunIdentity } from '../gc/external.ts';
import { wasm } from '../gc/instance.ts';
import {
  atom,
  atomName,
  atoms,
  hd,
  isAtom,
  isCons,
  list,
  makeInteger,
  tl,
  tuple,
} from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import { I } from '../interp/ops.ts';
import type { DecodedModule } from '../loader/module.ts';
import { entryIn } from '../util/entries.ts';
import { CodeArea, type PlacedFunction } from './area.ts';
import { type FunRecord, LoadedModule } from './module.ts';
import type { CallTracer } from './tracer.ts';

const am = atoms('error_handler', 'undefined_function', 'undefined_lambda');

/** The built-ins, by number. */
export interface BifNumbers {
  /** -1 where there is none of that name. */
  number(module: string, name: string, arity: number): number;
  /** Whether there is any in that module. */
  hasModule(module: string): boolean;
}

/** A function as the outside calls it: the JavaScript half of Export. */
export class ExportRecord {
  readonly module: Term;
  readonly name: Term;
  readonly arity: number;
  readonly handle: Term;
  /** Its index among the literals of the code area. */
  readonly literal: number;
  readonly bif: number;
  /** Address of the stub that stands in while there is no code; of the built-in's body where it is one. */
  private readonly stub: number;
  /** The version that exports it now. */
  loaded: LoadedModule | null = null;

  constructor(area: CodeArea, module: Term, name: Term, arity: number, bif: number) {
    this.module = module;
    this.name = name;
    this.arity = arity;
    this.bif = bif;
    this.handle = wasm.newExport(module, name, arity, 0, this);
    this.literal = area.literal(this.handle);
    const body = bif >= 0 ? [I.BIF_BODY, bif, arity] : [I.UNDEFINED, this.literal];
    const before = area.entryWords(arity);
    this.stub = area.place([...before, ...body], null) + before.length;
    wasm.exportSetPc(this.handle, this.stub);
  }

  get pc(): number {
    return wasm.exportPc(this.handle);
  }

  /** Whether a call of it runs something. */
  get isDefined(): boolean {
    return this.loaded !== null || this.bif >= 0;
  }

  define(module: LoadedModule, pc: number, native: number): void {
    this.loaded = module;
    // A built-in takes the place of the function that stands for it in its module.
    if (this.bif >= 0) return;
    wasm.exportSetPc(this.handle, pc);
    wasm.targetSetNative(this.handle, native);
  }

  /** Calls from compiled code go to compiled code from now on. */
  setNative(native: number): void {
    if (this.bif < 0) wasm.targetSetNative(this.handle, native);
  }

  undefine(): void {
    this.loaded = null;
    wasm.exportSetPc(this.handle, this.stub);
    wasm.targetSetNative(this.handle, 0);
  }
}

/** A function of a version of a module. */
export interface LoadedFunction {
  readonly module: LoadedModule;
  readonly index: number;
}

/** An instruction that called but one fun so far. */
export interface FunCall {
  /** From the start of its function's words. */
  readonly offset: number;
  /** The fun's body, or the exported function that it is of. */
  readonly body: LoadedFunction;
}

export interface ModuleVersions {
  current: LoadedModule | null;
  old: LoadedModule | null;
}

export class Code {
  readonly area = new CodeArea();
  readonly bifs: BifNumbers;
  /** How literals in .beam files are decoded. */
  readonly literalOptions: DecodeOptions;
  readonly modules = new Map<Term, ModuleVersions>();
  private readonly exports = new Map<Term, Map<Term, ExportRecord[]>>();
  /** Whose functions are numbered from which number on; see LAZY. */
  private readonly functionOwners: LoadedModule[] = [];
  private readonly functionFirsts: number[] = [];
  private functionCount = 0;
  /** Functions by addresses that were asked for. */
  private readonly entered = new Map<number, LoadedFunction>();
  /** Hears of calls of functions that are translated while it is there. */
  tracer: CallTracer | undefined;
  /** Hears of versions that the outside calls from now on. */
  onActive: ((module: LoadedModule) => void) | undefined;
  /** Made at once: code must not be placed between a call and its target. */
  private readonly undefinedLambda: ExportRecord;

  constructor(bifs: BifNumbers) {
    this.bifs = bifs;
    this.undefinedLambda = this.export(am.error_handler, am.undefined_lambda, 3);
    this.literalOptions = {
      externalFun: (module, name, arity) => this.externalFun(module, name, arity),
    };
  }

  // ---- exports

  /** The export of that name, made if need be. */
  export(module: Term, name: Term, arity: number): ExportRecord {
    const names = entryIn(this.exports, module, () => new Map<Term, ExportRecord[]>());
    const arities = entryIn(names, name, () => []);
    let record = arities.find((r) => r.arity === arity);
    if (record === undefined) {
      const bif = this.bifs.number(atomName(module), atomName(name), arity);
      record = new ExportRecord(this.area, module, name, arity, bif);
      arities.push(record);
    }
    return record;
  }

  /** The same, undefined where nobody has asked for it yet. */
  existingExport(module: Term, name: Term, arity: number): ExportRecord | undefined {
    return this.exports
      .get(module)
      ?.get(name)
      ?.find((r) => r.arity === arity);
  }

  /** All exports that a module is known by. */
  exportsOf(module: Term): ExportRecord[] {
    return [...(this.exports.get(module)?.values() ?? [])].flat();
  }

  /** `fun M:F/A`. */
  externalFun(module: Term, name: Term, arity: number): Term {
    return wasm.newExternalFun(this.export(module, name, arity).handle);
  }

  /** erlang:function_exported/3: only what a loaded module exports counts. */
  isExported(module: Term, name: Term, arity: number): boolean {
    const record = this.existingExport(module, name, arity);
    if (record === undefined) return this.bifs.number(atomName(module), atomName(name), arity) >= 0;
    return record.isDefined;
  }

  // ---- modules

  current(module: Term): LoadedModule | undefined {
    return this.modules.get(module)?.current ?? undefined;
  }

  versions(module: Term): ModuleVersions {
    let v = this.modules.get(module);
    if (v === undefined) {
      v = { current: null, old: null };
      this.modules.set(module, v);
    }
    return v;
  }

  /** Makes a decoded module the current version; the one before becomes old. The caller has made sure that there is no old one. */
  load(decoded: DecodedModule): LoadedModule {
    const loaded = new LoadedModule(this, decoded);
    const versions = this.versions(loaded.atom);
    if (versions.old !== null)
      throw new Error(`${decoded.name} has an old version that was not purged`);
    if (versions.current !== null) this.retire(loaded.atom);
    versions.current = loaded;
    if (decoded.onLoad === 0) this.activate(loaded.atom);
    return loaded;
  }

  /** Lets the outside call the current version: at once, or when its on_load function has succeeded. */
  activate(module: Term): void {
    const loaded = this.versions(module).current as LoadedModule;
    loaded.active = true;
    wasm.targetSetNative(loaded.callable, 1);
    for (const { name, arity, label } of loaded.decoded.exports) {
      const native = loaded.nativeOf(loaded.functionOfLabel(label));
      this.export(module, atom(name), arity).define(loaded, loaded.entry(label), native);
    }
    this.onActive?.(loaded);
  }

  /** Forgets a current version whose on_load function has failed; false where there is none that waits for one. */
  discard(module: Term): boolean {
    const versions = this.versions(module);
    if (versions.current === null || versions.current.active) return false;
    versions.current = null;
    return true;
  }

  /** Whether the module can be called. */
  isActive(module: Term): boolean {
    return this.current(module)?.active === true;
  }

  /** All modules with a current version. */
  loaded(): Term[] {
    return [...this.modules].filter(([, v]) => v.current?.active).map(([name]) => name);
  }

  /** The current version becomes old and is no longer called from outside. False where there is none. */
  retire(module: Term): boolean {
    const versions = this.modules.get(module);
    if (versions === undefined || versions.current === null) return false;
    for (const record of this.exportsOf(module)) record.undefine();
    wasm.targetSetNative(versions.current.callable, 0);
    versions.old = versions.current;
    versions.current = null;
    return true;
  }

  /** Forgets the old version; funs that were made of it fail when called. False where there is none. */
  purge(module: Term): boolean {
    const versions = this.modules.get(module);
    if (versions === undefined || versions.old === null) return false;
    for (const fun of versions.old.funRecords()) {
      wasm.funEntrySetPc(fun.handle, 0);
      wasm.targetSetNative(fun.handle, 0);
    }
    versions.old = null;
    return true;
  }

  /** Every version of every module, those that were purged too, in the order in which they were loaded. */
  everyModule(): readonly LoadedModule[] {
    return this.functionOwners;
  }

  // ---- functions by number and address

  reserveFunctions(module: LoadedModule, count: number): number {
    const first = this.functionCount;
    this.functionOwners.push(module);
    this.functionFirsts.push(first);
    this.functionCount += count;
    return first;
  }

  /** Translates the function with that number. */
  translate(id: number): { module: LoadedModule; index: number; entry: number } {
    let low = 0;
    let high = this.functionFirsts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.functionFirsts[middle] <= id) low = middle;
      else high = middle - 1;
    }
    const module = this.functionOwners[low];
    const index = id - module.firstFunction;
    return { module, index, entry: module.placeOf(index).entry };
  }

  /** The function that is entered at an address; undefined for one that is no function's entry. */
  functionEnteredAt(pc: number): LoadedFunction | undefined {
    const known = this.entered.get(pc);
    if (known !== undefined) return known;
    const placed = this.area.functionAt(pc);
    if (placed !== undefined && placed.entry !== pc) return undefined;
    const found = placed ?? this.functionOfStub(pc);
    if (found !== undefined) this.entered.set(pc, found);
    return found;
  }

  private functionOfStub(pc: number): LoadedFunction | undefined {
    for (const module of this.functionOwners) {
      const index = module.functionOfStub(pc);
      if (index >= 0) return { module, index };
    }
    return undefined;
  }

  /** Of the instructions of a function that call funs those that the interpreter saw always call the same. */
  funCallsOf({ module, index }: LoadedFunction): FunCall[] {
    if (!module.isTranslated(index)) return [];
    const { area } = this;
    const { start, entry } = module.placeOf(index);
    const calls: FunCall[] = [];
    for (const offset of (area.functionAt(entry) as PlacedFunction).funCalls) {
      const pc = area.calledAt(start + offset);
      const body = pc && this.functionEnteredAt(pc);
      if (body) calls.push({ offset, body });
    }
    return calls;
  }

  /** `{M,F,A,[{file,…},{line,…}]}` for an address; undefined where no function lies; with arguments in place of the arity. */
  traceEntry(pc: number, args: Term | null = null): Term | undefined {
    const f = this.area.functionAt(pc);
    return (
      f && tuple(f.module.atom, atom(f.name), args ?? makeInteger(f.arity), this.location(f, pc))
    );
  }

  private location(f: PlacedFunction, pc: number): Term {
    const at = pc - f.start;
    let index = 0;
    for (let i = 0; i < f.lines.length && f.lines[i] <= at; i += 2) index = f.lines[i + 1];
    return f.module.location(index);
  }

  /** A raw trace as a stacktrace: at most `depth` entries. */
  symbolize(trace: Term, depth: number): Term {
    const entries: Term[] = [];
    for (let rest = wasm.rawTraceEntries(trace); isCons(rest); rest = tl(rest))
      entries.push(hd(rest));
    const n = wasm.rawTraceLength(trace);
    const args = wasm.rawTraceArguments(trace);
    for (let i = 0; i < n && entries.length < depth; i++) {
      const pc = wasm.rawTraceAddress(trace, i);
      const entry = this.traceEntry(pc, i === 0 ? args : null);
      if (entry !== undefined) entries.push(entry);
    }
    return list(entries);
  }

  /** Whether M and F are atoms; `apply` with anything else is a badarg. */
  findExport(module: Term, name: Term, arity: number): ExportRecord | undefined {
    return isAtom(module) && isAtom(name) ? this.export(module, name, arity) : undefined;
  }

  /** What a fun of that identity is now: in the current version of its module or the old one. */
  funRecord(fun: FunIdentity): FunRecord | undefined {
    const { current, old } = this.versions(fun.module);
    for (const version of [current, old]) {
      if (version === null || fun.index >= version.decoded.lambdas.length) continue;
      const record = version.fun(fun.index);
      const same =
        record.oldUniq === fun.oldUniq && record.uniq.every((byte, i) => byte === fun.uniq[i]);
      if (same && record.arity === fun.arity) return record;
    }
    return undefined;
  }

  /** error_handler:undefined_function/3, or that of another handler. */
  errorHandler(module: Term = am.error_handler): ExportRecord {
    return this.export(module, am.undefined_function, 3);
  }

  /** The same for funs without code: Module:undefined_lambda/3 of a loaded handler, else OTP's. */
  lambdaHandler(module: Term = am.error_handler): ExportRecord {
    return this.existingExport(module, am.undefined_lambda, 3) ?? this.undefinedLambda;
  }
}
