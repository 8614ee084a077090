// The interpreter's loop.
//
// Registers live in locals: pc, the stack and its pointer, the code and literal arrays. They are written back to the machine before
// anything that may look at them or replace them: a built-in (which may load code), an instruction implemented in another
// file, leaving the loop. Instructions of a family that is rarely hot are functions of their own in the family's file: they take the
// machine and the address of the instruction and return the address to go on at, or -1 when they raised an exception into the machine.

import { compareTerms, equalSlow } from '../../gc/wasm/compare.wasm.ts';
import {
  add,
  band,
  bnot,
  bor,
  bsl,
  bsr,
  bxor,
  div,
  divide,
  isInteger,
  isNumber,
  mul,
  neg,
  rem,
  sub,
  wordValue,
  isWord,
} from '../../gc/wasm/numbers.wasm.ts';
import { mailboxPeek, mailboxSkip } from '../../gc/wasm/mailbox.wasm.ts';
import { isMap } from '../../gc/wasm/maps.wasm.ts';
import {
  isTupleOf,
  tupleArity,
  tupleElement,
  tupleElements,
  tupleFromArray,
  setTupleElement,
} from '../../gc/wasm/tuples.wasm.ts';
import { TIMED } from '../../gc/signal-states.ts';
import { TAG } from '../../gc/tags.ts';
import {
  Atom,
  Bitstring,
  CatchTag,
  Cons,
  Export,
  ExternalFun,
  Float,
  Fun,
  FunEntry,
  NIL,
  Pid,
  Port,
  Reference,
  Return,
  Tuple,
  Tuple2,
  Tuple3,
} from '../../gc/wasm/types.wasm.ts';
import { CALLED, I, PROCESS_NATIVE, REASON, REQUEST, STATUS, WAITING } from '../ops.ts';
import { bitSyntax } from './bits.wasm.ts';
import {
  buildStacktrace,
  catchEnd,
  raise,
  raiseClause,
  raiseAgain,
  raiseGiven,
  rawRaise,
} from './exceptions.wasm.ts';
import {
  completeTrace,
  exportNamed,
  get,
  growStack,
  Machine,
  park,
  put,
  unwind,
} from './machine.wasm.ts';
import { takeFrames } from './frames.wasm.ts';
import { getMapElements, hasMapFields, putMap } from './maps.wasm.ts';
import { nativeRecord } from './records.wasm.ts';
import { receiveMarker, sendTo, takeMessage, timedOut, waitFor } from './receive.wasm.ts';
import { native1, native2, native3, isBoolean } from './natives.wasm.ts';
import { nativeOfBif, processNative } from './process-natives.wasm.ts';

// Built-ins by number; the loop's only way into JavaScript code of theirs. Null: see the machine's request.
declare function bif0(bif: i32): Term | null;
declare function bif1(bif: i32, a: Term): Term | null;
declare function bif2(bif: i32, a: Term, b: Term): Term | null;
declare function bif3(bif: i32, a: Term, b: Term, c: Term): Term | null;
/** With more arguments, which are in the X registers. */
declare function bifMany(bif: i32, arity: i32): Term | null;
/** An arithmetic instruction failed in a body: puts the exception into the machine. */
export declare function arithmeticFailed(op: i32, a: Term, b: Term): void;
/** Loads what an export without code needs: the pc to go on at. Arguments are in x; those for error_handler are put there. */
declare function undefinedFunction(target: Term): i32;
/** Where the body of a fun is now whose code was not loaded when it was made, or was purged; 0 where it is not. */
declare function reloadFun(fun: Term): i32;
/** The error handler's function for a fun without code, its arguments in x; -1 where the module has other code. */
declare function undefinedLambda(fun: Term): i32;
/** A place was returned to so often that it should be compiled. */
declare function hotReturn(pc: i32): void;
/** A function was called so often that it should be compiled. */
declare function hotFunction(pc: i32): void;
/** Translates a function that is called for the first time: its entry. */
declare function translate(id: i32): i32;

/** Stands in where nothing was returned to yet. */
const NO_RETURN: Return = new Return(TAG.RETURN, 0, 0, 0);

/** Where RETURN and NORMAL_EXIT stand in every code area, put there when it is made. */
export const RETURN_PC = 8;

/** Calls a built-in with arguments in the X registers. */
export function callBif(m: Machine, bif: i32, arity: i32): Term | null {
  const x = m.area.x;
  const native = nativeOfBif(bif);
  if (native === PROCESS_NATIVE['erlang:raise/3']) {
    if (raiseGiven(m, x[0], x[1], x[2])) return null;
  } else if (native !== 0) {
    const result = processNative(m, native, x);
    if (result !== null) return result;
  }
  switch (arity) {
    case 0:
      return bif0(bif);
    case 1:
      return bif1(bif, x[0]);
    case 2:
      return bif2(bif, x[0], x[1]);
    case 3:
      return bif3(bif, x[0], x[1], x[2]);
  }
  return bifMany(bif, arity);
}

/** Numbers `a < b`, with the small case inline. @inline */
function less(a: Term, b: Term): boolean {
  return isSmall(a) && isSmall(b) ? smallValue(a) < smallValue(b) : compareTerms(a, b, false) < 0;
}

/** An arithmetic instruction's slow half: what to do with a null result. Returns the next pc. */
function arithmeticNull(m: Machine, pc: i32, sp: i32, op: i32, fail: i32, a: Term, b: Term): i32 {
  m.sp = sp;
  if (fail !== 0) return fail;
  m.pc = pc;
  arithmeticFailed(op, a, b);
  return unwind(m);
}

/** The X registers of a fun call: its environment behind its arguments. */
function unpackFun(f: Fun, x: MutArray<Term>): void {
  const free = f.free;
  arrayCopy(x, f.entry.arity, free, 0, free.length);
}

/** The pc of the body of a fun called with `arity` arguments in x; -1 where an exception was raised. */
export function enterFun(m: Machine, pc: i32, fun: Term, arity: i32): i32 {
  const x = m.area.x;
  if (fun instanceof Fun) {
    if (fun.entry.arity === arity) {
      let target = fun.entry.pc;
      if (target === 0) {
        target = reloadFun(fun);
        if (target === 0) {
          target = undefinedLambda(fun);
          if (target < 0) raise(m, pc, REASON.BADFUN, fun);
          return target;
        }
      }
      unpackFun(fun, x);
      return target;
    }
  } else if (fun instanceof ExternalFun) {
    if (fun.target.arity === arity) return fun.target.pc;
  } else {
    raise(m, pc, REASON.BADFUN, fun);
    return -1;
  }
  let args: Term = NIL;
  for (let i = arity - 1; i >= 0; i--) args = new Cons(x[i], args);
  raise(m, pc, REASON.BADARITY, new Tuple2(fun, args));
  return -1;
}

/** Lets a built-in's CALL request lead to the body of a fun, arguments being in x; to -1 where that raised an exception. @js */
export function enterFunRequest(m: Machine, fun: Term, arity: i32): void {
  m.pc = enterFun(m, m.pc, fun, arity);
}

/** Runs the process for so many reductions: one of STATUS, and above its three bits those that are left. @js */
export function runFor(m: Machine, reductions: i32): i32 {
  m.reductions = reductions;
  const status = run(m);
  return (m.reductions << 3) | status;
}

/** Calls a compiled function with the first X registers, at most MAX_ENTERED. */
function enterCode(m: Machine, native: i32, arity: i32): Term | null {
  const limit = m.area.depthLimit;
  const x = m.area.x;
  switch (arity) {
    case 0:
      return callCode(native, m, limit);
    case 1:
      return callCode(native, m, limit, x[0]);
    case 2:
      return callCode(native, m, limit, x[0], x[1]);
    case 3:
      return callCode(native, m, limit, x[0], x[1], x[2]);
    case 4:
      return callCode(native, m, limit, x[0], x[1], x[2], x[3]);
    case 5:
      return callCode(native, m, limit, x[0], x[1], x[2], x[3], x[4]);
    case 6:
      return callCode(native, m, limit, x[0], x[1], x[2], x[3], x[4], x[5]);
    case 7:
      return callCode(native, m, limit, x[0], x[1], x[2], x[3], x[4], x[5], x[6]);
    case 8:
      return callCode(native, m, limit, x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7]);
  }
  unreachable();
}

/** Runs the process until it leaves the loop; answers one of STATUS. */
function run(m: Machine): i32 {
  const area = m.area;
  const x = area.x;
  const f = area.f;
  let code = area.words;
  let literals = area.literals;
  let stack = m.stack;
  let sp = m.sp;
  let pc = m.pc;
  let reductions = m.reductions;
  let native = 0;
  let returned = NO_RETURN;
  const saved = m.saved;
  arrayCopy(x, 0, saved, 0, saved.length);
  area.inCompiled = 0;
  area.spilled = 0;
  for (;;) {
    entered: {
      compiled: {
        returns: {
          switch (code[pc]) {
            // ---- control
            case I.FUNC_INFO: {
              m.sp = sp;
              // The literal is the list [M, F | A].
              const info = literals[code[pc + 1]] as Cons;
              const arity = smallValue((info.tl as Cons).tl);
              let args: Term = NIL;
              for (let i = arity - 1; i >= 0; i--) args = new Cons(x[i], args);
              raiseClause(m, pc, args);
              pc = unwind(m);
              break;
            }
            case I.NOP:
              pc++;
              continue;
            case I.JUMP:
              pc = code[pc + 1];
              continue;
            case I.CALL:
              sp--;
              stack[sp] = literals[code[pc + 1]];
              pc = code[pc + 2];
              break entered;
            case I.CALL_LAST:
              sp += code[pc + 1];
              pc = code[pc + 2];
              break entered;
            case I.CALL_ONLY:
              pc = code[pc + 1];
              break entered;
            case I.CALL_EXT:
              sp--;
              stack[sp] = literals[code[pc + 1]];
              pc = (literals[code[pc + 2]] as Export).pc;
              break entered;
            case I.CALL_EXT_ONLY:
              pc = (literals[code[pc + 1]] as Export).pc;
              break entered;
            case I.CALL_EXT_LAST:
              sp += code[pc + 1];
              pc = (literals[code[pc + 2]] as Export).pc;
              break entered;
            case I.CALL_FUN:
            case I.CALL_FUN_LAST: {
              const arity = code[pc + 2];
              const fun = get(code[pc + 3], x, stack, sp, literals);
              // Before the fun is looked at: as on the BEAM, the trace of a bad one has the call and what it would return to.
              if (code[pc] === I.CALL_FUN) {
                sp--;
                stack[sp] = literals[code[pc + 1]];
              } else sp += code[pc + 1];
              m.sp = sp;
              const target = enterFun(m, pc, fun, arity);
              if (target < 0) {
                pc = unwind(m);
                break;
              }
              const called = code[pc + 4];
              if (called !== target)
                code[pc + 4] = called === CALLED.NOTHING ? target : CALLED.SEVERAL;
              pc = target;
              break entered;
            }
            case I.APPLY:
            case I.APPLY_LAST: {
              const arity = code[pc + 2];
              m.sp = sp;
              const target = exportNamed(area, x[arity], x[arity + 1], arity);
              if (target === null) {
                raise(m, pc, REASON.BADARG, NIL);
                pc = unwind(m);
                break;
              }
              if (code[pc] === I.APPLY) {
                sp--;
                stack[sp] = literals[code[pc + 1]];
              } else sp += code[pc + 1];
              pc = target.pc;
              code = area.words;
              literals = area.literals;
              break entered;
            }
            case I.RETURN:
              returned = stack[sp] as Return;
              sp++;
              break returns;
            case I.RESUME:
              // A receive that has used up its time comes back here.
              if (reductions <= 0) {
                m.sp = sp;
                park(m, pc, 0);
                m.reductions = reductions;
                return STATUS.YIELD;
              }
              native = code[pc + 1];
              break compiled;
            case I.ENTER:
            case I.ENTER_THUNK:
              native = code[pc - 3];
              break compiled;
            case I.ALLOCATE: {
              const n = code[pc + 1];
              if (sp - n < 2) {
                m.sp = sp;
                growStack(m, n);
                stack = m.stack;
                sp = m.sp;
              }
              sp -= n;
              pc += 2;
              continue;
            }
            case I.DEALLOCATE:
            case I.TRIM:
              sp += code[pc + 1];
              pc += 2;
              continue;
            case I.DEALLOCATE_RETURN:
              sp += code[pc + 1];
              returned = stack[sp] as Return;
              sp++;
              break returns;
            case I.CALL_NATIVE:
            case I.CALL_BIF:
            case I.BIF_BODY: {
              // A built-in's body is called like any function; the others call it in passing.
              let bif = code[pc + 1];
              let arity = code[pc + 2];
              let next = pc + 3;
              if (code[pc] === I.CALL_NATIVE) {
                let result: Term | null = null;
                const native = bif;
                bif = arity;
                arity = code[next];
                next++;
                switch (arity) {
                  case 1:
                    result = native1(native, x[0]);
                    break;
                  case 2:
                    result = native2(native, x[0], x[1]);
                    break;
                  case 3:
                    result = native3(native, x[0], x[1], x[2]);
                    break;
                }
                if (result !== null) {
                  x[0] = result;
                  pc = next;
                  continue;
                }
                // The built-in raises, or answers where the native has no fast path.
              } else if (code[pc] === I.BIF_BODY) next = RETURN_PC;
              m.sp = sp;
              m.pc = pc;
              m.reductions = reductions;
              const result = callBif(m, bif, arity);
              reductions = m.reductions - 1;
              code = area.words;
              literals = area.literals;
              if (result !== null) {
                x[0] = result;
                pc = next;
                continue;
              }
              switch (m.request) {
                case REQUEST.EXCEPTION:
                  pc = unwind(m);
                  break;
                case REQUEST.CALL:
                  // The called function returns to where the built-in would have.
                  if (next !== RETURN_PC) {
                    if (code[next] === I.DEALLOCATE_RETURN) m.sp = sp + code[next + 1];
                    else if (code[next] !== I.RETURN) {
                      m.sp = sp - 1;
                      stack[sp - 1] = new Return(TAG.RETURN, next, 0, 0);
                    }
                  }
                  sp = m.sp;
                  stack = m.stack;
                  pc = m.pc;
                  break entered;
                case REQUEST.RETRY:
                  park(m, pc, arity);
                  m.reductions = reductions;
                  return STATUS.SUSPENDED;
                default:
                  // The scheduler does what it wants; a result, if any, arrives by machineEnter.
                  park(m, next, 0);
                  m.reductions = reductions;
                  return STATUS.SUSPENDED;
              }
              break;
            }
            case I.UNDEFINED: {
              m.sp = sp;
              m.reductions = reductions;
              m.pc = pc;
              pc = undefinedFunction(literals[code[pc + 1]]);
              code = area.words;
              literals = area.literals;
              if (pc < 0) pc = unwind(m);
              break;
            }
            case I.LAZY: {
              const at = pc;
              pc = translate(code[pc + 1]);
              code = area.words;
              literals = area.literals;
              code[at] = I.JUMP;
              code[at + 1] = pc;
              continue;
            }
            case I.NORMAL_EXIT:
              m.sp = sp;
              park(m, pc, 1);
              m.reductions = reductions;
              return STATUS.EXIT;

            case I.FAILED:
              m.reductions = reductions;
              return STATUS.FAIL;

            // ---- moves and construction
            case I.MOVE:
              put(code[pc + 2], x, stack, sp, get(code[pc + 1], x, stack, sp, literals));
              pc += 3;
              continue;
            case I.MOVE2:
              put(code[pc + 2], x, stack, sp, get(code[pc + 1], x, stack, sp, literals));
              put(code[pc + 4], x, stack, sp, get(code[pc + 3], x, stack, sp, literals));
              pc += 5;
              continue;
            case I.SWAP: {
              const a = get(code[pc + 1], x, stack, sp, literals);
              const b = get(code[pc + 2], x, stack, sp, literals);
              put(code[pc + 1], x, stack, sp, b);
              put(code[pc + 2], x, stack, sp, a);
              pc += 3;
              continue;
            }
            case I.INIT_YREGS: {
              const end = pc + 2 + code[pc + 1];
              for (let i = pc + 2; i < end; i++) stack[sp + (code[i] >>> 2)] = NIL;
              pc = end;
              continue;
            }
            case I.GET_LIST: {
              const c = get(code[pc + 1], x, stack, sp, literals) as Cons;
              put(code[pc + 2], x, stack, sp, c.hd);
              put(code[pc + 3], x, stack, sp, c.tl);
              pc += 4;
              continue;
            }
            case I.GET_HD:
              put(
                code[pc + 2],
                x,
                stack,
                sp,
                (get(code[pc + 1], x, stack, sp, literals) as Cons).hd,
              );
              pc += 3;
              continue;
            case I.GET_TL:
              put(
                code[pc + 2],
                x,
                stack,
                sp,
                (get(code[pc + 1], x, stack, sp, literals) as Cons).tl,
              );
              pc += 3;
              continue;
            case I.PUT_LIST:
              put(
                code[pc + 3],
                x,
                stack,
                sp,
                new Cons(
                  get(code[pc + 1], x, stack, sp, literals),
                  get(code[pc + 2], x, stack, sp, literals),
                ),
              );
              pc += 4;
              continue;
            case I.GET_TUPLE_ELEMENT: {
              const t = get(code[pc + 1], x, stack, sp, literals);
              put(code[pc + 3], x, stack, sp, tupleElement(t, code[pc + 2]));
              pc += 4;
              continue;
            }
            case I.SET_TUPLE_ELEMENT: {
              // Emitted only for a tuple that setelement/3 has just made and that nobody else has seen.
              const t = get(code[pc + 2], x, stack, sp, literals);
              put(
                code[pc + 2],
                x,
                stack,
                sp,
                setTupleElement(t, code[pc + 3], get(code[pc + 1], x, stack, sp, literals)),
              );
              pc += 4;
              continue;
            }
            case I.PUT_TUPLE: {
              const n = code[pc + 2];
              if (n === 2) {
                const t = new Tuple2(
                  get(code[pc + 3], x, stack, sp, literals),
                  get(code[pc + 4], x, stack, sp, literals),
                );
                put(code[pc + 1], x, stack, sp, t);
                pc += 5;
                continue;
              }
              if (n === 3) {
                const t = new Tuple3(
                  get(code[pc + 3], x, stack, sp, literals),
                  get(code[pc + 4], x, stack, sp, literals),
                  get(code[pc + 5], x, stack, sp, literals),
                );
                put(code[pc + 1], x, stack, sp, t);
                pc += 6;
                continue;
              }
              const elements: MutArray<Term> = newArray(NIL, n);
              for (let i = 0; i < n; i++)
                elements[i] = get(code[pc + 3 + i], x, stack, sp, literals);
              put(code[pc + 1], x, stack, sp, tupleFromArray(elements));
              pc += 3 + n;
              continue;
            }
            case I.UPDATE_RECORD: {
              const t = get(code[pc + 1], x, stack, sp, literals);
              const elements = tupleElements(t);
              const n = code[pc + 3];
              for (let i = 0; i < n; i++) {
                elements[code[pc + 4 + i * 2] - 1] = get(
                  code[pc + 5 + i * 2],
                  x,
                  stack,
                  sp,
                  literals,
                );
              }
              put(code[pc + 2], x, stack, sp, tupleFromArray(elements));
              pc += 4 + n * 2;
              continue;
            }
            case I.MAKE_FUN: {
              const n = code[pc + 3];
              const free: MutArray<Term> = newArray(NIL, n);
              for (let i = 0; i < n; i++) free[i] = get(code[pc + 4 + i], x, stack, sp, literals);
              put(
                code[pc + 2],
                x,
                stack,
                sp,
                new Fun(TAG.FUN, literals[code[pc + 1]] as FunEntry, free, m.self),
              );
              pc += 4 + n;
              continue;
            }

            case I.SELF:
              put(code[pc + 1], x, stack, sp, m.self);
              pc += 2;
              continue;

            // ---- tests
            case I.IS_INTEGER:
              pc = isInteger(get(code[pc + 2], x, stack, sp, literals)) ? pc + 3 : code[pc + 1];
              continue;
            case I.IS_FLOAT:
              pc =
                get(code[pc + 2], x, stack, sp, literals) instanceof Float ? pc + 3 : code[pc + 1];
              continue;
            case I.IS_NUMBER:
              pc = isNumber(get(code[pc + 2], x, stack, sp, literals)) ? pc + 3 : code[pc + 1];
              continue;
            case I.IS_ATOM:
              pc =
                get(code[pc + 2], x, stack, sp, literals) instanceof Atom ? pc + 3 : code[pc + 1];
              continue;
            case I.IS_PID:
              pc = get(code[pc + 2], x, stack, sp, literals) instanceof Pid ? pc + 3 : code[pc + 1];
              continue;
            case I.IS_REFERENCE:
              pc =
                get(code[pc + 2], x, stack, sp, literals) instanceof Reference
                  ? pc + 3
                  : code[pc + 1];
              continue;
            case I.IS_PORT:
              pc =
                get(code[pc + 2], x, stack, sp, literals) instanceof Port ? pc + 3 : code[pc + 1];
              continue;
            case I.IS_NIL:
              pc = get(code[pc + 2], x, stack, sp, literals) === NIL ? pc + 3 : code[pc + 1];
              continue;
            case I.IS_BINARY: {
              const t = get(code[pc + 2], x, stack, sp, literals);
              pc = t instanceof Bitstring && (t.size & 7) === 0 ? pc + 3 : code[pc + 1];
              continue;
            }
            case I.IS_BITSTR:
              pc =
                get(code[pc + 2], x, stack, sp, literals) instanceof Bitstring
                  ? pc + 3
                  : code[pc + 1];
              continue;
            case I.IS_LIST: {
              const t = get(code[pc + 2], x, stack, sp, literals);
              pc = t instanceof Cons || t === NIL ? pc + 3 : code[pc + 1];
              continue;
            }
            case I.IS_NONEMPTY_LIST:
              pc =
                get(code[pc + 2], x, stack, sp, literals) instanceof Cons ? pc + 3 : code[pc + 1];
              continue;
            case I.IS_TUPLE:
              pc =
                get(code[pc + 2], x, stack, sp, literals) instanceof Tuple ? pc + 3 : code[pc + 1];
              continue;
            case I.TEST_ARITY:
              pc = isTupleOf(get(code[pc + 2], x, stack, sp, literals), code[pc + 3])
                ? pc + 4
                : code[pc + 1];
              continue;
            case I.IS_BOOLEAN:
              pc = isBoolean(get(code[pc + 2], x, stack, sp, literals)) ? pc + 3 : code[pc + 1];
              continue;
            case I.IS_FUNCTION: {
              const t = get(code[pc + 2], x, stack, sp, literals);
              pc = t instanceof Fun || t instanceof ExternalFun ? pc + 3 : code[pc + 1];
              continue;
            }
            case I.IS_FUNCTION2: {
              const t = get(code[pc + 2], x, stack, sp, literals);
              const a = get(code[pc + 3], x, stack, sp, literals);
              let arity = -1;
              if (t instanceof Fun) arity = t.entry.arity;
              else if (t instanceof ExternalFun) arity = t.target.arity;
              pc = arity >= 0 && isSmall(a) && smallValue(a) === arity ? pc + 4 : code[pc + 1];
              continue;
            }
            case I.IS_MAP:
              pc = isMap(get(code[pc + 2], x, stack, sp, literals)) ? pc + 3 : code[pc + 1];
              continue;
            case I.IS_TAGGED_TUPLE: {
              const t = get(code[pc + 2], x, stack, sp, literals);
              pc =
                isTupleOf(t, code[pc + 3]) &&
                tupleElement(t, 0) === get(code[pc + 4], x, stack, sp, literals)
                  ? pc + 5
                  : code[pc + 1];
              continue;
            }
            case I.IS_LT: {
              const a = get(code[pc + 2], x, stack, sp, literals);
              const b = get(code[pc + 3], x, stack, sp, literals);
              pc = less(a, b) ? pc + 4 : code[pc + 1];
              continue;
            }
            case I.IS_GE: {
              const a = get(code[pc + 2], x, stack, sp, literals);
              const b = get(code[pc + 3], x, stack, sp, literals);
              pc = less(a, b) ? code[pc + 1] : pc + 4;
              continue;
            }
            case I.IS_EQ: {
              const a = get(code[pc + 2], x, stack, sp, literals);
              const b = get(code[pc + 3], x, stack, sp, literals);
              pc = a === b || equalSlow(a, b, false) ? pc + 4 : code[pc + 1];
              continue;
            }
            case I.IS_NE: {
              const a = get(code[pc + 2], x, stack, sp, literals);
              const b = get(code[pc + 3], x, stack, sp, literals);
              pc = a === b || equalSlow(a, b, false) ? code[pc + 1] : pc + 4;
              continue;
            }
            case I.IS_EQ_EXACT: {
              const a = get(code[pc + 2], x, stack, sp, literals);
              const b = get(code[pc + 3], x, stack, sp, literals);
              pc = a === b || equalSlow(a, b, true) ? pc + 4 : code[pc + 1];
              continue;
            }
            case I.IS_NE_EXACT: {
              const a = get(code[pc + 2], x, stack, sp, literals);
              const b = get(code[pc + 3], x, stack, sp, literals);
              pc = a === b || equalSlow(a, b, true) ? code[pc + 1] : pc + 4;
              continue;
            }
            case I.IS_SAME:
              pc =
                get(code[pc + 2], x, stack, sp, literals) ===
                get(code[pc + 3], x, stack, sp, literals)
                  ? pc + 4
                  : code[pc + 1];
              continue;
            case I.IS_NOT_SAME:
              pc =
                get(code[pc + 2], x, stack, sp, literals) ===
                get(code[pc + 3], x, stack, sp, literals)
                  ? code[pc + 1]
                  : pc + 4;
              continue;
            case I.SELECT_LINEAR: {
              const t = get(code[pc + 1], x, stack, sp, literals);
              const end = pc + 4 + code[pc + 3] * 2;
              let target = code[pc + 2];
              for (let i = pc + 4; i < end; i += 2) {
                if (get(code[i], x, stack, sp, literals) === t) {
                  target = code[i + 1];
                  break;
                }
              }
              pc = target;
              continue;
            }
            case I.SELECT_TABLE: {
              const t = get(code[pc + 1], x, stack, sp, literals);
              if (isSmall(t)) {
                const i = smallValue(t) - code[pc + 3];
                pc = ltU(i, code[pc + 4]) ? code[pc + 5 + i] : code[pc + 2];
              } else pc = code[pc + 2];
              continue;
            }
            case I.SELECT_SORTED: {
              const t = get(code[pc + 1], x, stack, sp, literals);
              let key = 0;
              if (isSmall(t)) key = smallValue(t);
              else if (t instanceof Atom) key = t.index;
              else {
                pc = code[pc + 2];
                continue;
              }
              // Keys are all small integers or all atoms; one of the other kind must not be found by its number.
              if (isSmall(t) !== (code[pc + 4] === 0)) {
                pc = code[pc + 2];
                continue;
              }
              let low = 0;
              let high = code[pc + 3] - 1;
              let target = code[pc + 2];
              while (low <= high) {
                const middle = (low + high) >>> 1;
                const at = pc + 5 + middle * 2;
                const k = code[at];
                if (k === key) {
                  target = code[at + 1];
                  break;
                }
                if (k < key) low = middle + 1;
                else high = middle - 1;
              }
              pc = target;
              continue;
            }
            case I.SELECT_ARITY: {
              const arity = tupleArity(get(code[pc + 1], x, stack, sp, literals));
              const end = pc + 4 + code[pc + 3] * 2;
              let target = code[pc + 2];
              for (let i = pc + 4; i < end; i += 2) {
                if (code[i] === arity) {
                  target = code[i + 1];
                  break;
                }
              }
              pc = target;
              continue;
            }
            case I.SELECT_GENERIC: {
              const t = get(code[pc + 1], x, stack, sp, literals);
              const end = pc + 4 + code[pc + 3] * 2;
              let target = code[pc + 2];
              for (let i = pc + 4; i < end; i += 2) {
                const v = get(code[i], x, stack, sp, literals);
                if (v === t || equalSlow(v, t, true)) {
                  target = code[i + 1];
                  break;
                }
              }
              pc = target;
              continue;
            }

            // ---- arithmetic
            case I.ADD:
            case I.SUB:
            case I.MUL:
            case I.DIVIDE:
            case I.DIV:
            case I.REM:
            case I.BAND:
            case I.BOR:
            case I.BXOR:
            case I.BSL:
            case I.BSR: {
              const a = get(code[pc + 2], x, stack, sp, literals);
              const b = get(code[pc + 3], x, stack, sp, literals);
              let result: Term | null = null;
              switch (code[pc]) {
                case I.ADD:
                  result = add(a, b);
                  break;
                case I.SUB:
                  result = sub(a, b);
                  break;
                case I.MUL:
                  result = mul(a, b);
                  break;
                case I.DIVIDE:
                  result = divide(a, b);
                  break;
                case I.DIV:
                  result = div(a, b);
                  break;
                case I.REM:
                  result = rem(a, b);
                  break;
                case I.BAND:
                  result = band(a, b);
                  break;
                case I.BOR:
                  result = bor(a, b);
                  break;
                case I.BXOR:
                  result = bxor(a, b);
                  break;
                case I.BSL:
                  result = bsl(a, b);
                  break;
                case I.BSR:
                  result = bsr(a, b);
                  break;
              }
              if (result !== null) {
                put(code[pc + 4], x, stack, sp, result);
                pc += 5;
                continue;
              }
              pc = arithmeticNull(m, pc, sp, code[pc], code[pc + 1], a, b);
              break;
            }
            case I.BNOT:
            case I.NEG: {
              const a = get(code[pc + 2], x, stack, sp, literals);
              const result = code[pc] === I.BNOT ? bnot(a) : neg(a);
              if (result !== null) {
                put(code[pc + 3], x, stack, sp, result);
                pc += 4;
                continue;
              }
              pc = arithmeticNull(m, pc, sp, code[pc], code[pc + 1], a, a);
              break;
            }
            case I.BIF0: {
              m.sp = sp;
              m.pc = pc;
              const result = bif0(code[pc + 1]);
              if (result !== null) {
                put(code[pc + 2], x, stack, sp, result);
                pc += 3;
                continue;
              }
              pc = unwind(m);
              break;
            }
            case I.BIF1: {
              m.sp = sp;
              m.pc = pc;
              const result = bif1(code[pc + 2], get(code[pc + 3], x, stack, sp, literals));
              if (result !== null) {
                put(code[pc + 4], x, stack, sp, result);
                pc += 5;
                continue;
              }
              pc = code[pc + 1] !== 0 ? code[pc + 1] : unwind(m);
              break;
            }
            case I.BIF2: {
              m.sp = sp;
              m.pc = pc;
              const result = bif2(
                code[pc + 2],
                get(code[pc + 3], x, stack, sp, literals),
                get(code[pc + 4], x, stack, sp, literals),
              );
              if (result !== null) {
                put(code[pc + 5], x, stack, sp, result);
                pc += 6;
                continue;
              }
              pc = code[pc + 1] !== 0 ? code[pc + 1] : unwind(m);
              break;
            }
            case I.BIF3: {
              m.sp = sp;
              m.pc = pc;
              const result = bif3(
                code[pc + 2],
                get(code[pc + 3], x, stack, sp, literals),
                get(code[pc + 4], x, stack, sp, literals),
                get(code[pc + 5], x, stack, sp, literals),
              );
              if (result !== null) {
                put(code[pc + 6], x, stack, sp, result);
                pc += 7;
                continue;
              }
              pc = code[pc + 1] !== 0 ? code[pc + 1] : unwind(m);
              break;
            }
            case I.NATIVE1: {
              const a = get(code[pc + 4], x, stack, sp, literals);
              let result = native1(code[pc + 2], a);
              if (result === null) {
                if (code[pc + 1] !== 0) {
                  pc = code[pc + 1];
                  continue;
                }
                m.sp = sp;
                m.pc = pc;
                result = bif1(code[pc + 3], a);
              }
              if (result !== null) {
                put(code[pc + 5], x, stack, sp, result);
                pc += 6;
                continue;
              }
              pc = unwind(m);
              break;
            }
            case I.NATIVE2: {
              const a = get(code[pc + 4], x, stack, sp, literals);
              const b = get(code[pc + 5], x, stack, sp, literals);
              let result = native2(code[pc + 2], a, b);
              if (result === null) {
                if (code[pc + 1] !== 0) {
                  pc = code[pc + 1];
                  continue;
                }
                m.sp = sp;
                m.pc = pc;
                result = bif2(code[pc + 3], a, b);
              }
              if (result !== null) {
                put(code[pc + 6], x, stack, sp, result);
                pc += 7;
                continue;
              }
              pc = unwind(m);
              break;
            }
            case I.NATIVE3: {
              const a = get(code[pc + 4], x, stack, sp, literals);
              const b = get(code[pc + 5], x, stack, sp, literals);
              const c = get(code[pc + 6], x, stack, sp, literals);
              let result = native3(code[pc + 2], a, b, c);
              if (result === null) {
                if (code[pc + 1] !== 0) {
                  pc = code[pc + 1];
                  continue;
                }
                m.sp = sp;
                m.pc = pc;
                result = bif3(code[pc + 3], a, b, c);
              }
              if (result !== null) {
                put(code[pc + 7], x, stack, sp, result);
                pc += 8;
                continue;
              }
              pc = unwind(m);
              break;
            }

            // ---- floats
            case I.FMOVE_IN:
              f[code[pc + 2]] = (get(code[pc + 1], x, stack, sp, literals) as Float).value;
              pc += 3;
              continue;
            case I.FMOVE_OUT:
              put(code[pc + 2], x, stack, sp, new Float(f[code[pc + 1]]));
              pc += 3;
              continue;
            case I.FCONV: {
              const t = get(code[pc + 1], x, stack, sp, literals);
              if (t instanceof Float) f[code[pc + 2]] = t.value;
              else if (isWord(t)) f[code[pc + 2]] = f64(wordValue(t));
              else {
                const sum = add(t, new Float(0.0));
                if (sum === null) {
                  m.sp = sp;
                  raise(m, pc, REASON.BADARITH, NIL);
                  pc = unwind(m);
                  break;
                }
                f[code[pc + 2]] = (sum as Float).value;
              }
              pc += 3;
              continue;
            }
            case I.FADD:
            case I.FSUB:
            case I.FMUL:
            case I.FDIV: {
              const a = f[code[pc + 1]];
              const b = f[code[pc + 2]];
              let r = 0.0 as f64;
              switch (code[pc]) {
                case I.FADD:
                  r = a + b;
                  break;
                case I.FSUB:
                  r = a - b;
                  break;
                case I.FMUL:
                  r = a * b;
                  break;
                case I.FDIV:
                  r = a / b;
                  break;
              }
              if (r - r !== 0.0) {
                m.sp = sp;
                raise(m, pc, REASON.BADARITH, NIL);
                pc = unwind(m);
                break;
              }
              f[code[pc + 3]] = r;
              pc += 4;
              continue;
            }
            case I.FNEGATE:
              f[code[pc + 2]] = -f[code[pc + 1]];
              pc += 3;
              continue;

            // ---- exceptions
            case I.TRY: {
              const tag = new CatchTag(TAG.CATCH, code[pc + 2], stack.length - sp, m.catches, 0);
              m.catches = tag;
              stack[sp + (code[pc + 1] >>> 2)] = tag;
              pc += 3;
              continue;
            }
            case I.TRY_END: {
              const y = sp + (code[pc + 1] >>> 2);
              m.catches = (stack[y] as CatchTag).outer;
              stack[y] = NIL;
              pc += 2;
              continue;
            }
            case I.TRY_CASE: {
              const y = sp + (code[pc + 1] >>> 2);
              m.catches = (stack[y] as CatchTag).outer;
              stack[y] = NIL;
              x[0] = x[1];
              x[1] = x[2];
              x[2] = x[3];
              pc += 2;
              continue;
            }
            case I.CATCH_END: {
              const y = sp + (code[pc + 1] >>> 2);
              m.catches = (stack[y] as CatchTag).outer;
              stack[y] = NIL;
              m.sp = sp;
              catchEnd(m);
              pc += 2;
              continue;
            }
            case I.TRY_CASE_END:
              m.sp = sp;
              raise(m, pc, REASON.TRY_CLAUSE, get(code[pc + 1], x, stack, sp, literals));
              pc = unwind(m);
              break;
            case I.BADMATCH:
              m.sp = sp;
              raise(m, pc, REASON.BADMATCH, get(code[pc + 1], x, stack, sp, literals));
              pc = unwind(m);
              break;
            case I.CASE_END:
              m.sp = sp;
              raise(m, pc, REASON.CASE_CLAUSE, get(code[pc + 1], x, stack, sp, literals));
              pc = unwind(m);
              break;
            case I.IF_END:
              m.sp = sp;
              raise(m, pc, REASON.IF_CLAUSE, NIL);
              pc = unwind(m);
              break;
            case I.BADRECORD:
              m.sp = sp;
              raise(m, pc, REASON.BADRECORD, get(code[pc + 1], x, stack, sp, literals));
              pc = unwind(m);
              break;
            case I.RAISE:
              m.sp = sp;
              raiseAgain(
                m,
                get(code[pc + 1], x, stack, sp, literals),
                get(code[pc + 2], x, stack, sp, literals),
              );
              pc = unwind(m);
              break;
            case I.RAW_RAISE:
              m.sp = sp;
              if (rawRaise(m, x)) {
                pc = unwind(m);
                break;
              }
              pc += 1;
              continue;
            case I.BUILD_STACKTRACE:
              m.sp = sp;
              x[0] = buildStacktrace(m, x[0]);
              pc += 1;
              continue;

            // ---- messages
            case I.SEND: {
              m.sp = sp;
              m.pc = pc;
              m.reductions = reductions;
              const result = sendTo(m, x[0], x[1]);
              reductions = m.reductions - 1;
              if (result !== null) {
                x[0] = result;
                pc += 1;
                continue;
              }
              if (m.request === REQUEST.RETRY) {
                park(m, pc, 2);
                m.reductions = reductions;
                return STATUS.SUSPENDED;
              }
              pc = unwind(m);
              break;
            }
            case I.LOOP_REC: {
              m.reductions = reductions;
              const message = mailboxPeek(m.mailbox);
              if (message === null) {
                pc = code[pc + 1];
                continue;
              }
              put(code[pc + 2], x, stack, sp, message);
              pc += 3;
              continue;
            }
            case I.LOOP_REC_END:
              mailboxSkip(m.mailbox);
              pc = code[pc + 1];
              reductions--;
              if (reductions > 0) continue;
              m.sp = sp;
              park(m, pc, 0);
              m.reductions = reductions;
              return STATUS.YIELD;
            case I.REMOVE_MESSAGE:
              takeMessage(m);
              pc += 1;
              continue;
            case I.WAIT:
              pc = code[pc + 1];
              m.mailbox.waits = 1;
              m.sp = sp;
              park(m, pc, 0);
              m.reductions = reductions;
              return STATUS.WAIT;
            case I.WAIT_TIMEOUT: {
              const box = m.mailbox;
              const how = waitFor(box, get(code[pc + 2], x, stack, sp, literals));
              if (how === WAITING.NOW) {
                pc += 3;
                continue;
              }
              m.sp = sp;
              if (how === WAITING.BAD_TIMEOUT) {
                raise(m, pc, REASON.TIMEOUT_VALUE, NIL);
                pc = unwind(m);
                break;
              }
              // Message or timer: it goes on at the loop, and comes back here if there is nothing for it.
              park(m, code[pc + 1], 0);
              m.reductions = reductions;
              box.waits = 1;
              return box.timed === TIMED.ASKED ? STATUS.WAIT_TIMED : STATUS.WAIT;
            }
            case I.TIMEOUT:
              timedOut(m);
              pc += 1;
              continue;
            case I.RECV_MARKER_RESERVE:
            case I.RECV_MARKER_BIND:
            case I.RECV_MARKER_CLEAR:
            case I.RECV_MARKER_USE:
              m.sp = sp;
              pc = receiveMarker(m, pc);
              continue;

            // ---- maps
            case I.PUT_MAP:
              m.sp = sp;
              pc = putMap(m, pc);
              if (pc < 0) pc = unwind(m);
              break;
            case I.HAS_MAP_FIELDS:
              m.sp = sp;
              pc = hasMapFields(m, pc);
              continue;
            case I.GET_MAP_ELEMENTS:
              m.sp = sp;
              pc = getMapElements(m, pc);
              continue;

            // Constructions use up reductions by their size.
            case I.BS_CREATE_BIN:
            case I.BS_INIT:
            case I.BS_APPEND:
              m.sp = sp;
              m.reductions = reductions;
              pc = bitSyntax(m, pc);
              reductions = m.reductions;
              if (pc < 0) pc = unwind(m);
              break;

            // ---- native records, bit syntax: everything numbered from here on
            default:
              m.sp = sp;
              pc = code[pc] >= I.IS_ANY_NATIVE_RECORD ? nativeRecord(m, pc) : bitSyntax(m, pc);
              if (pc < 0) pc = unwind(m);
              break;
          }
          // An exception may have been raised: go on at its handler, or leave.
          if (pc < 0) {
            m.reductions = reductions;
            return STATUS.FAIL;
          }
          sp = m.sp;
          stack = m.stack;
          continue;
        }
        // A return, to the interpreter or to compiled code.
        pc = returned.pc;
        native = returned.native;
        if (native === 0) {
          const returns = returned.countdown - 1;
          returned.countdown = returns;
          if (returns === 0) hotReturn(pc);
          continue;
        }
      }
      // Compiled code: a function, or what comes behind a call.
      m.sp = sp;
      m.reductions = reductions;
      area.inCompiled = 1;
      const result =
        code[pc] === I.ENTER
          ? enterCode(m, native, code[pc - 1])
          : callCode(native, m, area.depthLimit);
      area.inCompiled = 0;
      reductions = m.reductions;
      code = area.words;
      literals = area.literals;
      if (result !== null) {
        x[0] = result;
        sp = m.sp;
        stack = m.stack;
        pc = RETURN_PC;
        continue;
      }
      takeFrames(m);
      switch (m.request) {
        case REQUEST.EXCEPTION:
          completeTrace(m, m.excTrace);
          pc = unwind(m);
          if (pc < 0) {
            m.reductions = reductions;
            return STATUS.FAIL;
          }
          break;
        case REQUEST.LEAVE:
          park(m, m.pc, 0);
          return STATUS.SUSPENDED;
        default:
          pc = m.pc;
          break;
      }
      sp = m.sp;
      stack = m.stack;
      if (m.request !== REQUEST.CALL) continue;
    }
    // A function was entered: it is counted, and its caller may have to make way for others.
    const calls = code[pc - 2] - 1;
    code[pc - 2] = calls;
    if (calls === 0) {
      m.sp = sp;
      hotFunction(pc);
      code = area.words;
      literals = area.literals;
    }
    reductions--;
    if (reductions > 0) continue;
    m.sp = sp;
    m.reductions = reductions;
    park(m, pc, code[pc - 1]);
    return STATUS.YIELD;
  }
}
