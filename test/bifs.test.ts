/*
 * The inventory of OTP 27's built-in functions, the runtime's table and docs/bifs.md agree.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allBifs } from '../src/bifs/index.ts';

const root = join(import.meta.dirname, '..');
const key = (bif: { module: string; name: string; arity: number }): string =>
  `${bif.module}:${bif.name}/${bif.arity}`;

const inventory: string[] = JSON.parse(
  readFileSync(join(root, 'test/data/bifs-otp27.json'), 'utf8'),
).map(key);
const differences: Record<string, { more: string[] }> = JSON.parse(
  readFileSync(join(root, 'test/data/bifs-differences.json'), 'utf8'),
);
const document = readFileSync(join(root, 'docs/bifs.md'), 'utf8');
const documented = [...document.matchAll(/^- `([^`]+:[^`]+\/\d+)`/gm)].map(([, name]) => name);
const implemented = allBifs().map(key);
const additional = [
  // An instruction that the loader of OTP 28 and later puts in place of the call.
  'erlang:hibernate/0',
  // Without OTP's kernel it does what a call does.
  'code:ensure_loaded/1',
  // The kernel starts these, and the runtime's own I/O servers take their place.
  'beamjit_user:start/0',
  'standard_error:start_link/0',
  // What a function calls first whose calls are traced.
  'beamjit_tracer:called/0',
];

test('every built-in function of OTP 27 is implemented, or docs/bifs.md says why not', () => {
  const known = new Set([...implemented, ...documented]);
  expect(inventory.filter((name) => !known.has(name))).toEqual([]);
});

test('nothing is both implemented and excused', () => {
  const have = new Set(implemented);
  expect(documented.filter((name) => have.has(name))).toEqual([]);
});

test('nothing is implemented or excused that no release has', () => {
  const others = Object.values(differences).flatMap(({ more }) => more);
  const real = new Set([...inventory, ...others, ...additional]);
  expect([...implemented, ...documented].filter((name) => !real.has(name))).toEqual([]);
});

test('nothing is declared twice', () => {
  expect(implemented.filter((name, index) => implemented.indexOf(name) !== index)).toEqual([]);
});
