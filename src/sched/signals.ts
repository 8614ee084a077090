// Signals between processes: messages, exits, links, monitors, aliases, names.
//
// All processes run on one thread, so a signal acts when it is sent, which keeps the order that Erlang guarantees and
// leaves no signal in flight. The one exception is a running process that is killed: it ends when its slice does, and its
// runner is asked to end that now.
import { badarg } from '../gc/errors.ts';
import {
  atoms,
  isAtom,
  isPid,
  isPort,
  isReference,
  isTupleOf,
  tuple,
  tupleElement,
} from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import { type Alias, AliasMode, Monitor } from './monitor.ts';
import { type Process, Status } from './process.ts';
import type { Scheduler } from './scheduler.ts';

const am = atoms('EXIT', 'DOWN', 'kill', 'killed', 'normal', 'noproc', 'noconnection', 'process');

export interface MonitorOptions {
  readonly tag?: Term;
  readonly alias?: AliasMode;
  readonly urgent?: boolean;
}

export class Signals {
  private readonly scheduler: Scheduler;
  /** By the key of the reference. */
  private readonly monitors = new Map<number, Monitor>();
  private readonly aliases = new Map<number, Alias>();
  private readonly names = new Map<Term, Process>();
  private readonly ending: Process[] = [];
  private draining = false;

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler;
  }

  // ---- names

  register(name: Term, p: Process): boolean {
    if (this.names.has(name) || p.registeredName !== null) return false;
    this.names.set(name, p);
    p.registeredName = name;
    return true;
  }

  unregister(name: Term): boolean {
    const p = this.names.get(name);
    if (p === undefined) return false;
    p.registeredName = null;
    return this.names.delete(name);
  }

  whereis(name: Term): Process | undefined {
    return this.names.get(name);
  }

  /** The same for somebody who needs it: may make the caller wait until there is such a process. */
  lookUp(name: Term): Process | undefined {
    const p = this.names.get(name);
    if (p === undefined) this.scheduler.nameWanted(name);
    return p;
  }

  registered(): Term[] {
    return [...this.names.keys()];
  }

  // ---- messages

  /** Sends to a pid, a name, {Name, Node}, an alias or a port; badarg where that is none of these, or an unused name. */
  send(to: Term, message: Term, urgent = false): void {
    const { scheduler } = this;
    if (isPid(to)) {
      const p = scheduler.table.get(to);
      if (p !== undefined) this.deliver(p, message);
    } else if (isAtom(to)) {
      const p = this.lookUp(to);
      if (p === undefined) throw badarg();
      this.deliver(p, message);
    } else if (isReference(to)) {
      this.sendToAlias(to, message, urgent);
    } else if (isTupleOf(to, 2) && isAtom(tupleElement(to, 0)) && isAtom(tupleElement(to, 1))) {
      if (tupleElement(to, 1) !== scheduler.node) return;
      const p = this.lookUp(tupleElement(to, 0));
      if (p !== undefined) this.deliver(p, message);
    } else if (!isPort(to)) {
      throw badarg();
    }
  }

  /** Puts a message into a process's mailbox, or hands it to a native process. */
  deliver(p: Process, message: Term, urgent = false): void {
    if (p.native !== null) {
      if (p.alive) p.native.onMessage(message);
      return;
    }
    if (urgent) p.mailbox.pushUrgent(message);
    else p.mailbox.push(message);
    this.scheduler.wakeUp(p);
  }

  private sendToAlias(reference: Term, message: Term, urgent: boolean): void {
    const alias = this.aliases.get(this.scheduler.references.keyOf(reference));
    if (alias === undefined) return;
    if (alias.mode === AliasMode.REPLY || alias.mode === AliasMode.REPLY_DEMONITOR) {
      this.dropAlias(alias);
      const monitor = this.monitors.get(alias.key);
      if (monitor !== undefined && alias.mode === AliasMode.REPLY_DEMONITOR)
        this.dropMonitor(monitor);
    }
    this.deliver(alias.owner, message, urgent && alias.urgent);
  }

  // ---- aliases

  alias(owner: Process, reference: Term, mode: AliasMode, urgent = false): Alias {
    const alias: Alias = { key: this.scheduler.references.keyOf(reference), owner, mode, urgent };
    this.aliases.set(alias.key, alias);
    owner.aliases ??= new Set();
    owner.aliases.add(alias);
    return alias;
  }

  /** The alias that a reference is now. */
  aliasOf(reference: Term): Alias | undefined {
    return this.aliases.get(this.scheduler.references.keyOf(reference));
  }

  /** Whether the reference was an active alias of this process. */
  unalias(owner: Process, reference: Term): boolean {
    const alias = this.aliases.get(this.scheduler.references.keyOf(reference));
    if (alias === undefined || alias.owner !== owner) return false;
    this.dropAlias(alias);
    return true;
  }

  private dropAlias(alias: Alias): void {
    this.aliases.delete(alias.key);
    alias.owner.aliases?.delete(alias);
  }

  // ---- monitors

  /** A monitor on a process, known as `object`; without a process it is down at once, for `reason`. */
  monitor(
    watcher: Process,
    target: Process | undefined,
    object: Term,
    options: MonitorOptions = {},
    reason: Term = am.noproc,
    type: Term = am.process,
  ): Term {
    const reference = this.scheduler.references.make();
    const tag = options.tag ?? am.DOWN;
    const alias =
      options.alias === undefined
        ? null
        : this.alias(watcher, reference, options.alias, options.urgent);
    if (target === undefined) {
      if (alias !== null && alias.mode !== AliasMode.EXPLICIT) this.dropAlias(alias);
      this.deliver(watcher, tuple(tag, reference, type, object, reason), options.urgent);
      return reference;
    }
    const key = this.scheduler.references.keyOf(reference);
    const monitor = new Monitor(key, reference, watcher, target, object, tag);
    monitor.alias = alias;
    monitor.urgent = options.urgent === true;
    this.monitors.set(key, monitor);
    return reference;
  }

  /** A monitor on something that never goes down. */
  monitorForever(watcher: Process, object: Term, options: MonitorOptions): Term {
    const reference = this.scheduler.references.make();
    const key = this.scheduler.references.keyOf(reference);
    const monitor = new Monitor(key, reference, watcher, null, object, options.tag ?? am.DOWN);
    if (options.alias !== undefined) monitor.alias = this.alias(watcher, reference, options.alias);
    this.monitors.set(key, monitor);
    return reference;
  }

  /** Removes a monitor of the watcher; whether there was one. */
  demonitor(watcher: Process, reference: Term): boolean {
    const key = this.scheduler.references.keyOf(reference);
    const monitor = this.monitors.get(key);
    const alias = this.aliases.get(key);
    if (monitor === undefined) {
      // An alias of the monitor may have outlived it.
      if (
        alias !== undefined &&
        alias.owner === watcher &&
        alias.mode !== AliasMode.EXPLICIT &&
        alias.mode !== AliasMode.REPLY
      ) {
        this.dropAlias(alias);
      }
      return false;
    }
    // A monitor of somebody else's is as good as none.
    if (monitor.watcher !== watcher) return false;
    this.dropMonitor(monitor);
    this.endMonitorAlias(monitor);
    return true;
  }

  private dropMonitor(monitor: Monitor): void {
    this.monitors.delete(monitor.key);
    monitor.unlink();
  }

  /** An alias that lives as long as its monitor ends with it. */
  private endMonitorAlias({ alias }: Monitor): void {
    if (
      alias !== null &&
      (alias.mode === AliasMode.DEMONITOR || alias.mode === AliasMode.REPLY_DEMONITOR)
    ) {
      this.dropAlias(alias);
    }
  }

  // ---- links and exits

  /** Links two processes; `urgent` makes the exit signal that `a` gets a priority message, where it becomes a message. */
  link(a: Process, b: Process, urgent = false): void {
    if (a === b) return;
    if (urgent) a.urgentLinks = (a.urgentLinks ?? new Set()).add(b);
    a.links ??= new Set();
    b.links ??= new Set();
    a.links.add(b);
    b.links.add(a);
  }

  unlink(a: Process, b: Process): void {
    a.links?.delete(b);
    b.links?.delete(a);
    a.urgentLinks?.delete(b);
    b.urgentLinks?.delete(a);
  }

  /** exit/2: `kill` is final, `normal` counts only from the process itself. */
  exitSignal(from: Term, to: Process, reason: Term, urgent = false): void {
    if (reason === am.kill) this.end(to, am.killed);
    else if (to.trapExit) this.deliver(to, tuple(am.EXIT, from, reason), urgent);
    else if (reason !== am.normal || from === to.pid) this.end(to, reason);
  }

  /** What a linked process gets when the other end is gone. */
  linkExit(from: Term, to: Process, reason: Term, urgent = false): void {
    if (to.trapExit) this.deliver(to, tuple(am.EXIT, from, reason), urgent);
    else if (reason !== am.normal) this.end(to, reason);
  }

  /** Ends a process: now, or if it is running, when its runner comes back. */
  end(p: Process, reason: Term): void {
    if (!p.alive) return;
    p.exitReason = reason;
    if (p === this.scheduler.current) {
      p.status = Status.EXITING;
      this.scheduler.runner.limit(p, 0);
      return;
    }
    this.finish(p, reason);
  }

  /** Ends a process that is not running. Those that end with it are worked off in turn, not recursively. */
  finish(p: Process, reason: Term): void {
    if (p.status === Status.DEAD) return;
    p.status = Status.DEAD;
    p.exitReason = reason;
    this.scheduler.table.remove(p);
    this.ending.push(p);
    if (this.draining) return;
    this.draining = true;
    try {
      for (let i = 0; i < this.ending.length; i++) this.cleanUp(this.ending[i]);
    } finally {
      this.ending.length = 0;
      this.draining = false;
    }
  }

  private cleanUp(p: Process): void {
    const { scheduler } = this;
    const reason = p.exitReason as Term;
    if (p.receiveTimer !== null) scheduler.timers.cancel(p.receiveTimer);
    if (p.registeredName !== null) this.unregister(p.registeredName);
    scheduler.ended(p, reason);
    if (p.aliases !== null) for (const alias of p.aliases) this.dropAlias(alias);
    while (p.monitors !== null) this.dropMonitor(p.monitors);
    while (p.monitoredBy !== null) {
      const monitor = p.monitoredBy;
      this.dropMonitor(monitor);
      this.endMonitorAlias(monitor);
      this.deliver(
        monitor.watcher,
        tuple(monitor.tag, monitor.reference, am.process, monitor.object, reason),
        monitor.urgent,
      );
    }
    if (p.links !== null) {
      for (const other of p.links) {
        other.links?.delete(p);
        this.linkExit(p.pid, other, reason, other.urgentLinks?.delete(p));
      }
      p.links = null;
    }
    p.native?.onExit?.(reason);
    p.dictionary = null;
  }
}
