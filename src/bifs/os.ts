// os: the environment and the clocks of the operating system.
import { badarg } from '../gc/errors.ts';
import {
  atoms,
  charList,
  FALSE,
  hd,
  isAtom,
  isCons,
  isSmall,
  list,
  makeInteger,
  NIL,
  type Term,
  TRUE,
  tl,
  tuple,
} from '../gc/term.ts';
import { isCodePoint } from '../util/utf8.ts';
import { inUnit, timestamp } from './erlang-time.ts';
import { defineBifs } from './registry.ts';

const am = atoms('badopt', 'default', 'handle', 'ignore', 'ok');

/** The text of a list of characters, which may be nested; zero characters end C's strings and are refused. */
export function textOf(t: Term): string {
  let text = '';
  const open: Term[] = [t];
  for (let rest = open.pop(); rest !== undefined; rest = open.pop()) {
    if (rest === NIL) continue;
    if (!isCons(rest)) throw badarg();
    const item = hd(rest);
    open.push(tl(rest));
    if (isSmall(item)) {
      if (item === 0 || !isCodePoint(item)) throw badarg();
      text += String.fromCodePoint(item);
    } else open.push(item);
  }
  return text;
}

/** The name of a variable that is set; it may be empty. */
export function variableName(t: Term): string {
  const name = textOf(t);
  if (name.includes('=')) throw badarg();
  return name;
}

export const os = defineBifs('os', {
  'env/0': (p) =>
    list(
      [...p.runtime.host.env.entries()].map(([name, value]) =>
        tuple(charList(name), charList(value)),
      ),
    ),
  'getenv/1': (p, name) => {
    const value = p.runtime.host.env.get(textOf(name));
    return value === undefined ? FALSE : charList(value);
  },
  'putenv/2': (p, name, value) => {
    p.runtime.host.env.set(variableName(name), textOf(value));
    return TRUE;
  },
  'unsetenv/1': (p, name) => {
    p.runtime.host.env.unset(variableName(name));
    return TRUE;
  },
  'getpid/0': (p) => charList(String(p.runtime.host.system.pid)),
  'timestamp/0': (p) => timestamp(p.runtime.host.clock.systemNanoseconds()),
  'system_time/0': (p) => makeInteger(p.runtime.host.clock.systemNanoseconds()),
  'system_time/1': (p, unit) => inUnit(p.runtime.host.clock.systemNanoseconds(), unit),
  'perf_counter/0': (p) => makeInteger(p.runtime.host.clock.monotonicNanoseconds()),
  // Signals of the operating system reach the host, not Erlang's signal server.
  'set_signal/2': (_, signal, action) => {
    if (![am.ignore, am.default, am.handle].includes(action)) throw badarg(am.badopt);
    if (!isAtom(signal)) throw badarg();
    return am.ok;
  },
});
