/*
 * Pure built-in functions against what real Erlang answers, errors and their causes included.
 */
import { expect, test } from 'vitest';
import { printTerm } from '../../src/gc/print.ts';
import { bytesOf, type Term } from '../../src/gc/term.ts';
import { mistakes, recorded } from './recorded.ts';

const topics = [
  'types',
  'operators',
  'numbers',
  'tuples',
  'atoms',
  'binaries',
  'unicode',
  'packets',
  're',
  'match-spec',
];

test.each(topics)('%s', (topic) => {
  expect(mistakes(topic)).toEqual([]);
});

test('terms print as the emulator prints them', () => {
  for (const [term, text] of recorded('print') as [Term, Term][]) {
    // A string of Latin-1 characters is printed as bytes, all else as UTF-8.
    const wanted = Buffer.from(bytesOf(text));
    const printed = printTerm(term);
    const encodings = [Buffer.from(printed, 'latin1'), Buffer.from(printed)];
    expect(
      encodings.some((bytes) => bytes.equals(wanted)),
      `${printed} is ${wanted}`,
    ).toBe(true);
  }
});
