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
  return (phash(t, 0) % range) + 1;
}

const [, P1, P2, P3, , P5, P6, , P8, P9, P10, P11, , P13, P14] = PHASH_PRIME;

function phash(term: Term, before: number): number {
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
      for (let i = 0; i < n; i++) hash = phash(tupleElement(term, i), hash);
      return phashStep(hash, P9, n);
    }
    case KIND.CONS: {
      let rest = term;
      for (; isCons(rest); rest = tl(rest)) {
        const head = hd(rest);
        const isByte = isSmall(head) && head >= 0 && head <= 255;
        hash = isByte ? phashStep(hash, P2, head) : phash(head, hash);
      }
      return phashStep(phash(rest, hash), P8, 0);
    }
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
      for (const t of free) hash = phash(t, hash);
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
