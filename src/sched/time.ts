// Erlang's clocks: the monotonic time begins at -2^59 ns when the runtime does, as OTP's does; the system time is the monotonic
// time plus an offset, which follows the host's clock when that is set (OTP's default since 26).
import type { Clock } from './clock.ts';

const START = -(1n << 59n);
const NS_PER_MS = 1_000_000;

/** The host's clock has to be off by so much for the offset to change. */
const TOLERANCE = 1_000_000_000n;

export class ErlangTime {
  private readonly clock: Clock;
  /** Monotonic time minus the host's monotonic clock. */
  private readonly base: bigint;
  private offset: bigint;
  /** The host's monotonic clock in milliseconds at the start. */
  private readonly startMs: number;
  readonly startSystem: bigint;

  constructor(clock: Clock) {
    this.clock = clock;
    this.base = START - clock.monotonicNanoseconds();
    this.startMs = clock.milliseconds();
    this.startSystem = clock.systemNanoseconds();
    this.offset = this.startSystem - START;
  }

  monotonic(): bigint {
    return this.clock.monotonicNanoseconds() + this.base;
  }

  system(): bigint {
    const now = this.monotonic();
    return now + this.offsetAt(now);
  }

  timeOffset(): bigint {
    return this.offsetAt(this.monotonic());
  }

  /** Milliseconds since the runtime began. */
  uptime(): number {
    return this.clock.milliseconds() - this.startMs;
  }

  /** A point of Erlang's monotonic time, in milliseconds, on the host's clock. */
  hostMilliseconds(erlang: number): number {
    return erlang - Number(START) / NS_PER_MS + this.startMs;
  }

  /** The reverse. */
  erlangMilliseconds(host: number): number {
    return host - this.startMs + Number(START) / NS_PER_MS;
  }

  private offsetAt(monotonic: bigint): bigint {
    const offset = this.clock.systemNanoseconds() - monotonic;
    const change = offset - this.offset;
    if (change > TOLERANCE || change < -TOLERANCE) this.offset = offset;
    return this.offset;
  }
}
