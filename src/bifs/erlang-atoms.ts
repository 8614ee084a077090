// erlang: atoms to text and back.
import { badarg, systemLimit } from '../gc/errors.ts';
import { wasm } from '../gc/instance.ts';
import {
  atom,
  atomName,
  atoms,
  binary,
  bytesOf,
  charList,
  existingAtom,
  hd,
  isAtom,
  isBinary,
  isCons,
  isSmall,
  NIL,
  type Term,
  textBinary,
  tl,
} from '../gc/term.ts';
import { isCodePoint, latin1ToString, stringToLatin1, utf8ToString } from '../util/utf8.ts';
import { defineBifs } from './registry.ts';

const am = atoms('latin1', 'utf8', 'unicode');

const MAX_CHARACTERS = 255;

/** The characters of a list: undefined where it has others or is improper; a text that is too long raises `tooLong`. */
function nameOfList(t: Term, tooLong: () => unknown): string {
  let name = '';
  let count = 0;
  let rest = t;
  for (; isCons(rest); rest = tl(rest)) {
    const c = hd(rest);
    if (!isSmall(c) || !isCodePoint(c)) throw badarg();
    if (++count <= MAX_CHARACTERS) name += String.fromCodePoint(c);
  }
  if (rest !== NIL) throw badarg();
  if (count > MAX_CHARACTERS) throw tooLong();
  return name;
}

/** The name in a binary of the encoding. */
function nameOfBinary(t: Term, encoding: Term, tooLong: () => unknown): string {
  if (!isBinary(t)) throw badarg();
  let name: string | undefined;
  if (encoding === am.latin1) name = latin1ToString(bytesOf(t));
  else if (encoding === am.utf8 || encoding === am.unicode) name = utf8ToString(bytesOf(t));
  if (name === undefined) throw badarg();
  if (name.length > MAX_CHARACTERS && [...name].length > MAX_CHARACTERS) throw tooLong();
  return name;
}

function existing(name: string): Term {
  const known = existingAtom(name);
  if (known === undefined) throw badarg();
  return known;
}

/** The name of an atom as a binary, which it keeps: the natives for these two find it there. */
function atomText(t: Term): Term {
  const text = textBinary(atomName(t));
  wasm.setAtomText(t, text);
  return text;
}

export const erlangAtoms = defineBifs('erlang', {
  'atom_to_list/1': (_, t) => {
    if (!isAtom(t)) throw badarg();
    atomText(t);
    return charList(atomName(t));
  },
  'atom_to_binary/2': (_, t, encoding) => {
    if (!isAtom(t)) throw badarg();
    if (encoding === am.utf8 || encoding === am.unicode) return atomText(t);
    const bytes = encoding === am.latin1 ? stringToLatin1(atomName(t)) : undefined;
    if (bytes === undefined) throw badarg();
    return binary(bytes);
  },
  'list_to_atom/1': (_, t) => atom(nameOfList(t, systemLimit)),
  'list_to_existing_atom/1': (_, t) => existing(nameOfList(t, badarg)),
  'binary_to_atom/2': (_, t, encoding) => atom(nameOfBinary(t, encoding, systemLimit)),
  'binary_to_existing_atom/2': (_, t, encoding) => existing(nameOfBinary(t, encoding, badarg)),
});
