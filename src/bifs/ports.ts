// Ports: there is no driver yet, so one that is named does not exist, and programs cannot be started.
import { NotImplemented } from '../gc/errors.ts';
import { atoms, isTupleOf, tupleElement } from '../gc/term.ts';
import { defineBifs } from './registry.ts';

const am = atoms('badarg', 'spawn_driver');

export const ports = defineBifs('erts_internal', {
  // An atom is the reason of the error that erlang:open_port/2 raises.
  'open_port/2': (_p, name) => {
    // As on the BEAM, opening a driver that is not there is a badarg: prim_inet takes it for an unsupported protocol.
    if (isTupleOf(name, 2) && tupleElement(name, 0) === am.spawn_driver) return am.badarg;
    throw new NotImplemented('erlang:open_port/2');
  },
});
