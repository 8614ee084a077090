/** Tags of the terms that derive from Boxed (wasm/types.wasm.ts), shared by both languages. */
export const TAG = {
  ATOM: 0,
  NIL: 1,
  BIG: 2,
  BITSTRING: 3,
  FLATMAP: 4,
  HASHMAP: 5,
  FUN: 6,
  EXTERNAL_FUN: 7,
  PID: 8,
  PORT: 9,
  REFERENCE: 10,
  MATCH_CONTEXT: 11,
  CATCH: 12,
  RETURN: 13,
} as const;

/** What `kindOf` answers, in the order of Erlang's terms: number < atom < reference < fun < port < pid < tuple < map < nil < list < bitstring. */
export const KIND = {
  SMALL: 0,
  INT64: 1,
  BIG: 2,
  FLOAT: 3,
  ATOM: 4,
  REFERENCE: 5,
  FUN: 6,
  EXTERNAL_FUN: 7,
  PORT: 8,
  PID: 9,
  TUPLE: 10,
  FLATMAP: 11,
  HASHMAP: 12,
  NIL: 13,
  CONS: 14,
  BITSTRING: 15,
  OTHER: 16,
} as const;
