// The message queue of a process: a doubly linked list with a save pointer, the place up to which a receive has looked.
//
// A receive whose patterns all match a reference that was made after the messages already queued need not look at them.
// A marker is a node in the same list, put at its end before the reference is made; once bound to the reference, a receive
// with that reference begins behind it. So a call to a server costs the same however many messages wait.
//
// Priority messages lie before all others, in the order in which they came; a receive looks at a new one next.

import { TIMED } from '../signal-states.ts';
import { exactEqual } from './compare.wasm.ts';
import { Home, Mailbox, Marker, Message, NIL } from './types.wasm.ts';

/** As many markers as OTP keeps; of more, the oldest is given up, which costs time but never a message. */
const MAX_MARKERS = 8;

/** The home is nil for a queue without a process; `none` is the empty map. @js */
export function newMailbox(home: Term, none: Term, host: extern): Mailbox {
  const of = home instanceof Home ? home : null;
  return new Mailbox(
    null,
    null,
    null,
    null,
    1,
    null,
    0,
    0,
    0,
    0,
    0,
    null,
    null,
    null,
    none,
    of,
    host,
  );
}

/** The dictionary of its process: a map. @js */
export function mailboxDictionary(box: Mailbox): Term {
  return box.dictionary;
}
/** @js */
export function mailboxSetDictionary(box: Mailbox, dictionary: Term): void {
  box.dictionary = dictionary;
}

/** Number of messages. @js */
export function mailboxLength(box: Mailbox): i32 {
  return box.count;
}

/** Whoever sends a message from now on asks the scheduler. @js */
export function mailboxWaits(box: Mailbox): void {
  box.waits = 1;
}

/** Milliseconds of the receive whose timer is to be started; -1 where there is none. @js */
export function mailboxTimeout(box: Mailbox): i32 {
  return box.timed === TIMED.ASKED ? box.timeout : -1;
}

/** @js */
export function mailboxTimed(box: Mailbox): i32 {
  return box.timed;
}

/** @js */
export function mailboxSetTimed(box: Mailbox, timed: i32): void {
  box.timed = timed;
}

/** @js */
export function mailboxPush(box: Mailbox, term: Term): void {
  box.count = box.count + 1;
  append(box, term);
}

/** Puts a priority message before the ordinary ones. @js */
export function mailboxPushUrgent(box: Mailbox, term: Term): void {
  box.count = box.count + 1;
  const before = box.lastUrgent;
  const next = before === null ? box.first : before.next;
  const node = new Message(term, before, next, 1);
  if (before === null) box.first = node;
  else before.next = node;
  if (next === null) box.last = node;
  else next.previous = node;
  box.lastUrgent = node;
  if (box.atStart !== 0) return;
  const save = box.save;
  if (save === null || save.urgent === 0) box.save = node;
}

function append(box: Mailbox, term: Term | null): Message {
  const last = box.last;
  const node = new Message(term, last, null, 0);
  if (last === null) box.first = node;
  else last.next = node;
  box.last = node;
  if (box.atStart === 0 && box.save === null) box.save = node;
  return node;
}

function unlink(box: Mailbox, node: Message): void {
  const previous = node.previous;
  const next = node.next;
  if (previous === null) box.first = next;
  else previous.next = next;
  if (next === null) box.last = previous;
  else next.previous = previous;
  if (box.save === node) box.save = next;
  if (box.lastUrgent === node) box.lastUrgent = previous;
}

function currentMessage(box: Mailbox): Message | null {
  return box.atStart !== 0 ? box.first : box.save;
}

/** The message at the save pointer; null where there is none. @js */
export function mailboxPeek(box: Mailbox): Term | null {
  const from = currentMessage(box);
  if (from === null) return null;
  const term = from.term;
  if (term !== null) return term;
  let node = from.next;
  while (node !== null && node.term === null) node = node.next;
  box.save = node;
  box.atStart = 0;
  return node === null ? null : node.term;
}

/** Leaves the message at the save pointer where it is and moves on. @js */
export function mailboxSkip(box: Mailbox): void {
  const node = currentMessage(box);
  if (node === null) return;
  box.save = node.next;
  box.atStart = 0;
}

/** Takes the message at the save pointer out; the next receive begins at the start. @js */
export function mailboxRemove(box: Mailbox): void {
  const node = currentMessage(box);
  if (node !== null) {
    unlink(box, node);
    box.count = box.count - 1;
  }
  mailboxRewind(box);
}

/** The next receive begins at the start. @js */
export function mailboxRewind(box: Mailbox): void {
  box.atStart = 1;
  box.save = null;
}

/** Messages from now on are behind the marker. At most one reservation is not bound. @js */
export function mailboxReserve(box: Mailbox): Term {
  let count = 1;
  let open: Marker | null = null;
  for (let k = box.markers; k !== null; k = k.next) {
    if (k.reference === null) open = k;
    count++;
  }
  if (open === null && count > MAX_MARKERS) open = box.markers;
  if (open !== null) {
    dropMarker(box, open);
    count--;
  }
  const marker = new Marker(append(box, null), null, null);
  let last = box.markers;
  while (last !== null && last.next !== null) last = last.next;
  if (last === null) box.markers = marker;
  else last.next = marker;
  return small(count);
}

/** The reservation now stands for this reference. @js */
export function mailboxBind(box: Mailbox, reference: Term): void {
  for (let k = box.markers; k !== null; k = k.next) {
    if (k.reference === null) {
      k.reference = reference;
      return;
    }
  }
}

/** @js */
export function mailboxClear(box: Mailbox, reference: Term): void {
  const marker = markerOf(box, reference);
  if (marker !== null) dropMarker(box, marker);
}

/** The current receive begins behind the marker of this reference, if there is one. @js */
export function mailboxUse(box: Mailbox, reference: Term): void {
  const marker = markerOf(box, reference);
  if (marker === null || box.lastUrgent !== null) return;
  box.save = marker.place;
  box.atStart = 0;
}

function markerOf(box: Mailbox, reference: Term): Marker | null {
  for (let k = box.markers; k !== null; k = k.next) {
    const r = k.reference;
    if (r !== null && exactEqual(r, reference)) return k;
  }
  return null;
}

function dropMarker(box: Mailbox, marker: Marker): void {
  unlink(box, marker.place);
  const first = box.markers as Marker;
  if (first === marker) {
    box.markers = marker.next;
    return;
  }
  let k = first;
  while (k.next !== marker) k = k.next as Marker;
  k.next = marker.next;
}

/** The messages, oldest first. @js */
export function mailboxMessages(box: Mailbox): MutArray<Term> {
  const terms: MutArray<Term> = newArray(NIL, box.count);
  let i = 0;
  for (let node = box.first; node !== null; node = node.next) {
    const term = node.term;
    if (term === null) continue;
    terms[i] = term;
    i++;
  }
  return terms;
}
