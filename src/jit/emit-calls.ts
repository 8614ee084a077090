// Code for calls: of functions in the unit, through what can be patched, of funs, of built-ins.
import type { Edges, FunctionEmitter } from './emit.ts';
import type { Value } from './ir.ts';
import { type KnownFun, knownLambda } from './known-funs.ts';
import { DIRECT_NATIVES, DIRECT_PROCESS_NATIVES, MAY_LEAVE } from './natives.ts';
import type { Member } from './part.ts';

type Expression = number;

export function emitCall(e: FunctionEmitter, v: Value, edges: Edges, out: Expression[]): void {
  switch (v.op) {
    case 'call':
    case 'call_fun':
    case 'apply':
      callStatement(e, v, edges, out);
      return;
    case 'bif':
      builtIn(e, v, edges, out);
      return;
    case 'guard_bif':
      guardBuiltIn(e, v, edges, out);
      return;
  }
  throw new Error(`no code for ${v.op}`);
}

/** What is done for a built-in in WebAssembly; null where it cannot be. */
function nativeCall(e: FunctionEmitter, { args, imm }: Value): Expression {
  const terms = args.map((a) => e.term(a));
  if (imm.key === 'erlang:element/2') return e.elementAt(args[0], args[1]);
  const direct = DIRECT_NATIVES[imm.key];
  if (direct !== undefined) return e.call(direct, ...terms);
  return e.call(`native${args.length}`, e.w.i32.const(imm.native), ...terms);
}

/** A built-in called by its number, null where it did not answer. */
function wholeCall(e: FunctionEmitter, { args, imm }: Value): Expression {
  const { w } = e;
  const [bif, n] = [imm.bif, args.length].map((number) => w.i32.const(number));
  return w.block(
    null,
    [...e.storeArguments(args), e.call('callBuiltIn', e.machine(), bif, n, e.address(imm.pc))],
    e.t.eqNull,
  );
}

function guardBuiltIn(
  e: FunctionEmitter,
  v: Value,
  { fail, handler }: Edges,
  out: Expression[],
): void {
  const { w } = e;
  if (v.imm.native === undefined) {
    e.unlessNull(v, wholeCall(e, v), fail ? e.branch(fail) : e.raised(handler), out);
    return;
  }
  const first = nativeCall(e, v);
  if (fail && v.imm.bail === undefined) {
    e.unlessNull(v, first, e.branch(fail), out);
    return;
  }
  const label = e.label();
  out.push(
    e.set(
      v,
      w.block(
        label,
        [
          w.br_on_non_null(label, first),
          w.br_on_non_null(label, wholeCall(e, v)),
          ...(fail ? e.branch(fail) : e.raised(handler)),
          w.unreachable(),
        ],
        e.t.eq,
      ),
    ),
  );
}

function callStatement(e: FunctionEmitter, v: Value, { handler }: Edges, out: Expression[]): void {
  const { w } = e;
  const { pc, frame, tail } = v.imm;
  if (tail) {
    out.push(w.return(callee(e, v, true)));
    return;
  }
  const cold: Expression[] = [];
  if (handler !== undefined) {
    const passed = e.call('passException', e.machine(), e.address(pc));
    cold.push(w.if(passed, w.block(null, e.branch(handler))));
  }
  cold.push(w.return(e.leaveCall(pc, frame)));
  e.unlessNull(v, callee(e, v, false), cold, out);
}

/** The expression of a call, null where it did not return. */
function callee(e: FunctionEmitter, v: Value, tail: boolean): Expression {
  const { w, b } = e;
  const { target, arity, pc } = v.imm;
  if (v.op === 'call') {
    const direct = (name: string) =>
      tail
        ? w.return_call(name, parameters(e, v.args, tail), e.t.eqNull)
        : w.call(name, parameters(e, v.args, tail), e.t.eqNull);
    const { part } = e.at;
    const callee = e.unit.callee(part, target);
    const code = callee && e.unit.codeFor(callee, v.args.map(e.knownFun));
    if (target[0] === 'function') {
      if (code !== undefined) return direct(code);
      const own = () =>
        e.literal(['target', part.functionOf.get(target[1]) as number], e.t.ref('Target'));
      return through(e, own, 'Target', v.args, parameters(e, v.args, tail), tail);
    }
    const exported = () => e.unit.literal(target, e.t.ref('Export'));
    const general = through(e, exported, 'Export', v.args, parameters(e, v.args, tail), tail);
    if (callee === undefined || code === undefined) return general;
    return w.if(isCallable(e, callee), direct(code), general);
  }
  if (v.op === 'apply') {
    const type = e.t.ref('Target', true);
    const local = e.temporary(type);
    const found = e.call('applyTarget', e.machine(), e.address(pc), w.i32.const(arity));
    return w.block(
      null,
      [
        ...e.storeArguments(v.args),
        w.local.set(local, found),
        w.if(
          w.ref.is_null(w.local.get(local, type)),
          w.ref.null(e.t.eqNull),
          through(
            e,
            () => w.ref.as_non_null(w.local.get(local, type)),
            'Target',
            v.args.slice(0, arity),
            parameters(e, v.args.slice(0, arity), tail),
            tail,
          ),
        ),
      ],
      e.t.eqNull,
    );
  }
  // call_fun: the code of a fun takes its free variables from the fun, which is its last argument.
  const fun = v.args[arity];
  const args = v.args.slice(0, arity);
  const known = e.knownFun(fun);
  const body = known && bodyOf(e, known, arity);
  if (known !== undefined && body !== undefined) return callBody(e, known, body, v, tail);
  const entry = () => e.get('Fun', 'entry', e.cast('Fun', e.term(fun)));
  const native = e.temporary(b.i32);
  const types = e.unit.signature(arity + 1);
  const all = parameters(e, v.args, tail);
  const index = w.local.get(native, b.i32);
  const invoke = tail
    ? w.return_call_indirect('code', index, all, types, e.t.eqNull)
    : w.call_indirect('code', index, all, types, e.t.eqNull);
  const external = () => e.get('ExternalFun', 'target', e.cast('ExternalFun', e.term(fun)));
  const slow = w.block(
    null,
    [
      ...e.storeArguments(args),
      e.call('enterAnyFun', e.machine(), e.address(pc), e.term(fun), w.i32.const(arity)),
    ],
    e.t.eqNull,
  );
  const viaExport = w.if(
    w.if(
      e.isA('ExternalFun', e.term(fun)),
      w.i32.eq(e.get('Export', 'arity', external()), w.i32.const(arity)),
      w.i32.const(0),
    ),
    through(e, external, 'Export', args, parameters(e, args, tail), tail),
    slow,
  );
  // A fun of this arity whose code is compiled, or none.
  const ready = w.if(
    e.isA('Fun', e.term(fun)),
    w.if(
      w.i32.eq(e.get('FunEntry', 'arity', entry()), w.i32.const(arity)),
      w.local.tee(native, e.get('FunEntry', 'native', entry()), b.i32),
      w.i32.const(0),
    ),
    w.i32.const(0),
  );
  const general = w.if(ready, invoke, viaExport);
  const expected = expectedCall(e, v, tail);
  return expected === undefined ? general : w.if(expected.test, expected.call, general);
}

/**
 * A direct call of what was always called as a fun here so far, and the test whether the fun is that; undefined where nothing was, or the unit has
 * no code of it.
 */
function expectedCall(
  e: FunctionEmitter,
  v: Value,
  tail: boolean,
): { test: Expression; call: Expression } | undefined {
  const { w, t } = e;
  const { arity, pc } = v.imm;
  const fun = v.args[arity];
  const called = e.at.part.funCalls.get(e.at.index)?.get(pc);
  if (called === undefined) return undefined;
  const { part, lambda, exported } = called;
  const both = (a: Expression, b: Expression) => w.if(a, b, w.i32.const(0));
  let test: Expression;
  let call: Expression;
  if (lambda !== undefined) {
    const known = knownLambda(part, lambda);
    const body = bodyOf(e, known, arity);
    if (body === undefined) return undefined;
    const entry = () => e.literal(['lambda', lambda], t.ref('FunEntry'), part);
    const isSame = w.ref.eq(e.get('Fun', 'entry', e.cast('Fun', e.term(fun))), entry());
    // The body's address is gone when its module is purged.
    test = both(e.isA('Fun', e.term(fun)), both(isSame, e.get('FunEntry', 'pc', entry())));
    call = callBody(e, known, body, v, tail);
  } else {
    const args = v.args.slice(0, arity);
    if (exported === undefined) return undefined;
    const target = ['export', part.module.name, exported, arity];
    const callee = e.unit.callee(part, target);
    if (callee === undefined) return undefined;
    const code = e.unit.codeFor(callee, args.map(e.knownFun));
    const record = e.get('ExternalFun', 'target', e.cast('ExternalFun', e.term(fun)));
    const isSame = w.ref.eq(record, e.unit.literal(target, t.ref('Export')));
    test = both(e.isA('ExternalFun', e.term(fun)), both(isSame, isCallable(e, callee)));
    const all = parameters(e, args, tail);
    call = tail ? w.return_call(code, all, t.eqNull) : w.call(code, all, t.eqNull);
  }
  e.unit.expect(e.at, called);
  return { test, call };
}

/** What a function of the unit takes besides free variables. */
function parameters(e: FunctionEmitter, args: readonly Value[], tail: boolean): Expression[] {
  return [e.machine(), e.room(tail), ...args.map((a) => e.term(a))];
}

/** Whether calls from outside its module lead to this version of a function. */
function isCallable(e: FunctionEmitter, { part }: Member): Expression {
  return e.get('Target', 'native', e.literal(['callable'], e.t.ref('Target'), part));
}

/** The code of a known fun's body; undefined where it is not part of the unit, or takes another number of arguments. */
function bodyOf({ unit }: FunctionEmitter, known: KnownFun, arity: number): string | undefined {
  const { part, lambda, free } = known;
  const { label, arity: all, numFree } = part.module.lambdas[lambda];
  const body = all - numFree === arity ? unit.callee(part, ['function', label]) : undefined;
  return body && unit.codeFor(body, [...new Array(arity).fill(undefined), ...free]);
}

/** The same called, with what the fun has in its free variables. */
function callBody(
  e: FunctionEmitter,
  { free }: KnownFun,
  body: string,
  { args, imm }: Value,
  tail: boolean,
): Expression {
  const { w, t } = e;
  const environment = e.temporary(t.ref('Array.eq'));
  const fun = e.cast('Fun', e.term(args[imm.arity]));
  const setEnvironment = w.local.set(environment, e.get('Fun', 'free', fun));
  const all = [
    ...parameters(e, args.slice(0, imm.arity), tail),
    ...free.map((_, i) =>
      w.array.get(w.local.get(environment, t.ref('Array.eq')), w.i32.const(i), t.eq, false),
    ),
  ];
  const call = tail ? w.return_call(body, all, t.eqNull) : w.call(body, all, t.eqNull);
  return free.length === 0 ? call : w.block(null, [setEnvironment, call], t.eqNull);
}

/** A call through something that can be patched; where it is not compiled the interpreter enters it. */
function through(
  e: FunctionEmitter,
  target: () => Expression,
  type: string,
  args: readonly Value[],
  parameters: Expression[],
  tail: boolean,
): Expression {
  const { w, b } = e;
  const native = e.temporary(b.i32);
  const types = e.unit.signature(args.length);
  const index = w.local.get(native, b.i32);
  const invoke = tail
    ? w.return_call_indirect('code', index, parameters, types, e.t.eqNull)
    : w.call_indirect('code', index, parameters, types, e.t.eqNull);
  const cold = e.enterAt(e.get(type, 'pc', target()), args);
  return w.if(w.local.tee(native, e.get(type, 'native', target()), b.i32), invoke, cold);
}

function builtIn(e: FunctionEmitter, v: Value, { handler }: Edges, out: Expression[]): void {
  const { w } = e;
  const { native, pc, after, frame, tail } = v.imm;
  const whole = wholeCall(e, v);
  const cold: Expression[] = [];
  if (native !== undefined && !MAY_LEAVE.has(v.imm.key)) cold.push(...e.raised(handler));
  else {
    if (handler !== undefined) cold.push(w.if(e.isException(), w.block(null, e.branch(handler))));
    cold.push(
      w.return(
        e.call(
          tail ? 'leaveLastBif' : 'leaveBif',
          e.machine(),
          e.address(pc),
          e.address(after),
          e.terms(frame),
        ),
      ),
    );
  }
  const label = e.label();
  const own = DIRECT_PROCESS_NATIVES[v.imm.key];
  const first: Expression[] = [];
  if (native !== undefined) first.push(w.br_on_non_null(label, nativeCall(e, v)));
  else if (own !== undefined) {
    const terms = v.args.map((a) => e.term(a));
    first.push(w.br_on_non_null(label, e.call(own, e.machine(), ...terms)));
  }
  out.push(
    e.set(
      v,
      w.block(label, [...first, w.br_on_non_null(label, whole), ...cold, w.unreachable()], e.t.eq),
    ),
  );
}
