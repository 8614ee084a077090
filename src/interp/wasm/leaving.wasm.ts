// How compiled functions leave: what the interpreter needs of them goes into its registers and onto the machine's stack.
//
// The usual numbers of values have functions of their own, whose parameters they are: it is behind each call that compiled code has, and a call
// takes a fifth of the code that storing them in line does.

import { Return } from '../../gc/wasm/types.wasm.ts';
import { REQUEST } from '../ops.ts';
import { spillFrame, spillWord } from './frames.wasm.ts';
import { addToTrace, Machine } from './machine.wasm.ts';

// ---- calls of what is not compiled

/** The interpreter enters the function at `pc`, whose arguments are in the X registers. @jit */
export function enterAt(m: Machine, pc: i32): Term | null {
  m.pc = pc;
  m.request = REQUEST.CALL;
  return null;
}

/** The first X registers. @jit */
export function setX1(m: Machine, a: Term): void {
  const x = m.area.x;
  x[0] = a;
}
/** @jit */
export function setX2(m: Machine, a: Term, b: Term): void {
  const x = m.area.x;
  x[0] = a;
  x[1] = b;
}
/** @jit */
export function setX3(m: Machine, a: Term, b: Term, c: Term): void {
  const x = m.area.x;
  x[0] = a;
  x[1] = b;
  x[2] = c;
}
/** @jit */
export function setX4(m: Machine, a: Term, b: Term, c: Term, d: Term): void {
  const x = m.area.x;
  x[0] = a;
  x[1] = b;
  x[2] = c;
  x[3] = d;
}
/** @jit */
export function setX5(m: Machine, a: Term, b: Term, c: Term, d: Term, e: Term): void {
  const x = m.area.x;
  x[0] = a;
  x[1] = b;
  x[2] = c;
  x[3] = d;
  x[4] = e;
}

/** Enters the function at `pc` with these arguments. @jit */
export function enter1(m: Machine, pc: i32, a: Term): Term | null {
  setX1(m, a);
  return enterAt(m, pc);
}
/** @jit */
export function enter2(m: Machine, pc: i32, a: Term, b: Term): Term | null {
  setX2(m, a, b);
  return enterAt(m, pc);
}
/** @jit */
export function enter3(m: Machine, pc: i32, a: Term, b: Term, c: Term): Term | null {
  setX3(m, a, b, c);
  return enterAt(m, pc);
}
/** @jit */
export function enter4(m: Machine, pc: i32, a: Term, b: Term, c: Term, d: Term): Term | null {
  setX4(m, a, b, c, d);
  return enterAt(m, pc);
}
/** @jit */
export function enter5(
  m: Machine,
  pc: i32,
  a: Term,
  b: Term,
  c: Term,
  d: Term,
  e: Term,
): Term | null {
  setX5(m, a, b, c, d, e);
  return enterAt(m, pc);
}

// ---- frames

/** Whether what was called at `callPc` raised an exception, whose trace is then extended. @jit */
export function passException(m: Machine, callPc: i32): boolean {
  if (m.request !== REQUEST.EXCEPTION) return false;
  const area = m.area;
  addToTrace(m.excTrace, (area.literals[area.words[callPc + 1]] as Return).pc);
  return true;
}

/** The caller of something that returned null goes on: a frame with these Y registers, which called at `callPc`. @jit */
export function leaveCall(m: Machine, callPc: i32, ys: MutArray<Term>): Term | null {
  return passException(m, callPc) ? null : leaveFrame(m, callPc, ys);
}

function leaveFrame(m: Machine, callPc: i32, ys: MutArray<Term>): Term | null {
  const area = m.area;
  spillWord(area, area.literals[area.words[callPc + 1]]);
  spillFrame(area, ys);
  return null;
}

/** The same with so many Y registers as parameters. @jit */
export function leaveCall0(m: Machine, callPc: i32): Term | null {
  if (passException(m, callPc)) return null;
  return leaveFrame(m, callPc, newArrayOf<MutArray<Term>>());
}
/** @jit */
export function leaveCall1(m: Machine, callPc: i32, y0: Term): Term | null {
  if (passException(m, callPc)) return null;
  return leaveFrame(m, callPc, newArrayOf<MutArray<Term>>(y0));
}
/** @jit */
export function leaveCall2(m: Machine, callPc: i32, y0: Term, y1: Term): Term | null {
  if (passException(m, callPc)) return null;
  return leaveFrame(m, callPc, newArrayOf<MutArray<Term>>(y0, y1));
}
/** @jit */
export function leaveCall3(m: Machine, callPc: i32, y0: Term, y1: Term, y2: Term): Term | null {
  if (passException(m, callPc)) return null;
  return leaveFrame(m, callPc, newArrayOf<MutArray<Term>>(y0, y1, y2));
}
/** @jit */
export function leaveCall4(
  m: Machine,
  callPc: i32,
  y0: Term,
  y1: Term,
  y2: Term,
  y3: Term,
): Term | null {
  if (passException(m, callPc)) return null;
  return leaveFrame(m, callPc, newArrayOf<MutArray<Term>>(y0, y1, y2, y3));
}
/** @jit */
export function leaveCall5(
  m: Machine,
  callPc: i32,
  y0: Term,
  y1: Term,
  y2: Term,
  y3: Term,
  y4: Term,
): Term | null {
  if (passException(m, callPc)) return null;
  return leaveFrame(m, callPc, newArrayOf<MutArray<Term>>(y0, y1, y2, y3, y4));
}
/** @jit */
export function leaveCall6(
  m: Machine,
  callPc: i32,
  y0: Term,
  y1: Term,
  y2: Term,
  y3: Term,
  y4: Term,
  y5: Term,
): Term | null {
  if (passException(m, callPc)) return null;
  return leaveFrame(m, callPc, newArrayOf<MutArray<Term>>(y0, y1, y2, y3, y4, y5));
}
/** @jit */
export function leaveCall7(
  m: Machine,
  callPc: i32,
  y0: Term,
  y1: Term,
  y2: Term,
  y3: Term,
  y4: Term,
  y5: Term,
  y6: Term,
): Term | null {
  if (passException(m, callPc)) return null;
  return leaveFrame(m, callPc, newArrayOf<MutArray<Term>>(y0, y1, y2, y3, y4, y5, y6));
}
/** @jit */
export function leaveCall8(
  m: Machine,
  callPc: i32,
  y0: Term,
  y1: Term,
  y2: Term,
  y3: Term,
  y4: Term,
  y5: Term,
  y6: Term,
  y7: Term,
): Term | null {
  if (passException(m, callPc)) return null;
  return leaveFrame(m, callPc, newArrayOf<MutArray<Term>>(y0, y1, y2, y3, y4, y5, y6, y7));
}

/** The interpreter goes on at `pc`, in a frame with these Y registers; its X registers are in place. @jit */
export function resumeAt(m: Machine, pc: i32, ys: MutArray<Term>): Term | null {
  m.pc = pc;
  m.request = REQUEST.RESUME;
  spillFrame(m.area, ys);
  return null;
}
