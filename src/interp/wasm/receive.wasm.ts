// Sending and receiving. Only a process that has to be woken, and timers that go off, concern JavaScript.

import { TIMED } from '../../gc/signal-states.ts';
import { ATOM_INFINITY } from '../../gc/wasm/constants.wasm.ts';
import {
  mailboxBind,
  mailboxClear,
  mailboxPush,
  mailboxRemove,
  mailboxReserve,
  mailboxRewind,
  mailboxUse,
} from '../../gc/wasm/mailbox.wasm.ts';
import { mapGet } from '../../gc/wasm/maps.wasm.ts';
import { useAlias } from '../../gc/wasm/signals.wasm.ts';
import { Atom, Mailbox, Pid, SignalReference } from '../../gc/wasm/types.wasm.ts';
import { I, WAITING } from '../ops.ts';
import { Machine, source, store } from './machine.wasm.ts';

/** A message for somebody whom WebAssembly knows nothing of. */
declare function sendMessage(to: Term, message: Term): Term | null;
/** A message has come for a process that may be waiting. */
declare function messageCame(host: extern): void;
/** The receive that had a timer is over. */
declare function endReceiveTimer(): void;
/** The same for a timeout that is no small integer; the timer is started where there is one. */
declare function startReceiveTimer(timeout: Term): i32;

/** The message; null where the receiver is none, or the sender has to wait. */
export function sendTo(m: Machine, to: Term, message: Term): Term | null {
  return delivered(m, to, message) ? message : sendMessage(to, message);
}

/** Puts a message into a queue, where that takes no more than WebAssembly knows. */
export function delivered(m: Machine, to: Term, message: Term): boolean {
  if (to instanceof Pid) return deliveredTo(m, to, message);
  if (to instanceof SignalReference) {
    if (to.home !== m.mailbox.home) return false;
    const alias = to.alias;
    if (alias === null) return true;
    const box = alias.owner;
    if (box.open === 0) return false;
    useAlias(alias);
    deliver(box, message);
    return true;
  }
  if (!(to instanceof Atom)) return false;
  const pid = pidOfName(m, to);
  return pid !== null && deliveredTo(m, pid, message);
}

function deliveredTo(m: Machine, to: Pid, message: Term): boolean {
  const box = to.mailbox;
  if (box === null || box.home !== m.mailbox.home) return false;
  deliver(box, message);
  return true;
}

function deliver(box: Mailbox, message: Term): void {
  mailboxPush(box, message);
  if (box.waits !== 0) {
    box.waits = 0;
    messageCame(box.host);
  }
}

/** Whom a name is registered for. */
export function pidOfName(m: Machine, name: Term): Pid | null {
  const home = m.mailbox.home;
  if (home === null) return null;
  const pid = mapGet(home.names, name);
  return pid instanceof Pid ? pid : null;
}

/** How a receive goes on that has seen all messages: one of WAITING. */
export function waitFor(box: Mailbox, timeout: Term): i32 {
  if (box.timed !== TIMED.NONE) return box.timed === TIMED.OVER ? WAITING.NOW : WAITING.WITH_TIMER;
  if (timeout === ATOM_INFINITY) return WAITING.FOREVER;
  if (isSmall(timeout) && smallValue(timeout) >= 0) {
    if (smallValue(timeout) === 0) return WAITING.NOW;
    box.timed = TIMED.ASKED;
    box.timeout = smallValue(timeout);
    return WAITING.WITH_TIMER;
  }
  const started = startReceiveTimer(timeout);
  if (started === WAITING.WITH_TIMER) box.timed = TIMED.STARTED;
  return started;
}

/** The receive is over, and with it its timer. */
function stopTimer(box: Mailbox): void {
  const timed = box.timed;
  if (timed === TIMED.NONE) return;
  box.timed = TIMED.NONE;
  if (timed !== TIMED.ASKED) endReceiveTimer();
}

/** The message that the receive has looked at last was taken: it is over. */
export function takeMessage(m: Machine): void {
  const box = m.mailbox;
  mailboxRemove(box);
  stopTimer(box);
}

/** The receive is over without a message. */
export function timedOut(m: Machine): void {
  const box = m.mailbox;
  mailboxRewind(box);
  stopTimer(box);
}

export function receiveMarker(m: Machine, pc: i32): i32 {
  const code = m.area.words;
  const box = m.mailbox;
  switch (code[pc]) {
    case I.RECV_MARKER_RESERVE:
      store(m, code[pc + 1], mailboxReserve(box));
      return pc + 2;
    case I.RECV_MARKER_BIND:
      mailboxBind(box, source(m, code[pc + 2]));
      return pc + 3;
    case I.RECV_MARKER_CLEAR:
      mailboxClear(box, source(m, code[pc + 1]));
      return pc + 2;
  }
  mailboxUse(box, source(m, code[pc + 1]));
  return pc + 2;
}
