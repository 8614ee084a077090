// The message queue of a process: a doubly linked list with a save pointer, the place up to which a receive has looked.
//
// A receive whose patterns all match a reference that was made after the messages already queued need not look at them.
// A marker is a node in the same list, put at its end before the reference is made; once bound to the reference, a receive
// with that reference begins behind it. So a call to a server costs the same however many messages wait.
//
// Priority messages lie before all others, in the order in which they came; a receive looks at a new one next.
import { exactEqual } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';

/** A message; or with `term` null a marker. */
class Node {
  term: Term | null;
  previous: Node | null;
  next: Node | null = null;
  /** A priority message (OTP 28). */
  urgent = false;
  constructor(term: Term | null, previous: Node | null) {
    this.term = term;
    this.previous = previous;
  }
}

interface Marker {
  readonly node: Node;
  /** What bindMarker was told; null between reservation and binding. */
  reference: Term | null;
}

/** As many as OTP keeps; of more, the oldest is given up, which costs time but never a message. */
const MAX_MARKERS = 8;

export class Mailbox {
  /** Number of messages. */
  length = 0;
  private first: Node | null = null;
  private last: Node | null = null;
  private lastUrgent: Node | null = null;
  /** Where the current receive looks next; null when it has seen everything. */
  private save: Node | null = null;
  private markers: Marker[] | null = null;

  push(message: Term): void {
    this.length++;
    this.append(message);
  }

  /** Puts a priority message before the ordinary ones. */
  pushUrgent(message: Term): void {
    this.length++;
    const node = new Node(message, this.lastUrgent);
    node.urgent = true;
    const next = this.lastUrgent === null ? this.first : this.lastUrgent.next;
    node.next = next;
    if (this.lastUrgent === null) this.first = node;
    else this.lastUrgent.next = node;
    if (next === null) this.last = node;
    else next.previous = node;
    this.lastUrgent = node;
    if (this.save === null || !this.save.urgent) this.save = node;
  }

  private append(term: Term | null): Node {
    const last = this.last;
    const node = new Node(term, last);
    if (last === null) this.first = node;
    else last.next = node;
    this.last = node;
    if (this.save === null) this.save = node;
    return node;
  }

  private unlink(node: Node): void {
    const { previous, next } = node;
    if (previous === null) this.first = next;
    else previous.next = next;
    if (next === null) this.last = previous;
    else next.previous = previous;
    if (this.save === node) this.save = next;
    if (this.lastUrgent === node) this.lastUrgent = previous;
  }

  /** The message at the save pointer; null where there is none. */
  peek(): Term | null {
    let node = this.save;
    while (node !== null && node.term === null) node = node.next;
    this.save = node;
    return node === null ? null : node.term;
  }

  /** Leaves the message at the save pointer where it is and moves on. */
  skip(): void {
    if (this.save !== null) this.save = this.save.next;
  }

  /** Takes the message at the save pointer out; the next receive begins at the start. */
  remove(): void {
    const node = this.save;
    if (node !== null) {
      this.unlink(node);
      this.length--;
    }
    this.save = this.first;
  }

  /** The next receive begins at the start. */
  rewind(): void {
    this.save = this.first;
  }

  /** Messages from now on are behind the marker. At most one reservation is not bound. */
  reserveMarker(): number {
    const markers = (this.markers ??= []);
    const open = markers.findIndex((m) => m.reference === null);
    if (open >= 0) this.dropMarker(open);
    else if (markers.length === MAX_MARKERS) this.dropMarker(0);
    markers.push({ node: this.append(null), reference: null });
    return markers.length;
  }

  bindMarker(reference: Term): void {
    const markers = this.markers;
    if (markers === null) return;
    const open = markers.find((m) => m.reference === null);
    if (open !== undefined) open.reference = reference;
  }

  clearMarker(reference: Term): void {
    const i = this.markerOf(reference);
    if (i >= 0) this.dropMarker(i);
  }

  /** The current receive begins behind the marker of this reference, if there is one. */
  useMarker(reference: Term): void {
    const i = this.markerOf(reference);
    if (i >= 0 && this.lastUrgent === null) this.save = (this.markers as Marker[])[i].node;
  }

  private markerOf(reference: Term): number {
    const markers = this.markers;
    if (markers === null) return -1;
    return markers.findIndex((m) => m.reference !== null && exactEqual(m.reference, reference));
  }

  private dropMarker(i: number): void {
    const [{ node }] = (this.markers as Marker[]).splice(i, 1);
    this.unlink(node);
  }

  /** The messages, oldest first. */
  messages(): Term[] {
    const messages: Term[] = [];
    for (let node = this.first; node !== null; node = node.next) {
      if (node.term !== null) messages.push(node.term);
    }
    return messages;
  }
}
