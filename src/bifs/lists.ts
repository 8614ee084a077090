// lists: what the emulator has of it. The work is done in gc/wasm/lists.wasm.ts.
import { badarg } from '../gc/errors.ts';
import { wasm } from '../gc/instance.ts';
import { atoms, bool, FALSE, type Term, tuple } from '../gc/term.ts';
import { defineBifs } from './registry.ts';

const am = atoms('value');

function orBadarg(t: Term | null): Term {
  if (t === null) throw badarg();
  return t;
}

export const lists = defineBifs('lists', {
  'member/2': (_, t, list) => orBadarg(wasm.listMember(t, list)),
  'reverse/2': (_, list, tail) => orBadarg(wasm.listReverse(list, tail)),
  'keyfind/3': (_, key, position, list) => orBadarg(wasm.listKeyfind(key, position, list)),
  'keymember/3': (_, key, position, list) =>
    bool(orBadarg(wasm.listKeyfind(key, position, list)) !== FALSE),
  'keysearch/3': (_, key, position, list) => {
    const found = orBadarg(wasm.listKeyfind(key, position, list));
    return found === FALSE ? FALSE : tuple(am.value, found);
  },
});
