// From pid to process. A process number N lives in slot N mod size; numbers whose slot is taken are passed over, so that a
// lookup is one load. Numbers rise by one and begin again at 2^28 with the next serial: a pid is not reused soon.
import { newPid, pidCreation, pidId, pidNode, pidSerial } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import type { Process } from './process.ts';

const ID_LIMIT = 1 << 28;
const SERIAL_LIMIT = 1 << 30;

export class ProcessTable {
  /** Number of processes. */
  count = 0;
  private slots = new Array<Process | undefined>(1024).fill(undefined);
  private nextId = 0;
  private serial = 0;
  private readonly node: Term;
  private readonly creation: number;

  constructor(node: Term, creation: number) {
    this.node = node;
    this.creation = creation;
  }

  /** The numbers and the pid of the next process. */
  allocate(): { pid: Term; id: number; serial: number } {
    if (this.count * 2 >= this.slots.length) this.grow();
    const mask = this.slots.length - 1;
    while (this.slots[this.nextId & mask] !== undefined) this.advance();
    const id = this.nextId;
    this.advance();
    return { pid: newPid(this.node, id, this.serial, this.creation), id, serial: this.serial };
  }

  /** The number that the next process would have if its slot were free: serial and id in one. */
  get next(): number {
    return this.serial * ID_LIMIT + this.nextId;
  }

  /** To have a pid come again in a test. */
  set next(number: number) {
    this.nextId = number % ID_LIMIT;
    this.serial = Math.floor(number / ID_LIMIT) % SERIAL_LIMIT;
  }

  private advance(): void {
    this.nextId++;
    if (this.nextId < ID_LIMIT) return;
    this.nextId = 0;
    this.serial = (this.serial + 1) % SERIAL_LIMIT;
  }

  private grow(): void {
    const old = this.slots;
    const mask = old.length * 2 - 1;
    this.slots = new Array<Process | undefined>(mask + 1).fill(undefined);
    for (const p of old) if (p !== undefined) this.slots[p.id & mask] = p;
  }

  add(p: Process): void {
    this.slots[p.id & (this.slots.length - 1)] = p;
    this.count++;
  }

  remove(p: Process): void {
    this.slots[p.id & (this.slots.length - 1)] = undefined;
    this.count--;
  }

  /** The living process of a pid term. */
  get(pid: Term): Process | undefined {
    const id = pidId(pid);
    const p = this.slots[id & (this.slots.length - 1)];
    return p !== undefined && p.id === id && p.serial === pidSerial(pid) && this.isLocal(pid)
      ? p
      : undefined;
  }

  /** Whether a pid is one of this node, dead or alive. */
  isLocal(pid: Term): boolean {
    return pidNode(pid) === this.node && pidCreation(pid) === this.creation;
  }

  /** All processes, by rising number. */
  all(): Process[] {
    const live = this.slots.filter((p) => p !== undefined);
    return live.sort((a, b) => a.serial - b.serial || a.id - b.id);
  }
}
