/**
 * Random damage: decoding ends in a module whose code can be walked, or in a LoadError, and soon; and
 * WebAssembly takes no part of it for right that JavaScript refuses.
 */

import { readFileSync } from 'node:fs';
import binaryen from 'binaryen';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { decodeModule } from '../../src/loader/decode.ts';
import { disassemble } from '../../src/loader/disasm.ts';
import { LoadError } from '../../src/loader/errors.ts';
import { packFile, readPack } from '../corpus/pack.ts';
import { OTPS } from '../corpus/programs.ts';
import { beamFiles, otpFolders, randomNumbers } from './host.ts';
import { sampleModule } from './sample.ts';

const SEED = 20260701;

/** Bytes of the code chunk before the first instruction. */
const HEADER = 20;

const LANGUAGES = ['erlang', 'elixir', 'gleam'] as const;

/**
 * Changes a few bytes, preferring numbers that are likely to matter; sometimes cuts, repeats or
 * removes a piece.
 */
function damage(bytes: Uint8Array, random: (n: number) => number): Uint8Array {
  let result = bytes.slice();
  for (let changes = 1 + random(4); changes > 0; changes--) {
    const at = random(result.length);
    switch (random(8)) {
      case 0:
        result = result.slice(0, at);
        break;
      case 1:
        result = Uint8Array.of(...result.subarray(0, at), ...result.subarray(at + 1 + random(8)));
        break;
      case 2: {
        const piece = result.subarray(at, at + random(16));
        result = Uint8Array.of(...result.subarray(0, at), ...piece, ...result.subarray(at));
        break;
      }
      case 3:
        result.fill([0, 0x7f, 0x80, 0xff][random(4)], at, at + 1 + random(4));
        break;
      default:
        result[at] ^= 1 << random(8);
    }
    if (result.length === 0) return result;
  }
  return result;
}

/** The outcome of decoding and of everything that is decoded later. */
function attempt(bytes: Uint8Array): 'decoded' | 'refused' {
  try {
    const module = decodeModule(bytes);
    module.md5();
    for (const name of module.chunkNames) module.chunk(name);
    expect(module.types.every(({ union }) => union > 0)).toBe(true);
    disassemble(module);
    void module.records;
    return 'decoded';
  } catch (error) {
    if (error instanceof LoadError) return 'refused';
    throw error;
  }
}

function attempts(bytes: Uint8Array, times: number, seed: number): Record<string, number> {
  const random = randomNumbers(seed);
  const outcomes = { decoded: 0, refused: 0 };
  for (let i = 0; i < times; i++) outcomes[attempt(damage(bytes, random))]++;
  return outcomes;
}

test('a module made by hand', () => {
  const start = performance.now();
  const { decoded, refused } = attempts(sampleModule().build(), 20_000, SEED);
  expect(decoded).toBeGreaterThan(1000);
  expect(refused).toBeGreaterThan(5000);
  expect(performance.now() - start).toBeLessThan(30_000);
});

test('nothing but its head, and noise', () => {
  const random = randomNumbers(SEED);
  const head = sampleModule().build().subarray(0, 12);
  for (let i = 0; i < 2000; i++) {
    const noise = Uint8Array.from({ length: random(200) }, () => random(256));
    attempt(noise);
    attempt(Uint8Array.of(...head.subarray(0, 7), noise.length + 4, ...head.subarray(8), ...noise));
  }
});

describe('modules of the corpus', () => {
  const packs = LANGUAGES.flatMap((language) => OTPS.map((otp) => [language, otp] as const));
  test.each(packs)('%s by OTP %i', { timeout: 120_000 }, (language, otp) => {
    const modules = readPack(packFile(language, otp)).builds.flatMap((build) => build.modules);
    const step = Math.ceil(modules.length / 40);
    for (let i = 0; i < modules.length; i += step) {
      // A plain array: slices of Node's buffers are no copies.
      attempts(new Uint8Array(modules[i].bytes), 30, SEED + i);
    }
  });
});

type Decode = typeof decodeModule;

/** What the code was decoded to, or the message. */
function outcome(decode: Decode, bytes: Uint8Array): unknown {
  try {
    const { code, functionStarts, entryLabels, labels, bigs, onLoad } = decode(bytes);
    return { code, functionStarts, entryLabels, labels, bigs, onLoad };
  } catch (error) {
    return String(error);
  }
}

describe('JavaScript alone', () => {
  let decodeAlone: Decode;

  beforeAll(async () => {
    // In place of the quick part, one that leaves everything to JavaScript.
    const idle = binaryen.parseText(`(module
      (memory (export "memory") 1)
      (func (export "decodeOrdinary"))
      (func (export "labelsAreRight") (param i32) (result i32) (i32.const 0)))`);
    const WASM = Buffer.from(idle.emitBinary()).toString('base64');
    vi.resetModules();
    vi.doMock('../../src/loader/generated/decoder.ts', () => ({ WASM }));
    ({ decodeModule: decodeAlone } = await import('../../src/loader/decode.ts'));
    vi.doUnmock('../../src/loader/generated/decoder.ts');
  });

  test.each(LANGUAGES)('comes to the same: %s', { timeout: 120_000 }, (language) => {
    const random = randomNumbers(SEED);
    const modules = OTPS.flatMap((otp) =>
      readPack(packFile(language, otp)).builds.flatMap((build) => build.modules),
    );
    for (let i = 0; i < modules.length; i += Math.ceil(modules.length / 100)) {
      const bytes = new Uint8Array(modules[i].bytes);
      const code = decodeModule(bytes).chunk('Code')!;
      const start = code.byteOffset - bytes.byteOffset + HEADER;
      expect(outcome(decodeModule, bytes)).toEqual(outcome(decodeAlone, bytes));
      for (let k = 0; k < 60; k++) {
        const damaged = bytes.slice();
        damaged[start + random(code.length - HEADER)] = random(256);
        expect(outcome(decodeModule, damaged)).toEqual(outcome(decodeAlone, damaged));
      }
    }
  });
});

describe.skipIf(otpFolders.length === 0)('modules of OTP (BEAMJIT_TEST_OTPS)', () => {
  test.each(otpFolders)('%s', { timeout: 300_000 }, (folder) => {
    const files = [...beamFiles(folder)];
    const step = Math.ceil(files.length / 40);
    for (let i = 0; i < files.length; i += step) {
      const bytes = new Uint8Array(readFileSync(files[i]));
      if (bytes.length < 60_000) attempts(bytes, 50, SEED + i);
    }
  });
});
