// Signals between processes: messages, exits, links, monitors, aliases, names.
//
// All processes run on one thread, so a signal acts when it is sent, which keeps the order that Erlang guarantees and
// leaves no signal in flight. The one exception is a running process that is killed: it ends when its slice does, and its
// runner is asked to end that now.
import { badarg } from '../gc/errors.ts';
import {
  atoms,
  exactEqual,
  isAtom,
  isPid,
  isPort,
  isReference,
  isTupleOf,
  referenceResource,
  tuple,
  tupleElement,
} from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import { Alias, AliasMode, Monitor, Standing } from './monitor.ts';
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
    const alias = this.aliasOf(reference);
    if (alias === undefined) return;
    if (alias.mode === AliasMode.REPLY || alias.mode === AliasMode.REPLY_DEMONITOR) {
      alias.drop();
      if (alias.mode === AliasMode.REPLY_DEMONITOR) alias.standing.monitor?.drop();
    }
    this.deliver(alias.owner, message, urgent && alias.urgent);
  }

  // ---- what references stand for

  /** A new reference that may become a monitor or an alias. */
  private newReference(): { reference: Term; standing: Standing } {
    const standing = new Standing(this);
    return { reference: this.scheduler.references.make(standing), standing };
  }

  /** What a reference stands for. One that has come in from outside is a copy: who it is equal to is looked for. */
  private standingOf(reference: Term): Standing | undefined {
    const held = referenceResource(reference);
    if (held instanceof Standing) return held.runtime === this ? held : undefined;
    const { references, table } = this.scheduler;
    if (held !== null || references.keyOf(reference) < 0) return undefined;
    for (const p of table.all()) {
      for (let alias = p.aliases; alias !== null; alias = alias.next)
        if (exactEqual(alias.reference, reference)) return alias.standing;
      for (let monitor = p.monitors; monitor !== null; monitor = monitor.nextHeld)
        if (exactEqual(monitor.reference, reference)) return monitor.standing;
    }
    return undefined;
  }

  // ---- aliases

  /** A reference that messages can be sent to. */
  alias(owner: Process, mode: AliasMode, urgent = false): Term {
    const { reference, standing } = this.newReference();
    new Alias(standing, reference, owner, mode, urgent);
    return reference;
  }

  /** The alias that a reference is now. */
  aliasOf(reference: Term): Alias | undefined {
    return this.standingOf(reference)?.alias ?? undefined;
  }

  /** Whether the reference was an active alias of this process. */
  unalias(owner: Process, reference: Term): boolean {
    const alias = this.aliasOf(reference);
    if (alias === undefined || alias.owner !== owner) return false;
    alias.drop();
    return true;
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
    const { reference, standing } = this.newReference();
    const tag = options.tag ?? am.DOWN;
    const { alias: mode, urgent = false } = options;
    if (target === undefined) {
      if (mode === AliasMode.EXPLICIT) new Alias(standing, reference, watcher, mode, urgent);
      this.deliver(watcher, tuple(tag, reference, type, object, reason), urgent);
      return reference;
    }
    if (mode !== undefined) new Alias(standing, reference, watcher, mode, urgent);
    new Monitor(standing, reference, watcher, target, object, tag, urgent);
    return reference;
  }

  /** A monitor on something that never goes down. */
  monitorForever(watcher: Process, object: Term, options: MonitorOptions): Term {
    const { reference, standing } = this.newReference();
    const { alias: mode, tag = am.DOWN, urgent = false } = options;
    if (mode !== undefined) new Alias(standing, reference, watcher, mode, urgent);
    new Monitor(standing, reference, watcher, null, object, tag, urgent);
    return reference;
  }

  /** Removes a monitor of the watcher; whether there was one. */
  demonitor(watcher: Process, reference: Term): boolean {
    const standing = this.standingOf(reference);
    if (standing === undefined) return false;
    const { monitor, alias } = standing;
    if (monitor === null) {
      // An alias of the monitor may have outlived it.
      if (
        alias !== null &&
        alias.owner === watcher &&
        alias.mode !== AliasMode.EXPLICIT &&
        alias.mode !== AliasMode.REPLY
      ) {
        alias.drop();
      }
      return false;
    }
    // A monitor of somebody else's is as good as none.
    if (monitor.watcher !== watcher) return false;
    monitor.drop();
    endMonitorAlias(monitor);
    return true;
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
    while (p.aliases !== null) p.aliases.drop();
    while (p.monitors !== null) p.monitors.drop();
    while (p.monitoredBy !== null) {
      const monitor = p.monitoredBy;
      monitor.drop();
      endMonitorAlias(monitor);
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

/** An alias that lives as long as its monitor ends with it. */
function endMonitorAlias({ standing: { alias } }: Monitor): void {
  if (
    alias !== null &&
    (alias.mode === AliasMode.DEMONITOR || alias.mode === AliasMode.REPLY_DEMONITOR)
  ) {
    alias.drop();
  }
}
