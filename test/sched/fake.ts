// A runner whose processes are generator functions, and a clock that a test moves by hand.
import { BeamError } from '../../src/gc/errors.ts';
import { atom, listElements, NIL, tuple } from '../../src/gc/term.ts';
import type { Term } from '../../src/gc/types.ts';
import type { Runtime } from '../../src/runtime.ts';
import type { Clock } from '../../src/sched/clock.ts';
import type { Process } from '../../src/sched/process.ts';
import { type Runner, RunStatus } from '../../src/sched/runner.ts';
import { Scheduler, type SchedulerOptions } from '../../src/sched/scheduler.ts';

/** What a fake process yields: a status to come back with, or the null of a BIF that has left something pending. */
export type Step = RunStatus | Term | null;
export type Body = (p: Process, ...args: Term[]) => Generator<Step, void, Term>;

interface Machine {
  readonly generator: Generator<Step, void, Term>;
  result: Term;
  error: BeamError | null;
}

export class FakeRunner implements Runner {
  readonly bodies = new Map<Term, Body>();
  interrupted = 0;

  start(p: Process, _module: Term, name: Term, args: Term): void {
    const body = this.bodies.get(name);
    if (body === undefined) throw new Error('no such body');
    p.machine = {
      generator: body(p, ...(listElements(args) as Term[])),
      result: atom('ok'),
      error: null,
    };
  }

  run(p: Process, reductions: number): RunStatus {
    for (let left = reductions; left > 0; left--) {
      const machine = p.machine as Machine;
      p.reductions++;
      let step: IteratorResult<Step, void>;
      try {
        const { error } = machine;
        machine.error = null;
        step =
          error === null ? machine.generator.next(machine.result) : machine.generator.throw(error);
      } catch (e) {
        if (!(e instanceof BeamError)) throw e;
        p.exitClass = e.class;
        p.exitReason = e.class === 'exit' ? e.reason : tuple(e.reason, atom('stack'));
        return RunStatus.FAIL;
      }
      if (step.done === true) return RunStatus.EXIT;
      if (step.value === null) return RunStatus.SUSPENDED;
      if (step.value !== RunStatus.YIELD) return step.value as RunStatus;
    }
    return RunStatus.YIELD;
  }

  resume(p: Process, result: Term): void {
    (p.machine as Machine).result = result;
  }
  fail(p: Process, error: BeamError): void {
    (p.machine as Machine).error = error;
  }
  limit(): void {
    this.interrupted++;
  }
  bump(): void {}
  spent(): number {
    return 0;
  }
  discard(p: Process): void {
    p.machine = null;
  }
  currentFunction(): undefined {
    return undefined;
  }
  stacktrace(): Term {
    return atom('none');
  }
  stackSize(): number {
    return 0;
  }
}

export class FakeClock implements Clock {
  ms = 1000;
  private callbacks: (() => void)[] = [];
  private timers = new Map<object, { at: number; callback: () => void }>();

  monotonicNanoseconds(): bigint {
    return BigInt(this.ms) * 1_000_000n;
  }
  milliseconds(): number {
    return this.ms;
  }
  systemNanoseconds(): bigint {
    return 1_700_000_000_000_000_000n + this.monotonicNanoseconds();
  }
  /** One hour east of Greenwich, without daylight saving time. */
  utcOffsetMinutes(): number {
    return 60;
  }
  cpuMilliseconds(): number {
    return this.ms / 2;
  }
  setTimer(ms: number, callback: () => void): unknown {
    const key = {};
    this.timers.set(key, { at: this.ms + ms, callback });
    return key;
  }
  clearTimer(timer: unknown): void {
    this.timers.delete(timer as object);
  }
  defer(callback: () => void): void {
    this.callbacks.push(callback);
  }

  /** Serves what was deferred, then lets time pass to the next timer, until nothing is left; at most `ms` pass. */
  pass(ms = Number.POSITIVE_INFINITY): void {
    const end = this.ms + ms;
    for (;;) {
      for (let c = this.callbacks.shift(); c !== undefined; c = this.callbacks.shift()) c();
      const next = [...this.timers].sort(([, a], [, b]) => a.at - b.at)[0];
      if (next === undefined || next[1].at > end) {
        if (end !== Number.POSITIVE_INFINITY) this.ms = end;
        return;
      }
      this.timers.delete(next[0]);
      this.ms = Math.max(this.ms, next[1].at);
      next[1].callback();
    }
  }
}

export interface Fake {
  readonly scheduler: Scheduler;
  readonly runner: FakeRunner;
  readonly clock: FakeClock;
  /** Spawns a process of this body. */
  spawn(body: Body, options?: { parent?: Process; args?: Term; system?: boolean }): Process;
}

export function fake(options: Partial<SchedulerOptions> = {}): Fake {
  const runner = new FakeRunner();
  const clock = new FakeClock();
  const slots = new Map<symbol, unknown>();
  const runtime = {
    slot<T>(key: symbol, make: (rt: unknown) => T): T {
      if (!slots.has(key)) slots.set(key, make(runtime));
      return slots.get(key) as T;
    },
  } as unknown as Runtime & { scheduler: Scheduler };
  const scheduler = new Scheduler(runtime, runner, { clock, ...options });
  runtime.scheduler = scheduler;
  let bodies = 0;
  return {
    scheduler,
    runner,
    clock,
    spawn(body, { parent, args, system } = {}) {
      const name = atom(`body${bodies++}`);
      runner.bodies.set(name, body);
      return scheduler.spawn({ module: atom('test'), name, args: args ?? NIL, parent, system });
    },
  };
}

/** A receive: the first message that `match` accepts; undefined after the timeout. */
export function* receive(
  p: Process,
  match: (message: Term) => boolean = () => true,
  timeout: Term = atom('infinity'),
): Generator<Step, Term | undefined, Term> {
  for (;;) {
    for (let m = p.mailbox.peek(); m !== null; m = p.mailbox.peek()) {
      if (match(m)) {
        p.mailbox.remove();
        p.cancelReceiveTimer();
        return m;
      }
      p.mailbox.skip();
    }
    if (p.startReceiveTimer(timeout) === 'now') {
      p.mailbox.rewind();
      p.cancelReceiveTimer();
      return undefined;
    }
    yield RunStatus.WAIT;
  }
}
