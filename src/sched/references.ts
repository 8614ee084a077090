// References and unique integers of one runtime.
//
// A local reference has three words: a counter in the lower two (18 + 32 bits, as OTP prints them) and a number of the
// runtime in the third. The counter, which lives in WebAssembly, is the key by which timers are found.
import { wasm } from '../gc/instance.ts';
import {
  emptyMap,
  isReference,
  makeInteger,
  referenceCreation,
  referenceNode,
  referenceWord,
  referenceWordCount,
} from '../gc/term.ts';
import type { Term } from '../gc/types.ts';

const LOW = 1 << 18;

/** Where OTP's unique integers begin unless positive ones are asked for. */
const UNIQUE_BASE = -(1n << 59n);

export class References {
  /** What the processes of the runtime share in WebAssembly. */
  readonly home: Term;
  private unique = 0;
  private monotonic = 0;
  private readonly node: Term;
  private readonly creation: number;
  private readonly runtimeWord: number;

  constructor(node: Term, creation: number, seed: number) {
    this.node = node;
    this.creation = creation;
    this.runtimeWord = seed | 0;
    this.home = wasm.newHome(node, creation, this.runtimeWord, emptyMap());
  }

  make(resource: unknown = null): Term {
    return wasm.makeReference(this.home, resource);
  }

  /** The number of a reference made here; -1 of any other. */
  keyOf(reference: Term): number {
    if (referenceWordCount(reference) !== 3 || referenceWord(reference, 2) !== this.runtimeWord)
      return -1;
    if (!this.isLocal(reference)) return -1;
    return (referenceWord(reference, 1) >>> 0) * LOW + referenceWord(reference, 0);
  }

  /** Whether the term is a reference of this node. */
  isLocal(t: Term): boolean {
    return (isReference(t) &&
      referenceNode(t) === this.node &&
      referenceCreation(t) === this.creation) as boolean;
  }

  uniqueInteger(positive: boolean, monotonic: boolean): Term {
    const n = monotonic ? ++this.monotonic : ++this.unique;
    return makeInteger(positive ? n : UNIQUE_BASE + BigInt(n));
  }
}
