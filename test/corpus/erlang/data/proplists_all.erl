-module(proplists_all).
-export([main/0]).

main() ->
    P = [{a, 1}, b, {c, [x]}, {a, 2}, {d, false}, {c, [y]}, "noise", no_value],
    io:format("~p~n", [[proplists:get_value(K, P) || K <- [a, b, c, z]]]),
    io:format("~p~n", [proplists:get_value(z, P, default)]),
    io:format("~p~n", [proplists:get_all_values(a, P)]),
    io:format("~p~n", [[proplists:get_bool(K, P) || K <- [b, d, z]]]),
    io:format("~p~n", [proplists:append_values(c, P)]),
    io:format("~p~n", [proplists:lookup(a, P)]),
    io:format("~p~n", [proplists:lookup_all(a, P)]),
    io:format("~p~n", [proplists:is_defined(b, P)]),
    io:format("~p~n", [proplists:delete(a, P)]),
    io:format("~p~n", [lists:sort(proplists:get_keys(P))]),
    io:format("~p~n", [proplists:compact([{x, true}, {y, 1}])]),
    io:format("~p~n", [proplists:unfold([x, {y, 1}])]),
    io:format("~p~n", [proplists:normalize([{old, 1}, no_x], [{aliases, [{old, new}]}, {negations, [{no_x, x}]}])]),
    io:format("~p~n", [proplists:split([{a, 1}, {b, 2}, {a, 3}], [a])]),
    io:format("~p~n", [proplists:substitute_aliases([{colour, color}], [{colour, red}])]).
