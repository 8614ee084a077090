// Compares random programs on beamjit with real Erlang, and makes the ones that differ smaller.
//
// Usage: node tools/random-programs.ts --erl BIN_DIR [--seed FIRST] [--count N] [--tier interp,…] [--reduce] [--show]
//
// BIN_DIR is the folder of an OTP's erl and erlc, which compiles the programs and has the right answers. Without --reduce
// the seeds that differ are printed with the answers that do; with it, the smallest program that still differs and is
// found in --seconds. --show prints the programs' source instead of running them. --size says about how many expressions
// a function has. --tier names modes of test/tiers.ts. --flavour picks one of the recorder's flavours for all programs.

import { parseArgs } from 'node:util';
import {
  generate,
  type Program,
  SIZE,
  type Source,
  sources,
} from '../test/random/programs/generate.ts';
import { reduce } from '../test/random/programs/reduce.ts';
import { childrenOf, type Node, render } from '../test/random/programs/syntax.ts';
import { Beamjit } from './random/beamjit.ts';
import { Erl, Refused } from './random/erl.ts';
import { FLAVOURS, flavourOf } from './random/flavours.ts';

interface Difference {
  /** Other answers, or the error that took their place. */
  readonly kind: string;
  readonly lines: readonly string[];
}

const NO_DIFFERENCE: Difference = { kind: 'none', lines: [] };

const { values } = parseArgs({
  options: {
    erl: { type: 'string' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '100' },
    tier: { type: 'string', default: 'interp' },
    size: { type: 'string', default: String(SIZE) },
    flavour: { type: 'string' },
    reduce: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '300' },
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
  const program = generate(seed, otp, Number(values.size));
  if (values.show)
    console.log(
      sources(program)
        .map(({ text }) => text)
        .join('\n'),
    );
  else await compare(program);
}
for (const tier of tiers) tier.stop();
erl.stop();
if (!values.show) console.log(totals);
process.exitCode = totals.different > 0 ? 1 : 0;

async function compare(program: Program): Promise<void> {
  const flavour = values.flavour ?? flavourOf(program.seed);
  const found: { readonly tier: Beamjit; readonly difference: Difference }[] = [];
  try {
    for (const tier of tiers) {
      const difference = await differenceOf(sources(program), flavour, tier);
      if (difference === undefined) {
        totals.unlimited++;
        return;
      }
      if (difference.lines.length > 0) found.push({ tier, difference });
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    totals.refused++;
    console.log(`seed ${program.seed}: the compiler says ${error.message}`);
    return;
  }
  if (found.length === 0) totals.same++;
  else totals.different++;
  for (const { tier, difference } of found) {
    console.log(`──── seed ${program.seed}, tier ${tier.tier}, flavour ${flavour}`);
    if (values.reduce) await showSmallest(program, flavour, tier, difference.kind);
    else console.log(difference.lines.join('\n'));
  }
}

/** The answers that differ, in words; undefined where a program takes too much to be compared. */
async function differenceOf(
  program: readonly Source[],
  flavour: string,
  tier: Beamjit,
): Promise<Difference | undefined> {
  const modules = await erl.compile(program, FLAVOURS[flavour]);
  const wanted = await erl.run(modules);
  if (wanted === undefined) return undefined;
  const answers = await tier.answers(modules);
  if (answers === wanted) return NO_DIFFERENCE;
  const got = answers.split('\n');
  const lines = wanted.split('\n');
  if (got.length !== lines.length) return { kind: got[0], lines: got };
  return {
    kind: 'answers',
    lines: lines.flatMap((line, i) =>
      line === got[i] ? [] : [`call ${i + 1}:\n  ${line}\n  ${got[i]}`],
    ),
  };
}

async function showSmallest(
  program: Program,
  flavour: string,
  tier: Beamjit,
  kind: string,
): Promise<void> {
  const difference = async (tree: Node): Promise<Difference> => {
    try {
      return (await differenceOf(named(program, tree), flavour, tier)) ?? NO_DIFFERENCE;
    } catch (error) {
      if (error instanceof Refused) return NO_DIFFERENCE;
      throw error;
    }
  };
  const trees: Node = { parts: program.modules.map(({ tree }) => tree) };
  const end = Date.now() + Number(values.seconds) * 1000;
  const smallest = await reduce(
    trees,
    async (tree) => Date.now() < end && (await difference(tree)).kind === kind,
  );
  console.log(
    named(program, smallest)
      .map(({ text }) => text)
      .join('\n'),
  );
  console.log((await difference(smallest)).lines.join('\n'));
}

/** The sources of a program's modules from the trees that a node has for parts. */
function named({ modules }: Program, tree: Node): Source[] {
  const trees = childrenOf(tree);
  return modules.map(({ name }, i) => ({ name, text: render(trees[i]) }));
}
