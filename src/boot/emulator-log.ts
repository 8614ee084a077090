// The emulator's own log events: they go to the process `logger`, which the kernel brings along.
//
// On the BEAM another scheduler writes a report while the program goes on. Here the kernel may have to be booted for it first: that
// waits until the program has nothing to do or has gone on for a moment, so that one that ends right after a crash ends at once
// (the BEAM loses the report there, too). Then the program's time stands still until the report is written, as if there had
// been a kernel all along.
import { atoms, charList, list, makeInteger, mapFrom, TRUE, tuple } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import type { Runtime } from '../runtime.ts';
import type { Process } from '../sched/process.ts';

const am = atoms(
  'emulator',
  'error',
  'error_logger',
  'gl',
  'log',
  'logger',
  'pid',
  'tag',
  'time',
  'undefined',
);

/** For so many milliseconds a program may run on before its reports are written. */
const DELAY_MS = 8;

type MapEntries = readonly (readonly [Term, Term])[];

export class EmulatorLog {
  private readonly runtime: Runtime;
  /** A pid, `logger` or `undefined`. */
  private readonly systemLogger: () => Term;
  /** Events for which there is no logger yet. */
  private readonly pending: Term[] = [];
  /** When the first of them came. */
  private since = 0;
  /** Lets the program go on that waits for its reports. */
  private thaw: (() => void) | undefined;

  constructor(runtime: Runtime, systemLogger: () => Term) {
    this.runtime = runtime;
    this.systemLogger = systemLogger;
  }

  /** A process has ended by an error or a throw. */
  processFailed(p: Process, reason: Term): void {
    const origin: MapEntries = [
      [am.gl, p.groupLeader],
      [am.pid, p.pid],
    ];
    this.log(am.error, origin, 'Error in process ~p with exit value:~n~p~n', [p.pid, reason]);
  }

  /** What was to be written to a port of that name were no bytes. */
  badOutput(name: string): void {
    const { current } = this.runtime.scheduler;
    const text = charList(`Bad value on output port '${name}'\n`);
    this.log(am.error, current === null ? [] : [[am.pid, current.pid]], '~s~n', [text]);
  }

  /** At the end of a turn of the event loop. */
  turn(idle: boolean): void {
    const { kernel, scheduler } = this.runtime;
    if (this.thaw !== undefined) {
      if (!idle || !kernel.isUp) return;
      const thaw = this.thaw;
      this.thaw = undefined;
      thaw();
    }
    if (this.pending.length === 0 || !kernel.isOff) return;
    if (!idle && scheduler.clock.milliseconds() - this.since < DELAY_MS) return;
    this.thaw = scheduler.freeze();
    this.boot();
  }

  private log(level: Term, origin: MapEntries, format: string, args: Term[]): void {
    const { kernel, scheduler } = this.runtime;
    const meta = mapFrom([
      [
        am.error_logger,
        mapFrom([
          [am.emulator, TRUE],
          [am.tag, level],
        ]),
      ],
      ...origin,
      [am.time, makeInteger(scheduler.time.system() / 1000n)],
    ]);
    const event = tuple(am.log, level, charList(format), list(args), meta);
    if (kernel.isUp) {
      this.deliver(event);
      return;
    }
    if (this.pending.length === 0) this.since = scheduler.clock.milliseconds();
    this.pending.push(event);
    // Somebody else has started it.
    if (!kernel.isOff && this.pending.length === 1) this.boot();
  }

  private boot(): void {
    const { kernel, scheduler } = this.runtime;
    const release = scheduler.hold();
    kernel.whenUp(() => {
      release();
      for (const event of this.pending.splice(0)) this.deliver(event);
    });
  }

  private deliver(event: Term): void {
    const { scheduler } = this.runtime;
    const logger = this.systemLogger();
    // Without a logger it is lost.
    if (logger === am.undefined) return;
    if (logger === am.logger && scheduler.signals.whereis(logger) === undefined) return;
    scheduler.send(null, logger, event);
  }
}
