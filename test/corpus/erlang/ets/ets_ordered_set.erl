-module(ets_ordered_set).
-export([main/0]).

main() ->
    T = ets:new(t, [ordered_set]),
    ets:insert(T, [{K, K * 10} || K <- [5, 1, 9, 3, 7]]),
    io:format("~p~n", [ets:tab2list(T)]),
    io:format("~p ~p~n", [ets:first(T), ets:last(T)]),
    io:format("~p ~p ~p~n", [ets:next(T, 3), ets:next(T, 4), ets:next(T, 9)]),
    io:format("~p ~p ~p~n", [ets:prev(T, 3), ets:prev(T, 4), ets:prev(T, 1)]),
    io:format("~p~n", [ets:lookup(T, 5.0)]),
    ets:insert(T, {5.0, replaced}),
    io:format("~p~n", [ets:tab2list(T)]),
    ets:insert(T, [{a, 1}, {"s", 2}, {{t}, 3}, {<<>>, 4}, {[], 5}, {2.5, 6}, {#{}, 7}]),
    io:format("~p~n", [[K || {K, _} <- ets:tab2list(T)]]),
    io:format("~p~n", [ets:select(T, [{{'$1', '_'}, [{'<', '$1', 5}], ['$1']}])]),
    io:format("~p~n", [ets:select_reverse(T, [{{'$1', '_'}, [], ['$1']}])]),
    io:format("~p~n", [ets:foldl(fun({K, _}, A) -> [K | A] end, [], T)]),
    io:format("~p~n", [ets:foldr(fun({K, _}, A) -> [K | A] end, [], T)]),
    io:format("~p~n", [ets:slot(T, 0)]),
    E = ets:new(e, [ordered_set]),
    io:format("~p ~p~n", [ets:first(E), ets:last(E)]),
    [ets:insert(E, {(N * 7919) rem 1000, N}) || N <- lists:seq(1, 1000)],
    io:format("~p~n", [[K || {K, _} <- ets:tab2list(E)] =:= lists:seq(0, 999)]),
    [ets:delete(E, K) || K <- lists:seq(0, 999, 2)],
    io:format("~p ~p ~p~n", [ets:info(E, size), ets:first(E), ets:next(E, 500)]),
    io:format("~p~n", [ets:insert(E, {1.0, y})]),
    io:format("~p~n", [ets:lookup(E, 1)]).
