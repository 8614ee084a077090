// A unit: functions of one module that are compiled together and call each other directly.
//
// What a unit names of the world (literals, exports, addresses) is imported under a number, and what each number stands for is said beside
// the code: so the same bytes serve every run, and can be kept in a cache.
import type binaryen from 'binaryen';
import type { DecodedModule } from '../loader/module.ts';
import { Builder } from './build.ts';
import { functionTexts } from './dump.ts';
import { FunctionEmitter } from './emit.ts';
import { type FunctionIR, NotCompiled, printFunction, versionName, versions } from './ir.ts';
import { type BifNumber, type Listing, listFunction } from './listing.ts';
import { buildFunction } from './loops.ts';
import { verify } from './verify.ts';
import { WasmTypes } from './wasm-types.ts';

type Binaryen = typeof binaryen;

/**
 * What an import stands for: `['atom', name]`, `['integer', digits]`, `['literal', index]`, `['string', offset, bits]`, `['export', module, name, arity]`,
 * `['lambda', index]`, `['target', function]` and `['base', function]` (where the function's words start) of the unit's module,
 * `['shape', key, …]` (what small maps of these atoms have in common), `['depthLimit']`.
 */
export type Import = readonly (string | number)[];

export interface UnitFunction {
  /** Its index in the module. */
  readonly index: number;
  readonly name: string;
  readonly arity: number;
  /** The lambda whose body it is; -1 if none. */
  readonly lambda: number;
}

/** A place where frames of a function go on, by the offset of its words. */
export interface Resumption {
  readonly index: number;
  readonly offset: number;
  /** The label of a receive; else behind a call. */
  readonly isReceive: boolean;
}

export interface CompiledUnit {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same as the engine has it, where another thread had it checked. */
  readonly module?: WebAssembly.Module;
  readonly imports: readonly Import[];
  readonly functions: readonly UnitFunction[];
  readonly resumptions: readonly Resumption[];
  /** Functions that were asked for and not compiled, and why. */
  readonly refused: readonly { readonly index: number; readonly reason: string }[];
  /** How long it took to compile; 0 where an earlier run has done it. */
  readonly milliseconds: number;
  readonly listings?: readonly FunctionListing[];
}

/** What there is to print of a function, or of what a frame of it goes on with. */
interface Text {
  readonly index: number;
  /** In the unit's module. */
  readonly name: string;
  readonly ir: FunctionIR;
}

/** What a function, or what a frame of it goes on with, was on its way, as text. */
export interface FunctionListing {
  readonly index: number;
  readonly ir: string;
  readonly wat: string;
}

export interface UnitOptions {
  readonly bif: BifNumber;
  /** Keep the representation and the text for dumps; implies `check`. */
  readonly dump?: boolean;
  /** Verify the representation and have Binaryen validate the module: errors are thrown. */
  readonly check?: boolean;
  /** Count calls and reductions, in globals that the unit exports. */
  readonly counts?: boolean;
}

/** Passes of Binaryen that pay for themselves; V8 does the rest. */
const PASSES: readonly string[] = [];

const cache = new WeakMap<Binaryen, WasmTypes>();

export class Unit {
  readonly module: binaryen.Module;
  readonly types: WasmTypes;
  private readonly source: DecodedModule;
  private readonly options: UnitOptions;
  private readonly imports: Import[] = [];
  private readonly importNames = new Map<string, string>();
  private readonly called = new Set<string>();
  private readonly globals = new Set<string>();
  private readonly entries = new Map<string, number>();
  private readonly functionOfLabel = new Map<number, number>();
  private readonly members = new Set<number>();

  constructor(b: Binaryen, source: DecodedModule, options: UnitOptions) {
    let types = cache.get(b);
    if (types === undefined) {
      types = new WasmTypes(b);
      cache.set(b, types);
    }
    this.types = types;
    this.module = new b.Module();
    this.module.setFeatures(features(b));
    this.source = source;
    this.options = options;
    for (const [i, label] of source.entryLabels.entries()) this.functionOfLabel.set(label, i);
    this.module.addTableImport('code', 'r', 'table');
  }

  compile(functions: readonly number[], resumptions: readonly Resumption[] = []): CompiledUnit {
    const { source, module } = this;
    const began = performance.now();
    const check = this.options.check || this.options.dump;
    const compiled: { index: number; ir: FunctionIR; listing: Listing }[] = [];
    const refused: { index: number; reason: string }[] = [];
    for (const index of functions) {
      try {
        const listing = listFunction(source, index, this.options.bif);
        const ir = buildFunction(source, listing, this.options.bif);
        if (check) for (const version of versions(ir)) verify(version);
        compiled.push({ index, ir, listing });
        this.members.add(index);
        this.entries.set(String(index), listing.entry);
      } catch (e) {
        if (!(e instanceof NotCompiled)) throw e;
        refused.push({ index, reason: e.message });
      }
    }
    if (this.options.counts) this.addCounters([...this.members]);
    const result: UnitFunction[] = [];
    for (const { index, ir } of compiled) {
      for (const [i, version] of versions(ir).entries())
        new FunctionEmitter(this, version, String(index)).emit(versionName(`f${index}`, i));
      module.addFunctionExport(`f${index}`, `f${index}`);
      this.entryThunk(index, ir.arity);
      const lambda = source.lambdas.findIndex((l) => this.functionOfLabel.get(l.label) === index);
      if (lambda >= 0) this.funThunk(index, ir.arity, source.lambdas[lambda].numFree);
      result.push({ index, name: ir.name, arity: ir.arity, lambda });
    }
    const texts: Text[] = compiled.flatMap(({ index, ir }) =>
      versions(ir).map((version, i) => ({
        index,
        name: versionName(`f${index}`, i),
        ir: version,
      })),
    );
    const resumed = this.resume(resumptions, compiled, refused, texts);
    module.runPasses(PASSES);
    const listings = this.options.dump ? this.listings(texts) : undefined;
    const bytes = module.emitBinary() as Uint8Array<ArrayBuffer>;
    module.dispose();
    if (check) validate(this.types.b, bytes);
    const milliseconds = performance.now() - began;
    return {
      bytes,
      imports: this.imports,
      functions: result,
      resumptions: resumed,
      refused,
      milliseconds,
      listings,
    };
  }

  /** Compiles what frames go on with: those that were asked for, and the receives of the unit's functions. */
  private resume(
    wanted: readonly Resumption[],
    compiled: readonly { index: number; listing: Listing }[],
    refused: { index: number; reason: string }[],
    resumed: Text[],
  ): Resumption[] {
    const all = new Map<string, Resumption>();
    const add = (r: Resumption) => all.set(`r${r.index}_${r.offset}`, r);
    wanted.forEach(add);
    for (const { index, listing } of compiled)
      for (const { op, pc } of listing.code)
        if (op === 'loop_rec') add({ index, offset: pc, isReceive: true });
    const result: Resumption[] = [];
    for (const [name, r] of all) {
      try {
        const listing = listFunction(this.source, r.index, this.options.bif);
        this.entries.set(String(r.index), listing.entry);
        const ir = new Builder(this.source, listing, this.options.bif).buildResumption(r.offset);
        if (this.options.check || this.options.dump) verify(ir);
        new FunctionEmitter(this, ir, String(r.index)).emit(name);
        this.resumptionThunk(name);
        resumed.push({ index: r.index, name, ir });
        result.push(r);
      } catch (e) {
        if (!(e instanceof NotCompiled)) throw e;
        refused.push({ index: r.index, reason: e.message });
      }
    }
    return result;
  }

  private resumptionThunk(name: string): void {
    const { module: w, types: t } = this;
    const { b } = t;
    const args = [w.local.get(0, t.ref('Machine')), this.literal(['depthLimit'], b.i32)];
    const body = w.block(null, this.countedReductions(1, name, args), t.eqNull);
    const locals = this.options.counts ? [b.i32, t.eqNull] : [];
    w.addFunction(`${name}e`, b.createType([t.ref('Machine')]), t.eqNull, locals, body);
    w.addFunctionExport(`${name}e`, name);
  }

  private listings(compiled: readonly Text[]): FunctionListing[] {
    const names = new Map<string, string>();
    for (const { index, name, ir } of compiled) {
      names.set(name, `${ir.name}/${ir.arity}`);
      if (name === versionName(`f${index}`, 1)) names.set(name, `${ir.name}/${ir.arity}.any`);
      if (name !== `f${index}`) continue;
      names.set(`e${index}`, `${ir.name}/${ir.arity}.enter`);
      names.set(`l${index}`, `${ir.name}/${ir.arity}.fun`);
    }
    for (const [i, what] of this.imports.entries()) names.set(`g${i}`, what.join(':'));
    this.types.nameAll(this.module);
    const texts = functionTexts(this.module.emitText(), names);
    return compiled.map(({ index, name, ir }) => {
      const parts = name === `f${index}` ? [name, `e${index}`, `l${index}`] : [name];
      const wat = parts.map((part) => texts.get(part) ?? '').join('');
      return { index, ir: printFunction(ir), wat };
    });
  }

  /** What the interpreter calls: takes the arguments from the X registers. */
  private entryThunk(index: number, arity: number): void {
    const { module: w, types: t } = this;
    const { b } = t;
    const machine = () => w.local.get(0, t.ref('Machine'));
    const area = t.field('Machine', 'area');
    const x = t.field('CodeArea', 'x');
    const args: number[] = [];
    for (let i = 0; i < arity; i++)
      args.push(w.array.get(w.local.get(1, x.type), w.i32.const(i), t.eq, false));
    const body = w.block(
      null,
      [
        w.local.set(
          1,
          w.struct.get(
            x.index,
            w.struct.get(area.index, machine(), area.type, false),
            x.type,
            false,
          ),
        ),
        ...(this.options.counts ? this.count(`entries${index}`, w.i32.const(1)) : []),
        ...this.countedReductions(2, `f${index}`, [
          machine(),
          this.literal(['depthLimit'], t.b.i32),
          ...args,
        ]),
      ],
      t.eqNull,
    );
    const locals = this.options.counts ? [x.type, b.i32, t.eqNull] : [x.type];
    w.addFunction(`e${index}`, b.createType([t.ref('Machine')]), t.eqNull, locals, body);
    w.addFunctionExport(`e${index}`, `e${index}`);
  }

  // ---- counters

  /** The call of a function from its thunk, which has from `local` on a local for an i32 and one for a term. */
  private countedReductions(local: number, name: string, args: number[]): number[] {
    const { module: w, types: t } = this;
    if (!this.options.counts) return [w.return_call(name, args, t.eqNull)];
    const { b } = t;
    const field = t.field('Machine', 'reductions');
    const reductions = () =>
      w.struct.get(field.index, w.local.get(0, t.ref('Machine')), b.i32, false);
    return [
      w.local.set(local, reductions()),
      w.local.set(local + 1, w.call(name, args, t.eqNull)),
      ...this.count('reductions', w.i32.sub(w.local.get(local, b.i32), reductions())),
      w.local.get(local + 1, t.eqNull),
    ];
  }

  private addCounters(functions: readonly number[]): void {
    const { module: w } = this;
    const names = functions.flatMap((index) => [`calls${index}`, `entries${index}`]);
    for (const name of [...names, 'reductions']) {
      w.addGlobal(name, this.types.b.i64, true, w.i64.const(0n as never));
      w.addGlobalExport(name, name);
    }
  }

  private count(name: string, by: number): number[] {
    const { module: w } = this;
    const sum = w.i64.add(w.global.get(name, this.types.b.i64), w.i64.extend_s(by));
    return [w.global.set(name, sum)];
  }

  /** What a call of a fun calls: takes the free variables from the fun, its last argument. */
  private funThunk(index: number, arity: number, numFree: number): void {
    const { module: w, types: t } = this;
    const { b } = t;
    const given = arity - numFree;
    const params = [t.ref('Machine'), b.i32, ...new Array(given + 1).fill(t.eq)];
    const args = [w.local.get(0, t.ref('Machine')), w.local.get(1, b.i32)];
    for (let i = 0; i < given; i++) args.push(w.local.get(2 + i, t.eq));
    const free = t.field('Fun', 'free');
    const environment = params.length;
    const body: number[] = [];
    if (numFree > 0) {
      const fun = w.ref.cast(w.local.get(2 + given, t.eq), t.ref('Fun'));
      body.push(w.local.set(environment, w.struct.get(free.index, fun, free.type, false)));
    }
    for (let i = 0; i < numFree; i++)
      args.push(w.array.get(w.local.get(environment, free.type), w.i32.const(i), t.eq, false));
    body.push(w.return_call(`f${index}`, args, t.eqNull));
    w.addFunction(
      `l${index}`,
      b.createType(params),
      t.eqNull,
      [free.type],
      w.block(null, body, t.eqNull),
    );
    w.addFunctionExport(`l${index}`, `l${index}`);
  }

  // ---- for FunctionEmitter

  get isDumped(): boolean {
    return this.options.dump ?? false;
  }

  /** A call of a function of the runtime module. */
  call(name: string, args: number[]): number {
    const { params, result } = this.types.signature(name);
    if (!this.called.has(name)) {
      this.called.add(name);
      this.module.addFunctionImport(name, 'r', name, this.types.b.createType(params), result);
    }
    return this.module.call(name, args, result);
  }

  /** Counts a call of a function, where the unit counts. */
  countCall(base: string): number[] {
    return this.options.counts ? this.count(`calls${base}`, this.module.i32.const(1)) : [];
  }

  /** A constant of the runtime module. */
  global(name: string): number {
    const { result } = this.types.signature(name);
    if (!this.globals.has(name)) {
      this.globals.add(name);
      this.module.addGlobalImport(name, 'r', name, result, false);
    }
    return this.module.global.get(name, result);
  }

  literal(what: Import, type: number): number {
    const key = JSON.stringify(what);
    let name = this.importNames.get(key);
    if (name === undefined) {
      name = `g${this.imports.push(what) - 1}`;
      this.importNames.set(key, name);
      this.module.addGlobalImport(name, 'u', String(this.imports.length - 1), type, false);
    }
    return this.module.global.get(name, type);
  }

  atom(name: string): number {
    return this.literal(['atom', name], this.types.eq);
  }

  /** Where the words of a function start. */
  baseOf(base: string): number {
    return this.literal(['base', Number(base)], this.types.b.i32);
  }

  /** How far behind them its entry is. */
  entryOffset(base: string): number {
    return this.entries.get(base) as number;
  }

  /** The name of the function at a label, where it is part of the unit. */
  directName(_: string, label: number): string | undefined {
    const index = this.functionOfLabel.get(label) as number;
    return this.members.has(index) ? `f${index}` : undefined;
  }

  targetOf(_: string, label: number): Import {
    return ['target', this.functionOfLabel.get(label) as number];
  }

  /** The parameters of a function of so many arguments. */
  signature(arity: number): number {
    const { b, ...t } = this.types;
    return b.createType([this.types.ref('Machine'), b.i32, ...new Array(arity).fill(t.eq)]);
  }
}

/** Has Binaryen validate a module as it was written: what its builder made of `br_on_non_null` it would refuse. */
function validate(b: Binaryen, bytes: Uint8Array): void {
  // Binaryen's types do not know of the second argument.
  const read = b.readBinary as (bytes: Uint8Array, features: number) => binaryen.Module;
  const module = read(bytes, features(b));
  const isValid = module.validate();
  module.dispose();
  if (!isValid) throw new Error('Binaryen does not accept the module');
}

/** The features that compiled code uses. Binaryen's `All` has some that V8 rejects. */
function features(b: Binaryen): number {
  const f = b.Features;
  return (
    f.GC |
    f.ReferenceTypes |
    f.TailCall |
    f.Multivalue |
    f.BulkMemory |
    f.MutableGlobals |
    f.SignExt |
    f.NontrappingFPToInt
  );
}
