// erlang: raising exceptions. exit/1,2 and signals are in the files about processes.
import { BeamError, error, NotImplemented, throwTerm } from '../gc/errors.ts';
import { printTerm } from '../gc/print.ts';
import {
  atomName,
  atoms,
  hd,
  isAtom,
  isCons,
  isFun,
  isList,
  isMap,
  list,
  NIL,
  type Term,
  tl,
  tuple,
  tupleArity,
  tupleElement,
  tupleElements,
} from '../gc/term.ts';
import type { Process } from '../sched/process.ts';
import { defineBifs } from './registry.ts';

const am = atoms('badarg', 'error', 'error_info', 'exit', 'throw');

/** error(Reason, Args, Options): the arguments and the last error_info, unless an option is malformed. */
function errorWith(reason: Term, args: Term, options: Term = NIL): BeamError {
  const e = error(reason);
  // Anything but a list, such as the `none` of code that does not know its arguments, leaves the arity there.
  if (isList(args)) e.args = args;
  let info: Term | undefined;
  let rest = options;
  for (; isCons(rest); rest = tl(rest)) {
    const option = hd(rest);
    if (tupleArity(option) !== 2 || tupleElement(option, 0) !== am.error_info) break;
    if (!isMap(tupleElement(option, 1))) break;
    info = tupleElement(option, 1);
  }
  if (rest === NIL) e.errorInfo = info;
  return e;
}

/** A stacktrace entry given to raise/3 as a full {M, F, A, Location}; undefined where it is malformed. */
function stackEntry(t: Term): Term | undefined {
  const arity = tupleArity(t);
  if (arity < 2 || arity > 4) return undefined;
  const parts = tupleElements(t);
  const fun = isFun(parts[0]);
  const mfa = isAtom(parts[0]) && isAtom(parts[1]);
  if (arity === 2) return fun ? tuple(parts[0], parts[1], NIL) : undefined;
  if (arity === 3) {
    if (fun) return isList(parts[2]) ? t : undefined;
    return mfa ? tuple(parts[0], parts[1], parts[2], NIL) : undefined;
  }
  return mfa && isList(parts[3]) ? t : undefined;
}

/** The stacktrace that a program hands in, cut to `depth` entries; undefined where it is none. */
function givenStacktrace(t: Term, depth: number): Term | undefined {
  const entries: Term[] = [];
  let rest = t;
  for (; isCons(rest); rest = tl(rest)) {
    const entry = stackEntry(hd(rest));
    if (entry === undefined) return undefined;
    if (entries.length < depth) entries.push(entry);
  }
  return rest === NIL ? list(entries) : undefined;
}

const CLASSES = new Map([
  [am.error, 'error'],
  [am.exit, 'exit'],
  [am.throw, 'throw'],
] as const);

/**
 * Ends the program where the function that stands for a native one is of OTP's own library: it is one that we lack. A
 * program's own module whose native library cannot be loaded fails as on the BEAM.
 */
function refuseLibraryFunction(p: Process): void {
  const caller = p.runtime.interpreter.currentFunction(p);
  if (caller === undefined) return;
  const [module, name, arity] = tupleElements(caller);
  if (p.runtime.otp.modulePath(atomName(module)) === undefined) return;
  throw new NotImplemented(`${printTerm(module)}:${printTerm(name)}/${printTerm(arity)}`);
}

export const erlangErrors = defineBifs('erlang', {
  'error/1': (_, reason) => {
    throw error(reason);
  },
  'error/2': (_, reason, args) => {
    throw errorWith(reason, args);
  },
  'error/3': (_, reason, args, options) => {
    throw errorWith(reason, args, options);
  },
  'nif_error/1': (p, reason) => {
    refuseLibraryFunction(p);
    throw error(reason);
  },
  'nif_error/2': (p, reason, args) => {
    refuseLibraryFunction(p);
    throw errorWith(reason, args);
  },
  'throw/1': (p, value) => p.raise(throwTerm(value)),
  // A malformed argument is no error but the answer badarg.
  'raise/3': (p, errorClass, reason, stacktrace) => {
    const name = CLASSES.get(errorClass);
    const entries = givenStacktrace(stacktrace, p.runtime.interpreter.traceDepth);
    if (name === undefined || entries === undefined) return am.badarg;
    return p.raise(new BeamError(name, reason, undefined, entries));
  },
});
