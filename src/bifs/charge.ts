// What long built-ins cost: a process that calls nothing else makes way for others after its share of work, as on the BEAM.
import type { Process } from '../sched/process.ts';
import { SLICE_REDUCTIONS } from '../sched/scheduler.ts';

/** So many bytes or list cells are handled in about the time of one reduction. */
const BYTES_PER_REDUCTION = 64;

/** Less is not worth telling. */
const LEAST = 8;

/** Takes reductions from the running process, at most those of a slice. */
export function charge(p: Process, reductions: number): void {
  if (reductions >= LEAST) p.scheduler.runner.bump(p, Math.min(reductions, SLICE_REDUCTIONS));
}

/** Takes the reductions for work on so many bytes or list cells from the running process. */
export function chargeBytes(p: Process, bytes: number): void {
  charge(p, Math.floor(bytes / BYTES_PER_REDUCTION));
}
