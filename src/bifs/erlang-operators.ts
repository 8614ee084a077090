// erlang: the operators as functions (`erlang:'+'/2`), on the same arithmetic and comparison as the instructions.

import { arithFailure } from '../gc/bigint.ts';
import { badarg, badarith, systemLimit } from '../gc/errors.ts';
import { wasm } from '../gc/instance.ts';
import { bool, compare, equal, exactEqual, FALSE, isNumber, type Term, TRUE } from '../gc/term.ts';
import { booleanOf } from './arguments.ts';
import { type BifBody, defineBifs, defineGuardBifs } from './registry.ts';

/** The result of an arithmetic operation, or the error that its null stands for. */
export function arithResult(result: Term | null): Term {
  if (result !== null) return result;
  if (arithFailure.systemLimit) {
    arithFailure.systemLimit = false;
    throw systemLimit();
  }
  throw badarith();
}

const binary =
  (operation: (a: Term, b: Term) => Term | null): BifBody =>
  (_, a, b) =>
    arithResult(operation(a, b));

const logical =
  (operation: (a: boolean, b: boolean) => boolean): BifBody =>
  (_, a, b) => {
    const x = booleanOf(a);
    const y = booleanOf(b);
    if (x === undefined || y === undefined) throw badarg();
    return bool(operation(x, y));
  };

export const erlangOperators = defineGuardBifs('erlang', {
  '+/2': binary(wasm.opAdd),
  '-/2': binary(wasm.opSub),
  '*/2': binary(wasm.opMul),
  '//2': binary(wasm.opDivide),
  'div/2': binary(wasm.opDiv),
  'rem/2': binary(wasm.opRem),
  'band/2': binary(wasm.opBand),
  'bor/2': binary(wasm.opBor),
  'bxor/2': binary(wasm.opBxor),
  'bsl/2': binary(wasm.opBsl),
  'bsr/2': binary(wasm.opBsr),
  'bnot/1': (_, a) => arithResult(wasm.opBnot(a)),
  '-/1': (_, a) => arithResult(wasm.opNeg(a)),
  '+/1': (_, a) => {
    if (!isNumber(a)) throw badarith();
    return a;
  },
  '==/2': (_, a, b) => bool(equal(a, b)),
  '/=/2': (_, a, b) => bool(!equal(a, b)),
  '=:=/2': (_, a, b) => bool(exactEqual(a, b)),
  '=/=/2': (_, a, b) => bool(!exactEqual(a, b)),
  '</2': (_, a, b) => bool(compare(a, b) < 0),
  '=</2': (_, a, b) => bool(compare(a, b) <= 0),
  '>/2': (_, a, b) => bool(compare(a, b) > 0),
  '>=/2': (_, a, b) => bool(compare(a, b) >= 0),
  'and/2': logical((a, b) => a && b),
  'or/2': logical((a, b) => a || b),
  'xor/2': logical((a, b) => a !== b),
  'not/1': (_, a) => {
    if (a === TRUE) return FALSE;
    if (a === FALSE) return TRUE;
    throw badarg();
  },
  'min/2': (_, a, b) => (compare(a, b) <= 0 ? a : b),
  'max/2': (_, a, b) => (compare(a, b) >= 0 ? a : b),
});

function orBadarg(t: Term | null): Term {
  if (t === null) throw badarg();
  return t;
}

/** `++`: the left side must be a proper list, unless it is empty anything goes on the right. */
const append = (a: Term, b: Term): Term => orBadarg(wasm.listAppend(a, b));

/** `--`: removes the first occurrence of each element of `b`. */
const subtract = (a: Term, b: Term): Term => orBadarg(wasm.listSubtract(a, b));

export const erlangListOperators = defineBifs('erlang', {
  '++/2': (_, a, b) => append(a, b),
  'append/2': (_, a, b) => append(a, b),
  '--/2': (_, a, b) => subtract(a, b),
  'subtract/2': (_, a, b) => subtract(a, b),
});
