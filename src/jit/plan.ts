// Which functions make a unit: one, and those of its module that it calls or makes funs of, as far as the size allows.
import { OP } from '../isa/genop.ts';
import { numberOf } from '../isa/operand.ts';
import { nextInstruction } from '../isa/walk.ts';
import type { DecodedModule } from '../loader/module.ts';

/** Functions of a module to be compiled with `first`, it first: those that are wanted, nearest ones first, up to so many words of code. */
export function planUnit(
  module: DecodedModule,
  first: number,
  isWanted: (function_: number) => boolean,
  maxWords: number,
): number[] {
  const { code, functionStarts, entryLabels, lambdas } = module;
  const functionOf = new Map(Array.from(entryLabels, (label, i) => [label, i]));
  const unit: number[] = [];
  const queue = [first];
  const seen = new Set(queue);
  let words = 0;
  for (let i = 0; i < queue.length; i++) {
    const index = queue[i];
    const start = functionStarts[index];
    const end = index + 1 < functionStarts.length ? functionStarts[index + 1] : code.length;
    if (i > 0 && words + end - start > maxWords) continue;
    words += end - start;
    unit.push(index);
    for (let at = start; at < end; at = nextInstruction(code, at)) {
      const op = code[at];
      let callee: number | undefined;
      if (op === OP.call || op === OP.call_last || op === OP.call_only)
        callee = functionOf.get(numberOf(code[at + 2]));
      else if (op === OP.make_fun3 || op === OP.make_fun2)
        callee = functionOf.get(lambdas[numberOf(code[at + 1])].label);
      if (callee === undefined || seen.has(callee)) continue;
      seen.add(callee);
      if (isWanted(callee)) queue.push(callee);
    }
  }
  return unit;
}
