// Loops that carry numbers: an argument of a function that calls itself in tail position is a number of 64 bits in the loop, and not
// boxed, if each round makes it one.
//
// What the first call passes is looked at once, before the loop. That it is a float is as good as certain: an argument that is read as one
// without a test before is one in all calls that Erlang's compiler saw. An integer may outgrow its word in any round. If an argument is no such
// number, the function as it was does that call, or the rest of the rounds.

import type { DecodedModule } from '../loader/module.ts';
import { Builder, type Carried } from './build.ts';
import type { InLine } from './inline.ts';
import {
  type Block,
  type Edge,
  edgesOf,
  type FunctionIR,
  hotInputsOf,
  origin,
  type Rep,
  type Value,
} from './ir.ts';
import type { BifNumber, Listing } from './listing.ts';
import { constantInteger, type Range, SIGNED, SMALL, UNSIGNED, within } from './ranges.ts';
import * as T from './types.ts';
import type { Words } from './words.ts';

/** The representation of a function, built again if its loop turns out to carry numbers. */
export function buildFunction(
  module: DecodedModule,
  listing: Listing,
  bif: BifNumber,
  inLine?: InLine,
): FunctionIR {
  const general = new Builder(module, listing, bif, inLine).build();
  const carried = carriedArguments(general);
  if (carried.size === 0) return general;
  return { ...new Builder(module, listing, bif, inLine, carried).build(), general };
}

/** Arguments that the function's loop makes numbers. */
function carriedArguments(f: FunctionIR): Carried {
  const loop = f.blocks.find((b) => b.isLoop && b.code[0]?.op === 'enter');
  if (loop === undefined) return new Map();
  const rounds = loop.in.filter(({ from }) => from !== f.blocks[0]);
  const floats = floatArguments(f, loop, rounds);
  return floats.size > 0 ? floats : integerArguments(loop, rounds);
}

function floatArguments(f: FunctionIR, loop: Block, rounds: readonly Edge[]): Map<number, Rep> {
  const found = new Map<number, Rep>();
  const reads = readsAsFloat(f);
  for (const [i, phi] of loop.phis.entries()) {
    const values = rounds.map((edge) => origin(edge.values[i]));
    const changes = values.some((v) => v !== phi);
    const stays = values.every((v) => v === phi || isUnboxed(v));
    if (reads.has(phi) && changes && stays) found.set(phi.imm, 'f64');
  }
  return found;
}

function isUnboxed(v: Value): boolean {
  return v.rep === 'f64' || (v.op === 'box' && v.args[0].rep === 'f64');
}

/** Values that are read as floats by their own names: with no test before. */
function readsAsFloat(f: FunctionIR): Set<Value> {
  const code = f.blocks.flatMap((b) => b.code);
  return new Set(code.filter(({ op }) => op === 'float_value').map(({ args }) => args[0]));
}

/** Of integers those that expressions by words make, some of which are not small, and that the rounds do nothing else with than to calculate. */
function integerArguments(loop: Block, rounds: readonly Edge[]): Map<number, Rep> {
  const found = new Map<number, Rep>();
  const again = leadingTo(loop, rounds);
  for (const [i, phi] of loop.phis.entries()) {
    const values = rounds.map((edge) => origin(edge.values[i])).filter((v) => v !== phi);
    const ranges = values.map(rangeOf).filter((r) => r !== undefined);
    if (ranges.length < values.length || ranges.every((r) => within(r, SMALL))) continue;
    const rep = ranges.every((r) => within(r, SIGNED)) ? 'i64' : 'u64';
    if (rep === 'u64' && ranges.some((r) => r.min < 0n)) continue;
    if (again.every((block) => isCalculatedWith(phi, block, loop, i))) found.set(phi.imm, rep);
  }
  return found;
}

/** The range of what a round makes an argument; undefined where that is no integer by words. */
function rangeOf(v: Value): Range | undefined {
  const n = constantInteger(v);
  if (n !== undefined) return { min: n, max: n };
  if (v.op === 'phi' && v.rep === 'i64') return SIGNED;
  if (v.op === 'phi' && v.rep === 'u64') return UNSIGNED;
  return (v.imm?.words as Words | undefined)?.nodes.get(v)?.range;
}

/** The blocks from which a next round may come. */
function leadingTo(loop: Block, rounds: readonly Edge[]): Block[] {
  const found = new Set<Block>([loop]);
  const work = rounds.map(({ from }) => from);
  while (work.length > 0) {
    const block = work.pop() as Block;
    if (found.has(block)) continue;
    found.add(block);
    work.push(...block.in.map(({ from }) => from));
  }
  return [...found];
}

/** Whether an argument, the one at `index`, is but an operand of arithmetic and of comparisons in a block, or goes on to the next round. */
function isCalculatedWith(phi: Value, block: Block, loop: Block, index: number): boolean {
  const reads = (v: Value) => hotInputsOf(v).some((x) => origin(x) === phi);
  const isFine = (v: Value) => {
    if (v.op === 'arithmetic' || v.op === 'enter' || v.op === 'same' || v.op === 'is') return true;
    const isComparison = v.op === 'less' || v.op === 'equal' || v.op === 'same_term';
    return isComparison && v.args.every((x) => origin(x) === phi || T.isWord(x.type));
  };
  if (!block.code.every((v) => !reads(v) || isFine(v))) return false;
  if (block.end.kind === 'switch' && origin(block.end.value) === phi) return false;
  return edgesOf(block).every(({ to, values }) =>
    values.every((v, i) => origin(v) !== phi || (to === loop && i === index)),
  );
}
