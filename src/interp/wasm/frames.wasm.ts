// How frames of compiled code get from the host's stack to the machine's.
//
// While nothing has to wait, a frame of compiled code is a frame of the host's. When a function must make way (its reductions are
// spent, it waits, it calls what is not compiled), it and its callers append themselves, innermost first, to the area's spill and
// return null; the loop then puts what came together on the machine's stack, where the interpreter finds frames as it makes them itself.

import { CatchTag, NIL, Return } from '../../gc/wasm/types.wasm.ts';
import { CodeArea, growStack, Machine } from './machine.wasm.ts';

function reserve(area: CodeArea, n: i32): void {
  if (area.spilled + n <= area.spill.length) return;
  const old = area.spill;
  const bigger: MutArray<Term> = newArray(NIL, old.length * 2 + n);
  arrayCopy(bigger, 0, old, 0, area.spilled);
  area.spill = bigger;
}

/** Appends a return address. */
export function spillWord(area: CodeArea, word: Term): void {
  reserve(area, 1);
  area.spill[area.spilled] = word;
  area.spilled = area.spilled + 1;
}

/** Appends the Y registers of a frame, y0 first. */
export function spillFrame(area: CodeArea, ys: MutArray<Term>): void {
  const n = ys.length;
  reserve(area, n);
  arrayCopy(area.spill, area.spilled, ys, 0, n);
  area.spilled = area.spilled + n;
}

/** Puts the frames that compiled code has spilled on the stack. */
export function takeFrames(m: Machine): void {
  const area = m.area;
  const n = area.spilled;
  if (n === 0) return;
  if (m.sp - n < 2) growStack(m, n);
  const sp = m.sp - n;
  m.sp = sp;
  arrayCopy(m.stack, sp, area.spill, 0, n);
  // Nothing that died is kept alive by a spill that was large once.
  if (area.spill.length > 0x4000) area.spill = newArray(NIL, 256);
  else arrayFill(area.spill, 0, NIL, n);
  area.spilled = 0;
  for (let i = n - 1; i >= 0; i--) {
    const word = m.stack[sp + i];
    if (word instanceof CatchTag) link(m, word, sp + i);
  }
}

/** A catch or try of a frame that has arrived becomes active. */
function link(m: Machine, tag: CatchTag, at: i32): void {
  const stack = m.stack;
  let frame = at;
  while (frame > m.sp && !(stack[frame - 1] instanceof Return)) frame--;
  const depth = stack.length - frame;
  tag.depth = depth;
  // Within a frame the innermost one comes first.
  let inner: CatchTag | null = null;
  let outer = m.catches;
  while (outer !== null && outer.depth === depth && outer.nesting > tag.nesting) {
    inner = outer;
    outer = outer.outer;
  }
  tag.outer = outer;
  if (inner === null) m.catches = tag;
  else inner.outer = tag;
}
