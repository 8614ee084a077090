// The quick part of loader/code.ts: runs over instructions as long as all is well and none needs more than numbers.
//
// A program of a few modules is decoded before V8 has compiled the JavaScript that does it; WebAssembly is compiled at once. JavaScript
// knows everything, this only what is common: at the first instruction that is special, or wrong, it stops, leaves no trace of
// that one, and JavaScript takes it, with the messages if it is wrong.

import { MAX_REGISTERS, REGISTER_BITS, TAG } from '../../isa/tags.ts';
import { ANYWHERE, CARE, OPERAND, ROLE, STATE, TABLE } from '../window.ts';

/** Tags of the file that are no tags of words. */
const CHARACTER = 6;
const EXTENDED = 7;

/** No number of up to three bytes. */
const NONE = -2147483648;

let at = 0;
let end = 0;
let origin = 0;
let words = 0;
let size = 0;
let uses = 0;
let usesSize = 0;
let pendingSize = 0;
/** The function that is being decoded, counted from 1. */
let current = 0;
let afterFuncInfo = 0;
let atomCount = 0;
let literalCount = 0;
let typeCount = 0;
/** Of the instruction that is being decoded: whether its labels are entries. */
let calls = 0;
/** The tag of the last number. */
let tag = 0;

function state(cell: i32): i32 {
  return load32(cell << 2);
}

function setState(cell: i32, value: i32): void {
  store32(cell << 2, value);
}

function emit(word: i32): void {
  store32(words + (size << 2), word);
  size++;
}

/** The next number; its tag goes to `tag`. NONE if it has more than three bytes. */
function number(): i32 {
  const lead = load8(at);
  at++;
  tag = lead & 7;
  if ((lead & 8) === 0) return lead >> 4;
  if ((lead & 16) === 0) {
    at++;
    return ((lead & 0xe0) << 3) | load8(at - 1);
  }
  const length = (lead >> 5) + 2;
  if (length > 3) return NONE;
  let value = tag === TAG.I && load8(at) >= 0x80 ? -1 : 0;
  for (let i = 0; i < length; i++) value = (value << 8) | load8(at + i);
  at += length;
  return value;
}

/** A number without a tag; NONE for any other. */
function plain(): i32 {
  const value = number();
  return tag === TAG.U ? value : NONE;
}

function accepts(kind: i32, t: i32): boolean {
  return ((load32(TABLE.TAGS + (kind << 2)) >> t) & 1) !== 0;
}

/** Decodes an operand; false if it is left to JavaScript. */
function operand(kind: i32, groups: i32, groupSize: i32): boolean {
  const start = at;
  const value = number();
  if (value === NONE || tag === CHARACTER) return false;
  if (tag === EXTENDED) return extended(kind, value, groups, groupSize);
  if (!accepts(kind, tag)) return false;
  if (tag === TAG.U) {
    if (value >= load32(TABLE.LIMITS + (kind << 2))) return false;
  } else if (tag === TAG.X || tag === TAG.Y) {
    if (value >= MAX_REGISTERS) return false;
  } else if (tag === TAG.A) {
    const care = load8(TABLE.CARES + kind);
    if (value >= atomCount || (care & CARE.ATOMS) !== 0) return false;
    if (value === 0 && (care & CARE.ATOM) !== 0) return false;
  } else if (tag === TAG.F) {
    if (value !== 0) use(value, start);
    else if ((load8(TABLE.CARES + kind) & CARE.LABEL) !== 0) return false;
  }
  emit((value << 4) | tag);
  return true;
}

function use(label: i32, start: i32): void {
  const entry = uses + (usesSize << 2);
  store32(entry, label);
  store32(entry + 4, calls !== 0 ? ANYWHERE : current);
  store32(entry + 8, start - origin);
  usesSize += 3;
}

/** An operand whose sort is given by a number. */
function extended(kind: i32, sort: i32, groups: i32, groupSize: i32): boolean {
  if (sort === 4) {
    const literal = plain();
    if (literal === NONE || literal >= literalCount || !accepts(kind, TAG.LIT)) return false;
    emit((literal << 4) | TAG.LIT);
    return true;
  }
  if (sort === 5) return typedRegister(kind);
  if (sort === 1) return list(kind, groups, groupSize);
  if (sort === 2) {
    const register = plain();
    if (register === NONE || register >= MAX_REGISTERS || !accepts(kind, TAG.FR)) return false;
    emit((register << 4) | TAG.FR);
    return true;
  }
  return false;
}

function typedRegister(kind: i32): boolean {
  const register = number();
  const sort = tag;
  if (register === NONE || register >= MAX_REGISTERS) return false;
  if (sort !== TAG.X && sort !== TAG.Y) return false;
  const type = plain();
  if (type === NONE) return false;
  if (typeCount === 0) {
    if (!accepts(kind, sort)) return false;
    emit((register << 4) | sort);
    return true;
  }
  const typed = sort === TAG.X ? TAG.TX : TAG.TY;
  if (type >= typeCount || !accepts(kind, typed)) return false;
  emit((((type << REGISTER_BITS) | register) << 4) | typed);
  return true;
}

function list(kind: i32, groups: i32, groupSize: i32): boolean {
  const count = plain();
  if (count === NONE || count > end - at) return false;
  if (!accepts(kind, TAG.LIST) || (load8(TABLE.CARES + kind) & CARE.LISTS) !== 0) return false;
  if (groupSize === 0 || count % groupSize !== 0) return false;
  emit((count << 4) | TAG.LIST);
  for (let i = 0; i < count; i += groupSize) {
    for (let j = 0; j < groupSize; j++) {
      if (at >= end || !operand(load8(groups + j), 0, 0)) return false;
    }
  }
  return true;
}

/** Decodes an instruction; false if it is left to JavaScript. */
function instruction(): boolean {
  const op = load8(at);
  at++;
  const role = load8(TABLE.ROLES + op);
  if (role === ROLE.OTHER || (afterFuncInfo !== 0 && role !== ROLE.LABEL)) return false;
  calls = load8(TABLE.CALLS + op);
  const first = size;
  emit(op);
  const last = load32(TABLE.FIRST + (op << 2) + 4);
  for (let k = load32(TABLE.FIRST + (op << 2)); k < last; k++) {
    const entry = load32(TABLE.OPERANDS + (k << 2));
    if (!operand(entry & 255, TABLE.GROUPS + (entry >> 16), (entry >> 8) & 255)) return false;
  }
  if (at > end) return false;
  if (role === ROLE.LABEL) return define(load32(words + (first << 2) + 4) >> 4, first);
  if (role === ROLE.LINE) return true;
  if (role === ROLE.FUNC_INFO) {
    if (!startFunction(first)) return false;
  } else if (current === 0 || (role === ROLE.IMPORT && !isCalledRight(op, first))) return false;
  pendingSize = 0;
  return true;
}

function define(label: i32, where: i32): boolean {
  const place = state(STATE.LABELS) + (label << 2);
  if (label === 0 || load32(place) >= 0) return false;
  store32(place, where);
  store32(state(STATE.OWNERS) + (label << 2), current);
  store32(state(STATE.PENDING) + (pendingSize << 2), label);
  pendingSize++;
  if (afterFuncInfo !== 0) store32(state(STATE.ENTRIES) + ((current - 1) << 2), label);
  afterFuncInfo = 0;
  return true;
}

function startFunction(where: i32): boolean {
  if (pendingSize === 0 || current === state(STATE.FUNCTIONS)) return false;
  store32(state(STATE.STARTS) + (current << 2), where);
  current++;
  for (let i = 0; i < pendingSize; i++) {
    const label = load32(state(STATE.PENDING) + (i << 2));
    store32(state(STATE.OWNERS) + (label << 2), current);
  }
  afterFuncInfo = 1;
  return true;
}

function isCalledRight(op: i32, first: i32): boolean {
  const operands = words + (first << 2);
  const name = load32(operands + (load8(TABLE.IMPORTS + op) << 2)) >> 4;
  const given = load8(TABLE.ARGUMENTS + op);
  const arity = load8(state(STATE.ARITIES) + name);
  return arity === (given === OPERAND ? load32(operands + 4) >> 4 : given);
}

/** Goes on from the state's position to the end, or to an instruction that is left to JavaScript. @js */
export function decodeOrdinary(): void {
  origin = state(STATE.ORIGIN);
  at = state(STATE.AT) + origin;
  end = state(STATE.END) + origin;
  words = state(STATE.WORDS);
  size = state(STATE.SIZE);
  uses = state(STATE.USES);
  usesSize = state(STATE.USES_SIZE);
  pendingSize = state(STATE.PENDING_SIZE);
  current = state(STATE.FUNCTION);
  afterFuncInfo = state(STATE.AFTER_FUNC_INFO);
  atomCount = state(STATE.ATOMS);
  literalCount = state(STATE.LITERALS);
  typeCount = state(STATE.TYPES);
  while (at < end) {
    const start = at;
    const sizeBefore = size;
    const usesBefore = usesSize;
    if (!instruction()) {
      at = start;
      size = sizeBefore;
      usesSize = usesBefore;
      break;
    }
  }
  setState(STATE.AT, at - origin);
  setState(STATE.SIZE, size);
  setState(STATE.USES_SIZE, usesSize);
  setState(STATE.PENDING_SIZE, pendingSize);
  setState(STATE.FUNCTION, current);
  setState(STATE.AFTER_FUNC_INFO, afterFuncInfo);
}

/** Whether each label that is used is defined where it may be used. `labelCount` is one more than the highest. @js */
export function labelsAreRight(labelCount: i32): boolean {
  const labels = state(STATE.LABELS);
  const owners = state(STATE.OWNERS);
  const entries = state(STATE.ENTRIES);
  const last = state(STATE.USES) + (state(STATE.USES_SIZE) << 2);
  for (let entry = state(STATE.USES); entry < last; entry += 12) {
    const label = load32(entry);
    if (label >= labelCount || load32(labels + (label << 2)) < 0) return false;
    const user = load32(entry + 4);
    const owner = load32(owners + (label << 2));
    if (user !== ANYWHERE) {
      if (user !== owner) return false;
    } else if (owner === 0 || load32(entries + ((owner - 1) << 2)) !== label) return false;
  }
  return true;
}
