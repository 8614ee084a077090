// Module math against real Erlang's answers, recorded on OTP 27 with glibc 2.41 by tools/record-math.ts: to the last bit, but for
// those that glibc rounds otherwise. Their number is known, and they are the next double or the one after it.

import { expect, test } from 'vitest';
import { math } from '../../src/bifs/math.ts';
import { BeamError } from '../../src/gc/errors.ts';
import { doubleOf, makeFloat } from '../../src/gc/term.ts';
import type { Process } from '../../src/sched/process.ts';
import { MATH_ANSWERS, MATH_FUNCTIONS, PAIRS, readMathAnswers } from './math-functions.ts';

/** How many of the recorded answers are other ones. */
const DIFFERENT: Record<string, number> = { atan: 1, atan2: 1, erf: 16, erfc: 41 };

/** NaN for a badarith. */
function answer(name: string, args: number[]): number {
  const bif = math.find((b) => b.name === name && b.arity === args.length);
  if (!bif) throw new Error(`no math:${name}/${args.length}`);
  try {
    return doubleOf(bif.body(undefined as unknown as Process, ...args.map(makeFloat)));
  } catch (error) {
    if (error instanceof BeamError) return NaN;
    throw error;
  }
}

const view = new DataView(new ArrayBuffer(8));

/** Doubles in their order are these integers in theirs. */
function rank(d: number): bigint {
  view.setFloat64(0, d);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}

const answers = readMathAnswers(MATH_ANSWERS);

for (const [name] of MATH_FUNCTIONS) {
  test(name, () => {
    const rows = answers.get(name) ?? [];
    expect(rows.length).toBe(PAIRS);
    const different = rows
      .map(({ args, result }) => ({ args, result, got: answer(name, args) }))
      .filter(({ got, result }) => !Object.is(got, result));
    for (const { args, got, result } of different) {
      const distance = Number.isNaN(got + result) ? Infinity : Number(rank(got) - rank(result));
      expect(Math.abs(distance), `math:${name}(${args}) = ${result}, not ${got}`).toBeLessThan(3);
    }
    expect(different.length).toBe(DIFFERENT[name] ?? 0);
  });
}
