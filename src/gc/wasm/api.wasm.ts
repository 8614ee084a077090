// What JavaScript needs to make and read terms and has no better place elsewhere.

import { TAG } from '../tags.ts';
import { mapEntryArray } from './maps.wasm.ts';
import { tupleElements, tupleFromArray } from './tuples.wasm.ts';
import {
  Atom,
  Bitstring,
  Cons,
  Export,
  ExternalFun,
  Fun,
  FunEntry,
  NIL,
  Nil,
  Pid,
  Port,
  Reference,
  Target,
} from './types.wasm.ts';

/** @js */
export function cons(hd: Term, tl: Term): Term {
  return new Cons(hd, tl);
}
/** @js */
export function isCons(t: Term): boolean {
  return t instanceof Cons;
}
/** The head of a cons; anything else traps. @js */
export function hd(t: Term): Term {
  return (t as Cons).hd;
}
/** The tail of a cons; anything else traps. @js */
export function tl(t: Term): Term {
  return (t as Cons).tl;
}
/** @js */
export function nil(): Term {
  return NIL;
}
/** A proper or improper list. @js */
export function isList(t: Term): boolean {
  return t instanceof Cons || t === NIL;
}

/** OTP's hash of an atom's name (erts/emulator/beam/atom.c): a PJW hash in which U+0080–U+00FF count as one byte. */
function hashName(size: i32): i32 {
  let hash = 0;
  for (let i = 0; i < size; i++) {
    let value = load8(i);
    if ((value & 0xfe) === 0xc2 && i + 1 < size) {
      i++;
      value = ((value << 6) | (load8(i) & 0x3f)) & 0xff;
    }
    hash = (hash << 4) + value;
    const top = hash & 0xf0000000;
    if (top !== 0) hash = hash ^ (top >>> 24) ^ top;
  }
  return hash;
}

/** An atom whose name stands in the window, `size` bytes of UTF-8. @js */
export function newAtom(index: i32, size: i32, name: extern): Term {
  let ord = 0;
  for (let i = 0; i < 4; i++) ord = (ord << 8) | (i < size ? load8(i) : 0);
  return new Atom(TAG.ATOM, index, ord, hashName(size), name, null, 0);
}
/** @js */
export function isAtom(t: Term): boolean {
  return t instanceof Atom;
}
/** @js */
export function atomIndex(t: Term): i32 {
  return (t as Atom).index;
}
/** @js */
export function atomHash(t: Term): i32 {
  return (t as Atom).hash;
}
/** The JavaScript string that is the name. @js */
export function atomNameOf(t: Term): extern {
  return (t as Atom).name;
}

/** Keeps the name of an atom as a binary in UTF-8. @js */
export function setAtomText(t: Term, text: Term): void {
  (t as Atom).text = text as Bitstring;
}

// An array of terms, as JavaScript fills and reads it.

/** @js */
export function newTermArray(n: i32): MutArray<Term> {
  return newArray(NIL, n);
}
/** @js */
export function termArraySet(a: MutArray<Term>, i: i32, t: Term): void {
  a[i] = t;
}
/** @js */
export function termArrayGet(a: MutArray<Term>, i: i32): Term {
  return a[i];
}
/** @js */
export function termArrayLength(a: MutArray<Term>): i32 {
  return a.length;
}
/** A tuple of the elements; the array must not be changed afterwards. @js */
export function tupleOfTermArray(a: MutArray<Term>): Term {
  return tupleFromArray(a);
}
/** @js */
export function termArrayOfTuple(t: Term): MutArray<Term> {
  return tupleElements(t);
}
/** Keys and values alternating, in iteration order. @js */
export function termArrayOfMap(t: Term): MutArray<Term> {
  return mapEntryArray(t);
}

/** @js */
export function isPid(t: Term): boolean {
  return t instanceof Pid;
}
/** @js */
export function newPid(node: Term, id: i32, serial: i32, creation: i32): Term {
  return new Pid(TAG.PID, node, id, serial, creation, null);
}
/** @js */
export function pidNode(t: Term): Term {
  return (t as Pid).node;
}
/** @js */
export function pidId(t: Term): i32 {
  return (t as Pid).id;
}
/** @js */
export function pidSerial(t: Term): i32 {
  return (t as Pid).serial;
}
/** @js */
export function pidCreation(t: Term): i32 {
  return (t as Pid).creation;
}

/** @js */
export function isPort(t: Term): boolean {
  return t instanceof Port;
}
/** @js */
export function newPort(node: Term, id: i64, creation: i32): Term {
  return new Port(TAG.PORT, node, id, creation);
}
/** @js */
export function portNode(t: Term): Term {
  return (t as Port).node;
}
/** @js */
export function portId(t: Term): i64 {
  return (t as Port).id;
}
/** @js */
export function portCreation(t: Term): i32 {
  return (t as Port).creation;
}

/** @js */
export function isReference(t: Term): boolean {
  return t instanceof Reference;
}
/** A reference of `n` words, which the caller sets with `referenceSetWord` before anybody sees it. @js */
export function newReference(node: Term, creation: i32, n: i32, resource: extern): Term {
  return new Reference(TAG.REFERENCE, node, creation, newArrayDefault<MutArray<i32>>(n), resource);
}
/** @js */
export function referenceSetWord(t: Term, i: i32, word: i32): void {
  (t as Reference).words[i] = word;
}
/** @js */
export function referenceNode(t: Term): Term {
  return (t as Reference).node;
}
/** @js */
export function referenceCreation(t: Term): i32 {
  return (t as Reference).creation;
}
/** @js */
export function referenceWordCount(t: Term): i32 {
  return (t as Reference).words.length;
}
/** @js */
export function referenceWord(t: Term, i: i32): i32 {
  return (t as Reference).words[i];
}
/** What a reference to a native resource stands for; null otherwise. @js */
export function referenceResource(t: Term): extern | null {
  return (t as Reference).resource;
}

/** Where a function of a module is, for compiled code. @js */
export function newTarget(pc: i32): Target {
  return new Target(pc, 0);
}

/** Redirects calls from compiled code; 0 to the interpreter. @js */
export function targetSetNative(t: Term, native: i32): void {
  (t as Target).native = native;
}

/** @js */
export function newExport(module: Term, name: Term, arity: i32, pc: i32, host: extern): Export {
  return new Export(pc, 0, module, name, arity, -1, host);
}
/** @js */
export function exportSetPc(e: Export, pc: i32): void {
  e.pc = pc;
}
/** @js */
export function exportPc(e: Export): i32 {
  return e.pc;
}
/** The JavaScript side of an export. @js */
export function exportHost(e: Export): extern {
  return e.host;
}
/** @js */
export function newExternalFun(e: Export): Term {
  return new ExternalFun(TAG.EXTERNAL_FUN, e);
}
/** @js */
export function isExternalFun(t: Term): boolean {
  return t instanceof ExternalFun;
}
/** The JavaScript side of an external fun's export. @js */
export function externalFunHost(t: Term): extern {
  return (t as ExternalFun).target.host;
}

/** @js */
export function newFunEntry(
  module: Term,
  arity: i32,
  numFree: i32,
  index: i32,
  uniq: i32,
  pc: i32,
  host: extern,
): FunEntry {
  return new FunEntry(pc, 0, module, arity, numFree, index, uniq, host);
}
/** @js */
export function funEntrySetPc(e: FunEntry, pc: i32): void {
  e.pc = pc;
}
/** @js */
export function newFun(entry: FunEntry, free: MutArray<Term>, creator: Term): Term {
  return new Fun(TAG.FUN, entry, free, creator);
}
/** A fun made by `fun` or `make_fun`, not an external one. @js */
export function isLocalFun(t: Term): boolean {
  return t instanceof Fun;
}
/** The JavaScript side of a local fun's entry. @js */
export function funHost(t: Term): extern {
  return (t as Fun).entry.host;
}
/** @js */
export function funFree(t: Term): MutArray<Term> {
  return (t as Fun).free;
}
/** @js */
export function funCreator(t: Term): Term {
  return (t as Fun).creator;
}
/** The arity of any fun, without its free variables; -1 for what is no fun. @js */
export function funArity(t: Term): i32 {
  if (t instanceof Fun) return t.entry.arity;
  if (t instanceof ExternalFun) return t.target.arity;
  return -1;
}
/** @js */
export function isNil(t: Term): boolean {
  return t instanceof Nil;
}
