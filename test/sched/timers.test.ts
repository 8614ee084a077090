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

test('held timers go on with the time that they had left', () => {
  const { clock, timers: t, fired } = timers();
  t.after(30, () => fired.push(30));
  const cancelled = t.after(10, () => fired.push(10));
  const release = t.hold();
  t.after(50, () => fired.push(50));
  clock.ms += 100;
  t.run();
  expect(fired).toEqual([50]);
  expect(t.size).toBe(2);
  expect(t.cancel(cancelled)).toBe(true);
  expect(t.cancel(cancelled)).toBe(false);
  release();
  clock.ms += 29;
  t.run();
  expect(fired).toEqual([50]);
  clock.ms += 1;
  t.run();
  expect(fired).toEqual([50, 30]);
});
