// The bit syntax.

import { Machine } from './machine.wasm.ts';

export function bitSyntax(m: Machine, pc: i32): i32 {
  return unreachable();
}
