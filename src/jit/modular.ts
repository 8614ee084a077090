// Arithmetic modulo a power of two, as hashes and generators do it: what is masked to at most 64 bits needs no more of its operands than
// their low words, whatever they are multiplied to on the way. So `(X * A + B) band 16#FFFFFFFFFFFFFFFF` is two instructions and never
// makes the product.
//
// This pass finds such trees: a `band` with a constant takes with it the operations whose results nothing else reads. They are done as they stand
// where an operand is no integer of at most 128 bits: then one of them may fail, and says so itself.
import type { FunctionIR, Value } from './ir.ts';
import { countUses, detach, innerOf, leavesOf, type Tree } from './trees.ts';

/** Operations whose low word depends on the low words of their operands alone. */
export const LOW_WORD: ReadonlySet<string> = new Set([
  'ADD',
  'SUB',
  'MUL',
  'BAND',
  'BOR',
  'BXOR',
  'BNOT',
  'NEG',
]);

const WORD = 1n << 64n;

/** Operations that are done together with the mask. */
export interface Modular extends Tree {
  readonly mask: bigint;
}

/** The value of a constant integer. */
export function constantInteger(v: Value): bigint | undefined {
  if (v.op === 'small') return BigInt(v.imm);
  if (v.op === 'literal' && v.imm[0] === 'integer') return BigInt(v.imm[1]);
  return undefined;
}

/** Gives the `band`s of a function what they take with them, which leaves its block. */
export function findModular(f: FunctionIR): void {
  if (!f.blocks.some((b) => b.code.some(isMasked))) return;
  const uses = countUses(f);
  for (const block of f.blocks) {
    for (let i = block.code.length - 1; i > 0; i--) {
      const v = block.code[i];
      if (!isMasked(v)) continue;
      const inner = innerOf(block, i, uses, isPart);
      if (!inner.some(({ imm }) => imm.op === 'MUL')) continue;
      v.imm.modular = {
        mask: maskOf(v) as bigint,
        inner,
        leaves: leavesOf(v, inner),
      } satisfies Modular;
      detach(block, inner);
      i = block.code.indexOf(v);
    }
  }
}

function isMasked(v: Value): boolean {
  return v.op === 'arithmetic' && v.imm.op === 'BAND' && !v.imm.fail && maskOf(v) !== undefined;
}

function maskOf(v: Value): bigint | undefined {
  return v.args.map(constantInteger).find((n) => n !== undefined && n >= 0n && n < WORD);
}

function isPart(v: Value): boolean {
  return v.op === 'arithmetic' && !v.imm.fail && LOW_WORD.has(v.imm.op);
}
