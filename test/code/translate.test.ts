// Every generic instruction that a supported compiler emits has a rule, and every instruction of the interpreter a case.

import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { translatedOps } from '../../src/code/translate.ts';
import { I } from '../../src/interp/ops.ts';
import { genops } from '../../src/isa/genop.ts';

/** The oldest release whose compiler's output is to run. */
const OLDEST = 25;

describe('the translator', () => {
  it('has a rule for every instruction that OTP 25 or a newer one emits', () => {
    const rules = new Set<string>(translatedOps());
    const emitted = genops.filter((op) => op !== undefined && (op.retired ?? 99) > OLDEST);
    expect(emitted.length).toBeGreaterThan(100);
    expect(emitted.filter((op) => !rules.has(op.name)).map((op) => op.name)).toEqual([]);
  });

  it('has no rule for what is not in the table', () => {
    const known = new Set(genops.filter((op) => op !== undefined).map((op) => op.name as string));
    expect(translatedOps().filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('the interpreter', () => {
  const sources = globSync('src/interp/wasm/*.wasm.ts')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

  it('numbers its instructions once', () => {
    const numbers = Object.values(I);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('has a case for each of them', () => {
    const missing = Object.keys(I).filter((name) => !sources.includes(`case I.${name}:`));
    expect(missing).toEqual([]);
  });
});
