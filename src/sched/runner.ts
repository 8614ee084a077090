// What the scheduler needs of whoever executes code. The scheduler knows no tier: it hands a process to its runner for a
// number of reductions and looks at why it came back.
import type { BeamError } from '../gc/errors.ts';
import type { Term } from '../gc/types.ts';
import type { Process } from './process.ts';

/** Why `Runner.run` returned. */
export const RunStatus = {
  /** The reductions are spent; the process can go on. */
  YIELD: 0,
  /** It waits in a receive. */
  WAIT: 1,
  /** Its initial function returned. */
  EXIT: 2,
  /** An exception that nobody caught; the runner has set `exitReason` and `exitClass`. */
  FAIL: 3,
  /** A BIF left something in `pending` that is not a call: the scheduler does it. */
  SUSPENDED: 4,
  /** It waits, and asks for a timer (`Process.startAskedTimer`). */
  WAIT_TIMED: 5,
} as const;

export type RunStatus = (typeof RunStatus)[keyof typeof RunStatus];

export interface Runner {
  /** Lets the process begin anew with a call of this function: whatever its stack held is gone. */
  start(p: Process, module: Term, name: Term, args: Term): void;
  /** Runs the process for about so many reductions, which it adds to `p.reductions` as they are spent. */
  run(p: Process, reductions: number): RunStatus;
  /** Gives the BIF call that the process is suspended in its result. */
  resume(p: Process, result: Term): void;
  /** The same for a BIF that fails. */
  fail(p: Process, error: BeamError): void;
  /** Leaves the running process at most so many reductions until it comes back with YIELD. */
  limit(p: Process, reductions: number): void;
  /** Charges the running process for work done outside of it. */
  bump(p: Process, reductions: number): void;
  /** The reductions of the current slice that `p.reductions` does not have yet. */
  spent(p: Process): number;
  /** Frees what the runner keeps for a process that has ended. */
  discard(p: Process): void;
  /** `{M,F,A}` of the function that the process is in; undefined where there is none. */
  currentFunction(p: Process): Term | undefined;
  /** The stack as exceptions show it: a list of `{M,F,A,Location}`, innermost first. */
  stacktrace(p: Process): Term;
  /** Words on the stack. */
  stackSize(p: Process): number;
}
