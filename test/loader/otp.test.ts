/**
 * Decodes every module of real OTP installations, given as BEAMJIT_TEST_OTPS=dir:dir…, and encodes
 * the code again: the bytes must be those of the file.
 */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeModule } from '../../src/loader/decode.ts';
import { encodeCode } from './builder.ts';
import { beamFiles, otpFolders } from './host.ts';

if (otpFolders.length === 0) {
  console.warn('BEAMJIT_TEST_OTPS is not set: modules of real OTP installations are not tested');
}

describe.skipIf(otpFolders.length === 0)('all modules', () => {
  test.each(otpFolders)('of %s', { timeout: 300_000 }, (folder) => {
    let count = 0;
    let time = 0;
    for (const file of beamFiles(folder)) {
      const bytes = new Uint8Array(readFileSync(file));
      const start = performance.now();
      const module = decodeModule(bytes, { file });
      time += performance.now() - start;
      const code = encodeCode(module.code, module.atoms, module.bigs);
      expect(Buffer.compare(code, module.chunk('Code')!.subarray(20)), file).toBe(0);
      expect(module.records.length + module.types.length, file).toBeGreaterThanOrEqual(0);
      count++;
    }
    console.log(`${folder}: ${count} modules decoded in ${time.toFixed(0)} ms`);
    expect(count).toBeGreaterThan(0);
  });
});
