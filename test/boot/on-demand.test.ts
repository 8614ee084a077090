// Who waits for a part of OTP that is being started, and that the program stands still meanwhile.

import { expect, test } from 'vitest';
import { OnDemand } from '../../src/boot/on-demand.ts';
import { TryAgain } from '../../src/gc/errors.ts';
import { atom } from '../../src/gc/term.ts';
import type { Process } from '../../src/sched/process.ts';
import type { Scheduler } from '../../src/sched/scheduler.ts';

/** A part, and a scheduler that writes down what is asked of it. */
function world(forSystem = true) {
  const scheduler = {
    current: null as Process | null,
    events: [] as string[],
    freeze() {
      this.events.push('freeze');
      return (first: () => void) => {
        this.events.push('thaw');
        first();
      };
    },
  };
  let up = () => {};
  const part = new OnDemand(scheduler as unknown as Scheduler, {
    names: ['logger'],
    tables: [],
    forSystem,
    start: (done) => {
      scheduler.events.push('start');
      up = done;
    },
  });
  /** Whether a process would have to wait for the name. */
  const waits = (system: boolean): boolean => {
    scheduler.current = { system } as Process;
    try {
      part.nameWanted(atom('logger'));
      return false;
    } catch (thrown) {
      if (thrown instanceof TryAgain) return true;
      throw thrown;
    } finally {
      scheduler.current = null;
    }
  };
  return { part, events: scheduler.events, waits, finish: () => up() };
}

const PROGRAM = false;
const SYSTEM = true;

test('who needs it first waits, and nobody once it is up', () => {
  const { part, waits, finish } = world();
  expect(waits(PROGRAM)).toBe(true);
  part.whenUp(() => {});
  expect(waits(PROGRAM)).toBe(true);
  finish();
  expect(waits(PROGRAM)).toBe(false);
});

test('those who start it do not wait for themselves', () => {
  const { part, waits } = world();
  expect(waits(SYSTEM)).toBe(true);
  part.whenUp(() => {});
  expect(waits(SYSTEM)).toBe(false);
});

test('the system never waits for what it may be starting itself', () => {
  expect(world(false).waits(SYSTEM)).toBe(false);
});

test('the program stands still until it is up, and who needed it goes first', () => {
  const { part, events, finish } = world();
  for (const who of ['first', 'second']) part.whenUp(() => events.push(who));
  expect(events).toEqual(['freeze', 'start']);
  finish();
  expect(events).toEqual(['freeze', 'start', 'thaw', 'first', 'second']);
});
