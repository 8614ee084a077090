// ByteQueue against an array of bytes, by random pushes and skips.
import { expect, test } from 'vitest';
import { ByteQueue } from '../../src/util/byte-queue.ts';

/** Numbers below `n`, the same in every run. */
function randoms(): (n: number) => number {
  let state = 1;
  return (n) => {
    state = (Math.imul(state, 48_271) >>> 0) % 0x7fffffff;
    return state % n;
  };
}

test('does what an array of bytes does', () => {
  const queue = new ByteQueue();
  let model: number[] = [];
  const random = randoms();
  for (let step = 0; step < 3000; step++) {
    if (random(3) > 0) {
      const bytes = Uint8Array.from({ length: random(5) }, () => random(256));
      queue.push(bytes);
      model.push(...bytes);
    } else {
      const n = random(Math.min(model.length, 40) + 1);
      expect([...queue.peek(n)]).toEqual(model.slice(0, n));
      queue.skip(n);
      model = model.slice(n);
    }
    expect(queue.size).toBe(model.length);
    expect(queue.head?.[0]).toBe(model[0]);
  }
  expect([...queue.chunks()].flatMap((chunk) => [...chunk])).toEqual(model);
  queue.skip(model.length);
  expect(queue.head).toBeUndefined();
  expect([...queue.chunks()]).toEqual([]);
});

test('taking from a long queue does not move what is left', () => {
  const queue = new ByteQueue();
  const n = 300_000;
  for (let i = 0; i < n; i++) queue.push(Uint8Array.of(i & 255));
  // Moved each time, this would take minutes.
  for (let i = 0; i < n; i++) queue.skip(1);
  expect(queue.size).toBe(0);
});
