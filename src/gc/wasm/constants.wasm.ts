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
export let ATOM_UNICODE: Term = NIL;

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
  atomUnicode: Term,
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
  ATOM_UNICODE = atomUnicode;
}

// What the natives of processes and tables are asked for by, and answer.
export let ATOM_ALIAS: Term = NIL;
export let ATOM_TAG: Term = NIL;
export let ATOM_EXPLICIT_UNALIAS: Term = NIL;
export let ATOM_DEMONITOR: Term = NIL;
export let ATOM_REPLY_DEMONITOR: Term = NIL;
export let ATOM_PROCESS: Term = NIL;
export let ATOM_DOWN: Term = NIL;
export let ATOM_FLUSH: Term = NIL;
export let ATOM_NOCONNECT: Term = NIL;
export let ATOM_NOSUSPEND: Term = NIL;
export let ATOM_INFINITY: Term = NIL;
export let ATOM_END_OF_TABLE: Term = NIL;

/** @js */
export function setNativeConstants(
  atomAlias: Term,
  atomTag: Term,
  atomExplicitUnalias: Term,
  atomDemonitor: Term,
  atomReplyDemonitor: Term,
  atomProcess: Term,
  atomDown: Term,
  atomFlush: Term,
  atomNoconnect: Term,
  atomNosuspend: Term,
  atomInfinity: Term,
  atomEndOfTable: Term,
): void {
  ATOM_ALIAS = atomAlias;
  ATOM_TAG = atomTag;
  ATOM_EXPLICIT_UNALIAS = atomExplicitUnalias;
  ATOM_DEMONITOR = atomDemonitor;
  ATOM_REPLY_DEMONITOR = atomReplyDemonitor;
  ATOM_PROCESS = atomProcess;
  ATOM_DOWN = atomDown;
  ATOM_FLUSH = atomFlush;
  ATOM_NOCONNECT = atomNoconnect;
  ATOM_NOSUSPEND = atomNosuspend;
  ATOM_INFINITY = atomInfinity;
  ATOM_END_OF_TABLE = atomEndOfTable;
}

/** @inline */
export function boolean(b: boolean): Term {
  return b ? TRUE : FALSE;
}
