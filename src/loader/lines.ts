/**
 * The `Line` chunk: for each line instruction's index a file and a line.
 */

import { TAG } from '../isa/operand.ts';
import { utf8ToString } from '../util/utf8.ts';
import type { Reader } from './reader.ts';

/** Source positions. Index 0 of `lines` and `files` is the unknown position. */
export interface LineTable {
  readonly lines: Int32Array;
  /** An index into `names` for each line. */
  readonly files: Uint16Array;
  /** File names; the first is the module's name with `.erl`. */
  readonly names: readonly string[];
  /**
   * The chunk's flags: 1 if there are executable_line instructions, 2 if they are to be counted.
   */
  readonly flags: number;
  /** False if the file has no line table: then `line` operands mean nothing. */
  readonly present: boolean;
}

/** A location of the emulator's is a file's number in 8 bits and a line in 24. */
const MAX_FILES = 255;
const MAX_LINE = (1 << 24) - 1;

export function noLines(moduleName: string): LineTable {
  const names = [`${moduleName}.erl`];
  return { lines: new Int32Array(1), files: new Uint16Array(1), names, flags: 0, present: false };
}

export function decodeLines(reader: Reader, moduleName: string): LineTable {
  const version = reader.u32('the version');
  // The BEAM, too, goes on without lines if it does not know the version.
  if (version !== 0) return noLines(moduleName);
  const flags = reader.u32('the flags');
  reader.u32('the number of line instructions');
  const lineCount = reader.count('lines', 1);
  const nameCount = reader.count('file names', 2, 0xfffe);

  const lines = new Int32Array(lineCount + 1);
  const files = new Uint16Array(lineCount + 1);
  let file = 0;
  for (let i = 1; i <= lineCount; ) {
    const start = reader.at;
    const value = reader.tagged('a line');
    if (reader.tag === TAG.I) {
      if (!(value >= 0 && value <= 0x7fffffff)) reader.fail('a line out of range', start);
      // As in the emulator, what does not fit a location of its is silently no location.
      if (file < MAX_FILES && value < MAX_LINE) {
        lines[i] = value;
        files[i] = file;
      }
      i++;
    } else if (reader.tag === TAG.A) {
      if (!(value <= nameCount)) reader.fail(`file ${value}, but there are ${nameCount}`, start);
      file = value;
    } else {
      reader.fail(`neither a line nor a file (tag ${reader.tag})`, start);
    }
  }

  const names = [`${moduleName}.erl`];
  for (let i = 0; i < nameCount; i++) {
    const start = reader.at;
    const name = utf8ToString(reader.take(reader.u16('a file name'), 'a file name'));
    if (name === undefined) reader.fail('a file name that is not UTF-8', start);
    names.push(name === '' ? names[0] : name);
  }
  return { lines, files, names, flags, present: true };
}
