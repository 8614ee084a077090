// Records real Erlang's answers to random terms (test/random), and looks for differences where nothing is recorded.
//
// Usage: node tools/record-random.ts --otp BIN_DIR                      record
//        node tools/record-random.ts --otp BIN_DIR --try FIRST:LAST     compare the seeds from FIRST to LAST
//        node tools/record-random.ts --otp BIN_DIR --show SEED:ITEM     both answers to one item
//
// BIN_DIR is the folder of an OTP 27's erl and erlc. Recording asks twice, the second time with other atoms and more
// schedulers, and refuses answers that depend on them.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writePack } from '../test/corpus/pack.ts';
import { ANSWERS, differences, ITEMS, MODULE_PACK, SEEDS } from '../test/random/recorded.ts';
import { strip } from './corpus/strip.ts';

const SOURCE = join(import.meta.dirname, '..', 'test', 'random', 'random_terms.erl');

const { values } = parseArgs({
  options: { otp: { type: 'string' }, try: { type: 'string' }, show: { type: 'string' } },
});
if (!values.otp) throw new Error('usage: node tools/record-random.ts --otp BIN_DIR');

const bin = values.otp;
const work = mkdtempSync(join(tmpdir(), 'beamjit-record-'));
try {
  execFileSync(join(bin, 'erlc'), ['+deterministic', '-o', work, SOURCE], { stdio: 'inherit' });
  const module = readFileSync(join(work, 'random_terms.beam'));
  if (values.show) await show(module, ...pair(values.show));
  else if (values.try) await compare(module, ...pair(values.try));
  else record(module);
} finally {
  rmSync(work, { recursive: true });
}

function pair(text: string): [number, number] {
  const [, first, second] = /^(\d+):(\d+)$/.exec(text) ?? [];
  if (first === undefined) throw new Error(`${text}: two numbers with a colon between them`);
  return [Number(first), Number(second)];
}

function record(module: Uint8Array): void {
  const answers = realAnswers(1, SEEDS, ['+S', '1']);
  if (
    !answers.equals(
      realAnswers(1, SEEDS, ['+S', '2'], '[list_to_atom([C]) || C <- "other atoms"],'),
    )
  ) {
    throw new Error('the answers are not the same in two runs');
  }
  writeFileSync(ANSWERS, answers);
  const modules = [{ name: 'random_terms', bytes: strip(module) }];
  const builds = [{ program: 'random_terms', flavour: 'default', modules }];
  writePack(MODULE_PACK, { builds, shared: [] });
}

async function compare(module: Uint8Array, first: number, last: number): Promise<void> {
  const { createRuntime } = await import('../src/index.ts');
  const runtime = createRuntime();
  runtime.load(module);
  for (let seed = first; seed <= last; seed++) {
    const got = await runtime.callAsync('random_terms', 'answers', [seed, ITEMS]);
    for (const where of differences(got as Uint8Array, realAnswers(seed, seed))) {
      console.log(`seed ${seed}, ${where}`);
    }
  }
  runtime.stop();
}

async function show(module: Uint8Array, seed: number, item: number): Promise<void> {
  console.log(real(`random_terms:show(${seed}, ${item})`).toString());
  const { createRuntime } = await import('../src/index.ts');
  const runtime = createRuntime({ binaries: 'text' });
  runtime.load(module);
  console.log('──── beamjit\n');
  console.log(await runtime.callAsync('random_terms', 'show', [seed, item]));
  runtime.stop();
}

function realAnswers(first: number, last: number, options: string[] = [], before = ''): Buffer {
  const answers = `[random_terms:answers(Seed, ${ITEMS}) || Seed <- lists:seq(${first}, ${last})]`;
  return real(answers, options, before);
}

/** The bytes that an expression gives on the real VM. */
function real(expression: string, options: readonly string[] = [], before = ''): Buffer {
  const file = join(work, 'answer');
  const program = `${before} ok = file:write_file("${file}", ${expression}), halt().`;
  execFileSync(join(bin, 'erl'), [...options, '-noinput', '-pa', work, '-eval', program], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return readFileSync(file);
}
