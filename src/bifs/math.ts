// math: on doubles. An argument that is no number is a badarg; a result that is none, or too large, a badarith.
// JavaScript's functions would do, but for the last bit (see util/exponential.ts).
import { badarg, badarith } from '../gc/errors.ts';
import { doubleOf, isNumber, makeFloat, type Term } from '../gc/term.ts';
import { erf, erfc } from '../util/erf.ts';
import { exp, log, log2, log10, pow } from '../util/exponential.ts';
import { acosh, asinh, atanh, cosh, sinh, tanh } from '../util/hyperbolic.ts';
import { acos, asin, atan, atan2, cos, sin, tan } from '../util/trigonometric.ts';
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

export const math = defineBifs('math', {
  'acos/1': unary(acos),
  'acosh/1': unary(acosh),
  'asin/1': unary(asin),
  'asinh/1': unary(asinh),
  'atan/1': unary(atan),
  'atan2/2': binary(atan2),
  'atanh/1': unary(atanh),
  'ceil/1': unary(Math.ceil),
  'cos/1': unary(cos),
  'cosh/1': unary(cosh),
  'erf/1': unary(erf),
  'erfc/1': unary(erfc),
  'exp/1': unary(exp),
  'floor/1': unary(Math.floor),
  'fmod/2': binary((x, y) => x % y),
  'log/1': unary(log),
  'log10/1': unary(log10),
  'log2/1': unary(log2),
  'pow/2': binary(pow),
  'sin/1': unary(sin),
  'sinh/1': unary(sinh),
  'sqrt/1': unary(Math.sqrt),
  'tan/1': unary(tan),
  'tanh/1': unary(tanh),
});
