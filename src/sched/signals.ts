// Signals between processes: messages, exits, links, monitors, aliases, names.
//
// All processes run on one thread, so a signal acts when it is sent, which keeps the order that Erlang guarantees and
// leaves no signal in flight. The one exception is a running process that is killed: it ends when its slice does, and its
// runner is asked to end that now.
import { badarg, TryAgain } from '../gc/errors.ts';
import { wasm } from '../gc/instance.ts';
import {
  atoms,
  emptyMap,
  exactEqual,
  isAtom,
  isPid,
  isPort,
  isReference,
  isTupleOf,
  mapPut,
  mapRemove,
  NIL,
  referenceResource,
  tuple,
  tupleElement,
} from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import {
  AliasMode,
  aliasIsUrgent,
  aliasOwner,
  type Monitored,
  monitorsOn,
  monitorWatcher,
} from './monitor.ts';
import type { Port } from './port.ts';
import { type Process, Status } from './process.ts';
import type { Scheduler } from './scheduler.ts';

const am = atoms(
  'EXIT',
  'DOWN',
  'kill',
  'killed',
  'normal',
  'noproc',
  'noconnection',
  'port',
  'process',
);

export interface MonitorOptions {
  readonly tag?: Term;
  readonly alias?: AliasMode;
  readonly urgent?: boolean;
}

export class Signals {
  private readonly scheduler: Scheduler;
  private readonly names = new Map<Term, Process>();
  private namesTerm = emptyMap();
  private readonly ending: Process[] = [];
  private draining = false;

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler;
  }

  // ---- names

  register(name: Term, p: Process): boolean {
    if (!this.isFree(name) || p.registeredName !== null) return false;
    this.names.set(name, p);
    p.registeredName = name;
    this.publish(mapPut(this.namesTerm, name, p.pid));
    return true;
  }

  /** Whether no process and no port has the name. */
  isFree(name: Term): boolean {
    return !this.names.has(name) && this.scheduler.ports.named(name) === undefined;
  }

  unregister(name: Term): boolean {
    const p = this.names.get(name);
    if (p === undefined) return this.scheduler.ports.unregister(name);
    p.registeredName = null;
    this.publish(mapRemove(this.namesTerm, name));
    return this.names.delete(name);
  }

  /** The names are known in WebAssembly, too. */
  private publish(names: Term): void {
    this.namesTerm = names;
    wasm.homeSetNames(this.scheduler.references.home, names);
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
    return [...this.names.keys(), ...this.scheduler.ports.registered()];
  }

  // ---- messages

  /** Sends to a pid, a name, {Name, Node}, an alias or a port; badarg where that is none of these, or an unused name. */
  send(to: Term, message: Term, urgent = false): void {
    const { scheduler } = this;
    if (isPid(to)) {
      const p = scheduler.table.get(to);
      if (p !== undefined) this.deliver(p, message);
    } else if (isAtom(to)) {
      if (!this.sendToName(to, message)) throw badarg();
    } else if (isReference(to)) {
      this.sendToAlias(to, message, urgent);
    } else if (isTupleOf(to, 2) && isAtom(tupleElement(to, 0)) && isAtom(tupleElement(to, 1))) {
      if (tupleElement(to, 1) !== scheduler.node) return;
      this.sendToName(tupleElement(to, 0), message);
    } else if (isPort(to)) {
      this.sendToPort(scheduler.ports.get(to), message);
    } else {
      throw badarg();
    }
  }

  /** Whether a process or a port has the name. */
  private sendToName(name: Term, message: Term): boolean {
    const port = this.scheduler.ports.named(name);
    if (port !== undefined) {
      this.sendToPort(port, message);
      return true;
    }
    const p = this.lookUp(name);
    if (p !== undefined) this.deliver(p, message);
    return p !== undefined;
  }

  /** Whether sending means to wait: for a port that is busy. */
  wouldWait(to: Term): boolean {
    const { ports } = this.scheduler;
    const port = isPort(to) ? ports.get(to) : isAtom(to) ? ports.named(to) : undefined;
    return port?.isBusy ?? false;
  }

  /** A process that writes to a busy port waits until that is not any more. */
  private sendToPort(port: Port | undefined, message: Term): void {
    if (port?.isBusy && this.scheduler.current !== null)
      throw new TryAgain((again) => port.whenWritable(again));
    port?.receive(message);
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
    wasm.useAlias(alias);
    this.deliver(aliasOwner(alias), message, urgent && aliasIsUrgent(alias));
  }

  // ---- what references stand for

  /** A new reference that may become a monitor or an alias. */
  private newReference(): Term {
    return wasm.makeSignalReference(this.scheduler.references.home);
  }

  /** The reference as it was made here. One that has come in from outside is a copy: who it is equal to is looked for. */
  private original(reference: Term): Term | undefined {
    const { references, table } = this.scheduler;
    if (wasm.isSignalReference(reference, references.home)) return reference;
    if (referenceResource(reference) !== null || references.keyOf(reference) < 0) return undefined;
    for (const p of table.all()) {
      const { handle } = p.mailbox;
      for (let alias = wasm.firstAlias(handle); alias !== null; alias = wasm.nextAlias(alias))
        if (exactEqual(wasm.aliasReference(alias), reference)) return wasm.aliasReference(alias);
      for (let m = wasm.firstMonitor(handle); m !== null; m = wasm.nextMonitor(m))
        if (exactEqual(wasm.monitorReference(m), reference)) return wasm.monitorReference(m);
    }
    return undefined;
  }

  // ---- aliases

  /** A reference that messages can be sent to. */
  alias(owner: Process, mode: AliasMode, urgent = false): Term {
    const reference = this.newReference();
    wasm.addAlias(reference, owner.mailbox.handle, mode, Number(urgent));
    return reference;
  }

  /** The alias that a reference is now. */
  aliasOf(reference: Term): Term | undefined {
    const original = this.original(reference);
    return original === undefined ? undefined : (wasm.aliasOf(original) ?? undefined);
  }

  /** Whether the reference was an active alias of this process. */
  unalias(owner: Process, reference: Term): boolean {
    const alias = this.aliasOf(reference);
    if (alias === undefined || aliasOwner(alias) !== owner) return false;
    wasm.dropAlias(alias);
    return true;
  }

  // ---- monitors

  /** A monitor on a process or port, known as `object`; without one it is down at once, for `reason`. */
  monitor(
    watcher: Process,
    target: Monitored | undefined,
    object: Term,
    options: MonitorOptions = {},
    reason: Term = am.noproc,
    type: Term = am.process,
  ): Term {
    const reference = this.newReference();
    const { handle } = watcher.mailbox;
    const { alias: mode, tag = am.DOWN, urgent = false } = options;
    // The alias of one that is down at once goes with it, unless it was to stay.
    if (mode !== undefined && (target !== undefined || mode === AliasMode.EXPLICIT))
      wasm.addAlias(reference, handle, mode, Number(urgent));
    if (target === undefined)
      this.deliver(watcher, tuple(tag, reference, type, object, reason), urgent);
    else wasm.addMonitor(reference, handle, target.mailbox.handle, object, tag, Number(urgent));
    return reference;
  }

  /** A monitor on something that never goes down. */
  monitorForever(watcher: Process, object: Term, options: MonitorOptions): Term {
    const reference = this.newReference();
    const { handle } = watcher.mailbox;
    const { alias: mode, tag = am.DOWN, urgent = false } = options;
    if (mode !== undefined) wasm.addAlias(reference, handle, mode, Number(urgent));
    wasm.addMonitor(reference, handle, NIL, object, tag, Number(urgent));
    return reference;
  }

  /** Removes a monitor of the watcher; whether there was one. */
  demonitor(watcher: Process, reference: Term): boolean {
    const original = this.original(reference);
    if (original === undefined) return false;
    const monitor = wasm.monitorOf(original);
    if (monitor === null) {
      // An alias of the monitor may have outlived it.
      const alias = wasm.aliasOf(original);
      if (alias !== null && aliasOwner(alias) === watcher) {
        const mode = wasm.aliasMode(alias);
        if (mode !== AliasMode.EXPLICIT && mode !== AliasMode.REPLY) wasm.dropAlias(alias);
      }
      return false;
    }
    // A monitor of somebody else's is as good as none.
    if (monitorWatcher(monitor) !== watcher) return false;
    wasm.endMonitor(monitor);
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

  /** Those who monitor a port hear that it is gone. */
  portDown(port: Port, reason: Term): void {
    this.down(port, am.port, reason);
  }

  private down(target: Monitored, type: Term, reason: Term): void {
    if (wasm.firstMonitorOn(target.mailbox.handle) === null) return;
    // the oldest first
    for (const m of [...monitorsOn(target)].reverse()) {
      const [tag, reference] = [wasm.monitorTag(m), wasm.monitorReference(m)];
      if (wasm.monitorOf(reference) !== m) continue;
      wasm.endMonitor(m);
      const message = tuple(tag, reference, type, wasm.monitorObject(m), reason);
      this.deliver(monitorWatcher(m), message, wasm.monitorUrgent(m) !== 0);
    }
  }

  private cleanUp(p: Process): void {
    const { scheduler } = this;
    const reason = p.exitReason as Term;
    if (p.receiveTimer !== null) scheduler.timers.cancel(p.receiveTimer);
    if (p.registeredName !== null) this.unregister(p.registeredName);
    scheduler.ended(p, reason);
    const { handle } = p.mailbox;
    for (let alias = wasm.firstAlias(handle); alias !== null; alias = wasm.firstAlias(handle))
      wasm.dropAlias(alias);
    for (let m = wasm.firstMonitor(handle); m !== null; m = wasm.firstMonitor(handle))
      wasm.dropMonitor(m);
    this.down(p, am.process, reason);
    if (p.ports !== null) {
      for (const port of p.ports) port.linkExit(p, reason);
      p.ports = null;
    }
    if (p.links !== null) {
      for (const other of p.links) {
        other.links?.delete(p);
        this.linkExit(p.pid, other, reason, other.urgentLinks?.delete(p));
      }
      p.links = null;
    }
    p.native?.onExit?.(reason);
    p.dictionary = emptyMap();
  }
}
