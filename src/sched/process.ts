// A process: what the scheduler, the BIFs and the runner know of it.
//
// A parked process should cost a few hundred bytes, so everything that most processes never have (dictionary, links,
// monitors, options) is null until used. All fields are set in the constructor, in one order: one hidden class.
import { type BeamError, type ErrorClass, error } from '../gc/errors.ts';
import { wasm } from '../gc/instance.ts';
import { atoms, isInteger, safeIntegerOf } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import type { Runtime } from '../runtime.ts';
import { Mailbox } from './mailbox.ts';
import type { Port } from './port.ts';
import type { Scheduler } from './scheduler.ts';
import type { Timer } from './timers.ts';

const am = atoms('infinity', 'timeout_value');

export const Status = {
  /** In a run queue. */
  RUNNABLE: 0,
  RUNNING: 1,
  /** In a receive, or hibernating. */
  WAITING: 2,
  /** In a BIF that waits for the host; messages do not wake it. */
  BLOCKED: 3,
  /** Killed while it runs; ends as soon as the runner comes back. */
  EXITING: 4,
  DEAD: 5,
} as const;
export type Status = (typeof Status)[keyof typeof Status];

/** Index of the run queue. */
export const Priority = { MAX: 0, HIGH: 1, NORMAL: 2, LOW: 3 } as const;
export type Priority = (typeof Priority)[keyof typeof Priority];

/** Largest timeout of a receive, in milliseconds. */
const MAX_TIMEOUT = 0xffffffff;

/** What a BIF asks for instead of returning a result. The runner does calls and `raise`; the scheduler does all others. */
export type Pending =
  | { readonly kind: 'call'; readonly module: string; readonly name: string; readonly args: Term[] }
  | { readonly kind: 'callFun'; readonly fun: Term; readonly args: Term[] }
  | { readonly kind: 'callAddress'; readonly address: number; readonly args: Term[] }
  | { readonly kind: 'raise'; readonly error: BeamError }
  | { readonly kind: 'retry'; readonly start: (again: () => void) => void }
  | { readonly kind: 'block'; readonly start: (resume: Resume, fail: Fail) => void }
  | { readonly kind: 'yield'; readonly result: Term }
  | { readonly kind: 'hibernate'; readonly module: Term; readonly name: Term; readonly args: Term }
  | { readonly kind: 'awaitMessage'; readonly result: Term }
  | { readonly kind: 'exit' };

export type Resume = (result: Term) => void;
export type Fail = (error: BeamError) => void;

/** Settings that hardly any process changes from the default. */
export interface ProcessOptions {
  minHeapSize?: number;
  minBinVheapSize?: number;
  fullsweepAfter?: number;
  maxHeapSize?: Term;
  messageQueueData?: Term;
  asyncDist?: boolean;
  sensitive?: boolean;
  saveCalls?: number;
  errorHandler?: Term;
}

/** A process written in TypeScript: its messages go straight to a function. */
export interface NativeHandler {
  onMessage(message: Term): void;
  onExit?(reason: Term): void;
}

export class Process {
  readonly pid: Term;
  readonly scheduler: Scheduler;
  /** The numbers of the pid. */
  readonly id: number;
  readonly serial: number;
  status: Status = 0;
  priority: Priority = 2;
  trapExit = false;
  /** Whether it is in a run queue, and the next one there. */
  queued = false;
  nextInQueue: Process | null = null;
  /** Registers and stack, made and known by the runner. */
  machine: unknown = null;
  /** Reductions executed in finished slices. */
  reductions = 0;
  readonly mailbox: Mailbox;
  receiveTimer: Timer | null = null;
  /** Whether it is among those whose receive's timer is to be started. */
  asksForTimer = false;
  pending: Pending | null = null;
  /** Why it ends or ended; set by the runner for FAIL. */
  exitReason: Term | null = null;
  exitClass: ErrorClass | null = null;
  groupLeader: Term;
  /** The pid of who spawned it; null for the first process. */
  readonly parent: Term | null;
  /** Started by the runtime itself, or by such a process: it runs while the program stands still. */
  readonly system: boolean;
  initialModule: Term;
  initialName: Term;
  initialArity: number;
  registeredName: Term | null = null;
  links: Set<Process> | null = null;
  /** Ports that it is linked to. */
  ports: Set<Port> | null = null;
  /** Links whose exit signals become priority messages here. */
  urgentLinks: Set<Process> | null = null;
  options: ProcessOptions | null = null;
  /** In erlang:hibernate/3: without a stack until the next message. */
  hibernating = false;
  /** Who has suspended it and how often. */
  suspenders: Map<Process, number> | null = null;
  native: NativeHandler | null;

  constructor(
    scheduler: Scheduler,
    identity: { pid: Term; id: number; serial: number },
    birth: {
      parent: Term | null;
      system: boolean;
      groupLeader: Term | null;
      module: Term;
      name: Term;
      arity: number;
    },
    native: NativeHandler | null,
  ) {
    this.pid = identity.pid;
    this.scheduler = scheduler;
    this.mailbox = new Mailbox(scheduler.references.home, this);
    this.id = identity.id;
    this.serial = identity.serial;
    this.groupLeader = birth.groupLeader ?? identity.pid;
    this.parent = birth.parent;
    this.system = birth.system;
    this.initialModule = birth.module;
    this.initialName = birth.name;
    this.initialArity = birth.arity;
    this.native = native;
  }

  get runtime(): Runtime {
    return this.scheduler.runtime;
  }

  get alive(): boolean {
    return this.status < Status.EXITING;
  }

  /** The process dictionary: a map, which WebAssembly changes, too. */
  get dictionary(): Term {
    return wasm.mailboxDictionary(this.mailbox.handle);
  }

  set dictionary(map: Term) {
    wasm.mailboxSetDictionary(this.mailbox.handle, map);
  }

  get initialCall(): { module: Term; name: Term; arity: number } {
    return { module: this.initialModule, name: this.initialName, arity: this.initialArity };
  }

  // ---- receive instructions

  /**
   * wait_timeout: the process that is `waiting` goes on with loop_rec: back here it then says `now`, once the time is over.
   * WebAssembly does the same without us for all but very long times (interp/wasm/receive.wasm.ts).
   */
  startReceiveTimer(timeout: Term): 'now' | 'waiting' {
    if (this.mailbox.isTimeOver) return 'now';
    if (this.receiveTimer === null && timeout !== am.infinity) {
      const ms = isInteger(timeout) ? safeIntegerOf(timeout) : undefined;
      if (ms === undefined || ms < 0 || ms > MAX_TIMEOUT) {
        // The receive is over: the next one begins at the first message again.
        this.mailbox.rewind();
        throw error(am.timeout_value);
      }
      if (ms === 0) return 'now';
      this.receiveTimer = this.scheduler.startReceiveTimer(this, ms);
    }
    return 'waiting';
  }

  /** Starts the timer that the current receive asks for, unless that is over. */
  startAskedTimer(): void {
    this.asksForTimer = false;
    const ms = this.mailbox.timeout;
    if (ms < 0 || !this.alive) return;
    this.mailbox.timerStarted();
    this.receiveTimer = this.scheduler.startReceiveTimer(this, ms);
  }

  /** The receive that had a timer is over. */
  cancelReceiveTimer(): void {
    this.mailbox.stopTimer();
    if (this.receiveTimer !== null) {
      this.scheduler.timers.cancel(this.receiveTimer);
      this.receiveTimer = null;
    }
  }

  // ---- what a BIF may do instead of returning: `return p.callInstead(…)`

  /** Goes on in Erlang code; what that returns is the BIF's result. */
  callInstead(module: string, name: string, args: Term[]): Term {
    return this.leave({ kind: 'call', module, name, args });
  }

  /** The same for a fun that is not external; the runner checks its arity. */
  callFunInstead(fun: Term, args: Term[]): Term {
    return this.leave({ kind: 'callFun', fun, args });
  }

  /** The same for code at an address. */
  callAddressInstead(address: number, args: Term[] = []): Term {
    return this.leave({ kind: 'callAddress', address, args });
  }

  /**
   * Raises an exception that has no entry of the BIF in its stacktrace. The host is slow at throwing: who does it for a
   * living, as `raise/3`, does it so.
   */
  raise(error: BeamError): Term {
    return this.leave({ kind: 'raise', error });
  }

  /** Waits for the host. `resume` may be called at any time once `start` was called, also by `start` itself. */
  suspendUntil(start: (resume: Resume, fail: Fail) => void): Term {
    return this.leave({ kind: 'block', start });
  }

  /** Lets others run before it returns the result. */
  yieldWith(result: Term): Term {
    return this.leave({ kind: 'yield', result });
  }

  /** Any other way to leave a BIF. */
  leave(pending: Pending): Term {
    this.pending = pending;
    return null as unknown as Term;
  }

  /** What the BIF that returned null left behind. */
  takePending(): Pending {
    const pending = this.pending as Pending;
    this.pending = null;
    return pending;
  }
}
