// Code for numbers: integers that are known to fit words and floats as WebAssembly has them, arithmetic on whatever there is.
import { TYPE } from '../loader/types.ts';
import type { Edges, FunctionEmitter } from './emit.ts';
import { origin, type Value } from './ir.ts';
import * as T from './types.ts';
import { LOW_WORD } from './words.ts';

type Expression = number;

export function emitNumber(e: FunctionEmitter, v: Value, edges: Edges, out: Expression[]): void {
  const { w } = e;
  const [x] = v.args;
  switch (v.op) {
    case 'box':
      out.push(e.set(v, e.box(origin(x))));
      return;
    case 'small_value':
      out.push(e.set(v, isNumber(x) ? e.word(x, v.rep) : inRep(e, e.smallValue(e.term(x)), v.rep)));
      return;
    case 'word_value':
      out.push(e.set(v, isNumber(x) ? e.word(x, v.rep) : wordValue(e, x, v.rep)));
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
        w.if(w.i32.eqz(e.isA('Float', e.term(x))), e.callGeneral(e.ir.args)),
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
  }
  throw new Error(`no code for ${v.op}`);
}

function isNumber(v: Value): boolean {
  return origin(v).rep !== 'term';
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

export function i64Const(e: FunctionEmitter, n: bigint): Expression {
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

/** The number in what is known to be small. */
function smallValue(e: FunctionEmitter, v: Value): Expression {
  const x = origin(v);
  return x.op === 'small' ? e.w.i32.const(x.imm) : e.smallValue(e.term(x));
}

/** Any arithmetic; of small integers in line, unless they are known to be rare. */
export function arithmetic(
  e: FunctionEmitter,
  v: Value,
  edges: Edges,
  out: Expression[],
  inline = true,
): void {
  out.push(e.set(v, arithmeticTerm(e, v, edges, inline)));
}

/** The result of the same. */
export function arithmeticTerm(
  e: FunctionEmitter,
  v: Value,
  { fail, handler }: Edges,
  inline: boolean,
): Expression {
  const { w, b, t } = e;
  const [x, y = x] = v.args;
  const { op, number, pc } = v.imm;
  const unary = v.args.length === 1;
  const slowName = op.toLowerCase();
  const cold = fail
    ? e.branch(fail)
    : e.raise(
        e.call(
          'raiseArithmetic',
          e.machine(),
          e.address(pc),
          w.i32.const(number),
          e.term(x),
          e.term(y),
        ),
        handler,
      );
  const done = e.label();
  const slow = e.label();
  const body: Expression[] = [];
  const mayBeSmall = T.maybe(x.type, TYPE.INTEGER) && T.maybe(y.type, TYPE.INTEGER);
  const [valueX, valueY] = [x, y].map((a) => () => smallValue(e, a));
  const fast: Expression[] = [];
  if (inline && mayBeSmall && !unary) {
    const simple = smallOperation(e, op, valueX, valueY);
    for (const test of e.smallTests(x, y)) fast.push(w.br(slow, w.i32.eqz(test)));
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
      if (y.op !== 'small' || y.imm < 0 || y.imm > 31)
        fast.push(w.br(slow, w.i32.gt_u(valueY(), w.i32.const(31))));
      fast.push(w.br(done, undefined as never, w.ref.i31(w.i32.shr_s(valueX(), valueY()))));
    } else fast.length = 0;
  }
  if (fast.length > 0) body.push(w.block(slow, fast, b.none));
  const result = unary ? e.call(slowName, e.term(x)) : e.call(slowName, e.term(x), e.term(y));
  body.push(w.br_on_non_null(done, result), ...cold, w.unreachable());
  return w.block(done, body, t.eq);
}

/** The low word of a term that is an integer of 64 bits, with a sign or without. */
export function wordOfTerm(e: FunctionEmitter, term: () => Expression): Expression {
  const { w } = e;
  const beyond = w.if(
    e.isA('Int64', term()),
    e.get('Int64', 'value', e.cast('Int64', term())),
    e.get('Wide', 'low', e.cast('Wide', term())),
  );
  return w.if(e.isSmall(term()), w.i64.extend_s(e.smallValue(term())), beyond);
}

/** An operation whose low word depends on the low words of its operands alone. */
export function wordOperation(
  e: FunctionEmitter,
  op: string,
  [x, y]: readonly Expression[],
): Expression {
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
    case 'BSL':
      return w.i64.shl(x, y);
    case 'NEG':
      return w.i64.sub(i64Const(e, 0n), x);
    case 'BNOT':
      return w.i64.xor(x, i64Const(e, -1n));
  }
  throw new Error(`no operation of words ${op}`);
}

/** The number in a float. */
export function floatValue(e: FunctionEmitter, v: Value): Expression {
  return e.get('Float', 'value', e.cast('Float', e.term(v)));
}

/** What instructions on floating point registers do. */
const FLOAT_OPERATIONS: Readonly<Record<string, string>> = {
  fadd: 'ADD',
  fsub: 'SUB',
  fmul: 'MUL',
  fdiv: 'DIVIDE',
};

export function floatOperation(
  e: FunctionEmitter,
  op: string,
  [x, y]: readonly Expression[],
): Expression {
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
export function isNotFinite(e: FunctionEmitter, get: () => Expression): Expression {
  const { w } = e;
  return w.f64.ne(w.f64.sub(get(), get()), w.f64.const(0));
}

function float(e: FunctionEmitter, v: Value, { fail, handler }: Edges, out: Expression[]): void {
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
  const cold = fail
    ? e.branch(fail)
    : e.raise(
        e.call('raiseError', e.machine(), e.address(v.imm.pc), w.i32.const(0), e.nil()),
        handler,
      );
  out.push(w.if(isNotFinite(e, get), w.block(null, cold)));
}
