// Code for expressions that are done together: integers by words, floats as numbers of 64 bits. Where that does not do, their operations are done
// one by one.
import { TYPE } from '../loader/types.ts';
import type { Edges, FunctionEmitter } from './emit.ts';
import {
  arithmetic,
  arithmeticTerm,
  floatOperation,
  floatValue,
  i64Const,
  isNotFinite,
  wordOfTerm,
  wordOperation,
} from './emit-numbers.ts';
import { origin, type Value } from './ir.ts';
import { constantInteger, SIGNED, SMALL, UNSIGNED, within } from './ranges.ts';
import type { Tree } from './trees.ts';
import * as T from './types.ts';
import { EITHER, NEED, type Node, type Words } from './words.ts';

type Expression = number;

/** Smallest and largest product of numbers of 64 bits that surely is none of more: what rounding may add to it is less than the difference. */
const SURE_PRODUCT = 2 ** 63 - 2 ** 12;

/** Whether the result of an expression stays a word, which is boxed where a term is wanted. */
export function staysWord(v: Value): boolean {
  return v.imm?.words?.staysWord ?? false;
}

/** A value that stays a word, as a term. */
export function termOfWord(e: FunctionEmitter, v: Value): Expression {
  const word = () => e.w.local.get(e.wordOf(v), e.b.i64);
  return e.w.if(
    isWordNow(e, v),
    boxed(e, word, (v.imm.words as Words).nodes.get(v) as Node),
    termNow(e, v),
  );
}

/** Beside its word there is a term, null except where the value has no word. */
function isWordNow(e: FunctionEmitter, v: Value): Expression {
  return e.w.ref.is_null(e.w.local.get(e.local(v), e.t.eqNull));
}

function termNow(e: FunctionEmitter, v: Value): Expression {
  return e.w.ref.as_non_null(e.w.local.get(e.local(v), e.t.eqNull));
}

/** An integer for a loop that has it as a number; where it is none of 64 bits, the function's other version takes over. */
export function emitCarry(e: FunctionEmitter, v: Value, out: Expression[]): void {
  const { w, b } = e;
  const [value, ...args] = v.args;
  const x = origin(value);
  const done = e.label();
  const slow = e.label();
  const isUnsigned = v.rep === 'u64';
  const node: Node = {
    need: isUnsigned ? NEED.EITHER : NEED.SIGNED,
    range: x.rep === 'u64' ? UNSIGNED : isUnsigned ? EITHER : SIGNED,
    check: false,
  };
  const code = new WordCode(e, new Map([[x, node]]), slow);
  code.operand(x);
  const word = isUnsigned ? code.unsigned(x) : code.signed(x);
  const fast = [...code.out, e.set(v, word)];
  if (!code.mayLeave) {
    out.push(...fast);
    return;
  }
  fast.push(w.br(done));
  out.push(w.block(done, [w.block(slow, fast, b.none), e.callGeneral(args)], b.none));
}

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
  const whole = oneByOne(e, v, inner, edges, inline);
  const code = [w.block(slow, fast, b.none), ...whole, e.term(v)];
  out.push(e.set(v, w.block(done, code, t.eq)));
}

function oneByOne(
  e: FunctionEmitter,
  v: Value,
  inner: readonly Value[],
  edges: Edges,
  inline: boolean,
): Expression[] {
  const out = allOf(e, inner, inline);
  arithmetic(e, v, edges, out, inline);
  return out;
}

function allOf(e: FunctionEmitter, operations: readonly Value[], inline: boolean): Expression[] {
  const out: Expression[] = [];
  for (const x of operations) arithmetic(e, x, { fail: x.imm.bail }, out, inline);
  return out;
}

/** Integers by words. */
function words(e: FunctionEmitter, v: Value, edges: Edges, out: Expression[]): void {
  const { w } = e;
  const { inner, leaves, nodes } = v.imm.words as Words;
  const done = e.label();
  const slow = e.label();
  const code = new WordCode(e, nodes, slow);
  for (const x of leaves) code.operand(x);
  for (const x of inner) code.operation(x);
  code.operation(v);
  if (v.rep !== 'term') {
    const fast = [...code.out, e.set(v, code.word(v))];
    if (!code.mayLeave) {
      out.push(...fast);
      return;
    }
    const result = e.temporary(e.t.eq);
    const whole = [
      ...allOf(e, inner, false),
      w.local.set(result, arithmeticTerm(e, v, edges, false)),
      e.set(
        v,
        wordOfTerm(e, () => w.local.get(result, e.t.eq)),
      ),
    ];
    out.push(w.block(done, [w.block(slow, [...fast, w.br(done)], e.b.none), ...whole], e.b.none));
    return;
  }
  if (staysWord(v)) {
    const fast = [
      ...code.out,
      w.local.set(e.wordOf(v), code.word(v)),
      w.local.set(e.local(v), w.ref.null(e.t.eqNull)),
      w.br(done),
    ];
    const whole = oneByOne(e, v, inner, edges, false);
    out.push(w.block(done, [w.block(slow, fast, e.b.none), ...whole], e.b.none));
    return;
  }
  const result = boxed(e, () => code.word(v), nodes.get(v) as Node);
  if (!code.mayLeave) {
    out.push(...code.out, e.set(v, result));
    return;
  }
  const fast = [...code.out, w.br(done, undefined as never, result)];
  together(e, v, inner, { done, slow, fast }, edges, out, false);
}

/** The code of an expression by words, which leaves to `slow` where it cannot be done so. */
class WordCode {
  readonly out: Expression[] = [];
  /** Whether there is anything that cannot be done so. */
  mayLeave = false;
  private readonly e: FunctionEmitter;
  private readonly nodes: Words['nodes'];
  private readonly slow: string;
  private readonly locals = new Map<Value, number>();
  /** Of what may have a sign or not: all ones where it is negative, else 0. */
  private readonly uppers = new Map<Value, number>();

  constructor(e: FunctionEmitter, nodes: Words['nodes'], slow: string) {
    this.e = e;
    this.nodes = nodes;
    this.slow = slow;
  }

  private node(v: Value): Node {
    return this.nodes.get(origin(v)) as Node;
  }

  private leaveIf(test: Expression): void {
    this.out.push(this.leave(test));
  }

  private leave(test?: Expression): Expression {
    this.mayLeave = true;
    return this.e.w.br(this.slow, test);
  }

  private keep(v: Value, word: Expression): void {
    const local = this.e.temporary(this.e.b.i64);
    this.locals.set(v, local);
    this.out.push(this.e.w.local.set(local, word));
  }

  /** The low word of a value, which is the value where its range is that of a word. */
  word(x: Value): Expression {
    const v = origin(x);
    const n = constantInteger(v);
    if (n !== undefined) return i64Const(this.e, BigInt.asIntN(64, n));
    return this.e.w.local.get(this.locals.get(v) as number, this.e.b.i64);
  }

  private upper(v: Value): Expression {
    return this.e.w.local.get(this.uppers.get(v) as number, this.e.b.i64);
  }

  /** A value as a number with a sign. */
  signed(x: Value): Expression {
    const { w } = this.e;
    if (this.node(x).range.max > SIGNED.max)
      this.leaveIf(w.i64.lt_s(this.word(x), i64Const(this.e, 0n)));
    return this.word(x);
  }

  /** A value as a number without a sign. */
  unsigned(x: Value): Expression {
    const { w } = this.e;
    const sign = this.uppers.has(x) ? this.upper(x) : this.word(x);
    if (this.node(x).range.min < 0n) this.leaveIf(w.i64.lt_s(sign, i64Const(this.e, 0n)));
    return this.word(x);
  }

  /** Takes an operand that is made elsewhere. */
  operand(v: Value): void {
    const { e } = this;
    if (constantInteger(v) !== undefined) return;
    const { w } = e;
    if (v.rep === 'i64' || v.rep === 'u64') this.keep(v, e.as(v, v.rep));
    else if (v.rep === 'i32') this.keep(v, w.i64.extend_s(e.as(v, 'i32')));
    else if (T.isSmall(v.type)) this.keep(v, w.i64.extend_s(e.smallValue(e.term(v))));
    else this.fromTerm(v);
  }

  /** Takes an operand that is a term, or may be one. */
  private fromTerm(v: Value): void {
    const { e } = this;
    const { w } = e;
    const { need, range } = this.node(v);
    const mayBeEither = need === NEED.EITHER && range.min < 0n;
    if (mayBeEither) {
      const upper = e.temporary(e.b.i64);
      this.uppers.set(v, upper);
      this.out.push(w.local.set(upper, i64Const(e, -1n)));
    }
    const stays = staysWord(v);
    const loaded = this.load(v, need, () => (stays ? termNow(e, v) : e.term(v)));
    this.keep(v, stays ? w.if(isWordNow(e, v), this.stayed(v, need), loaded) : loaded);
    if (mayBeEither) {
      const sign = w.i64.shr_s(this.word(v), i64Const(e, 63n));
      this.out.push(w.local.set(this.uppers.get(v) as number, w.i64.and(this.upper(v), sign)));
    }
  }

  /** The word that a value stayed. */
  private stayed(v: Value, need: Node['need']): Expression {
    const { e } = this;
    const { w, b } = e;
    const word = () => w.local.get(e.wordOf(v), b.i64);
    const { range } = (v.imm.words as Words).nodes.get(v) as Node;
    if (range.max <= SIGNED.max || need === NEED.LOW) return word();
    const isNegative = w.i64.lt_s(word(), i64Const(e, 0n));
    const code = need === NEED.SIGNED ? [this.leave(isNegative)] : this.noSign(v);
    return w.block(null, [...code, word()], b.i64);
  }

  /** The value has no sign, though others in its place may have. */
  private noSign(v: Value): Expression[] {
    const upper = this.uppers.get(v);
    return upper === undefined ? [] : [this.e.w.local.set(upper, i64Const(this.e, 0n))];
  }

  /** The low word of a term, as far as that will do. */
  private load(v: Value, need: Node['need'], term: () => Expression): Expression {
    const { e } = this;
    const { w, b } = e;
    const small = w.i64.extend_s(e.smallValue(term()));
    const word = e.get('Int64', 'value', e.cast('Int64', term()));
    const wide = (field: string) => e.get('Wide', field, e.cast('Wide', term()));
    const isOther = w.i32.eqz(e.isA('Wide', term()));
    const other: Expression[] = [];
    if (need === NEED.SIGNED) other.push(this.leave(), w.unreachable());
    else if (need === NEED.LOW) other.push(this.leave(isOther), e.call('lowWord', term()));
    else
      other.push(
        this.leave(isOther),
        this.leave(wide('negative')),
        this.leave(w.i64.ne(wide('high'), i64Const(e, 0n))),
        ...this.noSign(v),
        wide('low'),
      );
    const rest = w.block(null, other, b.i64);
    return w.if(e.isSmall(term()), small, w.if(e.isA('Int64', term()), word, rest));
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
}

/** A word as a term. */
function boxed(e: FunctionEmitter, word: () => Expression, { range }: Node): Expression {
  const { w, t } = e;
  const small = () => w.ref.i31(w.i32.wrap(word()));
  if (within(range, SMALL)) return small();
  const fits = w.i64.lt_u(
    w.i64.add(word(), i64Const(e, -SMALL.min)),
    i64Const(e, SMALL.max - SMALL.min + 1n),
  );
  const signed = w.if(fits, small(), w.struct.new([word()], t.heap('Int64')));
  if (within(range, SIGNED)) return signed;
  const isNegative = w.i64.lt_s(word(), i64Const(e, 0n));
  return w.if(isNegative, e.call('makeUnsigned', word()), signed);
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
