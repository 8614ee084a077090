%% Deleting and inserting during a traversal of a fixed table loses nothing.
-module(ets_traversal_fixed).
-export([main/0]).

main() ->
    T = ets:new(t, [set, public]),
    ets:insert(T, [{N, N} || N <- lists:seq(1, 500)]),
    ets:safe_fixtable(T, true),
    Seen = walk(T, ets:first(T), []),
    ets:safe_fixtable(T, false),
    io:format("~p~n", [lists:sort(Seen) =:= lists:seq(1, 500)]),
    io:format("~p~n", [ets:info(T, size)]),
    io:format("~p~n", [ets:first(T)]),
    ets:insert(T, [{N, x} || N <- lists:seq(1, 10)]),
    io:format("~p~n", [lists:sort(ets:foldl(fun({K, _}, A) -> ets:delete(T, K), [K | A] end, [], T))]),
    io:format("~p~n", [ets:info(T, size)]),
    io:format("~p~n", [ets:info(T, fixed)]),
    O = ets:new(o, [ordered_set]),
    ets:insert(O, [{N} || N <- lists:seq(1, 20)]),
    io:format("~p~n", [odd_walk(O, ets:first(O))]),
    io:format("~p~n", [ets:next(O, 2)]),
    io:format("~p~n", [try ets:next(T, not_a_key) catch C:R -> {C, R} end]).

walk(_, '$end_of_table', Acc) -> Acc;
walk(T, K, Acc) ->
    ets:delete(T, K),
    walk(T, ets:next(T, K), [K | Acc]).

odd_walk(_, '$end_of_table') -> [];
odd_walk(T, K) ->
    Next = ets:next(T, K),
    ets:delete(T, K),
    [K | case Next of '$end_of_table' -> []; _ -> odd_walk(T, ets:next(T, Next)) end].
