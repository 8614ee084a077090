// Raising, re-raising and putting exceptions into words.

import { TAG } from '../../gc/tags.ts';
import { contextTail } from '../../gc/wasm/bitstrings.wasm.ts';
import { ATOM_ERROR, ATOM_EXIT, ATOM_THROW } from '../../gc/wasm/constants.wasm.ts';
import { Atom, Cons, MatchContext, NIL, Tuple2, Tuple4 } from '../../gc/wasm/types.wasm.ts';
import { REASON, REQUEST } from '../ops.ts';
import {
  collectTrace,
  completeTrace,
  finishedTrace,
  Machine,
  NO_VALUE,
  RawTrace,
} from './machine.wasm.ts';

/** The stacktrace that a raw trace stands for, a list of {M,F,A,Info}. */
declare function symbolize(trace: Term): Term;
/** `{'EXIT', {Reason, Stacktrace}}` or `{'EXIT', Reason}`. */
export declare function exitTuple(reason: Term): Term;

/** The trace entry of a failing bs_create_bin at `pc`; see SEGMENT_ERROR, and BS_CREATE_BIN for `segment`. */
declare function constructionEntries(pc: i32, segment: i32, error: i32, value: Term): Term;

/** The atoms of REASON, by code. */
let reasons: MutArray<Term> = newArray(NIL, 0);

/** @js */
export function setReasons(atoms: MutArray<Term>): void {
  reasons = atoms;
}

/** The reason of an exception that an instruction raises: REASON code and the term it is about. */
function makeReason(code: i32, value: Term): Term {
  switch (code) {
    case REASON.BADMATCH:
    case REASON.CASE_CLAUSE:
    case REASON.TRY_CLAUSE:
    case REASON.BADMAP:
    case REASON.BADKEY:
    case REASON.BADFUN:
    case REASON.BADARITY:
    case REASON.BADRECORD:
    case REASON.BADFIELD:
    case REASON.NOVALUE:
      return new Tuple2(reasons[code], value);
  }
  return reasons[code];
}

/** Puts `error:Reason` into the machine, with the trace of the instruction at `pc`. */
export function raise(m: Machine, pc: i32, code: i32, value: Term): void {
  m.excClass = ATOM_ERROR;
  m.excValue = makeReason(code, value);
  m.excTrace = collectTrace(m, pc, ATOM_ERROR, NIL);
}

/** The same where no clause of the function at `pc` takes these arguments. */
export function raiseClause(m: Machine, pc: i32, args: Term): void {
  raise(m, pc, REASON.FUNCTION_CLAUSE, NIL);
  (m.excTrace as RawTrace).args = withoutContexts(args);
}

/** Arguments of a function as the program may see them: match contexts that it was called with are what is left to match. */
function withoutContexts(args: Term): Term {
  if (!(args instanceof Cons)) return NIL;
  const first = args.hd;
  return new Cons(
    first instanceof MatchContext ? contextTail(first) : first,
    withoutContexts(args.tl),
  );
}

/** The same for a construction that failed: its trace entry says which segment, and why. */
export function raiseConstruction(
  m: Machine,
  pc: i32,
  code: i32,
  segment: i32,
  error: i32,
  value: Term,
): void {
  m.excClass = ATOM_ERROR;
  m.excValue = makeReason(code, NIL);
  m.excTrace = collectTrace(m, -1, ATOM_ERROR, constructionEntries(pc, segment, error, value));
}

/** The stacktrace term of what a handler finds in its trace register. */
export function buildStacktrace(m: Machine, trace: Term): Term {
  if (!(trace instanceof RawTrace)) return trace;
  completeTrace(m, trace);
  return symbolize(trace);
}

/** `raise`: the exception that a handler did not take goes on with its trace; the class is in the raw trace's keeping. */
export function raiseAgain(m: Machine, trace: Term, value: Term): void {
  m.excClass = trace instanceof RawTrace ? trace.excClass : ATOM_ERROR;
  m.excValue = value;
  m.excTrace = trace;
  if (m.area.inCompiled === 0) completeTrace(m, trace);
}

/** `raw_raise`: class, value, trace in x; false where the class is none, and x[0] is then badarg. The trace may be another class's. */
export function rawRaise(m: Machine, x: MutArray<Term>): boolean {
  const c = x[0];
  if (c !== ATOM_ERROR && c !== ATOM_EXIT && c !== ATOM_THROW) {
    x[0] = makeReason(REASON.BADARG, NIL);
    return false;
  }
  m.excClass = c;
  m.excValue = x[1];
  const trace = x[2];
  m.excTrace =
    trace instanceof RawTrace && trace.excClass !== c
      ? new RawTrace(
          TAG.RAW_TRACE,
          trace.addresses,
          trace.count,
          trace.previous,
          trace.isComplete,
          c,
          trace.entries,
          trace.args,
        )
      : trace;
  if (m.area.inCompiled === 0) completeTrace(m, m.excTrace);
  return true;
}

/** `catch_end`: x[0] becomes the value of the `catch` expression. */
export function catchEnd(m: Machine): void {
  const x = m.area.x;
  if (x[0] !== NO_VALUE) return;
  const value = x[2];
  if (x[1] === ATOM_THROW) x[0] = value;
  else if (x[1] === ATOM_EXIT) x[0] = exitTuple(value);
  else x[0] = exitTuple(new Tuple2(value, buildStacktrace(m, x[3])));
}

/**
 * erlang:raise/3 with a stacktrace as handlers get them. False, and nothing has happened, where it is something else: longer than traces
 * are here, with entries in a short form, or none at all.
 */
export function raiseGiven(m: Machine, excClass: Term, reason: Term, stacktrace: Term): boolean {
  if (excClass !== ATOM_ERROR && excClass !== ATOM_EXIT && excClass !== ATOM_THROW) return false;
  let room = m.area.traceDepth;
  let rest = stacktrace;
  while (rest instanceof Cons) {
    const entry = rest.hd;
    if (room === 0 || !(entry instanceof Tuple4)) return false;
    if (!(entry.e0 instanceof Atom) || !(entry.e1 instanceof Atom)) return false;
    if (entry.e3 !== NIL && !(entry.e3 instanceof Cons)) return false;
    room--;
    rest = rest.tl;
  }
  if (rest !== NIL) return false;
  m.excClass = excClass;
  m.excValue = reason;
  m.excTrace = finishedTrace(excClass, stacktrace);
  m.request = REQUEST.EXCEPTION;
  return true;
}
