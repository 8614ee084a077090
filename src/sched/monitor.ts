// What monitors and aliases are, to JavaScript: objects of WebAssembly (gc/wasm/signals.wasm.ts), which references hold.
import { wasm } from '../gc/instance.ts';
import { ALIAS } from '../gc/signal-states.ts';
import type { Term } from '../gc/types.ts';
import type { Mailbox } from './mailbox.ts';
import type { Process } from './process.ts';

export const AliasMode = ALIAS;
export type AliasMode = (typeof AliasMode)[keyof typeof AliasMode];

/** What can be monitored: a process or a port, which needs its mailbox for nothing else. */
export interface Monitored {
  readonly mailbox: Mailbox;
}

/** The monitors that a process holds, newest first. */
export function* monitorsOf(p: Process): Generator<Term> {
  for (let m = wasm.firstMonitor(p.mailbox.handle); m !== null; m = wasm.nextMonitor(m)) yield m;
}

/** The monitors that are held on a process or port, newest first. */
export function* monitorsOn(p: Monitored): Generator<Term> {
  for (let m = wasm.firstMonitorOn(p.mailbox.handle); m !== null; m = wasm.nextMonitorOn(m))
    yield m;
}

/** What a monitor names: a pid, a port, or `{Name, Node}`. */
export function monitorObject(monitor: Term): Term {
  return wasm.monitorObject(monitor);
}

/** What it is on; null for what cannot go down. */
export function monitorTarget(monitor: Term): Monitored | null {
  return wasm.monitorTarget(monitor) as Monitored | null;
}

export function monitorWatcher(monitor: Term): Process {
  return wasm.monitorWatcher(monitor) as Process;
}

export function aliasOwner(alias: Term): Process {
  return wasm.aliasOwner(alias) as Process;
}

/** Whether messages and exit signals sent to an alias may be priority messages. */
export function aliasIsUrgent(alias: Term): boolean {
  return wasm.aliasUrgent(alias) !== 0;
}
