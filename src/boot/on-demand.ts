// A part of OTP that is started when somebody first needs it.
//
// Need shows in two ways: a registered name or a named table is used that does not exist yet. Whoever does so waits (TryAgain) until
// the part is up, and then does it again. Meanwhile the whole program stands still, so that nobody sees a part that is half
// started and nothing is done later than it would be had the part been there all along. The system's own processes run, and
// must not wait for themselves.
import { TryAgain } from '../gc/errors.ts';
import { atom } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import type { Scheduler } from '../sched/scheduler.ts';

export interface Part {
  /** Registered names and named tables that it brings. */
  readonly names: readonly string[];
  readonly tables: readonly string[];
  /** Whether the system's processes start it too; not so where they may be starting it themselves already. */
  readonly forSystem: boolean;
  /** Starts it, by processes of the system, and calls back when it is up. */
  start(done: () => void): void;
}

export class OnDemand {
  private readonly scheduler: Scheduler;
  private readonly part: Part;
  private readonly names: ReadonlySet<Term>;
  private readonly tables: ReadonlySet<Term>;
  private state: 'off' | 'starting' | 'up' = 'off';
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
    if (current.system && !(this.part.forSystem && this.state === 'off')) return;
    throw new TryAgain((again) => this.whenUp(again));
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
    const thaw = this.scheduler.freeze();
    this.part.start(() => {
      this.state = 'up';
      thaw(() => {
        for (const waiter of this.waiting.splice(0)) waiter();
      });
    });
  }
}
