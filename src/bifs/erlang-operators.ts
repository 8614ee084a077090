// erlang: the operators as functions (`erlang:'+'/2`), on the same arithmetic and comparison as the instructions.
import { badarg, badarith, systemLimit } from '../gc/errors.ts';
import { arithFailure } from '../gc/bigint.ts';
import { wasm } from '../gc/instance.ts';
import {
  bool, compare, cons, equal, exactEqual, FALSE, isCons, isNumber, list, listElements, NIL, type Term, TRUE, tl, hd,
} from '../gc/term.ts';
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

/** `++`: the left side must be a proper list, unless it is empty anything goes on the right. */
function append(a: Term, b: Term): Term {
  if (a === NIL) return b;
  const items = listElements(a);
  if (items === undefined) throw badarg();
  return b === NIL ? a : list(items, b);
}

/** So many elements on either side are subtracted by comparing each with each. */
const SMALL_SUBTRACT = 16;

/** Sorted with counts, so that n - m costs (n + m) log m. */
function subtractSorted(items: Term[], minus: Term[]): Term[] {
  const sorted = [...minus].sort(wasm.compareExact);
  const keys: Term[] = [];
  const counts: number[] = [];
  for (const t of sorted) {
    if (keys.length > 0 && exactEqual(keys[keys.length - 1], t)) counts[counts.length - 1]++;
    else {
      keys.push(t);
      counts.push(1);
    }
  }
  return items.filter((t) => {
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (wasm.compareExact(keys[middle], t) < 0) low = middle + 1;
      else high = middle;
    }
    if (low === keys.length || !exactEqual(keys[low], t) || counts[low] === 0) return true;
    counts[low]--;
    return false;
  });
}

/** `--`: removes the first occurrence of each element of `b`. */
function subtract(a: Term, b: Term): Term {
  const items = listElements(a);
  const minus = listElements(b);
  if (items === undefined || minus === undefined) throw badarg();
  if (minus.length === 0 || items.length === 0) return a;
  if (minus.length > SMALL_SUBTRACT && items.length > SMALL_SUBTRACT) return list(subtractSorted(items, minus));
  const kept: Term[] = [];
  let rest = a;
  for (; isCons(rest) && minus.length > 0; rest = tl(rest)) {
    const t = hd(rest);
    const at = minus.findIndex((m) => exactEqual(m, t));
    if (at < 0) kept.push(t);
    else minus.splice(at, 1);
  }
  let result = rest;
  for (let i = kept.length - 1; i >= 0; i--) result = cons(kept[i], result);
  return result;
}

export const erlangListOperators = defineBifs('erlang', {
  '++/2': (_, a, b) => append(a, b),
  'append/2': (_, a, b) => append(a, b),
  '--/2': (_, a, b) => subtract(a, b),
  'subtract/2': (_, a, b) => subtract(a, b),
});
