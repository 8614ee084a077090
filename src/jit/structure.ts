// Dominators, and which blocks need a label of their own: what structured control flow is made of.
//
// After Ramsey, "Beyond Relooper" (ICFP 2022): a block with several ways in is placed behind the end of a Wasm block that all of them
// leave, within the code of its immediate dominator; all others are placed where the one branch to them is.
import { type Block, type Edge, edgesOf, type FunctionIR } from './ir.ts';

export interface Structure {
  /** Position in the function's order. */
  readonly position: ReadonlyMap<Block, number>;
  /** Blocks that a block dominates immediately and that have several ways in, in order. */
  readonly merges: ReadonlyMap<Block, Block[]>;
  isMerge(b: Block): boolean;
}

/** How many branches go along an edge, at least: of several instructions in a block's middle each may have some. */
function branches({ exits }: Block, edge: Edge): number {
  return exits.includes(edge) ? 2 : 1;
}

export function structure(f: FunctionIR): Structure {
  const position = new Map<Block, number>();
  for (const [i, b] of f.blocks.entries()) position.set(b, i);
  const ways = new Map<Block, number>();
  const predecessors = new Map<Block, Block[]>();
  for (const b of f.blocks) {
    for (const edge of edgesOf(b)) {
      const { to } = edge;
      const isBack = (position.get(to) as number) <= (position.get(b) as number);
      if (!isBack) ways.set(to, (ways.get(to) ?? 0) + branches(b, edge));
      const list = predecessors.get(to);
      if (list) list.push(b);
      else predecessors.set(to, [b]);
    }
  }
  // Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm"; one pass is enough in this order where flow is reducible.
  const idom = new Int32Array(f.blocks.length).fill(-1);
  idom[0] = 0;
  const intersect = (x: number, y: number): number => {
    let a = x;
    let b = y;
    while (a !== b) {
      while (a > b) a = idom[a];
      while (b > a) b = idom[b];
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 1; i < f.blocks.length; i++) {
      let dominator = -1;
      for (const p of predecessors.get(f.blocks[i]) ?? []) {
        const at = position.get(p) as number;
        if (idom[at] < 0) continue;
        dominator = dominator < 0 ? at : intersect(at, dominator);
      }
      if (dominator !== idom[i]) {
        idom[i] = dominator;
        changed = true;
      }
    }
  }
  const merges = new Map<Block, Block[]>();
  for (let i = 1; i < f.blocks.length; i++) {
    const b = f.blocks[i];
    if ((ways.get(b) ?? 0) < 2) continue;
    const above = f.blocks[idom[i]];
    const list = merges.get(above);
    if (list) list.push(b);
    else merges.set(above, [b]);
  }
  return { position, merges, isMerge: (b) => (ways.get(b) ?? 0) > 1 };
}
