/*
 * ets: scripts of calls on named tables, each answer as recorded from real Erlang, the order of traversal included.
 */
import { expect, test } from 'vitest';
import { printTerm } from '../../src/gc/print.ts';
import {
  atomName,
  atoms,
  list,
  listElements,
  type Term,
  tuple,
  tupleArity,
  tupleElement,
} from '../../src/gc/term.ts';
import { answer, lonelyProcess, type Mistake, recorded, sameTerm } from './recorded.ts';

const am = atoms('ok', 'chunks', 'reset', '$end_of_table', '_', 'true', 'undefined');

/** Functions of the module that are written in Erlang, by the built-in functions that they call. */
function inErlang(name: string, args: Term[]): [string, Term[]] {
  switch (name) {
    case 'tab2list':
      return ['match_object', [args[0], am._]];
    case 'match_delete':
      return [
        'internal_select_delete',
        [args[0], list([tuple(args[1], list([]), list([am.true]))])],
      ];
    case 'select_delete':
      return ['internal_select_delete', args];
    case 'delete_all_objects':
      return ['internal_delete_all', [args[0], am.undefined]];
  }
  return [name, args];
}

/** All pieces of a limited match, as the recorder has them. */
function pieces(p: ReturnType<typeof lonelyProcess>, name: string, first: Term): Term {
  const lists: Term[] = [];
  for (let next = first; ; ) {
    if (tupleElement(next, 0) !== am.ok) {
      lists.push(next);
      return list(lists);
    }
    const value = tupleElement(next, 1);
    if (tupleArity(value) !== 2) {
      lists.push(value);
      return list(lists);
    }
    lists.push(tupleElement(value, 0));
    const continuation = tupleElement(value, 1);
    if (continuation === am.$end_of_table) {
      lists.push(continuation);
      return list(lists);
    }
    next = answer(p, 'ets', name, [continuation]);
  }
}

function etsMistakes(): Mistake[] {
  const found: Mistake[] = [];
  let p = lonelyProcess();
  for (const [kind, nameTerm, argsTerm, wanted] of recorded('ets')) {
    if (kind === am.reset) {
      p = lonelyProcess();
      continue;
    }
    const args = listElements(argsTerm) as Term[];
    const called = atomName(nameTerm);
    const [name, actual] = inErlang(called, args);
    let got = answer(p, 'ets', name, actual);
    if (kind === am.chunks) got = pieces(p, name, got);
    // Their built-in functions tell how many objects there were.
    if (['delete_all_objects', 'match_delete'].includes(called) && tupleElement(got, 0) === am.ok)
      got = tuple(am.ok, am.true);
    if (sameTerm(got, wanted)) continue;
    const call = `ets:${called}(${args.map((t) => printTerm(t)).join(', ')})`;
    found.push({ call, got: printTerm(got), wanted: printTerm(wanted) });
  }
  return found;
}

test('answers and order of traversal are those of real Erlang', () => {
  expect(etsMistakes()).toEqual([]);
});
