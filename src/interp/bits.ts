// Codes of the bit syntax's internal instructions, shared by the translator and interp/wasm/bits.wasm.ts.

export { FLAG } from '../gc/field-flags.ts';

/** Segment types of BS_CREATE_BIN and BS_PUT. */
export const SEGMENT = {
  INTEGER: 0,
  FLOAT: 1,
  BINARY: 2,
  STRING: 3,
  UTF8: 4,
  UTF16: 5,
  UTF32: 6,
  APPEND: 7,
  PRIVATE_APPEND: 8,
} as const;

/** Kinds of BS_GET_UTF, BS_SKIP_UTF and BS_UTF_SIZE. */
export const UTF = { UTF8: 0, UTF16: 1, UTF32: 2 } as const;

/** Commands of BS_MATCH and the words that follow each. */
export const COMMAND = {
  ENSURE_AT_LEAST: 0, // bits, unit
  ENSURE_EXACTLY: 1, // bits
  INTEGER: 2, // bits, flags, d
  BINARY: 3, // bits, d
  SKIP: 4, // bits
  GET_TAIL: 5, // d
  EQUAL: 6, // bits, n low half of the value, n high half
} as const;

/** What is wrong with a segment, in the order of the words that erl_erts_errors:format_bs_fail/2 knows. */
export const SEGMENT_ERROR = {
  TYPE: 0,
  SIZE: 1,
  UNIT: 2,
  SHORT: 3,
  NO_FLOAT: 4,
  INVALID: 5,
  /** The whole would be too large. */
  BINARY: 6,
} as const;
