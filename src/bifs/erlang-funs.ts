// erlang: what funs are made of.

import type { FunRecord } from '../code/module.ts';
import { badarg } from '../gc/errors.ts';
import { wasm } from '../gc/instance.ts';
import { printTerm } from '../gc/print.ts';
import {
  atom,
  atomName,
  atoms,
  binary,
  bool,
  charList,
  funArity,
  funFreeVariables,
  funHost,
  isAtom,
  isFun,
  isLocalFun,
  isSmall,
  list,
  makeInteger,
  NIL,
  newPid,
  type Term,
  tuple,
} from '../gc/term.ts';
import type { Process } from '../sched/process.ts';
import { defineBifs } from './registry.ts';

const am = atoms(
  'arity',
  'env',
  'external',
  'index',
  'local',
  'module',
  'name',
  'new_index',
  'new_uniq',
  'pid',
  'refc',
  'type',
  'undefined',
  'uniq',
);

const MAX_ARITY = 255;

/** The name of a local fun's function, `[]` where its module is no longer loaded. */
function localName(p: Process, fun: FunRecord): Term {
  const versions = p.runtime.code.modules.get(fun.module);
  const { loaded } = fun;
  if (versions === undefined || (versions.current !== loaded && versions.old !== loaded))
    return NIL;
  return atom(fun.lambda.name);
}

/** M, F and A of any fun. */
function identity(p: Process, fun: Term): { module: Term; name: Term; arity: Term } {
  const arity = makeInteger(funArity(fun));
  if (!isLocalFun(fun))
    return { module: wasm.externalFunModule(fun), name: wasm.externalFunName(fun), arity };
  const record = funHost(fun) as FunRecord;
  return { module: record.module, name: localName(p, record), arity };
}

function funInfo(p: Process, fun: Term, item: Term): Term {
  const record = isLocalFun(fun) ? (funHost(fun) as FunRecord) : undefined;
  switch (item) {
    case am.type:
      return record === undefined ? am.external : am.local;
    case am.module:
      return identity(p, fun).module;
    case am.name:
      return identity(p, fun).name;
    case am.arity:
      return makeInteger(funArity(fun));
    case am.env:
      return record === undefined ? NIL : list(funFreeVariables(fun));
    // All funs belong to the first process, since OTP 27.
    case am.pid:
      return record === undefined ? am.undefined : newPid(p.scheduler.node, 0, 0, 0);
    case am.index:
      return record === undefined ? am.undefined : makeInteger(record.oldIndex);
    case am.new_index:
      return record === undefined ? am.undefined : makeInteger(record.index);
    case am.uniq:
      return record === undefined ? am.undefined : makeInteger(record.oldUniq);
    case am.new_uniq:
      return record === undefined ? am.undefined : binary(record.uniq);
    // Nothing counts references here; while somebody asks there is one at least.
    case am.refc:
      return record === undefined ? am.undefined : makeInteger(1);
  }
  throw badarg();
}

export const erlangFuns = defineBifs('erlang', {
  'fun_info/2': (p, fun, item) => {
    if (!isFun(fun)) throw badarg();
    return tuple(item, funInfo(p, fun, item));
  },
  'fun_info_mfa/1': (p, fun) => {
    if (!isFun(fun)) throw badarg();
    const { module, name, arity } = identity(p, fun);
    return tuple(module, name, arity);
  },
  'fun_to_list/1': (_, fun) => {
    if (!isFun(fun)) throw badarg();
    return charList(printTerm(fun));
  },
  'make_fun/3': (p, module, name, arity) => {
    if (!isAtom(module) || !isAtom(name) || !isSmall(arity) || arity < 0 || arity > MAX_ARITY)
      throw badarg();
    return p.runtime.code.externalFun(module, name, arity);
  },
  'is_builtin/3': (p, module, name, arity) => {
    if (!isAtom(module) || !isAtom(name) || !isSmall(arity)) throw badarg();
    return bool(p.runtime.bifs.number(atomName(module), atomName(name), arity) >= 0);
  },
});
