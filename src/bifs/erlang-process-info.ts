// erlang: process_info/1,2.
//
// Sizes of heaps are OTP's smallest ones: JavaScript's collector has one heap for all processes and tells nobody's share.
import { badarg, NotImplemented } from '../gc/errors.ts';
import {
  atoms,
  bool,
  hd,
  isAtom,
  isCons,
  isPid,
  isTupleOf,
  list,
  listElements,
  makeInteger,
  mapGet,
  NIL,
  type Term,
  tuple,
  tupleElement,
} from '../gc/term.ts';
import {
  type Monitored,
  monitorObject,
  monitorsOf,
  monitorsOn,
  monitorTarget,
  monitorWatcher,
} from '../sched/monitor.ts';
import { Port } from '../sched/port.ts';
import { type Process, Status } from '../sched/process.ts';
import { dictionaryList } from './erlang-dictionary.ts';
import {
  fullsweepAfter,
  maxHeapSizeOf,
  messageQueueData,
  minBinVheapSize,
  minHeapSize,
} from './heap-settings.ts';
import { nextHeapSize, priorityName } from './options.ts';
import { defineBifs } from './registry.ts';

const am = atoms(
  'erlang',
  'hibernate',
  'backtrace',
  'dictionary',
  'error_handler',
  'exiting',
  'false',
  'process',
  'port',
  'registered_name',
  'running',
  'runnable',
  'suspended',
  'time_offset',
  'undefined',
  'waiting',
  'minor_gcs',
  'fullsweep_after',
  'min_heap_size',
  'min_bin_vheap_size',
  'max_heap_size',
  'old_heap_block_size',
  'heap_block_size',
  'mbuf_size',
  'recent_size',
  'stack_size',
  'old_heap_size',
  'heap_size',
  'bin_vheap_size',
  'bin_vheap_block_size',
  'bin_old_vheap_size',
  'bin_old_vheap_block_size',
  '$process_label',
  'current_function',
  'initial_call',
  'status',
  'message_queue_len',
  'links',
  'trap_exit',
  'priority',
  'group_leader',
  'total_heap_size',
  'reductions',
  'garbage_collection',
  'suspending',
  'current_location',
  'current_stacktrace',
  'messages',
  'monitors',
  'monitored_by',
  'memory',
  'binary',
  'catchlevel',
  'garbage_collection_info',
  'label',
  'last_calls',
  'magic_ref',
  'message_queue_data',
  'parent',
  'sequential_trace_token',
  'trace',
  'async_dist',
);

const hibernate = [am.erlang, am.hibernate, makeInteger(3)];

const WORD = 8;

/** Bytes of a process that has nothing yet, as OTP counts them. */
const BASE_MEMORY = 2640;

/** A message's share of the queue, in words. */
const MESSAGE_WORDS = 4;

type Item = (p: Process, asker: Process) => Term;

/** What a process is doing, in the emulator's words. */
export function statusOf(p: Process, asker?: Process): Term {
  if (p === asker) return am.running;
  if (p.suspenders !== null) return am.suspended;
  switch (p.status) {
    case Status.RUNNING:
      return am.running;
    case Status.RUNNABLE:
      return am.runnable;
    case Status.EXITING:
      return am.exiting;
  }
  return am.waiting;
}

const stackWords = (p: Process): number =>
  p.native === null ? p.scheduler.runner.stackSize(p) : 0;
const heapWords = (p: Process): number => nextHeapSize(Math.max(minHeapSize(p), stackWords(p)));

const pairs = (items: readonly (readonly [Term, Term])[]): Term =>
  list(items.map(([k, v]) => tuple(k, v)));

/** Where a process is, outermost last; one that hibernates has no stack. */
function stacktraceOf(p: Process): Term {
  if (p.runtime.interpreter.backtraceDepth === 0) return NIL;
  if (p.hibernating) return list([tuple(...hibernate, NIL)]);
  return p.native === null ? p.scheduler.runner.stacktrace(p) : NIL;
}

function currentFunction(p: Process): Term {
  if (p.hibernating) return tuple(...hibernate);
  return (p.native === null ? p.scheduler.runner.currentFunction(p) : undefined) ?? am.undefined;
}

function linksOf(p: Process): Term {
  const ports = Array.from(p.ports ?? [], (port) => port.id);
  return list([...ports, ...Array.from(p.links ?? [], (q) => q.pid)]);
}

/** What a monitor is on. */
function kindOf(target: Monitored | null): Term {
  if (target === null) return am.time_offset;
  return target instanceof Port ? am.port : am.process;
}

function monitors(p: Process): Term {
  return list([...monitorsOf(p)].map((m) => tuple(kindOf(monitorTarget(m)), monitorObject(m))));
}

function monitoredBy(p: Process): Term {
  return list([...monitorsOn(p)].map((m) => monitorWatcher(m).pid));
}

function currentLocation(p: Process): Term {
  const trace = stacktraceOf(p);
  return isCons(trace) ? hd(trace) : am.undefined;
}

function garbageCollection(p: Process): Term {
  return pairs([
    [am.max_heap_size, maxHeapSizeOf(p)],
    [am.min_bin_vheap_size, makeInteger(minBinVheapSize(p))],
    [am.min_heap_size, makeInteger(minHeapSize(p))],
    [am.fullsweep_after, makeInteger(fullsweepAfter(p))],
    [am.minor_gcs, makeInteger(0)],
  ]);
}

function garbageCollectionInfo(p: Process): Term {
  const none = makeInteger(0);
  const block = makeInteger(minHeapSize(p));
  const vheap = makeInteger(minBinVheapSize(p));
  return pairs([
    [am.old_heap_block_size, none],
    [am.heap_block_size, block],
    [am.mbuf_size, none],
    [am.recent_size, none],
    [am.stack_size, makeInteger(stackWords(p))],
    [am.old_heap_size, none],
    [am.heap_size, block],
    [am.bin_vheap_size, none],
    [am.bin_vheap_block_size, vheap],
    [am.bin_old_vheap_size, none],
    [am.bin_old_vheap_block_size, vheap],
  ]);
}

const hidden = (p: Process): boolean => p.options?.sensitive === true;

const items = new Map<Term, Item>([
  [am.registered_name, (p) => p.registeredName ?? NIL],
  [am.current_function, currentFunction],
  [am.current_location, currentLocation],
  [am.current_stacktrace, stacktraceOf],
  [am.initial_call, (p) => tuple(p.initialModule, p.initialName, makeInteger(p.initialArity))],
  [am.status, statusOf],
  [am.messages, (p) => (hidden(p) ? NIL : list(p.mailbox.messages()))],
  [am.message_queue_len, (p) => makeInteger(p.mailbox.length)],
  [am.links, linksOf],
  [am.monitors, monitors],
  [am.monitored_by, monitoredBy],
  [am.dictionary, (p) => (hidden(p) ? NIL : dictionaryList(p))],
  [am.trap_exit, (p) => bool(p.trapExit)],
  [am.error_handler, (p) => p.options?.errorHandler ?? am.error_handler],
  [am.heap_size, (p) => makeInteger(heapWords(p))],
  [am.total_heap_size, (p) => makeInteger(heapWords(p) + p.mailbox.length * MESSAGE_WORDS)],
  [am.stack_size, (p) => makeInteger(stackWords(p))],
  [
    am.memory,
    (p) => makeInteger(BASE_MEMORY + WORD * (stackWords(p) + p.mailbox.length * MESSAGE_WORDS)),
  ],
  [am.garbage_collection, garbageCollection],
  [am.garbage_collection_info, garbageCollectionInfo],
  [am.group_leader, (p) => p.groupLeader],
  [
    am.reductions,
    (p) =>
      makeInteger(p.reductions + (p === p.scheduler.current ? p.scheduler.runner.spent(p) : 0)),
  ],
  [am.priority, (p) => priorityName(p.priority)],
  [am.trace, () => makeInteger(0)],
  [am.binary, () => NIL],
  [am.sequential_trace_token, () => NIL],
  [am.catchlevel, () => makeInteger(0)],
  [am.last_calls, (p) => (p.options?.saveCalls ? NIL : am.false)],
  [
    am.suspending,
    (p) =>
      list(
        p.scheduler.suspendedBy(p).map(([q, n]) => tuple(q.pid, makeInteger(n), makeInteger(0))),
      ),
  ],
  [am.min_heap_size, (p) => makeInteger(minHeapSize(p))],
  [am.min_bin_vheap_size, (p) => makeInteger(minBinVheapSize(p))],
  [am.max_heap_size, maxHeapSizeOf],
  [am.message_queue_data, messageQueueData],
  [am.magic_ref, () => NIL],
  [am.fullsweep_after, (p) => makeInteger(fullsweepAfter(p))],
  [am.parent, (p) => p.parent ?? am.undefined],
  [am.async_dist, (p) => bool(p.options?.asyncDist ?? false)],
  [am.label, (p) => mapGet(p.dictionary, am.$process_label) ?? am.undefined],
]);

/** What process_info/1 tells, in this order. */
const all = [
  am.registered_name,
  am.current_function,
  am.initial_call,
  am.status,
  am.message_queue_len,
  am.links,
  am.dictionary,
  am.trap_exit,
  am.error_handler,
  am.priority,
  am.group_leader,
  am.total_heap_size,
  am.heap_size,
  am.stack_size,
  am.reductions,
  am.garbage_collection,
  am.suspending,
];

/** How to get an item; badarg where there is none of that name. */
function itemOf(name: Term): Item {
  if (isAtom(name)) {
    const item = items.get(name);
    if (item !== undefined) return item;
    // Shows machine addresses and stack slots of OTP's emulator.
    if (name === am.backtrace) throw new NotImplemented('erlang:process_info(_, backtrace)');
  } else if (isTupleOf(name, 2) && tupleElement(name, 0) === am.dictionary) {
    const key = tupleElement(name, 1);
    return (p) => (hidden(p) ? undefined : mapGet(p.dictionary, key)) ?? am.undefined;
  }
  throw badarg();
}

/** The process; undefined for a dead one, badarg for what is no local pid. */
function lookup(asker: Process, pid: Term): Process | undefined {
  if (!isPid(pid) || !asker.scheduler.table.isLocal(pid)) throw badarg();
  return asker.scheduler.table.get(pid);
}

/** Reductions for asking another process, which in OTP takes a signal, an answer and a wait. */
const ASKING = 100;

/** The process that a pid names. */
function subject(asker: Process, pid: Term): Process | undefined {
  const p = lookup(asker, pid);
  if (p !== undefined && p !== asker) asker.scheduler.runner.bump(asker, ASKING);
  return p;
}

export const erlangProcessInfo = defineBifs('erlang', {
  'process_info/1': (asker, pid) => {
    const p = subject(asker, pid);
    if (p === undefined) return am.undefined;
    const told = p.registeredName === null ? all.slice(1) : all;
    return pairs(told.map((name) => [name, itemOf(name)(p, asker)]));
  },
  'process_info/2': (asker, pid, wanted) => {
    if (isAtom(wanted) || isTupleOf(wanted, 2)) {
      const item = itemOf(wanted);
      const p = subject(asker, pid);
      if (p === undefined) return am.undefined;
      // The one item that says nothing at all, and for an atom's sake only.
      if (wanted === am.registered_name && p.registeredName === null) return NIL;
      return tuple(wanted, item(p, asker));
    }
    const names = listElements(wanted);
    if (names === undefined) throw badarg();
    const wantedItems = names.map(itemOf);
    const p = subject(asker, pid);
    if (p === undefined) return am.undefined;
    return pairs(names.map((name, i) => [name, wantedItems[i](p, asker)]));
  },
});
