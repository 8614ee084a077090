/** How util/compression.ts and util/wasm share their memory: addresses in bytes. */

/** What the last call of `inflate` left, an i32 each: the end of what it has read, and of what it has written. */
export const RESULT = { AT: 0, OUT: 4 } as const;

/** Tables. Those of codes have an i32 for each entry; those with subtables have room for the most that there can be. */
export const TABLE = {
  /** How many codes there are of each length, then the next code of each length. */
  COUNTS: 64,
  NEXT: 128,
  /** The lengths of codes, a byte each. */
  LENGTHS: 256,
  CODE_LENGTHS: 1024,
  FIXED_LITERALS: 2048,
  FIXED_DISTANCES: 6144,
  LITERALS: 8192,
  DISTANCES: 32768,
  /** The CRC-32 of each byte with 0 to 7 bytes of zeros after it. */
  CRC: 49152,
} as const;

/** Where data begins. */
export const FREE = 57344;

/** Bytes behind the input that may be read, and behind the output that may be written: a match, and a word. */
export const SLACK = { INPUT: 16, OUTPUT: 272 } as const;

/** Addresses stay below 2 GB, where they are no negative numbers. */
export const MAX_PAGES = 32767;

/** What comes of inflating. */
export const STATUS = {
  DONE: 0,
  TRUNCATED: 1,
  BLOCK_TYPE: 2,
  STORED_LENGTH: 3,
  CODE_LENGTHS: 4,
  SYMBOL: 5,
  DISTANCE: 6,
  TOO_LARGE: 7,
  NO_MEMORY: 8,
} as const;
