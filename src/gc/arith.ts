/** Numbers of the arithmetic operations that WebAssembly hands to JavaScript (`slowArith`). */
export const ARITH = {
  ADD: 0,
  SUB: 1,
  MUL: 2,
  DIVIDE: 3,
  DIV: 4,
  REM: 5,
  BAND: 6,
  BOR: 7,
  BXOR: 8,
  BSL: 9,
  BSR: 10,
  BNOT: 11,
} as const;
