// Arithmetic beyond 64 bits, by JavaScript's BigInt.
import { divide, remainder } from '../util/division.ts';
import { hexOf } from '../util/hex.ts';
import { bitLength, isBelow, magnitudeLimit } from '../util/magnitude.ts';
import { ARITH } from './arith.ts';
import { hooks } from './instance.ts';
import {
  bigintOf,
  bigintToDouble,
  binary,
  bytesOf,
  floatValue,
  isFloat,
  isInteger,
  makeFloat,
  makeInteger,
  type Term,
} from './term.ts';

/** Integers have at most this many bits, as OTP limits them (a `system_limit` beyond). */
export const MAX_INTEGER_BITS = 4_194_240;

const finite = (n: number): Term | null => (Number.isFinite(n) ? makeFloat(n) : null);

/** An integer as a double, rounded as OTP does it; null where it is not finite. */
export function integerToDouble(n: bigint): number | null {
  const d = bigintToDouble(n);
  return Number.isFinite(d) ? d : null;
}

function floatArith(op: number, a: Term, b: Term): Term | null {
  const x = isFloat(a) ? floatValue(a) : integerToDouble(bigintOf(a));
  const y = isFloat(b) ? floatValue(b) : integerToDouble(bigintOf(b));
  if (x === null || y === null) return null;
  switch (op) {
    case ARITH.ADD:
      return finite(x + y);
    case ARITH.SUB:
      return finite(x - y);
    case ARITH.MUL:
      return finite(x * y);
    case ARITH.DIVIDE:
      return y === 0 ? null : finite(x / y);
  }
  return null;
}

/** Set by an operation that failed because its result would be too big; whoever reports the failure reads and clears it. */
export const arithFailure = { systemLimit: false };

function tooBig(): null {
  arithFailure.systemLimit = true;
  return null;
}

/** The first magnitude that is too big, and one whose square is not. */
const LIMIT = magnitudeLimit(MAX_INTEGER_BITS);
const HALF = magnitudeLimit(MAX_INTEGER_BITS / 2);

/** Whether an integer has no more bits than OTP allows. */
export function isAllowed(n: bigint): boolean {
  return isBelow(n, LIMIT);
}

function limited(n: bigint): Term | null {
  return isAllowed(n) ? makeInteger(n) : tooBig();
}

function multiply(x: bigint, y: bigint): Term | null {
  if (isBelow(x, HALF) && isBelow(y, HALF)) return makeInteger(x * y);
  // Not even computed where it is certainly too big.
  const certain = x !== 0n && y !== 0n && bitLength(x) + bitLength(y) > MAX_INTEGER_BITS + 8;
  return certain ? tooBig() : limited(x * y);
}

function shift(x: bigint, by: bigint): Term | null {
  if (x === 0n) return makeInteger(0);
  if (by <= 0n) return makeInteger(by < -MAX_INTEGER_BITS ? (x < 0n ? -1n : 0n) : x >> -by);
  if (
    by > MAX_INTEGER_BITS ||
    (!isBelow(x, HALF) && Number(by) + bitLength(x) > MAX_INTEGER_BITS + 8)
  )
    return tooBig();
  return limited(x << by);
}

hooks.slowArith = (op, a, b) => {
  if (isFloat(a) || isFloat(b) || op === ARITH.DIVIDE) {
    const numbers = (isFloat(a) || isInteger(a)) && (isFloat(b) || isInteger(b));
    return numbers ? floatArith(op, a, b) : null;
  }
  if (!isInteger(a) || !isInteger(b)) return null;
  return integerArith(op, bigintOf(a), bigintOf(b));
};
hooks.bigArith = (op, x, y) => integerArith(op, x as bigint, y as bigint);
hooks.bigWordArith = (op, x, y) => integerArith(op, x as bigint, y);
hooks.wordBigArith = (op, x, y) => integerArith(op, x, y as bigint);

function integerArith(op: number, x: bigint, y: bigint): Term | null {
  switch (op) {
    case ARITH.ADD:
      return limited(x + y);
    case ARITH.SUB:
      return limited(x - y);
    case ARITH.MUL:
      return multiply(x, y);
    case ARITH.DIV:
      return y === 0n ? null : limited(divide(x, y));
    case ARITH.REM:
      return y === 0n ? null : makeInteger(remainder(x, y));
    case ARITH.BAND:
      return makeInteger(x & y);
    case ARITH.BOR:
      return makeInteger(x | y);
    case ARITH.BXOR:
      return makeInteger(x ^ y);
    case ARITH.BSL:
      return shift(x, y);
    case ARITH.BSR:
      return shift(x, -y);
    case ARITH.BNOT:
      return makeInteger(~x);
  }
  throw new Error(`no such operation: ${op}`);
}

hooks.wholeBig = (n) => makeInteger(BigInt(n));

hooks.compareBig = (a, b) => {
  if (isFloat(a)) return -compareIntegerDouble(bigintOf(b), floatValue(a));
  if (isFloat(b)) return compareIntegerDouble(bigintOf(a), floatValue(b));
  const x = bigintOf(a);
  const y = bigintOf(b);
  return x < y ? -1 : x > y ? 1 : 0;
};

function compareIntegerDouble(x: bigint, y: number): number {
  // JavaScript compares a BigInt with a number exactly.
  return x < y ? -1 : x > y ? 1 : 0;
}

// The 64-bit digits of a magnitude, the lowest first, for the hashes in WebAssembly.
const magnitude = (value: unknown): bigint =>
  (value as bigint) < 0n ? -(value as bigint) : (value as bigint);

hooks.bigDigitCount = (value) => Math.ceil(magnitude(value).toString(16).length / 16);
hooks.bigDigit = (value, i) => BigInt.asIntN(64, magnitude(value) >> BigInt(64 * i));
hooks.bigIsNegative = (value) => (value as bigint) < 0n;
hooks.bigOfWide = (negative, high, low) => {
  const value = (BigInt.asUintN(64, high) << 64n) | BigInt.asUintN(64, low);
  return negative ? -value : value;
};

// Fields of bitstrings that are integers beyond 64 bits, as big-endian bytes.

hooks.integerFromBytes = (bytes, bits, signed) => {
  const digits = BigInt(`0x${hexOf(bytesOf(bytes))}`);
  const value = signed ? BigInt.asIntN(bits, digits) : digits;
  return isAllowed(value) ? makeInteger(value) : null;
};

hooks.integerToBytes = (integer, size) => {
  const hex = BigInt.asUintN(8 * size, bigintOf(integer))
    .toString(16)
    .padStart(2 * size, '0');
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return binary(bytes);
};
