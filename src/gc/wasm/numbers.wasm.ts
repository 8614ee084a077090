// Integers and floats: construction in the narrowest representation, arithmetic with fast paths for small and 64-bit
// integers and for floats. What needs more goes to wide.wasm.ts and, beyond 128 bits, to JavaScript's BigInt through `slowArith` (gc/bigint.ts).
// A null result means the operands were not numbers or the result is none (division by zero, float overflow, too big).

import { ARITH } from '../arith.ts';
import { TAG } from '../tags.ts';
import { Big, Float, Int64 } from './types.wasm.ts';
import { bigOf, compareWide, isWide, wideArith } from './wide.wasm.ts';

/** The result of ARITH operation `op` on any two terms, computed by JavaScript; null where it is a badarith. */
declare function slowArith(op: i32, a: Term, b: Term): Term | null;
/** The same for integers, one of them at least a BigInt. */
declare function bigArith(op: i32, a: extern, b: extern): Term | null;
declare function bigWordArith(op: i32, a: extern, b: i64): Term | null;
declare function wordBigArith(op: i32, a: i64, b: extern): Term | null;
/** Compares two integers of which one at least is a Big, or a Big with a float: <0, 0, >0. */
declare function compareBig(a: Term, b: Term): i32;

/** @inline */
export function fitsSmall(n: i32): boolean {
  return n === (n << 1) >> 1;
}

/** An integer from a 32-bit value. @js */
export function makeInt32(n: i32): Term {
  if (fitsSmall(n)) return small(n);
  return new Int64(i64(n));
}

/** An integer from a 64-bit value. @js @jit */
export function makeInt64(n: i64): Term {
  if (n >= -0x40000000 && n <= 0x3fffffff) return small(i32(n));
  return new Int64(n);
}

/** An integer beyond 128 bits; `value` is its BigInt. @js */
export function makeBig(value: extern): Term {
  return new Big(TAG.BIG, value);
}

/** The BigInt of an integer beyond 64 bits. @js */
export function bigValue(t: Term): extern {
  return bigOf(t as Big);
}

/** An integer from a double that holds an integer of at most 53 bits. @js */
export function makeIntFromDouble(n: f64): Term {
  return makeInt64(i64(n));
}

/** @js */
export function makeFloat(n: f64): Term {
  return new Float(n);
}

/** @js */
export function isFloat(t: Term): boolean {
  return t instanceof Float;
}

/** The value of a float; anything else traps. @js */
export function floatValue(t: Term): f64 {
  return (t as Float).value;
}

/** @js */
export function isInt64(t: Term): boolean {
  return t instanceof Int64;
}

/** @js */
export function int64Value(t: Term): i64 {
  return (t as Int64).value;
}

/** Small or 64-bit. @inline */
export function isWord(t: Term): boolean {
  return isSmall(t) || t instanceof Int64;
}

/** @inline */
export function wordValue(t: Term): i64 {
  return isSmall(t) ? i64(smallValue(t)) : (t as Int64).value;
}

/** @js @jit */
export function isInteger(t: Term): boolean {
  return isSmall(t) || t instanceof Int64 || t instanceof Big;
}

/** @js @jit */
export function isNumber(t: Term): boolean {
  return isInteger(t) || t instanceof Float;
}

/** A float, or null where it is infinite or not a number. */
export function finite(n: f64): Term | null {
  if (n - n !== 0.0) return null;
  return new Float(n);
}

/** An operation that words have no room for. */
function beyondWords(op: i32, a: Term, b: Term): Term | null {
  if (isWide(a) && isWide(b)) {
    const result = wideArith(op, a, b);
    if (result !== null) return result;
  }
  if (a instanceof Big) {
    if (b instanceof Big) return bigArith(op, bigOf(a), bigOf(b));
    if (isWord(b)) return bigWordArith(op, bigOf(a), wordValue(b));
  } else if (b instanceof Big && isWord(a)) return wordBigArith(op, wordValue(a), bigOf(b));
  return slowArith(op, a, b);
}

/** @jit */
export function add(a: Term, b: Term): Term | null {
  if (isSmall(a) && isSmall(b)) return makeInt32(smallValue(a) + smallValue(b));
  return addSlow(a, b);
}

function addSlow(a: Term, b: Term): Term | null {
  if (a instanceof Float && b instanceof Float) return finite(a.value + b.value);
  if (isWord(a) && isWord(b)) {
    const x = wordValue(a);
    const y = wordValue(b);
    const r = x + y;
    if (((x ^ r) & (y ^ r)) >= 0) return makeInt64(r);
  } else if (a instanceof Float && isWord(b)) return finite(a.value + f64(wordValue(b)));
  else if (isWord(a) && b instanceof Float) return finite(f64(wordValue(a)) + b.value);
  return beyondWords(ARITH.ADD, a, b);
}

/** @jit */
export function sub(a: Term, b: Term): Term | null {
  if (isSmall(a) && isSmall(b)) return makeInt32(smallValue(a) - smallValue(b));
  return subSlow(a, b);
}

function subSlow(a: Term, b: Term): Term | null {
  if (a instanceof Float && b instanceof Float) return finite(a.value - b.value);
  if (isWord(a) && isWord(b)) {
    const x = wordValue(a);
    const y = wordValue(b);
    const r = x - y;
    if (((x ^ y) & (x ^ r)) >= 0) return makeInt64(r);
  } else if (a instanceof Float && isWord(b)) return finite(a.value - f64(wordValue(b)));
  else if (isWord(a) && b instanceof Float) return finite(f64(wordValue(a)) - b.value);
  return beyondWords(ARITH.SUB, a, b);
}

/** @jit */
export function mul(a: Term, b: Term): Term | null {
  if (isSmall(a) && isSmall(b)) return makeInt64(i64(smallValue(a)) * i64(smallValue(b)));
  if (a instanceof Float && b instanceof Float) return finite(a.value * b.value);
  if (isWord(a) && isWord(b)) {
    const x = wordValue(a);
    const y = wordValue(b);
    // Exact when both fit 32 bits, or when dividing back gives the operand.
    if (i64(i32(x)) === x && i64(i32(y)) === y) return makeInt64(x * y);
    const r = x * y;
    const min = bitsFromF64(-0.0);
    // The smallest number divided by -1 traps.
    if (x === 0 || (!(x === -1 && y === min) && r / x === y)) return makeInt64(r);
  } else if (a instanceof Float && isWord(b)) return finite(a.value * f64(wordValue(b)));
  else if (isWord(a) && b instanceof Float) return finite(f64(wordValue(a)) * b.value);
  return beyondWords(ARITH.MUL, a, b);
}

/** `/`: always a float. @jit */
export function divide(a: Term, b: Term): Term | null {
  if (isSmall(a) && isSmall(b)) {
    if (smallValue(b) === 0) return null;
    return new Float(f64(smallValue(a)) / f64(smallValue(b)));
  }
  if (a instanceof Float && b instanceof Float)
    return b.value === 0.0 ? null : finite(a.value / b.value);
  return slowArith(ARITH.DIVIDE, a, b);
}

/** @jit */
export function div(a: Term, b: Term): Term | null {
  if (isSmall(a) && isSmall(b)) {
    const y = smallValue(b);
    if (y === 0) return null;
    return makeInt32(smallValue(a) / y);
  }
  if (isWord(a) && isWord(b)) {
    const y = wordValue(b);
    if (y === 0) return null;
    if (y !== -1) return makeInt64(wordValue(a) / y);
  }
  return beyondWords(ARITH.DIV, a, b);
}

/** @jit */
export function rem(a: Term, b: Term): Term | null {
  if (isSmall(a) && isSmall(b)) {
    const y = smallValue(b);
    if (y === 0) return null;
    return small(smallValue(a) % y);
  }
  if (isWord(a) && isWord(b)) {
    const y = wordValue(b);
    if (y === 0) return null;
    return y === -1 ? small(0) : makeInt64(wordValue(a) % y);
  }
  return beyondWords(ARITH.REM, a, b);
}

/** @jit */
export function band(a: Term, b: Term): Term | null {
  if (isSmall(a) && isSmall(b)) return small(smallValue(a) & smallValue(b));
  if (isWord(a) && isWord(b)) return makeInt64(wordValue(a) & wordValue(b));
  return beyondWords(ARITH.BAND, a, b);
}

/** @jit */
export function bor(a: Term, b: Term): Term | null {
  if (isSmall(a) && isSmall(b)) return small(smallValue(a) | smallValue(b));
  if (isWord(a) && isWord(b)) return makeInt64(wordValue(a) | wordValue(b));
  return beyondWords(ARITH.BOR, a, b);
}

/** @jit */
export function bxor(a: Term, b: Term): Term | null {
  if (isSmall(a) && isSmall(b)) return small(smallValue(a) ^ smallValue(b));
  if (isWord(a) && isWord(b)) return makeInt64(wordValue(a) ^ wordValue(b));
  return beyondWords(ARITH.BXOR, a, b);
}

/** @jit */
export function bsl(a: Term, b: Term): Term | null {
  if (isWord(a) && isSmall(b)) {
    const n = smallValue(b);
    if (n < 0) return n > -64 ? makeInt64(wordValue(a) >> i64(-n)) : shiftOut(wordValue(a));
    const x = wordValue(a);
    if (n < 63) {
      const r = x << i64(n);
      if (r >> i64(n) === x) return makeInt64(r);
    }
  }
  return beyondWords(ARITH.BSL, a, b);
}

/** @jit */
export function bsr(a: Term, b: Term): Term | null {
  if (isWord(a) && isSmall(b)) {
    const n = smallValue(b);
    if (n >= 0) return n < 64 ? makeInt64(wordValue(a) >> i64(n)) : shiftOut(wordValue(a));
  }
  return beyondWords(ARITH.BSR, a, b);
}

function shiftOut(x: i64): Term {
  return small(x < 0 ? -1 : 0);
}

/** @jit */
export function bnot(a: Term): Term | null {
  if (isSmall(a)) return small(~smallValue(a));
  if (a instanceof Int64) return makeInt64(~a.value);
  return beyondWords(ARITH.BNOT, a, a);
}

/** @jit */
export function neg(a: Term): Term | null {
  if (a instanceof Float) return new Float(-a.value);
  return sub(small(0), a);
}

/** Compares two numbers of any kind by value, a float against an integer exactly. */
export function compareNumbers(a: Term, b: Term): i32 {
  if (isWord(a)) {
    if (isWord(b)) {
      const x = wordValue(a);
      const y = wordValue(b);
      return x < y ? -1 : x > y ? 1 : 0;
    }
    if (b instanceof Float) return compareWordFloat(wordValue(a), b.value);
  } else if (a instanceof Float) {
    if (b instanceof Float) return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
    if (isWord(b)) return -compareWordFloat(wordValue(b), a.value);
  }
  if (isWide(a) && isWide(b)) return compareWide(a, b);
  return compareBig(a, b);
}

function compareWordFloat(x: i64, y: f64): i32 {
  if (y >= 9223372036854775808.0) return -1;
  if (y < -9223372036854775808.0) return 1;
  const whole = i64(y);
  if (x !== whole) return x < whole ? -1 : 1;
  const fraction = y - f64(whole);
  return fraction > 0.0 ? -1 : fraction < 0.0 ? 1 : 0;
}
