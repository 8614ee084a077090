// erlang, erts_internal: what a process may ask and change of itself and others.
import { badarg } from '../gc/errors.ts';
import {
  atoms,
  bool,
  FALSE,
  isAtom,
  isPid,
  isReference,
  isSmall,
  isTupleOf,
  list,
  listElements,
  makeInteger,
  type Term,
  TRUE,
  tuple,
  tupleElement,
} from '../gc/term.ts';
import type { Process, ProcessOptions } from '../sched/process.ts';
import { SLICE_REDUCTIONS } from '../sched/scheduler.ts';
import { booleanOf, properLength } from './arguments.ts';
import {
  fullsweepAfter,
  maxHeapSize,
  maxHeapSizeOf,
  messageQueueData,
  minBinVheapSize,
  minHeapSize,
  processHeapSize,
  processVheapSize,
} from './heap-settings.ts';
import { priorityName, priorityOf } from './options.ts';
import { defineBifs, defineGuardBifs } from './registry.ts';

const am = atoms(
  'async_dist',
  'asynchronous',
  'badarg',
  'badopt',
  'badtype',
  'error_handler',
  'false',
  'fullsweep_after',
  'garbage_collect',
  'system_task_test',
  'copy_literals',
  'max_heap_size',
  'message_queue_data',
  'min_bin_vheap_size',
  'min_heap_size',
  'monitor_nodes',
  'none',
  'off_heap',
  'ok',
  'on_heap',
  'priority',
  'save_calls',
  'scheduler',
  'sensitive',
  'trap_exit',
  'suspended',
  'unless_suspending',
  'check_process_code',
);

/** The largest buffer of process_flag(save_calls, N). */
const MAX_SAVED_CALLS = 10000;

function set(p: Process, options: ProcessOptions): void {
  p.options = { ...p.options, ...options };
}

/** The living process of a local pid. */
function lookup(p: Process, pid: Term): Process | undefined {
  return isPid(pid) ? p.scheduler.table.get(pid) : undefined;
}

/** A number, or badarg. */
function required<T>(value: T | undefined): T {
  if (value === undefined) throw badarg();
  return value;
}

/** Sets how many calls are saved, and returns the old number; undefined for a wrong value. Nothing is traced here. */
function setSaveCalls(p: Process, value: Term): Term | undefined {
  if (!isSmall(value) || value < 0 || value > MAX_SAVED_CALLS) return undefined;
  const old = p.options?.saveCalls ?? 0;
  set(p, { saveCalls: value });
  return makeInteger(old);
}

const NODE_SUBSCRIPTIONS = Symbol('node subscriptions');

/** Subscribes to news of nodes, of which there are none yet: only the number of subscriptions is kept. */
function monitorNodes(p: Process, on: boolean): Term {
  const counts = p.runtime.slot(NODE_SUBSCRIPTIONS, () => new WeakMap<Process, number>());
  const old = counts.get(p) ?? 0;
  counts.set(p, on ? old + 1 : 0);
  return makeInteger(old);
}

function processFlag(p: Process, flag: Term, value: Term): Term {
  if (
    flag === am.monitor_nodes ||
    (isTupleOf(flag, 2) && tupleElement(flag, 0) === am.monitor_nodes)
  ) {
    return monitorNodes(p, required(booleanOf(value)));
  }
  switch (flag) {
    case am.trap_exit: {
      const old = bool(p.trapExit);
      p.trapExit = required(booleanOf(value));
      return old;
    }
    case am.priority: {
      const old = priorityName(p.priority);
      p.priority = required(priorityOf(value));
      return old;
    }
    case am.error_handler: {
      if (!isAtom(value)) throw badarg();
      const old = p.options?.errorHandler ?? am.error_handler;
      set(p, { errorHandler: value });
      return old;
    }
    case am.async_dist: {
      const old = bool(p.options?.asyncDist ?? false);
      set(p, { asyncDist: required(booleanOf(value)) });
      return old;
    }
    case am.sensitive: {
      const old = bool(p.options?.sensitive ?? false);
      set(p, { sensitive: required(booleanOf(value)) });
      return old;
    }
    case am.scheduler:
      // There is one scheduler; 0 unbinds.
      if (!isSmall(value) || value < 0 || value > 1) throw badarg();
      return makeInteger(0);
    case am.message_queue_data: {
      const old = messageQueueData(p);
      if (value !== am.on_heap && value !== am.off_heap) throw badarg();
      set(p, { messageQueueData: value });
      return old;
    }
    case am.min_heap_size: {
      const old = minHeapSize(p);
      set(p, { minHeapSize: required(processHeapSize(value)) });
      return makeInteger(old);
    }
    case am.min_bin_vheap_size: {
      const old = minBinVheapSize(p);
      set(p, { minBinVheapSize: required(processVheapSize(value)) });
      return makeInteger(old);
    }
    case am.fullsweep_after: {
      const old = fullsweepAfter(p);
      if (!isSmall(value) || value < 0) throw badarg();
      set(p, { fullsweepAfter: value });
      return makeInteger(old);
    }
    case am.max_heap_size: {
      const old = maxHeapSizeOf(p);
      set(p, { maxHeapSize: required(maxHeapSize(value, minHeapSize(p))) });
      return old;
    }
    case am.save_calls: {
      const old = setSaveCalls(p, value);
      if (old === undefined) throw badarg(am.none);
      return old;
    }
  }
  throw badarg(am.badopt);
}

function suspendProcess(p: Process, suspendee: Term, options: Term): Term {
  const { scheduler } = p;
  if (!isPid(suspendee) || !scheduler.table.isLocal(suspendee)) return am.badarg;
  const target = scheduler.table.get(suspendee);
  if (target === p) return am.badarg;
  const items = listElements(options);
  if (items === undefined) return am.badopt;
  let asynchronous = false;
  let unlessSuspending = false;
  let replyTag: Term | undefined;
  for (const item of items) {
    if (item === am.unless_suspending) unlessSuspending = true;
    else if (item === am.asynchronous) asynchronous = true;
    else if (isTupleOf(item, 2) && tupleElement(item, 0) === am.asynchronous) {
      asynchronous = true;
      replyTag = tupleElement(item, 1);
    } else return am.badopt;
  }
  const reply = (state: Term): void => {
    if (replyTag !== undefined) scheduler.signals.deliver(p, tuple(replyTag, state));
  };
  if (target === undefined) {
    reply(am.badarg);
    return asynchronous ? TRUE : am.badarg;
  }
  if (unlessSuspending && target.suspenders?.has(p)) {
    reply(am.suspended);
    return FALSE;
  }
  scheduler.suspend(target, p);
  reply(am.suspended);
  return TRUE;
}

/** Requests that OTP serves in the target process, between its slices. None needs that here. */
function systemTask(p: Process, target: Term, request: Term): Term {
  if (!isPid(target) || !p.scheduler.table.isLocal(target)) throw badarg();
  const type = tupleElement(request, 0);
  const id = tupleElement(request, 1);
  const alive = lookup(p, target) !== undefined;
  switch (type) {
    case am.garbage_collect:
    case am.copy_literals:
    case am.system_task_test:
      p.scheduler.signals.deliver(p, tuple(type, id, bool(alive)));
      return am.ok;
    case am.check_process_code: {
      const module = tupleElement(request, 2);
      if (!isAtom(module)) throw badarg();
      const { old } = p.runtime.code.versions(module);
      const q = lookup(p, target);
      const uses = old !== null && q !== undefined && p.runtime.interpreter.runsIn(q, old);
      p.scheduler.signals.deliver(p, tuple(type, id, bool(uses)));
      return am.ok;
    }
  }
  throw badarg();
}

export const erlangSelf = defineGuardBifs('erlang', {
  'self/0': (p) => p.pid,
});

export const erlangProcesses = defineBifs('erlang', {
  'group_leader/0': (p) => p.groupLeader,
  'is_process_alive/1': (p, pid) => {
    if (!isPid(pid) || !p.scheduler.table.isLocal(pid)) throw badarg();
    return bool(p.scheduler.table.get(pid) !== undefined);
  },
  'processes/0': (p) => list(p.scheduler.table.all().map((q) => q.pid)),
  'process_flag/2': processFlag,
  'hibernate/3': (p, module, name, args) => {
    if (!isAtom(module) || !isAtom(name) || properLength(args) === undefined) throw badarg();
    return p.leave({ kind: 'hibernate', module, name, args });
  },
  'hibernate/0': (p) => p.leave({ kind: 'awaitMessage', result: am.ok }),
  'resume_process/1': (p, pid) => {
    const target = lookup(p, pid);
    if (target === undefined || !p.scheduler.unsuspend(target, p)) throw badarg();
    return TRUE;
  },
  'bump_reductions/1': (p, reductions) => {
    if (!isSmall(reductions) || reductions < 0) throw badarg();
    // As in OTP, never more than a slice.
    p.scheduler.runner.bump(p, Math.min(reductions, SLICE_REDUCTIONS));
    return TRUE;
  },
});

export const ertsInternalProcesses = defineBifs('erts_internal', {
  // All at once: the first step answers every process, the second that there are no more.
  'processes_next/1': (p, step) => {
    if (!isSmall(step)) throw badarg();
    if (step !== 0) return am.none;
    return tuple(makeInteger(1), list(p.scheduler.table.all().map((q) => q.pid)));
  },
  'group_leader/2': (p, leader, pid) => {
    const target = lookup(p, pid);
    if (!isPid(leader) || target === undefined) return am.badarg;
    target.groupLeader = leader;
    return TRUE;
  },
  'group_leader/3': (p, leader, pid, reference) => {
    if (!isPid(leader) || !isPid(pid) || !isReference(reference)) throw badarg();
    const target = lookup(p, pid);
    if (target !== undefined) target.groupLeader = leader;
    p.scheduler.signals.deliver(p, tuple(reference, target === undefined ? am.badarg : TRUE));
    return am.ok;
  },
  'is_process_alive/2': (p, pid, reference) => {
    if (!isPid(pid) || !isReference(reference)) throw badarg();
    p.scheduler.signals.deliver(p, tuple(reference, bool(lookup(p, pid) !== undefined)));
    return am.ok;
  },
  'process_flag/3': (p, pid, flag, value) => {
    const target = lookup(p, pid);
    if (target === undefined) return am.badtype;
    return flag === am.save_calls ? (setSaveCalls(target, value) ?? am.badarg) : am.badarg;
  },
  'suspend_process/2': suspendProcess,
  'garbage_collect/1': () => TRUE,
  'request_system_task/3': (p, target, _priority, request) => systemTask(p, target, request),
  'request_system_task/4': (p, requester, target, _priority, request) =>
    systemTask(lookup(p, requester) ?? p, target, request),
  'is_system_process/1': (p, pid) => {
    if (!isPid(pid) || !p.scheduler.table.isLocal(pid)) throw badarg();
    return bool(lookup(p, pid)?.native != null);
  },
  'system_check/1': () => am.ok,
  // The scheduler, and the thread beside the schedulers that the emulator has.
  'no_aux_work_threads/0': () => makeInteger(2),
  'is_process_executing_dirty/1': () => FALSE,
  'dirty_process_handle_signals/1': () => FALSE,
});
