// Which functions make a unit: one, and those of its module that it calls or makes funs of, as far as the size allows.
import { OP } from '../isa/genop.ts';
import { numberOf } from '../isa/operand.ts';
import { nextInstruction } from '../isa/walk.ts';
import type { DecodedModule } from '../loader/module.ts';

/** How long a function is, in words of generic code. */
export function wordsOf({ code, functionStarts }: DecodedModule, index: number): number {
  return (functionStarts[index + 1] ?? code.length) - functionStarts[index];
}

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
    const length = wordsOf(module, index);
    if (i > 0 && words + length > maxWords) continue;
    words += length;
    unit.push(index);
    const start = functionStarts[index];
    for (let at = start; at < start + length; at = nextInstruction(code, at)) {
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
