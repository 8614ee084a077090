-module(ets_many_objects).
-export([main/0]).

main() ->
    S = ets:new(s, [set]),
    O = ets:new(o, [ordered_set]),
    [begin ets:insert(S, {N, N * 2}), ets:insert(O, {(N * 7919) rem 50021, N}) end || N <- lists:seq(1, 50000)],
    io:format("~p ~p~n", [ets:info(S, size), ets:info(O, size)]),
    io:format("~p~n", [lists:sum([ets:lookup_element(S, N, 2) || N <- lists:seq(1, 50000, 7)])]),
    io:format("~p~n", [ets:foldl(fun({_, V}, A) -> A + V end, 0, S)]),
    io:format("~p~n", [[K || {K, _} <- element(1, ets:select(O, [{'_', [], ['$_']}], 10))]]),
    [ets:delete(S, N) || N <- lists:seq(1, 50000, 2)],
    io:format("~p~n", [ets:info(S, size)]),
    io:format("~p~n", [ets:select_count(O, [{{'$1', '$2'}, [{'>', '$1', '$2'}], [true]}])]).
