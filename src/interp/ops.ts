// The interpreter's own instructions: what code/translate.ts makes of generic ones, and what wasm/run.wasm.ts executes.
//
// An instruction is its number followed by its operands, one i32 word each. An operand that names a term is a *source* word:
// the low two bits say where it is (see OPERAND), the rest is an index or a small integer. A destination is a source word
// that names a register. Labels are indices into the code area. In the comments: s source, d destination, l label, n number.

/** Compiled functions of more arguments have a thunk that takes them from the X registers; see ENTER_THUNK. */
export const MAX_ENTERED = 8;

/** Where a source word's term is. */
export const OPERAND = {
  /** X register. */
  X: 0,
  /** Y register. */
  Y: 1,
  /** Entry of the code area's literals. */
  LITERAL: 2,
  /** A small integer, in the word itself. */
  SMALL: 3,
} as const;

export const I = {
  // Control
  /** n: the function (literal: a FunctionInfo list [M,F|A]) whose clauses all failed */
  FUNC_INFO: 0,
  JUMP: 1, // l
  CALL: 2, // return-literal, l
  CALL_ONLY: 3, // l
  CALL_LAST: 4, // n frame, l
  CALL_EXT: 5, // return-literal, export-literal
  CALL_EXT_ONLY: 6, // export-literal
  CALL_EXT_LAST: 7, // n frame, export-literal
  /** The last word records what was called: see CALLED. */
  CALL_FUN: 8, // return-literal, n arity, s fun, n called
  CALL_FUN_LAST: 9, // n frame, n arity, s fun, n called
  APPLY: 10, // return-literal, n arity
  APPLY_LAST: 11, // n frame, n arity
  RETURN: 12,
  ALLOCATE: 13, // n
  DEALLOCATE: 14, // n
  /** deallocate n; return */
  DEALLOCATE_RETURN: 15,
  TRIM: 16, // n
  /** The body of an exported function that is a built-in: calls it and returns. */
  BIF_BODY: 17, // n bif, n arity
  /** The body of an export that has no code: loads its module or asks error_handler. */
  UNDEFINED: 18, // export-literal
  /** The entry of a function that is not translated yet. */
  LAZY: 19, // n function
  /** The end of a process whose initial call returned. */
  NORMAL_EXIT: 20,
  /** Leaves with the exception that is in the machine. */
  FAILED: 22,
  /** The label of a receive that goes on in compiled code. */
  RESUME: 72, // n native
  /** The entry of a function that is compiled, for X registers as its arguments; the word three before it says which. */
  ENTER: 23,
  /** The same where the compiled code takes its arguments from the X registers itself. */
  ENTER_THUNK: 73,
  CALL_BIF: 21, // n bif, n arity: arguments and result in x
  /** A native of Wasm that is called as an external function. */
  CALL_NATIVE: 24, // n native, n bif, n arity

  // Moves and construction
  MOVE: 25, // s, d
  SWAP: 26, // d, d
  INIT_YREGS: 27, // n, d…
  GET_LIST: 28, // s, d, d
  GET_HD: 29, // s, d
  GET_TL: 30, // s, d
  PUT_LIST: 31, // s, s, d
  GET_TUPLE_ELEMENT: 32, // s, n, d
  SET_TUPLE_ELEMENT: 33, // s new, s tuple, n
  PUT_TUPLE: 34, // d, n, s…
  UPDATE_RECORD: 35, // s, d, n, (n, s)…
  MAKE_FUN: 36, // entry-literal, d, n, s…
  MOVE2: 37, // s, d, s, d
  SELF: 38, // d
  /** Stands first where the word of the first instruction must stay; see translate.ts. */
  NOP: 39,

  // Tests: l is where to go if it fails
  IS_INTEGER: 40, // l, s
  IS_FLOAT: 41,
  IS_NUMBER: 42,
  IS_ATOM: 43,
  IS_PID: 44,
  IS_REFERENCE: 45,
  IS_PORT: 46,
  IS_NIL: 47,
  IS_BINARY: 48,
  IS_LIST: 49,
  IS_NONEMPTY_LIST: 50,
  IS_TUPLE: 51,
  TEST_ARITY: 52, // l, s, n
  IS_BOOLEAN: 53,
  IS_FUNCTION: 54,
  IS_FUNCTION2: 55, // l, s, s arity
  IS_BITSTR: 56,
  IS_MAP: 57,
  IS_TAGGED_TUPLE: 58, // l, s, n arity, s tag
  IS_LT: 59, // l, s, s
  IS_GE: 60,
  IS_EQ: 61,
  IS_NE: 62,
  IS_EQ_EXACT: 63,
  IS_NE_EXACT: 64,
  /** Against an atom, nil or a small integer: identity. */
  IS_SAME: 65, // l, s, s
  IS_NOT_SAME: 66,
  SELECT_LINEAR: 67, // s, l fail, n, (s, l)…
  SELECT_TABLE: 68, // s, l fail, n min, n count, l…
  /** Keys are small integers (kind 0) or atoms by index (kind 1), ascending. */
  SELECT_SORTED: 69, // s, l fail, n, n kind, (n, l)…
  SELECT_ARITY: 70, // s, l fail, n, (n, l)…
  SELECT_GENERIC: 71, // s, l fail, n, (s, l)…

  // Arithmetic and guard BIFs: l is 0 in a body, where failing raises
  ADD: 80, // l, s, s, d
  SUB: 81,
  MUL: 82,
  DIVIDE: 83,
  DIV: 84,
  REM: 85,
  BAND: 86,
  BOR: 87,
  BXOR: 88,
  BSL: 89,
  BSR: 90,
  BNOT: 91, // l, s, d
  NEG: 92, // l, s, d
  BIF0: 93, // n bif, d
  BIF1: 94, // l, n bif, s, d
  BIF2: 95, // l, n bif, s, s, d
  BIF3: 96, // l, n bif, s, s, s, d
  NATIVE1: 97, // l, n native, n bif, s, d
  NATIVE2: 98, // l, n native, n bif, s, s, d
  NATIVE3: 99, // l, n native, n bif, s, s, s, d

  // Floats
  FMOVE_IN: 100, // s, n fr
  FMOVE_OUT: 101, // n fr, d
  FCONV: 102, // s, n fr
  FADD: 103, // n, n, n
  FSUB: 104,
  FMUL: 105,
  FDIV: 106,
  FNEGATE: 107, // n, n

  // Exceptions
  TRY: 110, // d y, l
  TRY_END: 111, // d y
  TRY_CASE: 112, // d y
  TRY_CASE_END: 113, // s
  CATCH_END: 114, // d y
  RAISE: 115, // s trace, s value
  RAW_RAISE: 116,
  BUILD_STACKTRACE: 117,
  BADMATCH: 118, // s
  CASE_END: 119, // s
  IF_END: 120,
  BADRECORD: 121, // s

  // Messages
  SEND: 130,
  LOOP_REC: 131, // l, d
  LOOP_REC_END: 132, // l
  REMOVE_MESSAGE: 133,
  WAIT: 134, // l
  WAIT_TIMEOUT: 135, // l, s
  TIMEOUT: 136,
  RECV_MARKER_RESERVE: 137, // d
  RECV_MARKER_BIND: 138, // s, s
  RECV_MARKER_CLEAR: 139, // s
  RECV_MARKER_USE: 140, // s

  // Maps
  PUT_MAP: 150, // l, n exact, s, d, n, (s, s)…
  HAS_MAP_FIELDS: 151, // l, s, n, s…
  GET_MAP_ELEMENTS: 152, // l, s, n, (s, d)…

  // Bit syntax
  BS_START_MATCH: 160, // l, s, d
  BS_GET_TAIL: 161, // s, d
  BS_GET_POSITION: 162, // s, d
  BS_SET_POSITION: 163, // s, s
  BS_TEST_TAIL: 164, // l, s, n
  BS_TEST_UNIT: 165, // l, s, n
  BS_MATCH_STRING: 166, // l, s, n bits, s binary
  BS_SKIP: 167, // l, s ctx, s size, n unit
  BS_GET_INTEGER: 168, // l, s ctx, s size, n unit, n flags, d
  BS_GET_FLOAT: 169, // the same
  BS_GET_BINARY: 170, // the same; size `all` is the atom
  BS_GET_UTF: 171, // l, s ctx, n kind, n flags, d
  BS_SKIP_UTF: 172, // l, s ctx, n kind, n flags
  BS_MATCH: 173, // l, s ctx, n words, commands…
  /** The number of a segment, for error messages, lies above the low byte of its type. */
  BS_CREATE_BIN: 174, // l, d, n segments, (n type, n unit, n flags, s value, s size)…
  BS_UTF_SIZE: 175, // n kind, s, d (bytes)
  /** Starts a binary of size times unit bits, which BS_PUT fills. */
  BS_INIT: 176, // l, s size, n unit, d
  /** The same behind a binary, whose size must be a multiple of unit. */
  BS_APPEND: 177, // l, s size in bits, n unit, s binary, d
  /** x0: how many bytes to expect, or anything else; becomes an empty binary with room. */
  BS_INIT_WRITABLE: 178,
  BS_PUT: 179, // l, n type, s size, n unit, n flags, s value
  BS_ADD: 180, // l, s, s, n unit, d

  // Native records (OTP 29)
  IS_ANY_NATIVE_RECORD: 190, // l, s
  IS_NATIVE_RECORD: 191, // l, s, s module, s name
  GET_RECORD_ELEMENTS: 192, // l, s, n, (s, d)…
  /** `id` is a definition (literal) of the module's own, `{Module, Name}`, or '_' for any; `own` the module or nil. */
  NEW_NATIVE_RECORD: 193, // l, s id, d, n, (s field, s value)…
  UPDATE_NATIVE_RECORD: 194, // l, s id, s record, d, s own, n, (s field, s value)…
  IS_RECORD_ACCESSIBLE: 195, // l, s, s own
  GET_RECORD_FIELD: 196, // l, s, s id, s field, d, s own
} as const;

/** What an instruction that calls a fun has recorded, where that is not the address of the one body that it has ever called. */
export const CALLED = {
  NOTHING: 0,
  SEVERAL: -1,
} as const;

/** What `run` answers: why the process left the loop. */
export const STATUS = {
  /** Its reductions are spent. */
  YIELD: 0,
  /** It waits for a message. */
  WAIT: 1,
  /** Its initial function returned. */
  EXIT: 2,
  /** An exception that nothing catches; the machine's exception fields say which. */
  FAIL: 3,
  /** A built-in left something to do to the scheduler: see Process.pending. */
  SUSPENDED: 4,
  /** It waits, and a timer is to be started. */
  WAIT_TIMED: 5,
} as const;

/** How a receive goes on that has seen all messages. */
export const WAITING = {
  /** Its time is over. */
  NOW: 0,
  WITH_TIMER: 1,
  BAD_TIMEOUT: 2,
  FOREVER: 3,
} as const;

/** What a built-in that returned null wants, left in the machine by JavaScript. */
export const REQUEST = {
  /** The exception in the machine's fields is to be raised. */
  EXCEPTION: 0,
  /** Go on at the machine's pc with arguments in x, as a tail call of the built-in's caller would. */
  CALL: 1,
  /** Anything else: the process leaves the loop. */
  LEAVE: 2,
  /** The process leaves the loop and calls the built-in again when it comes back. */
  RETRY: 3,
  /** Compiled code stops: the interpreter goes on at the machine's pc. */
  RESUME: 4,
} as const;

/** What an instruction raises, for the host's table of reasons (interp/raise.ts). */
export const REASON = {
  BADARITH: 0,
  BADARG: 1,
  BADMATCH: 2,
  CASE_CLAUSE: 3,
  IF_CLAUSE: 4,
  TRY_CLAUSE: 5,
  BADMAP: 6,
  BADKEY: 7,
  BADFUN: 8,
  BADARITY: 9,
  BADRECORD: 10,
  FUNCTION_CLAUSE: 11,
  SYSTEM_LIMIT: 12,
  TIMEOUT_VALUE: 13,
  BADFIELD: 14,
  NOVALUE: 15,
} as const;

/** Natives: functions of the runtime module that the loop calls itself, by number. A null result sends the call to its BIF. */
export const NATIVE = {
  'erlang:hd/1': 0,
  'erlang:tl/1': 1,
  'erlang:length/1': 2,
  'erlang:tuple_size/1': 3,
  'erlang:byte_size/1': 4,
  'erlang:bit_size/1': 5,
  'erlang:map_size/1': 6,
  'erlang:element/2': 7,
  'erlang:map_get/2': 8,
  'erlang:is_map_key/2': 9,
  'erlang:setelement/3': 10,
  'erlang:++/2': 11,
  'erlang:=:=/2': 12,
  'erlang:=/=/2': 13,
  'erlang:==/2': 14,
  'erlang:/=/2': 15,
  'erlang:</2': 16,
  'erlang:>/2': 17,
  'erlang:=</2': 18,
  'erlang:>=/2': 19,
  'erlang:not/1': 20,
  'erlang:and/2': 21,
  'erlang:or/2': 22,
  'erlang:xor/2': 23,
  'lists:reverse/2': 24,
  'lists:member/2': 25,
  'lists:keyfind/3': 26,
  'maps:get/2': 27,
  'maps:put/3': 28,
  'maps:is_key/2': 29,
  'maps:find/2': 30,
  'maps:remove/2': 31,
  'erlang:size/1': 32,
  'erlang:is_list/1': 33,
  'erlang:is_atom/1': 34,
  'erlang:is_integer/1': 35,
  'erlang:is_tuple/1': 36,
  'erlang:is_binary/1': 37,
  'erlang:is_map/1': 38,
  'erlang:is_float/1': 39,
  'erlang:is_number/1': 40,
  'erlang:is_pid/1': 41,
  'erlang:is_bitstring/1': 42,
  'erlang:--/2': 44,
  'erlang:list_to_tuple/1': 45,
  'erlang:tuple_to_list/1': 46,
  'erlang:min/2': 47,
  'erlang:max/2': 48,
  'maps:from_list/1': 49,
  'maps:keys/1': 50,
  'maps:values/1': 51,
  'maps:merge/2': 52,
  'erlang:phash2/1': 53,
  'erlang:integer_to_list/1': 54,
  'erlang:integer_to_binary/1': 55,
  'erlang:iolist_to_binary/1': 56,
  'erlang:list_to_binary/1': 57,
  'erlang:iolist_size/1': 58,
  'erlang:binary_to_list/1': 59,
  'binary:part/3': 60,
  'binary:part/2': 61,
  'erlang:binary_part/3': 62,
  'erlang:binary_part/2': 63,
  'erlang:binary_to_integer/1': 64,
  'erlang:binary_to_integer/2': 65,
  'erlang:binary_to_float/1': 66,
  'erlang:integer_to_binary/2': 67,
  'erlang:split_binary/2': 68,
  'binary:at/2': 69,
  'binary:copy/1': 70,
  'binary:copy/2': 71,
  'erlang:atom_to_binary/2': 72,
  'erlang:atom_to_list/1': 73,
  'erlang:integer_to_list/2': 74,
  'erlang:float_to_binary/2': 75,
  'binary:split/2': 76,
  'binary:split/3': 77,
  'binary:match/2': 78,
  'math:sqrt/1': 79,
  'erlang:abs/1': 80,
  'erlang:float/1': 81,
  'erlang:trunc/1': 82,
  'erlang:floor/1': 83,
  'erlang:ceil/1': 84,
  'erlang:round/1': 85,
  'unicode:characters_to_binary/2': 86,
  'unicode:characters_to_list/2': 87,
} as const;

/** Built-ins with a native that takes the machine; null sends the call to the built-in, which may do anything that built-ins may. */
export const PROCESS_NATIVE = {
  'erlang:make_ref/0': 1,
  'erlang:send/2': 2,
  'erlang:send/3': 3,
  'erlang:monitor/2': 4,
  'erlang:monitor/3': 5,
  'erlang:demonitor/1': 6,
  'erlang:demonitor/2': 7,
  'erlang:whereis/1': 8,
  'ets:lookup/2': 9,
  'ets:member/2': 10,
  'ets:lookup_element/3': 11,
  'ets:lookup_element/4': 12,
  'ets:insert/2': 13,
  'ets:insert_new/2': 14,
  'ets:delete/2': 15,
  'ets:take/2': 16,
  'ets:update_counter/3': 17,
  'ets:update_counter/4': 18,
  'ets:update_element/3': 19,
  'ets:first/1': 20,
  'ets:last/1': 21,
  'ets:next/2': 22,
  'ets:prev/2': 23,
  'erlang:node/0': 24,
  'erlang:node/1': 25,
  'erlang:put/2': 26,
  'erlang:get/1': 27,
  'erlang:erase/1': 28,
  'persistent_term:get/1': 29,
  'persistent_term:get/2': 30,
  'erlang:make_fun/3': 31,
  'erlang:function_exported/3': 32,
  /** Raises, instead of answering: see callBif. */
  'erlang:raise/3': 33,
} as const;
