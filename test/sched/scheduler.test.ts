import { expect, test } from 'vitest';
import { error, exitWith } from '../../src/gc/errors.ts';
import { atom, exactEqual, makeInteger, tuple } from '../../src/gc/term.ts';
import type { Term } from '../../src/gc/types.ts';
import { Status } from '../../src/sched/process.ts';
import { RunStatus } from '../../src/sched/runner.ts';
import { fake, receive } from './fake.ts';

const a = atom;

test('a process receives what was sent to it, in order', () => {
  const { scheduler, spawn } = fake();
  const seen: Term[] = [];
  const p = spawn(function* (p) {
    for (let i = 0; i < 3; i++) seen.push((yield* receive(p)) as Term);
  });
  for (const m of [1, 2, 3]) scheduler.send(null, p.pid, makeInteger(m));
  scheduler.runSlice();
  expect(seen).toEqual([1, 2, 3]);
  expect(p.status).toBe(Status.DEAD);
  expect(p.exitReason).toBe(a('normal'));
});

test('a selective receive leaves other messages in place', () => {
  const { scheduler, spawn } = fake();
  const seen: Term[] = [];
  const p = spawn(function* (p) {
    seen.push((yield* receive(p, (m) => m === a('b'))) as Term);
    seen.push((yield* receive(p)) as Term);
    seen.push((yield* receive(p)) as Term);
  });
  scheduler.runSlice();
  for (const m of ['a', 'c', 'b']) scheduler.send(null, p.pid, a(m));
  scheduler.runSlice();
  expect(seen).toEqual([a('b'), a('a'), a('c')]);
});

test('links carry exits, and trap_exit makes them messages', () => {
  const { scheduler, spawn } = fake();
  let got: Term | undefined;
  const trapper = spawn(function* (p) {
    p.trapExit = true;
    got = yield* receive(p);
  });
  const plain = spawn(function* (p) {
    yield* receive(p);
  });
  const dies = spawn(function* (p) {
    yield RunStatus.YIELD;
    yield* receive(p);
    throw exitWith(a('bye'));
  });
  scheduler.signals.link(dies, trapper);
  scheduler.signals.link(dies, plain);
  scheduler.runSlice();
  scheduler.send(null, dies.pid, a('go'));
  scheduler.runSlice();
  expect(plain.exitReason).toBe(a('bye'));
  expect(exactEqual(got as Term, tuple(a('EXIT'), dies.pid, a('bye')))).toBeTruthy();
});

test('only errors and throws are reported as crashes', () => {
  const crashed: Term[] = [];
  const { scheduler, spawn } = fake({ onCrash: (_p, reason) => crashed.push(reason) });
  spawn(function* () {
    throw error(a('oops'));
  });
  spawn(function* () {
    throw exitWith(a('quiet'));
  });
  scheduler.runSlice();
  expect(crashed).toHaveLength(1);
  expect(exactEqual(crashed[0], tuple(a('oops'), a('stack')))).toBeTruthy();
});
