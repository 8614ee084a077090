// math: on doubles. An argument that is no number is a badarg; a result that is none, or too large, a badarith.
import { badarg, badarith } from '../gc/errors.ts';
import { doubleOf, isNumber, makeFloat, type Term } from '../gc/term.ts';
import { erf, erfc } from '../util/erf.ts';
import { type BifBody, defineBifs } from './registry.ts';

function argument(t: Term): number {
  if (!isNumber(t)) throw badarg();
  const d = doubleOf(t);
  if (!Number.isFinite(d)) throw badarith();
  return d;
}

function result(d: number): Term {
  if (!Number.isFinite(d)) throw badarith();
  return makeFloat(d);
}

const unary =
  (f: (x: number) => number): BifBody =>
  (_, x) =>
    result(f(argument(x)));

const binary =
  (f: (x: number, y: number) => number): BifBody =>
  (_, x, y) =>
    result(f(argument(x), argument(y)));

/** C's pow(): where JavaScript's gives NaN, 1 to any power is 1. */
function pow(x: number, y: number): number {
  return x === 1 ? 1 : x ** y;
}

export const math = defineBifs('math', {
  'acos/1': unary(Math.acos),
  'acosh/1': unary(Math.acosh),
  'asin/1': unary(Math.asin),
  'asinh/1': unary(Math.asinh),
  'atan/1': unary(Math.atan),
  'atan2/2': binary(Math.atan2),
  'atanh/1': unary(Math.atanh),
  'ceil/1': unary(Math.ceil),
  'cos/1': unary(Math.cos),
  'cosh/1': unary(Math.cosh),
  'erf/1': unary(erf),
  'erfc/1': unary(erfc),
  'exp/1': unary(Math.exp),
  'floor/1': unary(Math.floor),
  'fmod/2': binary((x, y) => x % y),
  'log/1': unary(Math.log),
  'log10/1': unary(Math.log10),
  'log2/1': unary(Math.log2),
  'pow/2': binary(pow),
  'sin/1': unary(Math.sin),
  'sinh/1': unary(Math.sinh),
  'sqrt/1': unary(Math.sqrt),
  'tan/1': unary(Math.tan),
  'tanh/1': unary(Math.tanh),
});
