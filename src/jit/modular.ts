// Arithmetic modulo a power of two, as hashes and generators do it: what is masked to at most 64 bits needs no more of its operands than
// their low words, whatever they are multiplied to on the way. So `(X * A + B) band 16#FFFFFFFFFFFFFFFF` is two instructions and never
// makes the product.
//
// This pass finds such trees: a `band` with a constant takes with it the operations whose results nothing else reads. They are done as they stand
// where an operand is no integer of at most 128 bits: then one of them may fail, and says so itself.
import { type Block, edgesOf, type FunctionIR, forEachInput, origin, type Value } from './ir.ts';

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

/** Operations that are done together with the mask, in their order; operands of them that are computed elsewhere. */
export interface Modular {
  readonly mask: bigint;
  readonly inner: readonly Value[];
  readonly leaves: readonly Value[];
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
      const inner: Value[] = [];
      let first = i - 1;
      // Only what stands directly before: nothing that can be seen comes between.
      for (; first >= 0; first--) {
        const x = block.code[first];
        if (isPart(x, [v, ...inner], uses)) inner.unshift(x);
        else if (x.op !== 'same') break;
      }
      if (!inner.some(({ imm }) => imm.op === 'MUL')) continue;
      const between = block.code.slice(first + 1, i).filter((x) => !inner.includes(origin(x)));
      block.code.splice(first + 1, i - first - 1, ...between);
      i = first + 1 + between.length;
      const all = [...inner, v];
      const leaves = all.flatMap((x) => x.args.map(origin)).filter((x) => !all.includes(x));
      const mask = maskOf(v) as bigint;
      v.imm.modular = { mask, inner, leaves: [...new Set(leaves)] } satisfies Modular;
    }
  }
}

function isMasked(v: Value): boolean {
  return v.op === 'arithmetic' && v.imm.op === 'BAND' && !v.imm.fail && maskOf(v) !== undefined;
}

function maskOf(v: Value): bigint | undefined {
  return v.args.map(constantInteger).find((n) => n !== undefined && n >= 0n && n < WORD);
}

function isPart(v: Value, users: readonly Value[], uses: ReadonlyMap<Value, number>): boolean {
  if (v.op !== 'arithmetic' || v.imm.fail || !LOW_WORD.has(v.imm.op)) return false;
  const own = users.reduce((n, user) => n + user.args.filter((x) => origin(x) === v).length, 0);
  return own > 0 && uses.get(v) === own;
}

/** How often values are read, by whatever name. */
function countUses(f: FunctionIR): Map<Value, number> {
  const uses = new Map<Value, number>();
  const use = (v: Value) => uses.set(origin(v), (uses.get(origin(v)) ?? 0) + 1);
  for (const block of f.blocks) {
    forEachInput({ ...block, code: block.code.filter(({ op }) => op !== 'same') } as Block, use);
    for (const edge of edgesOf(block.end)) edge.values.forEach(use);
  }
  return uses;
}
