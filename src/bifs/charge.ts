// What long built-ins cost: a process that calls nothing else makes way for others after its share of work, as on the BEAM.
import type { Process } from '../sched/process.ts';
import { SLICE_REDUCTIONS } from '../sched/scheduler.ts';

/** So many bytes or list cells are handled in about the time of one reduction. */
const WORK_PER_REDUCTION = 64;

/** Takes the reductions for `work` bytes or list cells from the running process, at most those of a slice. */
export function charge(p: Process, work: number): void {
  if (work < 8 * WORK_PER_REDUCTION) return;
  p.scheduler.runner.bump(p, Math.min(Math.floor(work / WORK_PER_REDUCTION), SLICE_REDUCTIONS));
}
