-module(ets_bags).
-export([main/0]).

main() ->
    B = ets:new(b, [bag]),
    D = ets:new(d, [duplicate_bag]),
    [ets:insert(T, [{k, 1}, {k, 2}, {k, 1}, {j, 1}, {k, 3, x}]) || T <- [B, D]],
    io:format("~p~n~p~n", [ets:lookup(B, k), ets:lookup(D, k)]),
    io:format("~p~n", [[ets:info(T, size) || T <- [B, D]]]),
    io:format("~p~n", [[ets:lookup_element(T, k, 2) || T <- [B, D]]]),
    [ets:delete_object(T, {k, 1}) || T <- [B, D]],
    io:format("~p~n~p~n", [ets:lookup(B, k), ets:lookup(D, k)]),
    io:format("~p~n", [[ets:insert_new(T, {k, 9}) || T <- [B, D]]]),
    io:format("~p~n", [[ets:member(T, j) || T <- [B, D]]]),
    io:format("~p~n", [[ets:take(T, k) || T <- [B, D]]]),
    io:format("~p~n", [[ets:tab2list(T) || T <- [B, D]]]),
    ets:insert(B, [{x, N} || N <- lists:seq(1, 100)]),
    io:format("~p~n", [length(ets:lookup(B, x))]),
    io:format("~p~n", [ets:match(B, {x, '$1'}) =:= [[N] || N <- lists:seq(1, 100)]]),
    io:format("~p~n", [try ets:update_counter(B, x, 1) catch C:R -> {C, R} end]),
    io:format("~p~n", [try ets:update_element(D, x, {2, 1}) catch C1:R1 -> {C1, R1} end]).
