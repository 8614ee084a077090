import { expect, test } from 'vitest';
import { Timers } from '../../src/sched/timers.ts';
import { FakeClock } from './fake.ts';

function timers(): { clock: FakeClock; timers: Timers; fired: number[] } {
  const clock = new FakeClock();
  return { clock, timers: new Timers(clock, () => undefined), fired: [] };
}

test('timers fire by deadline, those of one deadline by age', () => {
  const { clock, timers: t, fired } = timers();
  for (const ms of [30, 10, 20, 10]) t.after(ms, () => fired.push(ms * 10 + fired.length));
  clock.ms += 9;
  t.run();
  expect(fired).toEqual([]);
  clock.ms += 100;
  t.run();
  expect(fired).toEqual([100, 101, 202, 303]);
  expect(t.untilNext()).toBeUndefined();
});

test('a cancelled timer leaves the heap at once', () => {
  const { clock, timers: t, fired } = timers();
  const made = Array.from({ length: 1000 }, (_, i) =>
    t.after((i * 7919) % 1000, () => fired.push((i * 7919) % 1000)),
  );
  for (let i = 0; i < 1000; i += 2) expect(t.cancel(made[i])).toBe(true);
  expect(t.cancel(made[0])).toBe(false);
  expect(t.size).toBe(500);
  clock.ms += 1000;
  t.run();
  expect(fired).toHaveLength(500);
  expect(fired).toEqual([...fired].sort((a, b) => a - b));
  expect(t.cancel(made[1])).toBe(false);
});

test('a timer of a fraction of a millisecond later never fires early', () => {
  const { clock, timers: t, fired } = timers();
  clock.ms = 1000.4;
  t.after(1, () => fired.push(1));
  clock.ms = 1001.3;
  t.run();
  expect(fired).toEqual([]);
  clock.ms = 1002;
  t.run();
  expect(fired).toEqual([1]);
});

test('what a timer starts fires in its own time', () => {
  const { clock, timers: t, fired } = timers();
  t.after(5, () => {
    fired.push(1);
    t.after(5, () => fired.push(2));
  });
  clock.ms += 5;
  t.run();
  expect(fired).toEqual([1]);
  expect(t.untilNext()).toBe(5);
});
