// From the intermediate representation to WebAssembly, through Binaryen's builder.
//
// A value is a local, or is written where it is used if it is a constant or a condition. What leaves the function (a call that did not return,
// an exception) is written behind the instruction that it belongs to, so that the straight way has one test and no jump.
import { TYPE } from '../loader/types.ts';
import { emitBits } from './emit-bits.ts';
import { emitConstruction } from './emit-construction.ts';
import { emitMap } from './emit-maps.ts';
import {
  type Block,
  type Edge,
  edgesOf,
  type FunctionIR,
  forEachInput,
  origin,
  treeAt,
  type Value,
  versionName,
} from './ir.ts';
import { constantInteger, LOW_WORD, type Modular } from './modular.ts';
import { DIRECT_NATIVES, DIRECT_PROCESS_NATIVES, MAY_LEAVE } from './natives.ts';
import { type Structure, structure } from './structure.ts';
import type { Tree } from './trees.ts';
import * as T from './types.ts';
import type { Unit } from './unit.ts';

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

/** Parameters before the arguments: the machine, how many bytes of the host's stack are left. */
const MACHINE = 0;
const ROOM = 1;
const FIRST_ARGUMENT = 2;

/** What Binaryen's typings lack. */
interface EditableConstants {
  readonly Const: { setValueI32(e: Expression, value: number): void };
}

export class FunctionEmitter {
  readonly unit: Unit;
  readonly ir: FunctionIR;
  /** The word address of the function, as a global. */
  readonly base: string;
  private name = '';
  private readonly shape: Structure;
  private readonly lastElements: ReadonlyMap<Value, number>;
  private readonly locals = new Map<Value, number>();
  private readonly localTypes: number[] = [];
  private readonly shared = new Set<Value>();
  readonly needed = new Set<Value>();
  private readonly labels = new Map<Block, string>();
  private labelCount = 0;
  /** Constants of calls, which become the size of this function's frame on the host's stack when its locals are known. */
  private readonly frameSizes: Expression[] = [];

  constructor(unit: Unit, ir: FunctionIR, base: string) {
    this.unit = unit;
    this.ir = ir;
    this.base = base;
    this.shape = structure(ir);
    this.lastElements = this.findLastElements();
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
    const defaults: Expression[] = [];
    // A local that is set in one block and read in another needs a value that WebAssembly sees; V8 drops it.
    for (const v of this.shared) {
      const local = this.locals.get(v);
      if (local !== undefined && v.rep === 'term') defaults.push(w.local.set(local, this.nil()));
    }
    const frameSize = FRAME_BYTES + LOCAL_BYTES * (this.localTypes.length + this.ir.args.length);
    const { Const } = b as unknown as EditableConstants;
    for (const e of this.frameSizes) Const.setValueI32(e, frameSize);
    const params = b.createType([t.ref('Machine'), b.i32, ...this.ir.args.map(() => t.eq)]);
    const block = w.block(null, [...defaults, ...body, w.unreachable()], t.eqNull);
    const f = w.addFunction(name, params, t.eqNull, this.localTypes, block);
    if (this.unit.isDumped) this.nameLocals(f);
  }

  /** Lets the text name locals as the representation does. */
  private nameLocals(f: number): void {
    // Binaryen's types have this elsewhere than Binaryen does.
    const { Function: functions } = this.b as unknown as Pick<Unit['module'], 'Function'>;
    const name = (local: number, text: string) => functions.setLocalName(f, local, text);
    name(MACHINE, 'machine');
    name(ROOM, 'room');
    for (const v of this.ir.args) name(this.local(v), `v${v.id}`);
    for (const [v, local] of this.locals) name(local, `v${v.id}`);
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
      for (const edge of edgesOf(end)) {
        edge.to.phis.forEach((phi, i) => {
          const list = phiValues.get(phi) ?? [];
          list.push(edge.values[i]);
          phiValues.set(phi, list);
        });
      }
    }
    while (work.length > 0) {
      const v = work.pop() as Value;
      for (const a of v.args) need(a);
      for (const x of v.imm?.frame ?? []) need(x);
      for (const [, x] of v.imm?.live ?? []) need(x);
      for (const segment of v.imm?.fast ?? []) if (segment.value) need(segment.value);
      for (const leaf of treeAt(v)?.leaves ?? []) need(leaf);
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
      for (const edge of edgesOf(block.end)) for (const v of edge.values) read(v);
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
    const { w } = this;
    const out: Expression[] = [];
    const { end } = block;
    for (const v of block.code) {
      if (!this.needed.has(v) || TESTS.has(v.op) || CONSTANTS.has(v.op) || v.op === 'arg') continue;
      const edges =
        end.kind === 'check' && end.value === v
          ? end
          : end.kind === 'stop' && end.value === v
            ? { handler: end.handler }
            : {};
      this.statement(v, edges, out);
    }
    switch (end.kind) {
      case 'jump':
        out.push(...this.branch(end.to));
        break;
      case 'check':
        out.push(...this.branch(end.ok));
        break;
      case 'if': {
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
    } else if (value.rep === 'i64') {
      const n = this.temporary(b.i64);
      inner.push(
        w.local.set(n, this.as(value, 'i64')),
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
        return b.i64;
      case 'f64':
        return b.f64;
    }
    return t.eq;
  }

  temporary(type: number): number {
    return FIRST_ARGUMENT + this.ir.args.length + this.localTypes.push(type) - 1;
  }

  local(v: Value): number {
    let local = this.locals.get(v);
    if (local === undefined) {
      local = v.op === 'arg' ? FIRST_ARGUMENT + (v.imm as number) : this.temporary(this.typeOf(v));
      if (v.op !== 'arg') this.locals.set(v, local);
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
    return this.w.i32.add(this.unit.baseOf(this.base), this.w.i32.const(offset));
  }

  call(name: string, ...args: Expression[]): Expression {
    return this.unit.call(name, args);
  }

  /** The value in a representation. */
  as(value: Value, rep: Value['rep']): Expression {
    const { w, t } = this;
    const v = origin(value);
    if (rep === 'term' && v.rep !== 'term') return this.box(v);
    if (rep !== v.rep) throw new Error(`${v.op} is ${v.rep} and not ${rep}`);
    switch (v.op) {
      case 'small':
        return w.ref.i31(w.i32.const(v.imm));
      case 'nil':
        return this.nil();
      case 'no_value':
        return this.unit.global('NO_VALUE');
      case 'literal':
        return this.unit.literal(v.imm, t.eq);
      case 'catch_tag':
        return this.call('catchTag', this.address(v.imm.pc), w.i32.const(v.imm.nesting));
    }
    return w.local.get(this.local(v), this.typeOf(v));
  }

  term(v: Value): Expression {
    return this.as(v, 'term');
  }

  /** A number as a term. */
  private box(v: Value): Expression {
    const { w, t } = this;
    const number = this.as(v, v.rep);
    if (v.rep === 'f64') return w.struct.new([number], t.heap('Float'));
    if (T.isSmall(v.type)) return w.ref.i31(v.rep === 'i64' ? w.i32.wrap(number) : number);
    return this.call('makeInt64', v.rep === 'i64' ? number : w.i64.extend_s(number));
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

  private both(x: Expression, y: Expression): Expression {
    return this.w.i32.and(x, y);
  }

  private either(x: Expression, y: Expression): Expression {
    return this.w.if(x, this.w.i32.const(1), y);
  }

  // ---- conditions

  private condition(v: Value): Expression {
    const { w } = this;
    const [a, b] = v.args;
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
    }
    throw new Error(`${v.op} is no condition`);
  }

  /** Whether both are small, where types do not say so. */
  private areSmall(a: Value, b: Value): Expression | null {
    const tests = [a, b].filter((v) => !T.isSmall(v.type)).map((v) => this.isSmall(this.term(v)));
    if (tests.length === 0) return null;
    return tests.length === 1 ? tests[0] : this.both(tests[0], tests[1]);
  }

  private less(a: Value, b: Value): Expression {
    const { w } = this;
    const fast = w.i32.lt_s(this.smallValue(this.term(a)), this.smallValue(this.term(b)));
    const small = this.areSmall(a, b);
    if (small === null) return fast;
    return w.if(small, fast, this.call('lessThan', this.term(a), this.term(b)));
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

  private hasArity(v: Value, arity: number): Expression {
    const { w } = this;
    if (arity >= 1 && arity <= 8) return this.isA(`Tuple${arity}`, this.term(v));
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

  private terms(values: readonly Value[]): Expression {
    const { w, t } = this;
    return w.array.new_fixed(
      t.heap('Array.eq'),
      values.map((v) => this.term(v)),
    );
  }

  private isException(): Expression {
    return this.w.i32.eqz(this.get('Machine', 'request', this.machine()));
  }

  /** X registers that the interpreter, or a built-in, finds in their place. */
  private storeX(values: readonly (readonly [number, Value])[]): Expression[] {
    const { w } = this;
    return values.map(([i, v]) => w.array.set(this.xRegisters(), w.i32.const(i), this.term(v)));
  }

  private xRegisters(): Expression {
    return this.get('CodeArea', 'x', this.get('Machine', 'area', this.machine()));
  }

  /** Null came from an instruction that can only raise. */
  raised(handler: Edge | undefined): Expression[] {
    if (handler !== undefined) return this.branch(handler);
    return [this.w.return(this.w.ref.null(this.t.eqNull))];
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

  private statement(
    v: Value,
    edges: { ok?: Edge; fail?: Edge; handler?: Edge },
    out: Expression[],
  ): void {
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
        out.push(this.set(v, this.get('Cons', v.op, this.cast('Cons', this.term(x)))));
        return;
      case 'cons':
        out.push(this.set(v, w.struct.new([this.term(x), this.term(y)], t.heap('Cons'))));
        return;
      case 'tuple':
        out.push(this.set(v, this.newTuple(v.args.map((a) => this.term(a)))));
        return;
      case 'element':
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
        out.push(this.set(v, this.updateRecord(v)));
        return;
      case 'make_fun':
        out.push(
          this.set(
            v,
            this.call(
              'makeFun',
              this.machine(),
              this.unit.literal(imm.lambda, t.ref('FunEntry')),
              this.terms(v.args),
            ),
          ),
        );
        return;
      case 'self':
        out.push(this.set(v, this.get('Machine', 'self', this.machine())));
        return;
      case 'exception': {
        const field = { class: 'excClass', value: 'excValue', trace: 'excTrace' }[imm as 'class'];
        out.push(this.set(v, this.get('Machine', field, this.machine())));
        return;
      }

      // ---- numbers
      case 'box':
        out.push(this.set(v, this.box(origin(x))));
        return;
      case 'small_value':
        out.push(this.set(v, this.inRep(this.smallValue(this.term(x)), v.rep)));
        return;
      case 'word_value':
        out.push(this.set(v, this.wordValue(x, v.rep)));
        return;
      case 'extend':
        out.push(this.set(v, w.i64.extend_s(this.as(x, 'i32'))));
        return;
      case 'wrap':
        out.push(this.set(v, w.i32.wrap(this.as(x, 'i64'))));
        return;
      case 'raw':
        out.push(this.set(v, this.rawArithmetic(v)));
        return;
      case 'float_argument': {
        const any = versionName(this.name, 1);
        const all = [
          this.machine(),
          w.local.get(ROOM, this.b.i32),
          ...this.ir.args.map((a) => this.term(a)),
        ];
        out.push(
          w.if(w.i32.eqz(this.isA('Float', this.term(x))), w.return_call(any, all, t.eqNull)),
          this.set(v, this.floatValue(x)),
        );
        return;
      }
      case 'float_value':
        out.push(this.set(v, this.floatValue(x)));
        return;
      case 'convert':
        out.push(
          this.set(
            v,
            x.rep === 'i64'
              ? w.f64.convert_s.i64(this.as(x, 'i64'))
              : w.f64.convert_s.i32(this.as(x, 'i32')),
          ),
        );
        return;
      case 'fnegate':
        out.push(this.set(v, w.f64.neg(this.as(x, 'f64'))));
        return;
      case 'to_float':
      case 'fadd':
      case 'fsub':
      case 'fmul':
      case 'fdiv':
        this.float(v, edges, out);
        return;
      case 'boolean': {
        const [yes, no] = imm ? ['false', 'true'] : ['true', 'false'];
        out.push(this.set(v, w.if(this.condition(x), this.unit.atom(yes), this.unit.atom(no))));
        return;
      }
      case 'arithmetic':
        if (imm.modular !== undefined) this.modular(v, edges, out);
        else if (imm.floating !== undefined) this.floating(v, edges, out);
        else this.arithmetic(v, edges, out);
        return;
      case 'guard_bif':
        this.guardBif(v, edges, out);
        return;
      case 'map_get':
      case 'make_map':
      case 'put_map':
        emitMap(this, v, edges, out);
        return;

      // ---- calls
      case 'call':
      case 'call_fun':
      case 'apply':
        this.callStatement(v, edges, out);
        return;
      case 'bif':
        this.bif(v, edges, out);
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
          w.drop(
            this.call(
              'raiseFunctionClause',
              this.machine(),
              this.address(imm.pc),
              this.terms(v.args),
            ),
          ),
          ...this.raised(edges.handler),
        );
        return;
      case 'error':
        out.push(
          w.drop(
            this.call(
              'raiseError',
              this.machine(),
              this.address(imm.pc),
              w.i32.const(imm.reason),
              this.term(x),
            ),
          ),
          ...this.raised(edges.handler),
        );
        return;
      case 'raise_value':
        out.push(
          w.drop(
            this.call(
              'raiseValue',
              this.machine(),
              this.address(imm.pc),
              this.term(x),
              this.term(y),
            ),
          ),
          ...this.raised(edges.handler),
        );
        return;
      case 'raise':
        out.push(
          w.drop(this.call('raiseOnward', this.machine(), this.term(x), this.term(y))),
          ...this.raised(edges.handler),
        );
        return;
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
            ...this.storeX([
              [0, x],
              [1, y],
            ]),
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

  private resume(pc: number, frame: readonly Value[]): Expression {
    return this.call('resumeAt', this.machine(), this.address(pc), this.terms(frame));
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
      w.if(
        calls ? either() : spent,
        w.block(null, [
          ...this.storeX(v.args.map((a, i) => [i, a])),
          w.return(
            this.call('enterAt', this.machine(), this.address(this.unit.entryOffset(this.base))),
          ),
        ]),
      ),
      ...this.unit.countCall(this.base),
    ];
  }

  // ---- tuples

  private newTuple(elements: Expression[]): Expression {
    const { w, t } = this;
    const n = elements.length;
    if (n >= 1 && n <= 8) return w.struct.new(elements, t.heap(`Tuple${n}`));
    return w.struct.new([w.array.new_fixed(t.heap('Array.eq'), elements)], t.heap('TupleN'));
  }

  private element(v: Value, arity: number, index: number): Expression {
    const { w, t } = this;
    if (arity >= 1 && arity <= 8) {
      const name = `Tuple${arity}`;
      return this.get(name, `e${index}`, this.cast(name, this.term(v)));
    }
    if (arity > 8) {
      const elements = this.get('TupleN', 'elements', this.cast('TupleN', this.term(v)));
      return w.array.get(elements, w.i32.const(index), t.eq, false);
    }
    // Most likely the last element that the function takes from it is its last.
    const likely = (this.lastElements.get(origin(v)) as number) + 1;
    const found = this.call('tupleElement', this.term(v), w.i32.const(index));
    if (likely > 8) return found;
    const test = this.isA(`Tuple${likely}`, this.term(v));
    return w.if(test, this.element(v, likely, index), found);
  }

  /** An element whose index is a term, null where there is none: of a large tuple in line. */
  private elementAt(index: Value, v: Value): Expression {
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

  private updateRecord(v: Value): Expression {
    const { w, t } = this;
    const [record, ...values] = v.args;
    const { size, positions } = v.imm;
    if (size >= 1 && size <= 8) {
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

  // ---- numbers

  private inRep(e: Expression, rep: Value['rep']): Expression {
    return rep === 'i64' ? this.w.i64.extend_s(e) : e;
  }

  private wordValue(x: Value, rep: Value['rep']): Expression {
    const { w } = this;
    const value = w.if(
      this.isSmall(this.term(x)),
      w.i64.extend_s(this.smallValue(this.term(x))),
      this.get('Int64', 'value', this.cast('Int64', this.term(x))),
    );
    return rep === 'i32' ? w.i32.wrap(value) : value;
  }

  private rawArithmetic(v: Value): Expression {
    const { w } = this;
    const rep = v.rep as 'i32' | 'i64';
    const m = rep === 'i64' ? w.i64 : w.i32;
    const [a, b] = v.args.map((x) => this.as(x, rep));
    if (rep === 'i64' && LOW_WORD.has(v.imm)) return this.wordOperation(v.imm, [a, b]);
    switch (v.imm) {
      case 'ADD':
        return m.add(a, b);
      case 'SUB':
        return m.sub(a, b);
      case 'MUL':
        return m.mul(a, b);
      case 'DIV':
        return m.div_s(a, b);
      case 'REM':
        return m.rem_s(a, b);
      case 'BAND':
        return m.and(a, b);
      case 'BOR':
        return m.or(a, b);
      case 'BXOR':
        return m.xor(a, b);
      case 'BSL':
        return m.shl(a, b);
      case 'BSR':
        return m.shr_s(a, b);
      case 'NEG':
        return w.i32.sub(w.i32.const(0), a);
      case 'BNOT':
        return w.i32.xor(a, w.i32.const(-1));
    }
    throw new Error(`no raw ${v.imm}`);
  }

  private i64Const(n: bigint): Expression {
    return this.w.i64.const(n as never);
  }

  /** Operations on small integers that cannot overflow 32 bits: what is done, and whether the result is small for sure. */
  private smallOperation(
    op: string,
    a: () => Expression,
    b: () => Expression,
  ): { value: Expression; fits: boolean } | null {
    const { w } = this;
    switch (op) {
      case 'ADD':
        return { value: w.i32.add(a(), b()), fits: false };
      case 'SUB':
        return { value: w.i32.sub(a(), b()), fits: false };
      case 'BAND':
        return { value: w.i32.and(a(), b()), fits: true };
      case 'BOR':
        return { value: w.i32.or(a(), b()), fits: true };
      case 'BXOR':
        return { value: w.i32.xor(a(), b()), fits: true };
    }
    return null;
  }

  private arithmetic(
    v: Value,
    { fail, handler }: { fail?: Edge; handler?: Edge },
    out: Expression[],
  ): void {
    const { w, b, t } = this;
    const [x, y = x] = v.args;
    const { op, number, pc } = v.imm;
    const unary = v.args.length === 1;
    const slowName = op.toLowerCase();
    const cold = fail
      ? this.branch(fail)
      : [
          w.drop(
            this.call(
              'raiseArithmetic',
              this.machine(),
              this.address(pc),
              w.i32.const(number),
              this.term(x),
              this.term(y),
            ),
          ),
          ...this.raised(handler),
        ];
    const done = this.label();
    const slow = this.label();
    const body: Expression[] = [];
    const mayBeSmall = T.maybe(x.type, TYPE.INTEGER) && T.maybe(y.type, TYPE.INTEGER);
    const [valueX, valueY] = [
      () => this.smallValue(this.term(x)),
      () => this.smallValue(this.term(y)),
    ];
    const fast: Expression[] = [];
    if (mayBeSmall && !unary) {
      const simple = this.smallOperation(op, valueX, valueY);
      const small = this.areSmall(x, y);
      if (small !== null) fast.push(w.br(slow, w.i32.eqz(small)));
      if (simple !== null) {
        if (simple.fits) fast.push(w.br(done, undefined as never, w.ref.i31(simple.value)));
        else {
          const r = this.temporary(b.i32);
          const get = () => w.local.get(r, b.i32);
          fast.push(
            w.local.set(r, simple.value),
            w.br(
              slow,
              w.i32.ne(get(), w.i32.shr_s(w.i32.shl(get(), w.i32.const(1)), w.i32.const(1))),
            ),
            w.br(done, undefined as never, w.ref.i31(get())),
          );
        }
      } else if (op === 'MUL') {
        const r = this.temporary(b.i64);
        const get = () => w.local.get(r, b.i64);
        const low = () => w.i32.wrap(get());
        fast.push(
          w.local.set(r, w.i64.mul(w.i64.extend_s(valueX()), w.i64.extend_s(valueY()))),
          w.br(
            slow,
            w.i64.ne(get(), w.i64.shr_s(w.i64.shl(get(), this.i64Const(33n)), this.i64Const(33n))),
          ),
          w.br(done, undefined as never, w.ref.i31(low())),
        );
      } else if (op === 'REM' || op === 'DIV') {
        // Of small integers only the least divided by -1 is not small.
        const positive = y.op === 'small' && y.imm > 0;
        if (!positive) fast.push(w.br(slow, w.i32.le_s(valueY(), w.i32.const(0))));
        const value =
          op === 'REM' ? w.i32.rem_s(valueX(), valueY()) : w.i32.div_s(valueX(), valueY());
        fast.push(w.br(done, undefined as never, w.ref.i31(value)));
      } else if (op === 'BSR') {
        fast.push(
          w.br(slow, w.i32.gt_u(valueY(), w.i32.const(31))),
          w.br(done, undefined as never, w.ref.i31(w.i32.shr_s(valueX(), valueY()))),
        );
      } else fast.length = 0;
    }
    if (fast.length > 0) body.push(w.block(slow, fast, b.none));
    const result = unary
      ? this.call(slowName, this.term(x))
      : this.call(slowName, this.term(x), this.term(y));
    body.push(w.br_on_non_null(done, result), ...cold, w.unreachable());
    out.push(this.set(v, w.block(done, body, t.eq)));
  }

  /** What is masked to a word, by words; as it stands where an operand has none. */
  private modular(v: Value, edges: { fail?: Edge; handler?: Edge }, out: Expression[]): void {
    const { w, b } = this;
    const { mask, inner, leaves } = v.imm.modular as Modular;
    const done = this.label();
    const slow = this.label();
    const fast: Expression[] = [];
    const words = new Map<Value, number>();
    for (const leaf of leaves) {
      if (constantInteger(leaf) !== undefined) continue;
      const local = this.temporary(b.i64);
      fast.push(w.local.set(local, this.lowWord(leaf, slow)));
      words.set(leaf, local);
    }
    const word = (x: Value): Expression => {
      const constant = constantInteger(x);
      if (constant !== undefined) return this.i64Const(BigInt.asIntN(64, constant));
      const local = words.get(x);
      if (local !== undefined) return w.local.get(local, b.i64);
      return this.wordOperation(
        x.imm.op,
        x.args.map((y) => word(origin(y))),
      );
    };
    const made = this.wordOperation(
      'BAND',
      v.args.map((x) => word(origin(x))),
    );
    const value = T.isSmall(v.type)
      ? w.ref.i31(w.i32.wrap(made))
      : this.call(mask >> 63n === 0n ? 'makeInt64' : 'makeUnsigned', made);
    fast.push(w.br(done, undefined as never, value));
    const whole: Expression[] = [];
    for (const x of inner) this.statement(x, {}, whole);
    this.arithmetic(v, edges, whole);
    const code = [w.block(slow, fast, b.none), ...whole, this.term(v)];
    out.push(this.set(v, w.block(done, code, this.t.eq)));
  }

  /** The low word of an integer of at most 128 bits; leaves to `otherwise` where the value is none. */
  private lowWord(v: Value, otherwise: string): Expression {
    const { w, b } = this;
    const term = () => this.term(v);
    const small = () => w.i64.extend_s(this.smallValue(term()));
    if (v.rep === 'i64') return this.as(v, 'i64');
    if (v.rep === 'i32') return w.i64.extend_s(this.as(v, 'i32'));
    if (T.isSmall(v.type)) return small();
    const wide = w.block(
      null,
      [w.br(otherwise, w.i32.eqz(this.isA('Wide', term()))), this.call('lowWord', term())],
      b.i64,
    );
    const word = this.get('Int64', 'value', this.cast('Int64', term()));
    return w.if(this.isSmall(term()), small(), w.if(this.isA('Int64', term()), word, wide));
  }

  private wordOperation(op: string, [x, y]: readonly Expression[]): Expression {
    const { w } = this;
    switch (op) {
      case 'ADD':
        return w.i64.add(x, y);
      case 'SUB':
        return w.i64.sub(x, y);
      case 'MUL':
        return w.i64.mul(x, y);
      case 'BAND':
        return w.i64.and(x, y);
      case 'BOR':
        return w.i64.or(x, y);
      case 'BXOR':
        return w.i64.xor(x, y);
      case 'NEG':
        return w.i64.mul(x, this.i64Const(-1n));
      case 'BNOT':
        return w.i64.xor(x, this.i64Const(-1n));
    }
    throw new Error(`no operation of words ${op}`);
  }

  /** The number in a float. */
  private floatValue(v: Value): Expression {
    return this.get('Float', 'value', this.cast('Float', this.term(v)));
  }

  /** An expression on numbers of 64 bits; operation by operation where an operand is none, or its result none that is finite. */
  private floating(v: Value, edges: { fail?: Edge; handler?: Edge }, out: Expression[]): void {
    const { w, b, t } = this;
    const { inner, leaves } = v.imm.floating as Tree;
    const done = this.label();
    const slow = this.label();
    const fast: Expression[] = [];
    const numbers = new Map<Value, () => Expression>();
    for (const leaf of leaves) {
      if (leaf.op === 'small') {
        numbers.set(leaf, () => w.f64.const(leaf.imm));
        continue;
      }
      if (leaf.rep === 'f64') {
        numbers.set(leaf, () => this.as(leaf, 'f64'));
        continue;
      }
      const local = this.temporary(b.f64);
      if (!T.is(leaf.type, TYPE.FLOAT))
        fast.push(w.br(slow, w.i32.eqz(this.isA('Float', this.term(leaf)))));
      fast.push(w.local.set(local, this.floatValue(leaf)));
      numbers.set(leaf, () => w.local.get(local, b.f64));
    }
    const number = (x: Value): Expression =>
      numbers.get(x)?.() ??
      this.floatOperation(
        x.imm.op,
        x.args.map((y) => number(origin(y))),
      );
    const result = this.temporary(b.f64);
    const get = () => w.local.get(result, b.f64);
    fast.push(
      w.local.set(
        result,
        this.floatOperation(
          v.imm.op,
          v.args.map((y) => number(origin(y))),
        ),
      ),
      w.br(slow, this.isNotFinite(get)),
      w.br(done, undefined as never, w.struct.new([get()], t.heap('Float'))),
    );
    const whole: Expression[] = [];
    for (const x of inner) this.statement(x, {}, whole);
    this.arithmetic(v, edges, whole);
    const code = [w.block(slow, fast, b.none), ...whole, this.term(v)];
    out.push(this.set(v, w.block(done, code, t.eq)));
  }

  private floatOperation(op: string, [x, y]: readonly Expression[]): Expression {
    const { w } = this;
    switch (op) {
      case 'ADD':
        return w.f64.add(x, y);
      case 'SUB':
        return w.f64.sub(x, y);
      case 'MUL':
        return w.f64.mul(x, y);
      case 'NEG':
        return w.f64.neg(x);
    }
    throw new Error(`no operation of floats ${op}`);
  }

  /** Infinity and what is not a number differ from themselves when subtracted. */
  private isNotFinite(get: () => Expression): Expression {
    const { w } = this;
    return w.f64.ne(w.f64.sub(get(), get()), w.f64.const(0));
  }

  private float(v: Value, { handler }: { handler?: Edge }, out: Expression[]): void {
    const { w, b } = this;
    const [x, y] = v.args;
    const f = (a: Value) => this.as(a, 'f64');
    const operations: Record<string, () => Expression> = {
      to_float: () =>
        w.if(
          this.isA('Float', this.term(x)),
          this.floatValue(x),
          this.call('toFloat', this.term(x)),
        ),
      fadd: () => w.f64.add(f(x), f(y)),
      fsub: () => w.f64.sub(f(x), f(y)),
      fmul: () => w.f64.mul(f(x), f(y)),
      fdiv: () => w.f64.div(f(x), f(y)),
    };
    out.push(this.set(v, operations[v.op]()));
    const get = () => w.local.get(this.local(v), b.f64);
    out.push(
      w.if(
        this.isNotFinite(get),
        w.block(null, [
          w.drop(
            this.call(
              'raiseError',
              this.machine(),
              this.address(v.imm.pc),
              w.i32.const(0),
              this.nil(),
            ),
          ),
          ...this.raised(handler),
        ]),
      ),
    );
  }

  /** What is done for a built-in in WebAssembly; null where it cannot be. */
  private native({ args, imm }: Value): Expression {
    const terms = args.map((a) => this.term(a));
    if (imm.key === 'erlang:element/2') return this.elementAt(args[0], args[1]);
    const direct = DIRECT_NATIVES[imm.key];
    if (direct !== undefined) return this.call(direct, ...terms);
    return this.call(`native${args.length}`, this.w.i32.const(imm.native), ...terms);
  }

  private guardBif(
    v: Value,
    { fail, handler }: { fail?: Edge; handler?: Edge },
    out: Expression[],
  ): void {
    const { w } = this;
    const { bif, native, pc } = v.imm;
    const n = v.args.length;
    const called = () => [
      ...this.storeX(v.args.map((a, i) => [i, a])),
      this.call('callBuiltIn', this.machine(), w.i32.const(bif), w.i32.const(n), this.address(pc)),
    ];
    const whole = () => w.block(null, called(), this.t.eqNull);
    if (native === undefined) {
      this.unlessNull(v, whole(), fail ? this.branch(fail) : this.raised(handler), out);
      return;
    }
    const first = this.native(v);
    if (fail) {
      this.unlessNull(v, first, this.branch(fail), out);
      return;
    }
    const label = this.label();
    out.push(
      this.set(
        v,
        w.block(
          label,
          [
            w.br_on_non_null(label, first),
            w.br_on_non_null(label, whole()),
            ...this.raised(handler),
            w.unreachable(),
          ],
          this.t.eq,
        ),
      ),
    );
  }

  // ---- calls

  private callStatement(v: Value, { handler }: { handler?: Edge }, out: Expression[]): void {
    const { w } = this;
    const { pc, frame, tail } = v.imm;
    if (tail) {
      out.push(...this.tailCall(v));
      return;
    }
    const cold: Expression[] = [];
    if (handler !== undefined) {
      const passed = this.call('passException', this.machine(), this.address(pc));
      cold.push(w.if(passed, w.block(null, this.branch(handler))));
    }
    cold.push(
      w.return(this.call('leaveCall', this.machine(), this.address(pc), this.terms(frame))),
    );
    this.unlessNull(v, this.callee(v, false), cold, out);
  }

  private room(): Expression {
    const { w, b } = this;
    const size = w.i32.const(0);
    this.frameSizes.push(size);
    return w.i32.sub(w.local.get(ROOM, b.i32), size);
  }

  private tailCall(v: Value): Expression[] {
    return [this.w.return(this.callee(v, true))];
  }

  /** The expression of a call, null where it did not return. */
  private callee(v: Value, tail: boolean): Expression {
    const { w, b } = this;
    const { target, arity, pc } = v.imm;
    const room = () => (tail ? w.local.get(ROOM, b.i32) : this.room());
    const parameters = (args: readonly Value[]) => [
      this.machine(),
      room(),
      ...args.map((a) => this.term(a)),
    ];
    if (v.op === 'call') {
      if (target[0] === 'function') {
        const direct = this.unit.directName(this.base, target[1]);
        if (direct !== undefined) {
          const args = parameters(v.args);
          return tail
            ? w.return_call(direct, args, this.t.eqNull)
            : w.call(direct, args, this.t.eqNull);
        }
        const reloc = this.unit.targetOf(this.base, target[1]);
        return this.through(
          () => this.unit.literal(reloc, this.t.ref('Target')),
          'Target',
          v.args,
          parameters(v.args),
          tail,
        );
      }
      return this.through(
        () => this.unit.literal(target, this.t.ref('Export')),
        'Export',
        v.args,
        parameters(v.args),
        tail,
      );
    }
    if (v.op === 'apply') {
      const type = this.t.ref('Target', true);
      const local = this.temporary(type);
      const found = this.call('applyTarget', this.machine(), this.address(pc), w.i32.const(arity));
      return w.block(
        null,
        [
          ...this.storeX(v.args.map((a, i) => [i, a])),
          w.local.set(local, found),
          w.if(
            w.ref.is_null(w.local.get(local, type)),
            w.ref.null(this.t.eqNull),
            this.through(
              () => w.ref.as_non_null(w.local.get(local, type)),
              'Target',
              v.args.slice(0, arity),
              parameters(v.args.slice(0, arity)),
              tail,
            ),
          ),
        ],
        this.t.eqNull,
      );
    }
    // call_fun: the code of a fun takes its free variables from the fun, which is its last argument.
    const fun = v.args[arity];
    const args = v.args.slice(0, arity);
    const entry = () => this.get('Fun', 'entry', this.cast('Fun', this.term(fun)));
    const native = this.temporary(b.i32);
    const types = this.unit.signature(arity + 1);
    const all = parameters(v.args);
    const index = w.local.get(native, b.i32);
    const invoke = tail
      ? w.return_call_indirect('code', index, all, types, this.t.eqNull)
      : w.call_indirect('code', index, all, types, this.t.eqNull);
    const external = () =>
      this.get('ExternalFun', 'target', this.cast('ExternalFun', this.term(fun)));
    const slow = w.block(
      null,
      [
        ...this.storeX(args.map((a, i) => [i, a])),
        this.call(
          'enterAnyFun',
          this.machine(),
          this.address(pc),
          this.term(fun),
          w.i32.const(arity),
        ),
      ],
      this.t.eqNull,
    );
    const viaExport = w.if(
      w.if(
        this.isA('ExternalFun', this.term(fun)),
        w.i32.eq(this.get('Export', 'arity', external()), w.i32.const(arity)),
        w.i32.const(0),
      ),
      this.through(external, 'Export', args, parameters(args), tail),
      slow,
    );
    // A fun of this arity whose code is compiled, or none.
    const ready = w.if(
      this.isA('Fun', this.term(fun)),
      w.if(
        w.i32.eq(this.get('FunEntry', 'arity', entry()), w.i32.const(arity)),
        w.local.tee(native, this.get('FunEntry', 'native', entry()), b.i32),
        w.i32.const(0),
      ),
      w.i32.const(0),
    );
    return w.if(ready, invoke, viaExport);
  }

  /** A call through something that can be patched; where it is not compiled the interpreter enters it. */
  private through(
    target: () => Expression,
    type: string,
    args: readonly Value[],
    parameters: Expression[],
    tail: boolean,
  ): Expression {
    const { w, b } = this;
    const native = this.temporary(b.i32);
    const types = this.unit.signature(args.length);
    const index = w.local.get(native, b.i32);
    const invoke = tail
      ? w.return_call_indirect('code', index, parameters, types, this.t.eqNull)
      : w.call_indirect('code', index, parameters, types, this.t.eqNull);
    const cold = w.block(
      null,
      [
        ...this.storeX(args.map((a, i) => [i, a])),
        this.call('enterAt', this.machine(), this.get(type, 'pc', target())),
      ],
      this.t.eqNull,
    );
    return w.if(w.local.tee(native, this.get(type, 'native', target()), b.i32), invoke, cold);
  }

  private bif(v: Value, { handler }: { handler?: Edge }, out: Expression[]): void {
    const { w } = this;
    const { bif, native, pc, after, frame, tail } = v.imm;
    const n = v.args.length;
    const whole = w.block(
      null,
      [
        ...this.storeX(v.args.map((a, i) => [i, a])),
        this.call(
          'callBuiltIn',
          this.machine(),
          w.i32.const(bif),
          w.i32.const(n),
          this.address(pc),
        ),
      ],
      this.t.eqNull,
    );
    const cold: Expression[] = [];
    if (native !== undefined && !MAY_LEAVE.has(v.imm.key)) cold.push(...this.raised(handler));
    else {
      if (handler !== undefined)
        cold.push(w.if(this.isException(), w.block(null, this.branch(handler))));
      cold.push(
        w.return(
          this.call(
            tail ? 'leaveLastBif' : 'leaveBif',
            this.machine(),
            this.address(pc),
            this.address(after),
            this.terms(frame),
          ),
        ),
      );
    }
    const label = this.label();
    const own = DIRECT_PROCESS_NATIVES[v.imm.key];
    const first: Expression[] = [];
    if (native !== undefined) first.push(w.br_on_non_null(label, this.native(v)));
    else if (own !== undefined) {
      const terms = v.args.map((a) => this.term(a));
      first.push(w.br_on_non_null(label, this.call(own, this.machine(), ...terms)));
    }
    out.push(
      this.set(
        v,
        w.block(
          label,
          [...first, w.br_on_non_null(label, whole), ...cold, w.unreachable()],
          this.t.eq,
        ),
      ),
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
