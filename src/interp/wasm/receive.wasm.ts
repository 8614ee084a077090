// Sending and receiving. Only a process that waits and timers concern JavaScript.

import {
  mailboxBind,
  mailboxClear,
  mailboxPush,
  mailboxRemove,
  mailboxReserve,
  mailboxRewind,
  mailboxUse,
} from '../../gc/wasm/mailbox.wasm.ts';
import { Pid } from '../../gc/wasm/types.wasm.ts';
import { I } from '../ops.ts';
import { Machine, source, store } from './machine.wasm.ts';

/** A message for somebody who is no process of this runtime, or known by a name. */
declare function sendMessage(to: Term, message: Term): Term | null;
/** A message has come for a process that may be waiting. */
declare function messageCame(host: extern): void;
/** The receive that had a timer is over. */
declare function endReceiveTimer(): void;

/** The message; null where the receiver is none, or the sender has to wait. */
export function sendTo(m: Machine, to: Term, message: Term): Term | null {
  if (to instanceof Pid) {
    const box = to.mailbox;
    if (box !== null && box.owner === m.area) {
      mailboxPush(box, message);
      if (box.waits !== 0) {
        box.waits = 0;
        messageCame(box.host);
      }
      return message;
    }
  }
  return sendMessage(to, message);
}

/** The message that the receive has looked at last was taken: it is over. */
export function takeMessage(m: Machine): void {
  const box = m.mailbox;
  mailboxRemove(box);
  if (box.timed !== 0) {
    box.timed = 0;
    endReceiveTimer();
  }
}

/** The receive is over without a message. */
export function timedOut(m: Machine): void {
  const box = m.mailbox;
  mailboxRewind(box);
  if (box.timed !== 0) {
    box.timed = 0;
    endReceiveTimer();
  }
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
