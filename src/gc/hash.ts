// The hashes of terms that Erlang programs see: phash2 (computed in wasm/hash.wasm.ts) and the old phash.
import {
  PHASH_PRIME,
  phashBits,
  phashFloat,
  phashInteger,
  phashStep,
  phashWord,
} from '../util/hash.ts';
import { NotImplemented } from './errors.ts';
import type { ExportIdentity, FunIdentity } from './external.ts';
import { hooks, wasm } from './instance.ts';
import { KIND } from './tags.ts';
import {
  atomHash,
  bigintOf,
  bitSize,
  bytesOf,
  externalFunHost,
  floatValue,
  funFreeVariables,
  funHost,
  hd,
  isCons,
  isSmall,
  kindOf,
  pidId,
  portId,
  referenceWord,
  type Term,
  tl,
  tupleArity,
  tupleElement,
} from './term.ts';

hooks.unknownHash = () => {
  throw new NotImplemented('the phash2 of a native record');
};

/** phash2/1 gives so many bits. */
const PHASH2_BITS = 27;

/** `phash2(Term)`: 27 bits. */
export function phash2(t: Term): number {
  return (wasm.phash2(t) >>> 0) & (2 ** PHASH2_BITS - 1);
}

/** `phash2(Term, Range)`, Range from 1 to 2^32: from 0 to Range - 1. */
export function phash2Within(t: Term, range: number): number {
  return (wasm.phash2(t) >>> 0) % range;
}

/** `phash(Term, Range)`, Range from 1 to 2^32: from 1 to Range. */
export function phashWithin(t: Term, range: number): number {
  return (phash(t) % range) + 1;
}

const [, P1, P2, P3, , P5, P6, , P8, P9, P10, P11, , P13, P14] = PHASH_PRIME;

/** The end of a compound term. */
class Step {
  readonly prime: number;
  readonly value: number;
  constructor(prime: number, value: number) {
    this.prime = prime;
    this.value = value;
  }
}

/** What is left of a list whose beginning has been hashed. */
class ListRest {
  readonly rest: Term;
  constructor(rest: Term) {
    this.rest = rest;
  }
}

/** Terms may be nested deeper than the host's stack is: what is still to be hashed waits in an array, the next last. */
function phash(term: Term): number {
  const waiting: (Term | Step | ListRest)[] = [term];
  let hash = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next instanceof Step) hash = phashStep(hash, next.prime, next.value);
    else if (next instanceof ListRest) hash = phashList(next.rest, hash, waiting);
    else hash = phashNext(next, hash, waiting);
  }
  return hash;
}

/** Hashes the bytes that a list begins with. */
function phashList(list: Term, before: number, waiting: (Term | Step | ListRest)[]): number {
  let hash = before;
  for (let rest = list; ; rest = tl(rest)) {
    if (!isCons(rest)) {
      waiting.push(new Step(P8, 0), rest);
      return hash;
    }
    const head = hd(rest);
    if (!isSmall(head) || head < 0 || head > 255) {
      waiting.push(new ListRest(tl(rest)), head);
      return hash;
    }
    hash = phashStep(hash, P2, head);
  }
}

function phashNext(term: Term, before: number, waiting: (Term | Step | ListRest)[]): number {
  let hash = before;
  switch (kindOf(term)) {
    case KIND.SMALL:
    case KIND.INT64:
    case KIND.BIG:
      return phashInteger(hash, bigintOf(term));
    case KIND.FLOAT:
      return phashFloat(hash, floatValue(term));
    case KIND.ATOM:
      return phashStep(hash, P1, atomHash(term));
    case KIND.NIL:
      return phashStep(hash, P3, 1);
    case KIND.BITSTRING:
      return phashBits(hash, bytesOf(term), bitSize(term) & 7);
    case KIND.TUPLE: {
      const n = tupleArity(term);
      waiting.push(new Step(P9, n));
      for (let i = n - 1; i >= 0; i--) waiting.push(tupleElement(term, i));
      return hash;
    }
    case KIND.CONS:
      return phashList(term, hash, waiting);
    case KIND.FLATMAP:
    case KIND.HASHMAP:
      return phashStep(hash, P13, P14 + (wasm.phash2(term) >>> 0));
    case KIND.FUN: {
      const fun = funHost(term) as FunIdentity;
      const free = funFreeVariables(term);
      hash = phashStep(hash, P10, free.length);
      hash = phashStep(hash, P1, atomHash(fun.module));
      hash = phashStep(hash, P2, fun.index);
      hash = phashStep(hash, P2, fun.oldUniq);
      waiting.push(...free.toReversed());
      return hash;
    }
    case KIND.EXTERNAL_FUN: {
      const fun = externalFunHost(term) as ExportIdentity;
      hash = phashStep(hash, P11, fun.arity);
      hash = phashStep(hash, P1, atomHash(fun.module));
      return phashStep(hash, P1, atomHash(fun.name));
    }
    case KIND.PID:
      return phashStep(phashWord(hash, pidId(term), P5), P6, 0);
    case KIND.PORT: {
      const id = portId(term);
      const high = Number((id >> 32n) & 0xffffffffn);
      if (high !== 0) hash = phashWord(hash, high, P11);
      return phashStep(phashWord(hash, Number(id & 0xffffffffn), P9), P10, 0);
    }
    case KIND.REFERENCE:
      return phashStep(phashWord(hash, referenceWord(term, 0), P9), P10, 0);
  }
  throw new NotImplemented('phash of this kind of term');
}
