// A loaded version of a module: its decoded file and what has been translated of it so far.
//
// A function is translated when it is first called. Until then its entry is a stub of one LAZY instruction; afterwards the stub
// jumps to the real entry, and code that is translated later calls the entry itself.
import { decodeExternal, type FunIdentity } from '../gc/external.ts';
import { wasm } from '../gc/instance.ts';
import {
  atom,
  atomName,
  atoms,
  bitstring,
  charList,
  cons,
  list,
  listElements,
  makeInteger,
  NIL,
  tuple,
} from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import { FLAG } from '../interp/bits.ts';
import { I } from '../interp/ops.ts';
import { numberOf, TAG, tagOf } from '../isa/operand.ts';
import type { DecodedModule, Lambda } from '../loader/module.ts';
import { ENTRY, type PlacedFunction } from './area.ts';
import type { Code } from './code.ts';
import { PRELOADED } from './preloaded.ts';
import { functionRange, type Linker, Translator } from './translate.ts';

const am = atoms('file', 'line');

/** What the funs made of one lambda share, as JavaScript sees it; FunEntry is the runtime module's half. */
export class FunRecord implements FunIdentity {
  readonly loaded: LoadedModule;
  readonly lambda: Lambda;
  readonly module: Term;
  /** Of its funs: without the free variables. */
  readonly arity: number;
  readonly index: number;
  readonly oldIndex: number;
  readonly oldUniq: number;
  readonly numFree: number;
  readonly pc: number;
  readonly handle: Term;

  constructor(loaded: LoadedModule, lambda: Lambda, pc: number) {
    this.loaded = loaded;
    this.lambda = lambda;
    this.module = loaded.atom;
    this.arity = lambda.arity - lambda.numFree;
    this.index = lambda.index;
    this.oldIndex = lambda.index;
    this.oldUniq = lambda.oldUniq;
    this.numFree = lambda.numFree;
    this.pc = pc;
    this.handle = wasm.newFunEntry(
      this.module,
      this.arity,
      this.numFree,
      this.index,
      this.oldUniq,
      pc,
      this,
    );
  }

  /** The MD5 of the module. */
  get uniq(): Uint8Array {
    return this.loaded.decoded.md5();
  }
}

export class LoadedModule implements Linker {
  readonly code: Code;
  readonly decoded: DecodedModule;
  readonly atom: Term;
  /** Whether it may be called from outside; not before its on_load function has succeeded. */
  active = false;
  /** What a copy of one of its functions in other compiled code asks: its `native` is 1 while the outside calls this version. */
  readonly callable: Term = wasm.newTarget(0);
  /** Number of the first of its functions in the code's list of functions. */
  readonly firstFunction: number;
  /** Entry of each function, or of its stub. */
  private readonly entries: Int32Array;
  private readonly stubs: Int32Array;
  /** Entries of functions whose words were placed before they were called: their stubs are called still. */
  private readonly placed = new Map<number, number>();
  private readonly natives: Int32Array;
  /** Of entries and stubs whose countdown was set anew: the calls before that and what it was set to. */
  private readonly countedFrom = new Map<number, number>();
  private readonly targets: (Term | undefined)[] = [];
  private readonly indexOfLabel = new Map<number, number>();
  private readonly literalIndices: Int32Array;
  private readonly funs: (FunRecord | undefined)[];
  /** By index of the line table. */
  private readonly locations = new Map<number, Term>();
  private readonly recordDefinitions = new Map<Term, Term>();
  /** The literal index of each fun entry. */
  private readonly funLiterals: number[] = [];

  constructor(code: Code, decoded: DecodedModule) {
    this.code = code;
    this.decoded = decoded;
    this.atom = atom(decoded.name);
    // As on the BEAM, a module's atoms exist from when it is loaded, in this order, which small maps are sorted by.
    for (let i = 2; i < decoded.atoms.length; i++) atom(decoded.atoms[i]);
    this.firstFunction = code.reserveFunctions(this, decoded.functionStarts.length);
    this.literalIndices = new Int32Array(decoded.literals.length).fill(-1);
    this.funs = new Array(decoded.lambdas.length);
    const n = decoded.functionStarts.length;
    this.entries = new Int32Array(n);
    const hasBifs = code.bifs.hasModule(decoded.name);
    const stubs: number[] = [];
    for (let i = 0; i < n; i++) {
      this.indexOfLabel.set(decoded.entryLabels[i], i);
      const arity = this.arityOf(i);
      const bif = hasBifs ? code.bifs.number(decoded.name, this.nameOf(i), arity) : -1;
      // A built-in takes the place of the function that stands for it, for calls from inside the module too.
      this.entries[i] = stubs.push(...code.area.entryWords(arity)) + code.area.next;
      if (bif >= 0) stubs.push(I.BIF_BODY, bif, arity);
      else stubs.push(I.LAZY, this.firstFunction + i);
    }
    code.area.place(stubs, null);
    this.stubs = this.entries.slice();
    this.natives = new Int32Array(n);
  }

  /** What a stacktrace says of an entry of the line table. */
  location(line: number): Term {
    let location = this.locations.get(line);
    if (location === undefined) {
      location = this.makeLocation(line);
      this.locations.set(line, location);
    }
    return location;
  }

  private makeLocation(line: number): Term {
    const { lines, files, names, present } = this.decoded.lineTable;
    const nowhere = lines[line] === 0 && files[line] === 0;
    if (nowhere || !present || PRELOADED.has(this.atom)) return NIL;
    return list([
      tuple(am.file, charList(names[files[line]])),
      tuple(am.line, makeInteger(lines[line])),
    ]);
  }

  nameOf(function_: number): string {
    const { code, functionStarts, atoms } = this.decoded;
    return atoms[numberOf(code[functionStarts[function_] + 2])];
  }

  arityOf(function_: number): number {
    const { code, functionStarts } = this.decoded;
    return numberOf(code[functionStarts[function_] + 3]);
  }

  /** Translates a function and answers its entry. */
  private translate(function_: number): number {
    const { decoded, code } = this;
    const [start, end] = functionRange(decoded, function_);
    const translator = new Translator(decoded, this, start, end);
    const base = code.area.next;
    const { words, entry, lines, funCalls } = translator.finish(base);
    code.area.place(words, {
      module: this,
      index: function_,
      name: this.nameOf(function_),
      arity: this.arityOf(function_),
      entry: base + entry,
      lines,
      funCalls,
    });
    return base + entry;
  }

  /** Where the words of a function start and where it is entered; it is translated if it was not. */
  placeOf(function_: number): { start: number; entry: number } {
    if (!this.isTranslated(function_)) {
      this.entries[function_] = this.ownEntry(function_);
      this.placed.delete(function_);
    }
    const entry = this.entries[function_];
    const { start } = this.code.area.functionAt(entry) as PlacedFunction;
    return { start, entry };
  }

  /**
   * Where a function's own words are entered. Who calls it comes to its stub still if nobody has called it yet, and to the built-in that
   * takes its place.
   */
  ownEntry(function_: number): number {
    if (this.isTranslated(function_)) return this.entries[function_];
    const entry = this.placed.get(function_) ?? this.translate(function_);
    this.placed.set(function_, entry);
    return entry;
  }

  /** Where a function's own words start. */
  startOf(function_: number): number {
    return (this.code.area.functionAt(this.ownEntry(function_)) as PlacedFunction).start;
  }

  /** False for built-ins, too, which have no words of their own. */
  isTranslated(function_: number): boolean {
    return this.code.area.functionAt(this.entries[function_]) !== undefined;
  }

  /** Whether a built-in takes the place of a function. */
  isBuiltIn(function_: number): boolean {
    return this.code.area.word(this.entries[function_]) === I.BIF_BODY;
  }

  /** How often the interpreter came to a function's entry or its stub. */
  interpretedCalls(function_: number): number {
    return this.countersOf(function_).reduce((calls, pc) => calls + this.callsAt(pc), 0) >>> 0;
  }

  /** Where a function's calls are counted: at its entry, and at its stub, where those arrive that were linked before it was translated. */
  private countersOf(function_: number): number[] {
    const [entry, stub] = [this.entries[function_], this.stubs[function_]];
    return entry === stub ? [entry] : [entry, stub];
  }

  private callsAt(pc: number): number {
    const { area } = this.code;
    return (this.countedFrom.get(pc) ?? area.hotCalls) - area.word(pc + ENTRY.COUNTDOWN);
  }

  /** The function whose stub is at an address; -1 if there is none of this module. */
  functionOfStub(pc: number): number {
    const { stubs } = this;
    // one after the other: most modules need not be looked through
    return pc >= stubs[0] && pc <= stubs[stubs.length - 1] ? stubs.indexOf(pc) : -1;
  }

  /** A function as compiled code outside its unit calls it. */
  target(function_: number): Term {
    this.targets[function_] ??= wasm.newTarget(this.entries[function_]);
    return this.targets[function_] as Term;
  }

  /** The index of a function's compiled code in the table; 0 while it has none. */
  nativeOf(function_: number): number {
    return this.natives[function_];
  }

  /** After how many calls from now on the interpreter reports a function as hot, at one of the addresses that are returned. */
  setCountdown(function_: number, calls: number): readonly number[] {
    const counters = this.countersOf(function_);
    for (const pc of counters) {
      this.countedFrom.set(pc, this.callsAt(pc) + calls);
      this.code.area.setWord(pc + ENTRY.COUNTDOWN, calls);
    }
    return counters;
  }

  /** Lets all calls of a function run compiled code; the interpreter calls its thunk where it has one. */
  setNative(function_: number, native: number, thunk?: number): void {
    const { entry } = this.placeOf(function_);
    const { area } = this.code;
    area.setWord(entry + ENTRY.NATIVE, thunk ?? native);
    area.setWord(entry, thunk === undefined ? I.ENTER : I.ENTER_THUNK);
    this.natives[function_] = native;
    wasm.targetSetNative(this.target(function_), native);
    for (const { name, arity, label } of this.decoded.exports) {
      if (this.indexOfLabel.get(label) !== function_) continue;
      const record = this.code.existingExport(this.atom, atom(name), arity);
      if (record?.loaded === this) record.setNative(native);
    }
  }

  /** Lets frames of a function go on in compiled code: at the label of a receive, or behind a call. */
  setResumption(function_: number, offset: number, isReceive: boolean, native: number): void {
    const { area } = this.code;
    const pc = this.placeOf(function_).start + offset;
    if (isReceive) {
      area.setWord(pc, I.RESUME);
      area.setWord(pc + 1, native);
    } else area.setReturnNative(pc, native);
  }

  /** The index of the function at a label. */
  functionOfLabel(label: number): number {
    return this.indexOfLabel.get(label) as number;
  }

  /** The index of an exported function. */
  functionNamed(name: string, arity: number): number {
    return this.functionOfLabel(this.decoded.exportNamed(name, arity)?.label as number);
  }

  fun(lambda: number): FunRecord {
    let record = this.funs[lambda];
    if (record === undefined) {
      const l = this.decoded.lambdas[lambda];
      record = new FunRecord(this, l, this.entry(l.label));
      this.funs[lambda] = record;
    }
    return record;
  }

  /** All fun entries that were needed so far. */
  funRecords(): FunRecord[] {
    return this.funs.filter((f) => f !== undefined);
  }

  /** What this module says of its native records of that name. */
  recordShape(name: Term) {
    const record = this.decoded.records.find((r) => r.name === atomName(name));
    if (record === undefined) return undefined;
    const fields = record.fields.map((field) => ({
      name: atom(field.name),
      value: field.default === undefined ? undefined : this.constant(field.default),
    }));
    return { exported: record.exported, fields };
  }

  /** The same as the interpreter has it. */
  recordDefinition(name: Term): Term | undefined {
    const known = this.recordDefinitions.get(name);
    if (known !== undefined) return known;
    const shape = this.recordShape(name);
    if (shape === undefined) return undefined;
    const fields = wasm.newTermArray(shape.fields.length);
    for (let i = 0; i < shape.fields.length; i++)
      wasm.termArraySet(fields, i, shape.fields[i].name);
    const definition = wasm.newRecordDefinition(this.atom, name, shape.exported, fields);
    shape.fields.forEach(({ value }, i) => {
      if (value !== undefined) wasm.setRecordDefault(definition, i, value);
    });
    this.recordDefinitions.set(name, definition);
    return definition;
  }

  /** The term of an atom or literal operand, or of an integer. */
  private constant(w: number | bigint): Term {
    if (typeof w === 'bigint') return makeInteger(w);
    if (tagOf(w) === TAG.LIT) return this.code.area.literalAt(this.moduleLiteral(numberOf(w)));
    return numberOf(w) === 0 ? NIL : atom(this.decoded.atoms[numberOf(w)]);
  }

  // ---- Linker

  prologue(name: string, arity: number): readonly number[] {
    const { tracer, bifs } = this.code;
    if (!tracer?.wants(this.decoded.name, name, arity)) return [];
    return [I.CALL_BIF, bifs.number('beamjit_tracer', 'called', 0), 0];
  }

  recordLiteral(name: string): number {
    const definition = this.recordDefinition(atom(name));
    return definition === undefined ? -1 : this.code.area.literal(definition);
  }

  moduleLiteral(index: number): number {
    let i = this.literalIndices[index];
    if (i < 0) {
      const { term } = decodeExternal(this.decoded.literals[index], this.code.literalOptions);
      i = this.code.area.literal(term);
      this.literalIndices[index] = i;
    }
    return i;
  }

  segmentFlags(literal: number): number {
    const flags = listElements(this.code.area.literalAt(this.moduleLiteral(literal))) ?? [];
    let bits = 0;
    for (const flag of flags) {
      const name = atomName(flag);
      if (name === 'little' || name === 'native') bits |= FLAG.LITTLE;
      if (name === 'signed') bits |= FLAG.SIGNED;
    }
    return bits;
  }

  atomLiteral(name: string): number {
    return this.code.area.atomLiteral(name);
  }

  integerLiteral(value: bigint): number {
    return this.code.area.integerLiteral(value);
  }

  functionInfoLiteral(name: string, arity: number): number {
    return this.code.area.literal(cons(this.atom, cons(atom(name), makeInteger(arity))));
  }

  stringLiteral(offset: number, bits: number): number {
    const bytes = this.decoded.strings.subarray(offset, offset + ((bits + 7) >> 3));
    return this.code.area.literal(bitstring(bytes, bits));
  }

  exportLiteral(module: string, name: string, arity: number): number {
    return this.code.export(atom(module), atom(name), arity).literal;
  }

  funEntryLiteral(lambda: number): number {
    this.funLiterals[lambda] ??= this.code.area.literal(this.fun(lambda).handle);
    return this.funLiterals[lambda];
  }

  entryWords(arity: number): readonly number[] {
    return this.code.area.entryWords(arity);
  }

  returnLiteral(pc: number): number {
    return this.code.area.returnAddress(pc);
  }

  bif(module: string, name: string, arity: number): number {
    return this.code.bifs.number(module, name, arity);
  }

  atomIndex(name: string): number {
    return this.code.area.atomIndex(name);
  }

  entry(label: number): number {
    const i = this.indexOfLabel.get(label);
    if (i === undefined)
      throw new Error(`${this.decoded.name}: label ${label} is in another function`);
    return this.entries[i];
  }
}
