// References that the processes of a runtime make, and what they stand for there: monitors and aliases, and tables.
//
// A reference holds its monitor and its alias itself, so that finding them takes no table. Each is an element of lists, too,
// which are for the ends of processes and for questions. All of it is in WebAssembly because a call of a server makes and ends one of each.

import { ALIAS } from '../signal-states.ts';
import { TAG } from '../tags.ts';
import {
  Alias,
  Home,
  Mailbox,
  Monitor,
  Reference,
  SignalReference,
  Store,
  TableReference,
} from './types.wasm.ts';

/** `none` is the empty map. @js */
export function newHome(node: Term, creation: i32, seed: i32, none: Term): Home {
  return new Home(node, creation, seed, i64(0), none, none, none);
}

/** The registered names, as a map from atoms to pids. @js */
export function homeSetNames(home: Home, names: Term): void {
  home.names = names;
}

/** The names of ETS tables, as a map from atoms to their references. @js */
export function homeSetTables(home: Home, tables: Term): void {
  home.tables = tables;
}

/** The persistent terms: a map. @js */
export function homePersistent(home: Home): Term {
  return home.persistent;
}
/** @js */
export function homeSetPersistent(home: Home, terms: Term): void {
  home.persistent = terms;
}

/** The words of a new reference: the counter in 18 and 32 bits, as OTP prints them, and the number of the runtime. */
function newWords(home: Home): MutArray<i32> {
  const n = home.references + i64(1);
  home.references = n;
  const words: MutArray<i32> = newArrayDefault<MutArray<i32>>(3);
  words[0] = i32(n) & 0x3ffff;
  words[1] = i32(n >> i64(18));
  words[2] = home.seed;
  return words;
}

/** @js */
export function makeReference(home: Home, resource: extern | null): Term {
  return new Reference(TAG.REFERENCE, home.node, home.creation, newWords(home), resource);
}

/** A reference that may become a monitor or an alias. */
export function signalReference(home: Home): SignalReference {
  const words = newWords(home);
  return new SignalReference(
    TAG.REFERENCE,
    home.node,
    home.creation,
    words,
    null,
    home,
    null,
    null,
  );
}

/** @js */
export function makeTableReference(
  home: Home,
  resource: extern,
  store: Store,
  owner: Mailbox,
  protection: i32,
): Term {
  return new TableReference(
    TAG.REFERENCE,
    home.node,
    home.creation,
    newWords(home),
    resource,
    store,
    owner,
    protection,
    0,
  );
}
/** @js */
export function tableSetOwner(table: Term, owner: Mailbox): void {
  (table as TableReference).owner = owner;
}
/** @js */
export function tableSetProtection(table: Term, protection: i32): void {
  (table as TableReference).protection = protection;
}
/** @js */
export function tableSetDeleted(table: Term): void {
  (table as TableReference).isDeleted = 1;
}

/** @js */
export function makeSignalReference(home: Home): Term {
  return signalReference(home);
}

/** Whether this runtime has made the reference for a monitor or an alias. @js */
export function isSignalReference(t: Term, home: Home): boolean {
  return t instanceof SignalReference && t.home === home;
}

// ---- aliases

/** @js */
export function addAlias(reference: Term, owner: Mailbox, mode: i32, urgent: i32): void {
  const of = reference as SignalReference;
  const next = owner.aliases;
  const alias = new Alias(of, owner, mode, urgent, null, next);
  if (next !== null) next.previous = alias;
  owner.aliases = alias;
  of.alias = alias;
}

/** Ends it. @js */
export function dropAlias(alias: Alias): void {
  const reference = alias.reference;
  if (reference.alias !== alias) return;
  reference.alias = null;
  const previous = alias.previous;
  const next = alias.next;
  if (previous !== null) previous.next = next;
  else alias.owner.aliases = next;
  if (next !== null) next.previous = previous;
}

/** A message comes for an alias; some end by that. @js */
export function useAlias(alias: Alias): void {
  const mode = alias.mode;
  if (mode !== ALIAS.REPLY && mode !== ALIAS.REPLY_DEMONITOR) return;
  dropAlias(alias);
  const monitor = alias.reference.monitor;
  if (mode === ALIAS.REPLY_DEMONITOR && monitor !== null) dropMonitor(monitor);
}

/** What the reference is an alias of now. @js */
export function aliasOf(reference: Term): Alias | null {
  return (reference as SignalReference).alias;
}
/** @js */
export function aliasReference(alias: Alias): Term {
  return alias.reference;
}
/** The process. @js */
export function aliasOwner(alias: Alias): extern {
  return alias.owner.host;
}
/** @js */
export function aliasMode(alias: Alias): i32 {
  return alias.mode;
}
/** @js */
export function aliasUrgent(alias: Alias): i32 {
  return alias.urgent;
}
/** @js */
export function firstAlias(owner: Mailbox): Alias | null {
  return owner.aliases;
}
/** @js */
export function nextAlias(alias: Alias): Alias | null {
  return alias.next;
}

// ---- monitors

/** The target is nil where nothing can go down. @js */
export function addMonitor(
  reference: Term,
  watcher: Mailbox,
  target: Term,
  object: Term,
  tag: Term,
  urgent: i32,
): void {
  const box = target instanceof Mailbox ? target : null;
  watch(reference as SignalReference, watcher, box, object, tag, urgent);
}

export function watch(
  reference: SignalReference,
  watcher: Mailbox,
  target: Mailbox | null,
  object: Term,
  tag: Term,
  urgent: i32,
): void {
  const held = watcher.monitors;
  const onTarget = target === null ? null : target.monitoredBy;
  const monitor = new Monitor(
    reference,
    watcher,
    target,
    object,
    tag,
    urgent,
    null,
    held,
    null,
    onTarget,
  );
  if (held !== null) held.previousHeld = monitor;
  watcher.monitors = monitor;
  if (onTarget !== null) onTarget.previousOnTarget = monitor;
  if (target !== null) target.monitoredBy = monitor;
  reference.monitor = monitor;
}

/** Ends it: takes it out of both lists. @js */
export function dropMonitor(monitor: Monitor): void {
  monitor.reference.monitor = null;
  const previousHeld = monitor.previousHeld;
  const nextHeld = monitor.nextHeld;
  if (previousHeld !== null) previousHeld.nextHeld = nextHeld;
  else monitor.watcher.monitors = nextHeld;
  if (nextHeld !== null) nextHeld.previousHeld = previousHeld;
  const target = monitor.target;
  if (target === null) return;
  const previous = monitor.previousOnTarget;
  const next = monitor.nextOnTarget;
  if (previous !== null) previous.nextOnTarget = next;
  else target.monitoredBy = next;
  if (next !== null) next.previousOnTarget = previous;
}

/** The same, with the alias that lives as long. @js */
export function endMonitor(monitor: Monitor): void {
  dropMonitor(monitor);
  const alias = monitor.reference.alias;
  if (alias === null) return;
  if (alias.mode === ALIAS.DEMONITOR || alias.mode === ALIAS.REPLY_DEMONITOR) dropAlias(alias);
}

/** The monitor that a reference is now. @js */
export function monitorOf(reference: Term): Monitor | null {
  return (reference as SignalReference).monitor;
}
/** @js */
export function monitorReference(monitor: Monitor): Term {
  return monitor.reference;
}
/** The process. @js */
export function monitorWatcher(monitor: Monitor): extern {
  return monitor.watcher.host;
}
/** The process or port that it is on; null where nothing can go down. @js */
export function monitorTarget(monitor: Monitor): extern | null {
  const target = monitor.target;
  return target === null ? null : target.host;
}
/** @js */
export function monitorObject(monitor: Monitor): Term {
  return monitor.object;
}
/** @js */
export function monitorTag(monitor: Monitor): Term {
  return monitor.tag;
}
/** @js */
export function monitorUrgent(monitor: Monitor): i32 {
  return monitor.urgent;
}
/** Of those that a process holds. @js */
export function firstMonitor(watcher: Mailbox): Monitor | null {
  return watcher.monitors;
}
/** @js */
export function nextMonitor(monitor: Monitor): Monitor | null {
  return monitor.nextHeld;
}
/** Of those that are held on a process. @js */
export function firstMonitorOn(target: Mailbox): Monitor | null {
  return target.monitoredBy;
}
/** @js */
export function nextMonitorOn(monitor: Monitor): Monitor | null {
  return monitor.nextOnTarget;
}
