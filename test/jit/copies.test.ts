// Units with copies of functions of other modules, and versions of functions for the funs that they are called with.

import binaryen from 'binaryen';
import { expect, test } from 'vitest';
import { allBifs } from '../../src/bifs/index.ts';
import { BifTable } from '../../src/bifs/table.ts';
import { findOtp } from '../../src/host/node/otp.ts';
import { numberOf } from '../../src/isa/operand.ts';
import { type CopyLimits, planCopies, planUnit } from '../../src/jit/plan.ts';
import { THRESHOLDS } from '../../src/jit/tiers.ts';
import { type CompiledUnit, Unit } from '../../src/jit/unit.ts';
import { decodeModule } from '../../src/loader/decode.ts';
import type { DecodedModule, Import } from '../../src/loader/module.ts';

const otp = findOtp({ env: process.env });
const bifs = new BifTable(allBifs());
const bif = (module: string, name: string, arity: number) => bifs.number(module, name, arity);

const modules = new Map<string, DecodedModule>();

function load(name: string): DecodedModule {
  let module = modules.get(name);
  if (module === undefined) {
    const bytes = otp.readModule(name) as Uint8Array;
    module = decodeModule(bytes, { file: `${name}.beam` });
    modules.set(name, module);
  }
  return module;
}

function nameOf({ atoms, code, functionStarts }: DecodedModule, index: number): string {
  const at = functionStarts[index];
  return `${atoms[numberOf(code[at + 2])]}/${numberOf(code[at + 3])}`;
}

function indexOf(module: DecodedModule, name: string): number {
  return [...module.functionStarts.keys()].find(
    (index) => nameOf(module, index) === name,
  ) as number;
}

const surroundings = {
  resolve({ module: name, name: function_, arity }: Import) {
    if (bif(name, function_, arity) >= 0 || otp.readModule(name) === undefined) return undefined;
    const module = load(name);
    const index = indexOf(module, `${function_}/${arity}`);
    return index === undefined ? undefined : { module, index };
  },
  mayCopy: () => true,
  calledAsFuns: () => [],
};

/** A function of a module with those that it calls, compiled with copies; what is wrong with the code is thrown. */
function compile(name: string, first: string, limits: CopyLimits = THRESHOLDS): CompiledUnit {
  const module = load(name);
  const functions = planUnit(module, indexOf(module, first), () => true, THRESHOLDS.unitWords);
  const planned = planCopies(module, functions, [], surroundings, limits);
  const copies = [...planned].map(([copied, indices]) => ({
    source: { module: copied, bif },
    functions: indices,
  }));
  const { specializedValues } = THRESHOLDS;
  const unit = new Unit(binaryen, module, { bif, specializedValues, dump: true });
  return unit.compile(functions, [], copies);
}

const copiesOf = ({ copies }: CompiledUnit) =>
  copies.flatMap(({ module, functions }) => functions.map((f) => `${module}:${f.name}/${f.arity}`));

/** The text of the code of copies of a function. */
const textOf = ({ listings = [] }: CompiledUnit, copied: string) =>
  listings.flatMap((listing) => (listing.copied === copied ? [listing.wat] : [])).join('\n');

const NONE: CopyLimits = {
  copyWords: 0,
  inlineWords: 0,
  copyCallerWords: 0,
  copyFunWords: 0,
  copiesWords: 1000,
};

test('a unit has copies of what its functions call, and of what those call', () => {
  const unit = compile('ordsets', 'fold/3', { ...NONE, copyWords: 80, copyCallerWords: 80 });
  expect(copiesOf(unit)).toEqual(['lists:foldl/3', 'lists:foldl_1/3']);
  expect(unit.copies.map(({ module }) => module)).toEqual(['ordsets', 'lists']);
  expect(unit.copies[1].fingerprint).toBe(load('lists').fingerprint);
});

test('a copy is called while the version that it is of is', () => {
  const unit = compile('ordsets', 'fold/3', { ...NONE, copyWords: 80, copyCallerWords: 80 });
  const [{ wat }] = unit.listings ?? [];
  expect(wat).toMatch(/struct\.get \$Target \$native \(global\.get \$of:1:callable\)/);
  expect(wat).toMatch(/return_call \$lists:foldl\/3/);
  expect(wat).toMatch(/return_call_indirect/);
});

test('copies are no larger than they may be', () => {
  expect(copiesOf(compile('ordsets', 'fold/3', NONE))).toEqual([]);
  expect(copiesOf(compile('dict', 'from_list/1', { ...NONE, copyCallerWords: 60 }))).toEqual([]);
});

test('of functions of its module that only calculate a unit has copies that are as large as what is called in line', () => {
  const calendar = load('calendar');
  const first = indexOf(calendar, 'date_to_gregorian_days/3');
  const copied = (inlineWords: number) =>
    [...planCopies(calendar, [first], [], surroundings, { ...NONE, inlineWords })].flatMap(
      ([module, indices]) => indices.map((index) => nameOf(module, index)),
    );
  expect(copied(0)).toEqual([]);
  expect(copied(100)).toContain('dy/1');
  expect(copied(100)).not.toContain('is_leap_year/1');
});

test('a fun that a function is called with is called directly', () => {
  const unit = compile('dict', 'from_list/1');
  expect(copiesOf(unit)).toEqual(expect.arrayContaining(['lists:foldl/3', 'lists:foldl_1/3']));
  const loop = textOf(unit, 'lists:foldl_1/3');
  expect(loop).toMatch(/\(call \$-from_list\/1-fun-0-\/2/);
  expect(loop).not.toMatch(/call_indirect/);
});

test('a fun that is not known is not', () => {
  const unit = compile('ordsets', 'fold/3', { ...NONE, copyWords: 80, copyCallerWords: 80 });
  expect(textOf(unit, 'lists:foldl_1/3')).toMatch(/call_indirect/);
});

test('of what is called as a fun there are larger copies, and what it calls', () => {
  const lists = load('lists');
  const loop = { module: lists, index: indexOf(lists, 'foldl_1/3') };
  const body = { module: load('dict'), index: indexOf(load('dict'), '-from_list/1-fun-0-/2') };
  const called = (module: DecodedModule, index: number) =>
    module === loop.module && index === loop.index ? [body] : [];
  const planned = (copyFunWords: number) =>
    planCopies(
      lists,
      [loop.index],
      [],
      { ...surroundings, calledAsFuns: called },
      { ...NONE, copyFunWords },
    );
  expect([...planned(0)]).toEqual([]);
  expect([...planned(40)]).toEqual([[body.module, [body.index]]]);
});

test('what is called as a fun is compiled with what calls it', () => {
  const module = load('dict');
  const [loop, body] = ['fold/3', '-from_list/1-fun-0-/2'].map((name) => indexOf(module, name));
  const plan = (called: number[]) =>
    planUnit(
      module,
      loop,
      () => true,
      500,
      () => called,
    );
  expect(plan([])).not.toContain(body);
  expect(plan([body])).toContain(body);
});

test.each([
  ['dict', 'from_list/1'],
  ['digraph_utils', 'condensation/1'],
  ['io_lib', 'format/2'],
])('%s:%s and its copies are valid code', (module, name) => {
  const unit = compile(module, name, {
    ...NONE,
    copyWords: 200,
    copyCallerWords: 300,
    copiesWords: 4000,
  });
  new WebAssembly.Module(unit.bytes);
  expect(copiesOf(unit).length).toBeGreaterThan(1);
  expect(unit.refused).toEqual([]);
});
