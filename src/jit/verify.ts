// Checks what the rest of the compiler takes for granted of a function's intermediate representation. For tests and dumps.
import {
  type Block,
  type Edge,
  edgesOf,
  type FunctionIR,
  forEachInput,
  inputsOf,
  Value,
} from './ir.ts';

/** They are no instructions, but made where they are used. */
const CONSTANTS: ReadonlySet<string> = new Set(['small', 'literal', 'nil', 'no_value']);

/** What the operands of an operation have to be, where a term will not do. */
const OPERANDS: Readonly<Record<string, (v: Value) => boolean>> = {
  raw: (v) => v.args.every((a) => a.rep === v.rep),
  extend: (v) => v.args[0].rep === 'i32' && v.rep === 'i64',
  wrap: (v) => v.args[0].rep === 'i64' && v.rep === 'i32',
  box: (v) => isNumber(v.args[0]) && v.rep === 'term',
  convert: (v) => v.args[0].rep === 'i32' || v.args[0].rep === 'i64',
  small_value: (v) => v.args[0].rep !== 'f64' && isNumber(v),
  word_value: (v) => v.args[0].rep !== 'f64' && isNumber(v),
  float_value: (v) => v.args[0].rep === 'term' && v.rep === 'f64',
  less_raw: (v) => isNumber(v.args[0]) && v.args[0].rep === v.args[1].rep,
  equal_raw: (v) => isNumber(v.args[0]) && v.args[0].rep === v.args[1].rep,
  fadd: (v) => v.args.every((a) => a.rep === 'f64'),
  fsub: (v) => v.args.every((a) => a.rep === 'f64'),
  fmul: (v) => v.args.every((a) => a.rep === 'f64'),
  fdiv: (v) => v.args.every((a) => a.rep === 'f64'),
  fnegate: (v) => v.args[0].rep === 'f64',
  same: (v) => v.args[0].rep === v.rep,
};

/** Throws an error that says what is wrong, if anything is. */
export function verify(f: FunctionIR): void {
  new Verifier(f).run();
}

class Verifier {
  readonly f: FunctionIR;
  readonly position = new Map<Block, number>();
  /** Immediate dominators, by position. */
  readonly idom: Int32Array;
  /** Where a value is there: in which block, behind how many of its instructions. */
  readonly defined = new Map<Value, { block: Block; at: number }>();

  constructor(f: FunctionIR) {
    this.f = f;
    for (const [i, b] of f.blocks.entries()) this.position.set(b, i);
    this.idom = new Int32Array(f.blocks.length).fill(-1);
  }

  run(): void {
    this.edges();
    this.dominators();
    for (const b of this.f.blocks) this.define(b);
    for (const b of this.f.blocks) this.uses(b);
  }

  private fail(what: string): never {
    throw new Error(`${this.f.name}/${this.f.arity}: the representation is wrong: ${what}`);
  }

  private edges(): void {
    const { blocks } = this.f;
    const incoming = new Map<Block, Set<Edge>>(blocks.map((b) => [b, new Set()]));
    for (const b of blocks) {
      for (const edge of edgesOf(b)) {
        const { from, to, values } = edge;
        const set = incoming.get(to);
        if (from !== b) this.fail(`an edge of b${b.id} says that it comes from b${from.id}`);
        if (set === undefined) this.fail(`b${b.id} leads to b${to.id}, which is not there`);
        set.add(edge);
        if (values.length !== to.phis.length)
          this.fail(`b${b.id} has ${values.length} values for ${to.phis.length} phis of b${to.id}`);
        for (const [i, phi] of to.phis.entries()) {
          if (!mayBecome(values[i], phi))
            this.fail(`${show(phi)} of b${to.id} takes ${show(values[i])} from b${b.id}`);
        }
        if (!to.isLoop && this.at(to) <= this.at(b))
          this.fail(`b${b.id} leads back to b${to.id}, which is no loop`);
      }
    }
    for (const b of blocks) {
      const edges = incoming.get(b) as Set<Edge>;
      const inward = new Set(b.in);
      if (edges.size !== inward.size || b.in.some((e) => !edges.has(e)))
        this.fail(`b${b.id} has ${edges.size} edges and knows of ${inward.size}`);
      if (b !== blocks[0] && ![...edges].some((e) => this.at(e.from) < this.at(b)))
        this.fail(`b${b.id} comes before what leads to it`);
    }
  }

  private at(b: Block): number {
    return this.position.get(b) as number;
  }

  private dominators(): void {
    const { idom } = this;
    const meet = (x: number, y: number): number => {
      let [a, b] = [x, y];
      while (a !== b) {
        if (a > b) a = idom[a];
        else b = idom[b];
      }
      return a;
    };
    idom[0] = 0;
    for (let changed = true; changed; ) {
      changed = false;
      for (const [i, b] of this.f.blocks.entries()) {
        if (i === 0) continue;
        const known = b.in.map((e) => this.at(e.from)).filter((p) => idom[p] >= 0);
        const dominator = known.reduce(meet);
        changed ||= dominator !== idom[i];
        idom[i] = dominator;
      }
    }
  }

  private define(block: Block): void {
    const { end } = block;
    const add = (v: Value, where: { block: Block; at: number }) => {
      if (this.defined.has(v)) this.fail(`${show(v)} is made twice`);
      this.defined.set(v, where);
    };
    for (const phi of block.phis) add(phi, { block, at: 0 });
    for (const [i, v] of block.code.entries()) {
      // What is checked is there only where the check went well.
      const isChecked = end.kind === 'check' && end.value === v;
      if (isChecked && i !== block.code.length - 1)
        this.fail(`b${block.id} goes on behind ${show(v)}, which it checks`);
      const where = isChecked ? { block: end.ok.to, at: 0 } : { block, at: i + 1 };
      add(v, where);
      for (const out of (v.imm?.outs as Value[] | undefined) ?? []) add(out, where);
    }
    if (end.kind === 'check' && end.ok.to.in.length !== 1)
      this.fail(
        `b${block.id} is not alone in leading to b${end.ok.to.id}, where its check goes well`,
      );
  }

  private uses(block: Block): void {
    for (const [i, v] of block.code.entries()) {
      for (const operand of inputsOf(v)) this.use(operand, block, i, v);
      if (OPERANDS[v.op]?.(v) === false)
        this.fail(`${show(v)} has operands ${v.args.map(show).join(', ')}`);
    }
    // Besides what the instructions read: what the terminator does.
    forEachInput({ ...block, code: [] } as unknown as Block, (v) =>
      this.use(v, block, block.code.length),
    );
    if (block.end.kind === 'if' && block.end.test.rep !== 'i32')
      this.fail(`b${block.id} tests ${show(block.end.test)}`);
    for (const edge of edgesOf(block)) {
      const isOk = block.end.kind === 'check' && block.end.ok === edge;
      for (const v of edge.values)
        this.use(v, isOk ? edge.to : block, isOk ? 0 : block.code.length);
    }
  }

  private use(v: Value, block: Block, at: number, by?: Value): void {
    if (CONSTANTS.has(v.op)) return;
    const where = this.defined.get(v);
    const user = by === undefined ? `the end of b${block.id}` : `${show(by)} of b${block.id}`;
    if (where === undefined) this.fail(`${user} reads ${show(v)}, which is not there`);
    const there = where.block === block ? where.at <= at : this.dominates(where.block, block);
    if (!there) this.fail(`${user} reads ${show(v)} of b${where.block.id} before it is made`);
  }

  private dominates(a: Block, b: Block): boolean {
    const [x, y] = [this.at(a), this.at(b)];
    let i = y;
    while (i > x) i = this.idom[i];
    return i === x;
  }
}

/** Whether a phi takes a value: as a term, as it is, or as a word that it certainly is. */
function mayBecome(v: Value, { rep }: Value): boolean {
  if (rep === 'term' || rep === v.rep) return true;
  const isWord = v.rep === 'i32' || v.rep === 'i64' || v.rep === 'u64';
  return (rep === 'i64' || rep === 'u64') && (isWord || CONSTANTS.has(v.op));
}

function isNumber(v: Value): boolean {
  return v.rep === 'i32' || v.rep === 'i64' || v.rep === 'u64' || v.rep === 'f64';
}

function show(v: Value): string {
  return v instanceof Value ? `v${v.id} (${v.op}: ${v.rep})` : String(v);
}
