/**
 * The generic BEAM instructions: the one table that decoder, disassembler, interpreter, compiler
 * and tests read.
 *
 * `OP` gives the numbers, `rows` everything else. A row's operands are written `name:kind`, or just
 * `kind` where the name would be the same; `name:[kind kind]` is a list of groups of these
 * operands. The kinds are explained in kinds.ts.
 */

import type { Kind } from './kinds.ts';

/** Numbers of all generic instructions, up to the last one of OTP 29. */
export const OP = {
  label: 1,
  func_info: 2,
  int_code_end: 3,
  call: 4,
  call_last: 5,
  call_only: 6,
  call_ext: 7,
  call_ext_last: 8,
  bif0: 9,
  bif1: 10,
  bif2: 11,
  allocate: 12,
  allocate_heap: 13,
  allocate_zero: 14,
  allocate_heap_zero: 15,
  test_heap: 16,
  init: 17,
  deallocate: 18,
  return: 19,
  send: 20,
  remove_message: 21,
  timeout: 22,
  loop_rec: 23,
  loop_rec_end: 24,
  wait: 25,
  wait_timeout: 26,
  m_plus: 27,
  m_minus: 28,
  m_times: 29,
  m_div: 30,
  int_div: 31,
  int_rem: 32,
  int_band: 33,
  int_bor: 34,
  int_bxor: 35,
  int_bsl: 36,
  int_bsr: 37,
  int_bnot: 38,
  is_lt: 39,
  is_ge: 40,
  is_eq: 41,
  is_ne: 42,
  is_eq_exact: 43,
  is_ne_exact: 44,
  is_integer: 45,
  is_float: 46,
  is_number: 47,
  is_atom: 48,
  is_pid: 49,
  is_reference: 50,
  is_port: 51,
  is_nil: 52,
  is_binary: 53,
  is_constant: 54,
  is_list: 55,
  is_nonempty_list: 56,
  is_tuple: 57,
  test_arity: 58,
  select_val: 59,
  select_tuple_arity: 60,
  jump: 61,
  catch: 62,
  catch_end: 63,
  move: 64,
  get_list: 65,
  get_tuple_element: 66,
  set_tuple_element: 67,
  put_string: 68,
  put_list: 69,
  put_tuple: 70,
  put: 71,
  badmatch: 72,
  if_end: 73,
  case_end: 74,
  call_fun: 75,
  make_fun: 76,
  is_function: 77,
  call_ext_only: 78,
  bs_start_match: 79,
  bs_get_integer: 80,
  bs_get_float: 81,
  bs_get_binary: 82,
  bs_skip_bits: 83,
  bs_test_tail: 84,
  bs_save: 85,
  bs_restore: 86,
  bs_init: 87,
  bs_final: 88,
  bs_put_integer: 89,
  bs_put_binary: 90,
  bs_put_float: 91,
  bs_put_string: 92,
  bs_need_buf: 93,
  fclearerror: 94,
  fcheckerror: 95,
  fmove: 96,
  fconv: 97,
  fadd: 98,
  fsub: 99,
  fmul: 100,
  fdiv: 101,
  fnegate: 102,
  make_fun2: 103,
  try: 104,
  try_end: 105,
  try_case: 106,
  try_case_end: 107,
  raise: 108,
  bs_init2: 109,
  bs_bits_to_bytes: 110,
  bs_add: 111,
  apply: 112,
  apply_last: 113,
  is_boolean: 114,
  is_function2: 115,
  bs_start_match2: 116,
  bs_get_integer2: 117,
  bs_get_float2: 118,
  bs_get_binary2: 119,
  bs_skip_bits2: 120,
  bs_test_tail2: 121,
  bs_save2: 122,
  bs_restore2: 123,
  gc_bif1: 124,
  gc_bif2: 125,
  bs_final2: 126,
  bs_bits_to_bytes2: 127,
  put_literal: 128,
  is_bitstr: 129,
  bs_context_to_binary: 130,
  bs_test_unit: 131,
  bs_match_string: 132,
  bs_init_writable: 133,
  bs_append: 134,
  bs_private_append: 135,
  trim: 136,
  bs_init_bits: 137,
  bs_get_utf8: 138,
  bs_skip_utf8: 139,
  bs_get_utf16: 140,
  bs_skip_utf16: 141,
  bs_get_utf32: 142,
  bs_skip_utf32: 143,
  bs_utf8_size: 144,
  bs_put_utf8: 145,
  bs_utf16_size: 146,
  bs_put_utf16: 147,
  bs_put_utf32: 148,
  on_load: 149,
  recv_mark: 150,
  recv_set: 151,
  gc_bif3: 152,
  line: 153,
  put_map_assoc: 154,
  put_map_exact: 155,
  is_map: 156,
  has_map_fields: 157,
  get_map_elements: 158,
  is_tagged_tuple: 159,
  build_stacktrace: 160,
  raw_raise: 161,
  get_hd: 162,
  get_tl: 163,
  put_tuple2: 164,
  bs_get_tail: 165,
  bs_start_match3: 166,
  bs_get_position: 167,
  bs_set_position: 168,
  swap: 169,
  bs_start_match4: 170,
  make_fun3: 171,
  init_yregs: 172,
  recv_marker_bind: 173,
  recv_marker_clear: 174,
  recv_marker_reserve: 175,
  recv_marker_use: 176,
  bs_create_bin: 177,
  call_fun2: 178,
  nif_start: 179,
  badrecord: 180,
  update_record: 181,
  bs_match: 182,
  executable_line: 183,
  debug_line: 184,
  bif3: 185,
  is_any_native_record: 186,
  is_native_record: 187,
  get_record_elements: 188,
  put_record: 189,
  is_record_accessible: 190,
  get_record_field: 191,
} as const;

export type OpName = keyof typeof OP;

/** The highest opcode that we know. */
export const MAX_OPCODE = OP.get_record_field;

/**
 * What executing an instruction can do, apart from reading and writing its operands:
 *
 * - `call`: calls a function: x(0)… are the arguments, x(0) the result, no other X register survives;
 * - `tail`: leaves this function for another one, with x(0)… as arguments;
 * - `return`: goes back to the caller with x(0);
 * - `raises`: may raise an exception (where there is a `fail` operand, only if it is 0);
 * - `stops`: control never reaches the next instruction;
 * - `branch`: may go to one of its labels;
 * - `alloc`: may need the heap; a `live` operand says which X registers are still needed;
 * - `frame`: makes, changes or removes the stack frame;
 * - `catch`: installs, removes or starts an exception handler;
 * - `mailbox`: looks at or changes the mailbox;
 * - `wait`: may suspend the process;
 * - `send`: x(0) and x(1) are read;
 * - `context`: changes the position of a match context, or goes on with the binary being built;
 * - `note`: marks a place in the code and does nothing.
 */
export type Effect =
  | 'call'
  | 'tail'
  | 'return'
  | 'raises'
  | 'stops'
  | 'branch'
  | 'alloc'
  | 'frame'
  | 'catch'
  | 'mailbox'
  | 'wait'
  | 'send'
  | 'context'
  | 'note';

/** One operand of an instruction. */
export interface Operand {
  readonly name: string;
  readonly kind: Kind;
  /** For a `list`: the kinds of one group; the list is a whole number of groups. */
  readonly group: readonly Kind[];
}

/** One generic instruction. */
export interface GenOp {
  readonly number: number;
  readonly name: OpName;
  readonly arity: number;
  readonly operands: readonly Operand[];
  readonly effects: readonly Effect[];
  /** The OTP release that introduced it; 5 stands for R5 and everything before. */
  readonly since: number;
  /**
   * The first of the OTP releases 25, 27 and 29 whose compiler never emits it; 25 stands for every
   * earlier release too. Undefined: current.
   */
  readonly retired: number | undefined;
}

type Row = readonly [operands: string, effects: string, since: number, retired?: number];

/** In OP's order. The compiler makes sure that no instruction is left out. */
const rows: Readonly<Record<OpName, Row>> = {
  label: ['label', 'note', 5],
  func_info: ['module:atom function:atom arity', 'raises stops', 5],
  int_code_end: ['', 'note stops', 5],

  // Calls. The deallocating ones remove the stack frame first.
  call: ['arity target:lbl', 'call raises', 5],
  call_last: ['arity target:lbl deallocate:u', 'tail frame stops', 5],
  call_only: ['arity target:lbl', 'tail stops', 5],
  call_ext: ['arity target:import', 'call raises', 5],
  call_ext_last: ['arity target:import deallocate:u', 'tail frame stops', 5],
  bif0: ['bif:import dst', 'raises', 5],
  bif1: ['fail bif:import arg:src dst', 'branch raises', 5],
  bif2: ['fail bif:import arg1:src arg2:src dst', 'branch raises', 5],

  // The stack frame and the heap.
  allocate: ['stack:u live', 'frame alloc', 5],
  allocate_heap: ['stack:u heap:alloc live', 'frame alloc', 5],
  allocate_zero: ['stack:u live', 'frame alloc', 5, 27],
  allocate_heap_zero: ['stack:u heap:alloc live', 'frame alloc', 5, 27],
  test_heap: ['heap:alloc live', 'alloc', 5],
  init: ['dst:y', '', 5, 27],
  deallocate: ['words:u', 'frame', 5],
  return: ['', 'return stops', 5],

  // Sending and receiving.
  send: ['', 'send raises', 5],
  remove_message: ['', 'mailbox', 5],
  timeout: ['', 'mailbox', 5],
  loop_rec: ['empty:lbl dst', 'mailbox branch', 5],
  loop_rec_end: ['again:lbl', 'mailbox branch stops', 5],
  wait: ['again:lbl', 'wait branch stops', 5],
  wait_timeout: ['again:lbl time:src', 'wait branch raises', 5],

  // Arithmetic before gc_bif1 and gc_bif2.
  m_plus: ['fail arg1:src arg2:src dst', 'branch raises', 5, 25],
  m_minus: ['fail arg1:src arg2:src dst', 'branch raises', 5, 25],
  m_times: ['fail arg1:src arg2:src dst', 'branch raises', 5, 25],
  m_div: ['fail arg1:src arg2:src dst', 'branch raises', 5, 25],
  int_div: ['fail arg1:src arg2:src dst', 'branch raises', 5, 25],
  int_rem: ['fail arg1:src arg2:src dst', 'branch raises', 5, 25],
  int_band: ['fail arg1:src arg2:src dst', 'branch raises', 5, 25],
  int_bor: ['fail arg1:src arg2:src dst', 'branch raises', 5, 25],
  int_bxor: ['fail arg1:src arg2:src dst', 'branch raises', 5, 25],
  int_bsl: ['fail arg1:src arg2:src dst', 'branch raises', 5, 25],
  int_bsr: ['fail arg1:src arg2:src dst', 'branch raises', 5, 25],
  int_bnot: ['fail arg:src dst', 'branch raises', 5, 25],

  // Comparisons and type tests: go on if true, to `fail` if not.
  is_lt: ['fail:lbl arg1:src arg2:src', 'branch', 5],
  is_ge: ['fail:lbl arg1:src arg2:src', 'branch', 5],
  is_eq: ['fail:lbl arg1:src arg2:src', 'branch', 5],
  is_ne: ['fail:lbl arg1:src arg2:src', 'branch', 5],
  is_eq_exact: ['fail:lbl arg1:src arg2:src', 'branch', 5],
  is_ne_exact: ['fail:lbl arg1:src arg2:src', 'branch', 5],
  is_integer: ['fail:lbl arg:src', 'branch', 5],
  is_float: ['fail:lbl arg:src', 'branch', 5],
  is_number: ['fail:lbl arg:src', 'branch', 5],
  is_atom: ['fail:lbl arg:src', 'branch', 5],
  is_pid: ['fail:lbl arg:src', 'branch', 5],
  is_reference: ['fail:lbl arg:src', 'branch', 5],
  is_port: ['fail:lbl arg:src', 'branch', 5],
  is_nil: ['fail:lbl arg:src', 'branch', 5],
  is_binary: ['fail:lbl arg:src', 'branch', 5],
  is_constant: ['fail:lbl arg:src', 'branch', 5, 25],
  is_list: ['fail:lbl arg:src', 'branch', 5],
  is_nonempty_list: ['fail:lbl arg:src', 'branch', 5],
  is_tuple: ['fail:lbl arg:src', 'branch', 5],
  test_arity: ['fail:lbl arg:src size:u', 'branch', 5],

  // Jumps.
  select_val: ['arg:src fail:lbl cases:[const lbl]', 'branch stops', 5],
  select_tuple_arity: ['arg:src fail:lbl cases:[u lbl]', 'branch stops', 5],
  jump: ['target:lbl', 'branch stops', 5],

  catch: ['tag:y handler:lbl', 'catch', 5],
  catch_end: ['tag:y', 'catch alloc', 5],

  // Moving and taking apart.
  move: ['src dst', '', 5],
  get_list: ['list:src head:dst tail:dst', '', 5],
  get_tuple_element: ['tuple:src index:u dst', '', 5],
  set_tuple_element: ['value:src tuple:reg index:u', '', 5],

  // Building.
  put_string: ['length:u string dst', 'alloc', 5, 25],
  put_list: ['head:src tail:src dst', 'alloc', 5],
  put_tuple: ['size:u dst', 'alloc', 5, 25],
  put: ['value:src', '', 5, 25],

  // Errors.
  badmatch: ['value:src', 'raises stops', 5],
  if_end: ['', 'raises stops', 5],
  case_end: ['value:src', 'raises stops', 5],

  call_fun: ['arity', 'call raises', 5],
  make_fun: ['any any any', 'alloc', 5, 25],
  is_function: ['fail:lbl arg:src', 'branch', 5],
  call_ext_only: ['arity target:import', 'tail stops', 5],

  // Bit syntax of R7, with one implicit match buffer.
  bs_start_match: ['any any', 'branch context', 7, 25],
  bs_get_integer: ['any any any any any', 'branch context', 7, 25],
  bs_get_float: ['any any any any any', 'branch context', 7, 25],
  bs_get_binary: ['any any any any any', 'branch context', 7, 25],
  bs_skip_bits: ['any any any any', 'branch context', 7, 25],
  bs_test_tail: ['any any', 'branch context', 7, 25],
  bs_save: ['any', 'context', 7, 25],
  bs_restore: ['any', 'context', 7, 25],
  bs_init: ['any any', 'context', 7, 25],
  bs_final: ['any any', 'context alloc', 7, 25],

  // Appending a segment to the binary that bs_init2 or one of its kind has started.
  bs_put_integer: ['fail size:src unit:u flags value:src', 'branch raises context', 7, 29],
  bs_put_binary: ['fail size:src unit:u flags value:src', 'branch raises context', 7, 29],
  bs_put_float: ['fail size:src unit:u flags value:src', 'branch raises context', 7, 29],
  bs_put_string: ['length:u string', 'context', 7, 29],
  bs_need_buf: ['any', 'context', 7, 25],

  // Floating point.
  fclearerror: ['', '', 8, 27],
  fcheckerror: ['fail', 'branch raises', 8, 27],
  fmove: ['src:fsrc dst:fdst', 'alloc', 8],
  fconv: ['src:fsrc dst:frdst', 'raises', 8],
  fadd: ['fail arg1:fr arg2:fr dst:frdst', 'branch raises', 8],
  fsub: ['fail arg1:fr arg2:fr dst:frdst', 'branch raises', 8],
  fmul: ['fail arg1:fr arg2:fr dst:frdst', 'branch raises', 8],
  fdiv: ['fail arg1:fr arg2:fr dst:frdst', 'branch raises', 8],
  fnegate: ['fail arg:fr dst:frdst', 'branch raises', 8],
  make_fun2: ['lambda', 'alloc', 8, 27],

  // try: the handler finds class, reason and raw stacktrace in x(0), x(1) and x(2).
  try: ['tag:y handler:lbl', 'catch', 10],
  try_end: ['tag:y', 'catch', 10],
  try_case: ['tag:y', 'catch', 10],
  try_case_end: ['value:src', 'raises stops', 10],
  raise: ['trace:src reason:src', 'raises stops', 10],

  bs_init2: ['fail size:usrc heap:alloc live flags dst', 'branch raises alloc context', 10, 29],
  bs_bits_to_bytes: ['any any any', 'branch', 10, 25],
  bs_add: ['fail arg1:src arg2:src unit:u dst', 'branch raises', 10, 29],
  apply: ['arity', 'call raises', 10],
  apply_last: ['arity deallocate:u', 'tail frame raises stops', 10],
  is_boolean: ['fail:lbl arg:src', 'branch', 10],
  is_function2: ['fail:lbl arg:src arity:src', 'branch', 10],

  // Matching of binaries through a match context.
  bs_start_match2: ['fail:lbl arg:src live slots:u dst', 'branch alloc', 11, 25],
  bs_get_integer2: [
    'fail:lbl context:reg live size:src unit:u flags dst',
    'branch alloc context',
    11,
  ],
  bs_get_float2: [
    'fail:lbl context:reg live size:src unit:u flags dst',
    'branch alloc context',
    11,
  ],
  bs_get_binary2: [
    'fail:lbl context:reg live size:src unit:u flags dst',
    'branch alloc context',
    11,
  ],
  bs_skip_bits2: ['fail:lbl context:reg size:src unit:u flags', 'branch context', 11],
  bs_test_tail2: ['fail:lbl context:reg bits:u', 'branch', 11],
  bs_save2: ['context:reg slot:usrc', 'context', 11, 25],
  bs_restore2: ['context:reg slot:usrc', 'context', 11, 25],

  // Built-in functions that may need the heap.
  gc_bif1: ['fail live bif:import arg:src dst', 'branch raises alloc', 11],
  gc_bif2: ['fail live bif:import arg1:src arg2:src dst', 'branch raises alloc', 11],
  bs_final2: ['any any', 'context', 11, 25],
  bs_bits_to_bytes2: ['any any', 'context', 11, 25],
  put_literal: ['any any', '', 11, 25],
  is_bitstr: ['fail:lbl arg:src', 'branch', 11],

  bs_context_to_binary: ['context:reg', 'context alloc', 12, 25],
  bs_test_unit: ['fail:lbl context:reg unit:u', 'branch', 12, 29],
  bs_match_string: ['fail:lbl context:reg bits:u string', 'branch context', 12],
  bs_init_writable: ['', 'alloc', 12],
  bs_append: [
    'fail extra:src heap:alloc live unit:u binary:src flags dst',
    'branch raises alloc context',
    12,
    29,
  ],
  bs_private_append: [
    'fail extra:src unit:u binary:src flags dst',
    'branch raises alloc context',
    12,
    29,
  ],
  trim: ['words:u remaining:u', 'frame', 12],
  bs_init_bits: ['fail size:usrc heap:alloc live flags dst', 'branch raises alloc context', 12, 29],

  bs_get_utf8: ['fail:lbl context:reg live flags dst', 'branch context', 12],
  bs_skip_utf8: ['fail:lbl context:reg live flags', 'branch context', 12],
  bs_get_utf16: ['fail:lbl context:reg live flags dst', 'branch context', 12],
  bs_skip_utf16: ['fail:lbl context:reg live flags', 'branch context', 12],
  bs_get_utf32: ['fail:lbl context:reg live flags dst', 'branch context', 12],
  bs_skip_utf32: ['fail:lbl context:reg live flags', 'branch context', 12],
  bs_utf8_size: ['fail value:src dst', 'branch', 12, 29],
  bs_put_utf8: ['fail flags value:src', 'branch raises context', 12, 29],
  bs_utf16_size: ['fail value:src dst', 'branch', 12, 29],
  bs_put_utf16: ['fail flags value:src', 'branch raises context', 12, 29],
  bs_put_utf32: ['fail flags value:src', 'branch raises context', 12, 29],

  on_load: ['', 'note', 13],
  recv_mark: ['label:lbl', 'mailbox', 14, 27],
  recv_set: ['label:lbl', 'mailbox', 14, 27],
  gc_bif3: ['fail live bif:import arg1:src arg2:src arg3:src dst', 'branch raises alloc', 14],
  line: ['line', 'note', 15],

  // Maps.
  put_map_assoc: ['fail map:src dst live pairs:[src src]', 'branch raises alloc', 17],
  put_map_exact: ['fail map:src dst live pairs:[src src]', 'branch raises alloc', 17],
  is_map: ['fail:lbl arg:src', 'branch', 17],
  has_map_fields: ['fail:lbl map:src keys:[src]', 'branch', 17],
  get_map_elements: ['fail:lbl map:src pairs:[src dst]', 'branch', 17],

  is_tagged_tuple: ['fail:lbl arg:src size:u name:atom', 'branch', 20],
  build_stacktrace: ['', 'alloc', 21],
  raw_raise: ['', 'raises', 21],
  get_hd: ['list:src head:dst', '', 21],
  get_tl: ['list:src tail:dst', '', 21],
  put_tuple2: ['dst elements:[src]', 'alloc', 22],
  bs_get_tail: ['context:reg dst live', 'alloc', 22],
  bs_start_match3: ['fail:lbl arg:src live dst', 'branch alloc', 22],
  bs_get_position: ['context:reg dst live', 'alloc', 22],
  bs_set_position: ['context:reg position:src', 'context', 22],
  swap: ['reg1:reg reg2:reg', '', 23],
  bs_start_match4: ['fail:startfail live arg:src dst', 'branch alloc', 23],
  make_fun3: ['lambda dst env:[src]', 'alloc', 24],
  init_yregs: ['slots:[y]', '', 24],

  // Receive markers: a receive skips the messages that came before the reference was made.
  recv_marker_bind: ['marker:reg reference:reg', 'mailbox', 24],
  recv_marker_clear: ['reference:reg', 'mailbox', 24],
  recv_marker_reserve: ['dst', 'mailbox', 24],
  recv_marker_use: ['reference:reg', 'mailbox', 24],

  // A segment is its type, its number, its unit, its flags (a literal list), its value and its
  // size.
  bs_create_bin: [
    'fail heap:alloc live unit:u dst segments:[atom u u const usrc src]',
    'branch raises alloc',
    25,
  ],
  call_fun2: ['tag:funtag arity fun:src', 'call raises', 25],
  nif_start: ['', 'note', 25],
  badrecord: ['value:src', 'raises stops', 25],
  update_record: ['hint:atom size:u src dst updates:[u src]', 'alloc', 26],
  bs_match: ['fail:lbl context:reg commands', 'branch alloc context', 26],
  executable_line: ['line index:u', 'note', 27],
  debug_line: ['kind:atom line index:u live', 'note', 28],

  // Native records.
  bif3: ['fail bif:import arg1:src arg2:src arg3:src dst', 'branch raises', 29],
  is_any_native_record: ['fail:lbl arg:src', 'branch', 29],
  is_native_record: ['fail:lbl arg:src module:atom name:atom', 'branch', 29],
  get_record_elements: ['fail:lbl record:src pairs:[atom dst]', 'branch', 29],
  put_record: ['fail id:const src dst live updates:[atom src]', 'raises alloc', 29],
  is_record_accessible: ['fail:lbl record:src scope:atom', 'branch', 29],
  get_record_field: ['fail record:src id:const field:atom dst', 'branch raises', 29],
};

/** All instructions, by number. There is none at 0. */
export const genops: readonly GenOp[] = table();

function table(): GenOp[] {
  const all: GenOp[] = new Array(MAX_OPCODE + 1);
  for (const name of Object.keys(OP) as OpName[]) {
    const [text, effects, since, retired] = rows[name];
    const operands = parseOperands(text);
    all[OP[name]] = {
      number: OP[name],
      name,
      arity: operands.length,
      operands,
      effects: effects === '' ? [] : (effects.split(' ') as Effect[]),
      since,
      retired,
    };
  }
  return all;
}

function parseOperands(text: string): Operand[] {
  return (text.match(/[^ [:]+(:\[[^\]]*\]|:\w+)?/g) ?? []).map((part) => {
    const [name, kind = name] = part.split(':');
    if (!kind.startsWith('[')) return { name, kind: kind as Kind, group: [] };
    return { name, kind: 'list', group: kind.slice(1, -1).split(' ') as Kind[] };
  });
}
