import { describe, expect, test } from 'vitest';
import { atom, makeInteger, makeReference, type Term } from '../../src/gc/term.ts';
import { Mailbox } from '../../src/sched/mailbox.ts';

const reference = (n: number): Term => makeReference(atom('nonode@nohost'), 0, [n, 0, 0]);

function filled(...messages: number[]): Mailbox {
  const box = new Mailbox();
  for (const m of messages) box.push(makeInteger(m));
  return box;
}

describe('the save pointer', () => {
  test('moves over messages that do not match, and back once one was taken', () => {
    const box = filled(1, 2, 3);
    box.skip();
    expect(box.peek()).toBe(2);
    box.remove();
    expect(box.peek()).toBe(1);
    expect(box.messages()).toEqual([1, 3]);
    expect(box.length).toBe(2);
  });

  test('stays at the end until a message comes', () => {
    const box = filled(1);
    box.skip();
    expect(box.peek()).toBeNull();
    box.push(makeInteger(2));
    expect(box.peek()).toBe(2);
    box.rewind();
    expect(box.peek()).toBe(1);
  });

  test('survives the removal of the first and the last message', () => {
    const box = filled(1, 2);
    box.remove();
    box.remove();
    expect(box.peek()).toBeNull();
    box.push(makeInteger(3));
    expect(box.messages()).toEqual([3]);
    expect(box.peek()).toBe(3);
  });
});

describe('receive markers', () => {
  test('hide what was there before', () => {
    const box = filled(1, 2);
    box.reserveMarker();
    box.bindMarker(reference(7));
    box.push(makeInteger(3));
    box.useMarker(reference(7));
    expect(box.peek()).toBe(3);
    box.remove();
    box.clearMarker(reference(7));
    expect(box.messages()).toEqual([1, 2]);
    expect(box.peek()).toBe(1);
  });

  test('of another reference, or cleared, hide nothing', () => {
    const box = filled(1);
    box.reserveMarker();
    box.bindMarker(reference(1));
    box.useMarker(reference(2));
    expect(box.peek()).toBe(1);
    box.clearMarker(reference(1));
    box.useMarker(reference(1));
    expect(box.peek()).toBe(1);
  });

  test('a second reservation takes the place of one that was not bound', () => {
    const box = filled(1);
    box.reserveMarker();
    box.push(makeInteger(2));
    box.reserveMarker();
    box.bindMarker(reference(1));
    box.push(makeInteger(3));
    box.useMarker(reference(1));
    expect(box.peek()).toBe(3);
  });

  test('more than are kept cost time, never a message', () => {
    const box = filled(1);
    for (let i = 0; i < 20; i++) {
      box.reserveMarker();
      box.bindMarker(reference(i));
    }
    box.useMarker(reference(0));
    expect(box.peek()).toBe(1);
    box.useMarker(reference(19));
    expect(box.peek()).toBeNull();
    expect(box.messages()).toEqual([1]);
  });

  test('make a call past a million messages cheap', () => {
    const box = new Mailbox();
    for (let i = 0; i < 1_000_000; i++) box.push(makeInteger(0));
    const began = performance.now();
    for (let i = 1; i <= 10_000; i++) {
      box.reserveMarker();
      const r = reference(i);
      box.bindMarker(r);
      box.push(makeInteger(i));
      box.useMarker(r);
      expect(box.peek()).toBe(i);
      box.remove();
      box.clearMarker(r);
    }
    expect(box.length).toBe(1_000_000);
    // One scan of the million is about 2 ms, so ten thousand of them would be 20 s.
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
