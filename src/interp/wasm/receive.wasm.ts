// Receive markers; the other instructions of a receive are in the loop.

import { I } from '../ops.ts';
import { Machine, source, store } from './machine.wasm.ts';

export declare function reserveMarker(): Term;
export declare function bindMarker(marker: Term, reference: Term): void;
export declare function clearMarker(marker: Term): void;
export declare function useMarker(reference: Term): void;

export function receiveMarker(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  switch (code[pc]) {
    case I.RECV_MARKER_RESERVE:
      store(m, code[pc + 1], reserveMarker());
      return pc + 2;
    case I.RECV_MARKER_BIND:
      bindMarker(source(m, code[pc + 1]), source(m, code[pc + 2]));
      return pc + 3;
    case I.RECV_MARKER_CLEAR:
      clearMarker(source(m, code[pc + 1]));
      return pc + 2;
  }
  useMarker(source(m, code[pc + 1]));
  return pc + 2;
}
