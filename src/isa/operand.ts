/**
 * Operand words of the decoded code stream.
 *
 * The loader turns a module's code into one Int32Array, `[opcode, operand…]*`. An operand is one
 * word: a tag in the low four bits and a signed 28-bit value above it, so that every reader finds
 * the next operand without knowing the instruction. Values that need more bits live in the module's
 * `bigs`. Only two operands are followed by words of their own: LIST and ALLOC.
 */

/** The tag of an operand word. */
export const TAG = {
  /**
   * An untagged integer: a count, an index, an arity, a unit. What it indexes is the operand's
   * kind.
   */
  U: 0,
  /** A small integer literal. */
  I: 1,
  /** An atom, as an index into the module's atom table; 0 is nil, the empty list. */
  A: 2,
  /** An X register. */
  X: 3,
  /** A Y register, 0 being the slot on top of the stack frame. */
  Y: 4,
  /** A label; 0 means that there is none, so that a failure raises an exception. */
  F: 5,
  /** A literal, as an index into the module's literals. */
  LIT: 6,
  /** A floating point register. */
  FR: 7,
  /** An integer that does not fit in 28 bits, as an index into the module's `bigs`. */
  BIG: 8,
  /** A list; the value is the number of operand words that follow and belong to it. */
  LIST: 9,
  /** An allocation list; the value is the number of (kind, n) pairs of raw words that follow. */
  ALLOC: 10,
  /** An X register with a type: see `registerOf` and `typeOf`. */
  TX: 11,
  /** A Y register with a type. */
  TY: 12,
} as const;

export type Tag = (typeof TAG)[keyof typeof TAG];

/** Kinds of an ALLOC pair: n heap words, n floats, n funs. */
export const ALLOC = { WORDS: 0, FLOATS: 1, FUNS: 2 } as const;

/** What fits in an operand word; beyond it a value becomes a BIG. */
export const MIN_VALUE = -(1 << 27);
export const MAX_VALUE = (1 << 27) - 1;

/**
 * Registers and types share the value of a TX or TY word: the register in the low bits, the type
 * above.
 */
export const REGISTER_BITS = 10;
/** Registers of each sort are numbered from 0 up to, not including, this. */
export const MAX_REGISTERS = 1 << REGISTER_BITS;
/** Types are numbered from 0 up to, not including, this: what a TX or TY word has room for. */
export const MAX_TYPES = 1 << (27 - REGISTER_BITS);

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
