// A unit: functions of one module that are compiled together and call each other directly, with copies of small functions that they call.
//
// A copy is the unit's alone: nobody else calls it, and the function it is of stays where it is. Its frames are that function's, with addresses and
// literals of its module, so that whatever takes them from the host's stack goes on as if it had been called itself. External calls of a copy ask
// first whether the version that it is of is still the one to be called (`callable`): a module that is loaded anew is called from then on, and what
// runs in the old version goes on there, as on the BEAM.
//
// What a unit names of the world (literals, exports, addresses) is imported under a number, and what each number stands for is said beside
// the code: so the same bytes serve every run, and can be kept in a cache.
import type binaryen from 'binaryen';
import { MAX_ENTERED } from '../interp/ops.ts';
import type { DecodedModule } from '../loader/module.ts';
import { Builder } from './build.ts';
import { functionTexts } from './dump.ts';
import { FunctionEmitter } from './emit.ts';
import type { InlineLimits } from './inline.ts';
import { type FunctionIR, NotCompiled, printFunction, versionName, versions } from './ir.ts';
import {
  FunParameters,
  findInlinedFuns,
  findKnownFuns,
  type Knowledge,
  knowledgeKey,
} from './known-funs.ts';
import type { BifNumber } from './listing.ts';
import { buildFunction } from './loops.ts';
import {
  type CalledFun,
  calledFun,
  type FunctionAt,
  type Member,
  Part,
  type Source,
} from './part.ts';
import type { FunctionOf } from './plan.ts';
import { verify } from './verify.ts';
import { WasmTypes } from './wasm-types.ts';

type Binaryen = typeof binaryen;

/**
 * What an import stands for: `['atom', name]`, `['integer', digits]`, `['literal', index]`, `['string', offset, bits]`, `['export', module, name, arity]`,
 * `['lambda', index]`, `['target', function]` and `['base', function]` (where the function's words start) of the unit's module,
 * `['callable']` (whether it may be called from outside), `['of', n, …]` (one of these of the unit's module number n), `['shape', key, …]` (what
 * small maps of these atoms have in common).
 */
export type Import = readonly (string | number)[];

/** Kinds of imports that belong to a module. */
export const OF_MODULE: ReadonlySet<string | number> = new Set([
  'literal',
  'string',
  'lambda',
  'target',
  'base',
  'callable',
]);

export interface UnitFunction {
  /** Its index in the module. */
  readonly index: number;
  readonly name: string;
  readonly arity: number;
  /** The lambda whose body it is; -1 if none. */
  readonly lambda: number;
  /** Whether the interpreter calls a thunk instead. */
  readonly hasThunk: boolean;
}

/** A place where frames of a function go on, by the offset of its words. */
export interface Resumption {
  readonly index: number;
  readonly offset: number;
  /** The label of a receive; else behind a call. */
  readonly isReceive: boolean;
}

/** A module that a unit has copies of functions of. */
export interface CopiedModule {
  readonly module: string;
  /** Of its code: the copies are good for this version only. */
  readonly fingerprint: string;
  /** Those of which there are copies. */
  readonly functions: readonly Pick<UnitFunction, 'index' | 'name' | 'arity'>[];
}

/** An instruction that called but one fun so far, by the offset of its words. */
export interface FunCall extends FunctionOf {
  readonly offset: number;
  readonly body: FunctionOf;
}

/** A call of a fun that calls a function of the unit directly, if that is the fun; functions by their modules' numbers in the unit and their own there. */
export interface ExpectedCall {
  readonly in: readonly [part: number, index: number];
  readonly called: readonly [part: number, index: number];
}

export interface CompiledUnit {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same as the engine has it, where another thread had it checked. */
  readonly module?: WebAssembly.Module;
  readonly imports: readonly Import[];
  readonly functions: readonly UnitFunction[];
  /** By number; the unit's own module is the first. */
  readonly copies: readonly CopiedModule[];
  readonly resumptions: readonly Resumption[];
  readonly expected: readonly ExpectedCall[];
  /** Functions that were asked for and not compiled, and why. */
  readonly refused: readonly { readonly index: number; readonly reason: string }[];
  /** How long it took to compile; 0 where an earlier run has done it. */
  readonly milliseconds: number;
  readonly listings?: readonly FunctionListing[];
}

/** What there is to print of a function, or of what a frame of it goes on with. */
interface Text {
  readonly at: FunctionAt;
  /** In the unit's module. */
  readonly name: string;
  readonly ir: FunctionIR;
}

/** What a function, or what a frame of it goes on with, was on its way, as text. */
export interface FunctionListing {
  readonly index: number;
  /** Of a copy, what it is of. */
  readonly copied: string | undefined;
  readonly ir: string;
  readonly wat: string;
}

export interface UnitOptions {
  readonly bif: BifNumber;
  /** How many values versions of functions for known funs may have; none without it. */
  readonly specializedValues?: number;
  /** Without it no call is done in line. */
  readonly inline?: InlineLimits;
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
  private readonly options: UnitOptions;
  private readonly imports: Import[] = [];
  private readonly importNames = new Map<string, string>();
  private readonly called = new Set<string>();
  private readonly globals = new Set<string>();
  private readonly source: DecodedModule;
  /** By number: the unit's own module, and those that it has copies of functions of. */
  private readonly parts: Part[] = [];
  /** Copies that are called. */
  private readonly copies = new Set<Member>();
  /** What is called and has no code yet, and what is known of its arguments. */
  private readonly owed: { readonly member: Member; readonly args: Knowledge }[] = [];
  /** The names of code, by function and what is known of its arguments. */
  private readonly names = new Map<string, string>();
  /** How many values the versions for known funs may have still. */
  private room: number;
  private readonly funParameters = new FunParameters((part, target) => this.callee(part, target));
  private readonly expected: ExpectedCall[] = [];
  private readonly texts: Text[] = [];
  /** What goes into the table of compiled code, in order; see Installer. */
  private readonly installed: string[] = [];

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
    this.room = options.specializedValues ?? 0;
    this.module.addTableImport('code', 'r', 'table');
    this.module.addGlobalImport('slot', 'u', 'slot', types.b.i32, false);
  }

  private get isChecked(): boolean {
    return this.options.check || this.options.dump || false;
  }

  /** `copies`: of which functions it may have copies, of each module. */
  compile(
    functions: readonly number[],
    resumptions: readonly Resumption[] = [],
    copies: readonly { readonly source: Source; readonly functions: readonly number[] }[] = [],
    funCalls: readonly FunCall[] = [],
  ): CompiledUnit {
    const { module, parts, source, options } = this;
    const began = performance.now();
    const refused: { index: number; reason: string }[] = [];
    const ownCopies = copies.find((c) => c.source.module === source)?.functions ?? [];
    const own = new Part(
      0,
      { module: source, bif: options.bif },
      functions,
      ownCopies,
      options.inline,
    );
    parts.push(own);
    for (const { source: copied, functions } of copies) {
      if (copied.module !== source)
        parts.push(new Part(parts.length, copied, [], functions, options.inline));
    }
    for (const call of funCalls) this.record(call);
    for (const index of new Set(functions)) {
      try {
        this.add(own, index);
      } catch (e) {
        if (!(e instanceof NotCompiled)) throw e;
        refused.push({ index, reason: e.message });
      }
    }
    const members = [...own.members.values()];
    if (this.options.counts) this.addCounter('reductions');
    for (const member of members) this.emit(member);
    const result = members.map((member) => this.installable(member));
    const resumed = this.resume(resumptions, members, refused);
    for (const { member, args } of this.owed) this.emit(member, args);
    this.addSmallFunctions();
    const slot = module.global.get('slot', this.types.b.i32);
    module.addActiveElementSegment('code', 'installed', this.installed, slot);
    module.runPasses(PASSES);
    const listings = this.options.dump ? this.listings() : undefined;
    const bytes = module.emitBinary() as Uint8Array<ArrayBuffer>;
    module.dispose();
    if (this.isChecked) validate(this.types.b, bytes);
    const milliseconds = performance.now() - began;
    return {
      bytes,
      imports: this.imports,
      functions: result,
      copies: this.copied(),
      resumptions: resumed,
      expected: this.expected,
      refused,
      milliseconds,
      listings,
    };
  }

  /**
   * As many functions of nothing as there is code. V8 takes a module of which less than half the functions are small (below 50 bytes) for one whose
   * calls were done in line before, and does a tenth as much of that itself (BudgetScaleFactor in its src/wasm/inlining-tree.h).
   */
  private addSmallFunctions(): void {
    const { module: w, types: t } = this;
    for (const i of this.texts.keys()) w.addFunction(`s${i}`, t.b.none, t.b.none, [], w.nop());
  }

  private record({ module, index, offset, body }: FunCall): void {
    const partOf = (module: DecodedModule) => this.parts.find((part) => part.module === module);
    const [caller, part] = [partOf(module), partOf(body.module)];
    if (caller === undefined || part === undefined) return;
    const calls = caller.funCalls.get(index) ?? new Map();
    caller.funCalls.set(index, calls.set(offset, calledFun(part, body.index)));
  }

  /** Makes a function one of the unit's; throws NotCompiled where that cannot be. */
  private add(part: Part, index: number): Member {
    const member = part.add(index);
    if (this.isChecked) for (const version of versions(member.ir)) verify(version);
    if (this.options.counts) this.addCounter(`calls${member.id}`);
    return member;
  }

  /** The unit's function at a label of a module, a copy if need be; undefined where it has none. */
  private member(part: Part, label: number): Member | undefined {
    const index = part.functionOf.get(label) as number;
    const known = part.members.get(index);
    if (known !== undefined || !part.copies.delete(index)) return known;
    try {
      const member = this.add(part, index);
      this.copies.add(member);
      return member;
    } catch (e) {
      if (!(e instanceof NotCompiled)) throw e;
      return undefined;
    }
  }

  /** The code of all versions of a function for any arguments, or for those with known funs. */
  private emit(member: Member, args: Knowledge = []): void {
    for (const [i, ir] of versions(this.irOf(member, args)).entries()) {
      const name = versionName(this.nameOf(member, args), i);
      const knownFun = findKnownFuns(ir, member.part, args);
      new FunctionEmitter(this, ir, member, knownFun).emit(name);
      this.texts.push({ at: member, name, ir });
    }
  }

  /** The representation of a function for arguments of which this is known: calls of funs that are known may be done in line. */
  private irOf({ ir, part, listing }: Member, args: Knowledge): FunctionIR {
    if (args.length === 0) return ir;
    const inlinedFuns = findInlinedFuns(ir, findKnownFuns(ir, part, args));
    if (inlinedFuns.size === 0) return ir;
    const { module, bif, inlining } = part;
    const built = buildFunction(module, listing, bif, { inlining, inlinedFuns });
    if (this.isChecked) for (const version of versions(built)) verify(version);
    return built;
  }

  /** The name of the code of a function for arguments of which this is known. It will be there. */
  private nameOf(member: Member, args: Knowledge): string {
    const general = `f${member.id}`;
    const isKnown = args.some((fun) => fun !== undefined);
    const key = isKnown ? `${general}(${knowledgeKey(args)})` : general;
    let name = this.names.get(key);
    if (name === undefined) {
      const isInstalled = !isKnown && !this.copies.has(member);
      const size = isKnown ? sizeOf(member.ir) : 0;
      if (size > this.room) return this.nameOf(member, []);
      this.room -= size;
      name = isKnown ? `${general}with${this.names.size}` : general;
      this.names.set(key, name);
      if (!isInstalled) this.owed.push({ member, args });
    }
    return name;
  }

  /** Lets the world call a function. */
  private installable({ part, index, ir }: Member): UnitFunction {
    const { name, arity } = ir;
    const { lambdas } = part.module;
    this.installed.push(`f${index}`);
    const lambda = part.lambdaOf(index);
    if (lambda >= 0) {
      this.funThunk(index, arity, lambdas[lambda].numFree);
      this.installed.push(`l${index}`);
    }
    const hasThunk = this.options.counts === true || arity > MAX_ENTERED;
    if (hasThunk) {
      this.entryThunk(index, arity);
      this.installed.push(`e${index}`);
    }
    return { index, name, arity, lambda, hasThunk };
  }

  private copied(): CopiedModule[] {
    return this.parts.map(({ module, members }) => ({
      module: module.name,
      fingerprint: module.fingerprint,
      functions: [...members.values()]
        .filter((member) => this.copies.has(member))
        .map(({ index, ir }) => ({ index, name: ir.name, arity: ir.arity })),
    }));
  }

  /** Compiles what frames go on with: those that were asked for, and the receives of the unit's functions. */
  private resume(
    wanted: readonly Resumption[],
    members: readonly Member[],
    refused: { index: number; reason: string }[],
  ): Resumption[] {
    const [part] = this.parts;
    const all = new Map<string, Resumption>();
    const add = (r: Resumption) => all.set(`r${r.index}_${r.offset}`, r);
    wanted.forEach(add);
    for (const { index, listing } of members)
      for (const { op, pc } of listing.code)
        if (op === 'loop_rec') add({ index, offset: pc, isReceive: true });
    const result: Resumption[] = [];
    for (const [name, r] of all) {
      try {
        const listing = part.list(r.index);
        const ir = new Builder(part.module, listing, part.bif, part).buildResumption(r.offset);
        if (this.isChecked) verify(ir);
        const at = { part, index: r.index, entry: listing.entry };
        new FunctionEmitter(this, ir, at, findKnownFuns(ir, part, [])).emit(name);
        this.installed.push(this.options.counts ? this.resumptionThunk(name) : name);
        this.texts.push({ at, name, ir });
        result.push(r);
      } catch (e) {
        if (!(e instanceof NotCompiled)) throw e;
        refused.push({ index: r.index, reason: e.message });
      }
    }
    return result;
  }

  /** What lets a frame go on and counts its reductions. */
  private resumptionThunk(name: string): string {
    const { module: w, types: t } = this;
    const { b } = t;
    const body = w.block(null, this.countedReductions(2, name, this.thunkParameters()), t.eqNull);
    const params = b.createType([t.ref('Machine'), b.i32]);
    w.addFunction(`${name}e`, params, t.eqNull, [b.i32, t.eqNull], body);
    return `${name}e`;
  }

  private listings(): FunctionListing[] {
    const names = new Map<string, string>();
    for (const { name, ir, at } of this.texts) {
      const isOwn = at.part.number === 0;
      const title = `${isOwn ? '' : `${at.part.module.name}:`}${ir.name}/${ir.arity}`;
      const isGeneral = name.endsWith(versionName('', 1));
      const specialized = /with\d+/.exec(name)?.[0];
      const version = [specialized, isGeneral ? 'any' : undefined].filter((v) => v !== undefined);
      names.set(name, [title, ...version].join('.'));
      if (name !== `f${at.index}`) continue;
      names.set(`e${at.index}`, `${title}.enter`);
      names.set(`l${at.index}`, `${title}.fun`);
    }
    for (const [i, what] of this.imports.entries()) names.set(`g${i}`, what.join(':'));
    this.types.nameAll(this.module);
    const texts = functionTexts(this.module.emitText(), names);
    const copies: ReadonlySet<FunctionAt> = this.copies;
    return this.texts.map(({ at, name, ir }) => {
      const { index } = at;
      const parts = name === `f${index}` ? [name, `e${index}`, `l${index}`] : [name];
      const wat = parts.map((part) => texts.get(part) ?? '').join('');
      const copied = copies.has(at) ? `${at.part.module.name}:${ir.name}/${ir.arity}` : undefined;
      return { index, copied, ir: printFunction(ir), wat };
    });
  }

  /** What the interpreter calls instead of a function: takes the arguments from the X registers. */
  private entryThunk(index: number, arity: number): void {
    if (this.options.counts) this.addCounter(`entries${index}`);
    const { module: w, types: t } = this;
    const { b } = t;
    const [machine, depth] = this.thunkParameters();
    const area = t.field('Machine', 'area');
    const x = t.field('CodeArea', 'x');
    const args: number[] = [];
    for (let i = 0; i < arity; i++)
      args.push(w.array.get(w.local.get(2, x.type), w.i32.const(i), t.eq, false));
    const own = w.struct.get(area.index, w.local.get(0, t.ref('Machine')), area.type, false);
    const body = w.block(
      null,
      [
        w.local.set(2, w.struct.get(x.index, own, x.type, false)),
        ...(this.options.counts ? this.count(`entries${index}`, w.i32.const(1)) : []),
        ...this.countedReductions(3, `f${index}`, [machine, depth, ...args]),
      ],
      t.eqNull,
    );
    const locals = this.options.counts ? [x.type, b.i32, t.eqNull] : [x.type];
    const params = b.createType([t.ref('Machine'), b.i32]);
    w.addFunction(`e${index}`, params, t.eqNull, locals, body);
  }

  /** Parameters that thunks pass on: the machine and how deep it may go. */
  private thunkParameters(): number[] {
    const { module: w, types: t } = this;
    return [w.local.get(0, t.ref('Machine')), w.local.get(1, t.b.i32)];
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

  private addCounter(name: string): void {
    const { module: w } = this;
    w.addGlobal(name, this.types.b.i64, true, w.i64.const(0n as never));
    w.addGlobalExport(name, name);
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
    const args = this.thunkParameters();
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

  /** Counts a call of one of the unit's functions, where the unit counts. */
  countCall({ id }: Member): number[] {
    return this.options.counts ? this.count(`calls${id}`, this.module.i32.const(1)) : [];
  }

  /** A fun is called directly in a function, if it is the one that was called so far. */
  expect({ part, index }: FunctionAt, called: CalledFun): void {
    const pair = { in: [part.number, index], called: [called.part.number, called.index] } as const;
    this.expected.push(pair);
  }

  /** The same of the function at a label of a module, which the unit may have code of. */
  countCallAt(part: number, label: number): number[] {
    const member = this.options.counts ? this.member(this.parts[part], label) : undefined;
    return member === undefined ? [] : this.countCall(member);
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

  /** The function that a call in a function of a module leads to, by label or export; undefined where it is not part of the unit. */
  callee(part: Part, [kind, what, name, arity]: Import): Member | undefined {
    if (kind === 'function') return this.member(part, what as number);
    for (const other of this.parts) {
      if (other.module.name !== what) continue;
      const entry = other.module.exportNamed(name as string, arity as number);
      const member = entry && this.member(other, entry.label);
      if (member !== undefined) return member;
    }
    return undefined;
  }

  /** The name of the code of a function for arguments of which this is known. */
  codeFor(member: Member, args: Knowledge): string {
    const called = args.some((fun) => fun !== undefined) ? this.funParameters.of(member) : [];
    const useful = args.map((fun, i) => (called.includes(i) ? fun : undefined));
    return this.nameOf(member, useful);
  }

  /** The parameters of a function of so many arguments. */
  signature(arity: number): number {
    const { b, ...t } = this.types;
    return b.createType([this.types.ref('Machine'), b.i32, ...new Array(arity).fill(t.eq)]);
  }
}

/** How many values a function has. */
function sizeOf(ir: FunctionIR): number {
  return ir.blocks.reduce((sum, { code }) => sum + code.length, 0);
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
