// re: what the emulator has of it, over the engine in util/pcre. See docs/re.md.
//
// A compiled pattern must survive term_to_binary and code that embeds it, so its binary holds the options and the source behind
// a mark of ours; the programs are kept beside, by that content. What needs Unicode conversion or `global` goes on in re.erl,
// as in the C emulator.
import { badarg, error, NotImplemented, TryAgain } from '../gc/errors.ts';
import { iolistBytes } from '../gc/iolist.ts';
import {
  atomName,
  atoms,
  binary,
  bytesOf,
  charList,
  FALSE,
  isAtom,
  isBinary,
  isBitstring,
  isCons,
  isSmall,
  isTupleOf,
  list,
  listElements,
  makeInteger,
  NIL,
  subBitstring,
  type Term,
  TRUE,
  textBinary,
  tuple,
  tupleElement,
} from '../gc/term.ts';
import type { Process } from '../sched/process.ts';
import {
  type CompileOptions,
  compile,
  type ExecOptions,
  type ExecResult,
  type Newline,
  PatternError,
  type Program,
  Search,
  UnsupportedPattern,
} from '../util/pcre/index.ts';
import { latin1ToString } from '../util/utf8.ts';
import { booleanOf } from './arguments.ts';
import { defineBifs } from './registry.ts';

const am = atoms(
  'all',
  'all_but_first',
  'all_names',
  'badopt',
  'binary',
  'capture',
  'compile',
  'error',
  'export',
  'first',
  'index',
  'internal_error',
  'list',
  'match',
  'match_limit',
  'match_limit_recursion',
  'namelist',
  'newline',
  'nomatch',
  'none',
  'offset',
  'ok',
  're_exported_pattern',
  're_pattern',
);

// ---- options

/** The options that are only for compiling, by their names; a pattern's binary has their positions. */
const COMPILE_FLAGS: Readonly<Record<string, keyof CompileOptions>> = {
  unicode: 'unicode',
  caseless: 'caseless',
  dollar_endonly: 'dollarEndonly',
  dotall: 'dotall',
  extended: 'extended',
  firstline: 'firstline',
  multiline: 'multiline',
  no_auto_capture: 'noAutoCapture',
  dupnames: 'dupnames',
  ungreedy: 'ungreedy',
  ucp: 'ucp',
  never_utf: 'neverUtf',
  no_start_optimize: 'noStartOptimize',
};
const FLAG_NAMES = Object.keys(COMPILE_FLAGS);
/** Options for compiling and running. */
const ANCHORED = FLAG_NAMES.length;
const BSR_ANYCRLF = ANCHORED + 1;
const BSR_UNICODE = ANCHORED + 2;
FLAG_NAMES.push('anchored', 'bsr_anycrlf', 'bsr_unicode');
const UNICODE = 0;

const RUN_FLAGS: Readonly<Record<string, 'notempty' | 'notemptyAtstart' | 'notbol' | 'noteol'>> = {
  notempty: 'notempty',
  notempty_atstart: 'notemptyAtstart',
  notbol: 'notbol',
  noteol: 'noteol',
};

/** Newlines by PCRE's numbers, which several `newline` options in one list are joined to by `or`. */
const NEWLINES: readonly (Newline | undefined)[] = [
  undefined,
  'cr',
  'lf',
  'crlf',
  'any',
  'anycrlf',
];
const NEWLINE_SHIFT = 24;
/** In front of a compiled pattern's options (a number of 32 bits) and source. */
const MARK = new TextEncoder().encode('beamjit re 1');
const HEADER_SIZE = MARK.length + 4;
/** How many alternatives a search tries before it lets other processes run; a millisecond or two. */
const SLICE = 20_000;
const MAX_PROGRAMS = 500;
/** Words of the largest backtrack stack that is kept for the next search. */
const MAX_KEPT_STACK = 1 << 16;

interface Options {
  /** Bits of FLAG_NAMES, and the newline's number above. */
  bits: number;
  compileOnly: boolean;
  runOnly: boolean;
  exported: boolean;
  global: boolean;
  reportErrors: boolean;
  capture: { values: Term; type: Term } | undefined;
  run: ExecOptions;
}

const hasFlag = (bits: number, flag: number): boolean => (bits & (1 << flag)) !== 0;

/** Whether newlines or \R are given in ways that contradict each other, which PCRE notices. */
function isInconsistent(bits: number): boolean {
  return (
    bits >>> NEWLINE_SHIFT >= NEWLINES.length ||
    (hasFlag(bits, BSR_ANYCRLF) && hasFlag(bits, BSR_UNICODE))
  );
}

/** A small integer that C takes for an `int` not below 0. */
function naturalOf(t: Term): number | undefined {
  const n = isSmall(t) ? t : undefined;
  return n !== undefined && n >= 0 ? n : undefined;
}

function readPair(options: Options, name: Term, value: Term): boolean {
  if (name === am.newline) {
    const number = isAtom(value) ? NEWLINES.indexOf(atomName(value) as Newline) : -1;
    options.bits |= Math.max(number, 0) << NEWLINE_SHIFT;
    return number > 0;
  }
  options.runOnly = true;
  if (name === am.capture) {
    options.capture = { values: value, type: am.index };
    return true;
  }
  const number = naturalOf(value);
  if (number === undefined) return false;
  if (name === am.offset) options.run.offset = number;
  else if (name === am.match_limit) options.run.matchLimit = number;
  else if (name === am.match_limit_recursion) options.run.matchLimitRecursion = number;
  else return false;
  return true;
}

function readFlag(options: Options, name: string): boolean {
  const flag = FLAG_NAMES.indexOf(name);
  if (flag >= 0) {
    options.bits |= 1 << flag;
    if (flag < ANCHORED) options.compileOnly = true;
  } else if (name === 'export') options.exported = true;
  else {
    options.runOnly = true;
    if (name === 'global') options.global = true;
    else if (name === 'report_errors') options.reportErrors = true;
    else if (name in RUN_FLAGS) options.run[RUN_FLAGS[name]] = true;
    else return false;
  }
  return true;
}

/** Reads an option list; raises what `re` does for one that is none. */
function readOptions(t: Term): Options {
  const options: Options = {
    bits: 0,
    compileOnly: false,
    runOnly: false,
    exported: false,
    global: false,
    reportErrors: false,
    capture: undefined,
    run: {},
  };
  for (const item of listElements(t) ?? [am.badopt]) {
    let known = false;
    if (isAtom(item)) known = readFlag(options, atomName(item));
    else if (isTupleOf(item, 2))
      known = readPair(options, tupleElement(item, 0), tupleElement(item, 1));
    else if (isTupleOf(item, 3) && tupleElement(item, 0) === am.capture) {
      options.capture = { values: tupleElement(item, 1), type: tupleElement(item, 2) };
      options.runOnly = true;
      known = true;
    }
    if (!known) throw badarg(am.badopt);
  }
  return options;
}

function compileOptions(bits: number): CompileOptions {
  const options: Record<string, unknown> = {};
  for (let flag = 0; flag < ANCHORED; flag++)
    if (hasFlag(bits, flag)) options[COMPILE_FLAGS[FLAG_NAMES[flag]]] = true;
  if (hasFlag(bits, ANCHORED)) options.anchored = true;
  if (hasFlag(bits, BSR_ANYCRLF)) options.bsrAnycrlf = true;
  options.newline = NEWLINES[bits >>> NEWLINE_SHIFT];
  return options as CompileOptions;
}

function execOptions(options: Options, trusted: boolean): ExecOptions {
  const { bits, run } = options;
  run.trusted = trusted;
  run.anchored = hasFlag(bits, ANCHORED);
  run.newline = NEWLINES[bits >>> NEWLINE_SHIFT];
  if (hasFlag(bits, BSR_ANYCRLF)) run.bsrAnycrlf = true;
  else if (hasFlag(bits, BSR_UNICODE)) run.bsrAnycrlf = false;
  return run;
}

// ---- compiled patterns

/** What a runtime keeps: programs by their options and source, and the search that each waiting process goes on with. */
class Patterns {
  readonly searches = new WeakMap<Process, Run>();
  /** The bytes of the subject that is searched again and again, as `global` does. */
  subjects = new WeakMap<object, Uint8Array>();
  /** A backtrack stack that no search uses. */
  stack: Int32Array | undefined;
  private readonly programs = new Map<string, Program>();
  private readonly byTerm = new WeakMap<object, Program>();

  compile(source: Uint8Array, bits: number): Program {
    if (isInconsistent(bits)) throw new PatternError('inconsistent NEWLINE options', 0);
    const key = `${bits} ${latin1ToString(source)}`;
    let program = this.programs.get(key);
    if (program === undefined) {
      program = compileNamed(source, compileOptions(bits));
      // Oldest first; a program that is used again has been forgotten at worst.
      if (this.programs.size >= MAX_PROGRAMS)
        this.programs.delete(this.programs.keys().next().value as string);
      this.programs.set(key, program);
    }
    return program;
  }

  /** The program of a pattern's binary; undefined for one that is not ours. */
  load(t: Term): Program | undefined {
    const key = t as unknown as object;
    let program = this.byTerm.get(key);
    if (program !== undefined) return program;
    const bytes = bytesOf(t);
    if (bytes.length < HEADER_SIZE || MARK.some((byte, i) => bytes[i] !== byte)) return undefined;
    const bits = new DataView(bytes.buffer).getUint32(MARK.length);
    try {
      program = this.compile(bytes.subarray(HEADER_SIZE), bits);
    } catch (e) {
      if (e instanceof PatternError) return undefined;
      throw e;
    }
    this.byTerm.set(key, program);
    return program;
  }

  /** `{re_pattern, Groups, Unicode, UseCrLf, Binary}`. */
  store(program: Program, source: Uint8Array, bits: number): Term {
    const bytes = new Uint8Array(HEADER_SIZE + source.length);
    bytes.set(MARK);
    new DataView(bytes.buffer).setUint32(MARK.length, bits);
    bytes.set(source, HEADER_SIZE);
    const code = binary(bytes);
    this.byTerm.set(code as unknown as object, program);
    const newline = program.options.newline ?? 'lf';
    const useCrLf = newline !== 'lf' && newline !== 'cr';
    const unicode = hasFlag(bits, UNICODE);
    return tuple(
      am.re_pattern,
      makeInteger(program.groupCount),
      makeInteger(unicode ? 1 : 0),
      makeInteger(useCrLf ? 1 : 0),
      code,
    );
  }
}

function compileNamed(source: Uint8Array, options: CompileOptions): Program {
  try {
    return compile(source, options);
  } catch (e) {
    if (e instanceof UnsupportedPattern)
      throw new NotImplemented(`${e.construct} in a regular expression`);
    throw e;
  }
}

const PATTERNS = Symbol('re');
const patternsOf = (p: Process): Patterns => p.runtime.slot(PATTERNS, () => new Patterns());

/** `{Text, Position}`. */
function errorTerm(e: PatternError): Term {
  return tuple(charList(e.message), makeInteger(e.offset));
}

function compilePattern(p: Process, source: Term, optionTerm: Term): Term {
  const options = readOptions(optionTerm);
  if (options.runOnly) throw badarg(am.badopt);
  if (hasFlag(options.bits, UNICODE) && !isBitstring(source)) {
    return p.callInstead('re', 'ucompile', [source, optionTerm]);
  }
  const bytes = iolistBytes(source);
  if (bytes === undefined) throw badarg();
  const patterns = patternsOf(p);
  try {
    const pattern = patterns.store(patterns.compile(bytes, options.bits), bytes, options.bits);
    if (!options.exported) return tuple(am.ok, pattern);
    const exported = [
      am.re_exported_pattern,
      binary(MARK),
      binary(bytes),
      optionTerm,
      tupleElement(pattern, 4),
    ];
    return tuple(am.ok, tuple(...exported));
  } catch (e) {
    if (e instanceof PatternError) return tuple(am.error, errorTerm(e));
    throw e;
  }
}

/** Whether the term is a compiled pattern's tuple, whatever is in its binary. */
function isPattern(t: Term): boolean {
  return (
    tupleElement(t, 0) === am.re_pattern &&
    [1, 2, 3].every((i) => isSmall(tupleElement(t, i))) &&
    Boolean(isBitstring(tupleElement(t, 4)))
  );
}

// ---- captures

/** Which groups are wanted: several numbers for one value are a name that several groups bear, -1 is no group. */
interface Capture {
  readonly type: Term;
  readonly groups: 'none' | 'all' | 'rest' | readonly number[][];
}

const DEFAULT_CAPTURE: Capture = { type: am.index, groups: 'all' };

/** Names and groups as PCRE's table has them: one entry a group. */
function nameTable(program: Program): [string, number][] {
  return [...program.names].flatMap(([name, numbers]) =>
    numbers.map((number): [string, number] => [name, number]),
  );
}

/** The groups of a name. Without the option `dupnames` PCRE takes the one that a binary search meets first. */
function groupsOfName(program: Program, name: string): number[] {
  if (program.options.dupnames) return [...(program.names.get(name) ?? [-1])];
  const table = nameTable(program);
  let low = 0;
  let high = table.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const [other, number] = table[middle];
    if (other === name) return [number];
    if (name > other) low = middle + 1;
    else high = middle;
  }
  return [-1];
}

function groupsOf(program: Program, value: Term): number[] {
  if (isSmall(value)) {
    if (value < 0) throw badarg();
    return [value];
  }
  if (isAtom(value)) return groupsOfName(program, atomName(value));
  const bytes =
    isBitstring(value) || isCons(value) || value === NIL ? iolistBytes(value) : undefined;
  if (bytes === undefined) throw badarg();
  return groupsOfName(program, latin1ToString(bytes));
}

function readCapture({ values, type }: { values: Term; type: Term }, program: Program): Capture {
  if (type !== am.index && type !== am.list && type !== am.binary) throw badarg();
  switch (values) {
    case am.all:
      return { type, groups: 'all' };
    case am.none:
    case NIL:
      return { type, groups: 'none' };
    case am.all_but_first:
      return { type, groups: 'rest' };
    case am.first:
      return { type, groups: [[0]] };
    case am.all_names: {
      if (program.names.size === 0) return { type, groups: 'none' };
      const { dupnames } = program.options;
      return {
        type,
        groups: dupnames
          ? [...program.names.values()].map((n) => [...n])
          : nameTable(program).map(([, n]) => [n]),
      };
    }
  }
  const items = isCons(values) ? listElements(values) : undefined;
  if (items === undefined) throw badarg();
  return { type, groups: items.map((item) => groupsOf(program, item)) };
}

// ---- runs

/** A search with what its answer is made from. */
interface Run {
  readonly search: Search;
  readonly subject: Term;
  readonly bytes: Uint8Array;
  readonly capture: Capture;
  readonly reportErrors: boolean;
}

function captured({ subject, bytes, capture }: Run, start: number, end: number): Term {
  if (capture.type === am.index) return tuple(makeInteger(start), makeInteger(end - start));
  const [from, to] = start < 0 || end < start ? [0, 0] : [start, end];
  if (capture.type === am.list) return list(Array.from(bytes.subarray(from, to), makeInteger));
  return isBinary(subject)
    ? subBitstring(subject, from * 8, (to - from) * 8)
    : binary(bytes.subarray(from, to));
}

function matchTerm(run: Run, captures: Int32Array): Term {
  const { groups } = run.capture;
  if (groups === 'none') return am.match;
  const count = captures.length / 2;
  const isSet = (group: number): boolean => group >= 0 && group < count && captures[2 * group] >= 0;
  const value = (group: number): Term =>
    // An unset group is {-1, 0}, in the middle and behind the last one that is set.
    isSet(group)
      ? captured(run, captures[2 * group], captures[2 * group + 1])
      : captured(run, -1, -1);
  if (typeof groups !== 'string')
    return tuple(am.match, list(groups.map((choice) => value(choice.find(isSet) ?? -1))));
  const values: Term[] = [];
  for (let group = groups === 'all' ? 0 : 1; group < count; group++) values.push(value(group));
  return tuple(am.match, list(values));
}

function answer(run: Run, result: ExecResult): Term {
  switch (result.status) {
    case 'match':
      return matchTerm(run, result.captures);
    case 'bad_utf':
      throw badarg();
    case 'match_limit':
      return run.reportErrors ? tuple(am.error, am.match_limit) : am.nomatch;
    case 'match_limit_recursion':
      return run.reportErrors ? tuple(am.error, am.match_limit_recursion) : am.nomatch;
    default:
      return am.nomatch;
  }
}

/** Goes on with a search; the process is run again with the same call where it takes long. */
function goOn(p: Process, run: Run): Term {
  const patterns = patternsOf(p);
  const result = run.search.run(SLICE);
  if (result === undefined) {
    patterns.searches.set(p, run);
    throw new TryAgain((again) => again());
  }
  patterns.searches.delete(p);
  const { stack } = run.search;
  patterns.stack = stack.length <= MAX_KEPT_STACK ? stack : undefined;
  return answer(run, result);
}

function subjectBytes(subject: Term): Uint8Array {
  const bytes = iolistBytes(subject);
  if (bytes === undefined) throw badarg();
  return bytes;
}

/** The bytes of a binary that will be searched again from another offset. */
function keptBytes(patterns: Patterns, subject: Term): Uint8Array {
  const key = subject as unknown as object;
  let bytes = patterns.subjects.get(key);
  if (bytes === undefined) {
    bytes = subjectBytes(subject);
    patterns.subjects = new WeakMap([[key, bytes]]);
  }
  return bytes;
}

/** `first`: whether the subject is searched for the first time, undefined where it will not be searched again. */
function runPattern(
  p: Process,
  subject: Term,
  pattern: Term,
  optionTerm: Term,
  first?: boolean,
): Term {
  const patterns = patternsOf(p);
  const waiting = patterns.searches.get(p);
  if (waiting !== undefined) return goOn(p, waiting);
  const options = readOptions(optionTerm);
  if (options.exported) throw badarg(am.badopt);
  const { bits } = options;
  const wantsText = options.capture?.type === am.list && !options.global;
  let program: Program | undefined;
  if (isTupleOf(pattern, 5)) {
    if (options.compileOnly || !isPattern(pattern)) throw badarg();
    const unicode = tupleElement(pattern, 2) !== makeInteger(0);
    if (unicode && (!isBitstring(subject) || wantsText))
      return p.callInstead('re', 'urun', [subject, pattern, optionTerm]);
    if (options.global)
      return p.callInstead('re', 'grun', [subject, pattern, tuple(optionTerm, FALSE)]);
    program = patterns.load(tupleElement(pattern, 4));
    if (program === undefined || tupleElement(pattern, 1) !== makeInteger(program.groupCount))
      throw badarg();
  } else {
    const areBinaries = isBitstring(pattern) && isBitstring(subject);
    if (!isBitstring(pattern) && !isCons(pattern) && pattern !== NIL) throw badarg();
    if (hasFlag(bits, UNICODE) && (!areBinaries || wantsText)) {
      return p.callInstead('re', 'urun', [subject, pattern, optionTerm]);
    }
    const source = iolistBytes(pattern);
    if (source === undefined) throw badarg();
    try {
      program = patterns.compile(source, bits);
    } catch (e) {
      if (!(e instanceof PatternError)) throw e;
      if (options.reportErrors) return tuple(am.error, tuple(am.compile, errorTerm(e)));
      throw badarg();
    }
    if (options.global) {
      const compiled = patterns.store(program, source, bits);
      const rest = tuple(optionTerm, options.compileOnly ? TRUE : FALSE, pattern);
      return p.callInstead('re', 'grun', [subject, compiled, rest]);
    }
  }
  const capture = options.capture ? readCapture(options.capture, program) : DEFAULT_CAPTURE;
  const bytes =
    first === undefined || !isBinary(subject)
      ? subjectBytes(subject)
      : keptBytes(patterns, subject);
  // The emulator calls both an internal error, which no code can catch.
  if ((options.run.offset ?? 0) > bytes.length || isInconsistent(bits))
    throw error(am.internal_error);
  const search = new Search(program, bytes, execOptions(options, first === false), patterns.stack);
  patterns.stack = undefined;
  return goOn(p, { search, subject, bytes, capture, reportErrors: options.reportErrors });
}

export const re = defineBifs('re', {
  // A day that there never was, so no PCRE's: code that embeds compiled patterns compiles them anew where the version differs.
  'version/0': () => textBinary('8.44 2020-02-30'),
  'compile/1': (p, source) => compilePattern(p, source, NIL),
  'compile/2': (p, source, options) => compilePattern(p, source, options),
  'run/2': (p, subject, pattern) => runPattern(p, subject, pattern, NIL),
  'run/3': (p, subject, pattern, options) => runPattern(p, subject, pattern, options),
  'internal_run/4': (p, subject, pattern, options, first) => {
    const isFirst = booleanOf(first);
    if (isFirst === undefined) throw badarg();
    return runPattern(p, subject, pattern, options, isFirst);
  },
  'inspect/2': (p, pattern, item) => {
    const isInspectable = isTupleOf(pattern, 5) && isPattern(pattern) && item === am.namelist;
    const program = isInspectable ? patternsOf(p).load(tupleElement(pattern, 4)) : undefined;
    if (program === undefined) throw badarg();
    const names = program.options.dupnames
      ? [...program.names.keys()]
      : nameTable(program).map(([name]) => name);
    return tuple(am.namelist, list(names.map(textBinary)));
  },
  // Of OTP 28 and later: a pattern that `export` has made portable is compiled from its source again.
  'import/1': (p, exported) => {
    if (!isTupleOf(exported, 5) || tupleElement(exported, 0) !== am.re_exported_pattern)
      throw badarg();
    const [header, source, options] = [1, 2, 3].map((i) => tupleElement(exported, i));
    const mark = isBinary(header) ? latin1ToString(bytesOf(header)) : '';
    if (!mark.startsWith('re-PCRE2') && mark !== latin1ToString(MARK)) throw badarg();
    const rest = (listElements(options) ?? []).filter((option) => option !== am.export);
    const result = compilePattern(p, source, list(rest));
    // What does not compile, and lists of characters, which nobody exports.
    if (result === null || tupleElement(result, 0) !== am.ok) throw badarg();
    return tupleElement(result, 1);
  },
});
