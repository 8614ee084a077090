import { describe, expect, test } from 'vitest';
import '../../src/gc/bigint.ts';
import { error, exitWith } from '../../src/gc/errors.ts';
import { atom, exactEqual, makeInteger, tuple } from '../../src/gc/term.ts';
import type { Term } from '../../src/gc/types.ts';
import { Priority, type Process, Status } from '../../src/sched/process.ts';
import { RunStatus } from '../../src/sched/runner.ts';
import { fake, receive, type Step } from './fake.ts';

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
  // biome-ignore lint/correctness/useYield: a process that fails at once
  spawn(function* () {
    throw error(a('oops'));
  });
  // biome-ignore lint/correctness/useYield: a process that exits at once
  spawn(function* () {
    throw exitWith(a('quiet'));
  });
  scheduler.runSlice();
  expect(crashed).toHaveLength(1);
  expect(exactEqual(crashed[0], tuple(a('oops'), a('stack')))).toBeTruthy();
});

describe('time', () => {
  test('a receive times out, not before its time', () => {
    const { scheduler, spawn, clock } = fake();
    const at: number[] = [];
    spawn(function* (p) {
      const none = yield* receive(p, () => false, makeInteger(50));
      expect(none).toBeUndefined();
      at.push(clock.ms);
    });
    scheduler.start();
    clock.pass(49);
    expect(at).toEqual([]);
    clock.pass();
    expect(at).toEqual([1050]);
  });

  test('messages that do not match leave the time running', () => {
    const { scheduler, spawn, clock } = fake();
    const at: number[] = [];
    const p = spawn(function* (p) {
      yield* receive(p, () => false, makeInteger(50));
      at.push(clock.ms);
    });
    scheduler.start();
    clock.pass(30);
    scheduler.send(null, p.pid, a('other'));
    clock.pass();
    expect(at).toEqual([1050]);
  });

  test('a message in time cancels the timer', () => {
    const { scheduler, spawn, clock } = fake();
    const p = spawn(function* (p) {
      yield* receive(p, () => true, makeInteger(50));
      expect(scheduler.timers.size).toBe(0);
      yield* receive(p, () => false, makeInteger(20));
    });
    scheduler.start();
    clock.pass(10);
    scheduler.send(null, p.pid, a('m'));
    clock.pass();
    expect(clock.ms).toBe(1030);
    expect(p.status).toBe(Status.DEAD);
  });

  test('wrong timeouts are errors', () => {
    for (const timeout of [makeInteger(-1), makeInteger(2 ** 32), a('never')]) {
      const { scheduler, spawn } = fake();
      const p = spawn(function* (p) {
        yield* receive(p, () => true, timeout);
      });
      scheduler.runSlice();
      expect(exactEqual(p.exitReason as Term, tuple(a('timeout_value'), a('stack')))).toBeTruthy();
    }
  });
});

describe('who runs next', () => {
  /** The order in which processes of these priorities take their first turns; each yields for ever. */
  function turns(priorities: Priority[], count: number): Priority[] {
    const { scheduler, runner, spawn } = fake();
    const order: Priority[] = [];
    for (const priority of priorities) {
      const p = spawn(function* (): Generator<RunStatus, void, Term> {
        for (;;) yield RunStatus.YIELD;
      });
      p.priority = priority;
    }
    runner.run = (p) => {
      order.push(p.priority);
      return RunStatus.YIELD;
    };
    scheduler.runUntil(() => order.length > count);
    return order;
  }

  test('high before normal', () => {
    // All were queued as normal; from their second turn on it is the high one's.
    expect(turns([Priority.NORMAL, Priority.HIGH], 6).slice(2)).toEqual(
      Array(5).fill(Priority.HIGH),
    );
  });

  test('low takes one turn of nine', () => {
    const order = turns([Priority.NORMAL, Priority.LOW], 92).slice(2);
    expect(order.filter((p) => p === Priority.LOW)).toHaveLength(11);
  });
});

describe('suspending', () => {
  test('keeps a process from running until each suspension is taken back', () => {
    const { scheduler, spawn } = fake();
    let ran = 0;
    const by = spawn(receive as never);
    const p = spawn(function* (p) {
      for (;;) {
        ran++;
        yield* receive(p);
      }
    });
    scheduler.suspend(p, by);
    scheduler.suspend(p, by);
    scheduler.runSlice();
    expect(ran).toBe(0);
    scheduler.unsuspend(p, by);
    scheduler.runSlice();
    expect(ran).toBe(0);
    scheduler.unsuspend(p, by);
    scheduler.runSlice();
    expect(ran).toBe(1);
    scheduler.suspend(p, by);
    scheduler.send(null, p.pid, a('m'));
    scheduler.runSlice();
    expect(ran).toBe(1);
    scheduler.signals.exitSignal(by.pid, by, a('x'));
    scheduler.runSlice();
    expect(ran).toBe(2);
  });
});

describe('the host', () => {
  test('resumes a process that waits for it, and messages do not', () => {
    const { scheduler, spawn, clock } = fake();
    let resume: (t: Term) => void = () => undefined;
    let result: Term | undefined;
    const p = spawn(function* (p) {
      result = yield p.suspendUntil((r) => {
        resume = r;
      });
    });
    scheduler.start();
    clock.pass();
    scheduler.send(null, p.pid, a('m'));
    clock.pass();
    expect([result, p.status]).toEqual([undefined, Status.BLOCKED]);
    resume(a('done'));
    resume(a('again'));
    clock.pass();
    expect([result, p.status]).toEqual([a('done'), Status.DEAD]);
  });

  test('fails a process that waits for it', () => {
    const { scheduler, spawn } = fake();
    const p = spawn(function* (p) {
      yield p.suspendUntil((_, fail) => fail(exitWith(a('enoent'))));
    });
    scheduler.runSlice();
    expect(p.exitReason).toBe(a('enoent'));
  });

  test('hears of it when nothing can ever run again', () => {
    let dead = 0;
    const { scheduler, spawn, clock } = fake({ onDeadlock: () => dead++ });
    const release = scheduler.hold();
    spawn(function* (p) {
      yield* receive(p, () => true, makeInteger(10));
      yield* receive(p);
    });
    scheduler.start();
    clock.pass(5);
    expect(dead).toBe(0);
    clock.pass();
    expect(dead).toBe(0);
    release();
    clock.pass();
    expect(dead).toBe(1);
  });

  test('runs processes at once as long as none has to wait', () => {
    const { scheduler, spawn } = fake();
    let done = false;
    const p = spawn(function* (p) {
      yield* receive(p);
      done = true;
    });
    expect(scheduler.runUntil(() => done)).toBe(false);
    scheduler.send(null, p.pid, a('m'));
    expect(scheduler.runUntil(() => done)).toBe(true);
  });
});

describe('native processes', () => {
  test('get their messages as calls, have names, links and an end', () => {
    const { scheduler, spawn } = fake();
    const seen: Term[] = [];
    const ended: Term[] = [];
    const native = scheduler.spawnNative({
      name: a('server'),
      onMessage: (m) => seen.push(m),
      onExit: (reason) => ended.push(reason),
    });
    scheduler.send(null, a('server'), a('m'));
    expect(seen).toEqual([a('m')]);
    const p = spawn(function* (p) {
      yield* receive(p);
    });
    scheduler.signals.link(p, native);
    scheduler.signals.exitSignal(p.pid, p, a('x'));
    expect(ended).toEqual([a('x')]);
    expect(scheduler.signals.whereis(a('server'))).toBeUndefined();
  });
});

describe('many', () => {
  test('a hundred thousand processes', () => {
    const { scheduler, spawn } = fake();
    let answers = 0;
    const all: Process[] = [];
    for (let i = 0; i < 100_000; i++) {
      all.push(
        spawn(function* (p) {
          yield* receive(p);
          answers++;
        }),
      );
    }
    scheduler.runUntil(() => false);
    for (const p of all) scheduler.send(null, p.pid, a('go'));
    scheduler.runUntil(() => false);
    expect([answers, scheduler.table.count]).toEqual([100_000, 0]);
  });

  test('more than allowed are a system_limit', () => {
    const { spawn } = fake({ maxProcesses: 2 });
    const idle = (): Process => spawn(receive as never);
    idle();
    idle();
    expect(idle).toThrow(expect.objectContaining({ reason: a('system_limit') }));
  });
});

describe('a program that stands still', () => {
  test('runs nothing but the system until it may go on, and then first who is to be first', () => {
    const { scheduler, spawn } = fake();
    const ran: string[] = [];
    const writes = (name: string) =>
      function* (): Generator<Step, void, Term> {
        ran.push(name);
        yield* [];
      };
    spawn(writes('before'));
    const waiting = spawn(function* (p) {
      ran.push((yield* receive(p)) === a('go') ? 'first' : 'wrong');
    });
    scheduler.runSlice();
    spawn(writes('runnable'));
    const thaw = scheduler.freeze();
    const thawAgain = scheduler.freeze();
    const starter = spawn(writes('starter'), { system: true });
    spawn(writes('spawned by it'), { parent: starter });
    spawn(writes('spawned meanwhile'));
    scheduler.runSlice();
    thaw();
    scheduler.runSlice();
    expect(ran.splice(0)).toEqual(['before', 'starter', 'spawned by it']);
    thawAgain(() => scheduler.send(null, waiting.pid, a('go')));
    scheduler.runSlice();
    expect(ran).toEqual(['first', 'runnable', 'spawned meanwhile']);
  });
});
