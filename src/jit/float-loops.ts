// Loops that carry floats: an argument of a function that calls itself in tail position is a number of 64 bits in the loop, and not
// boxed, if each round makes it one.
//
// What the first call passes is looked at once, before the loop. That it is a float is as good as certain: an argument that is read as one
// without a test before is one in all calls that Erlang's compiler saw. If it is none, the function as it was does that call.

import type { DecodedModule } from '../loader/module.ts';
import { Builder } from './build.ts';
import { type FunctionIR, origin, type Value } from './ir.ts';
import type { BifNumber, Listing } from './listing.ts';

/** The representation of a function, built again if its loop turns out to carry floats. */
export function buildFunction(module: DecodedModule, listing: Listing, bif: BifNumber): FunctionIR {
  const general = new Builder(module, listing, bif).build();
  const floats = floatArguments(general);
  if (floats.size === 0) return general;
  return { ...new Builder(module, listing, bif, floats).build(), general };
}

/** Arguments by number that the function's loop makes floats. */
function floatArguments(f: FunctionIR): Set<number> {
  const found = new Set<number>();
  const loop = f.blocks.find((b) => b.isLoop && b.code[0]?.op === 'enter');
  if (loop === undefined) return found;
  const reads = readsAsFloat(f);
  const entry = f.blocks[0];
  const rounds = loop.in.filter(({ from }) => from !== entry);
  for (const [i, phi] of loop.phis.entries()) {
    const values = rounds.map((edge) => origin(edge.values[i]));
    const changes = values.some((v) => v !== phi);
    const stays = values.every((v) => v === phi || isUnboxed(v));
    if (reads.has(phi) && changes && stays) found.add(phi.imm);
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
