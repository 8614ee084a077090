/*
 * Pure built-in functions against what real Erlang answers, errors and their causes included.
 */
import { expect, test } from 'vitest';
import { mistakes } from './recorded.ts';

test.each(['types', 'operators', 'numbers', 'tuples', 'atoms', 'binaries'])('%s', (topic) => {
  expect(mistakes(topic)).toEqual([]);
});
