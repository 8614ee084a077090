// Heap settings of processes: JavaScript's collector heeds none of them, programs may set and read them all the same.
import {
  atoms,
  emptyMap,
  FALSE,
  isMap,
  isSmall,
  makeInteger,
  mapGet,
  mapPut,
  type Term,
  TRUE,
} from '../gc/term.ts';
import type { Runtime } from '../runtime.ts';
import type { Process } from '../sched/process.ts';
import { nextHeapSize } from './options.ts';

const am = atoms('size', 'kill', 'error_logger', 'include_shared_binaries', 'on_heap');

/** OTP's defaults, in words. */
const MIN_HEAP = 233;
const MIN_BIN_VHEAP = 46422;
const FULLSWEEP = 65535;

const DEFAULT_FLAGS: readonly (readonly [Term, Term])[] = [
  [am.kill, TRUE],
  [am.error_logger, TRUE],
  [am.include_shared_binaries, FALSE],
];

/** What new processes get; erlang:system_flag/2 changes it. */
export interface HeapDefaults {
  minHeapSize: number;
  minBinVheapSize: number;
  fullsweepAfter: number;
  maxHeapSize: Term;
}

const HEAP_DEFAULTS = Symbol('heap defaults');

export function heapDefaults(rt: Runtime): HeapDefaults {
  return rt.slot(HEAP_DEFAULTS, () => ({
    minHeapSize: MIN_HEAP,
    minBinVheapSize: MIN_BIN_VHEAP,
    fullsweepAfter: FULLSWEEP,
    maxHeapSize: maxHeapSize(makeInteger(0), 0) as Term,
  }));
}

export const minHeapSize = (p: Process): number =>
  p.options?.minHeapSize ?? heapDefaults(p.runtime).minHeapSize;
export const minBinVheapSize = (p: Process): number =>
  p.options?.minBinVheapSize ?? heapDefaults(p.runtime).minBinVheapSize;
export const fullsweepAfter = (p: Process): number =>
  p.options?.fullsweepAfter ?? heapDefaults(p.runtime).fullsweepAfter;
export const maxHeapSizeOf = (p: Process): Term =>
  p.options?.maxHeapSize ?? heapDefaults(p.runtime).maxHeapSize;
export const messageQueueData = (p: Process): Term => p.options?.messageQueueData ?? am.on_heap;

/** A size as OTP would take it: rounded up, at least the minimum; undefined for what is no size. */
export function heapSize(t: Term, minimum: number): number | undefined {
  if (!isSmall(t) || t < 0) return undefined;
  return t < minimum ? minimum : nextHeapSize(t);
}

export const processHeapSize = (t: Term): number | undefined => heapSize(t, MIN_HEAP);
export const processVheapSize = (t: Term): number | undefined => heapSize(t, MIN_BIN_VHEAP);

/** The map of a max_heap_size: `t` is a size in words or a map of settings; undefined where it is neither. */
export function maxHeapSize(t: Term, minimum: number): Term | undefined {
  const given = isMap(t) ? t : mapPut(emptyMap(), am.size, t);
  const size = mapGet(given, am.size);
  if (size === null || !isSmall(size) || size < 0 || (size !== 0 && size < minimum))
    return undefined;
  let settings = mapPut(emptyMap(), am.size, size);
  for (const [flag, initial] of DEFAULT_FLAGS) {
    const value = mapGet(given, flag) ?? initial;
    if (value !== TRUE && value !== FALSE) return undefined;
    settings = mapPut(settings, flag, value);
  }
  return settings;
}
