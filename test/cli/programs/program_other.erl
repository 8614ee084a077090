-module(program_other).
-export([name/0]).

name() ->
    other.
