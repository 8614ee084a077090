/**
 * What one file may cost. Every number that a file gives is either checked against the bytes that
 * would have to follow it, or against one of these, before anything is allocated for it.
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
  /** External functions that a module refers to. */
  readonly imports: number;
  /** Entries in an archive. */
  readonly zipEntries: number;
  /** Bytes of one extracted archive entry. */
  readonly zipEntryBytes: number;
}

/**
 * The comments give the most that any of the 3,470 modules of OTP 25, 27 and 29 and their Elixirs
 * has. The defaults leave room for generated code a hundred times as large, and stay far below what
 * would hurt the host.
 */
export const defaultBudgets: Budgets = {
  // 1.2 MB: unicode_util, with its debug information.
  fileBytes: 64 << 20,
  // 15.
  chunks: 256,
  // 2,166. The BEAM has no more than this in all modules together, by default.
  atoms: 1 << 20,
  // 225 kB.
  codeBytes: 32 << 20,
  // 9,229.
  labels: 1 << 20,
  // 294 kB.
  literalBytes: 64 << 20,
  // 17: the compiler puts longer integers among the literals.
  integerBytes: 1 << 12,
  // 200.
  imports: 1 << 20,
  // The format without its 64-bit extension has no more.
  zipEntries: 1 << 16,
  zipEntryBytes: 64 << 20,
};
