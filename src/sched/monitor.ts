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

export interface Alias {
  readonly key: number;
  readonly owner: Process;
  readonly mode: AliasMode;
  /** Whether messages sent to it may be priority messages. */
  readonly urgent: boolean;
}

/** An element of two lists: the watcher's monitors and those held on the target. */
export class Monitor {
  readonly key: number;
  readonly reference: Term;
  readonly watcher: Process;
  /** Null for what cannot go down: the time offset. */
  readonly target: Process | null;
  /** What 'DOWN' names: the pid, or `{Name, Node}`. */
  readonly object: Term;
  /** First element of the message. */
  readonly tag: Term;
  alias: Alias | null = null;
  /** Whether 'DOWN' is a priority message. */
  urgent = false;
  previousHeld: Monitor | null = null;
  nextHeld: Monitor | null = null;
  previousOnTarget: Monitor | null = null;
  nextOnTarget: Monitor | null = null;

  constructor(
    key: number,
    reference: Term,
    watcher: Process,
    target: Process | null,
    object: Term,
    tag: Term,
  ) {
    this.key = key;
    this.reference = reference;
    this.watcher = watcher;
    this.target = target;
    this.object = object;
    this.tag = tag;
    this.nextHeld = watcher.monitors;
    if (watcher.monitors !== null) watcher.monitors.previousHeld = this;
    watcher.monitors = this;
    if (target !== null) {
      this.nextOnTarget = target.monitoredBy;
      if (target.monitoredBy !== null) target.monitoredBy.previousOnTarget = this;
      target.monitoredBy = this;
    }
  }

  /** Takes it out of both lists. */
  unlink(): void {
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
