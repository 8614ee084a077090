-module(map_ten_thousand).
-export([main/0]).

main() ->
    N = 10000,
    M = lists:foldl(fun(K, Acc) -> Acc#{K => K * K} end, #{}, lists:seq(1, N)),
    io:format("~p~n", [maps:size(M)]),
    io:format("~p~n", [lists:sum([maps:get(K, M) || K <- lists:seq(1, N)])]),
    M2 = maps:map(fun(_, V) -> V + 1 end, M),
    io:format("~p~n", [maps:fold(fun(_, V, S) -> S + V end, 0, M2)]),
    M3 = maps:filter(fun(K, _) -> K rem 7 =:= 0 end, M2),
    io:format("~p~n", [maps:size(M3)]),
    io:format("~w~n", [lists:sublist(maps:keys(M3), 30)]),
    M4 = lists:foldl(fun(K, Acc) -> maps:remove(K, Acc) end, M, lists:seq(1, N, 2)),
    io:format("~p ~p~n", [maps:size(M4), maps:is_key(1, M4)]),
    io:format("~p~n", [maps:size(maps:merge(M3, M4))]),
    io:format("~p ~p~n", [erlang:phash2(M4), erlang:phash2(maps:to_list(M4))]),
    Words = lists:foldl(fun(K, Acc) -> maps:update_with(K rem 17, fun(C) -> C + 1 end, 1, Acc) end, #{}, lists:seq(1, N)),
    io:format("~p~n", [Words]).
