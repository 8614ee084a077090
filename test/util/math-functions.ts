// What is recorded of module math by tools/record-math.ts: for each of these functions, of that many arguments, PAIRS times
// the arguments and the result as doubles, most significant byte first; a NaN for a badarith.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const MATH_FUNCTIONS: [name: string, arity: number][] = [
  ['exp', 1],
  ['log', 1],
  ['log2', 1],
  ['log10', 1],
  ['pow', 2],
  ['sin', 1],
  ['cos', 1],
  ['tan', 1],
  ['asin', 1],
  ['acos', 1],
  ['atan', 1],
  ['atan2', 2],
  ['sinh', 1],
  ['cosh', 1],
  ['tanh', 1],
  ['asinh', 1],
  ['acosh', 1],
  ['atanh', 1],
  ['erf', 1],
  ['erfc', 1],
  ['fmod', 2],
  ['sqrt', 1],
];

/** Recorded of each function in the file that the tests read. */
export const PAIRS = 300;

export const MATH_ANSWERS = join(import.meta.dirname, '../data/util/math.bin');

export interface MathAnswer {
  readonly args: number[];
  readonly result: number;
}

/** The recorded answers by function. */
export function readMathAnswers(path: string): Map<string, MathAnswer[]> {
  const file = readFileSync(path);
  const doubles = MATH_FUNCTIONS.reduce((total, [, arity]) => total + arity + 1, 0);
  const count = file.length / 8 / doubles;
  let at = 0;
  const next = () => {
    at += 8;
    return file.readDoubleBE(at - 8);
  };
  return new Map(
    MATH_FUNCTIONS.map(([name, arity]) => [
      name,
      Array.from({ length: count }, () => ({
        args: Array.from({ length: arity }, next),
        result: next(),
      })),
    ]),
  );
}
