// The modules that the emulator of OTP 27 brings along, in place of loading them from files.
import { atom } from '../gc/atoms.ts';
import type { Term } from '../gc/types.ts';

const NAMES = [
  'atomics',
  'counters',
  'erl_init',
  'erl_prim_loader',
  'erl_tracer',
  'erlang',
  'erts_code_purger',
  'erts_dirty_process_signal_handler',
  'erts_internal',
  'erts_literal_area_collector',
  'erts_trace_cleaner',
  'init',
  'persistent_term',
  'prim_buffer',
  'prim_eval',
  'prim_file',
  'prim_inet',
  'prim_net',
  'prim_socket',
  'prim_zip',
  'socket_registry',
  'zlib',
];

/** Their names, as atoms. Entries of stacktraces that are in them have no line. */
export const PRELOADED: ReadonlySet<Term> = new Set(NAMES.map(atom));
