/**
 * Escripts: a few lines of text for the shell and the emulator, then a module, an archive, or
 * Erlang source.
 *
 * The lines are `#!…`, optionally a comment `%…`, and optionally emulator arguments `%%!…`, in this
 * order. A file that is a module or an archive from its first byte is taken for an escript without
 * such lines.
 */

import { latin1ToString, utf8ToString } from '../util/utf8.ts';
import { looksLikeModule } from './decode.ts';
import { LoadError } from './errors.ts';

export interface Escript {
  readonly kind: 'beam' | 'archive';
  /** What stands after `%%!`, without spaces around it; empty if there is no such line. */
  readonly emuArgs: string;
  /** The module to start, if the emulator arguments name it: `-escript main MODULE`. */
  readonly main: string | undefined;
  /** The module or the archive. */
  readonly body: Uint8Array;
}

const NEWLINE = 10;

/** Takes an escript apart. Throws a LoadError if it is none, or one in source form. */
export function parseEscript(bytes: Uint8Array, file = 'escript'): Escript {
  let at = 0;
  let emuArgs = '';
  if (startsWith(bytes, 0, '#!')) {
    at = afterLine(bytes, 0);
    if (startsWith(bytes, at, '%') && !startsWith(bytes, at, '%%!')) {
      const next = afterLine(bytes, at);
      // Source may begin with a comment as well; then what follows decides.
      if (startsWith(bytes, next, '%%!') || kindOf(bytes, next)) at = next;
    }
    if (startsWith(bytes, at, '%%!')) {
      const next = afterLine(bytes, at);
      emuArgs = lineText(bytes, at + 3, next);
      at = next;
    }
  }
  const kind = kindOf(bytes, at);
  if (kind) return { kind, emuArgs, main: mainModule(emuArgs), body: bytes.subarray(at) };
  if (startsWith(bytes, 0, '#!')) {
    throw new LoadError(
      file,
      '',
      at,
      'an escript in source form, which has to be compiled first: only modules (.beam) and archives can be run',
    );
  }
  throw new LoadError(file, '', 0, 'neither an escript, nor a module, nor an archive');
}

function kindOf(bytes: Uint8Array, at: number): Escript['kind'] | undefined {
  if (startsWith(bytes, at, 'PK')) return 'archive';
  return looksLikeModule(bytes.subarray(at)) ? 'beam' : undefined;
}

/** The argument of the last `-escript main`. */
function mainModule(emuArgs: string): string | undefined {
  const words = emuArgs.split(/\s+/);
  for (let i = words.length - 3; i >= 0; i--) {
    if (words[i] === '-escript' && words[i + 1] === 'main') return words[i + 2];
  }
  return undefined;
}

function startsWith(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** The position after the line at `at`. */
function afterLine(bytes: Uint8Array, at: number): number {
  const newline = bytes.indexOf(NEWLINE, at);
  return newline < 0 ? bytes.length : newline + 1;
}

function lineText(bytes: Uint8Array, start: number, end: number): string {
  return (utf8ToString(bytes, start, end) ?? latin1ToString(bytes, start, end)).trim();
}
