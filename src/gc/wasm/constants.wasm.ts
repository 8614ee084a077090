// Atoms that WebAssembly code itself needs, set once by gc/constants.ts.

import { NIL } from './types.wasm.ts';

export let TRUE: Term = NIL;
export let FALSE: Term = NIL;
export let ATOM_ERROR: Term = NIL;
export let ATOM_EXIT: Term = NIL;
export let ATOM_THROW: Term = NIL;
export let ATOM_OK: Term = NIL;
export let ATOM_ALL: Term = NIL;
export let ATOM_UNDEFINED: Term = NIL;
export let ATOM_UTF8: Term = NIL;
export let ATOM_GLOBAL: Term = NIL;
export let ATOM_DECIMALS: Term = NIL;
export let ATOM_COMPACT: Term = NIL;
export let ATOM_NOMATCH: Term = NIL;

/** @js */
export function setConstants(
  atomTrue: Term,
  atomFalse: Term,
  atomError: Term,
  atomExit: Term,
  atomThrow: Term,
  atomOk: Term,
  atomAll: Term,
  atomUndefined: Term,
  atomUtf8: Term,
  atomGlobal: Term,
  atomDecimals: Term,
  atomCompact: Term,
  atomNomatch: Term,
): void {
  TRUE = atomTrue;
  FALSE = atomFalse;
  ATOM_ERROR = atomError;
  ATOM_EXIT = atomExit;
  ATOM_THROW = atomThrow;
  ATOM_OK = atomOk;
  ATOM_ALL = atomAll;
  ATOM_UNDEFINED = atomUndefined;
  ATOM_UTF8 = atomUtf8;
  ATOM_GLOBAL = atomGlobal;
  ATOM_DECIMALS = atomDecimals;
  ATOM_COMPACT = atomCompact;
  ATOM_NOMATCH = atomNomatch;
}

/** @inline */
export function boolean(b: boolean): Term {
  return b ? TRUE : FALSE;
}
