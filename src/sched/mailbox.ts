// The message queue of a process, as JavaScript sees it: it lives in WebAssembly, where receives look at it and most
// messages are put into it (gc/wasm/mailbox.wasm.ts says how it works).
import { wasm } from '../gc/instance.ts';
import { TIMED } from '../gc/signal-states.ts';
import { emptyMap, NIL } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';

export class Mailbox {
  readonly handle: Term;

  /** `owner` is the process that is told of messages sent in WebAssembly, `home` what its runtime's processes share there. */
  constructor(home: Term = NIL, owner: unknown = null) {
    this.handle = wasm.newMailbox(home, emptyMap(), owner);
  }

  /** Number of messages. */
  get length(): number {
    return wasm.mailboxLength(this.handle);
  }

  push(message: Term): void {
    wasm.mailboxPush(this.handle, message);
  }

  /** Puts a priority message before the ordinary ones. */
  pushUrgent(message: Term): void {
    wasm.mailboxPushUrgent(this.handle, message);
  }

  /** The message at the save pointer; null where there is none. */
  peek(): Term | null {
    return wasm.mailboxPeek(this.handle);
  }

  /** Leaves the message at the save pointer where it is and moves on. */
  skip(): void {
    wasm.mailboxSkip(this.handle);
  }

  /** Takes the message at the save pointer out; the next receive begins at the start. */
  remove(): void {
    wasm.mailboxRemove(this.handle);
  }

  /** The next receive begins at the start. */
  rewind(): void {
    wasm.mailboxRewind(this.handle);
  }

  /** The process waits: who sends it a message has to wake it. */
  waits(): void {
    wasm.mailboxWaits(this.handle);
  }

  /** The time of a receive whose timer is to be started, in milliseconds; -1 where there is none. */
  get timeout(): number {
    return wasm.mailboxTimeout(this.handle);
  }

  /** The timer that was asked for is running. */
  timerStarted(): void {
    wasm.mailboxSetTimed(this.handle, TIMED.STARTED);
  }

  /** The time of the receive is over. */
  timeIsOver(): void {
    wasm.mailboxSetTimed(this.handle, TIMED.OVER);
  }

  get isTimeOver(): boolean {
    return wasm.mailboxTimed(this.handle) === TIMED.OVER;
  }

  stopTimer(): void {
    wasm.mailboxSetTimed(this.handle, TIMED.NONE);
  }

  /** Messages from now on are behind the marker. At most one reservation is not bound. */
  reserveMarker(): void {
    wasm.mailboxReserve(this.handle);
  }

  /** The reservation now stands for this reference. */
  bindMarker(reference: Term): void {
    wasm.mailboxBind(this.handle, reference);
  }

  clearMarker(reference: Term): void {
    wasm.mailboxClear(this.handle, reference);
  }

  /** The current receive begins behind the marker of this reference, if there is one. */
  useMarker(reference: Term): void {
    wasm.mailboxUse(this.handle, reference);
  }

  /** The messages, oldest first. */
  messages(): Term[] {
    const array = wasm.mailboxMessages(this.handle);
    const messages: Term[] = [];
    for (let i = 0; i < this.length; i++) messages.push(wasm.termArrayGet(array, i));
    return messages;
  }
}
