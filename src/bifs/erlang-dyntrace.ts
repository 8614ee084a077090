// Tags of dynamic tracing (DTrace, SystemTap): this emulator is not built with it, so nothing is ever tagged.
import { atoms } from '../gc/term.ts';
import { defineBifs } from './registry.ts';

const am = atoms('true', 'undefined');

export const erlangDyntrace = defineBifs('erlang', {
  'dt_put_tag/1': () => am.undefined,
  'dt_get_tag/0': () => am.undefined,
  'dt_get_tag_data/0': () => am.undefined,
  'dt_spread_tag/1': () => am.true,
  'dt_restore_tag/1': () => am.true,
  'dt_prepend_vm_tag_data/1': (_p, data) => data,
  'dt_append_vm_tag_data/1': (_p, data) => data,
});
