// Arithmetic around the limits of 64 and 128 bits, compared with BigInt's.

import { describe, expect, it } from 'vitest';
import '../../src/gc/bigint.ts';
import { phash2 } from '../../src/gc/hash.ts';
import { wasm } from '../../src/gc/instance.ts';
import { bigintOf, compareExact, exactEqual, makeInteger, type Term } from '../../src/gc/term.ts';

type Operator = (a: Term, b: Term) => Term | null;

const floorShift = (a: bigint, by: bigint) => (by >= 0n ? a << by : a >> -by);

const OPERATORS: Record<string, [Operator, (a: bigint, b: bigint) => bigint]> = {
  '+': [wasm.opAdd, (a, b) => a + b],
  '-': [wasm.opSub, (a, b) => a - b],
  '*': [wasm.opMul, (a, b) => a * b],
  div: [wasm.opDiv, (a, b) => a / b],
  rem: [wasm.opRem, (a, b) => a % b],
  band: [wasm.opBand, (a, b) => a & b],
  bor: [wasm.opBor, (a, b) => a | b],
  bxor: [wasm.opBxor, (a, b) => a ^ b],
};

/** Powers of two and their neighbours, of both signs, and numbers of random digits. */
function operands(): bigint[] {
  const numbers = new Set<bigint>([0n]);
  for (const bits of [1, 29, 30, 31, 32, 62, 63, 64, 65, 95, 96, 126, 127, 128, 129, 190])
    for (const near of [-1n, 0n, 1n])
      for (const sign of [-1n, 1n]) numbers.add(sign * ((1n << BigInt(bits)) + near));
  let n = 1n;
  for (let i = 0; i < 60; i++) {
    n = (n * 0x2545f4914f6cdd1dn + 0x9e3779b97f4a7c15n) % (1n << BigInt(40 * (2 + (i % 4))));
    numbers.add(i % 2 === 0 ? n : -n);
  }
  return [...numbers];
}

const numbers = operands();

/** An integer has one representation, whatever it came from. */
function expectSame(term: Term | null, value: bigint, what: string): void {
  const made = makeInteger(value);
  if (term === null || bigintOf(term) !== value || !exactEqual(term, made))
    expect.fail(`${what}: ${term === null ? 'null' : bigintOf(term)} instead of ${value}`);
  if (wasm.isInt64(term) !== wasm.isInt64(made)) expect.fail(`${what} is not normal`);
}

describe('integers beyond 64 bits', () => {
  it.each(Object.keys(OPERATORS))('%s', (name) => {
    const [operator, reference] = OPERATORS[name];
    for (const a of numbers)
      for (const b of numbers) {
        const result = operator(makeInteger(a), makeInteger(b));
        if (b === 0n && (name === 'div' || name === 'rem')) expect(result).toBeNull();
        else expectSame(result, reference(a, b), `${a} ${name} ${b}`);
      }
  });

  it('are shifted', () => {
    for (const a of numbers)
      for (let by = -200; by <= 200; by++) {
        const value = floorShift(a, BigInt(by));
        expectSame(wasm.opBsl(makeInteger(a), makeInteger(by)), value, `${a} bsl ${by}`);
        expectSame(wasm.opBsr(makeInteger(a), makeInteger(-by)), value, `${a} bsr ${-by}`);
      }
  });

  it('are negated and inverted', () => {
    for (const a of numbers) {
      expectSame(wasm.opNeg(makeInteger(a)), -a, `- ${a}`);
      expectSame(wasm.opBnot(makeInteger(a)), ~a, `bnot ${a}`);
    }
  });

  it('are compared', () => {
    for (const a of numbers)
      for (const b of numbers) {
        const order = Math.sign(compareExact(makeInteger(a), makeInteger(b)));
        if (order !== (a < b ? -1 : a > b ? 1 : 0)) expect.fail(`${a} and ${b}: ${order}`);
      }
  });

  it('are hashed alike', () => {
    for (const a of numbers) {
      const sum = wasm.opAdd(makeInteger(a - 1n), makeInteger(1)) as Term;
      expect(phash2(sum)).toBe(phash2(makeInteger(a)));
    }
  });
});
