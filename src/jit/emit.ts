// From the intermediate representation to WebAssembly, through Binaryen's builder.
//
// A value is a local, or is written where it is used if it is a constant or a condition. What leaves the function (a call that did not return,
// an exception) is written behind the instruction that it belongs to, so that the straight way has one test and no jump.
import { TYPE } from '../loader/types.ts';
import { emitBits } from './emit-bits.ts';
import { emitCall } from './emit-calls.ts';
import { emitConstruction } from './emit-construction.ts';
import { emitMap } from './emit-maps.ts';
import { arithmetic, emitNumber, i64Const, wordOfTerm } from './emit-numbers.ts';
import { emitCarry, emitTree, staysWord, termOfWord } from './emit-trees.ts';
import {
  type Block,
  type Edge,
  edgesOf,
  endInputsOf,
  type FunctionIR,
  forEachInput,
  inputsOf,
  origin,
  treeAt,
  type Value,
  versionName,
} from './ir.ts';
import type { KnownFun } from './known-funs.ts';
import type { FunctionAt, Member } from './part.ts';
import { constantInteger } from './ranges.ts';
import { type Structure, structure } from './structure.ts';
import * as T from './types.ts';
import { type Import, OF_MODULE, type Unit } from './unit.ts';
import { COMPARISONS, canCompare } from './words.ts';

type Expression = number;

/** Operations without effects, whose result may go unused. */
const PURE: ReadonlySet<string> = new Set([
  'arg',
  'hd',
  'tl',
  'cons',
  'element',
  'tuple',
  'set_element',
  'update_record',
  'make_fun',
  'free',
  'make_map',
  'raw',
  'box',
  'small_value',
  'word_value',
  'extend',
  'wrap',
  'float_value',
  'convert',
  'fnegate',
  'self',
  'exception',
  'resumed_x0',
  'resumed_y',
  'boolean',
  'same',
]);

/** Conditions, which are written where they are tested. */
const TESTS: ReadonlySet<string> = new Set([
  'is',
  'is_binary',
  'is_boolean',
  'is_function2',
  'has_arity',
  'same_term',
  'equal',
  'equal_raw',
  'less',
  'less_elements',
  'less_raw',
  'not',
  'false',
]);

const CONSTANTS: ReadonlySet<string> = new Set([
  'small',
  'literal',
  'nil',
  'no_value',
  'catch_tag',
  'same',
]);

/** About how many bytes of the host's stack a frame takes besides its locals, and each of them before V8 optimizes the function. */
const FRAME_BYTES = 96;
const LOCAL_BYTES = 8;

/** Up to so many keys are compared one after the other. */
const LINEAR_KEYS = 4;

/** Up to so many X registers, and Y registers, have functions of the runtime module that take them as parameters (leaving.wasm.ts). */
const MAX_SET = 5;
const MAX_LEFT = 8;

/** The largest tuples that are structs, of a type for each size. */
const MAX_TUPLE_TYPE = 8;

/** Operations that read parts of their first argument. */
const READS: ReadonlySet<string> = new Set(['hd', 'tl', 'element', 'update_record']);

/** Types of terms that are one type of WebAssembly. */
const OBJECTS: ReadonlyMap<number, string> = new Map([
  [TYPE.CONS, 'Cons'],
  [TYPE.ATOM, 'Atom'],
  [TYPE.TUPLE, 'Tuple'],
  [TYPE.FLOAT, 'Float'],
  [TYPE.BITSTRING, 'Bitstring'],
]);

/** Parameters before the arguments: the machine, how many bytes of the host's stack are left. */
const MACHINE = 0;
const ROOM = 1;
const FIRST_ARGUMENT = 2;

/** What Binaryen's typings lack. */
interface EditableConstants {
  readonly Const: { setValueI32(e: Expression, value: number): void };
}

/** Where an instruction goes that fails, or raises into a handler of the function. */
export interface Edges {
  readonly fail?: Edge;
  readonly handler?: Edge;
}

export class FunctionEmitter {
  readonly unit: Unit;
  readonly ir: FunctionIR;
  /** The function whose addresses are the code's. */
  readonly at: FunctionAt;
  private name = '';
  private readonly shape: Structure;
  private readonly lastElements: ReadonlyMap<Value, number>;
  private readonly locals = new Map<Value, number>();
  private readonly words = new Map<Value, number>();
  private readonly localTypes: number[] = [];
  /** Locals that nothing is in, by type. */
  private readonly free = new Map<number, number[]>();
  private readonly temporaries: number[] = [];
  /** What has been in locals, to name them. */
  private readonly allLocals: [local: number, value: Value][] = [];
  private readonly shared = new Set<Value>();
  readonly needed = new Set<Value>();
  private readonly labels = new Map<Block, string>();
  private labelCount = 0;
  /** Values that are in a local of their own type, too, where code is written that only these are reached with. */
  private readonly objects = new Map<Value, Map<string, number>>();
  private readonly bound: (() => void)[] = [];
  /** How often parts of a value are read. */
  private readonly reads: ReadonlyMap<Value, number>;
  /** Constants of calls, which become the size of this function's frame on the host's stack when its locals are known. */
  private readonly frameSizes: Expression[] = [];

  /** Whether a value is certainly a fun of one lambda. */
  readonly knownFun: (v: Value) => KnownFun | undefined;

  constructor(
    unit: Unit,
    ir: FunctionIR,
    at: FunctionAt,
    knownFun: (v: Value) => KnownFun | undefined,
  ) {
    this.knownFun = knownFun;
    this.unit = unit;
    this.ir = ir;
    this.at = at;
    this.shape = structure(ir);
    this.lastElements = this.findLastElements();
    this.reads = countReads(ir);
    this.findNeeded();
    this.findShared();
  }

  get w() {
    return this.unit.module;
  }
  get t() {
    return this.unit.types;
  }
  get b() {
    return this.unit.types.b;
  }

  /** Adds the function to the unit's module. */
  emit(name: string): void {
    this.name = name;
    const { w, b, t } = this;
    const body = this.tree(this.ir.blocks[0]);
    const defaults = this.defaults();
    const frameSize = FRAME_BYTES + LOCAL_BYTES * (this.localTypes.length + this.ir.args.length);
    const { Const } = b as unknown as EditableConstants;
    for (const e of this.frameSizes) Const.setValueI32(e, frameSize);
    const params = b.createType([t.ref('Machine'), b.i32, ...this.ir.args.map(() => t.eq)]);
    const block = w.block(null, [...defaults, ...body, w.unreachable()], t.eqNull);
    const f = w.addFunction(name, params, t.eqNull, this.localTypes, block);
    if (this.unit.isDumped) this.nameLocals(f);
  }

  /**
   * A local that is set in one block and read in another needs a value that WebAssembly sees; V8 drops it. An argument costs nothing, also where V8
   * does not optimize.
   */
  private defaults(): Expression[] {
    const { w, t, ir } = this;
    const out: Expression[] = [];
    let given = ir.args.length > 0 ? FIRST_ARGUMENT : undefined;
    for (const v of this.shared) {
      const local = this.locals.get(v);
      if (local === undefined || v.rep !== 'term' || staysWord(v)) continue;
      out.push(w.local.set(local, given === undefined ? this.nil() : w.local.get(given, t.eq)));
      given ??= local;
    }
    return out;
  }

  /** Lets the text name locals as the representation does. */
  private nameLocals(f: number): void {
    // Binaryen's types have this elsewhere than Binaryen does.
    const { Function: functions } = this.b as unknown as Pick<Unit['module'], 'Function'>;
    const name = (local: number, text: string) => functions.setLocalName(f, local, text);
    name(MACHINE, 'machine');
    name(ROOM, 'room');
    for (const v of this.ir.args) name(this.local(v), `v${v.id}`);
    for (const [local, values] of Map.groupBy(this.allLocals, ([local]) => local)) {
      const ids = new Set(values.map(([, { id }]) => id));
      const [first, last] = [Math.min(...ids), Math.max(...ids)];
      name(local, first === last ? `v${first}` : `v${first}..v${last}`);
    }
  }

  // ---- what is needed

  private findNeeded(): void {
    const work: Value[] = [];
    const need = (v: Value) => {
      if (!this.needed.has(v)) {
        this.needed.add(v);
        work.push(v);
      }
    };
    const phiValues = new Map<Value, Value[]>();
    for (const block of this.ir.blocks) {
      for (const v of block.code)
        if (!PURE.has(v.op) && !TESTS.has(v.op) && !CONSTANTS.has(v.op)) need(v);
      const { end } = block;
      if (end.kind === 'if') need(end.test);
      if (end.kind === 'switch') need(end.value);
      for (const edge of edgesOf(block)) {
        edge.to.phis.forEach((phi, i) => {
          const list = phiValues.get(phi) ?? [];
          list.push(edge.values[i]);
          phiValues.set(phi, list);
        });
      }
    }
    while (work.length > 0) {
      const v = work.pop() as Value;
      inputsOf(v).forEach(need);
      if (v.op === 'phi') for (const x of phiValues.get(v) ?? []) need(x);
    }
  }

  /** Values that are read in another block than theirs. */
  private findShared(): void {
    for (const block of this.ir.blocks) {
      const read = (v: Value) => {
        const inner = origin(v);
        if (inner.block !== block || inner.op === 'phi' || inner.op === 'out')
          this.shared.add(inner);
        if (TESTS.has(inner.op)) inner.args.forEach(read);
      };
      forEachInput(block, read);
      for (const edge of edgesOf(block)) for (const v of edge.values) read(v);
      for (const phi of block.phis) this.shared.add(phi);
    }
  }

  // ---- control

  label(): string {
    return `l${this.labelCount++}`;
  }

  /** The code of a block and of all that it dominates; control does not come out of its end. */
  private tree(root: Block): Expression[] {
    const { w } = this;
    const merges = this.shape.merges.get(root) ?? [];
    for (const m of merges) this.labels.set(m, this.label());
    const loop = root.isLoop ? this.label() : null;
    if (loop !== null) this.loops.set(root, loop);
    let code = this.block(root);
    // The first merge in order is the innermost: what comes later may be left for from its code, too.
    for (const m of merges) {
      code = [w.block(this.labels.get(m) as string, code, this.b.none), ...this.tree(m)];
    }
    return loop === null ? code : [w.loop(loop, w.block(null, code, this.b.unreachable))];
  }

  private readonly loops = new Map<Block, string>();

  /** Goes along an edge. */
  branch(edge: Edge): Expression[] {
    const { w } = this;
    const moves = this.phiMoves(edge);
    const isBack =
      (this.shape.position.get(edge.to) as number) <=
      (this.shape.position.get(edge.from) as number);
    if (isBack) return [...moves, w.br(this.loops.get(edge.to) as string)];
    if (this.shape.isMerge(edge.to)) return [...moves, w.br(this.labels.get(edge.to) as string)];
    return [...moves, ...this.tree(edge.to)];
  }

  private phiMoves(edge: Edge): Expression[] {
    const { w } = this;
    const moves: { phi: Value; from: Value }[] = [];
    edge.to.phis.forEach((phi, i) => {
      const from = origin(edge.values[i]);
      if (this.needed.has(phi) && from !== phi) moves.push({ phi, from });
    });
    // Phis of the target that are read by others of these moves are read before any is written.
    const targets = new Set(moves.map((m) => m.phi));
    const conflicts = moves.some(({ from }) => targets.has(from));
    if (!conflicts)
      return moves.map(({ phi, from }) => w.local.set(this.local(phi), this.as(from, phi.rep)));
    const temporaries = moves.map(({ phi, from }) => {
      const local = this.temporary(this.typeOf(phi));
      return { phi, local, set: w.local.set(local, this.as(from, phi.rep)) };
    });
    return [
      ...temporaries.map(({ set }) => set),
      ...temporaries.map(({ phi, local }) =>
        w.local.set(this.local(phi), w.local.get(local, this.typeOf(phi))),
      ),
    ];
  }

  private block(block: Block): Expression[] {
    const bound = this.bound.length;
    const out = this.blockCode(block);
    this.unbind(bound);
    return out;
  }

  private blockCode(block: Block): Expression[] {
    const { w } = this;
    const out: Expression[] = [];
    const { end } = block;
    const lastReads = this.lastReads(block);
    for (const [i, v] of block.code.entries()) {
      if (this.needed.has(v) && !TESTS.has(v.op) && !CONSTANTS.has(v.op) && v.op !== 'arg') {
        const edges =
          end.kind === 'check' && end.value === v
            ? end
            : end.kind === 'stop' && end.value === v
              ? { handler: end.handler }
              : { fail: v.imm?.bail };
        const before = this.temporaries.length;
        this.statement(v, edges, out);
        for (const local of this.temporaries.splice(before)) this.giveBack(local);
      }
      for (const x of lastReads.get(i) ?? []) {
        const local = this.locals.get(x);
        if (local === undefined) continue;
        this.giveBack(local);
        // The block may be written once more, where other values are in it.
        this.locals.delete(x);
      }
    }
    switch (end.kind) {
      case 'jump':
        out.push(...this.branch(end.to));
        break;
      case 'check':
        out.push(...this.branch(end.ok));
        break;
      case 'if': {
        const name = this.isBranch(end.yes) ? undefined : this.testedObject(end.test);
        if (name !== undefined) {
          this.ifObject(name, end, out);
          break;
        }
        const no = this.branch(end.no);
        const yes = this.branch(end.yes);
        const test = this.condition(end.test);
        // Whichever is a jump alone becomes a conditional one, so that code does not nest.
        if (no.length === 1 && this.isBranch(end.no)) {
          out.push(w.if(w.i32.eqz(test), no[0]), ...yes);
        } else if (yes.length === 1 && this.isBranch(end.yes)) {
          out.push(w.if(test, yes[0]), ...no);
        } else out.push(w.if(test, w.block(null, yes)), ...no);
        break;
      }
      case 'switch':
        out.push(...this.switchOn(end));
        break;
    }
    return out;
  }

  /** The one type of WebAssembly that a test asks for. */
  private testedObject({ op, args, imm }: Value): string | undefined {
    if (op === 'has_arity') return isTupleType(imm) ? `Tuple${imm}` : undefined;
    return op === 'is' ? OBJECTS.get(args[0].type.union & imm) : undefined;
  }

  /** A test that leaves the object in a local, where parts of it are read. */
  private ifObject(
    name: string,
    { test, yes, no }: Extract<Block['end'], { kind: 'if' }>,
    out: Expression[],
  ): void {
    const { w, t } = this;
    const [v] = test.args;
    const type = t.ref(name);
    const label = this.label();
    const cast = w.br_on_cast(label, this.term(v), type);
    const object = w.block(label, [w.drop(cast), ...this.branch(no)], type);
    const isRead = name !== 'Tuple' && this.readsOf(v) > 0;
    out.push(isRead ? w.local.set(this.bindObject(name, v), object) : w.drop(object));
    out.push(...this.branch(yes));
  }

  private isBranch(edge: Edge): boolean {
    return this.shape.isMerge(edge.to) || this.loops.has(edge.to);
  }

  private switchOn(end: Extract<Block['end'], { kind: 'switch' }>): Expression[] {
    const { w, b } = this;
    const { cases, otherwise, value } = end;
    const out: Expression[] = [];
    if (end.on === 'arity') {
      for (const { key, to } of cases)
        out.push(w.if(this.hasArity(value, key as number), w.block(null, this.branch(to))));
      return [...out, ...this.branch(otherwise)];
    }
    if (end.on === 'term') {
      for (const { key, to } of cases) {
        const test = w.ref.eq(this.as(value, 'term'), this.as(key as Value, 'term'));
        out.push(w.if(test, w.block(null, this.branch(to))));
      }
      return [...out, ...this.branch(otherwise)];
    }
    // Integers: what is not small goes to the default.
    const elsewhere = this.label();
    const index = this.temporary(b.i32);
    const inner: Expression[] = [];
    if (value.rep === 'term') {
      if (!T.isSmall(value.type))
        inner.push(w.br(elsewhere, w.i32.eqz(this.isSmall(this.as(value, 'term')))));
      inner.push(w.local.set(index, this.smallValue(this.as(value, 'term'))));
    } else if (value.rep === 'i64' || value.rep === 'u64') {
      const n = this.temporary(b.i64);
      inner.push(
        w.local.set(n, this.as(value, value.rep)),
        w.local.set(index, w.i32.wrap(w.local.get(n, b.i64))),
        w.br(elsewhere, w.i64.ne(w.i64.extend_s(w.local.get(index, b.i32)), w.local.get(n, b.i64))),
      );
    } else inner.push(w.local.set(index, this.as(value, 'i32')));
    const keys = cases.map((c) => c.key as number);
    const min = Math.min(...keys);
    const max = Math.max(...keys);
    const get = () => w.local.get(index, b.i32);
    if (cases.length <= LINEAR_KEYS || max - min > 4 * cases.length + 8) {
      for (const { key, to } of cases)
        inner.push(
          w.if(w.i32.eq(get(), w.i32.const(key as number)), w.block(null, this.branch(to))),
        );
      inner.push(w.br(elsewhere));
      return [w.block(elsewhere, inner, b.none), ...this.branch(otherwise)];
    }
    const table: string[] = new Array(max - min + 1).fill(elsewhere);
    const labels = cases.map(() => this.label());
    for (let i = cases.length - 1; i >= 0; i--) table[(cases[i].key as number) - min] = labels[i];
    const offset = min === 0 ? get() : w.i32.sub(get(), w.i32.const(min));
    inner.push(w.switch(table, elsewhere, offset));
    let code = inner;
    cases.forEach(({ to }, i) => {
      code = [w.block(labels[i], code, b.none), ...this.branch(to)];
    });
    return [w.block(elsewhere, code, b.none), ...this.branch(otherwise)];
  }

  // ---- locals

  private typeOf(v: Value): number {
    const { b, t } = this;
    switch (v.rep) {
      case 'i32':
        return b.i32;
      case 'i64':
      case 'u64':
        return b.i64;
      case 'f64':
        return b.f64;
    }
    return staysWord(v) ? t.eqNull : t.eq;
  }

  /** A local for as long as the current instruction is written. */
  temporary(type: number): number {
    const local = this.take(type);
    this.temporaries.push(local);
    return local;
  }

  /** A local that nothing else is in. */
  private take(type: number): number {
    const free = this.free.get(type)?.pop();
    return free ?? this.firstLocal + this.localTypes.push(type) - 1;
  }

  private giveBack(local: number): void {
    const type = this.localTypes[local - this.firstLocal];
    const free = this.free.get(type);
    if (free === undefined) this.free.set(type, [local]);
    else free.push(local);
  }

  private get firstLocal(): number {
    return FIRST_ARGUMENT + this.ir.args.length;
  }

  local(v: Value): number {
    let local = this.locals.get(v);
    if (local === undefined) {
      if (v.op === 'arg') return FIRST_ARGUMENT + (v.imm as number);
      local = this.take(this.typeOf(v));
      this.locals.set(v, local);
      if (this.unit.isDumped) this.allLocals.push([local, v]);
    }
    return local;
  }

  /** Values that only their block reads, by the last of its instructions that does. */
  private lastReads(block: Block): Map<number, Value[]> {
    const last = new Map<Value, number>();
    const readBy = (at: number) => (v: Value) => {
      const x = origin(v);
      if (TESTS.has(x.op)) x.args.forEach(readBy(at));
      else if (x.block === block && !this.shared.has(x)) last.set(x, at);
    };
    const { code } = block;
    code.forEach((v, i) => {
      inputsOf(v).forEach(readBy(i));
    });
    for (const v of endInputsOf(block)) readBy(code.length)(v);
    for (const { values } of edgesOf(block)) values.forEach(readBy(code.length));
    return Map.groupBy(last.keys(), (v) => last.get(v) as number);
  }

  /** Where a value is that stays a word. */
  wordOf(v: Value): number {
    let local = this.words.get(v);
    if (local === undefined) {
      local = this.take(this.b.i64);
      this.words.set(v, local);
    }
    return local;
  }

  set(v: Value, e: Expression): Expression {
    return this.w.local.set(this.local(v), e);
  }

  // ---- values

  machine(): Expression {
    return this.w.local.get(MACHINE, this.t.ref('Machine'));
  }

  get(type: string, field: string, from: Expression): Expression {
    const f = this.t.field(type, field);
    return this.w.struct.get(f.index, from, f.type, false);
  }

  put(type: string, field: string, to: Expression, value: Expression): Expression {
    return this.w.struct.set(this.t.field(type, field).index, to, value);
  }

  nil(): Expression {
    return this.unit.global('NIL');
  }

  address(offset: number): Expression {
    const base = this.literal(['base', this.at.index], this.b.i32);
    return this.w.i32.add(base, this.w.i32.const(offset));
  }

  /** What the unit imports; what belongs to a module belongs to the function's, or to another of the unit's parts. */
  literal(what: Import, type: number, { number } = this.at.part): Expression {
    const isQualified = number !== 0 && OF_MODULE.has(what[0]);
    return this.unit.literal(isQualified ? ['of', number, ...what] : what, type);
  }

  call(name: string, ...args: Expression[]): Expression {
    return this.unit.call(name, args);
  }

  /** The value in a representation. */
  as(value: Value, rep: Value['rep']): Expression {
    const { w, t } = this;
    const v = origin(value);
    if (rep === 'term' && v.rep !== 'term') return this.box(v);
    if ((rep === 'i64' || rep === 'u64') && rep !== v.rep) return this.word(v, rep);
    if (rep !== v.rep) throw new Error(`${v.op} is ${v.rep} and not ${rep}`);
    if (staysWord(v)) return termOfWord(this, v);
    switch (v.op) {
      case 'small':
        return w.ref.i31(w.i32.const(v.imm));
      case 'nil':
        return this.nil();
      case 'no_value':
        return this.unit.global('NO_VALUE');
      case 'literal':
        return this.literal(v.imm, t.eq);
      case 'catch_tag':
        return this.call('catchTag', this.address(v.imm.pc), w.i32.const(v.imm.nesting));
    }
    return w.local.get(this.local(v), this.typeOf(v));
  }

  /** An integer that certainly has room in a representation, by its low word. */
  word(value: Value, rep: Value['rep']): Expression {
    const { w } = this;
    const v = origin(value);
    if (rep === 'i32') return w.i32.wrap(this.word(v, 'i64'));
    const n = constantInteger(v);
    if (n !== undefined) return i64Const(this, BigInt.asIntN(64, n));
    if (v.rep === 'i32') return w.i64.extend_s(this.as(v, 'i32'));
    if (v.rep !== 'term') return this.as(v, v.rep);
    if (T.isSmall(v.type)) return w.i64.extend_s(this.smallValue(this.term(v)));
    return wordOfTerm(this, () => this.term(v));
  }

  term(v: Value): Expression {
    return this.as(v, 'term');
  }

  /** A number as a term. */
  box(v: Value): Expression {
    const { w, t } = this;
    const number = this.as(v, v.rep);
    if (v.rep === 'f64') return w.struct.new([number], t.heap('Float'));
    if (T.isSmall(v.type)) return w.ref.i31(v.rep === 'i32' ? number : w.i32.wrap(number));
    if (v.rep === 'u64') return this.call('makeUnsigned', number);
    return this.call('makeInt64', v.rep === 'i64' ? number : w.i64.extend_s(number));
  }

  /** A value as the object that it certainly is: as a test or an earlier cast has left it in a local, or cast. */
  private object(name: string, v: Value): Expression {
    const local = this.objects.get(origin(v))?.get(name);
    if (local !== undefined) return this.w.local.get(local, this.t.ref(name));
    return this.cast(name, this.term(v));
  }

  /** Has the object in a local, from here to the end of the code that the current block dominates. */
  private keepObject(name: string, v: Value, out: Expression[]): void {
    if (this.objects.get(origin(v))?.has(name)) return;
    out.push(this.w.local.set(this.bindObject(name, v), this.cast(name, this.term(v))));
  }

  private readsOf(v: Value): number {
    return this.reads.get(origin(v)) ?? 0;
  }

  private bindObject(name: string, v: Value): number {
    const local = this.take(this.t.ref(name));
    const value = origin(v);
    const objects = this.objects.get(value) ?? new Map<string, number>();
    this.objects.set(value, objects.set(name, local));
    this.bound.push(() => {
      objects.delete(name);
      this.giveBack(local);
    });
    return local;
  }

  /** Forgets the objects that were bound since there were so many. */
  private unbind(count: number): void {
    while (this.bound.length > count) this.bound.pop()?.();
  }

  cast(name: string, e: Expression): Expression {
    return this.w.ref.cast(e, this.t.ref(name));
  }

  isA(name: string, e: Expression): Expression {
    return this.w.ref.test(e, this.t.ref(name));
  }

  isSmall(e: Expression): Expression {
    return this.w.ref.test(e, this.t.i31);
  }

  smallValue(e: Expression): Expression {
    return this.w.i31.get_s(this.w.ref.cast(e, this.t.i31));
  }

  private either(x: Expression, y: Expression): Expression {
    return this.w.if(x, this.w.i32.const(1), y);
  }

  // ---- conditions

  private condition(v: Value): Expression {
    const { w } = this;
    const [a, b] = v.args;
    if (COMPARISONS.has(v.op) && canCompare(a, b)) return this.compareWords(v.op, a, b);
    switch (v.op) {
      case 'false':
        return w.i32.const(0);
      case 'not':
        return w.i32.eqz(this.condition(a));
      case 'is':
        return this.isOfType(a, v.imm);
      case 'is_binary':
        return w.if(
          this.isA('Bitstring', this.term(a)),
          w.i32.eqz(
            w.i32.and(
              this.get('Bitstring', 'size', this.cast('Bitstring', this.term(a))),
              w.i32.const(7),
            ),
          ),
          w.i32.const(0),
        );
      case 'is_boolean':
        return this.either(
          w.ref.eq(this.term(a), this.unit.atom('true')),
          w.ref.eq(this.term(a), this.unit.atom('false')),
        );
      case 'is_function2':
        return this.call('isFunctionOf', this.term(a), this.term(b));
      case 'has_arity':
        return this.hasArity(a, v.imm);
      case 'same_term':
        return w.ref.eq(this.term(a), this.term(b));
      case 'equal':
        return this.equal(a, b, v.imm);
      case 'equal_raw':
        return a.rep === 'f64'
          ? w.f64.eq(this.as(a, 'f64'), this.as(b, 'f64'))
          : a.rep === 'i64'
            ? w.i64.eq(this.as(a, 'i64'), this.as(b, 'i64'))
            : w.i32.eq(this.as(a, 'i32'), this.as(b, 'i32'));
      case 'less_raw':
        return a.rep === 'f64'
          ? w.f64.lt(this.as(a, 'f64'), this.as(b, 'f64'))
          : a.rep === 'i64'
            ? w.i64.lt_s(this.as(a, 'i64'), this.as(b, 'i64'))
            : w.i32.lt_s(this.as(a, 'i32'), this.as(b, 'i32'));
      case 'less':
        return this.less(a, b);
      case 'less_elements':
        return this.lessElements(v.args);
    }
    throw new Error(`${v.op} is no condition`);
  }

  /** The same of numbers of 64 bits. */
  private compareWords(op: string, a: Value, b: Value): Expression {
    const { w } = this;
    const [x, y] = [this.word(a, 'i64'), this.word(b, 'i64')];
    const isUnsigned = origin(a).rep === 'u64' || origin(b).rep === 'u64';
    if (!op.startsWith('less')) return w.i64.eq(x, y);
    return isUnsigned ? w.i64.lt_u(x, y) : w.i64.lt_s(x, y);
  }

  /** The tests of those whose types do not say that they are small. */
  smallTests(...values: Value[]): Expression[] {
    return values.filter((v) => !T.isSmall(v.type)).map((v) => this.isSmall(this.term(v)));
  }

  /** A number that is `fast` where both are small, else `slow`. The tests are two, for V8 does not see what they say of each if they are one. */
  private ifSmall(a: Value, b: Value, fast: Expression, slow: Expression): Expression {
    const { w } = this;
    const tests = this.smallTests(a, b);
    if (tests.length === 0) return fast;
    if (tests.length === 1) return w.if(tests[0], fast, slow);
    const [done, other] = [this.label(), this.label()];
    const ways = tests.map((test) => w.br(other, w.i32.eqz(test)));
    ways.push(w.br(done, undefined as never, fast));
    return w.block(done, [w.block(other, ways, this.b.none), slow], this.b.i32);
  }

  private less(a: Value, b: Value): Expression {
    const { w } = this;
    const fast = w.i32.lt_s(this.smallValue(this.term(a)), this.smallValue(this.term(b)));
    return this.ifSmall(a, b, fast, w.i32.lt_s(this.compared(a, b), w.i32.const(0)));
  }

  /** Whether a tuple of the first half is before one of the second half. */
  private lessElements(elements: readonly Value[]): Expression {
    const { w, b } = this;
    const arity = elements.length / 2;
    const order = this.temporary(b.i32);
    let result = w.i32.const(0);
    for (let i = arity - 1; i >= 0; i--) {
      const [x, y] = [elements[i], elements[arity + i]];
      const fast = w.i32.sub(this.smallValue(this.term(x)), this.smallValue(this.term(y)));
      const differ = this.ifSmall(x, y, fast, this.compared(x, y));
      const isLess = w.i32.lt_s(w.local.get(order, b.i32), w.i32.const(0));
      result = w.if(w.local.tee(order, differ, b.i32), isLess, result);
    }
    return result;
  }

  /** <0, 0 or >0, by the term order. */
  private compared(a: Value, b: Value): Expression {
    return this.call('compareTerms', this.term(a), this.term(b), this.w.i32.const(0));
  }

  private equal(a: Value, b: Value, exact: boolean): Expression {
    const { w } = this;
    const slow = this.call('equalSlow', this.term(a), this.term(b), w.i32.const(exact ? 1 : 0));
    const same = w.ref.eq(this.term(a), this.term(b));
    // Small integers that are not identical are not equal to anything but floats.
    const possible =
      exact && T.maybe(a.type, TYPE.INTEGER) && T.maybe(b.type, TYPE.INTEGER)
        ? w.if(this.isSmall(this.term(a)), w.i32.const(0), slow)
        : slow;
    return w.if(same, w.i32.const(1), possible);
  }

  hasArity(v: Value, arity: number): Expression {
    const { w } = this;
    if (isTupleType(arity)) return this.isA(`Tuple${arity}`, this.term(v));
    const elements = this.get('TupleN', 'elements', this.cast('TupleN', this.term(v)));
    return w.if(
      this.isA('TupleN', this.term(v)),
      w.i32.eq(w.array.len(elements), w.i32.const(arity)),
      w.i32.const(0),
    );
  }

  private isOfType(v: Value, bits: number): Expression {
    const { w } = this;
    const t = () => this.term(v);
    const tests: Expression[] = [];
    // Only what it can still be is asked for.
    const left = v.type.union & bits;
    const ask = (bit: number, test: () => Expression) => {
      if (left & bit) tests.push(test());
    };
    ask(TYPE.NIL, () => w.ref.eq(t(), this.nil()));
    ask(TYPE.CONS, () => this.isA('Cons', t()));
    ask(TYPE.ATOM, () => this.isA('Atom', t()));
    ask(TYPE.TUPLE, () => this.isA('Tuple', t()));
    ask(TYPE.INTEGER, () =>
      this.either(this.isSmall(t()), this.either(this.isA('Int64', t()), this.isA('Big', t()))),
    );
    ask(TYPE.FLOAT, () => this.isA('Float', t()));
    ask(TYPE.BITSTRING, () => this.isA('Bitstring', t()));
    ask(TYPE.MAP, () => this.either(this.isA('FlatMap', t()), this.isA('HashMap', t())));
    ask(TYPE.FUN, () => this.either(this.isA('Fun', t()), this.isA('ExternalFun', t())));
    ask(TYPE.PID, () => this.isA('Pid', t()));
    ask(TYPE.PORT, () => this.isA('Port', t()));
    ask(TYPE.REFERENCE, () => this.isA('Reference', t()));
    return tests.reduceRight((rest, test) => this.either(test, rest));
  }

  // ---- leaving

  terms(values: readonly Value[]): Expression {
    const { w, t } = this;
    return w.array.new_fixed(
      t.heap('Array.eq'),
      values.map((v) => this.term(v)),
    );
  }

  isException(): Expression {
    return this.w.i32.eqz(this.get('Machine', 'request', this.machine()));
  }

  /** X registers that the interpreter, or a built-in, finds in their place. */
  storeX(values: readonly (readonly [number, Value])[]): Expression[] {
    const { w } = this;
    return values.map(([i, v]) => w.array.set(this.xRegisters(), w.i32.const(i), this.term(v)));
  }

  /** The same of arguments, which are the first of them. */
  storeArguments(args: readonly Value[]): Expression[] {
    const n = args.length;
    if (n === 0) return [];
    if (n > MAX_SET) return this.storeX(args.map((v, i) => [i, v]));
    return [this.call(`setX${n}`, this.machine(), ...args.map((v) => this.term(v)))];
  }

  /** The interpreter enters the function at an address: null. */
  enterAt(pc: Expression, args: readonly Value[]): Expression {
    const n = args.length;
    if (n === 0) return this.call('enterAt', this.machine(), pc);
    if (n <= MAX_SET)
      return this.call(`enter${n}`, this.machine(), pc, ...args.map((v) => this.term(v)));
    const enter = this.call('enterAt', this.machine(), pc);
    return this.w.block(null, [...this.storeArguments(args), enter], this.t.eqNull);
  }

  /** The function leaves, with these Y registers, because what it called at an address did: null. */
  leaveCall(pc: number, frame: readonly Value[]): Expression {
    return this.callWith('leaveCall', pc, frame, MAX_LEFT);
  }

  /** A function of the runtime module that takes up to `max` values as parameters, by a name for each number of them, and more in an array. */
  private callWith(name: string, pc: number, values: readonly Value[], max: number): Expression {
    const [machine, at] = [this.machine(), this.address(pc)];
    const n = values.length;
    if (n > max) return this.call(name, machine, at, this.terms(values));
    return this.call(`${name}${n}`, machine, at, ...values.map((v) => this.term(v)));
  }

  xRegisters(): Expression {
    return this.get('CodeArea', 'x', this.get('Machine', 'area', this.machine()));
  }

  /** Null came from an instruction that can only raise. */
  raised(handler: Edge | undefined): Expression[] {
    if (handler !== undefined) return this.branch(handler);
    return [this.w.return(this.w.ref.null(this.t.eqNull))];
  }

  /** A call that raises, and is null. */
  raise(call: Expression, handler: Edge | undefined): Expression[] {
    if (handler === undefined) return [this.w.return(call)];
    return [this.w.drop(call), ...this.branch(handler)];
  }

  /**
   * `v` becomes the result of an expression that may be null; `cold` is what happens then, and does not come out of its end.
   */
  unlessNull(v: Value, e: Expression, cold: Expression[], out: Expression[]): void {
    const { w, t } = this;
    const label = this.label();
    const block = w.block(label, [w.br_on_non_null(label, e), ...cold, w.unreachable()], t.eq);
    out.push(this.needed.has(v) ? this.set(v, block) : w.drop(block));
  }

  // ---- instructions

  statement(v: Value, edges: Edges, out: Expression[]): void {
    const { w, t } = this;
    const [x, y] = v.args;
    const { imm } = v;
    switch (v.op) {
      case 'enter':
        out.push(...this.enter(v));
        return;
      case 'resumed_x0':
        out.push(this.set(v, w.array.get(this.xRegisters(), w.i32.const(0), t.eq, false)));
        return;
      case 'resumed_y':
        out.push(this.set(v, this.call('getY', this.machine(), w.i32.const(imm))));
        return;
      case 'resume':
        if (imm.catch !== undefined)
          out.push(this.call('dropCatches', this.machine(), w.i32.const(imm.catch)));
        if (imm.frameSize > 0)
          out.push(this.call('closeFrame', this.machine(), w.i32.const(imm.frameSize)));
        return;
      case 'return':
        // The result of a call that nothing follows is a tail call already.
        out.push(w.return(this.term(x)));
        return;

      case 'hd':
      case 'tl':
        if (this.readsOf(x) > 1) this.keepObject('Cons', x, out);
        out.push(this.set(v, this.get('Cons', v.op, this.object('Cons', x))));
        return;
      case 'cons':
        out.push(this.set(v, w.struct.new([this.term(x), this.term(y)], t.heap('Cons'))));
        return;
      case 'tuple':
        out.push(this.set(v, this.newTuple(v.args.map((a) => this.term(a)))));
        return;
      case 'element':
        if (isTupleType(imm.arity) && this.readsOf(x) > 1)
          this.keepObject(`Tuple${imm.arity}`, x, out);
        out.push(this.set(v, this.element(x, imm.arity, imm.index)));
        return;
      case 'set_element':
        out.push(
          this.set(
            v,
            this.call('setTupleElement', this.term(x), w.i32.const(imm.index), this.term(y)),
          ),
        );
        return;
      case 'update_record':
        out.push(this.set(v, this.updateRecord(v, out)));
        return;
      case 'make_fun':
        out.push(
          this.set(
            v,
            this.call(
              'makeFun',
              this.machine(),
              this.literal(imm.lambda, t.ref('FunEntry')),
              this.terms(v.args),
            ),
          ),
        );
        return;
      case 'free': {
        const free = this.get('Fun', 'free', this.cast('Fun', this.term(x)));
        out.push(this.set(v, w.array.get(free, w.i32.const(imm), t.eq, false)));
        return;
      }
      case 'self':
        out.push(this.set(v, this.get('Machine', 'self', this.machine())));
        return;
      case 'exception': {
        const field = { class: 'excClass', value: 'excValue', trace: 'excTrace' }[imm as 'class'];
        out.push(this.set(v, this.get('Machine', field, this.machine())));
        return;
      }

      case 'boolean': {
        const [yes, no] = imm ? ['false', 'true'] : ['true', 'false'];
        out.push(this.set(v, w.if(this.condition(x), this.unit.atom(yes), this.unit.atom(no))));
        return;
      }
      // ---- numbers
      case 'box':
      case 'small_value':
      case 'word_value':
      case 'extend':
      case 'wrap':
      case 'raw':
      case 'float_argument':
      case 'float_value':
      case 'convert':
      case 'fnegate':
      case 'to_float':
      case 'fadd':
      case 'fsub':
      case 'fmul':
      case 'fdiv':
        emitNumber(this, v, edges, out);
        return;
      case 'carry':
        emitCarry(this, v, out);
        return;
      case 'arithmetic':
        if (treeAt(v) !== undefined) emitTree(this, v, edges, out);
        else arithmetic(this, v, edges, out);
        return;
      case 'map_get':
      case 'make_map':
      case 'put_map':
        emitMap(this, v, edges, out);
        return;

      // ---- calls
      case 'spend':
        out.push(...this.spend(v));
        return;
      case 'never':
        out.push(w.unreachable());
        return;
      case 'call':
      case 'call_fun':
      case 'apply':
      case 'bif':
      case 'guard_bif':
        emitCall(this, v, edges, out);
        return;
      case 'step': {
        const slow: Expression[] = [];
        this.step(v, edges, slow);
        if (imm.fast === undefined) out.push(...slow);
        else emitConstruction(this, imm.fast, imm.outs[0], slow, out);
        return;
      }
      case 'exit':
        out.push(...this.storeX(imm.live), w.return(this.resume(imm.pc, imm.frame)));
        return;

      // ---- exceptions
      case 'function_clause':
        out.push(
          ...this.raise(
            this.callWith('raiseFunctionClause', imm.pc, v.args, MAX_SET),
            edges.handler,
          ),
        );
        return;
      case 'error': {
        const reason = w.i32.const(imm.reason);
        out.push(
          ...this.raise(
            this.call('raiseError', this.machine(), this.address(imm.pc), reason, this.term(x)),
            edges.handler,
          ),
        );
        return;
      }
      case 'raise_value': {
        const [excClass, value] = [this.term(x), this.term(y)];
        out.push(
          ...this.raise(
            this.call('raiseValue', this.machine(), this.address(imm.pc), excClass, value),
            edges.handler,
          ),
        );
        return;
      }
      case 'raise': {
        const call = this.call('raiseOnward', this.machine(), this.term(x), this.term(y));
        out.push(...this.raise(call, edges.handler));
        return;
      }
      case 'catch_end': {
        const label = this.label();
        const normal = w.ref.eq(this.term(x), this.unit.global('NO_VALUE'));
        const block = w.block(
          label,
          [
            w.if(w.i32.eqz(normal), w.br(label, undefined as unknown as number, this.term(x))),
            w.br_on_non_null(label, this.call('catchValue', this.machine())),
            w.return(this.resume(imm.pc, imm.frame)),
          ],
          t.eq,
        );
        out.push(this.set(v, block));
        return;
      }

      case 'start_match':
      case 'match':
      case 'writable':
      case 'context_tail':
      case 'position':
      case 'set_position':
      case 'match_string':
      case 'get_sized':
      case 'get_utf':
        emitBits(this, v, edges.fail, out);
        return;

      // ---- messages
      case 'send':
        this.unlessNull(
          v,
          this.call('send', this.machine(), this.address(imm.pc), this.term(x), this.term(y)),
          [
            ...(edges.handler
              ? [w.if(this.isException(), w.block(null, this.branch(edges.handler)))]
              : []),
            ...this.storeArguments([x, y]),
            w.return(
              this.call(
                'leaveBif',
                this.machine(),
                this.address(imm.pc),
                this.address(imm.pc + 1),
                this.terms(imm.frame),
              ),
            ),
          ],
          out,
        );
        return;
      case 'loop_rec':
        out.push(
          w.if(
            w.i32.le_s(this.get('Machine', 'reductions', this.machine()), w.i32.const(0)),
            w.return(this.resume(imm.pc, imm.frame)),
          ),
        );
        this.unlessNull(v, this.call('peek', this.machine()), this.branch(edges.fail as Edge), out);
        return;
      case 'next_message':
        out.push(this.call('next', this.machine()));
        return;
      case 'markerReserve':
        out.push(this.set(v, this.call(v.op, this.machine())));
        return;
      case 'markerBind':
      case 'markerClear':
      case 'markerUse':
        out.push(this.call(v.op, this.machine(), ...v.args.map((a) => this.term(a))));
        return;
      case 'remove_message':
        out.push(this.call('remove', this.machine()));
        return;
      case 'timeout':
        out.push(this.call('endReceive', this.machine()));
        return;
    }
    throw new Error(`no code for ${v.op}`);
  }

  /** How much of the host's stack a called function has. */
  room(tail: boolean): Expression {
    const { w, b } = this;
    const room = w.local.get(ROOM, b.i32);
    if (tail) return room;
    const size = w.i32.const(0);
    this.frameSizes.push(size);
    return w.i32.sub(room, size);
  }

  resume(pc: number, frame: readonly Value[]): Expression {
    return this.call('resumeAt', this.machine(), this.address(pc), this.terms(frame));
  }

  /** Calls the version of this function that takes any arguments. */
  callGeneral(args: readonly Value[]): Expression {
    const { w, t } = this;
    const all = [this.machine(), this.room(true), ...args.map((a) => this.term(a))];
    return w.return_call(versionName(this.name, 1), all, t.eqNull);
  }

  /** Counts the call, and makes way where reductions or the host's stack are spent. */
  private enter(v: Value): Expression[] {
    const { w, b } = this;
    const left = this.temporary(b.i32);
    const calls = this.ir.blocks.some((block) =>
      block.code.some((c) => ['call', 'call_fun', 'apply'].includes(c.op) && !c.imm.tail),
    );
    // Reductions from 1 up and room on the stack from 0 up are numbers without a sign, one test for both.
    const spent = w.i32.le_s(w.local.get(left, b.i32), w.i32.const(0));
    const room = () => w.local.get(ROOM, b.i32);
    const either = () =>
      w.i32.lt_s(
        w.i32.or(w.i32.sub(w.local.get(left, b.i32), w.i32.const(1)), room()),
        w.i32.const(0),
      );
    return [
      w.local.set(
        left,
        w.i32.sub(this.get('Machine', 'reductions', this.machine()), w.i32.const(1)),
      ),
      this.put('Machine', 'reductions', this.machine(), w.local.get(left, b.i32)),
      w.if(calls ? either() : spent, w.return(this.enterAt(this.address(this.at.entry), v.args))),
      ...this.unit.countCall(this.at as Member),
    ];
  }

  /** Counts calls that are done in line. */
  private spend({ imm }: Value): Expression[] {
    const { w } = this;
    const calls = imm.calls as readonly [part: number, label: number][];
    const left = this.get('Machine', 'reductions', this.machine());
    return [
      this.put('Machine', 'reductions', this.machine(), w.i32.sub(left, w.i32.const(calls.length))),
      ...calls.flatMap(([part, label]) => this.unit.countCallAt(part, label)),
    ];
  }

  // ---- tuples

  private newTuple(elements: Expression[]): Expression {
    const { w, t } = this;
    const n = elements.length;
    if (isTupleType(n)) return w.struct.new(elements, t.heap(`Tuple${n}`));
    return w.struct.new([w.array.new_fixed(t.heap('Array.eq'), elements)], t.heap('TupleN'));
  }

  private element(v: Value, arity: number, index: number): Expression {
    const { w, t } = this;
    if (isTupleType(arity)) {
      const name = `Tuple${arity}`;
      return this.get(name, `e${index}`, this.object(name, v));
    }
    if (arity > MAX_TUPLE_TYPE) {
      const elements = this.get('TupleN', 'elements', this.cast('TupleN', this.term(v)));
      return w.array.get(elements, w.i32.const(index), t.eq, false);
    }
    // Most likely the last element that the function takes from it is its last.
    const likely = (this.lastElements.get(origin(v)) as number) + 1;
    const found = this.call('tupleElement', this.term(v), w.i32.const(index));
    if (!isTupleType(likely)) return found;
    const name = `Tuple${likely}`;
    const [isLikely, done] = [this.label(), this.label()];
    const object = w.block(
      isLikely,
      [
        w.drop(w.br_on_cast(isLikely, this.term(v), t.ref(name))),
        w.br(done, undefined as never, found),
      ],
      t.ref(name),
    );
    return w.block(done, [this.get(name, `e${index}`, object)], t.eq);
  }

  /** An element whose index is a term, null where there is none: of a large tuple in line. */
  elementAt(index: Value, v: Value): Expression {
    const { w, t, b } = this;
    const done = this.label();
    const other = this.label();
    const elements = this.temporary(t.ref('Array.eq'));
    const at = this.temporary(b.i32);
    const array = () => w.local.get(elements, t.ref('Array.eq'));
    const position = () => w.local.get(at, b.i32);
    const all = this.get('TupleN', 'elements', this.cast('TupleN', this.term(v)));
    return w.block(
      done,
      [
        w.block(
          other,
          [
            w.br(other, w.i32.eqz(this.isA('TupleN', this.term(v)))),
            ...(T.isSmall(index.type)
              ? []
              : [w.br(other, w.i32.eqz(this.isSmall(this.term(index))))]),
            w.local.set(elements, all),
            w.local.set(at, w.i32.sub(this.smallValue(this.term(index)), w.i32.const(1))),
            w.br(other, w.i32.ge_u(position(), w.array.len(array()))),
            w.br(done, undefined as never, w.array.get(array(), position(), t.eq, false)),
          ],
          b.none,
        ),
        this.call('elementOf', this.term(index), this.term(v)),
      ],
      t.eqNull,
    );
  }

  /** The last element taken from each tuple whose size is not known. */
  private findLastElements(): Map<Value, number> {
    const last = new Map<Value, number>();
    for (const { op, args, imm } of this.ir.blocks.flatMap(({ code }) => code)) {
      if (op !== 'element' || imm.arity >= 0) continue;
      const tuple = origin(args[0]);
      last.set(tuple, Math.max(imm.index, last.get(tuple) ?? 0));
    }
    return last;
  }

  private updateRecord(v: Value, out: Expression[]): Expression {
    const { w, t } = this;
    const [record, ...values] = v.args;
    const { size, positions } = v.imm;
    if (isTupleType(size)) {
      if (positions.length < size) this.keepObject(`Tuple${size}`, record, out);
      const elements: Expression[] = [];
      for (let i = 0; i < size; i++) {
        const at = positions.lastIndexOf(i + 1);
        elements.push(at >= 0 ? this.term(values[at]) : this.element(record, size, i));
      }
      return this.newTuple(elements);
    }
    return this.call(
      'replaceElements',
      this.term(record),
      w.array.new_fixed(
        t.heap('Array.i32'),
        positions.map((p: number) => w.i32.const(p)),
      ),
      this.terms(values),
    );
  }

  /** An instruction that a function of the interpreter does, on registers that are put in their places. */
  private step(
    v: Value,
    { fail, handler }: { fail?: Edge; handler?: Edge },
    out: Expression[],
  ): void {
    const { w, b, t } = this;
    const { pc, next, frameSize: n, live, outs } = v.imm;
    const Y = 1024;
    const reads = live as [number, Value][];
    const results = outs as Value[];
    const usesFrame = reads.some(([r]) => r >= Y) || results.some((o) => o.imm >= Y);
    if (usesFrame) out.push(this.call('openFrame', this.machine(), w.i32.const(n)));
    for (const [r, value] of reads) {
      if (r >= Y) out.push(this.call('setY', this.machine(), w.i32.const(r - Y), this.term(value)));
      else out.push(w.array.set(this.xRegisters(), w.i32.const(r), this.term(value)));
    }
    const to = this.temporary(b.i32);
    out.push(w.local.set(to, this.call('runInstruction', this.machine(), this.address(pc))));
    for (const o of results) {
      if (!this.needed.has(o)) continue;
      const value =
        o.imm >= Y
          ? this.call('getY', this.machine(), w.i32.const(o.imm - Y))
          : w.array.get(this.xRegisters(), w.i32.const(o.imm), t.eq, false);
      out.push(this.set(o, value));
    }
    if (usesFrame) out.push(this.call('closeFrame', this.machine(), w.i32.const(n)));
    const get = () => w.local.get(to, b.i32);
    if (fail !== undefined) {
      const other = w.i32.ne(get(), this.address(next));
      out.push(w.if(other, w.block(null, this.branch(fail))));
    } else {
      out.push(w.if(w.i32.lt_s(get(), w.i32.const(0)), w.block(null, this.raised(handler))));
    }
  }
}

function isTupleType(arity: number): boolean {
  return arity >= 1 && arity <= MAX_TUPLE_TYPE;
}

/** How often parts of conses and tuples are read. */
function countReads(ir: FunctionIR): Map<Value, number> {
  const reads = new Map<Value, number>();
  for (const { op, args } of ir.blocks.flatMap(({ code }) => code)) {
    if (!READS.has(op)) continue;
    const from = origin(args[0]);
    reads.set(from, (reads.get(from) ?? 0) + 1);
  }
  return reads;
}
