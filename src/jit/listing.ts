// One function's generic instructions as the compiler reads them: operands by name of the table, and where the interpreter's words
// for each instruction are, because frames and exceptions of compiled code speak of the interpreter's addresses.
import { functionRange, type Linker, Translator } from '../code/translate.ts';
import { genops, type OpName } from '../isa/genop.ts';
import { numberOf, operandSize, TAG, tagOf } from '../isa/operand.ts';
import type { DecodedModule } from '../loader/module.ts';

export interface Instruction {
  readonly op: OpName;
  /** Offset of its words from the start of the function's; -1 where it shares those of the instruction before it. */
  readonly pc: number;
  /** Operand words; a list's members. */
  readonly args: readonly (number | readonly number[])[];
}

export interface Listing {
  readonly name: string;
  readonly arity: number;
  readonly entryLabel: number;
  /** Offset of the entry's words. */
  readonly entry: number;
  readonly code: readonly Instruction[];
}

/** The number of a built-in; -1 where a function is none. */
export type BifNumber = (module: string, name: string, arity: number) => number;

/** Only offsets count: what they name is of no interest. */
function layoutLinker(bif: BifNumber): Linker {
  const nothing = () => 0;
  return {
    moduleLiteral: nothing,
    atomLiteral: nothing,
    integerLiteral: nothing,
    functionInfoLiteral: nothing,
    stringLiteral: nothing,
    exportLiteral: nothing,
    funEntryLiteral: nothing,
    returnLiteral: nothing,
    entryWords: () => [0, 0, 0],
    prologue: () => [],
    recordLiteral: nothing,
    bif,
    atomIndex: nothing,
    entry: nothing,
    segmentFlags: nothing,
  };
}

export function listFunction(module: DecodedModule, index: number, bif: BifNumber): Listing {
  const { code, functionStarts } = module;
  const [start, end] = functionRange(module, index);
  const words = new Map<number, number>();
  const translator = new Translator(module, layoutLinker(bif), start, end, (at, word) =>
    words.set(at, word),
  );
  const instructions: Instruction[] = [];
  for (let at = start; at < end; ) {
    const { name, operands } = genops[code[at]];
    const args: (number | readonly number[])[] = [];
    let next = at + 1;
    for (let i = 0; i < operands.length; i++) {
      const size = operandSize(code, next);
      const isList = tagOf(code[next]) === TAG.LIST;
      args.push(isList ? Array.from(code.subarray(next + 1, next + size)) : code[next]);
      next += size;
    }
    instructions.push({ op: name, pc: words.get(at) ?? -1, args });
    at = next;
  }
  const f = functionStarts[index];
  return {
    name: module.atoms[numberOf(code[f + 2])],
    arity: numberOf(code[f + 3]),
    entryLabel: module.entryLabels[index],
    entry: translator.entryOffset,
    code: instructions,
  };
}
