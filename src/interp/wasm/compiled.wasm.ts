// What compiled code calls in the runtime module, beyond the operations on terms.
//
// Compiled functions take the machine first. Null instead of a term means that they did not return: the machine's request says why. EXCEPTION:
// the exception in the machine goes on to the caller; anything else: the caller spills its frame and returns null as well.

import { TAG } from '../../gc/tags.ts';
import { ATOM_EXIT, ATOM_THROW } from '../../gc/wasm/constants.wasm.ts';
import {
  mailboxBind,
  mailboxClear,
  mailboxPeek,
  mailboxReserve,
  mailboxSkip,
  mailboxUse,
} from '../../gc/wasm/mailbox.wasm.ts';
import { isMap, mapPut, mapPutMany, mapUpdate, mapUpdateMany } from '../../gc/wasm/maps.wasm.ts';
import { add, isWord, wordValue } from '../../gc/wasm/numbers.wasm.ts';
import { tupleElements, tupleFromArray } from '../../gc/wasm/tuples.wasm.ts';
import {
  CatchTag,
  Cons,
  Export,
  ExternalFun,
  Float,
  Fun,
  FunEntry,
  NIL,
  Return,
  Target,
} from '../../gc/wasm/types.wasm.ts';
import { I, REASON, REQUEST } from '../ops.ts';
import { bitSyntax } from './bits.wasm.ts';
import { exitTuple, raise, raiseAgain, raiseClause } from './exceptions.wasm.ts';
import { spillFrame, spillWord } from './frames.wasm.ts';
import { enterAt } from './leaving.wasm.ts';
import {
  collectTrace,
  exportNamed,
  growStack,
  Machine,
  NO_VALUE,
  RawTrace,
} from './machine.wasm.ts';
import { getMapElements, hasMapFields, putMap } from './maps.wasm.ts';
import { sendTo, takeMessage, timedOut } from './receive.wasm.ts';
import { nativeRecord } from './records.wasm.ts';
import { arithmeticFailed, callBif, enterFun } from './run.wasm.ts';

// ---- exceptions

/** @jit */
export function raiseError(m: Machine, pc: i32, code: i32, value: Term): Term | null {
  m.request = REQUEST.EXCEPTION;
  raise(m, pc, code, value);
  return null;
}

/** No clause of the function at `pc` takes these arguments. @jit */
export function raiseFunctionClause(m: Machine, pc: i32, args: MutArray<Term>): Term | null {
  let all: Term = NIL;
  for (let i = args.length - 1; i >= 0; i--) all = new Cons(args[i], all);
  m.request = REQUEST.EXCEPTION;
  raiseClause(m, pc, all);
  return null;
}
/** The same with so many arguments as parameters. @jit */
export function raiseFunctionClause0(m: Machine, pc: i32): Term | null {
  return raiseFunctionClause(m, pc, newArrayOf<MutArray<Term>>());
}
/** @jit */
export function raiseFunctionClause1(m: Machine, pc: i32, a: Term): Term | null {
  return raiseFunctionClause(m, pc, newArrayOf<MutArray<Term>>(a));
}
/** @jit */
export function raiseFunctionClause2(m: Machine, pc: i32, a: Term, b: Term): Term | null {
  return raiseFunctionClause(m, pc, newArrayOf<MutArray<Term>>(a, b));
}
/** @jit */
export function raiseFunctionClause3(m: Machine, pc: i32, a: Term, b: Term, c: Term): Term | null {
  return raiseFunctionClause(m, pc, newArrayOf<MutArray<Term>>(a, b, c));
}
/** @jit */
export function raiseFunctionClause4(
  m: Machine,
  pc: i32,
  a: Term,
  b: Term,
  c: Term,
  d: Term,
): Term | null {
  return raiseFunctionClause(m, pc, newArrayOf<MutArray<Term>>(a, b, c, d));
}
/** @jit */
export function raiseFunctionClause5(
  m: Machine,
  pc: i32,
  a: Term,
  b: Term,
  c: Term,
  d: Term,
  e: Term,
): Term | null {
  return raiseFunctionClause(m, pc, newArrayOf<MutArray<Term>>(a, b, c, d, e));
}

/** erlang:throw/1, exit/1 and error/1. @jit */
export function raiseValue(m: Machine, pc: i32, excClass: Term, value: Term): Term | null {
  m.request = REQUEST.EXCEPTION;
  m.excClass = excClass;
  m.excValue = value;
  m.excTrace = collectTrace(m, pc, excClass, NIL);
  return null;
}

/** @jit */
export function raiseArithmetic(m: Machine, pc: i32, op: i32, a: Term, b: Term): Term | null {
  m.pc = pc;
  m.request = REQUEST.EXCEPTION;
  arithmeticFailed(op, a, b);
  return null;
}

/** @jit */
export function raiseOnward(m: Machine, trace: Term, value: Term): Term | null {
  m.request = REQUEST.EXCEPTION;
  raiseAgain(m, trace, value);
  return null;
}

/** An active catch or try of a frame that leaves the host's stack; see CatchTag. @jit */
export function catchTag(pc: i32, nesting: i32): Term {
  return new CatchTag(TAG.CATCH, pc, 0, null, nesting);
}

/**
 * The value of a `catch` expression that an exception arrived at. Null where a stacktrace belongs to it, for which all frames must be on
 * the machine's stack: the X registers are then as the interpreter expects them.
 * @jit
 */
export function catchValue(m: Machine): Term | null {
  if (m.excClass === ATOM_THROW) return m.excValue;
  if (m.excClass === ATOM_EXIT) return exitTuple(m.excValue);
  const x = m.area.x;
  x[0] = NO_VALUE;
  x[1] = m.excClass;
  x[2] = m.excValue;
  x[3] = m.excTrace;
  return null;
}

/** The catches of a frame that goes on in compiled code are compiled code's; the outermost one's tag is in this Y register. @jit */
export function dropCatches(m: Machine, y: i32): void {
  m.catches = (m.stack[m.sp + y] as CatchTag).outer;
}

// ---- calls

/** Calls a built-in whose arguments are in the X registers; null: see leaveBif. @jit */
export function callBuiltIn(m: Machine, bif: i32, arity: i32, pc: i32): Term | null {
  m.pc = pc;
  const result = callBif(m, bif, arity);
  m.reductions = m.reductions - 1;
  return result;
}

/**
 * The built-in that was called at `pc` returned null: its caller's frame, with these Y registers, goes on at `after` where it was no
 * exception.
 * @jit
 */
export function leaveBif(m: Machine, pc: i32, after: i32, ys: MutArray<Term>): Term | null {
  switch (m.request) {
    case REQUEST.EXCEPTION:
      return null;
    case REQUEST.CALL:
      spillWord(m.area, new Return(TAG.RETURN, after, 0, 0));
      break;
    case REQUEST.RETRY:
      m.request = REQUEST.RESUME;
      m.pc = pc;
      break;
    default:
      m.pc = after;
      break;
  }
  spillFrame(m.area, ys);
  return null;
}

/** The same for a call whose result the caller returns: where the built-in goes on in other code, its frame is not needed. @jit */
export function leaveLastBif(m: Machine, pc: i32, after: i32, ys: MutArray<Term>): Term | null {
  if (m.request === REQUEST.CALL) return null;
  return leaveBif(m, pc, after, ys);
}

/** Enters the body of any fun with arguments in the X registers; `pc` is the call. @jit */
export function enterAnyFun(m: Machine, pc: i32, fun: Term, arity: i32): Term | null {
  const target = enterFun(m, pc, fun, arity);
  if (target >= 0) return enterAt(m, target);
  m.request = REQUEST.EXCEPTION;
  return null;
}

/** The export that `apply` at `pc` calls, M and F behind its arguments in the X registers; null after an exception. @jit */
export function applyTarget(m: Machine, pc: i32, arity: i32): Target | null {
  const x = m.area.x;
  const target = exportNamed(m.area, x[arity], x[arity + 1], arity);
  if (target !== null) return target;
  raiseError(m, pc, REASON.BADARG, NIL);
  // The trace has this call: its frame does not add it again.
  const trace = m.excTrace;
  const area = m.area;
  if (trace instanceof RawTrace && area.words[pc] === I.APPLY)
    trace.previous = (area.literals[area.words[pc + 1]] as Return).pc;
  return null;
}

// ---- instructions that the interpreter has functions for

/** Room for the Y registers of such an instruction. @jit */
export function openFrame(m: Machine, n: i32): void {
  if (m.sp - n < 2) growStack(m, n);
  m.sp = m.sp - n;
}
/** @jit */
export function closeFrame(m: Machine, n: i32): void {
  m.sp = m.sp + n;
}
/** @jit */
export function setY(m: Machine, i: i32, t: Term): void {
  m.stack[m.sp + i] = t;
}
/** @jit */
export function getY(m: Machine, i: i32): Term {
  return m.stack[m.sp + i];
}

/** Runs the instruction at `pc` with its operands in the machine's registers: the address to go on at, -1 after an exception. @jit */
export function runInstruction(m: Machine, pc: i32): i32 {
  m.request = REQUEST.EXCEPTION;
  const op = m.area.words[pc];
  switch (op) {
    case I.PUT_MAP:
      return putMap(m, pc);
    case I.HAS_MAP_FIELDS:
      return hasMapFields(m, pc);
    case I.GET_MAP_ELEMENTS:
      return getMapElements(m, pc);
  }
  return op >= I.IS_ANY_NATIVE_RECORD ? nativeRecord(m, pc) : bitSyntax(m, pc);
}

// ---- messages

/** Null: see leaveBif. @jit */
export function send(m: Machine, pc: i32, to: Term, message: Term): Term | null {
  m.pc = pc;
  const result = sendTo(m, to, message);
  m.reductions = m.reductions - 1;
  return result;
}
/** The next message that the receive has not seen; null where there is none. @jit */
export function peek(m: Machine): Term | null {
  return mailboxPeek(m.mailbox);
}
/** @jit */
export function next(m: Machine): void {
  mailboxSkip(m.mailbox);
  m.reductions = m.reductions - 1;
}
/** @jit */
export function remove(m: Machine): void {
  takeMessage(m);
}
/** @jit */
export function endReceive(m: Machine): void {
  timedOut(m);
}

/** @jit */
export function markerReserve(m: Machine): Term {
  return mailboxReserve(m.mailbox);
}
/** @jit */
export function markerBind(m: Machine, reference: Term): void {
  mailboxBind(m.mailbox, reference);
}
/** @jit */
export function markerClear(m: Machine, reference: Term): void {
  mailboxClear(m.mailbox, reference);
}
/** @jit */
export function markerUse(m: Machine, reference: Term): void {
  mailboxUse(m.mailbox, reference);
}

// ---- terms

/** is_function/2. @jit */
export function isFunctionOf(t: Term, arity: Term): boolean {
  let n = -1;
  if (t instanceof Fun) n = t.entry.arity;
  else if (t instanceof ExternalFun) n = t.target.arity;
  return n >= 0 && isSmall(arity) && smallValue(arity) === n;
}

/** A fun with these free variables. @jit */
export function makeFun(m: Machine, entry: FunEntry, free: MutArray<Term>): Term {
  return new Fun(TAG.FUN, entry, free, m.self);
}

/** `t`, a tuple, with other elements: those at `positions`, from 1, are `values`. @jit */
export function replaceElements(t: Term, positions: MutArray<i32>, values: MutArray<Term>): Term {
  const elements = tupleElements(t);
  for (let i = 0; i < positions.length; i++) elements[positions[i] - 1] = values[i];
  return tupleFromArray(elements);
}

/** The float that a number is to a float register; not a number where it has none. @jit */
export function toFloat(t: Term): f64 {
  if (t instanceof Float) return t.value;
  if (isWord(t)) return f64(wordValue(t));
  const sum = add(t, new Float(0.0));
  return sum instanceof Float ? sum.value : 0.0 / 0.0;
}
