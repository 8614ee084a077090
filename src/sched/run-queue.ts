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
  /** How many processes are in it. */
  length = 0;
  private readonly max = new Queue();
  private readonly high = new Queue();
  private readonly normal = new Queue();
  private readonly low = new Queue();
  private readonly queues = [this.max, this.high, this.normal, this.low];
  private lowSkipped = 0;

  push(p: Process): void {
    this.length++;
    this.queues[p.priority].push(p);
  }

  shift(): Process | null {
    if (this.length === 0) return null;
    this.length--;
    return this.next().shift();
  }

  private next(): Queue {
    const { max, high, normal, low } = this;
    if (max.first !== null) return max;
    if (high.first !== null) return high;
    if (low.first === null) return normal;
    if (normal.first !== null && ++this.lowSkipped < LOW_TURNS) return normal;
    this.lowSkipped = 0;
    return low;
  }

  get empty(): boolean {
    return this.length === 0;
  }

  /** How many wait in the queue of a priority. */
  lengthOf(priority: Priority): number {
    return this.queues[priority].length;
  }
}
