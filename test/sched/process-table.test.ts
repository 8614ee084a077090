import { expect, test } from 'vitest';
import { atom, newPid, pidId, pidSerial, type Term } from '../../src/gc/term.ts';
import type { Process } from '../../src/sched/process.ts';
import { ProcessTable } from '../../src/sched/process-table.ts';

const node = atom('nonode@nohost');

function add(table: ProcessTable): Process {
  const p = table.allocate() as unknown as Process;
  table.add(p);
  return p;
}

test('numbers rise and are not reused soon', () => {
  const table = new ProcessTable(node, 0);
  const first = add(table);
  expect([first.id, pidId(first.pid), pidSerial(first.pid)]).toEqual([0, 0, 0]);
  table.remove(first);
  expect(add(table).id).toBe(1);
  expect(table.get(first.pid)).toBeUndefined();
});

test('a number whose slot is taken is passed over', () => {
  const table = new ProcessTable(node, 0);
  const first = add(table);
  for (let i = 0; i < 1023; i++) table.remove(add(table));
  // 1024 shares the slot of 0.
  expect(add(table).id).toBe(1025);
  expect(table.get(first.pid)).toBe(first);
});

test('it grows', () => {
  const table = new ProcessTable(node, 0);
  const all = Array.from({ length: 5000 }, () => add(table));
  expect(table.count).toBe(5000);
  for (const p of all) expect(table.get(p.pid)).toBe(p);
  expect(table.all()).toEqual(all);
});

test('pids of other nodes and incarnations are not found', () => {
  const table = new ProcessTable(node, 0);
  add(table);
  const elsewhere: Term[] = [
    newPid(atom('a@b'), 0, 0, 0),
    newPid(node, 0, 1, 0),
    newPid(node, 0, 0, 7),
  ];
  for (const pid of elsewhere) expect(table.get(pid)).toBeUndefined();
});
