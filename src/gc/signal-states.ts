/** States of processes and signals, shared by both languages. */

/** How an alias ends by itself. */
export const ALIAS = {
  /** Only by unalias/1. */
  EXPLICIT: 0,
  /** With its monitor, by demonitor or 'DOWN'. */
  DEMONITOR: 1,
  /** With its monitor, or with the first message sent to it, which removes the monitor too. */
  REPLY_DEMONITOR: 2,
  /** With the first message sent to it. */
  REPLY: 3,
} as const;

/** The timer of a receive. */
export const TIMED = {
  NONE: 0,
  /** The process waits, and nobody has started the timer yet. */
  ASKED: 1,
  /** JavaScript has started it. */
  STARTED: 2,
  /** The time is over. */
  OVER: 3,
} as const;
