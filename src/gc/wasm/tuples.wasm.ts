// Tuples as one idea over their nine struct types.

import { withElement } from './arrays.wasm.ts';
import {
  Tuple,
  Tuple1,
  Tuple2,
  Tuple3,
  Tuple4,
  Tuple5,
  Tuple6,
  Tuple7,
  Tuple8,
  TupleN,
} from './types.wasm.ts';

/** @js */
export function isTuple(t: Term): boolean {
  return t instanceof Tuple;
}

/** The number of elements, or -1 for what is no tuple. @js @jit */
export function tupleArity(t: Term): i32 {
  if (t instanceof Tuple2) return 2;
  if (t instanceof Tuple3) return 3;
  if (t instanceof Tuple4) return 4;
  if (t instanceof Tuple1) return 1;
  if (t instanceof Tuple5) return 5;
  if (t instanceof Tuple6) return 6;
  if (t instanceof Tuple7) return 7;
  if (t instanceof Tuple8) return 8;
  if (t instanceof TupleN) return t.elements.length;
  return -1;
}

/** Whether `t` is a tuple of that arity. */
export function isTupleOf(t: Term, arity: i32): boolean {
  switch (arity) {
    case 1:
      return t instanceof Tuple1;
    case 2:
      return t instanceof Tuple2;
    case 3:
      return t instanceof Tuple3;
    case 4:
      return t instanceof Tuple4;
    case 5:
      return t instanceof Tuple5;
    case 6:
      return t instanceof Tuple6;
    case 7:
      return t instanceof Tuple7;
    case 8:
      return t instanceof Tuple8;
  }
  return t instanceof TupleN && t.elements.length === arity;
}

/** Element `i`, from 0; the caller has checked that `t` is a tuple with that many. @js @jit */
export function tupleElement(t: Term, i: i32): Term {
  if (t instanceof Tuple2) return i === 0 ? t.e0 : t.e1;
  if (t instanceof Tuple3) return i === 0 ? t.e0 : i === 1 ? t.e1 : t.e2;
  if (t instanceof Tuple4) {
    switch (i) {
      case 0:
        return t.e0;
      case 1:
        return t.e1;
      case 2:
        return t.e2;
    }
    return t.e3;
  }
  if (t instanceof Tuple1) return t.e0;
  if (t instanceof Tuple5) {
    switch (i) {
      case 0:
        return t.e0;
      case 1:
        return t.e1;
      case 2:
        return t.e2;
      case 3:
        return t.e3;
    }
    return t.e4;
  }
  if (t instanceof Tuple6) {
    switch (i) {
      case 0:
        return t.e0;
      case 1:
        return t.e1;
      case 2:
        return t.e2;
      case 3:
        return t.e3;
      case 4:
        return t.e4;
    }
    return t.e5;
  }
  if (t instanceof Tuple7) {
    switch (i) {
      case 0:
        return t.e0;
      case 1:
        return t.e1;
      case 2:
        return t.e2;
      case 3:
        return t.e3;
      case 4:
        return t.e4;
      case 5:
        return t.e5;
    }
    return t.e6;
  }
  if (t instanceof Tuple8) {
    switch (i) {
      case 0:
        return t.e0;
      case 1:
        return t.e1;
      case 2:
        return t.e2;
      case 3:
        return t.e3;
      case 4:
        return t.e4;
      case 5:
        return t.e5;
      case 6:
        return t.e6;
    }
    return t.e7;
  }
  return (t as TupleN).elements[i];
}

/** A tuple of `arity` elements from `elements[start]` on. */
export function tupleFromSlice(elements: MutArray<Term>, start: i32, arity: i32): Term {
  switch (arity) {
    case 1:
      return new Tuple1(elements[start]);
    case 2:
      return new Tuple2(elements[start], elements[start + 1]);
    case 3:
      return new Tuple3(elements[start], elements[start + 1], elements[start + 2]);
    case 4:
      return new Tuple4(
        elements[start],
        elements[start + 1],
        elements[start + 2],
        elements[start + 3],
      );
    case 5:
      return new Tuple5(
        elements[start],
        elements[start + 1],
        elements[start + 2],
        elements[start + 3],
        elements[start + 4],
      );
    case 6:
      return new Tuple6(
        elements[start],
        elements[start + 1],
        elements[start + 2],
        elements[start + 3],
        elements[start + 4],
        elements[start + 5],
      );
    case 7:
      return new Tuple7(
        elements[start],
        elements[start + 1],
        elements[start + 2],
        elements[start + 3],
        elements[start + 4],
        elements[start + 5],
        elements[start + 6],
      );
    case 8:
      return new Tuple8(
        elements[start],
        elements[start + 1],
        elements[start + 2],
        elements[start + 3],
        elements[start + 4],
        elements[start + 5],
        elements[start + 6],
        elements[start + 7],
      );
  }
  const copy: MutArray<Term> = newArray(small(0), arity);
  arrayCopy(copy, 0, elements, start, arity);
  return new TupleN(copy);
}

/** A tuple of all of `elements`, which the tuple may keep. @jit */
export function tupleFromArray(elements: MutArray<Term>): Term {
  if (elements.length === 0 || elements.length > 8) return new TupleN(elements);
  return tupleFromSlice(elements, 0, elements.length);
}

/** The elements in a new array. */
export function tupleElements(t: Term): MutArray<Term> {
  if (t instanceof TupleN) return copyOf(t.elements);
  const n = tupleArity(t);
  const elements: MutArray<Term> = newArray(small(0), n);
  for (let i = 0; i < n; i++) elements[i] = tupleElement(t, i);
  return elements;
}

/** The tuple with element `i`, from 0, replaced. @js @jit */
export function setTupleElement(t: Term, i: i32, value: Term): Term {
  if (t instanceof Tuple2) return i === 0 ? new Tuple2(value, t.e1) : new Tuple2(t.e0, value);
  if (t instanceof TupleN) return new TupleN(withElement(t.elements, i, value));
  if (t instanceof Tuple3)
    return new Tuple3(i === 0 ? value : t.e0, i === 1 ? value : t.e1, i === 2 ? value : t.e2);
  if (t instanceof Tuple4)
    return new Tuple4(
      i === 0 ? value : t.e0,
      i === 1 ? value : t.e1,
      i === 2 ? value : t.e2,
      i === 3 ? value : t.e3,
    );
  if (t instanceof Tuple5)
    return new Tuple5(
      i === 0 ? value : t.e0,
      i === 1 ? value : t.e1,
      i === 2 ? value : t.e2,
      i === 3 ? value : t.e3,
      i === 4 ? value : t.e4,
    );
  if (t instanceof Tuple6)
    return new Tuple6(
      i === 0 ? value : t.e0,
      i === 1 ? value : t.e1,
      i === 2 ? value : t.e2,
      i === 3 ? value : t.e3,
      i === 4 ? value : t.e4,
      i === 5 ? value : t.e5,
    );
  if (t instanceof Tuple7)
    return new Tuple7(
      i === 0 ? value : t.e0,
      i === 1 ? value : t.e1,
      i === 2 ? value : t.e2,
      i === 3 ? value : t.e3,
      i === 4 ? value : t.e4,
      i === 5 ? value : t.e5,
      i === 6 ? value : t.e6,
    );
  if (t instanceof Tuple8)
    return new Tuple8(
      i === 0 ? value : t.e0,
      i === 1 ? value : t.e1,
      i === 2 ? value : t.e2,
      i === 3 ? value : t.e3,
      i === 4 ? value : t.e4,
      i === 5 ? value : t.e5,
      i === 6 ? value : t.e6,
      i === 7 ? value : t.e7,
    );
  return new Tuple1(value);
}

/** @js */
export function tuple1(a0: Term): Term {
  return new Tuple1(a0);
}

/** @js */
export function tuple2(a0: Term, a1: Term): Term {
  return new Tuple2(a0, a1);
}

/** @js */
export function tuple3(a0: Term, a1: Term, a2: Term): Term {
  return new Tuple3(a0, a1, a2);
}

/** @js */
export function tuple4(a0: Term, a1: Term, a2: Term, a3: Term): Term {
  return new Tuple4(a0, a1, a2, a3);
}
