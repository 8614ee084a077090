// Which process runs when, and what time it is.
//
// The scheduler hands runnable processes to its runner, one slice each, until nothing is runnable or its own time is up;
// then it gives the thread back to the host's event loop and comes back by `defer`, by a timer, or when somebody outside
// makes a process runnable. Switching processes costs no promise and no allocation.
import { type BeamError, systemLimit } from '../gc/errors.ts';
import { atoms, listElements } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import type { Runtime } from '../runtime.ts';
import type { Clock } from './clock.ts';
import { Ports } from './ports.ts';
import { type NativeHandler, type Pending, type Priority, Process, Status } from './process.ts';
import { ProcessTable } from './process-table.ts';
import { References } from './references.ts';
import { RunQueue } from './run-queue.ts';
import { type Runner, RunStatus } from './runner.ts';
import { Signals } from './signals.ts';
import { ErlangTime } from './time.ts';
import { type Timer, Timers } from './timers.ts';

const am = atoms('normal', 'nonode@nohost', 'native', 'process');

/** Reductions of a slice, as in OTP. */
export const SLICE_REDUCTIONS = 4000;

/** So many slices are one where nobody else can run: frames of compiled code then stay on the host's stack for longer. */
const LONE_SLICES = 8;

/**
 * So long a slice of the program may take when one of the system's processes has been woken, such as the one that writes log
 * events: on the BEAM that runs on another scheduler, which takes about so long.
 */
const HURRIED_REDUCTIONS = 200;

/** Milliseconds after which the host's event loop is served. */
const TURN_MS = 8;

/** Slices between two looks at the clock. */
const SLICES_PER_LOOK = 16;

export interface SpawnOptions {
  readonly module: Term;
  readonly name: Term;
  /** A proper list. */
  readonly args: Term;
  readonly parent?: Process;
  readonly groupLeader?: Term;
  readonly priority?: Priority;
  /** Whether it runs while the program is frozen; by default as its parent. */
  readonly system?: boolean;
}

export interface SchedulerOptions {
  readonly clock: Clock;
  readonly node?: Term;
  readonly maxProcesses?: number;
  /** Tells the runtimes of one program apart. */
  readonly seed?: number;
  /** How long a slice is; by default as in OTP. */
  readonly sliceReductions?: number;
  /** An error or a throw that a process did not catch; `reason` is what its links get. */
  readonly onCrash?: (p: Process, reason: Term) => void;
  /** The event loop's turn is over; idle where nothing is left to run. */
  readonly onTurn?: (idle: boolean) => void;
  /** Nothing can ever run again. */
  readonly onDeadlock?: () => void;
  /** Somebody uses a name that nobody has; may throw. */
  readonly onUnknownName?: (name: Term) => void;
  /** A bug: something thrown that is not an Erlang exception. Without a handler it is thrown to the host. */
  readonly onPanic?: (error: unknown) => void;
}

export class Scheduler {
  readonly runtime: Runtime;
  readonly node: Term;
  readonly clock: Clock;
  readonly table: ProcessTable;
  readonly references: References;
  readonly timers: Timers;
  readonly time: ErlangTime;
  readonly signals: Signals;
  readonly ports: Ports;
  readonly queue = new RunQueue();
  readonly maxProcesses: number;
  /** Called when a process has ended, before links and monitors hear of it. */
  readonly exitHooks: ((p: Process, reason: Term) => void)[] = [];
  runner: Runner;
  /** The process that is running. */
  current: Process | null = null;
  contextSwitches = 0;
  /** Milliseconds that were spent running processes. */
  busyMs = 0;
  /** Reductions of processes that have ended. */
  endedReductions = 0;
  private readonly options: SchedulerOptions;
  private readonly sliceReductions: number;
  /** Whether a slice may be a long one. */
  private readonly mayBeLone: boolean;
  /** Who is suspended by whom, to let them go when it ends. */
  private readonly suspendees = new Map<Process, Set<Process>>();
  /** Open ends outside that may make something runnable: blocked processes, ports, readers. */
  private holds = 0;
  private looping = false;
  private started = false;
  /** Set by `stop`: the loop that is running ends with the slice. */
  private stopped = false;
  private deferred = false;
  /** The running process was alone when it began. */
  private isLone = false;
  /** One of the system's processes has been woken: the next slice of the program is short. */
  private hurried = false;
  private hostTimer: unknown = undefined;
  /** How many have frozen the program, and those of its processes that could run. */
  private freezes = 0;
  private readonly frozen = new RunQueue();
  private releaseTimers: (() => void) | undefined;

  constructor(runtime: Runtime, runner: Runner, options: SchedulerOptions) {
    this.runtime = runtime;
    this.runner = runner;
    this.options = options;
    this.sliceReductions = options.sliceReductions ?? SLICE_REDUCTIONS;
    this.mayBeLone = options.sliceReductions === undefined;
    this.clock = options.clock;
    this.node = options.node ?? am['nonode@nohost'];
    this.maxProcesses = options.maxProcesses ?? 262144;
    this.table = new ProcessTable(this.node, 0);
    this.references = new References(this.node, 0, options.seed ?? Math.random() * 0x7fffffff);
    this.timers = new Timers(this.clock, () => this.wake());
    this.time = new ErlangTime(this.clock);
    this.signals = new Signals(this);
    this.ports = new Ports(this);
  }

  /** Somebody uses a name that nobody has: a chance to say that it will come. */
  nameWanted(name: Term): void {
    this.options.onUnknownName?.(name);
  }

  // ---- spawning

  spawn(options: SpawnOptions): Process {
    const { module, name, args, parent } = options;
    const arity = (listElements(args) as Term[]).length;
    const p = this.create(
      module,
      name,
      arity,
      parent ?? null,
      options.system ?? parent?.system ?? false,
      options.groupLeader ?? parent?.groupLeader ?? null,
      null,
    );
    if (options.priority !== undefined) p.priority = options.priority;
    this.runner.start(p, module, name, args);
    this.makeRunnable(p);
    return p;
  }

  /** A process implemented in TypeScript. */
  spawnNative(handler: NativeHandler & { readonly name?: Term }): Process {
    const p = this.create(am.native, am.process, 0, null, true, null, handler);
    p.status = Status.WAITING;
    if (handler.name !== undefined) this.signals.register(handler.name, p);
    return p;
  }

  private create(
    module: Term,
    name: Term,
    arity: number,
    parent: Process | null,
    system: boolean,
    groupLeader: Term | null,
    native: NativeHandler | null,
  ): Process {
    if (this.table.count >= this.maxProcesses) throw systemLimit();
    const parentPid = parent === null ? null : parent.pid;
    const birth = { parent: parentPid, system, groupLeader, module, name, arity };
    const p = new Process(this, this.table.allocate(), birth, native);
    this.table.add(p);
    return p;
  }

  /** Sends a message; see Signals.send. `_from` is the sender, where there is one. */
  send(_from: Process | null, to: Term, message: Term, urgent = false): void {
    this.signals.send(to, message, urgent);
  }

  // ---- run queues

  /** Wakes a process for a message, where it waits. */
  wakeUp(p: Process): void {
    if (p.status !== Status.WAITING) return;
    this.makeRunnable(p);
    if (!p.system) return;
    if (this.current === null || this.current.system) this.hurried = true;
    else this.runner.limit(this.current, HURRIED_REDUCTIONS);
  }

  /** Puts a process that waits, or was just made, into its run queue. */
  makeRunnable(p: Process): void {
    p.status = Status.RUNNABLE;
    if (p.suspenders !== null || p.queued) return;
    p.queued = true;
    if (this.isLone && this.current !== null) {
      this.isLone = false;
      this.runner.limit(this.current, SLICE_REDUCTIONS);
    }
    if (this.freezes > 0 && !p.system) this.frozen.push(p);
    else this.queue.push(p);
    if (!this.looping) this.wake();
  }

  /** The running process waits for something that another one would do on the BEAM: whoever can run does so first. */
  makeWay(): void {
    if (this.current !== null && !this.queue.empty) this.runner.limit(this.current, 0);
  }

  suspend(p: Process, by: Process): void {
    p.suspenders ??= new Map();
    p.suspenders.set(by, (p.suspenders.get(by) ?? 0) + 1);
    let set = this.suspendees.get(by);
    if (set === undefined) this.suspendees.set(by, (set = new Set()));
    set.add(p);
  }

  /** Whom a process has suspended, and how often each. */
  suspendedBy(p: Process): [Process, number][] {
    const set = this.suspendees.get(p);
    return set === undefined ? [] : [...set].map((other) => [other, other.suspenders?.get(p) ?? 0]);
  }

  /** Takes back one suspension, or all; false where there is none. */
  unsuspend(p: Process, by: Process, all = false): boolean {
    const count = p.suspenders?.get(by);
    if (p.suspenders === null || count === undefined) return false;
    if (count > 1 && !all) {
      p.suspenders.set(by, count - 1);
      return true;
    }
    p.suspenders.delete(by);
    this.suspendees.get(by)?.delete(p);
    if (p.suspenders.size === 0) {
      p.suspenders = null;
      if (p.status === Status.RUNNABLE) this.makeRunnable(p);
    }
    return true;
  }

  // ---- time

  startReceiveTimer(p: Process, ms: number): Timer {
    return this.timers.after(ms, () => {
      p.receiveTimer = null;
      p.mailbox.timeIsOver();
      if (p.status === Status.WAITING) this.makeRunnable(p);
    });
  }

  // ---- what others outside do

  /** Keeps "nothing can ever run again" from being concluded; call the result when that ends. */
  hold(): () => void {
    let held = true;
    this.holds++;
    return () => {
      if (!held) return;
      held = false;
      this.holds--;
      this.wake();
    };
  }

  /**
   * The program stands still until the result is called: of all processes only the system's run, and no timer that is set now
   * fires. Who freezes a program that is frozen already keeps it so. Whom `first` makes runnable runs before the others.
   */
  freeze(): (first?: () => void) => void {
    if (this.freezes++ === 0) {
      const { queue } = this;
      for (let n = queue.length; n > 0; n--) {
        const p = queue.shift() as Process;
        (p.system ? queue : this.frozen).push(p);
      }
      this.releaseTimers = this.timers.hold();
    }
    let held = true;
    return (first) => {
      if (!held) return;
      held = false;
      this.freezes--;
      first?.();
      if (this.freezes === 0) this.thaw();
    };
  }

  private thaw(): void {
    const { frozen } = this;
    for (let p = frozen.shift(); p !== null; p = frozen.shift()) this.queue.push(p);
    this.releaseTimers?.();
    this.hurried = false;
    this.wake();
  }

  /** Runs processes from now on, whenever there is something to run. */
  start(): void {
    this.started = true;
    this.stopped = false;
    this.wake();
  }

  /** Runs nothing any more until `start`. */
  stop(): void {
    this.started = false;
    this.stopped = true;
    this.clearHostTimer();
    this.ports.closeAll(true);
  }

  /** Runs until the condition holds; false where that would mean to wait for the host. */
  runUntil(condition: () => boolean): boolean {
    while (!condition()) {
      if (this.stopped) return false;
      if (this.queue.empty) {
        this.timers.run();
        if (this.queue.empty) return condition();
      }
      this.loop(Number.POSITIVE_INFINITY, condition);
    }
    return true;
  }

  /** Runs what is runnable for about so many milliseconds; false when nothing is left. */
  runSlice(ms: number = TURN_MS): boolean {
    this.loop(ms, undefined);
    return !this.queue.empty;
  }

  // ---- the loop

  private wake(): void {
    if (!this.started || this.looping || this.deferred) return;
    this.deferred = true;
    this.clock.defer(this.turn);
  }

  private readonly turn = (): void => {
    this.deferred = false;
    if (!this.started || this.looping) return;
    this.clearHostTimer();
    try {
      const idle = !this.runSlice();
      this.options.onTurn?.(idle);
      if (this.queue.empty) this.sleep();
      else this.wake();
    } catch (e) {
      if (this.options.onPanic === undefined) throw e;
      this.options.onPanic(e);
    }
  };

  private sleep(): void {
    if (!this.started) return;
    const ms = this.timers.untilNext();
    if (ms !== undefined) this.hostTimer = this.clock.setTimer(ms, this.turn);
    else if (this.holds === 0) this.options.onDeadlock?.();
  }

  private clearHostTimer(): void {
    if (this.hostTimer === undefined) return;
    this.clock.clearTimer(this.hostTimer);
    this.hostTimer = undefined;
  }

  private loop(ms: number, condition: (() => boolean) | undefined): void {
    const { queue, timers, clock } = this;
    const began = clock.milliseconds();
    const end = began + ms;
    this.looping = true;
    try {
      let untilLook = 0;
      for (;;) {
        if (untilLook-- === 0) {
          untilLook = SLICES_PER_LOOK;
          timers.run();
          if (clock.milliseconds() >= end) return;
        }
        const p = queue.shift();
        if (p === null) {
          timers.run();
          if (queue.empty) return;
          continue;
        }
        p.queued = false;
        if (p.status !== Status.RUNNABLE || p.suspenders !== null) continue;
        if (this.runOne(p)) untilLook = Math.max(0, untilLook - LONE_SLICES);
        if (this.stopped || condition?.()) return;
      }
    } finally {
      this.looping = false;
      this.busyMs += clock.milliseconds() - began;
    }
  }

  /** Answers whether the process ran for as long as several slices. */
  private runOne(p: Process): boolean {
    p.status = Status.RUNNING;
    p.hibernating = false;
    this.current = p;
    this.contextSwitches++;
    let reductions = this.sliceReductions;
    if (this.hurried && !p.system) {
      this.hurried = false;
      reductions = Math.min(reductions, HURRIED_REDUCTIONS);
    } else if (this.queue.length === 0 && this.mayBeLone) {
      this.isLone = true;
      reductions *= LONE_SLICES;
    }
    let why: RunStatus;
    try {
      why = this.runner.run(p, reductions);
    } finally {
      this.current = null;
    }
    const wasLone = this.isLone;
    this.isLone = false;
    // Killed meanwhile (which the compiler cannot see).
    if ((p.status as Status) === Status.EXITING) {
      this.signals.finish(p, p.exitReason as Term);
      return false;
    }
    switch (why) {
      case RunStatus.YIELD:
        this.makeRunnable(p);
        break;
      case RunStatus.WAIT:
        if (p.status === Status.RUNNING) p.status = Status.WAITING;
        break;
      case RunStatus.WAIT_TIMED:
        if (p.status === Status.RUNNING) p.status = Status.WAITING;
        if (!p.asksForTimer) {
          p.asksForTimer = true;
          this.timers.ask(p);
        }
        break;
      case RunStatus.EXIT:
        this.signals.finish(p, am.normal);
        break;
      case RunStatus.FAIL: {
        const reason = p.exitReason as Term;
        if (p.exitClass !== 'exit') this.options.onCrash?.(p, reason);
        this.signals.finish(p, reason);
        break;
      }
      case RunStatus.SUSPENDED:
        this.serve(p, p.takePending());
        break;
    }
    return wasLone && why === RunStatus.YIELD;
  }

  /** Does what a BIF has asked for. */
  private serve(p: Process, pending: Pending): void {
    switch (pending.kind) {
      case 'block':
        this.block(p, pending.start);
        return;
      case 'retry':
        this.await(p, (settle) => pending.start(() => settle(() => {})));
        return;
      case 'yield':
        this.runner.resume(p, pending.result);
        this.makeRunnable(p);
        return;
      case 'hibernate':
        this.runner.start(p, pending.module, pending.name, pending.args);
        p.hibernating = true;
        this.awaitMessage(p);
        return;
      case 'awaitMessage':
        this.runner.resume(p, pending.result);
        this.awaitMessage(p);
        return;
      case 'exit':
        this.signals.finish(p, p.exitReason as Term);
        return;
    }
    throw new Error(`${pending.kind} is the runner's to do`);
  }

  /** Waits until there is any message at all. */
  private awaitMessage(p: Process): void {
    p.mailbox.rewind();
    if (p.mailbox.length > 0) this.makeRunnable(p);
    else {
      p.status = Status.WAITING;
      p.mailbox.waits();
    }
  }

  private block(
    p: Process,
    start: (resume: (t: Term) => void, fail: (e: BeamError) => void) => void,
  ): void {
    this.await(p, (settle) =>
      start(
        (result) => settle(() => this.runner.resume(p, result)),
        (error) => settle(() => this.runner.fail(p, error)),
      ),
    );
  }

  /** Blocks the process until `settle` is called, which then prepares it for going on. */
  private await(p: Process, start: (settle: (give: () => void) => void) => void): void {
    p.status = Status.BLOCKED;
    const release = this.hold();
    let settled = false;
    const settle = (give: () => void): void => {
      if (settled) return;
      settled = true;
      release();
      if (p.status !== Status.BLOCKED) return;
      give();
      this.makeRunnable(p);
    };
    start(settle);
  }

  /** Part of the end of a process; called by Signals. */
  ended(p: Process, reason: Term): void {
    this.endedReductions += p.reductions;
    for (const hook of this.exitHooks) hook(p, reason);
    const suspended = this.suspendees.get(p);
    if (suspended !== undefined) {
      for (const other of suspended) this.unsuspend(other, p, true);
      this.suspendees.delete(p);
    }
    if (p.suspenders !== null)
      for (const by of p.suspenders.keys()) this.suspendees.get(by)?.delete(p);
    if (p.native === null) this.runner.discard(p);
    p.machine = null;
  }
}
