-module(atom_errors).
-export([main/0]).

main() ->
    Tests = [
        fun() -> list_to_existing_atom("no_such_atom_" ++ "anywhere_1") end,
        fun() -> binary_to_existing_atom(<<"no_such_atom_", "anywhere_2">>) end,
        fun() -> list_to_existing_atom("main") end,
        fun() -> binary_to_existing_atom(<<"ok">>, utf8) end,
        fun() -> length(atom_to_list(list_to_atom(lists:duplicate(255, $a)))) end,
        fun() -> list_to_atom(lists:duplicate(256, $a)) end,
        fun() -> length(atom_to_list(list_to_atom(lists:duplicate(255, $å)))) end,
        fun() -> binary_to_atom(binary:copy(<<"a">>, 256)) end,
        fun() -> list_to_atom([1114112]) end,
        fun() -> list_to_atom([a]) end,
        fun() -> list_to_atom(x) end,
        fun() -> binary_to_atom(<<255>>) end,
        fun() -> binary_to_atom(<<"a">>, nonsense) end,
        fun() -> atom_to_list(1) end,
        fun() -> atom_to_binary("a") end
    ],
    [io:format("~p~n", [try F() catch C:R -> {C, R} end]) || F <- Tests].
