// erlang: the external term format and the hashes of terms.
import { badarg } from '../gc/errors.ts';
import {
  type DecodeOptions,
  decodeExternal,
  type EncodeOptions,
  encodeExternal,
  type FunIdentity,
  type LocalNode,
} from '../gc/external.ts';
import { phash2, phash2Within, phashWithin } from '../gc/hash.ts';
import { wasm } from '../gc/instance.ts';
import {
  atoms,
  binary,
  bytesOf,
  hd,
  isBinary,
  isCons,
  isSmall,
  isTupleOf,
  list,
  makeInteger,
  NIL,
  safeIntegerOf,
  type Term,
  tl,
  tuple,
  tupleElement,
} from '../gc/term.ts';
import type { Runtime } from '../runtime.ts';
import type { Process } from '../sched/process.ts';
import { chargeBytes } from './charge.ts';
import { defineBifs } from './registry.ts';
import { compressed } from './zlib-library.ts';

const am = atoms('badopt', 'compressed', 'deterministic', 'local', 'minor_version', 'safe', 'used');

/** zlib's own choice of level. */
const DEFAULT_LEVEL = -1;

const LOCAL = Symbol('local node of the external format');

function localNode(runtime: Runtime): LocalNode {
  return runtime.slot(LOCAL, (rt) => ({
    node: rt.scheduler.node,
    creation: 0,
    secret: Math.floor(Math.random() * 2 ** 32),
  }));
}

/** The options of term_to_binary/2. */
function encodeOptions(p: Process, options: Term): EncodeOptions {
  let minorVersion: 0 | 1 | 2 = 2;
  let level = 0;
  let deterministic = false;
  let forLocal = false;
  let rest = options;
  for (; isCons(rest); rest = tl(rest)) {
    const option = hd(rest);
    if (option === am.compressed) level = DEFAULT_LEVEL;
    else if (option === am.deterministic) deterministic = true;
    else if (option === am.local) forLocal = true;
    else if (isTupleOf(option, 2)) {
      const key = tupleElement(option, 0);
      const value = tupleElement(option, 1);
      if (!isSmall(value)) throw badarg();
      if (key === am.minor_version && value >= 0 && value <= 2)
        minorVersion = value as unknown as 0 | 1 | 2;
      else if (key === am.compressed && value >= 0 && value < 10) level = value;
      else throw badarg();
    } else throw badarg();
  }
  if (rest !== NIL || (deterministic && forLocal)) throw badarg();
  const local = localNode(p.runtime);
  const plain: EncodeOptions = { minorVersion, deterministic, forLocal, local };
  if (level === 0) return plain;
  return { ...plain, deflate: (bytes) => compressed(bytes, level) };
}

/** The fun entry that a fun was written of; of code that is not there, one that is looked for when it is called. */
function funEntry({ code }: Runtime, fun: FunIdentity): Term {
  const record = code.funRecord(fun);
  if (record !== undefined) return record.handle;
  return wasm.newFunEntry(fun.module, fun.arity, fun.numFree, fun.index, fun.oldUniq, 0, fun);
}

function decodeOptions(p: Process, safe: boolean): DecodeOptions {
  const { runtime } = p;
  return {
    safe,
    local: localNode(runtime),
    externalFun: (module, name, arity) =>
      safe && !runtime.code.isExported(module, name, arity)
        ? undefined
        : runtime.code.externalFun(module, name, arity),
    funEntry: (fun) => funEntry(runtime, fun),
  };
}

function decode(p: Process, t: Term, safe: boolean): { term: Term; used: number } {
  if (!isBinary(t)) throw badarg();
  const bytes = bytesOf(t);
  chargeBytes(p, bytes.length);
  return decodeExternal(bytes, decodeOptions(p, safe));
}

/** The range of a hash: 1 to 2^32. */
function range(t: Term): number {
  const n = safeIntegerOf(t);
  if (n === undefined || n < 1 || n > 2 ** 32) throw badarg();
  return n;
}

function encode(p: Process, t: Term, options: EncodeOptions): Uint8Array {
  const bytes = encodeExternal(t, options);
  chargeBytes(p, bytes.length);
  return bytes;
}

export const erlangExternal = defineBifs('erlang', {
  'term_to_binary/1': (p, t) => binary(encode(p, t, encodeOptions(p, NIL))),
  'term_to_binary/2': (p, t, options) => binary(encode(p, t, encodeOptions(p, options))),
  'term_to_iovec/1': (p, t) => list([binary(encode(p, t, encodeOptions(p, NIL)))]),
  'term_to_iovec/2': (p, t, options) => list([binary(encode(p, t, encodeOptions(p, options)))]),
  'external_size/1': (p, t) => makeInteger(encode(p, t, encodeOptions(p, NIL)).length),
  'external_size/2': (p, t, options) => {
    // The size before compression.
    return makeInteger(encode(p, t, { ...encodeOptions(p, options), deflate: undefined }).length);
  },
  'binary_to_term/1': (p, t) => decode(p, t, false).term,
  'binary_to_term/2': (p, t, options) => {
    let safe = false;
    let used = false;
    let rest = options;
    for (; isCons(rest); rest = tl(rest)) {
      if (hd(rest) === am.safe) safe = true;
      else if (hd(rest) === am.used) used = true;
      else throw badarg(am.badopt);
    }
    if (rest !== NIL) throw badarg(am.badopt);
    const decoded = decode(p, t, safe);
    return used ? tuple(decoded.term, makeInteger(decoded.used)) : decoded.term;
  },
  'phash2/1': (_, t) => makeInteger(phash2(t)),
  'phash2/2': (_, t, n) => makeInteger(phash2Within(t, range(n))),
  'phash/2': (_, t, n) => makeInteger(phashWithin(t, range(n))),
});

export const termInternals = defineBifs('erts_internal', {
  'cmp_term/2': (_, a, b) => makeInteger(Math.sign(wasm.compareExact(a, b))),
});
