// Records random programs and real Erlang's answers to them (test/random), for machines without Erlang.
//
// Usage: node tools/record-random-programs.ts --otp 25=BIN_DIR --otp 27=BIN_DIR --otp 29=BIN_DIR [--count N] [--seed FIRST]
//
// BIN_DIR is the folder of an OTP's erl and erlc. A program is compiled by one of them, and runs on 27, which is the library
// that beamjit brings along; on 29 if compiled by that. It runs twice, the second time on several schedulers, and is left
// out where the answers are not the same, or a call takes too much.

import { parseArgs } from 'node:util';
import { generate, sources } from '../test/random/programs/generate.ts';
import {
  checksumOf,
  type RecordedProgram,
  writeRecorded,
} from '../test/random/programs/recorded.ts';
import { compact } from './random/compact.ts';
import { Erl, Refused } from './random/erl.ts';
import { FLAVOURS, flavourOf } from './random/flavours.ts';

const { values } = parseArgs({
  options: {
    otp: { type: 'string', multiple: true, default: [] },
    count: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
  },
});

const OTPS = [25, 27, 29, 27] as const;

const folders = new Map(values.otp.map((text) => text.split('=') as [string, string]));
const folder = (otp: number): string => {
  const found = folders.get(String(otp));
  if (found === undefined) throw new Error(`--otp ${otp}=BIN_DIR is missing`);
  return found;
};
const compilers = new Map([25, 27, 29].map((otp) => [otp, new Erl(folder(otp))]));
const others = new Map([27, 29].map((otp) => [otp, new Erl(folder(otp), ['+S', '2'])]));

const count = Number(values.count);
const programs: RecordedProgram[] = [];
const left = { refused: 0, unlimited: 0, uncertain: 0 };
for (let seed = Number(values.seed); programs.length < count; seed++) {
  const program = await record(seed);
  if (program !== undefined) programs.push(program);
  if (seed % 100 === 0) console.log(`seed ${seed}: ${programs.length} programs`, left);
}
writeRecorded({ support: compact(compilers.get(25)!.support), programs });
for (const erl of [...compilers.values(), ...others.values()]) erl.stop();

async function record(seed: number): Promise<RecordedProgram | undefined> {
  const otp = OTPS[seed % OTPS.length];
  const flavour = flavourOf(seed);
  const vm = Math.max(otp, 27);
  try {
    const program = sources(generate(seed, otp));
    const modules = await compilers.get(otp)!.compile(program, FLAVOURS[flavour]);
    const answers = await compilers.get(vm)!.run(modules);
    if (answers === undefined) {
      left.unlimited++;
      return undefined;
    }
    if (answers !== (await others.get(vm)!.run(modules))) {
      left.uncertain++;
      return undefined;
    }
    const compacted = modules.map(({ name, bytes }) => ({ name, bytes: compact(bytes) }));
    return {
      seed,
      flavour: `otp${otp} ${flavour}`,
      modules: compacted,
      answers,
      source: checksumOf(program),
    };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    left.refused++;
    return undefined;
  }
}
