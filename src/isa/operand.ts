/**
 * Operand words of the decoded code stream.
 *
 * The loader turns a module's code into one Int32Array, `[opcode, operand…]*`. An operand is one
 * word: a tag in the low four bits and a signed 28-bit value above it, so that every reader finds
 * the next operand without knowing the instruction. Values that need more bits live in the module's
 * `bigs`. Only two operands are followed by words of their own: LIST and ALLOC.
 */

import { MAX_REGISTERS, REGISTER_BITS, TAG, type Tag } from './tags.ts';

export * from './tags.ts';

/** Makes an operand word; the value must lie between MIN_VALUE and MAX_VALUE. */
export function operand(tag: Tag, value: number): number {
  return (value << 4) | tag;
}

/** The tag of an operand word. */
export function tagOf(word: number): Tag {
  return (word & 15) as Tag;
}

/**
 * What is above the tag: a number, an index or a count. For TX and TY see registerOf and typeOf.
 */
export function numberOf(word: number): number {
  return word >> 4;
}

/** The register number of an X, Y, TX or TY word. */
export function registerOf(word: number): number {
  return (word >> 4) & (MAX_REGISTERS - 1);
}

/** The type index of a TX or TY word. */
export function typeOf(word: number): number {
  return word >> (4 + REGISTER_BITS);
}

/** The same register without its type; other words as they are. */
export function untyped(word: number): number {
  const tag = word & 15;
  if (tag === TAG.TX) return operand(TAG.X, registerOf(word));
  if (tag === TAG.TY) return operand(TAG.Y, registerOf(word));
  return word;
}

/** How many words the operand at `at` takes, with the words that belong to it. */
export function operandSize(code: Int32Array, at: number): number {
  const word = code[at];
  const tag = word & 15;
  if (tag === TAG.LIST) return 1 + (word >> 4);
  if (tag === TAG.ALLOC) return 1 + 2 * (word >> 4);
  return 1;
}
