/**
 * Walks over the operands of an instruction in a decoded code stream, telling each one's kind.
 */

import { genops } from './genop.ts';
import type { Kind } from './kinds.ts';
import { bsMatchCommands } from './kinds.ts';
import { operandSize } from './operand.ts';

/** The position after the instruction at `at`. */
export function nextInstruction(code: Int32Array, at: number): number {
  let next = at + 1;
  for (let left = genops[code[at]].operands.length; left > 0; left--) {
    next += operandSize(code, next);
  }
  return next;
}

/** The kinds of the members of the list at `list`, an operand of kind `list` or `commands`. */
export function memberKinds(
  code: Int32Array,
  list: number,
  group: readonly Kind[],
  atoms: readonly string[],
): Kind[] {
  const count = code[list] >> 4;
  if (group.length > 0) return Array.from({ length: count }, (_, i) => group[i % group.length]);
  // Commands of bs_match: an atom, and the operands that go with it.
  const result: Kind[] = [];
  while (result.length < count) {
    const command = atoms[code[list + 1 + result.length] >> 4];
    result.push('atom', ...bsMatchCommands[command]);
  }
  return result;
}
