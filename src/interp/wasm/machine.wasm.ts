// The state of a process as the interpreter sees it: registers, stack, exception.
//
// The stack grows down. A frame is its Y registers, y0 lowest, with the return address above them; `sp` points at y0, or
// at the return address where there is no frame. There is always room for one more return address.

import { TAG } from '../../gc/tags.ts';
import {
  Atom,
  Boxed,
  CatchTag,
  Export,
  Mailbox,
  NIL,
  Pid,
  Return,
} from '../../gc/wasm/types.wasm.ts';
import { OPERAND } from '../ops.ts';

/** All code of a runtime, and the registers that only the running process uses. */
export class CodeArea {
  constructor(
    public words: MutArray<i32>,
    public literals: MutArray<Term>,
    readonly x: MutArray<Term>,
    readonly f: MutArray<f64>,
    /** The binary that BS_PUT is filling, and where the next segment goes. */
    public building: Bytes,
    public position: i32,
    /** How many return addresses a trace collects at most. */
    public traceDepth: i32,
    /** Whether compiled code runs: some frames are then on the stack of the host. */
    public inCompiled: i32,
    /** How many bytes of that compiled code may use. */
    public depthLimit: i32,
    /** Frames that are on their way from there to the machine's stack, innermost first, and how many words they are. */
    public spill: MutArray<Term>,
    public spilled: i32,
    /** Exports that were asked for by name lately. */
    readonly exports: MutArray<Export | null>,
  ) {}
}

export class Machine {
  constructor(
    readonly area: CodeArea,
    public stack: MutArray<Term>,
    public sp: i32,
    /** Where to go on. */
    public pc: i32,
    /** Reductions left in this time slice. */
    public reductions: i32,
    /** X registers of a process that is not running. */
    public saved: MutArray<Term>,
    /** The innermost active catch or try. */
    public catches: CatchTag | null,
    /** What the built-in that returned null wants: see REQUEST. */
    public request: i32,
    public excClass: Term,
    public excValue: Term,
    public excTrace: Term,
    /** The process's pid. */
    readonly self: Term,
    readonly mailbox: Mailbox,
  ) {}
}

/** Where an exception was raised, to be put into words when somebody asks. */
export class RawTrace extends Boxed {
  constructor(
    tag: i32,
    /** Code addresses, innermost first: the failing instruction, then return addresses; `count` of them are in use. */
    readonly addresses: MutArray<i32>,
    public count: i32,
    /** The return address that came last, which is not repeated. */
    public previous: i32,
    /** 0 while frames of compiled code may have to be added. */
    public isComplete: i32,
    /** The class of the exception, which `raise` needs again. */
    readonly excClass: Term,
    /** Finished entries that come before those. */
    readonly entries: Term,
    /** The arguments that no clause of the innermost function took; null where it is not about that. */
    public args: Term | null,
  ) {
    super(tag);
  }
}

/** In x[0] at a handler: an exception arrived, its class, value and trace in x[1] to x[3]. @jit */
export const NO_VALUE: Boxed = new Boxed(TAG.NO_VALUE);
/** What X registers and parked processes hold when they hold nothing. */
const NOTHING: MutArray<Term> = newArray(NIL, 0);

/** A power of two. */
const KNOWN_EXPORTS = 1024;

/** The export that `apply` calls, M and F given; null where they are not atoms. */
declare function findExport(module: Term, name: Term, arity: i32): Term | null;

/** The same, mostly without JavaScript: exports are never given up. */
export function exportNamed(area: CodeArea, module: Term, name: Term, arity: i32): Export | null {
  if (!(module instanceof Atom) || !(name instanceof Atom)) return null;
  const exports = area.exports;
  const at = (module.index * 31 + name.index * 7 + arity) & (KNOWN_EXPORTS - 1);
  const known = exports[at];
  if (known !== null && known.module === module && known.name === name && known.arity === arity) {
    return known;
  }
  const found = findExport(module, name, arity) as Export;
  exports[at] = found;
  return found;
}

/** Where FAILED stands in every code area. */
const FAIL_PC = 14;

/** @js */
export function newCodeArea(words: i32): CodeArea {
  return new CodeArea(
    newArrayDefault<MutArray<i32>>(words),
    newArray(NIL, 1024),
    newArray(NIL, 1025),
    newArrayDefault<MutArray<f64>>(1025),
    newArrayDefault<Bytes>(0),
    0,
    8,
    0,
    0,
    newArray(NIL, 256),
    0,
    newArrayDefault<MutArray<Export | null>>(KNOWN_EXPORTS),
  );
}

/** Makes room for at least so many words and literals. @js */
export function codeAreaReserve(area: CodeArea, words: i32, literals: i32): void {
  if (words > area.words.length) {
    const old = area.words;
    const bigger: MutArray<i32> = newArrayDefault<MutArray<i32>>(words + (words >> 1));
    arrayCopy(bigger, 0, old, 0, old.length);
    area.words = bigger;
  }
  if (literals > area.literals.length) {
    const old = area.literals;
    const bigger: MutArray<Term> = newArray(NIL, literals + (literals >> 1));
    arrayCopy(bigger, 0, old, 0, old.length);
    area.literals = bigger;
  }
}

/** @js */
export function codeAreaSetWord(area: CodeArea, at: i32, word: i32): void {
  area.words[at] = word;
}
/** @js */
export function codeAreaWord(area: CodeArea, at: i32): i32 {
  return area.words[at];
}
/** @js */
export function codeAreaSetLiteral(area: CodeArea, at: i32, literal: Term): void {
  area.literals[at] = literal;
}
/** @js */
export function codeAreaLiteral(area: CodeArea, at: i32): Term {
  return area.literals[at];
}
/** Copies words from the window (little-endian i32s) to the code area. @js */
export function codeAreaFill(area: CodeArea, at: i32, n: i32): void {
  const words = area.words;
  for (let i = 0; i < n; i++) words[at + i] = load32(i << 2);
}
/** X register `i` of the running process. @js */
export function xRegister(area: CodeArea, i: i32): Term {
  return area.x[i];
}
/** @js */
export function setXRegister(area: CodeArea, i: i32, t: Term): void {
  area.x[i] = t;
}
/** @js */
export function newReturn(pc: i32, countdown: i32): Term {
  return new Return(TAG.RETURN, pc, 0, countdown);
}

/** Returns to an address run compiled code. @js */
export function setReturnNative(t: Term, native: i32): void {
  (t as Return).native = native;
}

/** Has so many returns to an address be counted. @js */
export function countReturns(t: Term, countdown: i32): void {
  (t as Return).countdown = countdown;
}

/** Words of a stack at first: many processes wait in a frame or two. */
const FIRST_STACK = 4;

/** A stack with nothing but the return address at its bottom. */
function newStack(bottom: Term): MutArray<Term> {
  const stack: MutArray<Term> = newArray(NIL, FIRST_STACK);
  stack[FIRST_STACK - 1] = bottom;
  return stack;
}

/** A machine that will run at `pc` and end at `bottom`, a return address. @js */
export function newMachine(area: CodeArea, bottom: Term, self: Term, mailbox: Mailbox): Machine {
  mailbox.open = 1;
  (self as Pid).mailbox = mailbox;
  return new Machine(
    area,
    newStack(bottom),
    FIRST_STACK - 1,
    0,
    0,
    NOTHING,
    null,
    0,
    NIL,
    NIL,
    NIL,
    self,
    mailbox,
  );
}

/** No messages arrive any more: the process has ended. @js */
export function machineDiscard(m: Machine): void {
  (m.self as Pid).mailbox = null;
  m.mailbox.open = 0;
}

/** Empties the stack: what remains is the return address at the bottom. @js */
export function machineReset(m: Machine): void {
  m.stack = newStack(m.stack[m.stack.length - 1]);
  m.sp = FIRST_STACK - 1;
  m.catches = null;
  m.saved = NOTHING;
}

/** Goes on at `pc` with `args` in the X registers when it runs next. @js */
export function machineEnter(m: Machine, pc: i32, args: MutArray<Term>): void {
  m.pc = pc;
  m.saved = args;
}
/** Sets where a built-in's CALL request leads. @js */
export function machineSetPc(m: Machine, pc: i32): void {
  m.pc = pc;
}
/** @js */
export function machinePc(m: Machine): i32 {
  return m.pc;
}
/** @js */
export function machineSetRequest(m: Machine, request: i32): void {
  m.request = request;
}
/** @js */
export function machineReductions(m: Machine): i32 {
  return m.reductions;
}
/** @js */
export function machineSetReductions(m: Machine, n: i32): void {
  m.reductions = n;
}
/** @js */
export function machineSetException(m: Machine, excClass: Term, value: Term, trace: Term): void {
  m.excClass = excClass;
  m.excValue = value;
  m.excTrace = trace;
}
/** @js */
export function machineExceptionClass(m: Machine): Term {
  return m.excClass;
}
/** @js */
export function machineExceptionValue(m: Machine): Term {
  return m.excValue;
}
/** @js */
export function machineExceptionTrace(m: Machine): Term {
  return m.excTrace;
}
/** Words of stack in use. @js */
export function machineStackSize(m: Machine): i32 {
  return m.stack.length - m.sp;
}
/** Stack word `i`, 0 being the top. @js */
export function machineStackWord(m: Machine, i: i32): Term {
  return m.stack[m.sp + i];
}
/** The code address in a return address; -1 for any other word. @js */
export function returnAddress(t: Term): i32 {
  return t instanceof Return ? t.pc : -1;
}
/** The X registers of a process that is not running. @js */
export function machineSaved(m: Machine): MutArray<Term> {
  return m.saved;
}

/** @js */
export function isRawTrace(t: Term): boolean {
  return t instanceof RawTrace;
}
/** @js */
export function rawTraceLength(t: Term): i32 {
  return (t as RawTrace).count;
}
/** @js */
export function rawTraceAddress(t: Term, i: i32): i32 {
  return (t as RawTrace).addresses[i];
}
/** @js */
export function rawTraceEntries(t: Term): Term {
  return (t as RawTrace).entries;
}
/** The arguments that belong into the innermost entry instead of the arity; null where the arity does. @js */
export function rawTraceArguments(t: Term): Term | null {
  return (t as RawTrace).args;
}
/** A trace whose entries are all finished: what erlang:raise/3 was given. @js */
export function finishedTrace(excClass: Term, entries: Term): Term {
  return new RawTrace(
    TAG.RAW_TRACE,
    newArrayDefault<MutArray<i32>>(0),
    0,
    -1,
    1,
    excClass,
    entries,
    null,
  );
}
/** @js */
export function codeAreaSetTraceDepth(area: CodeArea, n: i32): void {
  area.traceDepth = n;
}
/** @js */
export function codeAreaSetDepthLimit(area: CodeArea, bytes: i32): void {
  area.depthLimit = bytes;
}

/** Bytes that a machine occupies, about. @js */
export function machineMemory(m: Machine): i32 {
  return 128 + (m.stack.length + m.saved.length) * 8;
}

/** The pc of an export, for JavaScript's tables. @inline */
export function exportTarget(e: Term): i32 {
  return (e as Export).pc;
}

/** The term that a source word names. @inline */
export function get(
  w: i32,
  x: MutArray<Term>,
  stack: MutArray<Term>,
  sp: i32,
  literals: MutArray<Term>,
): Term {
  if ((w & 3) === OPERAND.X) return x[w >>> 2];
  if ((w & 3) === OPERAND.Y) return stack[sp + (w >>> 2)];
  if ((w & 3) === OPERAND.LITERAL) return literals[w >>> 2];
  return small(w >> 2);
}

/** Stores to the register that a destination word names. @inline */
export function put(w: i32, x: MutArray<Term>, stack: MutArray<Term>, sp: i32, t: Term): void {
  if ((w & 3) === OPERAND.X) x[w >>> 2] = t;
  else stack[sp + (w >>> 2)] = t;
}

/** `get` for instructions outside the loop, when the machine's sp is up to date. */
export function source(m: Machine, w: i32): Term {
  return get(w, m.area.x, m.stack, m.sp, m.area.literals);
}

/** `put` for instructions outside the loop. */
export function store(m: Machine, w: i32, t: Term): void {
  put(w, m.area.x, m.stack, m.sp, t);
}

/** Makes room on the stack for `n` words and one more. */
export function growStack(m: Machine, n: i32): void {
  const old = m.stack;
  const size = old.length * 2 + n + 8;
  const bigger: MutArray<Term> = newArray(NIL, size);
  const used = old.length - m.sp;
  arrayCopy(bigger, size - used, old, m.sp, used);
  m.stack = bigger;
  m.sp = size - used;
}

/**
 * The trace of the current stack, with the instruction at `pc` innermost. Frames of compiled code add themselves while the exception
 * passes them, and completeTrace those that lie below.
 */
export function collectTrace(m: Machine, pc: i32, excClass: Term, entries: Term): Term {
  const area = m.area;
  const addresses: MutArray<i32> = newArrayDefault<MutArray<i32>>(area.traceDepth + 1);
  // -1: the innermost return address shows even where the instruction that failed is the one right behind the call.
  const trace = new RawTrace(TAG.RAW_TRACE, addresses, 0, -1, 0, excClass, entries, null);
  if (pc >= 0) {
    addresses[0] = pc;
    trace.count = 1;
  }
  if (area.inCompiled === 0) completeTrace(m, trace);
  return trace;
}

/** Adds a frame that returns to an address. A recursion that is not a tail call shows once. */
export function addToTrace(trace: Term, pc: i32): void {
  if (!(trace instanceof RawTrace) || trace.isComplete !== 0) return;
  if (pc === trace.previous || trace.count === trace.addresses.length) return;
  trace.previous = pc;
  // The call is the instruction before the return address.
  trace.addresses[trace.count] = pc - 1;
  trace.count = trace.count + 1;
}

/** Adds what is on the machine's stack. */
export function completeTrace(m: Machine, trace: Term): void {
  if (!(trace instanceof RawTrace) || trace.isComplete !== 0) return;
  const stack = m.stack;
  const room = trace.addresses.length;
  for (let i = m.sp; i < stack.length && trace.count < room; i++) {
    const word = stack[i];
    if (word instanceof Return) addToTrace(trace, word.pc);
  }
  trace.isComplete = 1;
}

/** The trace at the instruction `pc` of the running process, preceded by `entries`. @js */
export function machineTrace(m: Machine, pc: i32, excClass: Term, entries: Term): Term {
  return collectTrace(m, pc, excClass, entries);
}

/** Goes to the innermost handler of the exception in the machine: the code address there, or -1 if there is none. */
export function unwind(m: Machine): i32 {
  const tag = m.catches;
  if (tag === null) return -1;
  m.catches = tag.outer;
  m.sp = m.stack.length - tag.depth;
  const x = m.area.x;
  x[0] = NO_VALUE;
  x[1] = m.excClass;
  x[2] = m.excValue;
  x[3] = m.excTrace;
  return tag.pc;
}

/** A parked process goes on at the handler of the exception in its machine, or fails when it runs next. @js */
export function machineEnterHandler(m: Machine): void {
  const pc = unwind(m);
  if (pc >= 0) park(m, pc, 4);
  else park(m, FAIL_PC, 0);
}

/** Keeps `n` X registers for the time when the process runs again at `pc`. */
export function park(m: Machine, pc: i32, n: i32): void {
  m.pc = pc;
  if (n === 0) {
    m.saved = NOTHING;
    return;
  }
  const saved: MutArray<Term> = newArray(NIL, n);
  arrayCopy(saved, 0, m.area.x, 0, n);
  m.saved = saved;
}
