// Calling functions by name and loading code: what `erlang` supplies for apply, the code server and error_handler.
import { badarg } from '../gc/errors.ts';
import { atomName, bool, isAtom, isSmall, listElements } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import { defineBifs } from './registry.ts';

function elements(list: Term): Term[] {
  const items = listElements(list);
  if (items === undefined) throw badarg();
  return items;
}

export const erlangCode = defineBifs('erlang', {
  'apply/2': (p, fun, args) => {
    // What is no fun fails where a call of it would, as badfun.
    return p.callFunInstead(fun, elements(args));
  },
  'apply/3': (p, module, name, args) => {
    if (!isAtom(module) || !isAtom(name)) throw badarg();
    return p.callInstead(atomName(module), atomName(name), elements(args));
  },
  'function_exported/3': (p, module, name, arity) => {
    if (!isAtom(module) || !isAtom(name) || !isSmall(arity)) throw badarg();
    return bool(p.runtime.code.isExported(module, name, arity));
  },
});
