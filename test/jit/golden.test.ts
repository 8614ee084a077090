// What the compiler makes of small functions, stage by stage: the listing of the generic instructions, the intermediate representation,
// the text of the WebAssembly. Nobody has to agree with a stage: a difference says what a change to the compiler does.
//
//     npm run vitest -- run test/jit/golden.test.ts -u
//
// accepts all differences. The functions are those of golden/golden.erl, compiled by tools/record-jit-golden.ts.

import { join } from 'node:path';
import binaryen from 'binaryen';
import { expect, test } from 'vitest';
import { printLiteral } from '../../src/cli/disasm.ts';
import { listFunction } from '../../src/jit/listing.ts';
import { THRESHOLDS } from '../../src/jit/tiers.ts';
import { Unit } from '../../src/jit/unit.ts';
import { decodeModule } from '../../src/loader/decode.ts';
import { disassembleFunction } from '../../src/loader/disasm.ts';
import { readPack } from '../corpus/pack.ts';

const folder = join(import.meta.dirname, 'golden');
const [build] = readPack(join(folder, 'golden.pack')).builds;
const module = decodeModule(build.modules[0].bytes, { file: 'golden.beam' });

/** Built-ins as this module numbers its imports: what else there are does not matter. */
const BUILT_INS = ['erlang'];
const bif = (m: string, name: string, arity: number): number =>
  BUILT_INS.includes(m)
    ? module.imports.findIndex((f) => f.module === m && f.name === name && f.arity === arity)
    : -1;

const stagesOf = (stages: Record<string, string>) =>
  Object.entries(stages)
    .map(([stage, content]) => `---- ${stage}\n\n${content}`)
    .join('\n');

/** What its functions may have in line. */
const local = {
  source: { module, bif },
  functions: [...module.functionStarts.keys()].filter((index) =>
    module.exports.every(({ label }) => module.entryLabels[index] !== label),
  ),
};

test.each(
  module.exports
    .filter(({ name }) => name !== 'module_info')
    .map(({ name, arity, label }) => ({
      name,
      arity,
      index: module.entryLabels.indexOf(label),
    })),
)('$name/$arity', async ({ name, index }) => {
  const { inlineWords, inlinedWords } = THRESHOLDS;
  const options = { bif, inline: { inlineWords, inlinedWords }, dump: true };
  const unit = new Unit(binaryen, module, options).compile([index], [], [local]);
  expect(unit.refused).toEqual([]);
  new WebAssembly.Module(unit.bytes);
  const [{ ir, wat }] = unit.listings ?? [];
  const listing = disassembleFunction(module, index, { printLiteral });
  const text = stagesOf({ listing, ir, wat });
  await expect(text).toMatchFileSnapshot(join(folder, `${name}.txt`));
});

const exported = (name: string) =>
  module.entryLabels.indexOf(module.exports.find((e) => e.name === name)?.label as number);

test.each([
  ['a lambda', 'each_of_lambda', module.entryLabels.indexOf(module.lambdas[0].label)],
  ['an exported function', 'each_of_export', exported('adder')],
])('each/2 where it always called %s', async (_, file, called) => {
  const each = exported('each');
  const call = listFunction(module, each, bif).code.find(({ op }) => op.startsWith('call_fun'));
  const offset = call?.pc as number;
  const recorded = { module, index: each, offset, body: { module, index: called } };
  const unit = new Unit(binaryen, module, { bif, dump: true });
  const { listings = [] } = unit.compile([each, called], [], [], [recorded]);
  const [{ wat }] = listings;
  await expect(stagesOf({ wat })).toMatchFileSnapshot(join(folder, `${file}.txt`));
});
