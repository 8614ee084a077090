// The real Erlang compiler, run by beamjit, writes the files that it writes on the real VM.
//
// Runs where a toolchain and OTP's sources are at hand: BEAMJIT_TEST_ERL and BEAMJIT_TEST_OTP_SOURCES (see
// tools/compare-compiler.ts).
import { expect, test } from 'vitest';
import { COMPARED, compareCompilers } from '../tools/compare-compiler.ts';

const { BEAMJIT_TEST_ERL: erl, BEAMJIT_TEST_OTP_SOURCES: sources } = process.env;

test.skipIf(erl === undefined || sources === undefined).each(COMPARED)(
  '%s compiles to the same bytes',
  { timeout: 600_000 },
  (file) => {
    for (const comparison of compareCompilers(erl as string, sources as string, file))
      expect(comparison).toMatchObject({ equal: true });
  },
);
