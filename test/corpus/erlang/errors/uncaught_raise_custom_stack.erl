%% corpus: exit=1
-module(uncaught_raise_custom_stack).
-export([main/0]).

main() ->
    erlang:raise(error, wrapped, [{some_mod, some_fun, [1, two], []}, {other_mod, other, 3, [{file, "other.erl"}, {line, 12}]}]).
