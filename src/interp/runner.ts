// Runs processes in the interpreter: the scheduler's Runner, and the JavaScript ends of what the loop calls.
//
// The loop is one for all runtimes of the realm, so its imports find the process that runs through `current`.

import type { BifTable } from '../bifs/table.ts';
import type { Code, ExportRecord } from '../code/code.ts';
import type { LoadedModule } from '../code/module.ts';
import { arithFailure } from '../gc/bigint.ts';
import { BeamError, type ErrorClass, NotImplemented, TryAgain } from '../gc/errors.ts';
import type { FunIdentity } from '../gc/external.ts';
import { hooks, wasm } from '../gc/instance.ts';
import {
  atom,
  atoms,
  cons,
  emptyMap,
  funArity,
  funHost,
  list,
  listElements,
  makeInteger,
  mapPut,
  NIL,
  tuple,
  tupleElements,
} from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import type { Process } from '../sched/process.ts';
import type { Runner, RunStatus } from '../sched/runner.ts';
import { SEGMENT, SEGMENT_ERROR } from './bits.ts';
import { I, REASON, REQUEST, STATUS, WAITING } from './ops.ts';

const am = atoms(
  'EXIT',
  'badarg',
  'badarith',
  'badarity',
  'badfun',
  'badkey',
  'badmap',
  'badmatch',
  'badrecord',
  'badfield',
  'novalue',
  'binary',
  'case_clause',
  'cause',
  'erl_erts_errors',
  'float',
  'format_bs_fail',
  'function',
  'integer',
  'invalid',
  'no_float',
  'short',
  'size',
  'type',
  'unit',
  'utf16',
  'utf32',
  'utf8',
  'error',
  'error_info',
  'exit',
  'function_clause',
  'if_clause',
  'module',
  'nocatch',
  'system_limit',
  'throw',
  'timeout_value',
  'try_clause',
  'undef',
);

const classAtoms = { error: am.error, exit: am.exit, throw: am.throw } as const;

/** How many entries a stacktrace has, as `erlang:system_flag(backtrace_depth, …)` has it by default. */
const BACKTRACE_DEPTH = 8;

/** What the interpreter asks of the runtime around it. */
export interface InterpreterHost {
  /** Makes an export callable by loading its module; false where that cannot be. */
  autoload(target: ExportRecord): boolean;
  /** Who compiles what is hot. */
  readonly tiers?: {
    hot(pc: number): void;
    hotReturn(pc: number): void;
    translated(module: LoadedModule, index: number): void;
  };
}

let current: Process;
let runner: Interpreter;

export class Interpreter implements Runner {
  readonly code: Code;
  readonly bifs: BifTable;
  readonly host: InterpreterHost;
  /** The system flag: how many entries a stacktrace has. */
  private depth = BACKTRACE_DEPTH;
  private budget = 0;

  constructor(code: Code, bifs: BifTable, host: InterpreterHost) {
    this.code = code;
    this.bifs = bifs;
    this.host = host;
  }

  get backtraceDepth(): number {
    return this.depth;
  }

  set backtraceDepth(depth: number) {
    this.depth = depth;
    wasm.codeAreaSetTraceDepth(this.code.area.handle, this.traceDepth);
  }

  /** How many entries a stacktrace has in fact: where the function failed shows in any case. */
  get traceDepth(): number {
    return Math.max(1, this.depth);
  }

  start(p: Process, module: Term, name: Term, args: Term): void {
    if (p.machine === null)
      p.machine = wasm.newMachine(
        this.code.area.handle,
        this.code.area.bottom,
        p.pid,
        p.mailbox.handle,
      );
    else wasm.machineReset(p.machine as Term);
    const items = listElements(args) as Term[];
    wasm.machineEnter(
      p.machine as Term,
      this.code.export(module, name, items.length).pc,
      termArray(items),
    );
  }

  run(p: Process, reductions: number): RunStatus {
    const machine = p.machine as Term;
    const outerProcess = current;
    const outerRunner = runner;
    current = p;
    runner = this;
    this.budget = reductions;
    let result: number;
    try {
      result = wasm.runFor(machine, reductions);
    } finally {
      current = outerProcess;
      runner = outerRunner;
    }
    const status = result & 7;
    p.reductions += this.budget - (result >> 3);
    this.budget = 0;
    if (status === STATUS.FAIL) this.failed(p);
    return status as RunStatus;
  }

  /** Nobody caught the exception in the machine: says so in the process. */
  private failed(p: Process): void {
    const machine = p.machine as Term;
    const excClass = wasm.machineExceptionClass(machine);
    const value = wasm.machineExceptionValue(machine);
    if (excClass === am.exit) {
      p.exitClass = 'exit';
      p.exitReason = value;
      return;
    }
    const trace = this.traceTerm(wasm.machineExceptionTrace(machine));
    p.exitClass = excClass === am.throw ? 'throw' : 'error';
    p.exitReason = tuple(excClass === am.throw ? tuple(am.nocatch, value) : value, trace);
  }

  traceTerm(trace: Term): Term {
    return wasm.isRawTrace(trace) ? this.code.symbolize(trace, this.traceDepth) : trace;
  }

  /** What the initial function of a process that ended by returning has returned; undefined where it ended otherwise. */
  takeResult(p: Process): Term | undefined {
    const machine = p.machine as Term;
    if (machine === null || wasm.machinePc(machine) !== this.code.area.exitAddress)
      return undefined;
    return wasm.termArrayGet(wasm.machineSaved(machine), 0);
  }

  /** The exception that a process has ended by; undefined where it ended otherwise. */
  exceptionOf(p: Process): { class: ErrorClass; reason: Term; stacktrace: Term } | undefined {
    const machine = p.machine as Term;
    if (machine === null || p.exitClass === null) return undefined;
    const stacktrace = this.traceTerm(wasm.machineExceptionTrace(machine));
    return { class: p.exitClass, reason: wasm.machineExceptionValue(machine), stacktrace };
  }

  resume(p: Process, result: Term): void {
    wasm.machineEnter(p.machine as Term, wasm.machinePc(p.machine as Term), termArray([result]));
  }

  fail(p: Process, error: BeamError): void {
    const machine = p.machine as Term;
    raiseInto(this, machine, error, null, []);
    wasm.machineEnterHandler(machine);
  }

  limit(p: Process, reductions: number): void {
    const surplus = this.left(p) - reductions;
    if (surplus <= 0) return;
    this.budget -= surplus;
    this.bump(p, surplus);
  }

  bump(p: Process, reductions: number): void {
    wasm.machineSetReductions(
      p.machine as Term,
      wasm.machineReductions(p.machine as Term) - reductions,
    );
  }

  /** Reductions until the running process makes way for others. */
  left(p: Process): number {
    return wasm.machineReductions(p.machine as Term);
  }

  spent(p: Process): number {
    return p === current ? this.budget - wasm.machineReductions(p.machine as Term) : 0;
  }

  discard(p: Process): void {
    if (p.machine !== null) wasm.machineDiscard(p.machine as Term);
    p.machine = null;
  }

  currentFunction(p: Process): Term | undefined {
    if (p.machine === null) return undefined;
    const entries = listElements(this.stacktrace(p)) as Term[];
    if (entries.length === 0) return undefined;
    const [m, f, a] = [0, 1, 2].map((i) => wasm.tupleElement(entries[0], i));
    return tuple(m, f, a);
  }

  stacktrace(p: Process): Term {
    const machine = p.machine as Term;
    return this.traceTerm(wasm.machineTrace(machine, wasm.machinePc(machine), am.error, NIL));
  }

  /** Whether a process that does not run has this version of a module on its stack. */
  runsIn(p: Process, loaded: LoadedModule): boolean {
    const machine = p.machine as Term;
    if (machine === null) return false;
    const { area } = this.code;
    if (area.functionAt(wasm.machinePc(machine))?.module === loaded) return true;
    const n = wasm.machineStackSize(machine);
    for (let i = 0; i < n; i++) {
      const address = wasm.returnAddress(wasm.machineStackWord(machine, i));
      if (address >= 0 && area.functionAt(address)?.module === loaded) return true;
    }
    return false;
  }

  /** The address that a process is at; of the running one, that of the built-in's call. */
  position(p: Process): number {
    return wasm.machinePc(p.machine as Term);
  }

  /** The newest word but `above` on a stack. */
  stackWord(p: Process, above: number): Term {
    return wasm.machineStackWord(p.machine as Term, above);
  }

  stackSize(p: Process): number {
    return p.machine === null ? 0 : wasm.machineStackSize(p.machine as Term);
  }
}

function termArray(items: readonly Term[]): Term {
  const array = wasm.newTermArray(items.length);
  for (let i = 0; i < items.length; i++) wasm.termArraySet(array, i, items[i]);
  return array;
}

/** The entry that a failing built-in adds to the stacktrace: its arguments, and who can say more about them. */
function bifEntry(runner: Interpreter, error: BeamError, bif: number, args: Term[]): Term {
  const { module, name } = runner.bifs.bifs[bif];
  const formatter = runner.bifs.errorModule(bif);
  let info = NIL;
  if (formatter !== undefined && error.class === 'error') {
    let map = mapPut(emptyMap(), am.module, formatter);
    if (error.cause !== undefined) map = mapPut(map, am.cause, error.cause);
    info = list([tuple(am.error_info, map)]);
  }
  return tuple(atom(module), atom(name), list(args), info);
}

/** Whether a built-in raises on behalf of its caller, and so has no entry of its own. */
function raisesForCaller(runner: Interpreter, bif: number): boolean {
  const { module, name } = runner.bifs.bifs[bif];
  return module === 'erlang' && (name === 'error' || name === 'nif_error');
}

/** The trace of where a machine is, its innermost entry completed by what erlang:error/2,3 was given. */
function callersTrace(runner: Interpreter, trace: Term, { args, errorInfo }: BeamError): Term {
  const [innermost, ...outer] = listElements(runner.traceTerm(trace)) as Term[];
  if (innermost === undefined) return NIL;
  const [module, name, arity, location] = tupleElements(innermost);
  const more = errorInfo === undefined ? [] : [tuple(am.error_info, errorInfo)];
  const info = list([...(listElements(location) as Term[]), ...more]);
  return list([tuple(module, name, args ?? arity, info), ...outer]);
}

/** Puts an exception into a machine, with the trace of where it is. */
function raiseInto(
  runner: Interpreter,
  machine: Term,
  error: BeamError,
  bif: number | null,
  args: Term[],
): void {
  const excClass = classAtoms[error.class];
  let trace: Term;
  if (error.stacktrace !== undefined) trace = wasm.finishedTrace(excClass, error.stacktrace);
  else {
    const hasEntry = bif !== null && error.class === 'error' && !raisesForCaller(runner, bif);
    const entries = hasEntry ? cons(bifEntry(runner, error, bif, args), NIL) : NIL;
    trace = wasm.machineTrace(machine, wasm.machinePc(machine), excClass, entries);
    if (error.args !== undefined || error.errorInfo !== undefined) {
      trace = wasm.finishedTrace(excClass, callersTrace(runner, trace, error));
    }
  }
  wasm.machineSetException(machine, excClass, error.reason, trace);
  wasm.machineSetRequest(machine, REQUEST.EXCEPTION);
}

// ---- what the loop calls

/** A built-in threw: Erlang exceptions go into the machine, everything else is a bug and goes on. */
function bifFailed(bif: number, thrown: unknown, args: Term[]): null {
  if (thrown instanceof TryAgain) {
    current.pending = { kind: 'retry', start: thrown.start };
    wasm.machineSetRequest(current.machine as Term, REQUEST.RETRY);
    return null;
  }
  if (!(thrown instanceof BeamError)) throw thrown;
  raiseInto(runner, current.machine as Term, thrown, bif, args);
  return null;
}

function setArguments(args: readonly Term[]): void {
  for (let i = 0; i < args.length; i++) runner.code.area.setX(i, args[i]);
}

/** A built-in returned null: it left a request in the process. */
function bifLeft(): null {
  const machine = current.machine as Term;
  const pending = current.pending;
  if (pending?.kind === 'callAddress') {
    current.pending = null;
    setArguments(pending.args);
    wasm.machineSetPc(machine, pending.address);
    wasm.machineSetRequest(machine, REQUEST.CALL);
    return null;
  }
  if (pending?.kind === 'raise') {
    current.pending = null;
    raiseInto(runner, machine, pending.error, null, []);
    return null;
  }
  if (pending?.kind !== 'call' && pending?.kind !== 'callFun') {
    wasm.machineSetRequest(machine, REQUEST.LEAVE);
    return null;
  }
  current.pending = null;
  const { args } = pending;
  setArguments(args);
  if (pending.kind === 'callFun') wasm.enterFunRequest(machine, pending.fun, args.length);
  else
    wasm.machineSetPc(
      machine,
      runner.code.export(atom(pending.module), atom(pending.name), args.length).pc,
    );
  wasm.machineSetRequest(machine, wasm.machinePc(machine) < 0 ? REQUEST.EXCEPTION : REQUEST.CALL);
  return null;
}

hooks.bif0 = (bif) => {
  try {
    return runner.bifs.bodies[bif](current) ?? bifLeft();
  } catch (e) {
    return bifFailed(bif, e, []);
  }
};
hooks.bif1 = (bif, a) => {
  try {
    return runner.bifs.bodies[bif](current, a) ?? bifLeft();
  } catch (e) {
    return bifFailed(bif, e, [a]);
  }
};
hooks.bif2 = (bif, a, b) => {
  try {
    return runner.bifs.bodies[bif](current, a, b) ?? bifLeft();
  } catch (e) {
    return bifFailed(bif, e, [a, b]);
  }
};
hooks.bif3 = (bif, a, b, c) => {
  try {
    return runner.bifs.bodies[bif](current, a, b, c) ?? bifLeft();
  } catch (e) {
    return bifFailed(bif, e, [a, b, c]);
  }
};
hooks.bifMany = (bif, arity) => {
  const args: Term[] = [];
  for (let i = 0; i < arity; i++) args.push(runner.code.area.x(i));
  try {
    return runner.bifs.bodies[bif](current, ...args) ?? bifLeft();
  } catch (e) {
    return bifFailed(bif, e, args);
  }
};

const arithmeticNames: Record<number, string> = {
  [I.ADD]: '+',
  [I.SUB]: '-',
  [I.MUL]: '*',
  [I.DIVIDE]: '/',
  [I.DIV]: 'div',
  [I.REM]: 'rem',
  [I.BAND]: 'band',
  [I.BOR]: 'bor',
  [I.BXOR]: 'bxor',
  [I.BSL]: 'bsl',
  [I.BSR]: 'bsr',
  [I.BNOT]: 'bnot',
  [I.NEG]: '-',
};

hooks.arithmeticFailed = (op, a, b) => {
  const args = op === I.BNOT || op === I.NEG ? [a] : [a, b];
  const reason = arithFailure.systemLimit ? am.system_limit : am.badarith;
  arithFailure.systemLimit = false;
  const number = runner.bifs.number('erlang', arithmeticNames[op], args.length);
  bifFailed(number, new BeamError('error', reason), args);
};

hooks.undefinedFunction = (target) => {
  const record = wasm.exportHost(target) as ExportRecord;
  if (runner.host.autoload(record)) return record.pc;
  const { area } = runner.code;
  const args: Term[] = [];
  for (let i = 0; i < record.arity; i++) args.push(area.x(i));
  const handler = runner.code.errorHandler(current.options?.errorHandler);
  // Without a handler the call fails at once, as on the BEAM.
  if (handler === record || (!handler.isDefined && !runner.host.autoload(handler))) {
    const entry = tuple(record.module, record.name, list(args), NIL);
    const trace = cons(
      entry,
      runner.traceTerm(wasm.machineTrace(current.machine as Term, -1, am.error, NIL)),
    );
    wasm.machineSetException(
      current.machine as Term,
      am.error,
      am.undef,
      wasm.finishedTrace(am.error, trace),
    );
    return -1;
  }
  area.setX(0, record.module);
  area.setX(1, record.name);
  area.setX(2, list(args));
  return handler.pc;
};

hooks.reloadFun = (fun) => {
  const record = runner.code.funRecord(funHost(fun) as FunIdentity);
  return record === undefined ? 0 : record.pc;
};

hooks.undefinedLambda = (fun) => {
  const { code } = runner;
  const { module } = funHost(fun) as FunIdentity;
  if (code.current(module) !== undefined) return -1;
  const args: Term[] = [];
  for (let i = 0; i < funArity(fun); i++) args.push(code.area.x(i));
  code.area.setX(0, module);
  code.area.setX(1, fun);
  code.area.setX(2, list(args));
  return code.lambdaHandler(current.options?.errorHandler).pc;
};

hooks.hotReturn = (pc) => runner.host.tiers?.hotReturn(pc);
hooks.hotFunction = (pc) => runner.host.tiers?.hot(pc);

hooks.translate = (id) => {
  const { module, index, entry } = runner.code.translate(id);
  runner.host.tiers?.translated(module, index);
  return entry;
};

hooks.findExport = (module, name, arity) =>
  runner.code.findExport(module, name, arity)?.handle ?? null;

hooks.recordDefinition = (module, name) =>
  runner.code.current(module)?.recordDefinition(name) ?? null;

hooks.sendMessage = (to, message) => {
  try {
    current.scheduler.send(current, to, message);
    return message;
  } catch (e) {
    return bifFailed(runner.bifs.number('erlang', 'send', 2), e, [to, message]);
  }
};
hooks.messageCame = (host) => {
  const p = host as Process;
  p.scheduler.wakeUp(p);
};
hooks.startReceiveTimer = (timeout) => {
  try {
    if (current.startReceiveTimer(timeout) === 'now') return WAITING.NOW;
    return current.receiveTimer === null ? WAITING.FOREVER : WAITING.WITH_TIMER;
  } catch (e) {
    if (e instanceof BeamError) return WAITING.BAD_TIMEOUT;
    throw e;
  }
};
hooks.endReceiveTimer = () => current.cancelReceiveTimer();

const reasonAtoms: [number, Term][] = [
  [REASON.BADARITH, am.badarith],
  [REASON.BADARG, am.badarg],
  [REASON.BADMATCH, am.badmatch],
  [REASON.CASE_CLAUSE, am.case_clause],
  [REASON.IF_CLAUSE, am.if_clause],
  [REASON.TRY_CLAUSE, am.try_clause],
  [REASON.BADMAP, am.badmap],
  [REASON.BADKEY, am.badkey],
  [REASON.BADFUN, am.badfun],
  [REASON.BADARITY, am.badarity],
  [REASON.BADRECORD, am.badrecord],
  [REASON.FUNCTION_CLAUSE, am.function_clause],
  [REASON.SYSTEM_LIMIT, am.system_limit],
  [REASON.TIMEOUT_VALUE, am.timeout_value],
  [REASON.BADFIELD, am.badfield],
  [REASON.NOVALUE, am.novalue],
];
wasm.setReasons(termArray(reasonAtoms.sort(([a], [b]) => a - b).map(([, reason]) => reason)));

hooks.symbolize = (trace) => runner.traceTerm(trace);

hooks.exitTuple = (reason) => tuple(am.EXIT, reason);

/** Names of SEGMENT and SEGMENT_ERROR in the cause of a failed construction. */
const segmentTypes: Record<number, Term> = {
  [SEGMENT.INTEGER]: am.integer,
  [SEGMENT.FLOAT]: am.float,
  [SEGMENT.UTF8]: am.utf8,
  [SEGMENT.UTF16]: am.utf16,
  [SEGMENT.UTF32]: am.utf32,
};
const segmentErrors: Record<number, Term> = {
  [SEGMENT_ERROR.TYPE]: am.type,
  [SEGMENT_ERROR.SIZE]: am.size,
  [SEGMENT_ERROR.UNIT]: am.unit,
  [SEGMENT_ERROR.SHORT]: am.short,
  [SEGMENT_ERROR.NO_FLOAT]: am.no_float,
  [SEGMENT_ERROR.INVALID]: am.invalid,
  [SEGMENT_ERROR.BINARY]: am.binary,
};

/** The failing function's own entry says what is wrong with which segment. */
hooks.constructionEntries = (pc, segment, error, value) => {
  const located = runner.code.traceEntry(pc);
  if (located === undefined) return NIL;
  const type = segmentTypes[segment & 0xff] ?? am.binary;
  const about = error === SEGMENT_ERROR.BINARY ? am.size : value;
  let map = mapPut(
    emptyMap(),
    am.cause,
    tuple(makeInteger(segment >> 8), type, segmentErrors[error], about),
  );
  map = mapPut(map, am.function, am.format_bs_fail);
  map = mapPut(map, am.module, am.erl_erts_errors);
  const [m, f, a, location] = tupleElements(located);
  return list([
    tuple(m, f, a, list([...(listElements(location) as Term[]), tuple(am.error_info, map)])),
  ]);
};

const instructionNames = new Map(
  Object.entries(I).map(([name, number]) => [number as number, name.toLowerCase()]),
);

hooks.unsupportedInstruction = (op) => {
  throw new NotImplemented(`the instruction ${instructionNames.get(op)}`);
};
