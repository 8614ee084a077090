/**
 * How loader/code.ts and loader/wasm/code.wasm.ts share their memory: addresses in bytes.
 */

/** What an instruction does to the decoder's state. */
export const ROLE = {
  /** Left to JavaScript, as are numbers that are no opcode. */
  OTHER: 0,
  PLAIN: 1,
  LABEL: 2,
  LINE: 3,
  FUNC_INFO: 4,
  /** Names an import, which must take as many arguments as the instruction gives it. */
  IMPORT: 5,
} as const;

/** What is asked of operands of a kind beyond their tag and limit. */
export const CARE = {
  /** Label 0 is none. */
  LABEL: 1,
  /** Atom 0 is none. */
  ATOM: 2,
  /** Atoms are left to JavaScript, which knows their names. */
  ATOMS: 4,
  /** Lists are left to JavaScript. */
  LISTS: 8,
} as const;

/** Tables that are the same for all modules. */
export const TABLE = {
  /** Per kind: what must be above a number, the set of tags (i32 each), CARE (a byte). */
  LIMITS: 256,
  TAGS: 512,
  CARES: 768,
  /** Per opcode, a byte: its ROLE, and whether its labels are entries of functions. */
  ROLES: 1024,
  CALLS: 1280,
  /** Per opcode that names an import, a byte: after how many words, and with how many arguments; OPERAND says that the first operand tells. */
  IMPORTS: 1536,
  ARGUMENTS: 1792,
  /** Per opcode, an i32: the number of its first operand. */
  FIRST: 2048,
  /** Per operand, an i32: its kind, the length of the list's groups in the second byte, where in GROUPS they stand above. */
  OPERANDS: 4096,
  /** The kinds of lists' groups, a byte each. */
  GROUPS: 16384,
} as const;

export const OPERAND = 255;

/** Where what belongs to one module begins. */
export const FREE = 20480;

/** The state, in i32s from address 0. Sizes count words. */
export const STATE = {
  /** Position of the next instruction in the file, the code's end, and what makes an address of a position. */
  AT: 0,
  END: 1,
  ORIGIN: 2,
  /** Words so far, and the uses of labels, three words each: the label, the function or ANYWHERE, the position. */
  SIZE: 3,
  USES_SIZE: 4,
  FUNCTION: 5,
  AFTER_FUNC_INFO: 6,
  /** How many labels only labels and lines have followed. */
  PENDING_SIZE: 7,
  FUNCTIONS: 8,
  ATOMS: 9,
  LITERALS: 10,
  TYPES: 11,
  /** Addresses of i32s. */
  WORDS: 12,
  USES: 13,
  LABELS: 14,
  OWNERS: 15,
  STARTS: 16,
  ENTRIES: 17,
  PENDING: 18,
  /** The arity of each import, a byte each. */
  ARITIES: 19,
} as const;

/** The function of a use that may be in any: a call. */
export const ANYWHERE = -1;
