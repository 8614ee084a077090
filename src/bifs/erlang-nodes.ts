// erlang, erts_internal: the node. It is nonode@nohost, alone: distribution needs sockets.
import { badarg, error } from '../gc/errors.ts';
import {
  atoms,
  emptyMap,
  isAtom,
  isMap,
  isPid,
  isPort,
  isReference,
  list,
  listElements,
  makeInteger,
  mapEntries,
  mapPut,
  pidNode,
  portNode,
  referenceNode,
  type Term,
  TRUE,
  tuple,
} from '../gc/term.ts';
import type { Process } from '../sched/process.ts';
import { booleanOf } from './arguments.ts';
import { defineBifs, defineGuardBifs } from './registry.ts';

const am = atoms(
  'allow_passive_connect',
  'connected',
  'connection_id',
  'false',
  'hidden',
  'known',
  'node_type',
  'notalive',
  'this',
  'true',
  'undefined',
  'visible',
);

const kinds = [am.visible, am.hidden, am.connected, am.this, am.known];

/** The nodes of the kinds that an atom or a list of atoms names: at most the own one. */
function nodes(p: Process, which: Term): Term[] {
  const wanted = isAtom(which) ? [which] : listElements(which);
  if (wanted === undefined || !wanted.every((kind) => kinds.includes(kind))) throw badarg();
  return wanted.includes(am.this) || wanted.includes(am.known) ? [p.scheduler.node] : [];
}

export const erlangNodeGuards = defineGuardBifs('erlang', {
  'node/0': (p) => p.scheduler.node,
  'node/1': (_, t) => {
    if (isPid(t)) return pidNode(t);
    if (isPort(t)) return portNode(t);
    if (isReference(t)) return referenceNode(t);
    throw badarg();
  },
});

/** This node never goes down while somebody is there to hear of it; there are no others. */
function monitorNode(p: Process, node: Term, flag: Term): Term {
  if (!isAtom(node) || booleanOf(flag) === undefined) throw badarg();
  if (node !== p.scheduler.node) throw error(am.notalive);
  return TRUE;
}

export const erlangNodes = defineBifs('erlang', {
  'nodes/0': () => list([]),
  'nodes/1': (p, which) => list(nodes(p, which)),
  'nodes/2': (p, which, options) => {
    const found = nodes(p, which);
    if (!isMap(options)) throw badarg();
    let info = emptyMap();
    for (const [key, value] of mapEntries(options)) {
      const asked = booleanOf(value);
      if (asked === undefined || (key !== am.connection_id && key !== am.node_type)) throw badarg();
      if (asked) info = mapPut(info, key, key === am.connection_id ? am.undefined : am.this);
    }
    return list(found.map((node) => tuple(node, info)));
  },
  'monitor_node/2': (p, node, flag) => monitorNode(p, node, flag),
  'monitor_node/3': (p, node, flag, options) => {
    const items = listElements(options);
    if (items === undefined || !items.every((o) => o === am.allow_passive_connect)) throw badarg();
    return monitorNode(p, node, flag);
  },
});

export const ertsInternalNodes = defineBifs('erts_internal', {
  'get_creation/0': () => makeInteger(0),
});

export const netKernel = defineBifs('net_kernel', {
  'dflag_unicode_io/1': (_, pid) => {
    if (!isPid(pid)) throw badarg();
    return TRUE;
  },
});
