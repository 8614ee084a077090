/** MD5 against Node's, whole and in pieces. */

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { md5, md5Copy, md5Final, md5Init, md5Update } from '../../src/util/md5.ts';
import { randomNumbers } from './host.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('any length, in any pieces', () => {
  const random = randomNumbers(3);
  for (let length = 0; length < 300; length++) {
    const bytes = Uint8Array.from({ length }, () => random(256));
    const expected = createHash('md5').update(bytes).digest('hex');
    expect(hex(md5(bytes))).toBe(expected);
    const state = md5Init();
    for (let at = 0; at < length; ) {
      const size = 1 + random(100);
      md5Update(state, bytes.subarray(at, at + size));
      at += size;
    }
    const copy = md5Copy(state);
    md5Update(copy, bytes);
    expect(hex(md5Final(state))).toBe(expected);
    expect(hex(md5Final(copy))).toBe(hex(md5(Uint8Array.of(...bytes, ...bytes))));
  }
});
