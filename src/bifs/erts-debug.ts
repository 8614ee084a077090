// erts_debug: what the emulator tells about terms.
import { badarg, badmap, NotImplemented, undef } from '../gc/errors.ts';
import { printTerm } from '../gc/print.ts';
import { flatSize, sharedSize } from '../gc/size.ts';
import { atoms, bool, isMap, makeInteger, mapSize } from '../gc/term.ts';
import type { Process } from '../sched/process.ts';
import { booleanOf } from './arguments.ts';
import { defineBifs } from './registry.ts';

const am = atoms('available_internal_state', 'true');

const INTERNAL_STATE = Symbol('erts_debug:set_internal_state');

/** Whether somebody has asked for the emulator's internals, as OTP's own test suites do. */
const internals = (p: Process) => p.runtime.slot(INTERNAL_STATE, () => ({ available: false }));

export const ertsDebug = defineBifs('erts_debug', {
  'same/2': (_, a, b) => bool(a === b),
  'flat_size/1': (_, t) => makeInteger(flatSize(t)),
  'size_shared/1': (_, t) => makeInteger(sharedSize(t)),
  // Messages and funs share terms anyway.
  'copy_shared/2': (_, t) => t,
  'map_info/1': (_, t) => {
    if (!isMap(t)) throw badmap(t);
    if (mapSize(t) <= 32) throw badarg();
    throw new NotImplemented('erts_debug:map_info/1');
  },
  'get_internal_state/1': (p, item) => {
    if (!internals(p).available) throw undef();
    if (item === am.available_internal_state) return am.true;
    throw new NotImplemented(`erts_debug:get_internal_state(${printTerm(item)})`);
  },
  'set_internal_state/2': (p, item, value) => {
    const state = internals(p);
    if (item === am.available_internal_state) {
      const on = booleanOf(value);
      if (on === undefined) throw badarg();
      const was = state.available;
      state.available = on;
      return bool(was);
    }
    if (!state.available) throw undef();
    throw new NotImplemented(`erts_debug:set_internal_state(${printTerm(item)}, _)`);
  },
});
