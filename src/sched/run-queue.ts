// Which runnable process is next: `max` before `high` before the others; `low` takes one turn for eight of `normal`.
import type { Priority, Process } from './process.ts';

/** How many normal processes run for one of low priority, as in OTP. */
const LOW_TURNS = 8;

class Queue {
  first: Process | null = null;
  last: Process | null = null;
  length = 0;

  push(p: Process): void {
    if (this.last === null) this.first = p;
    else this.last.nextInQueue = p;
    this.last = p;
    this.length++;
  }

  shift(): Process | null {
    const p = this.first;
    if (p === null) return null;
    this.first = p.nextInQueue;
    if (this.first === null) this.last = null;
    p.nextInQueue = null;
    this.length--;
    return p;
  }
}

export class RunQueue {
  private readonly queues = [new Queue(), new Queue(), new Queue(), new Queue()];
  private lowSkipped = 0;

  push(p: Process): void {
    this.queues[p.priority].push(p);
  }

  shift(): Process | null {
    const [max, high, normal, low] = this.queues;
    if (max.first !== null) return max.shift();
    if (high.first !== null) return high.shift();
    if (low.first === null) return normal.shift();
    if (normal.first === null || ++this.lowSkipped >= LOW_TURNS) {
      this.lowSkipped = 0;
      return low.shift();
    }
    return normal.shift();
  }

  get empty(): boolean {
    return this.length === 0;
  }

  get length(): number {
    const [max, high, normal, low] = this.queues;
    return max.length + high.length + normal.length + low.length;
  }

  /** How many wait in the queue of a priority. */
  lengthOf(priority: Priority): number {
    return this.queues[priority].length;
  }
}
