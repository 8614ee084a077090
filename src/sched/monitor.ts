// Monitors and aliases: what a reference may stand for in the runtime that made it.
import type { Term } from '../gc/types.ts';
import type { Process } from './process.ts';

/** How an alias ends by itself. */
export const AliasMode = {
  /** Only by unalias/1. */
  EXPLICIT: 0,
  /** With its monitor, by demonitor or 'DOWN'. */
  DEMONITOR: 1,
  /** With its monitor, or with the first message sent to it, which removes the monitor too. */
  REPLY_DEMONITOR: 2,
  /** With the first message sent to it. */
  REPLY: 3,
} as const;
export type AliasMode = (typeof AliasMode)[keyof typeof AliasMode];

/** What a reference stands for at the moment: the reference itself holds it, so that finding it takes no table. */
export class Standing {
  /** The signals of its runtime. */
  readonly runtime: unknown;
  monitor: Monitor | null = null;
  alias: Alias | null = null;

  constructor(runtime: unknown) {
    this.runtime = runtime;
  }
}

/** An element of the list of its owner's aliases. */
export class Alias {
  readonly standing: Standing;
  readonly reference: Term;
  readonly owner: Process;
  readonly mode: AliasMode;
  /** Whether messages sent to it may be priority messages. */
  readonly urgent: boolean;
  previous: Alias | null = null;
  next: Alias | null;

  constructor(
    standing: Standing,
    reference: Term,
    owner: Process,
    mode: AliasMode,
    urgent: boolean,
  ) {
    this.standing = standing;
    this.reference = reference;
    this.owner = owner;
    this.mode = mode;
    this.urgent = urgent;
    this.next = owner.aliases;
    if (owner.aliases !== null) owner.aliases.previous = this;
    owner.aliases = this;
    standing.alias = this;
  }

  /** Ends it. */
  drop(): void {
    const { standing, owner, previous, next } = this;
    if (standing.alias !== this) return;
    standing.alias = null;
    if (previous !== null) previous.next = next;
    else owner.aliases = next;
    if (next !== null) next.previous = previous;
  }
}

/** An element of two lists: the watcher's monitors and those held on the target. */
export class Monitor {
  readonly standing: Standing;
  readonly reference: Term;
  readonly watcher: Process;
  /** Null for what cannot go down: the time offset. */
  readonly target: Process | null;
  /** What 'DOWN' names: the pid, or `{Name, Node}`. */
  readonly object: Term;
  /** First element of the message. */
  readonly tag: Term;
  /** Whether 'DOWN' is a priority message. */
  readonly urgent: boolean;
  previousHeld: Monitor | null = null;
  nextHeld: Monitor | null = null;
  previousOnTarget: Monitor | null = null;
  nextOnTarget: Monitor | null = null;

  constructor(
    standing: Standing,
    reference: Term,
    watcher: Process,
    target: Process | null,
    object: Term,
    tag: Term,
    urgent: boolean,
  ) {
    standing.monitor = this;
    this.standing = standing;
    this.reference = reference;
    this.watcher = watcher;
    this.target = target;
    this.object = object;
    this.tag = tag;
    this.urgent = urgent;
    this.nextHeld = watcher.monitors;
    if (watcher.monitors !== null) watcher.monitors.previousHeld = this;
    watcher.monitors = this;
    if (target !== null) {
      this.nextOnTarget = target.monitoredBy;
      if (target.monitoredBy !== null) target.monitoredBy.previousOnTarget = this;
      target.monitoredBy = this;
    }
  }

  /** Ends it: takes it out of both lists. */
  drop(): void {
    this.standing.monitor = null;
    const { previousHeld, nextHeld, previousOnTarget, nextOnTarget, watcher, target } = this;
    if (previousHeld !== null) previousHeld.nextHeld = nextHeld;
    else watcher.monitors = nextHeld;
    if (nextHeld !== null) nextHeld.previousHeld = previousHeld;
    if (target === null) return;
    if (previousOnTarget !== null) previousOnTarget.nextOnTarget = nextOnTarget;
    else target.monitoredBy = nextOnTarget;
    if (nextOnTarget !== null) nextOnTarget.previousOnTarget = previousOnTarget;
  }
}
