// Character data: binaries, code points and nested lists of both, as `unicode:chardata()` has it.
import { bytesOf, hd, isBinary, isCons, isSmall, NIL, tl } from './term.ts';
import type { Term } from './types.ts';

/** How binaries in character data are encoded. */
export type CharEncoding = 'utf8' | 'latin1';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x2000)
    text += String.fromCharCode(...bytes.subarray(i, i + 0x2000));
  return text;
}

/** The text of character data; undefined where it is none, or where a binary is not in that encoding. */
export function charDataText(t: Term, encoding: CharEncoding): string | undefined {
  const limit = encoding === 'latin1' ? 0xff : 0x10ffff;
  const parts: string[] = [];
  const open: Term[] = [];
  let rest = t;
  const binary = (b: Term): boolean => {
    const bytes = bytesOf(b);
    if (encoding === 'latin1') {
      parts.push(latin1(bytes));
      return true;
    }
    try {
      parts.push(decoder.decode(bytes));
      return true;
    } catch {
      return false;
    }
  };
  for (;;) {
    while (isCons(rest)) {
      const head = hd(rest);
      rest = tl(rest);
      if (isSmall(head)) {
        if (head < 0 || head > limit || (head >= 0xd800 && head <= 0xdfff)) return undefined;
        parts.push(String.fromCodePoint(head));
      } else if (isCons(head)) {
        open.push(rest);
        rest = head;
      } else if (head !== NIL && !(isBinary(head) && binary(head))) return undefined;
    }
    if (rest !== NIL && !(isBinary(rest) && binary(rest))) return undefined;
    const next = open.pop();
    if (next === undefined) return parts.join('');
    rest = next;
  }
}
