// erlang, erts_internal: making processes. The other forms of spawn are Erlang code on top of these.
import { BeamError, badarg } from '../gc/errors.ts';
import {
  atoms,
  FALSE,
  hd,
  isAtom,
  isCons,
  isReference,
  isSmall,
  isTupleOf,
  NIL,
  type Term,
  TRUE,
  tl,
  tuple,
  tupleElement,
} from '../gc/term.ts';
import type { Priority, Process, ProcessOptions } from '../sched/process.ts';
import type { MonitorOptions } from '../sched/signals.ts';
import { booleanOf, properLength } from './arguments.ts';
import { maxHeapSize, processHeapSize, processVheapSize } from './heap-settings.ts';
import { monitorOptions, priorityOf } from './options.ts';
import { defineBifs } from './registry.ts';

const am = atoms(
  'badarg',
  'badopt',
  'link',
  'monitor',
  'priority',
  'async_dist',
  'message_queue_data',
  'on_heap',
  'off_heap',
  'min_heap_size',
  'max_heap_size',
  'min_bin_vheap_size',
  'fullsweep_after',
  'scheduler',
  'reply',
  'reply_tag',
  'error_only',
  'success_only',
  'no',
  'yes',
  'spawn_reply',
  'ok',
  'error',
  'undefined',
);

interface SpawnSettings {
  link: boolean;
  monitor: MonitorOptions | undefined;
  priority: Priority | undefined;
  settings: ProcessOptions | null;
  /** Only of spawn_request. */
  replyTag: Term;
  replySuccess: boolean;
  replyError: boolean;
}

/** Reads one option into the settings; false where it is none. `request`: as spawn_request takes them. */
function readOption(into: SpawnSettings, option: Term, request: boolean): boolean {
  if (option === am.link) {
    into.link = true;
    return true;
  }
  if (option === am.monitor) {
    into.monitor = {};
    return true;
  }
  if (!isTupleOf(option, 2)) return false;
  const value = tupleElement(option, 1);
  const set = (settings: ProcessOptions): true => {
    into.settings = { ...into.settings, ...settings };
    return true;
  };
  switch (tupleElement(option, 0)) {
    case am.monitor:
      into.monitor = monitorOptions(value);
      return into.monitor !== undefined;
    case am.priority:
      into.priority = priorityOf(value);
      return into.priority !== undefined;
    case am.async_dist: {
      const asyncDist = booleanOf(value);
      return asyncDist !== undefined && set({ asyncDist });
    }
    case am.message_queue_data:
      return (value === am.on_heap || value === am.off_heap) && set({ messageQueueData: value });
    case am.min_heap_size: {
      const minHeapSize = processHeapSize(value);
      return minHeapSize !== undefined && set({ minHeapSize });
    }
    case am.min_bin_vheap_size: {
      const minBinVheapSize = processVheapSize(value);
      return minBinVheapSize !== undefined && set({ minBinVheapSize });
    }
    case am.max_heap_size: {
      const map = maxHeapSize(value, 0);
      return map !== undefined && set({ maxHeapSize: map });
    }
    case am.fullsweep_after:
      return isSmall(value) && value >= 0 && set({ fullsweepAfter: value });
    case am.scheduler:
      return isSmall(value) && (value === 0 || value === 1);
    case am.reply:
      if (!request) return false;
      into.replySuccess = value === am.success_only || value === am.yes;
      into.replyError = value === am.error_only || value === am.yes;
      return into.replySuccess || into.replyError || value === am.no;
    case am.reply_tag:
      if (!request) return false;
      into.replyTag = value;
      return true;
  }
  return false;
}

/** The settings of an option list, `badopt` for an unknown option, `improper` for no list. */
function readOptions(
  options: Term,
  request: boolean,
): { into: SpawnSettings; problem?: 'badopt' | 'improper' } {
  const into: SpawnSettings = {
    link: false,
    monitor: undefined,
    priority: undefined,
    settings: null,
    replyTag: am.spawn_reply,
    replySuccess: true,
    replyError: true,
  };
  let bad = false;
  let rest = options;
  for (; isCons(rest); rest = tl(rest)) if (!readOption(into, hd(rest), request)) bad = true;
  if (rest !== NIL) return { into, problem: 'improper' };
  return bad ? { into, problem: 'badopt' } : { into };
}

/** Makes the process; the monitor's reference if there is one. */
function spawn(
  parent: Process,
  module: Term,
  name: Term,
  args: Term,
  options: Partial<SpawnSettings> = {},
): { p: Process; reference: Term | undefined } {
  if (!isAtom(module) || !isAtom(name) || properLength(args) === undefined) throw badarg();
  const { scheduler } = parent;
  const p = scheduler.spawn({ module, name, args, parent, priority: options.priority });
  p.options = options.settings ?? null;
  if (options.link) scheduler.signals.link(parent, p);
  const reference =
    options.monitor === undefined
      ? undefined
      : scheduler.signals.monitor(parent, p, p.pid, options.monitor);
  return { p, reference };
}

export const erlangSpawn = defineBifs('erlang', {
  'spawn/3': (parent, module, name, args) => spawn(parent, module, name, args).p.pid,
  'spawn_link/3': (parent, module, name, args) =>
    spawn(parent, module, name, args, { link: true }).p.pid,
  'spawn_opt/4': (parent, module, name, args, options) => {
    const { into, problem } = readOptions(options, false);
    if (problem !== undefined) throw badarg(am.badopt);
    const { p, reference } = spawn(parent, module, name, args, into);
    return reference === undefined ? p.pid : tuple(p.pid, reference);
  },
  // A local request has its answer at once, so there is never one to abandon.
  'spawn_request_abandon/1': (_, reference) => {
    if (!isReference(reference)) throw badarg();
    return FALSE;
  },
  'yield/0': (p) => p.yieldWith(TRUE),
});

export const ertsInternalSpawn = defineBifs('erts_internal', {
  'spawn_request/4': (parent, module, name, args, options) => {
    if (!isAtom(module) || !isAtom(name) || properLength(args) === undefined) return am.badarg;
    const { into, problem } = readOptions(options, true);
    if (problem === 'improper') return am.badopt;
    const { signals, references } = parent.scheduler;
    const refuse = (reason: Term): Term => {
      const reference = references.make();
      if (into.replyError)
        signals.deliver(parent, tuple(into.replyTag, reference, am.error, reason));
      return reference;
    };
    if (problem !== undefined) return refuse(am.badopt);
    try {
      const { p, reference = references.make() } = spawn(parent, module, name, args, into);
      if (into.replySuccess) signals.deliver(parent, tuple(into.replyTag, reference, am.ok, p.pid));
      return reference;
    } catch (e) {
      if (e instanceof BeamError) return refuse(e.reason);
      throw e;
    }
  },
  'spawn_system_process/3': (parent, module, name, args) => {
    if (!isAtom(module) || !isAtom(name) || properLength(args) === undefined) throw badarg();
    return parent.scheduler.spawn({ module, name, args }).pid;
  },
});
