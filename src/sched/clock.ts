// The part of the host that the scheduler needs: clocks, one timer, and a turn of the event loop.

export interface Clock {
  /** A clock that never goes back, in nanoseconds from any origin. */
  monotonicNanoseconds(): bigint;
  /** The same clock in milliseconds, with fractions. */
  milliseconds(): number;
  /** Nanoseconds since 1970-01-01T00:00:00Z. */
  systemNanoseconds(): bigint;
  /** Calls back once, not before `ms` milliseconds. The program stays alive for it. */
  setTimer(ms: number, callback: () => void): unknown;
  clearTimer(timer: unknown): void;
  /** Calls back after the host's event loop has served what is pending. */
  defer(callback: () => void): void;
}
