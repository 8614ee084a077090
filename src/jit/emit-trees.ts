// Code for expressions that are done together: integers by words, floats as numbers of 64 bits. Where that does not do, their operations are done
// one by one.
import { TYPE } from '../loader/types.ts';
import type { Edges, FunctionEmitter } from './emit.ts';
import {
  arithmetic,
  floatOperation,
  floatValue,
  i64Const,
  isNotFinite,
  wordOperation,
} from './emit-numbers.ts';
import { origin, type Value } from './ir.ts';
import type { Tree } from './trees.ts';
import * as T from './types.ts';
import { constantInteger, NEED, type Node, SIGNED, type Words, within } from './words.ts';

type Expression = number;

/** Smallest and largest product of numbers of 64 bits that surely is none of more: what rounding may add to it is less than the difference. */
const SURE_PRODUCT = 2 ** 63 - 2 ** 12;

export function emitTree(e: FunctionEmitter, v: Value, edges: Edges, out: Expression[]): void {
  if (v.imm.words !== undefined) words(e, v, edges, out);
  else floating(e, v, edges, out);
}

/**
 * A tree of operations by `fast`, which leaves to `done` with the result, or to `slow`: then they are done one by one, those of small integers
 * `inline`.
 */
function together(
  e: FunctionEmitter,
  v: Value,
  inner: readonly Value[],
  { done, slow, fast }: { done: string; slow: string; fast: Expression[] },
  edges: Edges,
  out: Expression[],
  inline: boolean,
): void {
  const { w, b, t } = e;
  const whole: Expression[] = [];
  for (const x of inner) arithmetic(e, x, {}, whole, inline);
  arithmetic(e, v, edges, whole, inline);
  const code = [w.block(slow, fast, b.none), ...whole, e.term(v)];
  out.push(e.set(v, w.block(done, code, t.eq)));
}

/** Integers by words. */
function words(e: FunctionEmitter, v: Value, edges: Edges, out: Expression[]): void {
  const { w } = e;
  const { inner, leaves } = v.imm.words as Words;
  const done = e.label();
  const slow = e.label();
  const code = new WordCode(e, v.imm.words, slow);
  for (const x of leaves) code.operand(x);
  for (const x of inner) code.operation(x);
  code.operation(v);
  const fast = [...code.out, w.br(done, undefined as never, code.boxed(v))];
  together(e, v, inner, { done, slow, fast }, edges, out, false);
}

/** The code of an expression by words, which leaves to `slow` where it cannot be done so. */
class WordCode {
  readonly out: Expression[] = [];
  private readonly e: FunctionEmitter;
  private readonly nodes: Words['nodes'];
  private readonly slow: string;
  private readonly locals = new Map<Value, number>();
  /** Of what may have a sign or not: all ones where it is negative, else 0. */
  private readonly uppers = new Map<Value, number>();

  constructor(e: FunctionEmitter, { nodes }: Words, slow: string) {
    this.e = e;
    this.nodes = nodes;
    this.slow = slow;
  }

  private node(v: Value): Node {
    return this.nodes.get(origin(v)) as Node;
  }

  private leaveIf(test: Expression): void {
    this.out.push(this.e.w.br(this.slow, test));
  }

  private keep(v: Value, word: Expression): void {
    const local = this.e.temporary(this.e.b.i64);
    this.locals.set(v, local);
    this.out.push(this.e.w.local.set(local, word));
  }

  /** The low word of a value, which is the value where its range is that of a word. */
  private word(x: Value): Expression {
    const v = origin(x);
    const n = constantInteger(v);
    if (n !== undefined) return i64Const(this.e, BigInt.asIntN(64, n));
    return this.e.w.local.get(this.locals.get(v) as number, this.e.b.i64);
  }

  private upper(v: Value): Expression {
    return this.e.w.local.get(this.uppers.get(v) as number, this.e.b.i64);
  }

  /** A value as a number with a sign. */
  private signed(x: Value): Expression {
    const { w } = this.e;
    if (this.node(x).range.max > SIGNED.max)
      this.leaveIf(w.i64.lt_s(this.word(x), i64Const(this.e, 0n)));
    return this.word(x);
  }

  /** Takes an operand that is made elsewhere. */
  operand(v: Value): void {
    const { e } = this;
    if (constantInteger(v) !== undefined) return;
    const { w } = e;
    if (v.rep === 'i64') this.keep(v, e.as(v, 'i64'));
    else if (v.rep === 'i32') this.keep(v, w.i64.extend_s(e.as(v, 'i32')));
    else if (T.isSmall(v.type)) this.keep(v, w.i64.extend_s(e.smallValue(e.term(v))));
    else this.term(v);
  }

  private term(v: Value): void {
    const { e } = this;
    const { w } = e;
    const { need, range } = this.node(v);
    const isEither = need === NEED.EITHER && range.min < 0n;
    if (isEither) {
      const upper = e.temporary(e.b.i64);
      this.uppers.set(v, upper);
      this.out.push(w.local.set(upper, i64Const(e, -1n)));
    }
    const small = w.i64.extend_s(e.smallValue(e.term(v)));
    const word = e.get('Int64', 'value', e.cast('Int64', e.term(v)));
    const other = this.beyondWords(v, need);
    this.keep(v, w.if(e.isSmall(e.term(v)), small, w.if(e.isA('Int64', e.term(v)), word, other)));
    if (isEither) {
      const sign = w.i64.shr_s(this.word(v), i64Const(e, 63n));
      this.out.push(w.local.set(this.uppers.get(v) as number, w.i64.and(this.upper(v), sign)));
    }
  }

  /** The low word of what is no Int64, as far as that will do. */
  private beyondWords(v: Value, need: Node['need']): Expression {
    const { e } = this;
    const { w, b } = e;
    if (need === NEED.SIGNED) return w.block(null, [w.br(this.slow), w.unreachable()], b.i64);
    const wide = (field: string) => e.get('Wide', field, e.cast('Wide', e.term(v)));
    const code = [w.br(this.slow, w.i32.eqz(e.isA('Wide', e.term(v))))];
    if (need === NEED.LOW) code.push(e.call('lowWord', e.term(v)));
    else {
      const upper = this.uppers.get(v);
      code.push(
        w.br(this.slow, wide('negative')),
        w.br(this.slow, w.i64.ne(wide('high'), i64Const(e, 0n))),
      );
      if (upper !== undefined) code.push(w.local.set(upper, i64Const(e, 0n)));
      code.push(wide('low'));
    }
    return w.block(null, code, b.i64);
  }

  operation(v: Value): void {
    const { op } = v.imm;
    const { check } = this.node(v);
    const [x, y = x] = v.args;
    const isDownward = op === 'BSR' || op === 'DIV' || op === 'REM';
    this.keep(v, isDownward ? this.downward(op, x, y) : this.upward(v));
    if (check) this.leaveIf(this.overflows(v, x, y));
  }

  private upward(v: Value): Expression {
    const { op } = v.imm;
    const { need, range } = this.node(v);
    const isBitwise = op === 'BAND' || op === 'BOR' || op === 'BXOR';
    const isWord = need === NEED.LOW || (isBitwise && range.min >= 0n);
    const args = v.args.map((x) => (isWord ? this.word(x) : this.signed(x)));
    return wordOperation(this.e, op, args);
  }

  /** What makes nothing larger of a number, with a sign or without. */
  private downward(op: string, x: Value, y: Value): Expression {
    const { e } = this;
    const { w } = e;
    const upper = this.uppers.has(origin(x)) ? () => this.upper(origin(x)) : undefined;
    const isSigned = this.node(x).range.min < 0n;
    const by = constantInteger(origin(y));
    if (op === 'BSR') {
      const count = () => this.word(y);
      if (upper === undefined)
        return isSigned ? w.i64.shr_s(this.word(x), count()) : w.i64.shr_u(this.word(x), count());
      const rest = i64Const(e, 64n - (by as bigint));
      return w.i64.or(w.i64.shr_u(this.word(x), count()), w.i64.shl(upper(), rest));
    }
    // What may be zero, or has no sign and is too large to have one.
    if (by === undefined) this.leaveIf(w.i64.le_s(this.word(y), i64Const(e, 0n)));
    const [withSign, without] =
      op === 'DIV' ? [w.i64.div_s, w.i64.div_u] : [w.i64.rem_s, w.i64.rem_u];
    const result = (f: typeof withSign) => f(this.word(x), this.word(y));
    if (upper === undefined) return result(isSigned ? withSign : without);
    return w.if(w.i64.eqz(upper()), result(without), result(withSign));
  }

  /** Whether the exact result of an operation, which was done, has no room in a word with a sign. */
  private overflows(v: Value, x: Value, y: Value): Expression {
    const { e } = this;
    const { w } = e;
    const [a, b, r] = [x, y, v].map((value) => () => this.word(value));
    const zero = i64Const(e, 0n);
    const [constant, other] = [x, y].map(origin).map(constantInteger);
    switch (v.imm.op) {
      case 'ADD':
        return w.i64.lt_s(w.i64.and(w.i64.xor(a(), r()), w.i64.xor(b(), r())), zero);
      case 'SUB':
        return w.i64.lt_s(w.i64.and(w.i64.xor(a(), b()), w.i64.xor(a(), r())), zero);
      case 'MUL': {
        const factor = constant ?? other;
        if (factor !== undefined) return this.exceeds(constant === undefined ? x : y, factor);
        const product = w.f64.mul(w.f64.convert_s.i64(a()), w.f64.convert_s.i64(b()));
        return w.f64.gt(w.f64.abs(product), w.f64.const(SURE_PRODUCT));
      }
      case 'NEG':
        return w.i64.eq(a(), i64Const(e, SIGNED.min));
      case 'BSL':
        return w.i64.ne(w.i64.shr_s(r(), b()), a());
    }
    throw new Error(`${v.imm.op} does not overflow`);
  }

  /** Whether a number times a constant has no room in a word. */
  private exceeds(x: Value, factor: bigint): Expression {
    const { e } = this;
    const limit = SIGNED.max / (factor < 0n ? -factor : factor);
    const moved = e.w.i64.add(this.word(x), i64Const(e, limit));
    return e.w.i64.gt_u(moved, i64Const(e, BigInt.asIntN(64, 2n * limit)));
  }

  /** The result as a term. */
  boxed(v: Value): Expression {
    const { e } = this;
    const { w, t } = e;
    const { range } = this.node(v);
    const isSmall = { min: BigInt(T.SMALL_MIN), max: BigInt(T.SMALL_MAX) };
    const small = () => w.ref.i31(w.i32.wrap(this.word(v)));
    if (within(range, isSmall)) return small();
    const fits = w.i64.lt_u(
      w.i64.add(this.word(v), i64Const(e, -isSmall.min)),
      i64Const(e, isSmall.max - isSmall.min + 1n),
    );
    const word = w.if(fits, small(), w.struct.new([this.word(v)], t.heap('Int64')));
    if (within(range, SIGNED)) return word;
    const negative = w.i64.lt_s(this.word(v), i64Const(e, 0n));
    return w.if(negative, e.call('makeUnsigned', this.word(v)), word);
  }
}

/** An expression on numbers of 64 bits; operation by operation where an operand is none, or its result none that is finite. */
function floating(e: FunctionEmitter, v: Value, edges: Edges, out: Expression[]): void {
  const { w, b, t } = e;
  const { inner, leaves } = v.imm.floating as Tree;
  const done = e.label();
  const slow = e.label();
  const fast: Expression[] = [];
  const numbers = new Map<Value, () => Expression>();
  for (const leaf of leaves) {
    if (leaf.op === 'small') {
      numbers.set(leaf, () => w.f64.const(leaf.imm));
      continue;
    }
    if (leaf.rep === 'f64') {
      numbers.set(leaf, () => e.as(leaf, 'f64'));
      continue;
    }
    const local = e.temporary(b.f64);
    if (!T.is(leaf.type, TYPE.FLOAT))
      fast.push(w.br(slow, w.i32.eqz(e.isA('Float', e.term(leaf)))));
    fast.push(w.local.set(local, floatValue(e, leaf)));
    numbers.set(leaf, () => w.local.get(local, b.f64));
  }
  const number = (x: Value): Expression =>
    numbers.get(x)?.() ??
    floatOperation(
      e,
      x.imm.op,
      x.args.map((y) => number(origin(y))),
    );
  const result = e.temporary(b.f64);
  const get = () => w.local.get(result, b.f64);
  fast.push(
    w.local.set(result, number(v)),
    w.br(slow, isNotFinite(e, get)),
    w.br(done, undefined as never, w.struct.new([get()], t.heap('Float'))),
  );
  together(e, v, inner, { done, slow, fast }, edges, out, true);
}
