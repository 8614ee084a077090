// Arithmetic on what may well be floats: where a function has floats at all, operations whose operands' types are not known are done on
// numbers of 64 bits if those are floats, a whole expression at once, whose results in between are not boxed.
//
// If an operand is none, or the result is infinite or not a number, the operations are done one by one: as no operation here makes a finite
// number of one that is not, looking at the last result is enough.
import { TYPE } from '../loader/types.ts';
import type { FunctionIR, Value } from './ir.ts';
import { countUses, detach, innerOf, leavesOf, type Tree } from './trees.ts';
import * as T from './types.ts';

const OPERATIONS: ReadonlySet<string> = new Set(['ADD', 'SUB', 'MUL', 'NEG']);

/** Gives arithmetic that may be on floats the expression that ends in it, which leaves its block. */
export function findFloating(f: FunctionIR): void {
  if (!tellsOfFloats(f)) return;
  const uses = countUses(f);
  for (const block of f.blocks) {
    for (let i = block.code.length - 1; i >= 0; i--) {
      const root = block.code[i];
      if (!isFloating(root)) continue;
      const inner = innerOf(block, i, uses, isFloating);
      const leaves = leavesOf(root, inner);
      if (!leaves.every((v) => v.op === 'small' || T.maybe(v.type, TYPE.FLOAT))) continue;
      root.imm.floating = { inner, leaves } satisfies Tree;
      detach(block, inner);
      i = block.code.indexOf(root);
    }
  }
}

/** Whether a function has floats at all. */
export function tellsOfFloats(f: FunctionIR): boolean {
  return f.blocks.some((b) => [...b.phis, ...b.code].some(isOnFloats));
}

function isOnFloats(v: Value): boolean {
  return (
    T.is(v.type, TYPE.FLOAT) || v.args.some((x) => x.op === 'literal' && T.is(x.type, TYPE.FLOAT))
  );
}

/** Of two operands one at least is no constant: it has to be a float. */
function isFloating(v: Value): boolean {
  return (
    v.op === 'arithmetic' &&
    !v.imm.fail &&
    v.imm.words === undefined &&
    OPERATIONS.has(v.imm.op) &&
    T.maybe(v.type, TYPE.FLOAT)
  );
}
