// Calling functions by name and loading code: what `erlang` supplies for apply, the code server and error_handler.
import { badarg } from '../gc/errors.ts';
import { atomName, bool, externalFunHost, isAtom, isExternalFun, isFun, isSmall, listElements } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import type { ExportRecord } from '../code/code.ts';
import { defineBifs } from './registry.ts';

function elements(list: Term): Term[] {
  const items = listElements(list);
  if (items === undefined) throw badarg();
  return items;
}

export const erlangCode = defineBifs('erlang', {
  'apply/2': (p, fun, args) => {
    const items = elements(args);
    if (isExternalFun(fun)) {
      const { module, name } = externalFunHost(fun) as ExportRecord;
      return p.callInstead(atomName(module), atomName(name), items);
    }
    if (!isFun(fun)) throw badarg();
    return p.callFunInstead(fun, items);
  },
  'apply/3': (p, module, name, args) => {
    if (!isAtom(module) || !isAtom(name)) throw badarg();
    return p.callInstead(atomName(module), atomName(name), elements(args));
  },
  'function_exported/3': (p, module, name, arity) => {
    if (!isAtom(module) || !isAtom(name) || !isSmall(arity) || arity < 0) throw badarg();
    return bool(p.runtime.code.isExported(module, name, arity));
  },
});
