// Built-ins of processes that are done without leaving WebAssembly, where what they concern is known here: live processes of
// this runtime. They take the machine. Null: the built-in of the same name does it, so nothing may have happened by then.

import { ALIAS } from '../../gc/signal-states.ts';
import { TAG } from '../../gc/tags.ts';
import {
  ATOM_ALIAS,
  ATOM_DEMONITOR,
  ATOM_DOWN,
  ATOM_EXPLICIT_UNALIAS,
  ATOM_FLUSH,
  ATOM_NOCONNECT,
  ATOM_NOSUSPEND,
  ATOM_OK,
  ATOM_PROCESS,
  ATOM_REPLY_DEMONITOR,
  ATOM_TAG,
  ATOM_UNDEFINED,
  boolean,
  TRUE,
} from '../../gc/wasm/constants.wasm.ts';
import { mapGet, mapPut, mapRemove } from '../../gc/wasm/maps.wasm.ts';
import {
  addAlias,
  endMonitor,
  makeReference,
  signalReference,
  watch,
} from '../../gc/wasm/signals.wasm.ts';
import {
  Cons,
  ExternalFun,
  NIL,
  Pid,
  Reference,
  SignalReference,
  Tuple2,
} from '../../gc/wasm/types.wasm.ts';
import { I, PROCESS_NATIVE } from '../ops.ts';
import { exportNamed, Machine } from './machine.wasm.ts';
import { delivered, pidOfName } from './receive.wasm.ts';
import {
  etsDelete,
  etsFirst,
  etsInsert,
  etsInsertNew,
  etsLast,
  etsLookup,
  etsLookupElement,
  etsLookupElementOr,
  etsMember,
  etsNext,
  etsPrev,
  etsTake,
  etsUpdateCounter,
  etsUpdateCounterOr,
  etsUpdateElement,
} from './table-natives.wasm.ts';

/** By the built-in's number, its PROCESS_NATIVE; 0 where it has none. */
let natives: MutArray<i32> = newArrayDefault<MutArray<i32>>(0);

/** There are so many built-ins. @js */
export function setBifCount(n: i32): void {
  natives = newArrayDefault<MutArray<i32>>(n);
}
/** @js */
export function setBifNative(bif: i32, native: i32): void {
  natives[bif] = native;
}

/** @inline */
export function nativeOfBif(bif: i32): i32 {
  return natives[bif];
}

/** The result, with the arguments in the X registers. */
export function processNative(m: Machine, native: i32, x: MutArray<Term>): Term | null {
  switch (native) {
    case PROCESS_NATIVE['erlang:make_ref/0']:
      return newReferenceOf(m);
    case PROCESS_NATIVE['erlang:send/2']:
      return sendMessageTo(m, x[0], x[1]);
    case PROCESS_NATIVE['erlang:send/3']:
      return sendWithOptions(m, x[0], x[1], x[2]);
    case PROCESS_NATIVE['erlang:monitor/2']:
      return monitorProcess(m, x[0], x[1], NIL);
    case PROCESS_NATIVE['erlang:monitor/3']:
      return monitorProcess(m, x[0], x[1], x[2]);
    case PROCESS_NATIVE['erlang:demonitor/1']:
      return demonitor(m, x[0]);
    case PROCESS_NATIVE['erlang:demonitor/2']:
      return demonitorWith(m, x[0], x[1]);
    case PROCESS_NATIVE['erlang:whereis/1']:
      return whereIs(m, x[0]);
    case PROCESS_NATIVE['ets:lookup/2']:
      return etsLookup(m, x[0], x[1]);
    case PROCESS_NATIVE['ets:member/2']:
      return etsMember(m, x[0], x[1]);
    case PROCESS_NATIVE['ets:lookup_element/3']:
      return etsLookupElement(m, x[0], x[1], x[2]);
    case PROCESS_NATIVE['ets:lookup_element/4']:
      return etsLookupElementOr(m, x[0], x[1], x[2], x[3]);
    case PROCESS_NATIVE['ets:insert/2']:
      return etsInsert(m, x[0], x[1]);
    case PROCESS_NATIVE['ets:insert_new/2']:
      return etsInsertNew(m, x[0], x[1]);
    case PROCESS_NATIVE['ets:delete/2']:
      return etsDelete(m, x[0], x[1]);
    case PROCESS_NATIVE['ets:take/2']:
      return etsTake(m, x[0], x[1]);
    case PROCESS_NATIVE['ets:update_counter/3']:
      return etsUpdateCounter(m, x[0], x[1], x[2]);
    case PROCESS_NATIVE['ets:update_counter/4']:
      return etsUpdateCounterOr(m, x[0], x[1], x[2], x[3]);
    case PROCESS_NATIVE['ets:update_element/3']:
      return etsUpdateElement(m, x[0], x[1], x[2]);
    case PROCESS_NATIVE['ets:first/1']:
      return etsFirst(m, x[0]);
    case PROCESS_NATIVE['ets:last/1']:
      return etsLast(m, x[0]);
    case PROCESS_NATIVE['ets:next/2']:
      return etsNext(m, x[0], x[1]);
    case PROCESS_NATIVE['ets:prev/2']:
      return etsPrev(m, x[0], x[1]);
    case PROCESS_NATIVE['erlang:node/0']:
      return ownNode(m);
    case PROCESS_NATIVE['erlang:node/1']:
      return nodeOf(m, x[0]);
    case PROCESS_NATIVE['erlang:put/2']:
      return putInDictionary(m, x[0], x[1]);
    case PROCESS_NATIVE['erlang:get/1']:
      return getFromDictionary(m, x[0]);
    case PROCESS_NATIVE['erlang:erase/1']:
      return eraseFromDictionary(m, x[0]);
    case PROCESS_NATIVE['persistent_term:get/1']:
      return persistentTerm(m, x[0]);
    case PROCESS_NATIVE['persistent_term:get/2']:
      return persistentTermOr(m, x[0], x[1]);
    case PROCESS_NATIVE['erlang:make_fun/3']:
      return makeExternalFun(m, x[0], x[1], x[2]);
    case PROCESS_NATIVE['erlang:function_exported/3']:
      return functionExported(m, x[0], x[1], x[2]);
  }
  return null;
}

/** @jit */
export function newReferenceOf(m: Machine): Term | null {
  const home = m.mailbox.home;
  return home === null ? null : makeReference(home, null);
}

/** @jit */
export function sendMessageTo(m: Machine, to: Term, message: Term): Term | null {
  return delivered(m, to, message) ? message : null;
}

/** Nobody here is connected to or suspended; priority messages are the built-in's. @jit */
export function sendWithOptions(m: Machine, to: Term, message: Term, options: Term): Term | null {
  let rest = options;
  while (rest instanceof Cons && (rest.hd === ATOM_NOCONNECT || rest.hd === ATOM_NOSUSPEND))
    rest = rest.tl;
  return rest === NIL && delivered(m, to, message) ? ATOM_OK : null;
}

/** @jit */
export function whereIs(m: Machine, name: Term): Term | null {
  return pidOfName(m, name);
}

/** @jit */
export function monitorAny(m: Machine, type: Term, item: Term): Term | null {
  return monitorProcess(m, type, item, NIL);
}

/** A monitor on another live process, by its pid. @jit */
export function monitorProcess(m: Machine, type: Term, item: Term, options: Term): Term | null {
  if (type !== ATOM_PROCESS || !(item instanceof Pid)) return null;
  const watcher = m.mailbox;
  const home = watcher.home;
  const target = item.mailbox;
  if (home === null || target === null || target.home !== home || target === watcher) return null;
  let mode = -1;
  let tag = ATOM_DOWN;
  let rest = options;
  while (rest instanceof Cons) {
    const option = rest.hd;
    if (!(option instanceof Tuple2)) return null;
    if (option.e0 === ATOM_TAG) tag = option.e1;
    else if (option.e0 !== ATOM_ALIAS) return null;
    else if (option.e1 === ATOM_DEMONITOR) mode = ALIAS.DEMONITOR;
    else if (option.e1 === ATOM_REPLY_DEMONITOR) mode = ALIAS.REPLY_DEMONITOR;
    else if (option.e1 === ATOM_EXPLICIT_UNALIAS) mode = ALIAS.EXPLICIT;
    else return null;
    rest = rest.tl;
  }
  if (rest !== NIL) return null;
  const reference = signalReference(home);
  if (mode >= 0) addAlias(reference, watcher, mode, 0);
  watch(reference, watcher, target, item, tag, 0);
  return reference;
}

/** Where there is none any more the built-in knows what else may be. @jit */
export function demonitor(m: Machine, reference: Term): Term | null {
  if (!(reference instanceof SignalReference)) return null;
  const monitor = reference.monitor;
  if (monitor === null || monitor.watcher !== m.mailbox) return null;
  endMonitor(monitor);
  return TRUE;
}

/** @jit */
export function demonitorWith(m: Machine, reference: Term, options: Term): Term | null {
  if (options === NIL) return demonitor(m, reference);
  if (!(options instanceof Cons) || options.hd !== ATOM_FLUSH || options.tl !== NIL) return null;
  return demonitor(m, reference);
}

// ---- what is kept for a process, or for all

/** @jit */
export function putInDictionary(m: Machine, key: Term, value: Term): Term | null {
  const box = m.mailbox;
  const old = mapGet(box.dictionary, key);
  box.dictionary = mapPut(box.dictionary, key, value);
  return old === null ? ATOM_UNDEFINED : old;
}

/** @jit */
export function getFromDictionary(m: Machine, key: Term): Term | null {
  const value = mapGet(m.mailbox.dictionary, key);
  return value === null ? ATOM_UNDEFINED : value;
}

/** @jit */
export function eraseFromDictionary(m: Machine, key: Term): Term | null {
  const box = m.mailbox;
  const old = mapGet(box.dictionary, key);
  if (old === null) return ATOM_UNDEFINED;
  box.dictionary = mapRemove(box.dictionary, key);
  return old;
}

/** @jit */
export function persistentTerm(m: Machine, key: Term): Term | null {
  const home = m.mailbox.home;
  return home === null ? null : mapGet(home.persistent, key);
}

/** Where there is none the built-in answers the default, but for some keys something else has to happen first. @jit */
export function persistentTermOr(m: Machine, key: Term, byDefault: Term): Term | null {
  return persistentTerm(m, key);
}

/** @jit */
export function ownNode(m: Machine): Term | null {
  const home = m.mailbox.home;
  return home === null ? null : home.node;
}

/** @jit */
export function nodeOf(m: Machine, t: Term): Term | null {
  if (t instanceof Pid) return t.node;
  return t instanceof Reference ? t.node : null;
}

/** Whether a loaded module exports it. @jit */
export function functionExported(m: Machine, module: Term, name: Term, arity: Term): Term | null {
  if (!isSmall(arity) || smallValue(arity) < 0 || smallValue(arity) > 255) return null;
  const area = m.area;
  const target = exportNamed(area, module, name, smallValue(arity));
  // Until there is code, an export leads to where its module is loaded.
  return target === null ? null : boolean(area.words[target.pc] !== I.UNDEFINED);
}

/** @jit */
export function makeExternalFun(m: Machine, module: Term, name: Term, arity: Term): Term | null {
  if (!isSmall(arity) || smallValue(arity) < 0 || smallValue(arity) > 255) return null;
  const target = exportNamed(m.area, module, name, smallValue(arity));
  return target === null ? null : new ExternalFun(TAG.EXTERNAL_FUN, target);
}
