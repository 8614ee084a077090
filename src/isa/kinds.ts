/**
 * Operand kinds: what an instruction expects at each operand position.
 *
 * The opcode table names a kind for every operand; the decoder checks each operand against the tags
 * that its kind accepts, so that everything after the loader may rely on them.
 */

import type { Tag } from './operand.ts';
import { TAG } from './operand.ts';

/**
 * One kind: the tags it accepts, and whether executing the instruction reads or writes the operand.
 */
export interface KindInfo {
  readonly tags: readonly Tag[];
  readonly access: 'read' | 'write' | 'none';
  readonly doc: string;
}

const { U, I, A, X, Y, F, LIT, FR, LIST, ALLOC, TX, TY } = TAG;
const register = [X, Y, TX, TY];
const constant = [I, A, LIT];
const term = [...register, ...constant];

/**
 * All kinds. An integer too long for a word is a BIG in the stream; it counts here as the U or I it
 * was in the file. F and A operands must not be 0 (no label, nil) unless the kind says so.
 */
export const kinds = {
  u: info([U], 'none', 'a number'),
  arity: info([U], 'none', 'a number of arguments, in x(0)…'),
  live: info([U], 'none', 'how many X registers are live here, from x(0)'),
  label: info([U], 'none', 'the label that is being defined'),
  line: info([U], 'none', 'an index into the line table; 0 is no location'),
  import: info([U], 'none', 'an index into the imports'),
  lambda: info([U], 'none', 'an index into the lambdas'),
  string: info([U], 'none', 'a byte offset into the strings'),
  flags: info([U], 'none', 'bit field flags: 2 little, 4 signed, 16 native endian'),
  alloc: info([U, ALLOC], 'none', 'heap words, or an allocation list'),
  lbl: info([F], 'none', 'a label to go to'),
  fail: info([F], 'none', 'a label to go to on failure, or 0: raise'),
  atom: info([A], 'none', 'an atom'),
  const: info(constant, 'read', 'a literal term (A 0 is nil)'),
  reg: info(register, 'read', 'a register that is read'),
  src: info(term, 'read', 'a register or a literal term (A 0 is nil)'),
  dst: info([X, Y], 'write', 'a register that is written'),
  y: info([Y], 'write', 'a stack slot'),
  fr: info([FR], 'read', 'a floating point register that is read'),
  frdst: info([FR], 'write', 'a floating point register that is written'),
  fsrc: info([...term, FR], 'read', 'a source, or a floating point register'),
  fdst: info([X, Y, FR], 'write', 'a register of either sort that is written'),
  usrc: info([...term, U], 'read', 'a source, or a plain number'),
  funtag: info([U, A], 'none', 'a lambda index, or the atom safe or unsafe'),
  startfail: info([F, A], 'none', 'a label, or the atom no_fail or resume'),
  list: info([LIST], 'none', 'a list of operands in groups; the row gives the group'),
  commands: info([LIST], 'none', 'bs_match commands: see bsMatchCommands'),
  any: info([...term, U, F, FR], 'none', 'anything: an instruction too old to be described'),
} as const;

export type Kind = keyof typeof kinds;

function info(tags: readonly Tag[], access: KindInfo['access'], doc: string): KindInfo {
  return { tags, access, doc };
}

/** The operands of each command of bs_match, which stand after the command's atom. */
export const bsMatchCommands: Readonly<Record<string, readonly Kind[]>> = {
  /** At least `stride` bits are left, and what is left after them is a multiple of `unit`. */
  ensure_at_least: ['u', 'u'],
  /** Exactly `stride` bits are left. */
  ensure_exactly: ['u'],
  /** live, flags, size, unit, dst */
  integer: ['live', 'const', 'u', 'u', 'dst'],
  /** live, flags, size, unit, dst */
  binary: ['live', 'const', 'u', 'u', 'dst'],
  /** The number of bits to skip. */
  skip: ['u'],
  /** live, unit, dst */
  get_tail: ['live', 'u', 'dst'],
  /** nil, size in bits, the bits as an unsigned integer */
  '=:=': ['const', 'u', 'u'],
};
