// erlang: pids, references and ports to text and back. Only those of this node can be read: there are no others to be
// connected to.
import { badarg } from '../gc/errors.ts';
import { printTerm } from '../gc/print.ts';
import {
  charList,
  isPid,
  isPort,
  isReference,
  makeReference,
  newPid,
  newPort,
  type Term,
} from '../gc/term.ts';
import type { Process } from '../sched/process.ts';
import { byteListText } from './arguments.ts';
import { type BifBody, defineBifs } from './registry.ts';

const MAX_PID_NUMBER = 2 ** 28 - 1;
const MAX_WORD = 2 ** 32 - 1;
/** A reference's first word has so many bits. */
const MAX_FIRST_WORD = 2 ** 18;
const MAX_PORT = 2n ** 60n - 1n;

/** The numbers in a text, whose first one, the node's, must be 0. */
function numbersIn(t: Term, pattern: RegExp): bigint[] {
  const match = pattern.exec(byteListText(t) ?? '');
  const numbers = match?.[1].split('.').map(BigInt);
  if (numbers === undefined || numbers[0] !== 0n) throw badarg();
  return numbers.slice(1);
}

const toText =
  (is: (t: Term) => unknown): BifBody =>
  (p, t) => {
    if (!is(t)) throw badarg();
    return charList(printTerm(t, { node: p.scheduler.node }));
  };

function pidOf(p: Process, t: Term): Term {
  const [number, serial] = numbersIn(t, /^<(\d+\.\d+\.\d+)>$/);
  if (number > MAX_PID_NUMBER || serial > MAX_WORD) throw badarg();
  const pid = newPid(p.scheduler.node, Number(number), Number(serial) | 0, 0);
  return p.scheduler.table.get(pid)?.pid ?? pid;
}

function referenceOf(p: Process, t: Term): Term {
  const words = numbersIn(t, /^#Ref<(\d+(?:\.\d+){1,5})>$/).reverse();
  if (words.length !== 3 && words.length !== 5) throw badarg();
  if (words[0] >= MAX_FIRST_WORD || words.some((word) => word > MAX_WORD)) throw badarg();
  return makeReference(
    p.scheduler.node,
    0,
    words.map((word) => Number(word) | 0),
  );
}

export const erlangIdentifiers = defineBifs('erlang', {
  'pid_to_list/1': toText(isPid),
  'port_to_list/1': toText(isPort),
  'ref_to_list/1': toText(isReference),
  'list_to_pid/1': pidOf,
  'list_to_ref/1': referenceOf,
  'list_to_port/1': (p, t) => {
    const [id] = numbersIn(t, /^#Port<(\d+\.\d+)>$/);
    if (id > MAX_PORT) throw badarg();
    return newPort(p.scheduler.node, id, 0);
  },
});
