/** What loader tests need of Node. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folders of real OTP installations to test with: a list with colons in an environment
 * variable.
 */
export const otpFolders = (process.env.BEAMJIT_TEST_OTPS ?? '').split(':').filter(Boolean);

/** All .beam files below a folder. */
export function* beamFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* beamFiles(path);
    else if (entry.name.endsWith('.beam')) yield path;
  }
}

/** A generator of random numbers below `n`, the same ones for the same seed. */
export function randomNumbers(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    let value = Math.imul(state ^ (state >>> 12), 0x297a2d39);
    value ^= value >>> 15;
    return (value >>> 0) % n;
  };
}
