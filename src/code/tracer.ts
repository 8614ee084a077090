// Tracing calls. A runtime that has a tracer when a function is translated begins it with a call of the built-in
// `beamjit_tracer:called/0`, which tells the tracer; without a tracer nothing of this is there.
import type { Term } from '../gc/types.ts';
import type { Process } from '../sched/process.ts';
import type { PlacedFunction } from './area.ts';

export interface Call {
  readonly process: Process;
  readonly callee: PlacedFunction;
  readonly args: readonly Term[];
}

export interface CallTracer {
  /** Whether calls of this function are traced; asked once, when it is translated. */
  wants(module: string, name: string, arity: number): boolean;
  called(call: Call): void;
}
