// All timers of a runtime in one binary heap, by deadline and then by age; the host is asked for one wake-up, the earliest.
// A timer knows its place in the heap, so that cancelling removes it at once: timeouts of calls are made and cancelled by
// the million and must not pile up. Most of those never get here: a process that waits asks for its receive's timer, and those that
// still do are served when somebody looks at the clock next. A timer may thus be late by as much, but never early.
import type { Clock } from './clock.ts';

const GONE = -1;
const HELD = -2;

export class Timer {
  /** On the monotonic clock, in milliseconds. */
  deadline: number;
  readonly fire: () => void;
  /** Place in the heap; GONE once it has fired or was cancelled, HELD while it is out of the heap. */
  index = GONE;
  readonly age: number;
  constructor(deadline: number, age: number, fire: () => void) {
    this.deadline = deadline;
    this.age = age;
    this.fire = fire;
  }
}

/** The longest wake-up that a host is asked for; JavaScript's own timers take 31 bits. */
const MAX_WAIT = 0x7fffffff;

/** Somebody who has a timer to start when the clock is looked at. */
export interface Asking {
  startAskedTimer(): void;
}

export class Timers {
  private asking: Asking[] = [];
  private heap: Timer[] = [];
  private readonly held = new Set<Timer>();
  private ages = 0;
  private readonly clock: Clock;
  private readonly changed: () => void;

  /** `changed` is called for each new timer: the host's wake-up may have to come earlier. */
  constructor(clock: Clock, changed: () => void) {
    this.clock = clock;
    this.changed = changed;
  }

  get size(): number {
    this.serve();
    return this.heap.length + this.held.size;
  }

  /** Calls `fire` once the monotonic clock, in milliseconds, has reached the deadline. */
  at(deadline: number, fire: () => void): Timer {
    const timer = new Timer(deadline, this.ages++, fire);
    this.up(this.heap.length, timer);
    this.changed();
    return timer;
  }

  /** Lets somebody start a timer when the clock is looked at next. */
  ask(who: Asking): void {
    this.asking.push(who);
  }

  private serve(): void {
    const { asking } = this;
    if (asking.length === 0) return;
    this.asking = [];
    for (const who of asking) who.startAskedTimer();
  }

  /** Calls `fire` after at least so many milliseconds. */
  after(ms: number, fire: () => void): Timer {
    this.serve();
    return this.at(Math.ceil(this.clock.milliseconds()) + ms, fire);
  }

  /** Whether the timer was still running. */
  cancel(timer: Timer): boolean {
    const { index } = timer;
    if (index === GONE) return false;
    if (index !== HELD) this.removeAt(index);
    else if (this.held.delete(timer)) timer.index = GONE;
    return true;
  }

  /** Stops all timers that there are; when the result is called they go on with the time that they had left. */
  hold(): () => void {
    this.serve();
    const began = this.clock.milliseconds();
    const timers = this.heap;
    this.heap = [];
    for (const timer of timers) {
      timer.index = HELD;
      this.held.add(timer);
    }
    return () => {
      const ms = this.clock.milliseconds() - began;
      for (const timer of timers) {
        if (!this.held.delete(timer)) continue;
        timer.deadline += ms;
        this.up(this.heap.length, timer);
      }
      this.changed();
    };
  }

  /** Whole milliseconds until the timer fires, never more than it was set to. */
  remaining(timer: Timer): number {
    return Math.max(0, Math.floor(timer.deadline - this.clock.milliseconds()));
  }

  /** Fires what is due. */
  run(): void {
    this.serve();
    if (this.heap.length === 0) return;
    const now = this.clock.milliseconds();
    while (this.heap.length > 0 && this.heap[0].deadline <= now) {
      const timer = this.heap[0];
      this.removeAt(0);
      timer.fire();
    }
  }

  /** Milliseconds until the next timer, undefined without timers. */
  untilNext(): number | undefined {
    this.serve();
    if (this.heap.length === 0) return undefined;
    return Math.min(MAX_WAIT, Math.max(0, this.heap[0].deadline - this.clock.milliseconds()));
  }

  private removeAt(index: number): void {
    this.heap[index].index = GONE;
    const last = this.heap.pop() as Timer;
    if (last.index === GONE) return;
    if (index > 0 && before(last, this.heap[(index - 1) >> 1])) this.up(index, last);
    else this.down(index, last);
  }

  /** Puts the timer at `index` or above it. */
  private up(index: number, timer: Timer): void {
    const { heap } = this;
    let i = index;
    while (i > 0) {
      const parent = heap[(i - 1) >> 1];
      if (!before(timer, parent)) break;
      heap[i] = parent;
      parent.index = i;
      i = (i - 1) >> 1;
    }
    heap[i] = timer;
    timer.index = i;
  }

  /** Puts the timer at `index` or below it. */
  private down(index: number, timer: Timer): void {
    const { heap } = this;
    let i = index;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child++;
      if (!before(heap[child], timer)) break;
      heap[i] = heap[child];
      heap[i].index = i;
      i = child;
    }
    heap[i] = timer;
    timer.index = i;
  }
}

function before(a: Timer, b: Timer): boolean {
  return a.deadline < b.deadline || (a.deadline === b.deadline && a.age < b.age);
}
