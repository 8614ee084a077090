// erlang: sending, links, monitors, aliases, exits and registered names.
import { badarg, error, exitWith } from '../gc/errors.ts';
import {
  atoms,
  bool,
  FALSE,
  isAtom,
  isPid,
  isPort,
  isReference,
  isTupleOf,
  list,
  listElements,
  NIL,
  pidNode,
  referenceNode,
  type Term,
  TRUE,
  tuple,
  tupleElement,
} from '../gc/term.ts';
import { AliasMode, aliasIsUrgent, aliasOwner } from '../sched/monitor.ts';
import { type Process, Status } from '../sched/process.ts';
import type { MonitorOptions } from '../sched/signals.ts';
import { monitorOptions, remembering } from './options.ts';
import { defineBifs } from './registry.ts';

const am = atoms(
  'EXIT',
  'badopt',
  'badtype',
  'clock_service',
  'explicit_unalias',
  'false',
  'flush',
  'info',
  'kill',
  'noconnect',
  'noconnection',
  'none',
  'noproc',
  'nosuspend',
  'notalive',
  'ok',
  'port',
  'priority',
  'process',
  'registered_name',
  'reply',
  'time_offset',
  'undefined',
);

/** What a send names that is on another node: nothing is connected. */
function isRemote(p: Process, to: Term): boolean {
  const { table, references, node } = p.scheduler;
  if (isPid(to)) return !table.isLocal(to);
  if (isReference(to)) return !references.isLocal(to);
  return isTupleOf(to, 2) && isAtom(tupleElement(to, 1)) && tupleElement(to, 1) !== node;
}

const SEND_OPTIONS = new Set([am.noconnect, am.nosuspend, am.priority]);

const sendOptions = remembering((options) => {
  const items = listElements(options);
  if (items === undefined || !items.every((o) => SEND_OPTIONS.has(o))) return undefined;
  return {
    connects: !items.includes(am.noconnect),
    suspends: !items.includes(am.nosuspend),
    urgent: items.includes(am.priority),
  };
});

/** Of demonitor/2. */
const demonitorOptions = remembering((options) => {
  const items = listElements(options);
  if (items === undefined || !items.every((o) => o === am.flush || o === am.info)) return undefined;
  return { flush: items.includes(am.flush), info: items.includes(am.info) };
});

/** Whether an option list, which knows nothing but `priority`, has it. */
function isUrgent(options: Term): boolean {
  const items = listElements(options);
  if (items === undefined || !items.every((o) => o === am.priority)) throw badarg(am.badopt);
  return items.length > 0;
}

/** To a pid or port; with options (OTP 28) an alias of its owner's may stand for the pid. */
function exitSignal(p: Process, to: Term, reason: Term, options: Term = NIL): Term {
  const { signals, table } = p.scheduler;
  const urgent = isUrgent(options);
  if (isPort(to)) {
    p.scheduler.ports.get(to)?.exit(reason);
    return unlessExited(p);
  }
  if (isReference(to)) {
    const alias = signals.aliasOf(to);
    if (alias !== undefined)
      signals.exitSignal(p.pid, aliasOwner(alias), reason, urgent && aliasIsUrgent(alias));
    return unlessExited(p);
  }
  if (!isPid(to)) throw badarg();
  const target = table.get(to);
  // A priority message must go by an alias that allows it.
  if (target !== undefined) signals.exitSignal(p.pid, target, reason);
  return unlessExited(p);
}

function link(p: Process, to: Term, urgent: boolean): Term {
  const { table, signals } = p.scheduler;
  const target = isPid(to) ? table.get(to) : undefined;
  if (target !== undefined) {
    signals.link(p, target, urgent);
    return TRUE;
  }
  const port = isPort(to) ? p.scheduler.ports.get(to) : undefined;
  if (port !== undefined) {
    p.scheduler.ports.link(p, port);
    return TRUE;
  }
  if (isPid(to) && pidNode(to) !== p.scheduler.node) {
    signals.linkExit(to, p, am.noconnection, urgent);
    return unlessExited(p);
  }
  if (!isPid(to) && !isPort(to)) throw badarg();
  if (!p.trapExit) throw error(am.noproc);
  signals.deliver(p, tuple(am.EXIT, to, am.noproc), urgent);
  return TRUE;
}

/** `true`; but who has sent itself an exit signal does not come back from the call. */
function unlessExited(p: Process): Term {
  return p.status === Status.EXITING ? p.leave({ kind: 'exit' }) : TRUE;
}

/** {Name, Node} as monitors name it; undefined where it is not that. */
function namedOnNode(t: Term): { name: Term; node: Term } | undefined {
  if (!isTupleOf(t, 2)) return undefined;
  const name = tupleElement(t, 0);
  const node = tupleElement(t, 1);
  return isAtom(name) && isAtom(node) ? { name, node } : undefined;
}

function monitor(p: Process, type: Term, item: Term, options: MonitorOptions): Term {
  const { signals, ports, table, node, references } = p.scheduler;
  const named = namedOnNode(item) ?? (isAtom(item) ? { name: item, node } : undefined);
  switch (type) {
    case am.process:
      if (isPid(item)) {
        if (item === p.pid || table.get(item) === p) return references.make();
        return signals.monitor(
          p,
          table.get(item),
          item,
          options,
          pidNode(item) === node ? am.noproc : am.noconnection,
        );
      }
      if (named === undefined || named.node !== node) throw badarg();
      if (signals.whereis(named.name) === p) return references.make();
      return signals.monitor(p, signals.lookUp(named.name), tuple(named.name, node), options);
    case am.port:
      if (isPort(item))
        return signals.monitor(p, ports.get(item), item, options, am.noproc, am.port);
      if (named === undefined || named.node !== node) throw badarg();
      return signals.monitor(
        p,
        ports.named(named.name),
        tuple(named.name, node),
        options,
        am.noproc,
        am.port,
      );
    case am.time_offset:
      if (item !== am.clock_service) throw badarg();
      return signals.monitorForever(p, item, options);
  }
  throw badarg(am.badtype);
}

/** Whether there was such a monitor. */
function demonitor(p: Process, reference: Term): boolean {
  if (!isReference(reference)) throw badarg();
  const { references, node, signals } = p.scheduler;
  if (references.isLocal(reference)) return signals.demonitor(p, reference);
  // A reference of this node's earlier life cannot be a monitor; one of another node is an error.
  if (referenceNode(reference) === node) return false;
  throw badarg();
}

function registerPort(p: Process, name: Term, to: Term): Term {
  const { signals, ports } = p.scheduler;
  const port = ports.get(to);
  if (port === undefined || port.registeredName !== null || !signals.isFree(name))
    throw badarg(am.none);
  ports.register(name, port);
  return TRUE;
}

export const erlangSignals = defineBifs('erlang', {
  '!/2': (p, to, message) => {
    p.scheduler.send(p, to, message);
    return message;
  },
  'send/2': (p, to, message) => {
    p.scheduler.send(p, to, message);
    return message;
  },
  'send/3': (p, to, message, options) => {
    const read = sendOptions(options);
    if (read === undefined) throw badarg(am.badopt);
    if (!read.connects && isRemote(p, to)) return am.noconnect;
    if (!read.suspends && p.scheduler.signals.wouldWait(to)) return am.nosuspend;
    p.scheduler.send(p, to, message, read.urgent);
    return am.ok;
  },

  'exit/1': (p, reason) => p.raise(exitWith(reason)),
  'exit/2': (p, to, reason) => {
    if (isReference(to)) throw badarg();
    return exitSignal(p, to, reason);
  },
  'exit/3': (p, to, reason, options) => exitSignal(p, to, reason, options),
  'exit_signal/2': (p, to, reason) => {
    if (isReference(to)) throw badarg();
    return exitSignal(p, to, reason);
  },
  'exit_signal/3': (p, to, reason, options) => exitSignal(p, to, reason, options),

  'link/1': (p, to) => link(p, to, false),
  'link/2': (p, to, options) => link(p, to, isUrgent(options)),
  'unlink/1': (p, to) => {
    if (isPid(to)) {
      const target = p.scheduler.table.get(to);
      if (target !== undefined) p.scheduler.signals.unlink(p, target);
    } else if (isPort(to)) {
      const { ports } = p.scheduler;
      const port = ports.get(to);
      if (port !== undefined) ports.unlink(p, port);
    } else throw badarg();
    return TRUE;
  },

  'monitor/2': (p, type, item) => monitor(p, type, item, {}),
  'monitor/3': (p, type, item, options) => {
    const read = monitorOptions(options);
    if (read === undefined) throw badarg(am.badopt);
    return monitor(p, type, item, read);
  },
  'demonitor/1': (p, reference) => {
    demonitor(p, reference);
    return TRUE;
  },
  'demonitor/2': (p, reference, options) => {
    const read = demonitorOptions(options);
    if (read === undefined) throw badarg();
    const found = demonitor(p, reference);
    const result = found || !read.info ? TRUE : FALSE;
    if (found || !read.flush) return result;
    return p.callInstead('erts_internal', 'flush_monitor_messages', [reference, FALSE, result]);
  },

  'alias/1': (p, options) => {
    const items = listElements(options);
    if (items === undefined) throw badarg();
    let mode: AliasMode = AliasMode.EXPLICIT;
    let urgent = false;
    for (const item of items) {
      if (item === am.explicit_unalias) mode = AliasMode.EXPLICIT;
      else if (item === am.reply) mode = AliasMode.REPLY;
      else if (item === am.priority) urgent = true;
      else throw badarg();
    }
    return p.scheduler.signals.alias(p, mode, urgent);
  },
  'unalias/1': (p, reference) => {
    if (!isReference(reference)) throw badarg();
    return bool(p.scheduler.signals.unalias(p, reference));
  },

  'register/2': (p, name, to) => {
    if (!isAtom(name) || name === am.undefined) throw badarg(am.none);
    if (isPort(to)) return registerPort(p, name, to);
    if (!isPid(to) || !p.scheduler.table.isLocal(to)) throw badarg(am.none);
    const target = p.scheduler.table.get(to);
    if (target === undefined) throw badarg(am.notalive);
    if (target.registeredName !== null) throw badarg(am.registered_name);
    if (!p.scheduler.signals.register(name, target)) throw badarg(am.none);
    return TRUE;
  },
  'unregister/1': (p, name) => {
    if (!isAtom(name) || !p.scheduler.signals.unregister(name)) throw badarg();
    return TRUE;
  },
  'whereis/1': (p, name) => {
    if (!isAtom(name)) throw badarg();
    const { signals, ports } = p.scheduler;
    return ports.named(name)?.id ?? signals.lookUp(name)?.pid ?? am.undefined;
  },
  'registered/0': (p) => list(p.scheduler.signals.registered()),
});
