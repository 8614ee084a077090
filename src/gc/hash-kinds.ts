// By which numbers the hashes tell kinds of terms apart, shared by both languages.

/** The internal hash: what precedes the words of each kind of term. */
export const INTERNAL = {
  IMMEDIATE: 1,
  ARRAY_ELEMENT: 2,
  CAR: 3,
  CDR: 4,
  STRING: 5,
  TUPLE: 6,
  FLATMAP: 7,
  HASHMAP_HEAD_ARRAY: 8,
  HASHMAP_HEAD_BITMAP: 9,
  HASHMAP_NODE: 10,
  BINARY: 11,
  LOCAL_FUN: 12,
  EXTERNAL_FUN: 13,
  NEGATIVE: 14,
  POSITIVE: 15,
  LOCAL_REF: 16,
  EXTERNAL_REF: 17,
  EXTERNAL_PID: 18,
  EXTERNAL_PORT: 19,
  FLOAT: 20,
  NATIVE_RECORD: 21,
} as const;

/** phash2: by how many golden ratios the words of each kind of term are raised. */
export const PHASH2 = {
  SMALL: 1,
  FUN: 1,
  NIL: 2,
  ATOM: 3,
  STRING: 4,
  PID: 5,
  PORT: 6,
  REFERENCE: 7,
  TUPLE: 9,
  NEGATIVE: 10,
  POSITIVE: 11,
  FLOAT: 12,
  BINARY: 13,
  EXPORT: 14,
  TAIL_BITS: 15,
  MAP: 16,
  MAP_PAIRS: 19,
} as const;
