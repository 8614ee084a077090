// Compares random programs on beamjit with real Erlang, and makes the ones that differ smaller.
//
// Usage: node tools/random-programs.ts --erl BIN_DIR [--seed FIRST] [--count N] [--tier interp,…] [--reduce] [--show]
//
// BIN_DIR is the folder of an OTP's erl and erlc, which compiles the programs and has the right answers. Without --reduce
// the seeds that differ are printed with the answers that do; with it, the smallest program that still differs. --show
// prints the programs' source instead of running them. --flavour picks one of the recorder's flavours for all programs.

import { parseArgs } from 'node:util';
import { generate, type Program, type Source, sources } from '../test/random/programs/generate.ts';
import { reduce } from '../test/random/programs/reduce.ts';
import { type Node, render } from '../test/random/programs/syntax.ts';
import { Beamjit } from './random/beamjit.ts';
import { Erl, Refused } from './random/erl.ts';
import { FLAVOURS, flavourOf, isComparable } from './random/flavours.ts';

const { values } = parseArgs({
  options: {
    erl: { type: 'string' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '100' },
    tier: { type: 'string', default: 'interp' },
    flavour: { type: 'string' },
    reduce: { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
  },
});
if (!values.erl) throw new Error('usage: node tools/random-programs.ts --erl BIN_DIR …');

const erl = new Erl(values.erl);
const otp = await erl.release();
const tiers = values.tier.split(',').map((tier) => new Beamjit(erl.support, tier));
const totals = { same: 0, different: 0, refused: 0, unlimited: 0 };

const first = Number(values.seed);
for (let seed = first; seed < first + Number(values.count); seed++) {
  const program = generate(seed, otp);
  if (values.show) console.log(sources(program).map(({ text }) => text).join('\n'));
  else await compare(program);
}
for (const tier of tiers) tier.stop();
erl.stop();
if (!values.show) console.log(totals);
process.exitCode = totals.different > 0 ? 1 : 0;

interface Difference {
  readonly tier: Beamjit;
  readonly lines: readonly string[];
}

async function compare(program: Program): Promise<void> {
  const flavour = values.flavour ?? flavourOf(program.seed);
  const found: Difference[] = [];
  try {
    for (const tier of tiers) {
      const lines = await differences(sources(program), flavour, tier);
      if (lines === undefined) {
        totals.unlimited++;
        return;
      }
      if (lines.length > 0) found.push({ tier, lines });
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    totals.refused++;
    console.log(`seed ${program.seed}: the compiler says ${error.message}`);
    return;
  }
  if (found.length === 0) totals.same++;
  else totals.different++;
  for (const { tier, lines } of found) {
    console.log(`──── seed ${program.seed}, tier ${tier.tier}, flavour ${flavour}`);
    if (values.reduce) await showSmallest(program, flavour, tier);
    else console.log(lines.join('\n'));
  }
}

/** The answers that differ, in words; undefined where a program takes too much to be compared. */
async function differences(
  program: readonly Source[],
  flavour: string,
  tier: Beamjit,
): Promise<string[] | undefined> {
  const modules = await erl.compile(program, FLAVOURS[flavour]);
  const wanted = await erl.run(modules);
  if (!isComparable(wanted)) return undefined;
  const got = (await tier.answers(modules)).split('\n');
  return wanted.split('\n').flatMap((line, i) => {
    if (line === got[i]) return [];
    return [`call ${i + 1}:\n  ${line}\n  ${got[i] ?? '(none)'}`];
  });
}

async function showSmallest(program: Program, flavour: string, tier: Beamjit): Promise<void> {
  const trees: Node = {
    parts: program.modules.map(({ tree }) => tree),
  };
  const named = (tree: Node): Source[] => {
    const parts = typeof tree !== 'string' && 'parts' in tree ? tree.parts : [];
    return program.modules.map(({ name }, i) => ({ name, text: render(parts[i]) }));
  };
  const lines = async (tree: Node): Promise<readonly string[]> => {
    try {
      return (await differences(named(tree), flavour, tier)) ?? [];
    } catch (error) {
      if (error instanceof Refused) return [];
      throw error;
    }
  };
  const smallest = await reduce(trees, async (tree) => (await lines(tree)).length > 0);
  console.log(named(smallest).map(({ text }) => text).join('\n'));
  console.log((await lines(smallest)).join('\n'));
}
