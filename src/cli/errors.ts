// How the command fails: one clear line `beamjit: …` on standard error, and an exit status.

/** Exit statuses of the command itself; a program's own are whatever it says. */
export const EXIT = {
  OK: 0,
  /** An uncaught error, or something that cannot be loaded or run. */
  FAILED: 1,
  /** The command line makes no sense. */
  USAGE: 2,
  /** Ended by Ctrl-C, as shells report it: 128 + SIGINT. */
  INTERRUPTED: 130,
} as const;

/** Ends the command with a message for people and a status. */
export class CommandError extends Error {
  readonly status: number;

  constructor(message: string, status: number = EXIT.FAILED) {
    super(message);
    this.name = 'CommandError';
    this.status = status;
  }
}

/** A command line that makes no sense. */
export function usageError(message: string): CommandError {
  return new CommandError(`${message} (beamjit --help tells more)`, EXIT.USAGE);
}
