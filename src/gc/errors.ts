// How TypeScript code raises an Erlang exception.
import { atoms } from './atoms.ts';
import { tuple } from './term.ts';
import type { Term } from './types.ts';

const am = atoms(
  'badarg',
  'badarith',
  'system_limit',
  'undef',
  'noproc',
  'notsup',
  'badmap',
  'badkey',
  'badarity',
  'badfun',
  'timeout_value',
);

export type ErrorClass = 'error' | 'exit' | 'throw';

/** An Erlang exception on its way through TypeScript. Not an Error: capturing a JavaScript stack costs more than all the rest. */
export class BeamError {
  readonly class: ErrorClass;
  readonly reason: Term;
  /** The `cause` of `error_info`, for the modules that format extra information from it (erl_erts_errors and friends). */
  readonly cause: Term | undefined;
  /** A complete stacktrace (list of {M,F,A,Info}) that takes the place of the one at the point of failure, for erlang:raise/3. */
  readonly stacktrace: Term | undefined;
  /** What erlang:error/2,3 put into the innermost entry of the stacktrace in place of the arity: a term, usually a list. */
  args: Term | undefined;
  /** The map that erlang:error/3 gives as `error_info` of the innermost entry. */
  errorInfo: Term | undefined;
  constructor(errorClass: ErrorClass, reason: Term, cause?: Term, stacktrace?: Term) {
    this.class = errorClass;
    this.reason = reason;
    this.cause = cause;
    this.stacktrace = stacktrace;
  }
}

/** `error:Reason`. */
export const error = (reason: Term, cause?: Term) => new BeamError('error', reason, cause);
export const badarg = (cause?: Term) => new BeamError('error', am.badarg, cause);
export const badarith = () => new BeamError('error', am.badarith);
export const systemLimit = (cause?: Term) => new BeamError('error', am.system_limit, cause);
export const undef = () => new BeamError('error', am.undef);
export const notsup = () => new BeamError('error', am.notsup);
export const badmap = (t: Term) => new BeamError('error', tuple(am.badmap, t));
export const badkey = (t: Term) => new BeamError('error', tuple(am.badkey, t));
export const exitWith = (reason: Term) => new BeamError('exit', reason);
export const throwTerm = (value: Term) => new BeamError('throw', value);

/** A capability that this host or this version does not have: ends the process with a message that names it. */
export class NotImplemented extends Error {
  constructor(what: string) {
    super(`beamjit: ${what} is not implemented`);
    this.name = 'NotImplemented';
  }
}

/**
 * Thrown by a built-in that cannot answer yet: the process waits, and calls it again with the same arguments once
 * `start`'s argument has been called.
 */
export class TryAgain {
  readonly start: (again: () => void) => void;
  constructor(start: (again: () => void) => void) {
    this.start = start;
  }
}
