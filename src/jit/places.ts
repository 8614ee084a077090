// Where control goes in a function: stretches of instructions, under which catches each is reached, and what is live where one begins.
import { genops, OP } from '../isa/genop.ts';
import { numberOf, registerOf, TAG, tagOf } from '../isa/operand.ts';
import { memberKinds } from '../isa/walk.ts';
import type { DecodedModule } from '../loader/module.ts';
import { type Block, type Edge, NotCompiled, type Value } from './ir.ts';
import type { Instruction, Listing } from './listing.ts';

/** Registers by number: X, then Y, then floating point registers. */
export const Y = 1024;
export const F = 2048;

/** Active catches, innermost last: the Y register of the tag and the handler's label. */
export type Catches = readonly { readonly y: number; readonly label: number }[];

/** What is known where an instruction stands. */
export interface State {
  readonly registers: Map<number, Value>;
  /** Size of the frame; -1 where there is none. */
  frame: number;
  catches: Catches;
}

/** A stretch of instructions that is entered at its beginning only. */
export interface Stretch {
  readonly index: number;
  readonly from: number;
  to: number;
  live: Set<number>;
  /** By the active catches. */
  readonly places: Map<string, Place>;
}

/** A stretch under active catches: code that raises may be shared by what stands under a catch and what does not, and is built for each. */
export interface Place {
  readonly stretch: Stretch;
  readonly catches: Catches;
  isLoop: boolean;
  block: Block | null;
  /** Edges that lead here, with the states of their origins. */
  readonly arrivals: { edge: Edge; state: State }[];
}

export class Places {
  readonly stretches: Stretch[] = [];
  readonly stretchOf = new Map<number, Stretch>();
  /** Whether calls of the function by itself in tail position are loops: not in a resumption, which has not its beginning. */
  loops = true;
  private readonly module: DecodedModule;
  private readonly listing: Listing;

  constructor(module: DecodedModule, listing: Listing) {
    this.module = module;
    this.listing = listing;
  }

  /** The frame and the active catches at an instruction. */
  whereabouts(index: number): { frame: number; catches: Catches } {
    const { code, entryLabel } = this.listing;
    const at = new Map<number, number>();
    code.forEach((ins, i) => {
      if (ins.op === 'label') at.set(numberOf(ins.args[0] as number), i);
    });
    const seen = new Set<number>();
    const work = [{ i: at.get(entryLabel) as number, frame: 0, catches: [] as Catches }];
    while (work.length > 0) {
      let { i, frame, catches } = work.pop() as (typeof work)[number];
      for (; i < code.length; i++) {
        if (i === index) return { frame, catches };
        if (seen.has(i)) break;
        seen.add(i);
        const ins = code[i];
        const n = numberOf(ins.args[0] as number);
        if (ins.op.startsWith('allocate')) frame = n;
        else if (ins.op === 'deallocate') frame = 0;
        else if (ins.op === 'trim') {
          frame -= n;
          catches = catches.map((c) => ({ ...c, y: c.y - n }));
        } else if (ins.op === 'try' || ins.op === 'catch') {
          const label = numberOf(ins.args[1] as number);
          catches = [...catches, { y: registerOf(ins.args[0] as number), label }];
          work.push({ i: at.get(label) as number, frame, catches });
        } else if (ins.op === 'try_end' || ins.op === 'try_case' || ins.op === 'catch_end')
          catches = catches.slice(0, -1);
        for (const label of labelsOf(ins)) {
          const target = at.get(label);
          if (target !== undefined && !seen.has(target)) work.push({ i: target, frame, catches });
        }
        const { effects } = genops[OP[ins.op]];
        if (effects.includes('stops') || effects.includes('return')) break;
      }
    }
    throw new NotCompiled('an instruction that is not reached');
  }

  // ---- control flow of the instructions

  /** Stretches begin at labels, behind what does not go on, and at `extra`. */
  split(extra = -1): void {
    const { code } = this.listing;
    let current: Stretch | null = null;
    code.forEach((ins, i) => {
      if (ins.op === 'label' || i === extra) {
        if (current !== null) current.to = i;
        current = null;
      }
      if (current === null) {
        current = {
          index: this.stretches.length,
          from: i,
          to: i + 1,
          live: new Set(),
          places: new Map(),
        };
        this.stretches.push(current);
      }
      current.to = i + 1;
      if (ins.op === 'label') this.stretchOf.set(numberOf(ins.args[0] as number), current);
      const { effects } = genops[OP[ins.op]];
      if (effects.includes('stops') || effects.includes('return')) current = null;
    });
  }

  /** Labels of this function that an instruction may go to. */
  private targets(ins: Instruction): number[] {
    const isCall = ins.op === 'call' || ins.op === 'call_last' || ins.op === 'call_only';
    return labelsOf(ins).filter(
      (l) =>
        this.stretchOf.has(l) &&
        (!isCall || (l === this.listing.entryLabel && ins.op !== 'call' && this.loops)),
    );
  }

  /** Finds all places and which are loops; answers them in reverse postorder. */
  order(entry: Stretch, entryCatches: Catches): Place[] {
    const active = new Set<Place>();
    const order: Place[] = [];
    const begin = (place: Place) => {
      active.add(place);
      return { place, next: this.successors(place) };
    };
    // An explicit stack: functions of thousands of clauses are deep.
    const work = [begin(newPlace(entry, entryCatches))];
    while (work.length > 0) {
      const { place, next } = work[work.length - 1];
      const { value, done } = next.next();
      if (done) {
        active.delete(place);
        order.push(place);
        work.pop();
        continue;
      }
      const [to, catches] = value;
      const known = to.places.get(catchesKey(catches));
      if (known === undefined) work.push(begin(newPlace(to, catches)));
      else if (active.has(known)) known.isLoop = true;
    }
    return order.reverse();
  }

  /** Where a place may lead to, handlers included. */
  private *successors({ stretch: s, catches }: Place): Generator<[Stretch, Catches], void> {
    const { code } = this.listing;
    let current = catches;
    for (let i = s.from; i < s.to; i++) {
      const ins = code[i];
      if (ins.op === 'try' || ins.op === 'catch') {
        current = [
          ...current,
          { y: registerOf(ins.args[0] as number), label: numberOf(ins.args[1] as number) },
        ];
        continue;
      }
      const top = current[current.length - 1];
      if (top !== undefined && genops[OP[ins.op]].effects.includes('raises'))
        yield [this.stretch(top.label), current];
      if (ins.op === 'try_end' || ins.op === 'try_case' || ins.op === 'catch_end')
        current = current.slice(0, -1);
      for (const label of this.targets(ins)) yield [this.stretch(label), current];
    }
    const { effects } = genops[OP[code[s.to - 1].op]];
    const follows = !effects.includes('stops') && !effects.includes('return');
    if (follows && s.index + 1 < this.stretches.length)
      yield [this.stretches[s.index + 1], current];
  }

  stretch(label: number): Stretch {
    const s = this.stretchOf.get(label);
    if (s === undefined) throw new NotCompiled(`label ${label} is in another function`);
    return s;
  }

  // ---- liveness of X and floating point registers at the beginning of stretches

  liveness(order: readonly Place[]): void {
    const stretches = [...new Set(order.map((place) => place.stretch))];
    let changed = true;
    while (changed) {
      changed = false;
      for (let i = stretches.length - 1; i >= 0; i--) {
        const s = stretches[i];
        const live = new Set<number>();
        const last = this.listing.code[s.to - 1];
        const { effects } = genops[OP[last.op]];
        const next = this.stretches[s.index + 1];
        if (!effects.includes('stops') && !effects.includes('return') && next !== undefined)
          for (const r of next.live) live.add(r);
        for (let j = s.to - 1; j >= s.from; j--) this.liveBefore(this.listing.code[j], live);
        if (live.size !== s.live.size) {
          s.live = live;
          changed = true;
        }
      }
    }
  }

  /** From what is live after an instruction to what is live before. */
  private liveBefore(ins: Instruction, live: Set<number>): void {
    const { operands } = genops[OP[ins.op]];
    const reads: number[] = [];
    const visit = (w: number, kind: string) => {
      const tag = tagOf(w);
      const register =
        tag === TAG.X || tag === TAG.TX ? registerOf(w) : tag === TAG.FR ? F + numberOf(w) : -1;
      if (register < 0) return;
      if (kind === 'dst' || kind === 'frdst' || kind === 'fdst') live.delete(register);
      else reads.push(register);
    };
    ins.args.forEach((arg, i) => {
      const { kind, group } = operands[i];
      if (typeof arg === 'number') visit(arg, kind);
      else if (ins.op === 'bs_match') {
        const kinds = this.commandKinds(arg);
        for (const [j, w] of arg.entries()) visit(w, kinds[j]);
      } else for (const [j, w] of arg.entries()) visit(w, group[j % group.length]);
    });
    const x = (n: number) => {
      for (let i = 0; i < n; i++) reads.push(i);
    };
    const number = (i: number) => numberOf(ins.args[i] as number);
    switch (ins.op) {
      case 'func_info':
        x(this.listing.arity);
        break;
      case 'call':
      case 'call_ext':
        live.clear();
        x(number(0));
        break;
      case 'call_last':
      case 'call_only':
      case 'call_ext_last':
      case 'call_ext_only':
        x(number(0));
        break;
      case 'call_fun':
        live.clear();
        x(number(0) + 1);
        break;
      case 'call_fun2':
        live.clear();
        x(number(1));
        break;
      case 'apply':
      case 'apply_last':
        live.clear();
        x(number(0) + 2);
        break;
      case 'return':
      case 'build_stacktrace':
      case 'bs_init_writable':
        x(1);
        break;
      case 'send':
        live.clear();
        x(2);
        break;
      case 'raw_raise':
        x(3);
        break;
      case 'catch_end':
        x(1);
        break;
      case 'make_fun2':
        x(this.module.lambdas[number(0)].numFree);
        break;
    }
    for (const label of this.targets(ins)) for (const r of this.stretch(label).live) live.add(r);
    for (const r of reads) live.add(r);
  }

  commandKinds(words: readonly number[]): string[] {
    const code = Int32Array.of((words.length << 4) | TAG.LIST, ...words);
    return memberKinds(code, 0, [], this.module.atoms);
  }
}

/** Catches are the same where their handlers are: the Y registers move along with the frame. */
export function catchesKey(catches: Catches): string {
  return catches.map(({ label }) => label).join();
}

function newPlace(stretch: Stretch, catches: Catches): Place {
  const place: Place = { stretch, catches, isLoop: false, block: null, arrivals: [] };
  stretch.places.set(catchesKey(catches), place);
  return place;
}

/** All labels in an instruction's operands. */
function labelsOf(ins: Instruction): number[] {
  const labels: number[] = [];
  const { operands } = genops[OP[ins.op]];
  ins.args.forEach((arg, i) => {
    const { kind, group } = operands[i];
    if (typeof arg !== 'number') {
      arg.forEach((w, j) => {
        if (group[j % group.length] === 'lbl') labels.push(numberOf(w));
      });
    } else if ((kind === 'lbl' || kind === 'fail' || kind === 'startfail') && tagOf(arg) === TAG.F)
      labels.push(numberOf(arg));
  });
  return labels.filter((l) => l !== 0);
}
