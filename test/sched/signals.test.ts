import { describe, expect, test } from 'vitest';
import '../../src/gc/bigint.ts';
import { exitWith } from '../../src/gc/errors.ts';
import { atom, exactEqual, makeReference, type Term, tuple } from '../../src/gc/term.ts';
import { AliasMode, monitorsOf, monitorsOn } from '../../src/sched/monitor.ts';
import { type Process, Status } from '../../src/sched/process.ts';
import { type Fake, fake, receive } from './fake.ts';

const a = atom;

/** A process that waits for one message, and then exits with it. */
function waiter({ spawn }: Fake, trap = false): Process {
  return spawn(function* (p) {
    p.trapExit = trap;
    throw exitWith((yield* receive(p)) as Term);
  });
}

const same = (x: Term | null, y: Term): void => expect(x !== null && exactEqual(x, y)).toBeTruthy();

describe('exit signals', () => {
  const cases: [reason: string, trap: boolean, own: boolean, end: string | undefined][] = [
    ['normal', false, false, undefined],
    ['normal', false, true, 'normal'],
    ['shutdown', false, false, 'shutdown'],
    ['kill', false, false, 'killed'],
    ['kill', true, false, 'killed'],
  ];
  for (const [reason, trap, own, end] of cases) {
    test(`${reason}${own ? ' to itself' : ''}${trap ? ', trapped' : ''}`, () => {
      const f = fake();
      const p = waiter(f, trap);
      f.scheduler.runSlice();
      f.scheduler.signals.exitSignal(own ? p.pid : waiter(f).pid, p, a(reason));
      f.scheduler.runSlice();
      if (end === undefined) expect(p.status).toBe(Status.WAITING);
      else expect(p.exitReason).toBe(a(end));
    });
  }

  test('are messages to who traps them, normal too', () => {
    const f = fake();
    const p = waiter(f, true);
    const from = waiter(f);
    f.scheduler.runSlice();
    f.scheduler.signals.exitSignal(from.pid, p, a('normal'));
    f.scheduler.runSlice();
    same(p.exitReason, tuple(a('EXIT'), from.pid, a('normal')));
  });

  test('a linked exit with reason kill is a reason like others', () => {
    const f = fake();
    const trapper = waiter(f, true);
    const plain = waiter(f);
    const dies = waiter(f);
    f.scheduler.runSlice();
    f.scheduler.signals.link(dies, trapper);
    f.scheduler.signals.link(dies, plain);
    f.scheduler.send(null, dies.pid, a('kill'));
    f.scheduler.runSlice();
    expect(plain.exitReason).toBe(a('kill'));
    same(trapper.exitReason, tuple(a('EXIT'), dies.pid, a('kill')));
  });

  test('a chain of a hundred thousand links ends without recursion', () => {
    const f = fake();
    const chain: Process[] = [];
    for (let i = 0; i < 100_000; i++) {
      chain.push(waiter(f));
      if (i > 0) f.scheduler.signals.link(chain[i - 1], chain[i]);
    }
    f.scheduler.runSlice(Number.POSITIVE_INFINITY);
    f.scheduler.signals.exitSignal(chain[0].pid, chain[0], a('stop'));
    expect(chain.every((p) => p.exitReason === a('stop'))).toBe(true);
    expect(f.scheduler.table.count).toBe(0);
  });

  test('who is killed while it runs ends when its slice does', () => {
    const f = fake();
    let went: Status | undefined;
    const victim = f.spawn(function* (p) {
      f.scheduler.signals.exitSignal(p.pid, p, a('kill'));
      went = p.status;
      yield p.leave({ kind: 'exit' });
    });
    f.scheduler.runSlice();
    expect(went).toBe(Status.EXITING);
    expect(f.runner.interrupted).toBe(1);
    expect(victim.exitReason).toBe(a('killed'));
  });
});

describe('monitors', () => {
  test('tell why the process ended, once', () => {
    const f = fake();
    const target = waiter(f);
    const watcher = waiter(f);
    f.scheduler.runSlice();
    const reference = f.scheduler.signals.monitor(watcher, target, target.pid);
    f.scheduler.send(null, target.pid, a('bye'));
    f.scheduler.runSlice();
    same(watcher.exitReason, tuple(a('DOWN'), reference, a('process'), target.pid, a('bye')));
    expect([...monitorsOf(watcher)]).toEqual([]);
  });

  test('are gone after demonitor', () => {
    const f = fake();
    const target = waiter(f);
    const watcher = waiter(f);
    f.scheduler.runSlice();
    const { signals } = f.scheduler;
    const first = signals.monitor(watcher, target, target.pid);
    const second = signals.monitor(watcher, target, target.pid, { tag: a('gone') });
    expect(signals.demonitor(target, first)).toBe(false);
    expect(signals.demonitor(watcher, first)).toBe(true);
    expect(signals.demonitor(watcher, first)).toBe(false);
    signals.exitSignal(watcher.pid, target, a('x'));
    f.scheduler.runSlice();
    same(watcher.exitReason, tuple(a('gone'), second, a('process'), target.pid, a('x')));
    expect(watcher.mailbox.length).toBe(0);
  });

  test('end with the watcher', () => {
    const f = fake();
    const target = waiter(f);
    const watcher = waiter(f);
    f.scheduler.runSlice();
    f.scheduler.signals.monitor(watcher, target, target.pid);
    f.scheduler.signals.exitSignal(target.pid, watcher, a('x'));
    expect([...monitorsOn(target)]).toEqual([]);
  });
});

describe('aliases', () => {
  const sent = (f: Fake, p: Process, alias: Term): number => {
    const before = p.mailbox.length;
    f.scheduler.send(null, alias, a('m'));
    return p.mailbox.length - before;
  };

  test('of a call last until the reply, which ends the monitor', () => {
    const f = fake();
    const server = waiter(f);
    const client = waiter(f);
    const alias = f.scheduler.signals.monitor(client, server, server.pid, {
      alias: AliasMode.REPLY_DEMONITOR,
    });
    expect([sent(f, client, alias), sent(f, client, alias)]).toEqual([1, 0]);
    expect(f.scheduler.signals.demonitor(client, alias)).toBe(false);
    expect([...monitorsOn(server)]).toEqual([]);
  });

  test('that end with the monitor end by demonitor and by DOWN', () => {
    for (const mode of [AliasMode.DEMONITOR, AliasMode.REPLY_DEMONITOR]) {
      const f = fake();
      const server = waiter(f);
      const client = waiter(f);
      f.scheduler.runSlice();
      const { signals } = f.scheduler;
      const first = signals.monitor(client, server, server.pid, { alias: mode });
      signals.demonitor(client, first);
      expect(sent(f, client, first)).toBe(0);
      const second = signals.monitor(client, server, server.pid, { alias: mode });
      signals.exitSignal(client.pid, server, a('x'));
      expect(sent(f, client, second)).toBe(0);
    }
  });

  test('explicit ones outlive the monitor', () => {
    const f = fake();
    const server = waiter(f);
    const client = waiter(f);
    const { signals } = f.scheduler;
    const alias = signals.monitor(client, server, server.pid, { alias: AliasMode.EXPLICIT });
    signals.demonitor(client, alias);
    expect(sent(f, client, alias)).toBe(1);
    expect(signals.unalias(server, alias)).toBe(false);
    expect(signals.unalias(client, alias)).toBe(true);
    expect(sent(f, client, alias)).toBe(0);
  });

  test('references that are none drop the message', () => {
    const f = fake();
    f.scheduler.send(null, f.scheduler.references.make(), a('m'));
    f.scheduler.send(null, makeReference(a('a@b'), 0, [1, 2, 3]), a('m'));
  });
});

describe('names', () => {
  test('reach their process until it ends', () => {
    const f = fake();
    const p = waiter(f);
    const { signals } = f.scheduler;
    expect(signals.register(a('me'), p)).toBe(true);
    expect(signals.register(a('me'), waiter(f))).toBe(false);
    expect(signals.register(a('me_too'), p)).toBe(false);
    f.scheduler.send(null, tuple(a('me'), a('nonode@nohost')), a('bye'));
    f.scheduler.runSlice();
    expect(p.exitReason).toBe(a('bye'));
    expect(signals.whereis(a('me'))).toBeUndefined();
    expect(() => f.scheduler.send(null, a('me'), a('x'))).toThrow();
    f.scheduler.send(null, tuple(a('me'), a('nonode@nohost')), a('x'));
    f.scheduler.send(null, tuple(a('me'), a('a@b')), a('x'));
  });
});
