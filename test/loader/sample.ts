/** A module made by hand that has some of everything. */

import { OP } from '../../src/isa/genop.ts';
import { operand, TAG } from '../../src/isa/operand.ts';
import { int, label, list, ModuleBuilder, u, x, y } from './builder.ts';

export function sampleModule(): ModuleBuilder {
  const m = new ModuleBuilder('sample');
  const helper = m.function('helper', 1, () => [
    [OP.move, m.literal([107, 0, 2, 104, 105]), x(0)],
    [OP.return],
  ]);
  m.lambdas.push([m.atomIndex('helper'), 1, helper, 0, 1, 77]);
  m.export('main', 1, (entry) => {
    const other = m.newLabel();
    const failed = m.newLabel();
    return [
      [OP.is_nonempty_list, label(failed), x(0)],
      [OP.allocate_heap, u(1), operand(TAG.ALLOC, 2), 0, 3, 1, 1, u(1)],
      [OP.get_list, x(0), x(1), y(0)],
      [OP.move, operand(TAG.TX, (1 << 10) | 1), x(0)],
      [
        OP.select_val,
        x(0),
        label(failed),
        ...list(int(-7), label(other), m.atom('a'), label(failed)),
      ],
      [OP.label, u(other)],
      [OP.put_tuple2, x(0), ...list(m.atom('tag'), x(0), operand(TAG.A, 0))],
      [OP.make_fun3, u(0), x(1), ...list(x(0))],
      [
        OP.bs_match,
        label(failed),
        x(1),
        ...list(
          m.atom('ensure_exactly'),
          u(16),
          m.atom('integer'),
          u(2),
          operand(TAG.A, 0),
          u(8),
          u(1),
          x(2),
          m.atom('skip'),
          u(8),
        ),
      ],
      [
        OP.bs_create_bin,
        label(0),
        u(0),
        u(3),
        u(8),
        x(0),
        ...list(m.atom('string'), u(1), u(8), operand(TAG.A, 0), u(1), int(3)),
      ],
      [OP.gc_bif2, label(0), u(1), m.import('erlang', '+', 2), x(0), int(1), x(0)],
      [OP.bs_match_string, label(failed), x(1), u(9), u(2)],
      [OP.fmove, operand(TAG.FR, 1), x(0)],
      [OP.call, u(1), label(helper)],
      [OP.line, u(1)],
      [OP.call_ext, u(1), m.import('erlang', 'display', 1)],
      [OP.call_last, u(1), label(entry), u(1)],
      [OP.label, u(failed)],
      [OP.badmatch, x(0)],
    ];
  });
  m.strings = 'xabc';
  // Version 4: anything, and an integer between 0 and 255.
  m.chunks.set(
    'Type',
    Uint8Array.of(
      0,
      0,
      0,
      4,
      0,
      0,
      0,
      2,
      0x1f,
      0xff,
      0x60,
      0x20,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      255,
    ),
  );
  // One line, 12, in a file of another name.
  m.chunks.set(
    'Line',
    Uint8Array.of(
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      1,
      0,
      0,
      0,
      1,
      0,
      0,
      0,
      1,
      0x12,
      0xc1,
      0,
      5,
      ...new TextEncoder().encode('x.hrl'),
    ),
  );
  return m;
}
