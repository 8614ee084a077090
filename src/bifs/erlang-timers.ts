// erlang: send_after, start_timer, and cancelling and reading them.
import { badarg } from '../gc/errors.ts';
import {
  atoms,
  FALSE,
  isAtom,
  isInteger,
  isPid,
  isReference,
  isTupleOf,
  listElements,
  makeInteger,
  safeIntegerOf,
  type Term,
  tuple,
  tupleElement,
} from '../gc/term.ts';
import type { Runtime } from '../runtime.ts';
import type { Process } from '../sched/process.ts';
import type { Timer } from '../sched/timers.ts';
import { booleanOf } from './arguments.ts';
import { defineBifs } from './registry.ts';

const am = atoms(
  'abs',
  'async',
  'badopt',
  'cancel_timer',
  'false',
  'info',
  'ok',
  'read_timer',
  'time',
  'timeout',
);

/** The latest point of time that OTP accepts: the end of its 64-bit nanoseconds, in milliseconds. */
const MAX_TIME = 9_223_372_036_854 + 576_460_752_303;

/** The running timers of a runtime by the key of their reference, and by the process that waits for them. */
class BifTimers {
  readonly byKey = new Map<number, { timer: Timer; owner: Process | undefined }>();
  private readonly byOwner = new Map<Process, Set<number>>();

  constructor(rt: Runtime) {
    rt.scheduler.exitHooks.push((p) => {
      for (const key of this.byOwner.get(p) ?? []) {
        const entry = this.byKey.get(key);
        if (entry !== undefined) rt.scheduler.timers.cancel(entry.timer);
        this.byKey.delete(key);
      }
      this.byOwner.delete(p);
    });
  }

  add(key: number, timer: Timer, owner: Process | undefined): void {
    this.byKey.set(key, { timer, owner });
    if (owner === undefined) return;
    const keys = this.byOwner.get(owner);
    if (keys === undefined) this.byOwner.set(owner, new Set([key]));
    else keys.add(key);
  }

  remove(key: number): void {
    const owner = this.byKey.get(key)?.owner;
    this.byKey.delete(key);
    if (owner === undefined) return;
    const keys = this.byOwner.get(owner);
    if (keys === undefined) return;
    keys.delete(key);
    if (keys.size === 0) this.byOwner.delete(owner);
  }
}

const BIF_TIMERS = Symbol('BIF timers');
const timersOf = (p: Process): BifTimers => p.runtime.slot(BIF_TIMERS, (rt) => new BifTimers(rt));

/** How many timers of erlang:start_timer and erlang:send_after are running. */
export const runningTimers = (p: Process): number => timersOf(p).byKey.size;

/** The boolean options that are allowed; undefined where something else stands in the list. */
function booleanOptions(options: Term, allowed: readonly Term[]): Map<Term, boolean> | undefined {
  const read = new Map<Term, boolean>();
  for (const item of listElements(options) ?? [FALSE]) {
    if (!isTupleOf(item, 2) || !allowed.includes(tupleElement(item, 0))) return undefined;
    const value = booleanOf(tupleElement(item, 1));
    if (value === undefined) return undefined;
    read.set(tupleElement(item, 0), value);
  }
  return read;
}

/** `wrap` makes the message of a timer of its reference. */
function startTimer(
  p: Process,
  time: Term,
  to: Term,
  wrap: (reference: Term) => Term,
  options?: Term,
): Term {
  const { scheduler } = p;
  const read = options === undefined ? new Map<Term, boolean>() : booleanOptions(options, [am.abs]);
  if (read === undefined) throw badarg(am.badopt);
  const absolute = read.get(am.abs) === true;
  const ms = isInteger(time) ? safeIntegerOf(time) : undefined;
  if (ms === undefined || (!absolute && ms < 0) || ms > MAX_TIME) throw badarg(am.time);
  if (!isAtom(to) && !(isPid(to) && scheduler.table.isLocal(to))) throw badarg();

  const reference = scheduler.references.make();
  const owner = isPid(to) ? scheduler.table.get(to) : undefined;
  // Nobody can receive the message; the timer is as good as cancelled.
  if (isPid(to) && owner === undefined) return reference;
  const key = scheduler.references.keyOf(reference);
  const message = wrap(reference);
  const timers = timersOf(p);
  const fire = (): void => {
    timers.remove(key);
    if (owner !== undefined) {
      scheduler.signals.deliver(owner, message);
      return;
    }
    const named = scheduler.signals.whereis(to);
    if (named !== undefined) scheduler.signals.deliver(named, message);
  };
  const timer = absolute
    ? scheduler.timers.at(scheduler.time.hostMilliseconds(ms), fire)
    : scheduler.timers.after(ms, fire);
  timers.add(key, timer, owner);
  return reference;
}

function timeoutMessage(message: Term): (reference: Term) => Term {
  return (reference) => tuple(am.timeout, reference, message);
}

/** The milliseconds left, or false; with `cancel` the timer ends. */
function timeLeft(p: Process, reference: Term, cancel: boolean): Term {
  const { scheduler } = p;
  const timers = timersOf(p);
  const key = scheduler.references.keyOf(reference);
  const entry = timers.byKey.get(key);
  if (entry === undefined) return FALSE;
  const left = makeInteger(scheduler.timers.remaining(entry.timer));
  if (cancel) {
    scheduler.timers.cancel(entry.timer);
    timers.remove(key);
  }
  return left;
}

function access(p: Process, reference: Term, cancel: boolean, options?: Term): Term {
  const allowed = cancel ? [am.async, am.info] : [am.async];
  const read = options === undefined ? new Map<Term, boolean>() : booleanOptions(options, allowed);
  if (read === undefined || !isReference(reference) || !p.scheduler.references.isLocal(reference))
    throw badarg();
  const left = timeLeft(p, reference, cancel);
  const informed = read.get(am.info) ?? true;
  if (read.get(am.async) !== true) return informed ? left : am.ok;
  if (informed)
    p.scheduler.signals.deliver(
      p,
      tuple(cancel ? am.cancel_timer : am.read_timer, reference, left),
    );
  return am.ok;
}

export const erlangTimers = defineBifs('erlang', {
  'send_after/3': (p, time, to, message) => startTimer(p, time, to, () => message),
  'send_after/4': (p, time, to, message, options) =>
    startTimer(p, time, to, () => message, options),
  'start_timer/3': (p, time, to, message) => startTimer(p, time, to, timeoutMessage(message)),
  'start_timer/4': (p, time, to, message, options) =>
    startTimer(p, time, to, timeoutMessage(message), options),
  'cancel_timer/1': (p, reference) => access(p, reference, true),
  'cancel_timer/2': (p, reference, options) => access(p, reference, true, options),
  'read_timer/1': (p, reference) => access(p, reference, false),
  'read_timer/2': (p, reference, options) => access(p, reference, false, options),
});
