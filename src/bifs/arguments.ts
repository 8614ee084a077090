// How bodies read their arguments: conversions that give undefined for what is not of the wanted kind.
import {
  bytesOf,
  FALSE,
  hd,
  isBinary,
  isCons,
  isSmall,
  NIL,
  type Term,
  TRUE,
  tl,
} from '../gc/term.ts';
import { latin1ToString } from '../util/utf8.ts';

/** `true` and `false` as booleans. */
export function booleanOf(t: Term): boolean | undefined {
  return t === TRUE ? true : t === FALSE ? false : undefined;
}

/** The bytes of a list of them. */
export function byteListText(t: Term): string | undefined {
  let text = '';
  let rest = t;
  for (; isCons(rest); rest = tl(rest)) {
    const c = hd(rest);
    if (!isSmall(c) || c < 0 || c > 255) return undefined;
    text += String.fromCharCode(c);
  }
  return rest === NIL ? text : undefined;
}

/** The bytes of a binary as characters. */
export function binaryText(t: Term): string | undefined {
  return isBinary(t) ? latin1ToString(bytesOf(t)) : undefined;
}

/** The length of a proper list; undefined for anything else. */
export function properLength(t: Term): number | undefined {
  let n = 0;
  let rest = t;
  for (; isCons(rest); rest = tl(rest)) n++;
  return rest === NIL ? n : undefined;
}
