// Match specifications, compiled to closures: `[{Head, Guards, Body}]` for tables, and with more functions for tracing.
//
// A head becomes a test that binds variables; guards and body become expressions. An expression that fails (a BIF raises)
// gives undefined in a guard, which makes the clause fail, and the atom 'EXIT' in a body. Where errors are wanted
// (erlang:match_spec_test/3) compilation goes on after one and collects them all.
import { BeamError, systemLimit } from '../gc/errors.ts';
import { printTerm } from '../gc/print.ts';
import {
  atomName,
  atoms,
  compare,
  cons,
  exactEqual,
  hd,
  isAtom,
  isCons,
  isMap,
  isTuple,
  list,
  makeInteger,
  mapEntries,
  mapFrom,
  mapGet,
  mapSize,
  NIL,
  type Term,
  textBinary,
  tl,
  tuple,
  tupleArity,
  tupleElement,
  tupleElements,
  tupleFrom,
} from '../gc/term.ts';
import type { Process } from '../sched/process.ts';

const am = atoms(
  '_',
  '$_',
  '$$',
  'EXIT',
  'true',
  'false',
  'const',
  'and',
  'or',
  'andalso',
  'andthen',
  'orelse',
  'self',
  'message',
  'display',
  'return_trace',
  'exception_trace',
  'is_seq_trace',
  'set_seq_token',
  'get_seq_token',
  'process_dump',
  'enable_trace',
  'disable_trace',
  'trace',
  'caller',
  'caller_line',
  'current_stacktrace',
  'silent',
  'undefined',
  'element',
);

/** For tables, or for the arguments of traced calls. */
export type Dialect = 'table' | 'trace';

/** A guard function's body, by name and arity; undefined for what is none. */
export type GuardLookup = (
  name: string,
  arity: number,
) => ((p: Process, ...args: Term[]) => Term) | undefined;

/** What the actions of a trace specification have done. */
export interface TraceResult {
  /** What `{message, X}` has set; undefined where it was not called. */
  message: Term | undefined;
  flags: Set<Term>;
}

interface Frame {
  readonly p: Process;
  readonly whole: Term;
  readonly bindings: Term[];
  /** What a failing call gives: undefined in a guard, 'EXIT' in a body. */
  failure: Term | undefined;
  readonly trace: TraceResult | undefined;
}

type Test = (t: Term, frame: Frame) => boolean;
type Expression = (frame: Frame) => Term | undefined;

interface Clause {
  readonly head: Test;
  readonly guards: Expression[];
  readonly body: Expression[];
}

/** The number of a variable `'$N'`; undefined for anything else. */
export function variableNumber(t: Term): number | undefined {
  if (!isAtom(t)) return undefined;
  const name = atomName(t);
  return name.charCodeAt(0) === 36 && /^\$(?:0|[1-9][0-9]*)$/.test(name)
    ? Number(name.slice(1))
    : undefined;
}

/** Whether a pattern matches one term only. Maps match others that have more keys. */
export function isFullyBound(pattern: Term): boolean {
  // Keys may be nested deeper than the host's stack is.
  const waiting = [pattern];
  for (let t = waiting.pop(); t !== undefined; t = waiting.pop()) {
    if (isCons(t)) waiting.push(tl(t), hd(t));
    else if (isTuple(t)) for (const element of tupleElements(t)) waiting.push(element);
    else if (isMap(t) || t === am._ || variableNumber(t) !== undefined) return false;
  }
  return true;
}

/** Why a match specification does not compile. */
class SpecError extends Error {}

/** Levels of expressions in expressions, well within JavaScript's stack; OTP's limit is that of its own stack. */
const MAX_NESTING = 600;

class TooDeep extends Error {}

/** A compiled match specification. */
export class MatchSpec {
  /** The heads as terms, from which tables see what keys can match. */
  readonly heads: readonly Term[];
  private readonly clauses: readonly Clause[];
  constructor(heads: readonly Term[], clauses: readonly Clause[]) {
    this.heads = heads;
    this.clauses = clauses;
  }

  /** What the first clause that matches gives; undefined where none does. */
  run(p: Process, t: Term): Term | undefined {
    return this.match(p, t, t, undefined);
  }

  /** The same for a traced call. */
  runTrace(p: Process, args: readonly Term[], trace: TraceResult): Term | undefined {
    return this.match(p, tupleFrom(args), list(args), trace);
  }

  private match(
    p: Process,
    t: Term,
    whole: Term,
    trace: TraceResult | undefined,
  ): Term | undefined {
    for (const { head, guards, body } of this.clauses) {
      const frame: Frame = { p, whole, bindings: [], failure: undefined, trace };
      if (!head(t, frame)) continue;
      if (!guards.every((guard) => guard(frame) === am.true)) continue;
      frame.failure = am.EXIT;
      let result: Term | undefined = am.true;
      for (const expression of body) result = expression(frame);
      return trace === undefined ? result : (trace.message ?? am.true);
    }
    return undefined;
  }
}

/** Compiles a specification; undefined where it is malformed, and then `errors`, if given, tell why. */
export function compileMatchSpec(
  spec: Term,
  dialect: Dialect,
  guards: GuardLookup,
  errors?: string[],
): MatchSpec | undefined {
  try {
    return new Compiler(dialect, guards, errors).spec(spec);
  } catch (e) {
    if (e instanceof SpecError) return undefined;
    if (!(e instanceof TooDeep)) throw e;
    if (errors === undefined) throw systemLimit();
    errors.push('Excessive nesting; system limit reached.');
    return undefined;
  }
}

type Form = (t: Term, args: Term[]) => Expression;

const FALSE_TEST: Expression = () => undefined;

class Compiler {
  private readonly dialect: Dialect;
  private readonly guards: GuardLookup;
  private readonly errors: string[] | undefined;
  private inGuard = false;
  /** Expressions around the one that is compiled. */
  private depth = 0;
  /** The variables that the head binds, in the order of their numbers from a clause's start on. */
  private bound = new Set<number>();
  private readonly forms: Map<Term, Form>;

  constructor(dialect: Dialect, guards: GuardLookup, errors: string[] | undefined) {
    this.dialect = dialect;
    this.guards = guards;
    this.errors = errors;
    this.forms = this.specialForms();
  }

  /** Notes an error; without a list for them compilation ends. */
  private fail(message: string): Expression {
    if (this.errors === undefined) throw new SpecError(message);
    this.errors.push(message);
    return FALSE_TEST;
  }

  /** An error after which there is nothing more to look at. */
  private stop(message: string): never {
    this.errors?.push(message);
    throw new SpecError(message);
  }

  spec(spec: Term): MatchSpec {
    if (!isCons(spec)) this.stop('Match programs are not in a list.');
    const parts: Term[] = [];
    let rest = spec;
    for (; isCons(rest); rest = tl(rest)) parts.push(hd(rest));
    if (rest !== NIL) this.stop('Match programs are not in a proper list.');
    for (const part of parts) {
      if (tupleArity(part) !== 3) this.stop('Match program part is not a tuple of arity 3.');
    }
    const heads = parts.map((part) => this.headTerm(tupleElement(part, 0)));
    const clauses = parts.map((part, i) =>
      this.clause(heads[i], tupleElement(part, 1), tupleElement(part, 2)),
    );
    if (this.errors !== undefined && this.errors.length > 0) throw new SpecError('errors');
    return new MatchSpec(heads, clauses);
  }

  /** A list of arguments is matched as a tuple of them. */
  private headTerm(head: Term): Term {
    if (this.dialect === 'table') return head;
    if (isCons(head) || head === NIL) {
      const items: Term[] = [];
      let rest = head;
      for (; isCons(rest); rest = tl(rest)) items.push(hd(rest));
      if (rest !== NIL) this.stop(`Match expression part ${printTerm(head)} is not a proper list.`);
      return tupleFrom(items);
    }
    return head;
  }

  private clause(headTerm: Term, guardList: Term, bodyList: Term): Clause {
    this.bound = new Set();
    if (
      this.dialect === 'trace' &&
      headTerm !== am._ &&
      variableNumber(headTerm) === undefined &&
      !isTuple(headTerm)
    ) {
      this.stop('Match head is invalid in this context.');
    }
    const head = this.headTest(headTerm);
    this.inGuard = true;
    const guards = this.expressions(guardList);
    this.inGuard = false;
    if (this.dialect === 'table' && !isCons(bodyList))
      this.stop('Body clause does not return anything.');
    return { head, guards, body: this.expressions(bodyList) };
  }

  // ---- heads

  /** A variable that is the whole head stands for the list of arguments, where it is one that is matched. */
  private headTest(t: Term): Test {
    const n = variableNumber(t);
    if (n === undefined || this.dialect === 'table') return this.pattern(t);
    this.bound.add(n);
    return (_, { bindings, whole }) => {
      bindings[n] = whole;
      return true;
    };
  }

  private pattern(t: Term): Test {
    if (t === am._) return () => true;
    const n = variableNumber(t);
    if (n !== undefined) {
      if (this.bound.has(n)) return (x, { bindings }) => exactEqual(bindings[n], x) as boolean;
      this.bound.add(n);
      return (x, { bindings }) => {
        bindings[n] = x;
        return true;
      };
    }
    // What has no variables inside is compared as a whole.
    if (isFullyBound(t)) return (x) => exactEqual(t, x) as boolean;
    if (isCons(t)) return this.listPattern(t);
    if (isTuple(t)) return this.tuplePattern(t);
    return this.mapPattern(t);
  }

  private tuplePattern(t: Term): Test {
    const tests = tupleElements(t).map((e) => this.pattern(e));
    const arity = tests.length;
    return (x, frame) => {
      if (tupleArity(x) !== arity) return false;
      for (let i = 0; i < arity; i++) if (!tests[i](tupleElement(x, i), frame)) return false;
      return true;
    };
  }

  private listPattern(t: Term): Test {
    const tests: Test[] = [];
    let rest = t;
    for (; isCons(rest); rest = tl(rest)) tests.push(this.pattern(hd(rest)));
    const tail = this.pattern(rest);
    return (x, frame) => {
      let left = x;
      for (const test of tests) {
        if (!isCons(left) || !test(hd(left), frame)) return false;
        left = tl(left);
      }
      return tail(left, frame);
    };
  }

  /** A map matches what has at least its keys. */
  private mapPattern(t: Term): Test {
    const entries = mapEntries(t).map(([key, value]) => {
      if (variableNumber(key) !== undefined) this.stop('Variable found in map key.');
      if (key === am._) this.stop('Underscore found in map key.');
      return { key, test: this.pattern(value) };
    });
    return (x, frame) => {
      if (!isMap(x) || mapSize(x) < entries.length) return false;
      return entries.every(({ key, test }) => {
        const value = mapGet(x, key);
        return value !== null && test(value, frame);
      });
    };
  }

  // ---- expressions

  private expressions(t: Term): Expression[] {
    const expressions: Expression[] = [];
    let rest = t;
    for (; isCons(rest); rest = tl(rest)) expressions.push(this.expression(hd(rest)));
    if (rest !== NIL) {
      this.fail(
        rest === t ? 'Match expression is not a list.' : 'Match expression is not a proper list.',
      );
    }
    return expressions;
  }

  private expression(t: Term): Expression {
    if (this.depth === MAX_NESTING) throw new TooDeep();
    this.depth++;
    const expression = this.expressionHere(t);
    this.depth--;
    return expression;
  }

  private expressionHere(t: Term): Expression {
    const n = variableNumber(t);
    if (n !== undefined) {
      if (!this.bound.has(n)) return this.fail(`Variable $${n} is unbound.`);
      return ({ bindings }) => bindings[n];
    }
    if (t === am.$_) return ({ whole }) => whole;
    if (t === am.$$) {
      const numbers = [...this.bound].sort((a, b) => a - b);
      return ({ bindings }) => list(numbers.map((i) => bindings[i]));
    }
    if (isCons(t)) return this.listExpression(t);
    if (isMap(t)) return this.mapExpression(t);
    if (!isTuple(t)) return () => t;
    const items = tupleElements(t);
    if (items.length === 1 && isTuple(items[0]))
      return this.tupleExpression(tupleElements(items[0]));
    if (items.length >= 1 && isAtom(items[0]) && variableNumber(items[0]) === undefined) {
      return this.call(t, items[0], items.slice(1));
    }
    return this.fail(
      `${printTerm(t)} is neither a function call, nor a tuple (tuples are written {{ ... }}).`,
    );
  }

  private listExpression(t: Term): Expression {
    const head = this.expression(hd(t));
    const tail = this.expression(tl(t));
    return (frame) => {
      const x = head(frame);
      const y = tail(frame);
      return x === undefined || y === undefined ? undefined : cons(x, y);
    };
  }

  private tupleExpression(items: Term[]): Expression {
    const parts = items.map((item) => this.expression(item));
    return (frame) => {
      const values = evaluate(parts, frame);
      return values === undefined ? undefined : tupleFrom(values);
    };
  }

  private mapExpression(t: Term): Expression {
    const parts = mapEntries(t).flatMap(([key, value]) => [
      this.expression(key),
      this.expression(value),
    ]);
    return (frame) => {
      const values = evaluate(parts, frame);
      if (values === undefined) return undefined;
      return mapFrom(
        values.flatMap((key, i) => (i % 2 === 0 ? [[key, values[i + 1]] as const] : [])),
      );
    };
  }

  private call(t: Term, name: Term, args: Term[]): Expression {
    const form = this.forms.get(name);
    if (form !== undefined) return form(t, args);
    const body = this.guards(atomName(name), args.length);
    if (body === undefined)
      return this.fail(`Function ${printTerm(name)}/${args.length} does_not_exist.`);
    const parts = args.map((arg) => this.expression(arg));
    return (frame) => {
      const values = evaluate(parts, frame);
      if (values === undefined) return undefined;
      try {
        return body(frame.p, ...values);
      } catch (e) {
        if (e instanceof BeamError) return frame.failure;
        throw e;
      }
    };
  }

  // ---- special forms

  private specialForms(): Map<Term, Form> {
    const forms = new Map<Term, Form>([
      [
        am.const,
        (t, args) => {
          if (args.length === 1) return () => args[0];
          return this.fail(
            `Special form 'const' called with more than one argument in ${printTerm(t)}.`,
          );
        },
      ],
      [
        am.self,
        (t, args) => {
          if (args.length > 0)
            return this.fail(`Special form 'self' called with arguments in ${printTerm(t)}.`);
          return ({ p }) => p.pid;
        },
      ],
      [
        am.and,
        (t, args) => this.strict('and', t, args, (values) => values.every((v) => v === am.true)),
      ],
      [
        am.or,
        (t, args) => this.strict('or', t, args, (values) => values.some((v) => v === am.true)),
      ],
      [am.andalso, (t, args) => this.lazy('andalso', t, args, am.true)],
      [am.andthen, (t, args) => this.lazy('andalso', t, args, am.true)],
      [am.orelse, (t, args) => this.lazy('orelse', t, args, am.false)],
    ]);
    this.addTraceForms(forms);
    return forms;
  }

  /** `and`, `or`: all arguments are evaluated and must be booleans. */
  private strict(
    name: string,
    t: Term,
    args: Term[],
    decide: (values: Term[]) => boolean,
  ): Expression {
    if (args.length === 0)
      return this.fail(`Special form '${name}' called without arguments in ${printTerm(t)}.`);
    const parts = args.map((arg) => this.expression(arg));
    return (frame) => {
      const values = evaluate(parts, frame);
      if (values === undefined) return undefined;
      if (!values.every((v) => v === am.true || v === am.false)) return frame.failure;
      return decide(values) ? am.true : am.false;
    };
  }

  /** `andalso`, `orelse`: goes on while a value is `neutral`; the last one may be anything. */
  private lazy(name: string, t: Term, args: Term[], neutral: Term): Expression {
    if (args.length === 0)
      return this.fail(`Special form '${name}' called without arguments in ${printTerm(t)}.`);
    const parts = args.map((arg) => this.expression(arg));
    const last = parts.pop() as Expression;
    return (frame) => {
      for (const part of parts) {
        const value = part(frame);
        if (value === neutral) continue;
        return value === am.true || value === am.false ? value : frame.failure;
      }
      return last(frame);
    };
  }

  /** The functions of trace specifications. They are called in bodies only. */
  private addTraceForms(forms: Map<Term, Form>): void {
    const action = (
      name: Term,
      arities: readonly number[],
      perform: (frame: Frame, trace: TraceResult, values: Term[]) => Term | undefined,
    ) => {
      const quoted = `Special form '${atomName(name)}'`;
      forms.set(name, (t, args) => {
        if (this.dialect !== 'trace') return this.fail(`${quoted} used in wrong dialect.`);
        if (this.inGuard && name !== am.is_seq_trace)
          return this.fail(`${quoted} called in guard context.`);
        if (!arities.includes(args.length)) {
          const problem =
            arities[0] === 0 ? 'called with arguments' : 'called with wrong number of arguments';
          return this.fail(`${quoted} ${problem} in ${printTerm(t)}.`);
        }
        const parts = args.map((arg) => this.expression(arg));
        return (frame) => {
          const values = evaluate(parts, frame);
          return values === undefined
            ? undefined
            : perform(frame, frame.trace as TraceResult, values);
        };
      });
    };
    const flag = (name: Term) => (_: Frame, trace: TraceResult) => {
      trace.flags.add(name);
      return am.true;
    };
    action(am.message, [1], (_, trace, [value]) => {
      trace.message = value;
      return am.true;
    });
    action(am.return_trace, [0], flag(am.return_trace));
    action(am.exception_trace, [0], flag(am.exception_trace));
    action(am.is_seq_trace, [0], () => am.false);
    action(am.set_seq_token, [2], () => am.true);
    action(am.get_seq_token, [0], () => NIL);
    action(am.process_dump, [0], () => textBinary(''));
    action(am.enable_trace, [1, 2], () => am.true);
    action(am.disable_trace, [1, 2], () => am.true);
    action(am.trace, [2, 3], () => am.true);
    action(am.caller, [0], () => am.undefined);
    action(am.caller_line, [0], () => am.undefined);
    action(am.current_stacktrace, [0, 1], () => NIL);
    action(am.silent, [1], () => am.true);
    action(am.display, [1], () => am.true);
  }
}

/** The values of all expressions; undefined where one fails. */
function evaluate(parts: readonly Expression[], frame: Frame): Term[] | undefined {
  const values: Term[] = [];
  for (const part of parts) {
    const value = part(frame);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

/**
 * Where a key lies, seen from those that a pattern can match: before them (negative), behind them (positive), or perhaps among
 * them. The first variable leaves open what follows.
 */
export function placeOfKey(pattern: Term, key: Term): number {
  return compareBound(pattern, key) ?? 0;
}

/** The key's order to the pattern; undefined where a variable came before any difference. */
function compareBound(pattern: Term, key: Term): number | undefined {
  if (pattern === am._ || variableNumber(pattern) !== undefined || isMap(pattern)) return undefined;
  if (isCons(pattern) && isCons(key)) {
    let [p, k] = [pattern, key];
    for (; isCons(p) && isCons(k); p = tl(p), k = tl(k)) {
      const order = compareBound(hd(p), hd(k));
      if (order !== 0) return order;
    }
    return compareBound(p, k);
  }
  if (isTuple(pattern) && isTuple(key) && tupleArity(pattern) === tupleArity(key)) {
    for (let i = 0; i < tupleArity(pattern); i++) {
      const order = compareBound(tupleElement(pattern, i), tupleElement(key, i));
      if (order !== 0) return order;
    }
    return 0;
  }
  return compare(key, pattern);
}

/**
 * Whether each clause gives the object that it matches or one with the same key, as `ets:select_replace` demands: its
 * head's key is what stands in the place of the key in its only body expression.
 */
export function keepsKey(part: Term, keypos: number): boolean {
  if (tupleArity(part) !== 3) return false;
  const body = tupleElement(part, 2);
  if (!isCons(body) || tl(body) !== NIL) return false;
  const result = hd(body);
  if (result === am.$_) return true;
  const headKey = keyOf(tupleElement(part, 0), keypos);
  if (headKey === undefined || !isTuple(result)) return false;
  if (tupleArity(result) === 2 && tupleElement(result, 0) === am.const) {
    const key = keyOf(tupleElement(result, 1), keypos);
    return key !== undefined && buildsSame(headKey, key, true);
  }
  if (tupleArity(result) !== 1) return false;
  const key = keyOf(tupleElement(result, 0), keypos);
  if (key === undefined) return false;
  // Or {element, KeyPos, '$_'}.
  const element = tuple(am.element, makeInteger(keypos), am.$_);
  return buildsSame(headKey, key, false) || Boolean(exactEqual(key, element));
}

function keyOf(t: Term, keypos: number): Term | undefined {
  return tupleArity(t) >= keypos ? tupleElement(t, keypos - 1) : undefined;
}

/** Whether the expression `b` is sure to build what the pattern `a` has matched. */
function buildsSame(a: Term, b: Term, constant: boolean): boolean {
  if (isCons(b)) {
    return (
      Boolean(isCons(a)) && buildsSame(hd(a), hd(b), constant) && buildsSame(tl(a), tl(b), constant)
    );
  }
  if (isTuple(b)) {
    let items = tupleElements(b);
    if (!constant) {
      if (items.length === 1 && isTuple(items[0])) items = tupleElements(items[0]);
      else if (items.length === 2 && items[0] === am.const) return buildsSame(a, items[1], true);
      else return false;
    }
    return (
      tupleArity(a) === items.length &&
      items.every((item, i) => buildsSame(tupleElement(a, i), item, constant))
    );
  }
  if (isMap(b)) return false;
  if (
    isAtom(b) &&
    (b === am._ || b === am.$_ || b === am.$$ || (constant && variableNumber(b) !== undefined))
  )
    return false;
  return Boolean(exactEqual(a, b));
}
