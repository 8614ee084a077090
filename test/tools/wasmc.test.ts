// The compiler of `.wasm.ts` files: small programs through the whole path to running WebAssembly, and what it refuses.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import binaryen from 'binaryen';
import { afterAll, describe, expect, it } from 'vitest';
import { compile } from '../../tools/wasmc/compile.ts';

const folder = mkdtempSync(join(tmpdir(), 'beamjit-wasmc-'));
const LIB = join(import.meta.dirname, '../../tools/wasmc/lib.d.ts');
const FEATURES =
  binaryen.Features.GC |
  binaryen.Features.ReferenceTypes |
  binaryen.Features.BulkMemory |
  binaryen.Features.SignExt |
  binaryen.Features.NontrappingFPToInt;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;

function compileText(source: string) {
  const file = join(folder, `program${count++}.wasm.ts`);
  writeFileSync(file, `${source}\nexport {};\n`);
  return compile([file], LIB);
}

type Exports = Record<string, (...args: never[]) => unknown>;

function run(source: string, imports: Record<string, unknown> = {}): Exports {
  const module = binaryen.parseText(compileText(source).wat);
  module.setFeatures(FEATURES);
  expect(module.validate()).toBe(1);
  const instance = new WebAssembly.Instance(
    new WebAssembly.Module(module.emitBinary() as Uint8Array<ArrayBuffer>),
    {
      env: imports as WebAssembly.ModuleImports,
    },
  );
  return instance.exports as Exports;
}

const call = (exports: Exports, name: string, ...args: unknown[]): unknown =>
  exports[name](...(args as never[]));

describe('wasmc', () => {
  it('keeps the numeric types apart', () => {
    const e = run(`
      /** @js */ export function mix(a: i32, b: i64, c: f64): f64 { return f64(a / 2) + f64(b / 2) + c / 2; }
      /** @js */ export function unsigned(a: i32, b: i32): boolean { return ltU(a, b); }
      /** @js */ export function shifts(a: i32): i32 { return (a >>> 1) + (a >> 1) + (a << 1); }
    `);
    expect(call(e, 'mix', 7, 9n, 1)).toBe(3 + 4 + 0.5);
    expect(call(e, 'unsigned', -1, 1)).toBe(0);
    expect(call(e, 'shifts', -4)).toBe((-4 >>> 1) + (-4 >> 1) + (-4 << 1));
  });

  it('casts where the checker has narrowed', () => {
    const e = run(`
      class Pair { constructor(readonly a: Term, public b: Term) {} }
      /** @js */ export function pair(a: Term, b: Term): Term { return new Pair(a, b); }
      /** @js */ export function first(t: Term): Term | null { if (t instanceof Pair) return t.a; return null; }
      /** @js */ export function swap(t: Term): void { const p = t as Pair; p.b = p.a; }
      /** @js */ export function second(t: Term): Term { return (t as Pair).b; }
    `);
    const p = call(e, 'pair', 1, 2);
    expect(call(e, 'first', p)).toBe(1);
    expect(call(e, 'first', 5)).toBe(null);
    call(e, 'swap', p);
    expect(call(e, 'second', p)).toBe(1);
    expect(() => call(e, 'second', 5)).toThrow(WebAssembly.RuntimeError);
  });

  it('tells classes of arrays apart, and copies any array', () => {
    const e = run(`
      class Row extends TermArray { declare readonly row: never; }
      class Column extends TermArray { declare readonly column: never; }
      /** @js */ export function row(n: i32, t: Term): Term {
        const r = newArray<Row>(t, n + 1);
        r[0] = newArrayOf<Column>(t);
        return r;
      }
      /** @js */ export function isRow(t: Term): boolean { return t instanceof Row; }
      /** @js */ export function isColumnFirst(t: Term): boolean { return (t as Row)[0] instanceof Column; }
      /** @js */ export function changed(t: Term, i: i32, to: Term): Term {
        const copy = copyOf(t as Row);
        copy[i] = to;
        return copy;
      }
      /** @js */ export function at(t: Term, i: i32): Term { return (t as Row)[i]; }
      /** @js */ export function length(t: Term): i32 { return (t as Row).length; }
    `);
    for (const n of [1, 2, 15, 16, 17, 40]) {
      const r = call(e, 'row', n, 7);
      expect(call(e, 'isRow', r)).toBe(1);
      expect(call(e, 'isRow', call(e, 'at', r, 0))).toBe(0);
      expect(call(e, 'isColumnFirst', r)).toBe(1);
      const copy = call(e, 'changed', r, n, 8);
      expect(call(e, 'length', copy)).toBe(n + 1);
      expect([call(e, 'at', copy, n), call(e, 'at', r, n)]).toEqual([8, 7]);
      expect(call(e, 'at', copy, 0)).toBe(call(e, 'at', r, 0));
      if (n > 1) expect(call(e, 'at', copy, n - 1)).toBe(7);
    }
  });

  it('has loops, switches with falling through, and labelled blocks', () => {
    const e = run(`
      /** @js */ export function sum(n: i32): i32 {
        let total = 0;
        for (let i = 0; i < n; i++) { if (i === 3) continue; if (i === 8) break; total += i; }
        return total;
      }
      /** @js */ export function choose(n: i32): i32 {
        let r = 0;
        switch (n) { case 1: r += 1; case 2: r += 10; break; case 900: r = 900; break; default: r = -1; }
        return r;
      }
      /** @js */ export function leave(n: i32): i32 {
        let r = 0;
        for (;;) {
          block: {
            switch (n) { case 0: break block; case 1: r = 5; break; }
            return r;
          }
          return 7;
        }
      }
    `);
    expect(call(e, 'sum', 20)).toBe(0 + 1 + 2 + 4 + 5 + 6 + 7);
    expect([1, 2, 900, 5].map((n) => call(e, 'choose', n))).toEqual([11, 10, 900, -1]);
    expect([0, 1, 2].map((n) => call(e, 'leave', n))).toEqual([7, 5, 0]);
  });

  it('expands inline functions with their own locals', () => {
    const e = run(`
      /** @inline */ function clamp(x: i32): i32 { let y = x; if (y > 9) return 9; y += 1; return y; }
      /** @js */ export function twice(a: i32): i32 { let y = 100; return clamp(a) * 10 + clamp(a + 1) + y; }
    `);
    expect(call(e, 'twice', 3)).toBe(4 * 10 + 5 + 100);
    expect(call(e, 'twice', 50)).toBe(9 * 10 + 9 + 100);
  });

  it('calls JavaScript with terms as they are', () => {
    const seen: unknown[] = [];
    const e = run(
      `declare function tell(t: Term, n: i32): Term;
       /** @js */ export function go(t: Term): Term { return tell(t, 4); }`,
      {
        tell(t: unknown, n: number) {
          seen.push(t, n);
          return 12;
        },
      },
    );
    expect(call(e, 'go', 11)).toBe(12);
    expect(seen).toEqual([11, 4]);
  });

  it.each([
    [
      'mixed operands',
      'export function f(a: i32, b: i64): i32 { return a + b; }',
      /different types/,
    ],
    [
      'an unknown function',
      'declare const x: never; export function f(): i32 { return clz; }',
      /./,
    ],
    [
      'a method',
      'class A { constructor(readonly a: i32) {} m(): i32 { return 1; } }',
      /constructor with parameter properties/,
    ],
    ['a function without a result type', 'export function f(a: i32) { return; }', /result type/],
    [
      'an assignment as a value of a field',
      'class A { constructor(public a: i32) {} } export function f(x: A): i32 { return (x.a = 1); }',
      /no value/,
    ],
  ])('refuses %s, with the place', (_what, source, message) => {
    expect(() => compileText(source)).toThrow(message);
    expect(() => compileText(source)).toThrow(/program\d+\.wasm\.ts/);
  });
});
