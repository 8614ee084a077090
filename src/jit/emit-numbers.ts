// Code for numbers: integers that are known to fit words and floats as WebAssembly has them, arithmetic on whatever there is.
import { TYPE } from '../loader/types.ts';
import type { Edges, FunctionEmitter } from './emit.ts';
import { origin, type Value } from './ir.ts';
import { constantInteger, LOW_WORD, type Modular } from './modular.ts';
import type { Tree } from './trees.ts';
import * as T from './types.ts';

type Expression = number;

export function emitNumber(e: FunctionEmitter, v: Value, edges: Edges, out: Expression[]): void {
  const { w } = e;
  const [x] = v.args;
  const { imm } = v;
  switch (v.op) {
    case 'box':
      out.push(e.set(v, e.box(origin(x))));
      return;
    case 'small_value':
      out.push(e.set(v, inRep(e, e.smallValue(e.term(x)), v.rep)));
      return;
    case 'word_value':
      out.push(e.set(v, wordValue(e, x, v.rep)));
      return;
    case 'extend':
      out.push(e.set(v, w.i64.extend_s(e.as(x, 'i32'))));
      return;
    case 'wrap':
      out.push(e.set(v, w.i32.wrap(e.as(x, 'i64'))));
      return;
    case 'raw':
      out.push(e.set(v, rawArithmetic(e, v)));
      return;
    case 'float_argument':
      out.push(
        w.if(w.i32.eqz(e.isA('Float', e.term(x))), e.callGeneral()),
        e.set(v, floatValue(e, x)),
      );
      return;
    case 'float_value':
      out.push(e.set(v, floatValue(e, x)));
      return;
    case 'convert':
      out.push(
        e.set(
          v,
          x.rep === 'i64'
            ? w.f64.convert_s.i64(e.as(x, 'i64'))
            : w.f64.convert_s.i32(e.as(x, 'i32')),
        ),
      );
      return;
    case 'fnegate':
      out.push(e.set(v, w.f64.neg(e.as(x, 'f64'))));
      return;
    case 'to_float':
    case 'fadd':
    case 'fsub':
    case 'fmul':
    case 'fdiv':
      float(e, v, edges, out);
      return;
    case 'arithmetic':
      if (imm.modular !== undefined) modular(e, v, edges, out);
      else if (imm.floating !== undefined) floating(e, v, edges, out);
      else arithmetic(e, v, edges, out);
      return;
  }
  throw new Error(`no code for ${v.op}`);
}

function inRep(e: FunctionEmitter, number: Expression, rep: Value['rep']): Expression {
  return rep === 'i64' ? e.w.i64.extend_s(number) : number;
}

function wordValue(e: FunctionEmitter, x: Value, rep: Value['rep']): Expression {
  const { w } = e;
  const value = w.if(
    e.isSmall(e.term(x)),
    w.i64.extend_s(e.smallValue(e.term(x))),
    e.get('Int64', 'value', e.cast('Int64', e.term(x))),
  );
  return rep === 'i32' ? w.i32.wrap(value) : value;
}

function rawArithmetic(e: FunctionEmitter, v: Value): Expression {
  const { w } = e;
  const rep = v.rep as 'i32' | 'i64';
  const m = rep === 'i64' ? w.i64 : w.i32;
  const [a, b] = v.args.map((x) => e.as(x, rep));
  if (rep === 'i64' && LOW_WORD.has(v.imm)) return wordOperation(e, v.imm, [a, b]);
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

function i64Const(e: FunctionEmitter, n: bigint): Expression {
  return e.w.i64.const(n as never);
}

/** Operations on small integers that cannot overflow 32 bits: what is done, and whether the result is small for sure. */
function smallOperation(
  e: FunctionEmitter,
  op: string,
  a: () => Expression,
  b: () => Expression,
): { value: Expression; fits: boolean } | null {
  const { w } = e;
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

function arithmetic(
  e: FunctionEmitter,
  v: Value,
  { fail, handler }: Edges,
  out: Expression[],
): void {
  const { w, b, t } = e;
  const [x, y = x] = v.args;
  const { op, number, pc } = v.imm;
  const unary = v.args.length === 1;
  const slowName = op.toLowerCase();
  const cold = fail
    ? e.branch(fail)
    : [
        w.drop(
          e.call(
            'raiseArithmetic',
            e.machine(),
            e.address(pc),
            w.i32.const(number),
            e.term(x),
            e.term(y),
          ),
        ),
        ...e.raised(handler),
      ];
  const done = e.label();
  const slow = e.label();
  const body: Expression[] = [];
  const mayBeSmall = T.maybe(x.type, TYPE.INTEGER) && T.maybe(y.type, TYPE.INTEGER);
  const [valueX, valueY] = [() => e.smallValue(e.term(x)), () => e.smallValue(e.term(y))];
  const fast: Expression[] = [];
  if (mayBeSmall && !unary) {
    const simple = smallOperation(e, op, valueX, valueY);
    const small = e.areSmall(x, y);
    if (small !== null) fast.push(w.br(slow, w.i32.eqz(small)));
    if (simple !== null) {
      if (simple.fits) fast.push(w.br(done, undefined as never, w.ref.i31(simple.value)));
      else {
        const r = e.temporary(b.i32);
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
      const r = e.temporary(b.i64);
      const get = () => w.local.get(r, b.i64);
      const low = () => w.i32.wrap(get());
      fast.push(
        w.local.set(r, w.i64.mul(w.i64.extend_s(valueX()), w.i64.extend_s(valueY()))),
        w.br(
          slow,
          w.i64.ne(get(), w.i64.shr_s(w.i64.shl(get(), i64Const(e, 33n)), i64Const(e, 33n))),
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
  const result = unary ? e.call(slowName, e.term(x)) : e.call(slowName, e.term(x), e.term(y));
  body.push(w.br_on_non_null(done, result), ...cold, w.unreachable());
  out.push(e.set(v, w.block(done, body, t.eq)));
}

/** A tree of operations by `fast`, which leaves to `done` with the result, or to `slow`: then they are done one by one. */
function together(
  e: FunctionEmitter,
  v: Value,
  inner: readonly Value[],
  { done, slow, fast }: { done: string; slow: string; fast: Expression[] },
  edges: Edges,
  out: Expression[],
): void {
  const { w, b, t } = e;
  const whole: Expression[] = [];
  for (const x of inner) e.statement(x, {}, whole);
  arithmetic(e, v, edges, whole);
  const code = [w.block(slow, fast, b.none), ...whole, e.term(v)];
  out.push(e.set(v, w.block(done, code, t.eq)));
}

/** What is masked to a word, by words; as it stands where an operand has none. */
function modular(e: FunctionEmitter, v: Value, edges: Edges, out: Expression[]): void {
  const { w, b } = e;
  const { mask, inner, leaves } = v.imm.modular as Modular;
  const done = e.label();
  const slow = e.label();
  const fast: Expression[] = [];
  const words = new Map<Value, number>();
  for (const leaf of leaves) {
    if (constantInteger(leaf) !== undefined) continue;
    const local = e.temporary(b.i64);
    fast.push(w.local.set(local, lowWord(e, leaf, slow)));
    words.set(leaf, local);
  }
  const word = (x: Value): Expression => {
    const constant = constantInteger(x);
    if (constant !== undefined) return i64Const(e, BigInt.asIntN(64, constant));
    const local = words.get(x);
    if (local !== undefined) return w.local.get(local, b.i64);
    return wordOperation(
      e,
      x.imm.op,
      x.args.map((y) => word(origin(y))),
    );
  };
  const made = word(v);
  const value = T.isSmall(v.type)
    ? w.ref.i31(w.i32.wrap(made))
    : e.call(mask >> 63n === 0n ? 'makeInt64' : 'makeUnsigned', made);
  fast.push(w.br(done, undefined as never, value));
  together(e, v, inner, { done, slow, fast }, edges, out);
}

/** The low word of an integer of at most 128 bits; leaves to `otherwise` where the value is none. */
function lowWord(e: FunctionEmitter, v: Value, otherwise: string): Expression {
  const { w, b } = e;
  const term = () => e.term(v);
  const small = () => w.i64.extend_s(e.smallValue(term()));
  if (v.rep === 'i64') return e.as(v, 'i64');
  if (v.rep === 'i32') return w.i64.extend_s(e.as(v, 'i32'));
  if (T.isSmall(v.type)) return small();
  const wide = w.block(
    null,
    [w.br(otherwise, w.i32.eqz(e.isA('Wide', term()))), e.call('lowWord', term())],
    b.i64,
  );
  const word = e.get('Int64', 'value', e.cast('Int64', term()));
  return w.if(e.isSmall(term()), small(), w.if(e.isA('Int64', term()), word, wide));
}

function wordOperation(e: FunctionEmitter, op: string, [x, y]: readonly Expression[]): Expression {
  const { w } = e;
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
      return w.i64.mul(x, i64Const(e, -1n));
    case 'BNOT':
      return w.i64.xor(x, i64Const(e, -1n));
  }
  throw new Error(`no operation of words ${op}`);
}

/** The number in a float. */
function floatValue(e: FunctionEmitter, v: Value): Expression {
  return e.get('Float', 'value', e.cast('Float', e.term(v)));
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
  together(e, v, inner, { done, slow, fast }, edges, out);
}

/** What instructions on floating point registers do. */
const FLOAT_OPERATIONS: Readonly<Record<string, string>> = {
  fadd: 'ADD',
  fsub: 'SUB',
  fmul: 'MUL',
  fdiv: 'DIVIDE',
};

function floatOperation(e: FunctionEmitter, op: string, [x, y]: readonly Expression[]): Expression {
  const { w } = e;
  switch (op) {
    case 'ADD':
      return w.f64.add(x, y);
    case 'SUB':
      return w.f64.sub(x, y);
    case 'MUL':
      return w.f64.mul(x, y);
    case 'DIVIDE':
      return w.f64.div(x, y);
    case 'NEG':
      return w.f64.neg(x);
  }
  throw new Error(`no operation of floats ${op}`);
}

/** Infinity and what is not a number differ from themselves when subtracted. */
function isNotFinite(e: FunctionEmitter, get: () => Expression): Expression {
  const { w } = e;
  return w.f64.ne(w.f64.sub(get(), get()), w.f64.const(0));
}

function float(e: FunctionEmitter, v: Value, { handler }: Edges, out: Expression[]): void {
  const { w, b } = e;
  const [x] = v.args;
  const result =
    v.op === 'to_float'
      ? w.if(e.isA('Float', e.term(x)), floatValue(e, x), e.call('toFloat', e.term(x)))
      : floatOperation(
          e,
          FLOAT_OPERATIONS[v.op],
          v.args.map((a) => e.as(a, 'f64')),
        );
  out.push(e.set(v, result));
  const get = () => w.local.get(e.local(v), b.f64);
  out.push(
    w.if(
      isNotFinite(e, get),
      w.block(null, [
        w.drop(e.call('raiseError', e.machine(), e.address(v.imm.pc), w.i32.const(0), e.nil())),
        ...e.raised(handler),
      ]),
    ),
  );
}
