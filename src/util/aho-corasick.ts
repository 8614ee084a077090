// Finding the first of several byte strings: Aho and Corasick's automaton, and of matches that begin at the same place the
// longest.

/** A match: where it begins and how long it is. */
export interface Match {
  readonly start: number;
  readonly length: number;
}

/** Where the bytes come from; asked for each position once, rising. */
export type ByteAt = (position: number) => number;

interface Node {
  readonly depth: number;
  readonly next: Map<number, Node>;
  /** The node of the longest proper suffix that is a prefix of some pattern. */
  fallback: Node | null;
  /** Length of the longest pattern that ends here; 0 for none. */
  ends: number;
}

const node = (depth: number): Node => ({ depth, next: new Map(), fallback: null, ends: 0 });

export class AhoCorasick {
  private readonly root = node(0);

  /** The patterns must not be empty. */
  constructor(patterns: Iterable<Uint8Array>) {
    for (const pattern of patterns) {
      let at = this.root;
      for (const byte of pattern) {
        let next = at.next.get(byte);
        if (next === undefined) {
          next = node(at.depth + 1);
          at.next.set(byte, next);
        }
        at = next;
      }
      at.ends = at.depth;
    }
    const queue: Node[] = [this.root];
    for (const parent of queue) {
      for (const [byte, child] of parent.next) {
        let f = parent.fallback;
        while (f !== null && !f.next.has(byte)) f = f.fallback;
        child.fallback = f?.next.get(byte) ?? this.root;
        if (child.ends === 0) child.ends = child.fallback.ends;
        queue.push(child);
      }
    }
  }

  /** The match that begins first in [from, to), the longest of those. */
  find(byteAt: ByteAt, from: number, to: number): Match | undefined {
    let best: Match | undefined;
    let at = this.root;
    for (let i = from; i < to; i++) {
      const byte = byteAt(i);
      let next = at.next.get(byte);
      while (next === undefined && at.fallback !== null) {
        at = at.fallback;
        next = at.next.get(byte);
      }
      at = next ?? this.root;
      // What is still under way begins behind the match that we have.
      if (best !== undefined && i + 1 - at.depth > best.start) return best;
      if (at.ends > 0) {
        const start = i + 1 - at.ends;
        if (best === undefined || start <= best.start) best = { start, length: at.ends };
      }
    }
    return best;
  }
}
