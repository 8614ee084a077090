/** The opcode table against what the compilers of OTP 25, 27 and 29 say. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { genops, MAX_OPCODE, OP } from '../../src/isa/genop.ts';
import { kinds } from '../../src/isa/kinds.ts';

type Row = [number: number, name: string, arity: number, emitted: boolean];

const data = new URL('../data/isa/opcodes.json', import.meta.url);
const recorded: Record<string, Row[]> = JSON.parse(readFileSync(data, 'utf8'));

describe.each([25, 27, 29])('OTP %i', (release) => {
  const rows = recorded[release];

  test('has the opcodes that the table says it has', () => {
    const known = genops.filter((op) => op.since <= release);
    expect(known.map((op) => [op.number, op.name, op.arity])).toEqual(
      rows.map((row) => row.slice(0, 3)),
    );
  });

  test('emits the opcodes that are not retired', () => {
    const current = genops.filter((op) => op.since <= release && !(Number(op.retired) <= release));
    expect(current.map((op) => op.name)).toEqual(rows.filter((row) => row[3]).map((row) => row[1]));
  });
});

test('every row is complete', () => {
  expect(genops.length).toBe(MAX_OPCODE + 1);
  for (const op of genops.slice(1)) {
    expect(OP[op.name]).toBe(op.number);
    expect(new Set(op.operands.map(({ name }) => name)).size, op.name).toBe(
      // Only instructions that are too old to be described have operands without a name.
      op.operands.some(({ kind }) => kind === 'any') ? 1 : op.arity,
    );
    for (const { kind, group } of op.operands) {
      for (const each of [kind, ...group]) expect(kinds).toHaveProperty(each);
      expect(group.length > 0).toBe(kind === 'list');
    }
  }
});
