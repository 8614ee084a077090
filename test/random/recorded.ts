// What is recorded of random_terms.erl: the compiled module, and real Erlang's answers for some seeds.

import { join } from 'node:path';

/** Recorded are the seeds from 1 to this one. */
export const SEEDS = 40;

/** Items of each seed. */
export const ITEMS = 50;

/** The kinds of operations that an item goes through, as `random_terms:kinds/0` lists them. */
export const KINDS = ['print', 'compare', 'hash', 'external', 'arithmetic', 'bits'];

/** Of the checksum of an answer. */
const BYTES = 2;

/** Of the checksums of one seed. */
export const SEED_BYTES = ITEMS * KINDS.length * BYTES;

export const MODULE_PACK = join(import.meta.dirname, 'random_terms.pack');
export const ANSWERS = join(import.meta.dirname, 'answers.bin');

/** Where the checksums of a seed differ, such as `item 7: print`. */
export function differences(got: Uint8Array, expected: Uint8Array): string[] {
  const found: string[] = [];
  for (let at = 0; at < SEED_BYTES; at += BYTES) {
    if (got[at] === expected[at] && got[at + 1] === expected[at + 1]) continue;
    const index = at / BYTES;
    found.push(`item ${Math.floor(index / KINDS.length) + 1}: ${KINDS[index % KINDS.length]}`);
  }
  return found;
}
