// erlang:system_info/1 and what prints without Erlang's I/O.
import { badarg, NotImplemented } from '../gc/errors.ts';
import { printTerm } from '../gc/print.ts';
import {
  atom,
  atomCount,
  atomName,
  atoms,
  bytesOf,
  charList,
  charListText,
  FALSE,
  isAtom,
  isBinary,
  isReference,
  list,
  listElements,
  makeInteger,
  mapFrom,
  NIL,
  type Term,
  TRUE,
  textBinary,
  tuple,
  tupleArity,
  tupleElements,
} from '../gc/term.ts';
import type { Runtime } from '../runtime.ts';
import { MAX_PORTS } from '../sched/ports.ts';
import type { Process } from '../sched/process.ts';
import { systemFlags } from './erlang-statistics.ts';
import { runningTimers } from './erlang-timers.ts';
import { tablesOf } from './ets.ts';
import { nextHeapSize } from './options.ts';
import { defineBifs } from './registry.ts';

const am = atoms(
  'allocator',
  'allocator_sizes',
  'alloc_util_allocators',
  'atom_space',
  'bif_timer',
  'cpu_topology',
  'disabled',
  'emu',
  'enabled',
  'error_logger',
  'external',
  'external_alloc',
  'false',
  'final',
  'fix_alloc',
  'fix_types',
  'fullsweep_after',
  'include_shared_binaries',
  'internal',
  'kill',
  'loaded_code',
  'max_heap_size',
  'memory_internal',
  'min_bin_vheap_size',
  'min_heap_size',
  'no_time_warp',
  'none',
  'off_heap',
  'on_heap',
  'opt',
  'ets_misc',
  'private',
  'process_table',
  'size',
  'stderr',
  'stdout',
  'true',
  'unbound',
  'undefined',
  'unix',
  'unsupported',
  'wordsize',
  'sequential_tracer',
  'used',
  'unchanged',
  'clock_id',
  'monotonic',
  'yes',
  'no',
  'function',
  'resolution',
  'extended',
  'parallel',
  'time',
  'infinity',
  'win32',
  'gnuc',
  'volatile',
);

// ---- who we are

/** The version of the emulator that a release of OTP comes with, where its library does not tell. */
const ERTS_VERSIONS: Record<string, string> = {
  25: '13.2.2',
  26: '14.2.5',
  27: '15.2.7',
  28: '16.1',
  29: '17.0',
};

function ertsVersion(rt: Runtime): string {
  const vsn = rt.otp.apps().find((app) => app.name === 'erts')?.vsn;
  return vsn !== undefined && vsn !== '' ? vsn : (ERTS_VERSIONS[rt.otp.release] ?? '15.2.7');
}

function systemVersion(rt: Runtime): string {
  const words = '[source] [64-bit] [smp:1:1] [ds:1:1:1] [async-threads:1]';
  return `Erlang/OTP ${rt.otp.release} [erts-${ertsVersion(rt)}] ${words}\n`;
}

function architecture(rt: Runtime): string {
  const { machine, name, family } = rt.host.system;
  if (family === 'win32') return 'win32';
  if (name === 'linux') return `${machine}-pc-linux-gnu`;
  return name === 'darwin' ? `${machine}-apple-darwin` : `${machine}-unknown-${name}`;
}

// ---- memory: JavaScript has one heap for all, so the figures are estimates from what is counted

/** Bytes of a process, a table's object, an atom: about what OTP takes. */
const PROCESS_BYTES = 2688;
const OBJECT_BYTES = 64;
const ATOM_BYTES = 28;
/** What a runtime takes before it does anything. */
const BASE_BYTES = 16_000_000;

function memoryAreas(rt: Runtime, p: Process): Term {
  const atomBytes = atomCount() * ATOM_BYTES;
  const objects = tablesOf(p)
    .all()
    .reduce((sum, table) => sum + table.store.size, 0);
  const ets = objects * OBJECT_BYTES;
  const processes = rt.scheduler.table.count * PROCESS_BYTES;
  const code = rt.code.loaded().length * 40_000;
  const item = (name: Term, bytes: number) => tuple(name, makeInteger(bytes));
  return list([
    item(am.external_alloc, BASE_BYTES + atomBytes + ets + processes + code),
    tuple(am.atom_space, makeInteger(atomBytes), makeInteger(atomBytes)),
    item(am.loaded_code, code),
    item(am.ets_misc, ets),
    item(am.process_table, processes),
  ]);
}

// ---- the items

type Item = (p: Process, rt: Runtime) => Term;

const constant =
  (t: Term): Item =>
  () =>
    t;
const number = (n: number) => constant(makeInteger(n));
const text =
  (f: (rt: Runtime) => string): Item =>
  (_, rt) =>
    charList(f(rt));

/** OTP's table of heap sizes ends at 885,767,171,276,247 words, one step before 53 bits of bytes. */
const HEAP_SIZES = 137;

/** The sizes in words that heaps of processes may have. */
function heapSizes(): Term {
  const sizes: Term[] = [];
  for (let size = 12; sizes.length < HEAP_SIZES; size = nextHeapSize(size + 1))
    sizes.push(makeInteger(size));
  return list(sizes);
}

const MIN_HEAP = tuple(am.min_heap_size, makeInteger(233));
const MIN_BIN_VHEAP = tuple(am.min_bin_vheap_size, makeInteger(46422));
const FULLSWEEP = tuple(am.fullsweep_after, makeInteger(65535));

const MAX_HEAP = mapFrom([
  [am.error_logger, TRUE],
  [am.include_shared_binaries, FALSE],
  [am.kill, TRUE],
  [am.size, makeInteger(0)],
]);

const osClock =
  (monotonic: boolean): Item =>
  (_, rt) => {
    const { clock } = rt.host;
    const now = monotonic ? clock.monotonicNanoseconds() : clock.systemNanoseconds();
    const name = monotonic ? 'CLOCK_MONOTONIC' : 'CLOCK_REALTIME';
    const resolution = makeInteger(1_000_000_000);
    const items = [
      tuple(am.function, atom('clock_gettime')),
      tuple(am.clock_id, atom(name)),
      tuple(am.resolution, resolution),
      ...(monotonic ? [tuple(atom('used_resolution'), resolution), tuple(am.extended, am.no)] : []),
      tuple(am.parallel, am.yes),
      tuple(am.time, makeInteger(now)),
    ];
    return list(items);
  };

/** Modules and the sizes of their code, as the text of `system_info(loaded)`. */
function loadedText(rt: Runtime): Term {
  const names = rt.code.loaded().map((name) => `${atomName(name)} 40000`);
  return textBinary(`Current code: ${names.length * 40_000}\nOld code: 0\n${names.join('\n')}\n`);
}

const ITEMS: Record<string, Item> = {
  allocated_areas: (p, rt) => memoryAreas(rt, p),
  allocator: constant(tuple(am.undefined, NIL, NIL, NIL)),
  alloc_util_allocators: constant(NIL),
  async_dist: constant(FALSE),
  atom_count: () => makeInteger(atomCount()),
  atom_limit: number(1_048_576),
  beam_jump_table: constant(FALSE),
  break_ignored: constant(FALSE),
  build_type: constant(am.opt),
  c_compiler_used: constant(tuple(am.undefined, am.undefined)),
  check_io: constant(NIL),
  compat_rel: (_, rt) => makeInteger(Number(rt.otp.release)),
  constant_pool_support: constant(TRUE),
  context_reductions: number(4000),
  cpu_quota: constant(atom('unknown')),
  cpu_topology: constant(am.undefined),
  creation: number(0),
  debug_compiled: constant(FALSE),
  delayed_node_table_gc: number(60),
  dirty_cpu_schedulers: number(1),
  dirty_cpu_schedulers_online: number(1),
  dirty_io_schedulers: number(1),
  dist_buf_busy_limit: number(1_048_576),
  dist_ctrl: constant(NIL),
  driver_version: text(() => '3.3'),
  dynamic_trace: constant(am.none),
  dynamic_trace_probes: constant(FALSE),
  eager_check_io: constant(TRUE),
  emu_flavor: constant(am.emu),
  emu_type: constant(am.opt),
  ets_always_compress: constant(FALSE),
  ets_count: (p) => makeInteger(tablesOf(p).count),
  ets_limit: number(8192),
  fullsweep_after: constant(FULLSWEEP),
  garbage_collection: constant(
    list([tuple(am.max_heap_size, makeInteger(0)), MIN_BIN_VHEAP, MIN_HEAP, FULLSWEEP]),
  ),
  halt_flush_timeout: constant(am.infinity),
  heap_sizes: heapSizes,
  heap_type: constant(am.private),
  hipe_architecture: constant(am.undefined),
  kernel_poll: constant(FALSE),
  loaded: (_, rt) => loadedText(rt),
  lock_checking: constant(FALSE),
  lock_counting: constant(FALSE),
  logical_processors: (_, rt) => makeInteger(rt.host.system.processors),
  logical_processors_available: (_, rt) => makeInteger(rt.host.system.processors),
  logical_processors_online: (_, rt) => makeInteger(rt.host.system.processors),
  machine: text(() => 'BEAM'),
  max_heap_size: constant(MAX_HEAP),
  message_queue_data: constant(am.on_heap),
  min_bin_vheap_size: constant(MIN_BIN_VHEAP),
  min_heap_size: constant(MIN_HEAP),
  modified_timing_level: constant(am.undefined),
  multi_scheduling: constant(am.disabled),
  multi_scheduling_blockers: constant(NIL),
  nif_version: text(() => '2.17'),
  normal_multi_scheduling_blockers: constant(NIL),
  os_monotonic_time_source: osClock(true),
  os_system_time_source: osClock(false),
  os_type: (_, rt) => tuple(atom(rt.host.system.family), atom(rt.host.system.name)),
  os_version: (_, rt) => tuple(...rt.host.system.version.map((n) => makeInteger(n))),
  otp_release: text((rt) => rt.otp.release),
  outstanding_system_requests_limit: (_, rt) => systemFlags(rt).requestsLimit,
  port_count: (_, rt) => makeInteger(rt.scheduler.ports.count),
  port_limit: number(MAX_PORTS),
  port_parallelism: constant(FALSE),
  process_count: (_, rt) => makeInteger(rt.scheduler.table.count),
  process_limit: (_, rt) => makeInteger(rt.scheduler.maxProcesses),
  scheduler_bind_type: constant(am.unbound),
  scheduler_bindings: constant(tuple(am.unbound)),
  scheduler_id: number(1),
  schedulers: number(1),
  schedulers_active: number(1),
  schedulers_online: number(1),
  schedulers_state: constant(tuple(makeInteger(1), makeInteger(1), makeInteger(1))),
  schedulers_total: number(1),
  sequential_tracer: constant(tuple(am.sequential_tracer, FALSE)),
  smp_support: constant(TRUE),
  snifs: (_, rt) => builtIns(rt),
  // Where Erlang's monotonic time begins and ends, in nanoseconds.
  start_time: constant(makeInteger(-(1n << 59n))),
  endian: constant(atom('little')),
  end_time: constant(makeInteger((1n << 63n) - (1n << 59n) - 1n)),
  system_architecture: text(architecture),
  system_logger: (_, rt) => systemFlags(rt).systemLogger,
  system_version: text(systemVersion),
  taints: constant(NIL),
  thread_pool_size: number(1),
  threads: constant(TRUE),
  time_correction: constant(TRUE),
  time_offset: constant(am.final),
  time_warp_mode: constant(am.no_time_warp),
  tolerant_timeofday: constant(am.enabled),
  trace_control_word: (_, rt) => systemFlags(rt).traceControlWord,
  update_cpu_info: constant(am.unchanged),
  version: text(ertsVersion),
  wordsize: number(8),
};

/** Modules whose functions are the emulator's as native code that is loaded with them, not as its own. */
const NIF_MODULES = new Set(['beamjit_user', 'prim_buffer', 'prim_file', 'standard_error', 'zlib']);

function builtIns({ bifs }: Runtime): Term {
  const own = bifs.bifs.filter(({ module }) => !NIF_MODULES.has(module));
  return list(
    own.map(({ module, name, arity }) => tuple(atom(module), atom(name), makeInteger(arity))),
  );
}

/** The number of the only scheduler. */
const SCHEDULER = makeInteger(1);

/** About what a timer takes, in bytes. */
const TIMER_SIZE = 128;

/**
 * Sends what the one scheduler's allocators hold. There are none, and so they hold nothing, but for timers, which the allocator
 * of fixed sizes accounts for.
 */
function reportAllocators(p: Process, reference: Term, allocators: Term): Term | undefined {
  const names = listElements(allocators);
  if (!isReference(reference) || !names?.every(isAtom)) return undefined;
  const size = makeInteger(runningTimers(p) * TIMER_SIZE);
  const timers = tuple(am.fix_types, list([tuple(am.bif_timer, size, size)]));
  const reports = names.map((name) =>
    tuple(name, SCHEDULER, name === am.fix_alloc ? list([timers]) : NIL),
  );
  p.scheduler.signals.deliver(p, tuple(reference, SCHEDULER, list(reports)));
  return TRUE;
}

/** Items that are tuples. */
function tupleItem(p: Process, item: Term): Term | undefined {
  const [name, value, allocators] = tupleElements(item);
  switch (name) {
    case am.wordsize:
      return value === am.internal || value === am.external ? makeInteger(8) : undefined;
    case am.cpu_topology:
      return am.undefined;
    case am.memory_internal:
      return allocators === undefined ? undefined : reportAllocators(p, value, allocators);
    case am.allocator:
    case am.allocator_sizes:
      return allocators === undefined ? list([]) : reportAllocators(p, value, allocators);
  }
  return undefined;
}

/** Items of the real emulator that nothing here has. */
const MISSING = new Set([
  'dist',
  'info',
  'procs',
  'instruction_counts',
  'elib_malloc',
  'internal_cpu_topology',
]);

function systemInfo(p: Process, item: Term): Term {
  if (isAtom(item)) {
    const name = atomName(item);
    const value = Object.hasOwn(ITEMS, name) ? ITEMS[name](p, p.runtime) : undefined;
    if (value !== undefined) return value;
    if (MISSING.has(name)) throw new NotImplemented(`erlang:system_info(${name})`);
  } else if (tupleArity(item) >= 2) {
    const value = tupleItem(p, item);
    if (value !== undefined) return value;
  }
  throw badarg();
}

// ---- printing

const encoder = new TextEncoder();

/** Characters that are written: text as UTF-8, a binary as it is. */
function bytesToWrite(t: Term): Uint8Array {
  if (isBinary(t)) return bytesOf(t);
  const chars = charListText(t);
  if (chars === undefined) throw badarg();
  return encoder.encode(chars);
}

/** Behind everything that Erlang processes have written so far. */
function write(rt: Runtime, stream: 'stdout' | 'stderr', bytes: Uint8Array): void {
  rt.flush();
  rt.host[stream].write(bytes);
}

export const erlangSystem = defineBifs('erlang', {
  'system_info/1': systemInfo,
  'display/1': (p, t) => {
    // With a carriage return, as the emulator: the terminal may be in raw mode.
    write(p.runtime, 'stdout', encoder.encode(`${printTerm(t, { node: p.scheduler.node })}\r\n`));
    return TRUE;
  },
  'display_string/2': (p, device, t) => {
    if (device !== am.stdout && device !== am.stderr) throw badarg();
    write(p.runtime, device === am.stdout ? 'stdout' : 'stderr', bytesToWrite(t));
    return TRUE;
  },
});

/** These were functions of the emulator until OTP 25. */
export const olderDisplays = [
  ...defineBifs('erlang', {
    'display_nl/0': (p) => {
      write(p.runtime, 'stdout', encoder.encode('\r\n'));
      return TRUE;
    },
    'display_string/1': (p, t) => {
      write(p.runtime, 'stdout', bytesToWrite(t));
      return TRUE;
    },
  }),
  ...defineBifs('erts_debug', {
    'display/1': (p, t) => {
      const printed = `${printTerm(t, { node: p.scheduler.node })}\n`;
      write(p.runtime, 'stderr', encoder.encode(printed));
      return charList(printed);
    },
  }),
];
