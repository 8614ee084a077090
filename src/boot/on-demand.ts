// A part of OTP that is started when somebody first needs it.
//
// Need shows in two ways: a registered name or a named table is used that does not exist yet. Whoever does so waits (TryAgain) until
// the part is up, and then does it again. The processes that the start spawned, and what these spawned, must not wait for
// themselves; a process that the program spawns meanwhile waits. Nor must the processes of an application wait (an
// application master leads their group): what it depends on was started before it, and the part may be what it is starting.
import { TryAgain } from '../gc/errors.ts';
import { atom, atoms, isTuple, pidId, tupleElement } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import type { Process } from '../sched/process.ts';
import type { Scheduler } from '../sched/scheduler.ts';

const am = atoms('$initial_call', 'application_master');

export interface Part {
  /** Registered names and named tables that it brings. */
  readonly names: readonly string[];
  readonly tables: readonly string[];
  /** Starts it, answers with the processes that do so, first made first, and calls back when it is up. */
  start(done: () => void): readonly Process[];
}

export class OnDemand {
  private readonly scheduler: Scheduler;
  private readonly part: Part;
  private readonly names: ReadonlySet<Term>;
  private readonly tables: ReadonlySet<Term>;
  private state: 'off' | 'starting' | 'up' = 'off';
  private starters: readonly Process[] = [];
  private readonly waiting: (() => void)[] = [];

  constructor(scheduler: Scheduler, part: Part) {
    this.scheduler = scheduler;
    this.part = part;
    this.names = new Set(part.names.map(atom));
    this.tables = new Set(part.tables.map(atom));
  }

  get isUp(): boolean {
    return this.state === 'up';
  }

  /** Whether nobody has needed it yet. */
  get isOff(): boolean {
    return this.state === 'off';
  }

  /** Somebody uses a name that nobody has: throws TryAgain where this part will have it. */
  nameWanted(name: Term): void {
    if (this.names.has(name)) this.wanted();
  }

  /** The same for a named table. */
  tableWanted(name: Term): void {
    if (this.tables.has(name)) this.wanted();
  }

  private wanted(): void {
    const { current } = this.scheduler;
    if (this.state === 'up' || current === null) return;
    if (this.isOfStart(current) || this.isOfApplication(current)) return;
    throw new TryAgain((again) => this.whenUp(again));
  }

  /** Whether it descends from a starter. Where an ancestor is gone, its number tells if it came before the start. */
  private isOfStart(p: Process): boolean {
    const [first] = this.starters;
    if (first === undefined) return false;
    for (let ancestor = p; !this.starters.includes(ancestor); ) {
      const { parent } = ancestor;
      if (parent === null || ancestor.id < first.id) return false;
      const next = this.scheduler.table.get(parent);
      if (next === undefined) return pidId(parent) >= first.id;
      ancestor = next;
    }
    return true;
  }

  private isOfApplication({ groupLeader }: Process): boolean {
    const leader = this.scheduler.table.get(groupLeader);
    const call = leader?.dictionary?.get(am.$initial_call);
    return call !== undefined && isTuple(call) && tupleElement(call, 0) === am.application_master;
  }

  /** Starts it if need be and calls back when it is up. */
  whenUp(done: () => void): void {
    if (this.state === 'up') {
      done();
      return;
    }
    this.waiting.push(done);
    if (this.state !== 'off') return;
    this.state = 'starting';
    this.starters = this.part.start(() => {
      this.state = 'up';
      for (const waiter of this.waiting.splice(0)) waiter();
    });
  }
}
