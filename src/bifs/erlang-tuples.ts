// erlang: making tuples and changing their elements.
import { badarg } from '../gc/errors.ts';
import { wasm } from '../gc/instance.ts';
import {
  hd,
  isCons,
  isSmall,
  isTuple,
  NIL,
  setTupleElement,
  type Term,
  tl,
  tupleArity,
  tupleElement,
  tupleElements,
  tupleFrom,
} from '../gc/term.ts';
import { defineBifs } from './registry.ts';

/** OTP's limit. */
const MAX_TUPLE_SIZE = 0xffffff;

function madeElements(size: Term, initial: Term): Term[] {
  if (!isSmall(size) || size < 0 || size > MAX_TUPLE_SIZE) throw badarg();
  return new Array<Term>(size).fill(initial);
}

/** The elements of `t` with the 0-based position that `index` names, which may be at most `beyond` behind the last one. */
function elementsAt(index: Term, t: Term, beyond: number): { items: Term[]; at: number } {
  if (!isTuple(t) || !isSmall(index) || index < 1 || index > tupleArity(t) + beyond) throw badarg();
  return { items: tupleElements(t), at: index - 1 };
}

export const erlangTuples = defineBifs('erlang', {
  'setelement/3': (_, index, t, value) => {
    if (!isTuple(t) || !isSmall(index) || index < 1 || index > tupleArity(t)) throw badarg();
    return setTupleElement(t, index - 1, value);
  },
  'make_tuple/2': (_, size, initial) => tupleFrom(madeElements(size, initial)),
  'make_tuple/3': (_, size, initial, inits) => {
    const items = madeElements(size, initial);
    let rest = inits;
    for (; isCons(rest); rest = tl(rest)) {
      const init = hd(rest);
      if (tupleArity(init) !== 2) throw badarg();
      const index = tupleElement(init, 0);
      if (!isSmall(index) || index < 1 || index > items.length) throw badarg();
      items[index - 1] = tupleElement(init, 1);
    }
    if (rest !== NIL) throw badarg();
    return tupleFrom(items);
  },
  'append_element/2': (_, t, value) => {
    if (!isTuple(t) || tupleArity(t) >= MAX_TUPLE_SIZE) throw badarg();
    return tupleFrom([...tupleElements(t), value]);
  },
  'insert_element/3': (_, index, t, value) => {
    const { items, at } = elementsAt(index, t, 1);
    return tupleFrom(items.toSpliced(at, 0, value));
  },
  'delete_element/2': (_, index, t) => {
    const { items, at } = elementsAt(index, t, 0);
    return tupleFrom(items.toSpliced(at, 1));
  },
  'tuple_to_list/1': (_, t) => {
    const items = wasm.tupleToList(t);
    if (items === null) throw badarg();
    return items;
  },
  'list_to_tuple/1': (_, t) => {
    const items = wasm.listToTuple(t);
    if (items === null) throw badarg();
    return items;
  },
});
