// From a function's generic instructions to the intermediate representation.
//
// The instructions are walked once, in an order in which a place comes after all that lead to it, with the values that the registers
// have there. Moves, frames and registers are gone afterwards; what is known of a value's type is used on the way.
import { FLAG } from '../interp/bits.ts';
import { I, NATIVE, REASON } from '../interp/ops.ts';
import { genops, OP, type OpName } from '../isa/genop.ts';
import { numberOf, registerOf, TAG, tagOf, typeOf, untyped } from '../isa/operand.ts';
import type { DecodedModule } from '../loader/module.ts';
import { TYPE } from '../loader/types.ts';
import { buildBits, simpleSegments } from './build-bits.ts';
import { buildMaps } from './build-maps.ts';
import { findFloating } from './floating.ts';
import type { Callee, InLine, Inlining } from './inline.ts';
import {
  Block,
  Edge,
  type FunctionIR,
  NotCompiled,
  origin,
  type Rep,
  type SwitchCase,
  Value,
} from './ir.ts';
import type { BifNumber, Instruction, Listing } from './listing.ts';
import { ARITHMETIC, RAISES } from './operations.ts';
import { catchesKey, F, type Place, Places, type State, type Stretch, Y } from './places.ts';
import type { Type } from './types.ts';
import * as T from './types.ts';
import { findWords } from './words.ts';

/** Arguments by number, and what they are. */
export type Carried = ReadonlyMap<number, Rep>;

/** Built-ins that look at the caller's frames: the interpreter calls them. */
const NEEDS_STACK: ReadonlySet<string> = new Set([
  'erlang:error/2',
  'erlang:error/3',
  'erlang:nif_error/1',
  'erlang:nif_error/2',
  'erlang:process_info/1',
  'erlang:process_info/2',
  'erlang:hibernate/3',
  'erlang:hibernate/0',
  'erlang:garbage_collect/0',
  'erlang:garbage_collect/1',
  'erlang:garbage_collect/2',
  'erlang:check_process_code/1',
  'erlang:check_process_code/2',
  'erlang:check_process_code/3',
  'erlang:load_nif/2',
  'erlang:process_display/2',
  'erts_internal:check_process_code/1',
  'erts_internal:check_process_code/2',
  'erts_internal:garbage_collect/1',
  'erts_debug:set_internal_state/2',
  'erts_debug:get_internal_state/1',
]);

/** See WRITTEN_IN_ERLANG in code/translate.ts: tail calls of these are calls of exports. */
const WRITTEN_IN_ERLANG: ReadonlySet<string> = new Set([
  'erlang:binary_to_integer/1',
  'erlang:binary_to_integer/2',
  'erlang:list_to_integer/1',
  'erlang:list_to_integer/2',
]);

const natives = NATIVE as Record<string, number | undefined>;

/** What some natives answer. */
const NATIVE_TYPES: Record<string, Type> = {
  'erlang:length/1': T.integer(0, T.SMALL_MAX),
  'erlang:tuple_size/1': T.integer(0, T.SMALL_MAX),
  'erlang:byte_size/1': T.integer(0, T.SMALL_MAX),
  'erlang:bit_size/1': T.integer(0, 2 ** 31),
  'erlang:map_size/1': T.integer(0, T.SMALL_MAX),
  'erlang:size/1': T.integer(0, T.SMALL_MAX),
  'erlang:phash2/1': T.integer(0, 2 ** 27 - 1),
  'maps:put/3': T.MAP,
  'maps:remove/2': T.MAP,
  'maps:merge/2': T.MAP,
  'maps:from_list/1': T.MAP,
  'maps:keys/1': T.LIST,
  'maps:values/1': T.LIST,
  'lists:reverse/2': T.ANY,
  'erlang:iolist_size/1': T.integer(0, 2 ** 31),
  'erlang:iolist_to_binary/1': T.BITSTRING,
  'erlang:list_to_binary/1': T.BITSTRING,
  'erlang:integer_to_binary/1': T.BITSTRING,
  'erlang:integer_to_binary/2': T.BITSTRING,
  'erlang:binary_part/2': T.BITSTRING,
  'erlang:binary_part/3': T.BITSTRING,
  'binary:part/2': T.BITSTRING,
  'binary:part/3': T.BITSTRING,
  'binary:copy/1': T.BITSTRING,
  'binary:copy/2': T.BITSTRING,
  'binary:at/2': T.integer(0, 255),
  'erlang:binary_to_integer/1': T.INTEGER,
  'erlang:binary_to_integer/2': T.INTEGER,
  'erlang:binary_to_float/1': T.FLOAT,
  'erlang:float/1': T.FLOAT,
  'erlang:abs/1': T.NUMBER,
  'erlang:trunc/1': T.INTEGER,
  'erlang:floor/1': T.INTEGER,
  'erlang:ceil/1': T.INTEGER,
  'erlang:round/1': T.INTEGER,
  'math:sqrt/1': T.FLOAT,
};

/** Instructions that the interpreter has a function for, which compiled code calls too. */
const STEPS: ReadonlySet<OpName> = new Set([
  'bs_start_match3',
  'bs_start_match4',
  'bs_get_tail',
  'bs_get_position',
  'bs_set_position',
  'bs_test_tail2',
  'bs_test_unit',
  'bs_match_string',
  'bs_skip_bits2',
  'bs_get_integer2',
  'bs_get_float2',
  'bs_get_binary2',
  'bs_get_utf8',
  'bs_get_utf16',
  'bs_get_utf32',
  'bs_skip_utf8',
  'bs_skip_utf16',
  'bs_skip_utf32',
  'bs_match',
  'bs_create_bin',
  'bs_init2',
  'bs_init_bits',
  'bs_append',
  'bs_private_append',
  'bs_add',
  'bs_put_integer',
  'bs_put_binary',
  'bs_put_float',
  'bs_put_utf8',
  'bs_put_utf16',
  'bs_put_utf32',
  'bs_put_string',
  'bs_utf8_size',
  'bs_utf16_size',
  'is_any_native_record',
  'is_native_record',
  'get_record_elements',
  'put_record',
  'is_record_accessible',
  'get_record_field',
]);

const TYPE_TESTS: Partial<Record<OpName, number>> = {
  is_integer: TYPE.INTEGER,
  is_float: TYPE.FLOAT,
  is_number: TYPE.INTEGER | TYPE.FLOAT,
  is_atom: TYPE.ATOM,
  is_pid: TYPE.PID,
  is_reference: TYPE.REFERENCE,
  is_port: TYPE.PORT,
  is_nil: TYPE.NIL,
  is_bitstr: TYPE.BITSTRING,
  is_list: TYPE.CONS | TYPE.NIL,
  is_nonempty_list: TYPE.CONS,
  is_tuple: TYPE.TUPLE,
  is_map: TYPE.MAP,
  is_function: TYPE.FUN,
};

/** A call that is done in line. */
interface InlineCall {
  /** Of the call. */
  readonly pc: number;
  /** Does the call after all. */
  readonly slow: Block;
}

/** Where a function that is called in line returns, and what. */
interface Return {
  readonly block: Block;
  readonly value: Value;
}

export class Builder {
  module: DecodedModule;
  /** The function whose instructions are translated: the one that is built, or one that it calls in line. */
  private listing: Listing;
  bif: BifNumber;
  /** What arguments are in the function's loop that are numbers of 64 bits there (see loops.ts). */
  private readonly carried: Carried;
  private places: Places;
  private inlining: Inlining | undefined;
  /** The number of the function's module in its unit. */
  private readonly part: number;
  private readonly inlinedFuns: ReadonlyMap<number, Callee>;
  /** The outermost call in line whose instructions are translated. */
  private inlineCall: InlineCall | undefined;
  /** Where the innermost one returns. */
  private returns: Return[] = [];
  /** Words of generic code in line so far. */
  private inlinedWords = 0;
  readonly blocks: Block[] = [];
  readonly args: Value[] = [];
  private readonly placed = new Set<Block>();
  private ids = 0;
  private blockIds = 0;
  private block: Block;
  state: State = { registers: new Map(), frame: -1, catches: [] };
  private at: Instruction | null = null;
  private readonly constants = new Map<string, Value>();

  constructor(
    module: DecodedModule,
    listing: Listing,
    bif: BifNumber,
    { inlining, inlinedFuns = new Map() }: InLine = { inlining: undefined },
    carried: Carried = new Map(),
  ) {
    this.inlining = inlining;
    this.part = inlining?.part ?? 0;
    this.inlinedFuns = inlinedFuns;
    this.module = module;
    this.listing = listing;
    this.places = new Places(module, listing);
    this.bif = bif;
    this.carried = carried;
    this.block = new Block(this.blockIds++);
  }

  /**
   * What a frame of the function goes on with at the words at `offset`: behind a call, whose result is then in x0, or at the label of a
   * receive. Its Y registers are on the machine's stack.
   */
  buildResumption(offset: number): FunctionIR {
    const { code } = this.listing;
    this.places.loops = false;
    const at = code.findIndex((ins, i) => ins.pc === offset && isResumable(code, i));
    if (at < 0) throw new NotCompiled(`nothing resumes at ${offset}`);
    const where = this.places.whereabouts(at);
    this.places.split(at);
    const start = this.places.stretches.find((s) => s.from === at) as Stretch;
    const order = this.places.order(start, where.catches);
    this.places.liveness(order);
    const [place] = order;
    this.blocks.push(this.block);
    this.placed.add(this.block);
    this.state.registers.set(0, this.add('resumed_x0', [], 'term', T.ANY));
    for (let i = 0; i < where.frame; i++) {
      const c = where.catches.findIndex(({ y }) => y === i);
      const value =
        c < 0
          ? this.add('resumed_y', [], 'term', T.ANY, i)
          : this.add('catch_tag', [], 'term', T.ANY, {
              label: where.catches[c].label,
              pc: this.labelPc(where.catches[c].label),
              nesting: c,
            });
      this.state.registers.set(Y + i, value);
    }
    this.add('resume', [], 'none', T.ANY, { frameSize: where.frame, catch: where.catches[0]?.y });
    this.state.frame = where.frame;
    this.state.catches = where.catches;
    this.block.end = { kind: 'jump', to: this.edgeTo(place) };
    for (const p of order) this.walk(p);
    return this.finished({ name: `${this.listing.name}@${offset}`, arity: 0 });
  }

  build(): FunctionIR {
    const order = this.placesFromEntry();
    this.blocks.push(this.block);
    for (let i = 0; i < this.listing.arity; i++) {
      const arg = this.add('arg', [], 'term', T.ANY, i);
      this.args.push(arg);
      this.state.registers.set(i, arg);
    }
    for (const [i, rep] of this.carried) {
      const number =
        rep === 'f64'
          ? this.add('float_argument', [this.args[i]], 'f64', T.FLOAT)
          : this.add('carry', [this.args[i], ...this.args], rep, carriedType(rep));
      this.state.registers.set(i, number);
    }
    this.jump(this.listing.entryLabel);
    for (const place of order) this.walk(place);
    return this.finished(this.listing);
  }

  private placesFromEntry(): Place[] {
    const { places } = this;
    places.split();
    const order = places.order(places.stretch(this.listing.entryLabel), []);
    places.liveness(order);
    return order;
  }

  private finished({ name, arity }: Pick<FunctionIR, 'name' | 'arity'>): FunctionIR {
    const ir = { name, arity, blocks: this.blocks, args: this.args };
    findWords(ir);
    findFloating(ir);
    return ir;
  }

  // ---- values

  value(op: string, args: Value[], rep: Rep, type: Type, imm?: unknown): Value {
    return new Value(this.ids++, this.block, op, args, rep, type, imm);
  }

  add(op: string, args: Value[], rep: Rep, type: Type, imm?: unknown): Value {
    const v = this.value(op, args, rep, type, imm);
    this.block.code.push(v);
    return v;
  }

  /** A value that is no instruction: it is made where it is used. */
  private constant(key: string, op: string, type: Type, imm?: unknown): Value {
    let v = this.constants.get(key);
    if (v === undefined) {
      v = new Value(this.ids++, this.blocks[0] ?? this.block, op, [], 'term', type, imm);
      this.constants.set(key, v);
    }
    return v;
  }

  small(n: number): Value {
    return this.constant(`i${n}`, 'small', T.integer(n, n), n);
  }

  atom(name: string): Value {
    return this.constant(`a${name}`, 'literal', T.ATOM, ['atom', name]);
  }

  get nil(): Value {
    return this.constant('nil', 'nil', T.NIL);
  }

  private integer(n: bigint): Value {
    if (n >= BigInt(T.SMALL_MIN) && n <= BigInt(T.SMALL_MAX)) return this.small(Number(n));
    return this.constant(`I${n}`, 'literal', T.integer(Number(n), Number(n)), ['integer', `${n}`]);
  }

  /** The flags in a literal list of the atoms of bit field flags. */
  segmentFlags(literal: number): number {
    // In the external format names of atoms stand as they are.
    const text = String.fromCharCode(...this.module.literals[literal]);
    const little = text.includes('little') || text.includes('native') ? FLAG.LITTLE : 0;
    return little | (text.includes('signed') && !text.includes('unsigned') ? FLAG.SIGNED : 0);
  }

  /** The value as a term: a number that is not boxed is boxed. */
  term(v: Value): Value {
    if (v.rep === 'term') return v;
    return this.add('box', [v], 'term', v.type);
  }

  /** An integer of known range as a number. */
  raw(v: Value, rep: 'i32' | 'i64'): Value {
    if (v.rep === rep) return v;
    if (v.rep === 'i32' && rep === 'i64') return this.add('extend', [v], 'i64', v.type);
    if (v.rep === 'i64') return this.add('wrap', [v], 'i32', v.type);
    if (v.rep === 'u64') return this.raw(this.term(v), rep);
    if (v.op === 'box' && v.args[0].rep !== 'f64' && v.args[0].rep !== 'u64')
      return this.raw(v.args[0], rep);
    return this.add(T.isSmall(v.type) ? 'small_value' : 'word_value', [v], rep, v.type);
  }

  /** A float as a number. */
  private float(v: Value): Value {
    if (v.rep === 'f64') return v;
    if (v.op === 'box') return v.args[0];
    return this.add('float_value', [v], 'f64', T.FLOAT);
  }

  // ---- operands

  /** The value of a source operand. */
  source(w: number): Value {
    switch (tagOf(w)) {
      case TAG.X:
        return this.get(registerOf(w));
      case TAG.Y:
        return this.get(Y + registerOf(w));
      case TAG.FR:
        return this.get(F + numberOf(w));
      case TAG.TX:
      case TAG.TY: {
        const register = (tagOf(w) === TAG.TY ? Y : 0) + registerOf(w);
        const type = T.fromBeam(this.module.types[typeOf(w)]);
        return this.narrow(this.get(register), type);
      }
      case TAG.U:
      case TAG.I:
        return this.small(numberOf(w));
      case TAG.A:
        return numberOf(w) === 0 ? this.nil : this.atom(this.module.atoms[numberOf(w)]);
      case TAG.BIG:
        return this.integer(this.module.bigs[numberOf(w)]);
      case TAG.LIT:
        return this.constant(
          `l${numberOf(w)}${this.foreign}`,
          'literal',
          literalType(this.module.literals[numberOf(w)]),
          [...this.foreign, 'literal', numberOf(w)],
        );
    }
    throw new NotCompiled(`operand ${w}`);
  }

  get(register: number): Value {
    return this.state.registers.get(register) ?? this.nil;
  }

  set(w: number, v: Value): void {
    const tag = tagOf(w);
    const base = tag === TAG.Y || tag === TAG.TY ? Y : tag === TAG.FR ? F : 0;
    this.state.registers.set(base + registerOf(w), v);
  }

  private arguments(): Value[] {
    return this.values(this.listing.arity);
  }

  private values(n: number): Value[] {
    return Array.from({ length: n }, (_, i) => this.get(i));
  }

  private x(n: number): Value[] {
    return this.values(n).map((v) => this.term(v));
  }

  /** `v` with what else is known of its type, in all registers that have it. */
  narrow(v: Value, type: Type): Value {
    const met = T.meet(v.type, type);
    const same =
      met.union === v.type.union &&
      met.min === v.type.min &&
      met.max === v.type.max &&
      met.arity === v.type.arity;
    if (same) return v;
    if (v.rep !== 'term') {
      // The number is the same; only its range becomes known.
      const again = this.add('same', [v], v.rep, met);
      this.rebind(v, again);
      return again;
    }
    const narrowed = this.add('same', [v], 'term', met);
    this.rebind(v, narrowed);
    return narrowed;
  }

  private rebind(v: Value, to: Value): void {
    for (const [r, x] of this.state.registers) if (x === v) this.state.registers.set(r, to);
  }

  // ---- blocks and edges

  private snapshot(): State {
    return { ...this.state, registers: new Map(this.state.registers) };
  }

  private edge(label: number, state: State = this.snapshot()): Edge {
    return this.edgeTo(this.place(this.places.stretch(label), state), state);
  }

  private place(to: Stretch, { catches }: State): Place {
    const place = to.places.get(catchesKey(catches));
    if (place === undefined) throw new NotCompiled('a place that nothing was seen to lead to');
    return place;
  }

  private edgeTo(to: Place, state: State = this.snapshot()): Edge {
    to.block ??= new Block(this.blockIds++);
    const edge = new Edge(this.block, to.block);
    if (this.placed.has(to.block)) this.fillPhis(edge, to.block, state);
    else to.arrivals.push({ edge, state });
    to.block.in.push(edge);
    return edge;
  }

  /** The edge to the innermost handler; undefined where the function has none. */
  private handler(): Edge | undefined {
    const top = this.state.catches[this.state.catches.length - 1];
    if (top === undefined) return undefined;
    const state = this.snapshot();
    for (const r of state.registers.keys()) if (r < Y || r >= F) state.registers.delete(r);
    // As in the interpreter: a catch tells by x0 that an exception arrived.
    state.registers.set(0, this.constant('no_value', 'no_value', T.ANY));
    return this.edge(top.label, state);
  }

  private jump(label: number): void {
    this.block.end = { kind: 'jump', to: this.edge(label) };
  }

  /** Goes on in a new block that only this edge leads to. */
  private follow(): Edge {
    return edgeBetween(this.block, new Block(this.blockIds++));
  }

  private enter(block: Block): void {
    this.blocks.push(block);
    this.placed.add(block);
    this.block = block;
  }

  private readonly phiRegisters = new Map<Block, number[]>();

  private fillPhis(edge: Edge, block: Block, state: State): void {
    for (const [i, r] of (this.phiRegisters.get(block) ?? []).entries()) {
      const v = state.registers.get(r) ?? this.nil;
      const { rep } = block.phis[i];
      if (rep === 'term' || v.rep === rep) edge.values.push(v);
      else if (rep === 'f64') edge.values.push(this.float(v));
      else edge.values.push(this.carry(v, rep, state));
    }
  }

  /** An integer for the next round of a loop that has it as a number; where it is none of 64 bits, the general version does the rest. */
  private carry(v: Value, rep: Rep, { registers }: State): Value {
    const args = this.args.map((_, i) => registers.get(i) ?? this.nil);
    return this.add('carry', [v, ...args], rep, carriedType(rep));
  }

  /** The state at a place that several edges lead to. */
  private arrive(s: Place): void {
    const { arrivals } = s;
    const block = s.block as Block;
    this.enter(block);
    const first = arrivals[0].state;
    if (arrivals.length === 1 && !s.isLoop) {
      this.state = { ...first, registers: new Map(first.registers) };
      return;
    }
    const registers = new Map<number, Value>();
    const phis: number[] = [];
    const wanted = new Set<number>(s.stretch.live);
    for (let y = 0; y < first.frame; y++) wanted.add(Y + y);
    if (s.isLoop) block.isLoop = true;
    for (const r of wanted) {
      const values = arrivals.map(({ state }) => state.registers.get(r) ?? this.nil);
      const bases = new Set(values.map(origin));
      const type = values.map((v) => v.type).reduce(T.join);
      if (!s.isLoop && bases.size === 1) {
        const [v] = bases;
        registers.set(r, values.every((x) => x === values[0]) ? values[0] : v);
        continue;
      }
      // A catch tag is the same wherever it comes from.
      if (values[0].op === 'catch_tag') {
        registers.set(r, values[0]);
        continue;
      }
      const reps = new Set(values.map((v) => v.rep));
      // A loop's other values are not known yet; those that are known to be numbers were found before.
      const isKnown = !s.isLoop || this.carried.has(r);
      const rep: Rep = isKnown && reps.size === 1 ? values[0].rep : 'term';
      const phi = this.value('phi', [], rep, isKnown ? type : T.ANY, r);
      block.phis.push(phi);
      registers.set(r, phi);
      phis.push(r);
    }
    this.phiRegisters.set(block, phis);
    for (const { edge, state } of arrivals) this.fillPhis(edge, block, state);
    this.state = { registers, frame: first.frame, catches: first.catches };
  }

  // ---- instructions

  private walk(place: Place): void {
    if (place.arrivals.length === 0) return;
    this.arrive(place);
    const s = place.stretch;
    const { entryLabel } = this.listing;
    if (this.places.loops && s === this.places.stretchOf.get(entryLabel))
      this.add('enter', this.arguments(), 'none', T.ANY);
    this.translate(s);
  }

  private translate(s: Stretch): void {
    const { code } = this.listing;
    for (let i = s.from; i < s.to; i++) {
      this.at = code[i];
      if (this.instruction(code[i], code, i)) return;
    }
    const next = this.places.stretches[s.index + 1];
    if (next === undefined) throw new NotCompiled('the code runs off the end of the function');
    this.block.end = { kind: 'jump', to: this.edgeTo(this.place(next, this.state)) };
  }

  private get pc(): number {
    if (this.inlineCall !== undefined) return this.inlineCall.pc;
    const { pc } = this.at as Instruction;
    if (pc < 0) throw new NotCompiled('an instruction without an address');
    return pc;
  }

  private frame(): Value[] {
    return Array.from({ length: Math.max(0, this.state.frame) }, (_, i) => this.get(Y + i));
  }

  /** What an instruction that may leave needs. */
  site(more: object = {}): object {
    return { pc: this.pc, frame: this.frame(), ...more };
  }

  /** What an instruction that may raise needs. */
  here(more: object = {}): object {
    return { pc: this.pc, ...more };
  }

  /** Ends the block behind an instruction that may fail or raise, where that leads to another place of this function. */
  check(v: Value, fail: number, raises: boolean): void {
    if (this.inlineCall !== undefined && fail === 0) {
      if (raises) v.imm.bail = this.bail(this.inlineCall);
      return;
    }
    const failing = fail !== 0 ? this.edge(fail) : undefined;
    const handler = raises && fail === 0 ? this.handler() : undefined;
    if (failing === undefined && handler === undefined) return;
    const ok = this.follow();
    this.block.end = { kind: 'check', value: v, ok, fail: failing, handler };
    this.enter(ok.to);
  }

  /** An instruction that may raise, or fail where there is a label. */
  fallible(op: string, args: Value[], rep: Rep, type: Type, fail: number, imm: object = {}): Value {
    const v = this.add(op, args, rep, type, { ...this.here(imm), fail: fail !== 0 });
    this.check(v, fail, true);
    return v;
  }

  /** An instruction that never goes on. */
  private stop(op: string, args: Value[], imm: object = {}): true {
    if (this.inlineCall !== undefined) {
      this.block.end = { kind: 'jump', to: edgeBetween(this.block, this.inlineCall.slow) };
      return true;
    }
    const v = this.add(op, args, 'none', T.ANY, this.here(imm));
    this.block.end = { kind: 'stop', handler: this.handler(), value: v };
    return true;
  }

  /** The interpreter goes on here. */
  private exit(live: [number, Value][]): true {
    this.add('exit', [], 'none', T.ANY, this.site({ live }));
    this.block.end = { kind: 'stop' };
    return true;
  }

  private test(test: Value, fail: number, yes?: () => void, no?: () => void): void {
    const before = this.state;
    let failState = this.snapshot();
    if (no !== undefined) {
      // What failing says of a value holds on that edge only.
      const block = this.block;
      const side = new Block(this.blockIds++);
      const toSide = new Edge(block, side);
      side.in.push(toSide);
      this.state = failState;
      this.block = side;
      this.blocks.push(side);
      no();
      failState = this.state;
      side.end = { kind: 'jump', to: this.edge(fail, failState) };
      this.state = before;
      this.block = block;
      const ok = this.follow();
      block.end = { kind: 'if', test, yes: ok, no: toSide };
      this.enter(ok.to);
      yes?.();
      return;
    }
    const failing = this.edge(fail, failState);
    const ok = this.follow();
    this.block.end = { kind: 'if', test, yes: ok, no: failing };
    this.enter(ok.to);
    yes?.();
  }

  /** Translates an instruction; true where control does not reach the next one. */
  private instruction(ins: Instruction, code: readonly Instruction[], index: number): boolean {
    const { op } = ins;
    const arg = (i: number) => ins.args[i] as number;
    const list = (i: number) => ins.args[i] as readonly number[];
    const number = (i: number) => {
      const w = arg(i);
      return tagOf(w) === TAG.BIG ? Number(this.module.bigs[numberOf(w)]) : numberOf(w);
    };
    const src = (i: number) => this.source(arg(i));
    const typeTest = TYPE_TESTS[op];
    if (typeTest !== undefined) {
      if (!isAskedAgain(ins, code[index + 1])) this.typeTest(number(0), src(1), typeTest);
      return false;
    }
    if (buildBits(this, ins) || buildMaps(this, ins)) return false;
    if (STEPS.has(op)) {
      this.step(ins, code[index + 1]);
      return false;
    }
    switch (op) {
      case 'label':
      case 'line':
      case 'test_heap':
      case 'int_code_end':
      case 'executable_line':
      case 'debug_line':
      case 'nif_start':
      case 'on_load':
      case 'fclearerror':
      case 'fcheckerror':
      case 'recv_mark':
      case 'recv_set':
        return false;

      case 'func_info':
        return this.stop('function_clause', this.x(this.listing.arity));

      // ---- calls
      case 'call': {
        const imm = { target: ['function', number(1)] };
        const callee = this.taken(this.inlining?.callee(number(1)));
        if (callee !== undefined) this.callInLine(callee, this.values(number(0)), 'call', imm);
        else this.call('call', this.x(number(0)), imm);
        return false;
      }
      case 'call_only':
      case 'call_last': {
        const target = number(1);
        if (target === this.listing.entryLabel && this.places.loops) {
          if (op === 'call_last') this.state.frame = -1;
          for (const r of [...this.state.registers.keys()])
            if (r >= number(0)) this.state.registers.delete(r);
          this.jump(target);
          return true;
        }
        const imm = { target: ['function', target] };
        const callee = this.inlineCall && this.inlining?.callee(target);
        if (callee !== undefined) {
          this.callInLine(callee, this.values(number(0)), 'call', imm);
          return this.return();
        }
        return this.tailCall('call', this.x(number(0)), imm);
      }
      case 'call_ext':
        return this.external(number(0), number(1), false);
      case 'call_ext_only':
      case 'call_ext_last':
        return this.external(number(0), number(1), true);
      case 'call_fun':
      case 'call_fun2': {
        const arity = op === 'call_fun' ? number(0) : number(1);
        const fun = this.term(op === 'call_fun' ? this.get(arity) : src(2));
        const callee = this.taken(this.inlinedFuns.get(this.pc));
        if (callee !== undefined) {
          this.callInLine(callee, [...this.values(arity), fun], 'call_fun', { arity });
          return false;
        }
        const args = [...this.x(arity), fun];
        let next = index + 1;
        if (code[next]?.op === 'deallocate') next++;
        if (code[next]?.op === 'return') return this.tailCall('call_fun', args, { arity });
        this.call('call_fun', args, { arity });
        return false;
      }
      case 'apply':
        this.call('apply', this.x(number(0) + 2), { arity: number(0) });
        return false;
      case 'apply_last':
        return this.tailCall('apply', this.x(number(0) + 2), { arity: number(0) });
      case 'return':
        return this.return();

      // ---- built-ins
      case 'bif0':
        this.guardBif(number(0), 0, [], arg(1));
        return false;
      case 'bif1':
        this.guardBif(number(1), number(0), [arg(2)], arg(3));
        return false;
      case 'bif2':
        this.guardBif(number(1), number(0), [arg(2), arg(3)], arg(4));
        return false;
      case 'bif3':
        this.guardBif(number(1), number(0), [arg(2), arg(3), arg(4)], arg(5));
        return false;
      case 'gc_bif1':
        this.guardBif(number(2), number(0), [arg(3)], arg(4));
        return false;
      case 'gc_bif2':
        this.guardBif(number(2), number(0), [arg(3), arg(4)], arg(5));
        return false;
      case 'gc_bif3':
        this.guardBif(number(2), number(0), [arg(3), arg(4), arg(5)], arg(6));
        return false;

      // ---- frame
      case 'allocate':
      case 'allocate_heap':
      case 'allocate_zero':
      case 'allocate_heap_zero':
        this.state.frame = number(0);
        return false;
      case 'deallocate':
        this.state.frame = -1;
        for (const r of [...this.state.registers.keys()])
          if (r >= Y && r < F) this.state.registers.delete(r);
        return false;
      case 'trim':
        this.trim(number(0));
        return false;
      case 'init':
        this.set(arg(0), this.nil);
        return false;
      case 'init_yregs':
        for (const w of list(0)) this.set(w, this.nil);
        return false;

      // ---- moves and terms
      case 'move':
        this.set(arg(1), src(0));
        return false;
      case 'swap': {
        const [a, b] = [src(0), src(1)];
        this.set(arg(0), b);
        this.set(arg(1), a);
        return false;
      }
      case 'get_list': {
        const c = src(0);
        const hd = this.add('hd', [c], 'term', T.ANY);
        const tl = this.add('tl', [c], 'term', T.ANY);
        this.set(arg(1), hd);
        this.set(arg(2), tl);
        return false;
      }
      case 'get_hd':
        this.set(arg(1), this.add('hd', [src(0)], 'term', T.ANY));
        return false;
      case 'get_tl':
        this.set(arg(1), this.add('tl', [src(0)], 'term', T.ANY));
        return false;
      case 'put_list':
        this.set(arg(2), this.add('cons', [this.term(src(0)), this.term(src(1))], 'term', T.CONS));
        return false;
      case 'get_tuple_element': {
        const t = src(0);
        this.set(
          arg(2),
          this.add('element', [t], 'term', T.ANY, { index: number(1), arity: t.type.arity }),
        );
        return false;
      }
      case 'set_tuple_element': {
        const [value, t] = [this.term(src(0)), src(1)];
        const type = t.type;
        this.set(arg(1), this.add('set_element', [t, value], 'term', type, { index: number(2) }));
        return false;
      }
      case 'put_tuple2': {
        const elements = list(1).map((w) => this.term(this.source(w)));
        this.set(arg(0), this.add('tuple', elements, 'term', T.tuple(elements.length)));
        return false;
      }
      case 'update_record': {
        const size = number(1);
        const t = src(2);
        const updates = list(4);
        const positions: number[] = [];
        const values: Value[] = [];
        for (let i = 0; i < updates.length; i += 2) {
          positions.push(numberOf(updates[i]));
          values.push(this.term(this.source(updates[i + 1])));
        }
        this.set(
          arg(3),
          this.add('update_record', [t, ...values], 'term', T.tuple(size), { size, positions }),
        );
        return false;
      }
      case 'make_fun2':
      case 'make_fun3': {
        const lambda = number(0);
        const free =
          op === 'make_fun2'
            ? this.x(this.module.lambdas[lambda].numFree)
            : list(2).map((w) => this.term(this.source(w)));
        const fun = this.add('make_fun', free, 'term', T.FUN, { lambda: ['lambda', lambda] });
        this.set(op === 'make_fun2' ? TAG.X : arg(1), fun);
        return false;
      }

      // ---- tests
      case 'is_binary': {
        const v = this.term(src(1));
        this.test(this.add('is_binary', [v], 'i32', T.ANY), number(0), () =>
          this.narrow(v, T.BITSTRING),
        );
        return false;
      }
      case 'is_boolean': {
        const v = this.term(src(1));
        this.test(this.add('is_boolean', [v], 'i32', T.ANY), number(0), () =>
          this.narrow(v, T.ATOM),
        );
        return false;
      }
      case 'is_function2':
        this.test(
          this.add('is_function2', [this.term(src(1)), this.term(src(2))], 'i32', T.ANY),
          number(0),
        );
        return false;
      case 'test_arity': {
        const v = this.term(this.source(untyped(arg(1))));
        const arity = number(2);
        this.test(this.add('has_arity', [v], 'i32', T.ANY, arity), number(0), () =>
          this.narrow(v, T.tuple(arity)),
        );
        return false;
      }
      case 'is_tagged_tuple': {
        const v = this.term(src(1));
        const arity = number(2);
        if (!T.is(v.type, TYPE.TUPLE) || v.type.arity !== arity) {
          this.test(this.add('has_arity', [v], 'i32', T.ANY, arity), number(0), () =>
            this.narrow(v, T.tuple(arity)),
          );
        }
        const tag = this.add('element', [v], 'term', T.ANY, { index: 0, arity });
        this.test(this.add('same_term', [tag, src(3)], 'i32', T.ANY), number(0));
        return false;
      }
      case 'is_lt':
      case 'is_ge':
        this.compare(op === 'is_lt', number(0), src(1), src(2));
        return false;
      case 'is_eq':
      case 'is_ne':
        this.equality(op === 'is_ne', false, number(0), src(1), src(2));
        return false;
      case 'is_eq_exact':
      case 'is_ne_exact':
        this.equality(op === 'is_ne_exact', true, number(0), src(1), src(2));
        return false;
      case 'select_val':
        this.selectVal(this.source(arg(0)), number(1), list(2));
        return true;
      case 'select_tuple_arity': {
        const v = this.term(this.source(untyped(arg(0))));
        const cases: SwitchCase[] = [];
        const members = list(2);
        for (let i = 0; i < members.length; i += 2) {
          const state = this.snapshot();
          const arity = numberOf(members[i]);
          cases.push({
            key: arity,
            to: this.narrowedEdge(v, T.tuple(arity), numberOf(members[i + 1]), state),
          });
        }
        this.block.end = {
          kind: 'switch',
          on: 'arity',
          value: v,
          cases,
          otherwise: this.edge(number(1)),
        };
        return true;
      }
      case 'jump':
        this.jump(number(0));
        return true;

      // ---- exceptions
      case 'try':
      case 'catch': {
        const y = registerOf(arg(0));
        const label = number(1);
        const nesting = this.state.catches.length;
        this.set(
          arg(0),
          this.add('catch_tag', [], 'term', T.ANY, { label, pc: this.labelPc(label), nesting }),
        );
        this.state.catches = [...this.state.catches, { y, label }];
        return false;
      }
      case 'try_end':
        this.endCatch(arg(0));
        return false;
      case 'try_case': {
        this.endCatch(arg(0));
        const values = ['class', 'value', 'trace'].map((name) =>
          this.add('exception', [], 'term', T.ANY, name),
        );
        for (const [i, v] of values.entries()) this.state.registers.set(i, v);
        return false;
      }
      case 'catch_end': {
        // The interpreter, where it goes on here, finds the catch active.
        const v = this.add('catch_end', [this.term(this.get(0))], 'term', T.ANY, this.site());
        this.endCatch(arg(0));
        this.state.registers.set(0, v);
        return false;
      }
      case 'raise':
        return this.stop('raise', [this.term(src(0)), this.term(src(1))]);
      case 'badmatch':
        return this.stop('error', [this.term(src(0))], { reason: REASON.BADMATCH });
      case 'case_end':
        return this.stop('error', [this.term(src(0))], { reason: REASON.CASE_CLAUSE });
      case 'try_case_end':
        return this.stop('error', [this.term(src(0))], { reason: REASON.TRY_CLAUSE });
      case 'badrecord':
        return this.stop('error', [this.term(src(0))], { reason: REASON.BADRECORD });
      case 'if_end':
        return this.stop('error', [this.nil], { reason: REASON.IF_CLAUSE });
      case 'raw_raise':
        return this.exit([0, 1, 2].map((i) => [i, this.get(i)]));
      case 'build_stacktrace':
        return this.exit([[0, this.get(0)]]);

      // ---- messages
      case 'send': {
        const v = this.add(
          'send',
          [this.term(this.get(0)), this.term(this.get(1))],
          'term',
          T.ANY,
          this.site(),
        );
        this.check(v, 0, true);
        this.state.registers.set(0, v);
        return false;
      }
      case 'loop_rec': {
        const v = this.add('loop_rec', [], 'term', T.ANY, this.site({ fail: true }));
        this.check(v, number(0), false);
        this.set(arg(1), v);
        return false;
      }
      case 'loop_rec_end':
        this.add('next_message', [], 'none', T.ANY);
        this.jump(number(0));
        return true;
      case 'recv_marker_reserve':
        this.set(arg(0), this.add('markerReserve', [], 'term', T.ANY));
        return false;
      case 'recv_marker_bind':
        this.add('markerBind', [this.term(src(1))], 'none', T.ANY);
        return false;
      case 'recv_marker_clear':
        this.add('markerClear', [this.term(src(0))], 'none', T.ANY);
        return false;
      case 'recv_marker_use':
        this.add('markerUse', [this.term(src(0))], 'none', T.ANY);
        return false;
      case 'remove_message':
        this.add('remove_message', [], 'none', T.ANY);
        return false;
      case 'timeout':
        this.add('timeout', [], 'none', T.ANY);
        return false;
      case 'wait':
        return this.exit([]);
      case 'wait_timeout': {
        const w = arg(1);
        return this.exit(
          tagOf(w) === TAG.X || tagOf(w) === TAG.TX ? [[registerOf(w), this.source(w)]] : [],
        );
      }

      // ---- floats
      case 'fmove': {
        const v = src(0);
        this.set(arg(1), tagOf(arg(1)) === TAG.FR ? this.float(v) : v);
        return false;
      }
      case 'fconv': {
        const v = src(0);
        if (v.rep === 'f64') this.set(arg(1), v);
        else if (v.rep === 'i32' || v.rep === 'i64')
          this.set(arg(1), this.add('convert', [v], 'f64', T.FLOAT));
        else if (T.is(v.type, TYPE.FLOAT)) this.set(arg(1), this.float(v));
        else if (T.isWord(v.type)) {
          const raw = this.raw(v, T.isSmall(v.type) ? 'i32' : 'i64');
          this.set(arg(1), this.add('convert', [raw], 'f64', T.FLOAT));
        } else this.set(arg(1), this.fallible('to_float', [this.term(v)], 'f64', T.FLOAT, 0));
        return false;
      }
      case 'fadd':
      case 'fsub':
      case 'fmul':
      case 'fdiv': {
        const v = this.fallible(op, [src(1), src(2)], 'f64', T.FLOAT, 0);
        this.set(arg(3), v);
        return false;
      }
      case 'fnegate':
        this.set(arg(2), this.add('fnegate', [src(1)], 'f64', T.FLOAT));
        return false;
    }
    throw new NotCompiled(`the instruction ${op}`);
  }

  private trim(n: number): void {
    const { registers, frame } = this.state;
    for (let i = 0; i < frame; i++) {
      const v = registers.get(Y + i + n);
      if (i + n < frame && v !== undefined) registers.set(Y + i, v);
      else registers.delete(Y + i);
    }
    this.state.frame = frame - n;
    this.state.catches = this.state.catches.map((c) => ({ ...c, y: c.y - n }));
  }

  private endCatch(w: number): void {
    this.state.catches = this.state.catches.slice(0, -1);
    this.set(w, this.nil);
  }

  /** Where the words of a label's first instruction are. */
  private labelPc(label: number): number {
    const s = this.places.stretch(label);
    const { pc } = this.listing.code[s.from];
    if (pc < 0) throw new NotCompiled('a handler without an address');
    return pc;
  }

  private typeTest(fail: number, v: Value, bits: number): void {
    if (T.is(v.type, bits)) return;
    if (!T.maybe(v.type, bits)) {
      this.test(this.add('false', [], 'i32', T.ANY), fail);
      return;
    }
    const t = this.term(v);
    this.test(
      this.add('is', [t], 'i32', T.ANY, bits),
      fail,
      () => this.narrow(t, T.union(bits)),
      () => this.rebind(t, this.add('same', [t], 'term', T.without(t.type, bits))),
    );
  }

  private narrowedEdge(v: Value, type: Type, label: number, state: State): Edge {
    const narrowed = new Value(this.ids++, this.block, 'same', [v], v.rep, T.meet(v.type, type));
    this.block.code.push(narrowed);
    for (const [r, x] of state.registers) if (x === v) state.registers.set(r, narrowed);
    return this.edge(label, state);
  }

  private compare(less: boolean, fail: number, a: Value, b: Value): void {
    const words = isWord(a) && isWord(b);
    let test: Value;
    if (T.is(a.type, TYPE.FLOAT) && T.is(b.type, TYPE.FLOAT))
      test = this.add('less_raw', [this.float(a), this.float(b)], 'i32', T.ANY);
    else if (words) {
      const rep = [a, b].every((v) => T.fits32(v.type.min, v.type.max) && v.rep !== 'i64')
        ? 'i32'
        : 'i64';
      test = this.add('less_raw', [this.raw(a, rep), this.raw(b, rep)], 'i32', T.ANY);
    } else test = this.less(a, b);
    const lower = () => {
      // a < b, both integers
      if (!T.is(a.type, TYPE.INTEGER) || !T.is(b.type, TYPE.INTEGER)) return;
      if (b.type.max < Infinity) this.narrow(a, T.integer(-Infinity, b.type.max - 1));
      if (a.type.min > -Infinity) this.narrow(b, T.integer(a.type.min + 1, Infinity));
    };
    const upper = () => {
      if (!T.is(a.type, TYPE.INTEGER) || !T.is(b.type, TYPE.INTEGER)) return;
      if (b.type.min > -Infinity) this.narrow(a, T.integer(b.type.min, Infinity));
      if (a.type.max < Infinity) this.narrow(b, T.integer(-Infinity, a.type.max));
    };
    if (less) this.test(test, fail, lower, upper);
    else this.test(this.add('not', [test], 'i32', T.ANY), fail, upper, lower);
  }

  /** Whether one term is before another; tuples that are made here are compared without making them. */
  private less(a: Value, b: Value): Value {
    const [x, y] = [origin(a), origin(b)];
    if (x.op === 'tuple' && y.op === 'tuple' && x.args.length === y.args.length)
      return this.add('less_elements', [...x.args, ...y.args], 'i32', T.ANY);
    return this.add('less', [this.term(a), this.term(b)], 'i32', T.ANY);
  }

  private equality(negate: boolean, exact: boolean, fail: number, a: Value, b: Value): void {
    let test: Value;
    const raw = (v: Value) => v.rep === 'i32' || v.rep === 'i64';
    if (T.is(a.type, TYPE.FLOAT) && T.is(b.type, TYPE.FLOAT) && !exact)
      test = this.add('equal_raw', [this.float(a), this.float(b)], 'i32', T.ANY);
    else if ((raw(a) || raw(b)) && isWord(a) && isWord(b)) {
      const rep = [a, b].every((v) => T.fits32(v.type.min, v.type.max) && v.rep !== 'i64')
        ? 'i32'
        : 'i64';
      test = this.add('equal_raw', [this.raw(a, rep), this.raw(b, rep)], 'i32', T.ANY);
    } else {
      // Identity decides where one side is an atom or nil, or, for exact equality, small.
      const identical = (t: Type) =>
        T.is(t, TYPE.ATOM | TYPE.NIL) ||
        (T.is(t, TYPE.ATOM | TYPE.NIL | TYPE.INTEGER) && (exact || false) && smallOrNone(t));
      const [x, y] = [this.term(a), this.term(b)];
      if (identical(a.type) || identical(b.type))
        test = this.add('same_term', [x, y], 'i32', T.ANY);
      else test = this.add('equal', [x, y], 'i32', T.ANY, exact);
    }
    const same = () => {
      if (!exact) return;
      if (a.rep === 'term' && b.rep === 'term') {
        const met = T.meet(a.type, b.type);
        if (a.op !== 'small' && a.op !== 'literal' && a.op !== 'nil') this.narrow(a, met);
        if (b.op !== 'small' && b.op !== 'literal' && b.op !== 'nil') this.narrow(b, met);
      }
    };
    if (negate) this.test(this.add('not', [test], 'i32', T.ANY), fail, undefined, same);
    else this.test(test, fail, same);
  }

  private selectVal(v: Value, fail: number, members: readonly number[]): void {
    const keys = members.filter((_, i) => i % 2 === 0);
    const cases: SwitchCase[] = [];
    const allSmall = keys.every((k) => tagOf(k) === TAG.I);
    const identical = keys.every((k) => tagOf(k) === TAG.I || tagOf(k) === TAG.A);
    if (!identical) {
      // Floats, big integers: one comparison after the other.
      for (let i = 0; i < members.length; i += 2) {
        const key = this.source(members[i]);
        const label = numberOf(members[i + 1]);
        const test = this.add('equal', [this.term(v), this.term(key)], 'i32', T.ANY, true);
        const yes = this.edge(label);
        const next = this.follow();
        this.block.end = { kind: 'if', test, yes, no: next };
        this.enter(next.to);
      }
      this.jump(fail);
      return;
    }
    const value = allSmall && (v.rep === 'i32' || v.rep === 'i64') ? v : this.term(v);
    for (let i = 0; i < members.length; i += 2) {
      const label = numberOf(members[i + 1]);
      const state = this.snapshot();
      if (allSmall) {
        const key = numberOf(members[i]);
        cases.push({ key, to: this.narrowedEdge(value, T.integer(key, key), label, state) });
      } else {
        const key = this.source(members[i]);
        cases.push({ key, to: this.edge(label, state) });
      }
    }
    this.block.end = {
      kind: 'switch',
      on: allSmall ? 'int' : 'term',
      value,
      cases,
      otherwise: this.edge(fail),
    };
  }

  // ---- calls

  private call(op: string, args: Value[], imm: object): void {
    const v = this.add(op, args, 'term', T.ANY, this.site(imm));
    this.check(v, 0, true);
    this.state.registers.set(0, v);
  }

  private tailCall(op: string, args: Value[], imm: object): true {
    this.add(op, args, 'none', T.ANY, this.here({ ...imm, tail: true }));
    this.block.end = { kind: 'stop' };
    return true;
  }

  private return(): true {
    if (this.inlineCall !== undefined) this.returns.push({ block: this.block, value: this.get(0) });
    else this.add('return', [this.term(this.get(0))], 'none', T.ANY);
    this.block.end = { kind: 'stop' };
    return true;
  }

  /** A function that a call leads to, if there is room for it in line. */
  private taken(callee: Callee | undefined): Callee | undefined {
    if (callee === undefined || this.inlineCall !== undefined) return callee;
    if (this.inlinedWords + callee.words > callee.of.limits.inlinedWords) return undefined;
    this.inlinedWords += callee.words;
    return callee;
  }

  /**
   * Does what a function does, and puts its result into x0. `args`, `op` and `imm` are those of the call: if it is of a fun, the values behind the
   * arguments are in the fun.
   */
  private callInLine(callee: Callee, args: readonly Value[], op: string, imm: object): void {
    const { module, bif, inlining, listing, places, state, at, returns, inlineCall } = this;
    const caller = { module, bif, inlining, listing, places, state, at, returns, inlineCall };
    const call = inlineCall ?? { pc: this.pc, slow: new Block(this.blockIds++) };
    this.countInLine(callee);
    const given = op === 'call' ? args : this.withFree(args, callee.listing.arity);
    const found: Return[] = [];
    this.inlineCall = call;
    this.inlining = callee.of;
    this.module = callee.of.module;
    this.bif = callee.of.bif;
    this.listing = callee.listing;
    this.returns = found;
    this.places = new Places(this.module, this.listing);
    this.places.loops = false;
    this.state = { registers: new Map(given.entries()), frame: -1, catches: [] };
    const order = this.placesFromEntry();
    const [first, ...rest] = order;
    this.translate(first.stretch);
    for (const place of rest) this.walk(place);
    Object.assign(this, caller);
    if (inlineCall === undefined && call.slow.in.length > 0)
      this.callAfterAll(call.slow, args, op, imm);
    this.state.registers.set(0, this.joined(found));
  }

  /** What the body of a fun gets: the arguments of its call, of which the fun is the last, and what is in the fun. */
  private withFree(args: readonly Value[], arity: number): Value[] {
    const given = args.slice(0, -1);
    const fun = args[given.length];
    for (let i = 0; given.length < arity; i++)
      given.push(this.add('free', [fun], 'term', T.ANY, i));
    return given;
  }

  /** What a literal of the module is imported as, where that is another than the function's. */
  private get foreign(): (string | number)[] {
    const part = this.inlining?.part ?? this.part;
    return part === this.part ? [] : ['of', part];
  }

  /** Where the code in line does not do, the call does; it raises, as the code would have. */
  private callAfterAll(slow: Block, args: readonly Value[], op: string, imm: object): void {
    const { state } = this;
    this.enter(slow);
    this.state = this.snapshot();
    const terms = args.map((v) => this.term(v));
    this.call(op, terms, imm);
    this.add('never', [], 'none', T.ANY);
    this.block.end = { kind: 'stop' };
    this.state = state;
  }

  /** Goes on where a function in line returns, with its result. */
  private joined(returns: readonly Return[]): Value {
    const [first] = returns;
    if (first === undefined) throw new NotCompiled('a function in line that never returns');
    if (returns.length === 1) {
      this.block = first.block;
      return first.value;
    }
    const next = new Block(this.blockIds++);
    const values = returns.map(({ value }) => value);
    const rep = commonRep(values);
    for (const { block, value } of returns) {
      const edge = edgeBetween(block, next);
      edge.values.push(value);
      block.end = { kind: 'jump', to: edge };
    }
    this.enter(next);
    const phi = this.value('phi', [], rep, values.map((v) => v.type).reduce(T.join), 0);
    next.phis.push(phi);
    return phi;
  }

  /** The edge along which an instruction of a call in line leaves for the call. */
  private bail({ slow }: InlineCall): Edge {
    const { exits } = this.block;
    let edge = exits.find(({ to }) => to === slow);
    if (edge === undefined) {
      edge = edgeBetween(this.block, slow);
      exits.push(edge);
    }
    return edge;
  }

  /** A call in line is a reduction as any other; those of a block are counted at once. */
  private countInLine({ of, label }: Callee): void {
    let spend = this.block.code.find(({ op }) => op === 'spend');
    spend ??= this.add('spend', [], 'none', T.ANY, { calls: [] });
    spend.imm.calls.push([of.part, label]);
  }

  private external(arity: number, index: number, tail: boolean): boolean {
    const { module, name } = this.module.imports[index];
    const key = `${module}:${name}/${arity}`;
    const bif = this.bif(module, name, arity);
    if (bif < 0 || (tail && WRITTEN_IN_ERLANG.has(key))) {
      const target = ['export', module, name, arity];
      if (tail) return this.tailCall('call', this.x(arity), { target });
      this.call('call', this.x(arity), { target });
      return false;
    }
    if (NEEDS_STACK.has(key)) {
      return this.exit(Array.from({ length: arity }, (_, i) => [i, this.get(i)]));
    }
    const raised = RAISES[key];
    if (raised !== undefined) return this.stop('raise_value', [this.atom(raised), ...this.x(1)]);
    const native = natives[key];
    const args = this.x(arity);
    const words = native !== undefined ? 4 : 3;
    const type = NATIVE_TYPES[key] ?? T.ANY;
    const v = this.add(
      'bif',
      args,
      'term',
      type,
      this.site({ bif, native, after: this.pc + words, tail, key }),
    );
    this.check(v, 0, true);
    this.state.registers.set(0, v);
    if (!tail) return false;
    this.add('return', [v], 'none', T.ANY);
    this.block.end = { kind: 'stop' };
    return true;
  }

  // ---- guard built-ins and arithmetic

  private guardBif(index: number, fail: number, words: number[], dst: number): void {
    const { module, name, arity } = this.module.imports[index];
    const key = `${module}:${name}/${arity}`;
    const args = words.map((w) => this.source(w));
    if (key === 'erlang:+/1') {
      this.set(dst, this.arithmetic('ADD', fail, [args[0], this.small(0)]));
      return;
    }
    const arithmetic = ARITHMETIC[key];
    if (arithmetic !== undefined) {
      this.set(dst, this.arithmetic(arithmetic, fail, args));
      return;
    }
    this.set(dst, this.builtIn(key, fail, args));
  }

  private builtIn(key: string, fail: number, args: Value[]): Value {
    const [a, b] = args;
    switch (key) {
      case 'erlang:self/0':
        return this.add('self', [], 'term', T.union(TYPE.PID));
      case 'erlang:hd/1':
        if (T.is(a.type, TYPE.CONS)) return this.add('hd', [a], 'term', T.ANY);
        break;
      case 'erlang:tl/1':
        if (T.is(a.type, TYPE.CONS)) return this.add('tl', [a], 'term', T.ANY);
        break;
      case 'erlang:tuple_size/1':
        if (a.type.arity >= 0 && T.is(a.type, TYPE.TUPLE)) return this.small(a.type.arity);
        break;
      case 'erlang:element/2':
        if (a.op === 'small' && T.is(b.type, TYPE.TUPLE) && a.imm >= 1 && a.imm <= b.type.arity)
          return this.add('element', [b], 'term', T.ANY, { index: a.imm - 1, arity: b.type.arity });
        break;
      case 'erlang:=:=/2':
      case 'erlang:=/=/2':
      case 'erlang:==/2':
      case 'erlang:/=/2': {
        const exact = key.startsWith('erlang:=') && !key.startsWith('erlang:==');
        const negate = key.includes('/=');
        const test = this.add('equal', [this.term(a), this.term(b)], 'i32', T.ANY, exact);
        return this.add('boolean', [test], 'term', T.ATOM, negate);
      }
      case 'erlang:</2':
      case 'erlang:>=/2':
        return this.add('boolean', [this.less(a, b)], 'term', T.ATOM, key === 'erlang:>=/2');
      case 'erlang:>/2':
      case 'erlang:=</2':
        return this.add('boolean', [this.less(b, a)], 'term', T.ATOM, key === 'erlang:=</2');
    }
    const [module, rest] = key.split(/:(.*)/s);
    const slash = rest.lastIndexOf('/');
    const bif = this.bif(module, rest.slice(0, slash), args.length);
    if (bif < 0) throw new NotCompiled(`the built-in ${key}`);
    const native = natives[key];
    const type = NATIVE_TYPES[key] ?? T.ANY;
    return this.fallible(
      'guard_bif',
      args.map((x) => this.term(x)),
      'term',
      type,
      fail,
      { bif, native, key },
    );
  }

  private arithmetic(op: string, fail: number, args: Value[]): Value {
    const [a, b = a] = args;
    if (a.rep === 'f64' || b.rep === 'f64') return this.generic(op, fail, args, T.NUMBER);
    if (T.isWord(a.type) && T.isWord(b.type)) {
      const range = resultRange(op, a.type, b.type);
      if (range !== undefined) {
        const [min, max] = range;
        const small = (v: Value) => T.fits32(v.type.min, v.type.max);
        const rep = small(a) && small(b) && T.fits32(min, max) ? 'i32' : 'i64';
        if (Math.abs(min) <= 2 ** 53 && Math.abs(max) <= 2 ** 53) {
          const raw = args.map((v) => this.raw(v, rep));
          return this.add('raw', raw, rep, T.integer(min, max), op);
        }
      }
    }
    const integers = T.is(a.type, TYPE.INTEGER) && T.is(b.type, TYPE.INTEGER);
    let type = integers && op !== 'DIVIDE' ? T.INTEGER : T.NUMBER;
    if (op === 'DIVIDE') type = T.FLOAT;
    if (INTEGER_ONLY.has(op)) {
      type = T.INTEGER;
      // Masking an integer bounds it whatever it is.
      if (op === 'BAND') {
        const mask = [a, b].find((v) => T.isWord(v.type) && v.type.min >= 0);
        if (mask !== undefined) type = T.integer(0, mask.type.max);
      }
      if (op === 'REM' && T.isWord(b.type)) {
        const limit = Math.max(Math.abs(b.type.min), Math.abs(b.type.max)) - 1;
        type = T.integer(a.type.min >= 0 ? 0 : -limit, limit);
      }
    }
    return this.generic(op, fail, args, type);
  }

  private generic(op: string, fail: number, args: Value[], type: Type): Value {
    return this.fallible(
      'arithmetic',
      args.map((v) => this.term(v)),
      'term',
      type,
      fail,
      { op, number: I[op as 'ADD'] },
    );
  }

  // ---- instructions that the interpreter's functions do

  private step(ins: Instruction, following: Instruction | undefined): void {
    const { operands } = genops[OP[ins.op]];
    const reads: [number, Value][] = [];
    const writes: number[] = [];
    let fail = 0;
    const visit = (w: number, kind: string) => {
      const tag = tagOf(w);
      if ((kind === 'fail' || kind === 'lbl' || kind === 'startfail') && tag === TAG.F)
        fail = numberOf(w);
      const isX = tag === TAG.X || tag === TAG.TX;
      const isY = tag === TAG.Y || tag === TAG.TY;
      if (!isX && !isY) return;
      const register = (isY ? Y : 0) + registerOf(w);
      if (kind === 'dst') writes.push(w);
      else reads.push([register, this.term(this.get(register))]);
    };
    ins.args.forEach((arg, i) => {
      const { kind, group } = operands[i];
      if (typeof arg === 'number') visit(arg, kind);
      else if (ins.op === 'bs_match') {
        const kinds = this.places.commandKinds(arg);
        for (const [j, w] of arg.entries()) visit(w, kinds[j]);
      } else for (const [j, w] of arg.entries()) visit(w, group[j % group.length]);
    });
    const v = this.add('step', [], 'none', T.ANY, {
      ...this.here({ live: reads, frameSize: Math.max(0, this.state.frame) }),
      fail: fail !== 0,
      next: following?.pc ?? -1,
      outs: [] as Value[],
      name: ins.op,
      fast: ins.op === 'bs_create_bin' ? simpleSegments(this, ins) : undefined,
    });
    const outs = writes.map((w) => {
      const tag = tagOf(w);
      const register = (tag === TAG.Y || tag === TAG.TY ? Y : 0) + registerOf(w);
      const out = this.value('out', [], 'term', stepType(ins.op), register);
      v.imm.outs.push(out);
      return out;
    });
    this.check(v, fail, true);
    for (const [i, w] of writes.entries()) this.set(w, outs[i]);
  }
}

/**
 * Whether the next instruction asks for tuples of some size where this one asks for tuples, and goes the same way for all else. What the Type chunk
 * says of its operand holds behind this one only.
 */
function isAskedAgain({ op, args }: Instruction, next: Instruction | undefined): boolean {
  if (op !== 'is_tuple' || next === undefined) return false;
  const [fail, tuple] = args;
  if (next.op === 'test_arity') return next.args[0] === fail && isSame(next.args[1], tuple);
  return next.op === 'select_tuple_arity' && next.args[1] === fail && isSame(next.args[0], tuple);
}

/** Whether two operands are one register, or the same otherwise. */
function isSame(a: Instruction['args'][number], b: Instruction['args'][number]): boolean {
  return typeof a === 'number' && typeof b === 'number' && untyped(a) === untyped(b);
}

/** Whether a frame may go on at an instruction: it stands behind a call or begins a receive. */
function isResumable(code: readonly Instruction[], index: number): boolean {
  if (code[index].op === 'loop_rec') return true;
  let before = index - 1;
  while (before >= 0 && code[before].op === 'line') before--;
  return genops[OP[code[before]?.op ?? 'line']].effects.includes('call');
}

/** The representation of what is one of some values. */
function commonRep(values: readonly Value[]): Rep {
  const [{ rep }] = values;
  if (values.every((v) => v.rep === rep)) return rep;
  const areWords = values.every((v) => v.rep === 'i32' || v.rep === 'i64' || v.op === 'small');
  return areWords ? 'i64' : 'term';
}

function edgeBetween(from: Block, to: Block): Edge {
  const edge = new Edge(from, to);
  to.in.push(edge);
  return edge;
}

/** Whether it can be had as a number of 64 bits with a sign. */
function isWord(v: Value): boolean {
  return v.rep === 'i64' || T.isWord(v.type);
}

function carriedType(rep: Rep): Type {
  return rep === 'u64' ? T.integer(0, Infinity) : T.INTEGER;
}

const INTEGER_ONLY: ReadonlySet<string> = new Set([
  'DIV',
  'REM',
  'BAND',
  'BOR',
  'BXOR',
  'BSL',
  'BSR',
  'BNOT',
]);

function stepType(op: OpName): Type {
  switch (op) {
    case 'bs_create_bin':
      return T.BITSTRING;
  }
  return T.ANY;
}

function smallOrNone(t: Type): boolean {
  return !T.maybe(t, TYPE.INTEGER) || (t.min >= T.SMALL_MIN && t.max <= T.SMALL_MAX);
}

/** The type of a literal by the tag of its external format. */
function literalType(bytes: Uint8Array): Type {
  switch (bytes[1]) {
    case 70:
      return T.FLOAT;
    case 104:
      return T.tuple(bytes[2]);
    case 107:
    case 108:
      return T.CONS;
    case 109:
    case 77:
      return T.BITSTRING;
    case 116:
      return T.MAP;
    case 113:
      return T.FUN;
    case 110:
    case 111:
    case 98:
      return T.INTEGER;
  }
  return T.ANY;
}

/** The range of a result whose operands have known ranges; undefined where an operation may fail or its range is not known. */
function resultRange(op: string, a: Type, b: Type): [number, number] | undefined {
  const corners = (f: (x: number, y: number) => number): [number, number] => {
    const all = [f(a.min, b.min), f(a.min, b.max), f(a.max, b.min), f(a.max, b.max)];
    return [Math.min(...all), Math.max(...all)];
  };
  const bits = (n: number) => 2 ** Math.ceil(Math.log2(n + 1)) - 1;
  switch (op) {
    case 'ADD':
      return [a.min + b.min, a.max + b.max];
    case 'SUB':
      return [a.min - b.max, a.max - b.min];
    case 'MUL':
      return corners((x, y) => x * y);
    case 'NEG':
      return [-a.max, -a.min];
    case 'BNOT':
      return [-a.max - 1, -a.min - 1];
    case 'DIV':
      if (b.min <= 0) return undefined;
      return corners((x, y) => Math.trunc(x / y));
    case 'REM': {
      if (b.min <= 0) return undefined;
      const limit = b.max - 1;
      return [a.min >= 0 ? 0 : -limit, Math.min(limit, Math.max(a.max, 0))];
    }
    case 'BAND':
      if (a.min >= 0) return [0, b.min >= 0 ? Math.min(a.max, b.max) : a.max];
      if (b.min >= 0) return [0, b.max];
      return undefined;
    case 'BOR':
    case 'BXOR':
      if (a.min < 0 || b.min < 0) return undefined;
      return [0, bits(Math.max(a.max, b.max))];
    case 'BSL':
      if (b.min < 0 || b.max > 52) return undefined;
      return corners((x, y) => x * 2 ** y);
    case 'BSR':
      if (b.min < 0 || b.max > 31) return undefined;
      return corners((x, y) => Math.floor(x / 2 ** y));
  }
  return undefined;
}
