// Built-ins that become instructions of the intermediate representation, by name.

/** Built-ins that raise an exception of a class. */
export const RAISES: Readonly<Record<string, string | undefined>> = {
  'erlang:throw/1': 'throw',
  'erlang:exit/1': 'exit',
  'erlang:error/1': 'error',
};

export const ARITHMETIC: Readonly<Record<string, string | undefined>> = {
  'erlang:+/2': 'ADD',
  'erlang:-/2': 'SUB',
  'erlang:*/2': 'MUL',
  'erlang://2': 'DIVIDE',
  'erlang:div/2': 'DIV',
  'erlang:rem/2': 'REM',
  'erlang:band/2': 'BAND',
  'erlang:bor/2': 'BOR',
  'erlang:bxor/2': 'BXOR',
  'erlang:bsl/2': 'BSL',
  'erlang:bsr/2': 'BSR',
  'erlang:bnot/1': 'BNOT',
  'erlang:-/1': 'NEG',
};
