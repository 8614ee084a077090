/*
 * The instructions that the compiler writes and the matcher runs, in an Int32Array.
 *
 * Registers (another Int32Array) hold what backtracking must restore: for each group its start and end, and where
 * its present attempt began; then the start of the match as \K moves it, the highest group that is set, and counters
 * and saved heights of the backtrack stack. Each write is noted on that stack.
 */
import type { CharSet } from './charset.ts';
import type { CompileOptions } from './syntax.ts';

// Each instruction is followed by its operands, named behind it.
export const OP = {
  /** The end of the pattern. */
  MATCH: 0,
  /** byte. One byte. */
  BYTE: 1,
  /** code. One character above 127 in UTF mode. */
  CHAR: 2,
  /** set. One character of sets[set]. */
  SET: 3,
  /** One character that begins no newline. */
  NOT_NEWLINE: 4,
  ANY_CHAR: 5,
  ANY_BYTE: 6,
  /** mode, min, max, then one of the six above: repeats it. */
  REPEAT_ONE: 7,
  JUMP: 8,
  /** other. Goes on behind, and at `other` if that fails. */
  SPLIT: 9,
  /** other. Goes on at `other`, and behind if that fails. */
  SPLIT_LAZY: 10,
  /** group */
  OPEN: 11,
  CLOSE: 12,
  /** register: saves the height of the backtrack stack in it and the position in the next. */
  MARK: 13,
  /** register: forgets the alternatives since its MARK. */
  CUT: 14,
  /** register: forgets them and goes back to the position of MARK. */
  CUT_BACK: 15,
  /** register: undoes all since MARK, the position too. */
  UNDO: 16,
  /** register: sets a loop's counter to 0. */
  LOOP_START: 17,
  /** register, min, max, mode, exit: enters the body once more, or leaves for exit. */
  LOOP: 18,
  /** register: the body begins; counts. */
  LOOP_BODY: 19,
  /** register, min, max, loop, exit: the end of the body. */
  LOOP_END: 20,
  /** caseless, count, groups… */
  BACKREFERENCE: 21,
  /** group, address: a subroutine. */
  CALL: 22,
  /** group: the end of a group's body when it was called. */
  RETURN: 23,
  /** else, count, groups… */
  IF_GROUP: 24,
  IF_RECURSION: 25,
  /** kind, see ASSERT. */
  ASSERT: 26,
  KEEP: 27,
  FAIL: 28,
  /** kind: 0 COMMIT, 1 PRUNE, 2 SKIP. */
  VERB: 29,
  /** characters: goes back so many. */
  BACK: 30,
  /** The alternative CR LF first, then single newlines. */
  NEWLINE_SEQUENCE: 31,
  /** A negative assertion's body begins: verbs inside end no more than it. */
  BARRIER: 32,
} as const;

/** Operands of the six instructions for one character: none or one. */
export const SINGLE_OPERANDS = [0, 1, 1, 1, 0, 0, 0];

export const MODE = { GREEDY: 0, LAZY: 1, POSSESSIVE: 2 } as const;

export const ASSERT = {
  start: 0,
  lineStart: 1,
  multilineStart: 2,
  end: 3,
  endNewline: 4,
  lineEnd: 5,
  lineEndOnly: 6,
  multilineEnd: 7,
  searchStart: 8,
  wordBoundary: 9,
  notWordBoundary: 10,
} as const;

export interface Program {
  readonly code: Int32Array;
  readonly sets: readonly CharSet[];
  readonly groupCount: number;
  readonly registerCount: number;
  readonly names: ReadonlyMap<string, readonly number[]>;
  readonly options: CompileOptions;
  readonly hasCrOrLf: boolean;
  /** Whether a match can only begin where the search starts or the subject does. */
  readonly anchored: boolean;
  /** The bytes that a match can begin with; none if it may be empty or the set is not known. */
  readonly firstBytes: Uint8Array | undefined;
  /** A byte without which there is no match, -1 if there is none such. */
  readonly requiredByte: number;
  /** Whether a match can only begin at the start of a line. */
  readonly atLineStart: boolean;
}

/** Where the registers of a pattern with so many groups are. */
export function registersOf(groupCount: number): {
  attempts: number;
  keep: number;
  top: number;
  free: number;
} {
  const attempts = 2 * (groupCount + 1);
  const keep = attempts + groupCount + 1;
  return { attempts, keep, top: keep + 1, free: keep + 2 };
}
