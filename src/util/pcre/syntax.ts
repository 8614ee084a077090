/*
 * The tree of a regular expression as the parser builds it and the compiler reads it, and the options and errors
 * of both. Flags that may change inside a pattern (caseless, multiline, dotall …) are already in the nodes.
 */
import type { CharSet } from './charset.ts';

export type Newline = 'cr' | 'lf' | 'crlf' | 'anycrlf' | 'any';

/** The options of `re:compile/2`, by its names. */
export interface CompileOptions {
  unicode?: boolean;
  anchored?: boolean;
  caseless?: boolean;
  dollarEndonly?: boolean;
  dotall?: boolean;
  extended?: boolean;
  firstline?: boolean;
  multiline?: boolean;
  noAutoCapture?: boolean;
  dupnames?: boolean;
  ungreedy?: boolean;
  newline?: Newline;
  bsrAnycrlf?: boolean;
  ucp?: boolean;
  neverUtf?: boolean;
  noStartOptimize?: boolean;
}

/** A pattern that PCRE does not accept, with PCRE's text and the position in the pattern. */
export class PatternError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = 'PatternError';
    this.offset = offset;
  }
}

/** A pattern that PCRE accepts and this engine does not (yet); never answered with a guess. */
export class UnsupportedPattern extends Error {
  /** What it is that the pattern uses. */
  readonly construct: string;

  constructor(construct: string) {
    super(`regular expressions: ${construct} is not supported`);
    this.name = 'UnsupportedPattern';
    this.construct = construct;
  }
}

export type RepeatMode = 'greedy' | 'lazy' | 'possessive';

export type Condition =
  | { kind: 'group'; numbers: number[] }
  /** Inside a recursion of the group; of any group if the number is -1. */
  | { kind: 'recursion'; numbers: number[] }
  | { kind: 'define' }
  | { kind: 'look'; look: LookNode };

export interface LookNode {
  type: 'look';
  ahead: boolean;
  negative: boolean;
  body: Node;
  /** Where its parenthesis closes, for errors that come up later. */
  offset: number;
}

export type AssertKind =
  | 'start' // \A
  | 'lineStart' // ^ without multiline
  | 'multilineStart' // ^ with
  | 'end' // \z
  | 'endNewline' // \Z
  | 'lineEnd' // $ without multiline
  | 'lineEndOnly' // $ without multiline, with dollar_endonly
  | 'multilineEnd' // $ with
  | 'searchStart' // \G
  | 'wordBoundary'
  | 'notWordBoundary';

export type Node =
  | { type: 'empty' }
  /** A code point (or byte) that matches itself only. */
  | { type: 'char'; code: number }
  /** `minimum`, if given, stands for the set in the obligatory turns of a repetition. */
  | { type: 'set'; set: CharSet; minimum?: CharSet }
  /** Any character but the start of a newline. */
  | { type: 'notNewline' }
  | { type: 'anyChar' }
  | { type: 'anyByte' }
  | { type: 'newlineSequence' }
  | { type: 'sequence'; items: Node[] }
  | { type: 'alternation'; branches: Node[] }
  | { type: 'capture'; number: number; body: Node }
  | { type: 'atomic'; body: Node }
  | LookNode
  | { type: 'repeat'; body: Node; min: number; max: number; mode: RepeatMode }
  | { type: 'backreference'; numbers: number[]; caseless: boolean }
  | { type: 'recursion'; group: number; offset: number }
  | { type: 'conditional'; condition: Condition; yes: Node; no: Node }
  | { type: 'assert'; kind: AssertKind }
  | { type: 'keep' }
  /** Goes back so many characters; the compiler's, in front of a lookbehind's alternatives. */
  | { type: 'back'; length: number }
  | { type: 'fail' }
  | { type: 'verb'; verb: 'COMMIT' | 'PRUNE' | 'SKIP' };

/** `max` of a repetition without bound. */
export const UNBOUNDED = 0x7fffffff;

export interface ParsedPattern {
  root: Node;
  groupCount: number;
  /** Names and the groups that bear them, sorted by name as `re:inspect` gives them. */
  names: Map<string, number[]>;
  options: CompileOptions;
  /** The pattern's length in bytes. */
  length: number;
  /** Whether a CR or LF stands in the pattern by itself, which changes how a search goes on at CR LF. */
  hasCrOrLf: boolean;
}
