// Every function of some of OTP's modules: its intermediate representation holds what the compiler takes for granted, and Binaryen and
// the engine accept the code.

import binaryen from 'binaryen';
import { describe, expect, test } from 'vitest';
import { allBifs } from '../../src/bifs/index.ts';
import { BifTable } from '../../src/bifs/table.ts';
import { findOtp } from '../../src/host/node/otp.ts';
import type { FunctionIR } from '../../src/jit/ir.ts';
import { NotCompiled } from '../../src/jit/ir.ts';
import { listFunction } from '../../src/jit/listing.ts';
import { buildFunction } from '../../src/jit/loops.ts';
import { planUnit } from '../../src/jit/plan.ts';
import { THRESHOLDS } from '../../src/jit/tiers.ts';
import { Unit } from '../../src/jit/unit.ts';
import { verify } from '../../src/jit/verify.ts';
import { decodeModule } from '../../src/loader/decode.ts';
import type { DecodedModule } from '../../src/loader/module.ts';

const MODULES = [
  'lists',
  'maps',
  'string',
  'binary',
  'gen_server',
  'io_lib',
  'io_lib_format',
  'io_lib_fread',
  'io_lib_pretty',
  'erl_parse',
  'compile',
];

/** What is returned from to the next instruction. */
const CALLS: ReadonlySet<string | undefined> = new Set([
  'call',
  'call_ext',
  'call_fun',
  'call_fun2',
  'apply',
]);

/** All that can be. */
const inline = { inlineWords: 500, inlinedWords: 5000 };

const otp = findOtp({ env: process.env });
const bifs = new BifTable(allBifs());
const bif = (module: string, name: string, arity: number) => bifs.number(module, name, arity);

function load(name: string): DecodedModule {
  const file = `${name}.beam`;
  return decodeModule(otp.readModule(name) as Uint8Array, { file });
}

/** The units that a module is compiled in if all of it is hot, from its first function on. */
function unitsOf(module: DecodedModule): number[][] {
  const done = new Set<number>();
  const units: number[][] = [];
  for (const index of module.functionStarts.keys()) {
    if (done.has(index)) continue;
    const unit = planUnit(module, index, (f) => !done.has(f), THRESHOLDS.unitWords);
    for (const f of unit) done.add(f);
    units.push(unit);
  }
  return units;
}

test.each(MODULES)('all functions of %s', { timeout: 240_000 }, (name) => {
  const module = load(name);
  const refused: string[] = [];
  for (const functions of unitsOf(module)) {
    const unit = new Unit(binaryen, module, { bif, inline, check: true }).compile(functions);
    new WebAssembly.Module(unit.bytes);
    refused.push(...unit.refused.map(({ index, reason }) => `${index}: ${reason}`));
  }
  expect(refused).toEqual([]);
});

test.each(['lists', 'maps', 'gen_server', 'io_lib_pretty'])(
  'all places that frames of %s go on at',
  { timeout: 240_000 },
  (name) => {
    const module = load(name);
    let count = 0;
    for (const index of module.functionStarts.keys()) {
      const { code } = listFunction(module, index, bif);
      const places = code.filter(
        ({ op }, i) =>
          op === 'loop_rec' ||
          CALLS.has(code[i - 1]?.op === 'line' ? code[i - 2].op : code[i - 1]?.op),
      );
      const wanted = places
        .filter(({ pc }) => pc >= 0)
        .map(({ pc }) => ({ index, offset: pc, isReceive: false }));
      const unit = new Unit(binaryen, module, { bif, inline, check: true }).compile([], wanted);
      new WebAssembly.Module(unit.bytes);
      count += unit.resumptions.length;
      expect(unit.refused).toEqual([]);
    }
    expect(count).toBeGreaterThan(5);
  },
);

describe('the verifier', () => {
  /** lists:nth/2, which has a loop, tests and arithmetic. */
  function sample(): FunctionIR {
    const module = load('lists');
    for (const index of module.functionStarts.keys()) {
      const listing = listFunction(module, index, bif);
      if (listing.name === 'nthtail_1' && listing.arity === 2)
        return buildFunction(module, listing, bif);
    }
    throw new NotCompiled('lists has no nthtail_1/2');
  }

  test('accepts what the compiler builds', () => {
    expect(() => verify(sample())).not.toThrow();
  });

  test('sees a value that is read before it is made', () => {
    const ir = sample();
    // The body of the loop: what is taken apart, its tail.
    const block = ir.blocks.find(({ code }) => code.some((v) => v.op === 'arithmetic'));
    block?.code.reverse();
    expect(() => verify(ir)).toThrow(/before it is made/);
  });

  test('sees a phi without a value on an edge', () => {
    const ir = sample();
    const loop = ir.blocks.find(({ isLoop }) => isLoop);
    loop?.in[0].values.pop();
    expect(() => verify(ir)).toThrow(/phis/);
  });

  test('sees a way back that is no loop', () => {
    const ir = sample();
    for (const b of ir.blocks) b.isLoop = false;
    expect(() => verify(ir)).toThrow(/is no loop/);
  });
});
