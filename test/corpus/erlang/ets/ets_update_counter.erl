-module(ets_update_counter).
-export([main/0]).

main() ->
    T = ets:new(t, [set]),
    ets:insert(T, {c, 0, 10, x}),
    io:format("~p~n", [ets:update_counter(T, c, 1)]),
    io:format("~p~n", [ets:update_counter(T, c, {3, -4})]),
    io:format("~p~n", [ets:update_counter(T, c, [{2, 5}, {3, 1}])]),
    io:format("~p~n", [ets:update_counter(T, c, {2, 10, 12, 0})]),
    io:format("~p~n", [ets:update_counter(T, c, {3, -100, 0, 99})]),
    io:format("~p~n", [ets:update_counter(T, new, 3, {new, 100})]),
    io:format("~p~n", [ets:update_counter(T, c, [])]),
    io:format("~p~n", [ets:update_counter(T, c, {2, 1 bsl 70})]),
    io:format("~p~n", [lists:sort(ets:tab2list(T))]),
    [io:format("~p~n", [try ets:update_counter(T, K, Op) catch C:R -> {C, R} end]) || {K, Op} <- [{none, 1}, {c, {4, 1}}, {c, {1, 1}}, {c, {9, 1}}, {c, a}, {c, {2, 1.5}}]],
    io:format("~p~n", [ets:update_element(T, c, [{2, a}, {4, z}])]),
    io:format("~p~n", [ets:lookup(T, c)]),
    [ets:update_counter(T, N rem 10, 1, {N rem 10, 0}) || N <- lists:seq(1, 1000)],
    io:format("~p~n", [[ets:lookup_element(T, N, 2) || N <- lists:seq(0, 9)]]).
