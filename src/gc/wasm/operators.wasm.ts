// The operators as JavaScript calls them: the same arithmetic as the interpreter's, null where it is a badarith.

import {
  add,
  band,
  bnot,
  bor,
  bsl,
  bsr,
  bxor,
  div,
  divide,
  mul,
  neg,
  rem,
  sub,
} from './numbers.wasm.ts';

/** `+`; null where it fails. @js */
export function opAdd(a: Term, b: Term): Term | null {
  return add(a, b);
}
/** `-`; null where it fails. @js */
export function opSub(a: Term, b: Term): Term | null {
  return sub(a, b);
}
/** `*`; null where it fails. @js */
export function opMul(a: Term, b: Term): Term | null {
  return mul(a, b);
}
/** `/`; null where it fails. @js */
export function opDivide(a: Term, b: Term): Term | null {
  return divide(a, b);
}
/** `div`; null where it fails. @js */
export function opDiv(a: Term, b: Term): Term | null {
  return div(a, b);
}
/** `rem`; null where it fails. @js */
export function opRem(a: Term, b: Term): Term | null {
  return rem(a, b);
}
/** `band`; null where it fails. @js */
export function opBand(a: Term, b: Term): Term | null {
  return band(a, b);
}
/** `bor`; null where it fails. @js */
export function opBor(a: Term, b: Term): Term | null {
  return bor(a, b);
}
/** `bxor`; null where it fails. @js */
export function opBxor(a: Term, b: Term): Term | null {
  return bxor(a, b);
}
/** `bsl`; null where it fails. @js */
export function opBsl(a: Term, b: Term): Term | null {
  return bsl(a, b);
}
/** `bsr`; null where it fails. @js */
export function opBsr(a: Term, b: Term): Term | null {
  return bsr(a, b);
}
/** `bnot`; null where it fails. @js */
export function opBnot(a: Term): Term | null {
  return bnot(a);
}
/** Unary `-`; null where it fails. @js */
export function opNeg(a: Term): Term | null {
  return neg(a);
}
