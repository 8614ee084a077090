// Trees of operations that are done together: a root, and those before it in its block whose results nothing but the tree reads.
import { type Block, edgesOf, type FunctionIR, forEachInput, origin, type Value } from './ir.ts';

export interface Tree {
  /** All but the root, in their order. */
  readonly inner: readonly Value[];
  /** Operands that are made elsewhere. */
  readonly leaves: readonly Value[];
}

/** What neither fails nor is seen by anything else: operations may move behind it. */
const HARMLESS: ReadonlySet<string> = new Set([
  'same',
  'element',
  'hd',
  'tl',
  'box',
  'float_value',
  'raw',
  'extend',
  'wrap',
  'small_value',
  'word_value',
  'spend',
]);

/** How often values are read, by whatever name. */
export function countUses(f: FunctionIR): Map<Value, number> {
  const uses = new Map<Value, number>();
  const use = (v: Value) => uses.set(origin(v), (uses.get(origin(v)) ?? 0) + 1);
  for (const block of f.blocks) {
    forEachInput({ ...block, code: block.code.filter(({ op }) => op !== 'same') } as Block, use);
    for (const edge of edgesOf(block)) edge.values.forEach(use);
  }
  return uses;
}

/** The operations before `block.code[index]` that it may take with it: those that `isPart` says, read by the tree alone. */
export function innerOf(
  block: Block,
  index: number,
  uses: ReadonlyMap<Value, number>,
  isPart: (v: Value) => boolean,
): Value[] {
  const tree = [block.code[index]];
  for (let i = index - 1; i >= 0; i--) {
    const v = block.code[i];
    const own = tree.reduce((n, user) => n + user.args.filter((x) => origin(x) === v).length, 0);
    if (own > 0 && uses.get(v) === own && isPart(v)) tree.unshift(v);
    else if (!HARMLESS.has(v.op)) break;
  }
  tree.pop();
  return tree;
}

export function leavesOf(root: Value, inner: readonly Value[]): Value[] {
  const all = [...inner, root];
  const leaves = all.flatMap((v) => v.args.map(origin)).filter((v) => !all.includes(v));
  return [...new Set(leaves)];
}

/** Takes what the tree has in it out of the block. */
export function detach(block: Block, inner: readonly Value[]): void {
  const taken = new Set(inner);
  const rest = block.code.filter((v) => !taken.has(origin(v)));
  block.code.splice(0, block.code.length, ...rest);
}
