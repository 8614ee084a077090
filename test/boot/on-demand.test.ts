// Who waits for a part of OTP that is being started: all but those who start it.

import { expect, test } from 'vitest';
import { OnDemand } from '../../src/boot/on-demand.ts';
import { TryAgain } from '../../src/gc/errors.ts';
import { atom, newPid } from '../../src/gc/term.ts';
import type { Term } from '../../src/gc/types.ts';
import type { Process } from '../../src/sched/process.ts';
import type { Scheduler } from '../../src/sched/scheduler.ts';

const NAME = atom('logger');

/** A part and the processes around it; a process is no more than its number and where it comes from. */
class World {
  private readonly alive = new Map<Term, Process>();
  private readonly scheduler = {
    current: null as Process | null,
    table: { get: (pid: Term) => this.alive.get(pid) },
  };
  private nextId = 0;
  private up: () => void = () => {};
  starter: Process | undefined;
  readonly part = new OnDemand(this.scheduler as unknown as Scheduler, {
    names: ['logger'],
    tables: [],
    start: (done) => {
      this.up = done;
      this.starter = this.spawn(null);
      return [this.starter];
    },
  });

  spawn(parent: Process | null): Process {
    const id = this.nextId++;
    const pid = newPid(atom('nonode@nohost'), id, 0, 0);
    const p = { id, pid, parent: parent?.pid ?? null, groupLeader: pid } as unknown as Process;
    this.alive.set(pid, p);
    return p;
  }

  end(p: Process): void {
    this.alive.delete(p.pid);
  }

  start(): void {
    this.part.whenUp(() => {});
  }

  finish(): void {
    this.up();
  }

  /** Whether it would have to wait for the name. */
  waits(p: Process): boolean {
    this.scheduler.current = p;
    try {
      this.part.nameWanted(NAME);
      return false;
    } catch (thrown) {
      if (thrown instanceof TryAgain) return true;
      throw thrown;
    } finally {
      this.scheduler.current = null;
    }
  }
}

test('who needs it first waits, and nobody once it is up', () => {
  const world = new World();
  const main = world.spawn(null);
  expect(world.waits(main)).toBe(true);
  world.start();
  expect(world.waits(main)).toBe(true);
  world.finish();
  expect(world.waits(main)).toBe(false);
});

test('those who start it do not wait for themselves', () => {
  const world = new World();
  world.start();
  const starter = world.starter as Process;
  const child = world.spawn(starter);
  const grandchild = world.spawn(child);
  expect([starter, child, grandchild].map((p) => world.waits(p))).toEqual([false, false, false]);
  world.end(child);
  expect(world.waits(grandchild)).toBe(false);
});

test('what the program spawns meanwhile waits', () => {
  const world = new World();
  const main = world.spawn(null);
  world.start();
  const worker = world.spawn(main);
  const ofWorker = world.spawn(worker);
  const called = world.spawn(null);
  expect([worker, ofWorker, called].map((p) => world.waits(p))).toEqual([true, true, true]);
  world.end(main);
  expect([worker, ofWorker].map((p) => world.waits(p))).toEqual([true, true]);
});
