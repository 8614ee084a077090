/**
 * The numbers that operand words are made of: see operand.ts. On their own and written out, for WebAssembly to
 * share them: wasmc knows literals only.
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
export const MIN_VALUE = -0x8000000;
export const MAX_VALUE = 0x7ffffff;

/**
 * Registers and types share the value of a TX or TY word: the register in the low bits, the type
 * above.
 */
export const REGISTER_BITS = 10;
/** Registers of each sort are numbered from 0 up to, not including, this. */
export const MAX_REGISTERS = 1024;
/** Types are numbered from 0 up to, not including, this: what a TX or TY word has room for. */
export const MAX_TYPES = 0x20000;
