// Integers as text.

import { isWord, wordValue } from './numbers.wasm.ts';
import { wholeBinary } from './bitstrings.wasm.ts';
import { Cons, NIL } from './types.wasm.ts';

/** How many characters a number has, a minus sign included. */
function decimalLength(value: i64): i32 {
  let n = value < 0 ? 1 : 0;
  let rest = value;
  do {
    n++;
    rest = rest / 10;
  } while (rest !== 0);
  return n;
}

/** The last digit's character; also of the least integer, whose negative does not exist. */
function lastDigit(value: i64): i32 {
  const digit = i32(value % 10);
  return 48 + (digit < 0 ? -digit : digit);
}

/** integer_to_list/1 of an integer of up to 64 bits; null for anything else. */
export function integerToList(t: Term): Term | null {
  if (!isWord(t)) return null;
  const value = wordValue(t);
  let rest = value;
  let list: Term = NIL;
  do {
    list = new Cons(small(lastDigit(rest)), list);
    rest = rest / 10;
  } while (rest !== 0);
  return value < 0 ? new Cons(small(45), list) : list;
}

/** The same for integer_to_binary/1. */
export function integerToBinary(t: Term): Term | null {
  if (!isWord(t)) return null;
  const value = wordValue(t);
  let rest = value;
  let at = decimalLength(value);
  const bytes: Bytes = newArrayDefault<Bytes>(at);
  do {
    at--;
    bytes[at] = lastDigit(rest);
    rest = rest / 10;
  } while (rest !== 0);
  if (value < 0) bytes[0] = 45;
  return wholeBinary(bytes);
}
