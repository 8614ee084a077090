// erlang, erts_internal: statistics, system flags, system monitors and profilers.
import { badarg, NotImplemented } from '../gc/errors.ts';
import {
  atomName,
  atoms,
  bool,
  FALSE,
  isPid,
  isSmall,
  list,
  makeInteger,
  safeIntegerOf,
  type Term,
  TRUE,
  tuple,
} from '../gc/term.ts';
import type { Runtime } from '../runtime.ts';
import type { Process } from '../sched/process.ts';
import { booleanOf } from './arguments.ts';
import { heapDefaults, maxHeapSize, processHeapSize, processVheapSize } from './heap-settings.ts';
import { defineBifs } from './registry.ts';

const am = atoms(
  'active_tasks',
  'active_tasks_all',
  'backtrace_depth',
  'badopt',
  'block',
  'block_normal',
  'blocked',
  'blocked_normal',
  'context_switches',
  'cpu_topology',
  'debug_flags',
  'dirty_cpu_schedulers_online',
  'enabled',
  'exact_reductions',
  'finalize',
  'fullsweep_after',
  'garbage_collection',
  'input',
  'io',
  'logger',
  'max_heap_size',
  'microstate_accounting',
  'min_bin_vheap_size',
  'min_heap_size',
  'multi_scheduling',
  'ok',
  'output',
  'outstanding_system_requests_limit',
  'reductions',
  'reset',
  'reset_seq_trace',
  'run_queue',
  'run_queue_lengths',
  'run_queue_lengths_all',
  'run_queues',
  'runtime',
  'scheduler_wall_time',
  'scheduler_wall_time_all',
  'schedulers_online',
  'scheduling_statistics',
  'sequential_tracer',
  'system_logger',
  'time_offset',
  'total_active_tasks',
  'total_active_tasks_all',
  'total_run_queue_lengths',
  'total_run_queue_lengths_all',
  'trace_control_word',
  'unblock',
  'unblock_normal',
  'undefined',
  'volatile',
  'wall_clock',
);

/** Limits of OTP's. */
const MAX_BACKTRACE_DEPTH = 64;
const MAX_FULLSWEEP = 65535;

/** What system_flag/2 sets and nothing else knows, and what statistics/1 told last. */
export interface SystemFlags {
  /** Who gets the emulator's own log events: a pid, `logger` or `undefined`. */
  systemLogger: Term;
  requestsLimit: Term;
  traceControlWord: Term;
  blockers: number;
  /** Busy and total time when scheduler_wall_time was switched on; undefined while it is off. */
  wallTime: { busy: number; total: number } | undefined;
  lastReductions: number;
  lastExactReductions: number;
  lastRuntime: number;
  lastWallClock: number;
}

const SYSTEM_FLAGS = Symbol('system flags');

export function systemFlags(rt: Runtime): SystemFlags {
  return rt.slot(SYSTEM_FLAGS, () => ({
    systemLogger: am.logger,
    requestsLimit: makeInteger(0x7ffffff),
    traceControlWord: makeInteger(0),
    blockers: 0,
    wallTime: undefined,
    lastReductions: 0,
    lastExactReductions: 0,
    lastRuntime: 0,
    lastWallClock: 0,
  }));
}

/** Reductions of all processes, living and ended. */
function totalReductions(p: Process): number {
  const { scheduler } = p;
  let total = scheduler.endedReductions + scheduler.runner.spent(p);
  for (const q of scheduler.table.all()) total += q.reductions;
  return total;
}

const microseconds = (ms: number): Term => makeInteger(Math.floor(ms * 1000));

const pair = (a: number, b: number): Term => tuple(makeInteger(a), makeInteger(b));

function statistics(p: Process, item: Term): Term {
  const { scheduler } = p;
  const flags = systemFlags(p.runtime);
  const waiting = scheduler.queue.length;
  switch (item) {
    case am.reductions: {
      const total = totalReductions(p);
      const since = total - flags.lastReductions;
      flags.lastReductions = total;
      return pair(total, since);
    }
    case am.exact_reductions: {
      const total = totalReductions(p);
      const since = total - flags.lastExactReductions;
      flags.lastExactReductions = total;
      return pair(total, since);
    }
    case am.runtime: {
      const total = Math.floor(scheduler.clock.cpuMilliseconds());
      const since = total - flags.lastRuntime;
      flags.lastRuntime = total;
      return pair(total, since);
    }
    case am.wall_clock: {
      const total = Math.floor(scheduler.time.uptime());
      const since = total - flags.lastWallClock;
      flags.lastWallClock = total;
      return pair(total, since);
    }
    case am.context_switches:
      return pair(scheduler.contextSwitches, 0);
    case am.garbage_collection:
      return tuple(makeInteger(0), makeInteger(0), makeInteger(0));
    case am.io:
      return tuple(
        tuple(am.input, makeInteger(scheduler.ports.bytesIn)),
        tuple(am.output, makeInteger(scheduler.ports.bytesOut)),
      );
    case am.run_queue:
    case am.total_run_queue_lengths:
    case am.total_run_queue_lengths_all:
      return makeInteger(waiting);
    case am.total_active_tasks:
    case am.total_active_tasks_all:
      return makeInteger(waiting + 1);
    case am.run_queue_lengths:
    case am.run_queue_lengths_all:
      return list([makeInteger(waiting)]);
    case am.active_tasks:
    case am.active_tasks_all:
      return list([makeInteger(waiting + 1)]);
    case am.run_queues:
      return tuple(makeInteger(waiting));
    case am.scheduler_wall_time:
    case am.scheduler_wall_time_all: {
      const start = flags.wallTime;
      if (start === undefined) return am.undefined;
      const total = scheduler.time.uptime() - start.total;
      const busy = Math.min(total, scheduler.busyMs - start.busy);
      return list([tuple(makeInteger(1), microseconds(busy), microseconds(total))]);
    }
    case am.microstate_accounting:
      // As long as nobody has switched them on, which is refused by name.
      return am.undefined;
  }
  throw badarg();
}

/** A number that is not negative, or badarg. */
function natural(t: Term): number {
  if (!isSmall(t) || t < 0) throw badarg();
  return t;
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw badarg();
  return value;
}

function multiScheduling(flags: SystemFlags, value: Term): Term {
  switch (value) {
    case am.block:
    case am.block_normal:
      flags.blockers++;
      break;
    case am.unblock:
    case am.unblock_normal:
      flags.blockers = Math.max(0, flags.blockers - 1);
      break;
    default:
      throw badarg();
  }
  if (flags.blockers === 0) return am.enabled;
  return value === am.block_normal || value === am.unblock_normal ? am.blocked_normal : am.blocked;
}

function systemFlag(p: Process, flag: Term, value: Term): Term {
  const flags = systemFlags(p.runtime);
  const heap = heapDefaults(p.runtime);
  switch (flag) {
    case am.backtrace_depth: {
      const { interpreter } = p.runtime;
      const old = interpreter.backtraceDepth;
      interpreter.backtraceDepth = Math.min(natural(value), MAX_BACKTRACE_DEPTH);
      return makeInteger(old);
    }
    case am.fullsweep_after: {
      const old = heap.fullsweepAfter;
      heap.fullsweepAfter = Math.min(natural(value), MAX_FULLSWEEP);
      return makeInteger(old);
    }
    case am.min_heap_size: {
      const old = heap.minHeapSize;
      heap.minHeapSize = required(processHeapSize(value));
      return makeInteger(old);
    }
    case am.min_bin_vheap_size: {
      const old = heap.minBinVheapSize;
      heap.minBinVheapSize = required(processVheapSize(value));
      return makeInteger(old);
    }
    case am.max_heap_size: {
      const old = heap.maxHeapSize;
      heap.maxHeapSize = required(maxHeapSize(value, heap.minHeapSize));
      return old;
    }
    case am.multi_scheduling:
      return multiScheduling(flags, value);
    case am.schedulers_online:
    case am.dirty_cpu_schedulers_online:
      if (value !== makeInteger(1)) throw badarg();
      return makeInteger(1);
    case am.system_logger: {
      if (value !== am.logger && value !== am.undefined && !isPid(value)) throw badarg();
      const old = flags.systemLogger;
      flags.systemLogger = value;
      return old;
    }
    case am.outstanding_system_requests_limit: {
      if (natural(value) === 0) throw badarg();
      const old = flags.requestsLimit;
      flags.requestsLimit = value;
      return old;
    }
    case am.trace_control_word: {
      const word = safeIntegerOf(value);
      if (word === undefined || word < 0 || word >= 2 ** 32) throw badarg();
      const old = flags.traceControlWord;
      flags.traceControlWord = value;
      return old;
    }
    case am.time_offset:
      if (value !== am.finalize) throw badarg();
      return am.volatile;
    case am.debug_flags:
    case am.reset_seq_trace:
      return TRUE;
    case am.sequential_tracer:
      if (value !== FALSE) throw new NotImplemented('erlang:system_flag(sequential_tracer, _)');
      return FALSE;
    case am.scheduler_wall_time:
      required(booleanOf(value));
      return p.callInstead('erts_internal', 'system_flag_scheduler_wall_time', [value]);
    case am.microstate_accounting:
      if (value !== FALSE) throw new NotImplemented('erlang:system_flag(microstate_accounting, _)');
      return FALSE;
    case am.cpu_topology:
    case am.scheduling_statistics:
      throw new NotImplemented(`erlang:system_flag(${atomName(flag)}, _)`);
  }
  throw badarg(am.badopt);
}

/** Monitors of garbage collections, long schedules and the like: none of these events exist here, only `undefined` can be set. */
function systemMonitor(name: string, wanted: Term): Term {
  if (wanted === am.undefined) return am.undefined;
  throw new NotImplemented(name);
}

export const erlangStatistics = defineBifs('erlang', {
  'statistics/1': statistics,
  'system_flag/2': systemFlag,
  'system_monitor/0': () => am.undefined,
  'system_monitor/1': (_, wanted) => systemMonitor('erlang:system_monitor/1', wanted),
  'system_monitor/2': (_, pid, _options) => systemMonitor('erlang:system_monitor/2', pid),
  'system_profile/0': () => am.undefined,
  'system_profile/2': (_, pid, _options) => systemMonitor('erlang:system_profile/2', pid),
});

export const ertsInternalStatistics = defineBifs('erts_internal', {
  // What erlang:system_monitor calls from OTP 28 on.
  'system_monitor/1': () => am.undefined,
  'system_monitor/3': (_, _by, pid) => systemMonitor('erlang:system_monitor/2', pid),
  'scheduler_wall_time/1': (p, on) => {
    const flags = systemFlags(p.runtime);
    const old = flags.wallTime !== undefined;
    if (!required(booleanOf(on))) flags.wallTime = undefined;
    else if (!old) flags.wallTime = { busy: p.scheduler.busyMs, total: p.scheduler.time.uptime() };
    return bool(old);
  },
});
