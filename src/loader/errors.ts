/**
 * The one error that reading a file of code can end in: it says which file, which part of it, where
 * and why.
 */

export class LoadError extends Error {
  /** The name of the file, or of what stands in for one. */
  readonly file: string;
  /**
   * The chunk or part that is damaged, such as `Code` or `FOR1` or `zip`; empty: the file as such.
   */
  readonly chunk: string;
  /**
   * Byte offset in the file; in inflated data if the chunk is compressed (the message then says
   * so).
   */
  readonly offset: number;
  /** What is wrong, without file, chunk and offset. */
  readonly problem: string;

  constructor(file: string, chunk: string, offset: number, problem: string) {
    const where = chunk === '' ? '' : `${chunk} `;
    super(`${file}: ${where}at byte ${offset}: ${problem}`);
    this.name = 'LoadError';
    this.file = file;
    this.chunk = chunk;
    this.offset = offset;
    this.problem = problem;
  }
}
