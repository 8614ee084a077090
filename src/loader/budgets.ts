/**
 * What one file may cost. Every number that a file gives is either checked against the bytes that would
 * have to follow it, or against one of these, before anything is allocated for it.
 */

export interface Budgets {
  /** Bytes of a file after decompression. */
  readonly fileBytes: number;
  /** Chunks in a module. */
  readonly chunks: number;
  /** Atoms in a module. */
  readonly atoms: number;
  /** Bytes of the code chunk; the decoded stream takes four times as many. */
  readonly codeBytes: number;
  /** Labels in a module; the label table takes four bytes for each. */
  readonly labels: number;
  /** Bytes of all literals after decompression. */
  readonly literalBytes: number;
  /** Bytes of one integer in the code. */
  readonly integerBytes: number;
  /** Functions that code refers to through one module's imports. */
  readonly imports: number;
  /** Entries in an archive. */
  readonly zipEntries: number;
  /** Bytes of one extracted archive entry. */
  readonly zipEntryBytes: number;
}

/** The largest module of OTP 25 to 29 has 1.4 MB; these leave one to two orders of magnitude. */
export const defaultBudgets: Budgets = {
  // Ten times the largest real module with its debug information.
  fileBytes: 64 << 20,
  // The compiler writes up to 17.
  chunks: 256,
  // The BEAM itself has no more in all: its default atom limit.
  atoms: 1 << 20,
  // Real ones stay below 1 MB; generated parsers get to a few.
  codeBytes: 32 << 20,
  // More than one in 32 bytes of the largest code allowed.
  labels: 1 << 20,
  // Tables built at compile time (unicode, MIME types, time zones) reach 1 MB.
  literalBytes: 64 << 20,
  // The compiler puts integers of more than 16 bytes among the literals.
  integerBytes: 1 << 12,
  imports: 1 << 20,
  zipEntries: 1 << 16,
  zipEntryBytes: 64 << 20,
};
