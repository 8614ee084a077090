// Code for maps.
import type { Edges, FunctionEmitter } from './emit.ts';
import type { Edge, Value } from './ir.ts';

type Expression = number;

export function emitMap(
  e: FunctionEmitter,
  v: Value,
  { fail, handler }: Edges,
  out: Expression[],
): void {
  const { w, t } = e;
  const terms = (values: readonly Value[]) => values.map((x) => e.term(x));
  switch (v.op) {
    case 'map_get': {
      const [map, key] = v.args;
      const found = e.call('mapGet', e.term(map), e.term(key));
      e.unlessNull(v, found, e.branch(fail as Edge), out);
      return;
    }
    case 'make_map': {
      const shape = e.unit.literal(['shape', ...v.imm], t.ref('MapShape'));
      // The place of its keys, which the runtime fills.
      const keys = w.ref.i31(w.i32.const(0));
      const map = w.array.new_fixed(t.heap('FlatMap'), [keys, ...terms(v.args)]);
      out.push(e.set(v, e.call('mapOfShape', shape, map)));
      return;
    }
    case 'put_map': {
      const [map, ...pairs] = v.args;
      const flags = [fail ? 1 : 0, v.imm.exact ? 1 : 0].map((flag) => w.i32.const(flag));
      const where = [e.machine(), e.address(v.imm.pc), ...flags, e.term(map)];
      const put =
        pairs.length === 2
          ? e.call('putPair', ...where, e.term(pairs[0]), e.term(pairs[1]))
          : e.call('putPairs', ...where, w.array.new_fixed(t.heap('Array.eq'), terms(pairs)));
      e.unlessNull(v, put, fail ? e.branch(fail) : e.raised(handler), out);
      return;
    }
  }
  throw new Error(`no code for ${v.op}`);
}
