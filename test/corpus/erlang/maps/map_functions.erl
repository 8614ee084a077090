-module(map_functions).
-export([main/0]).

main() ->
    M = maps:from_list([{N, N * N} || N <- lists:seq(1, 8)]),
    show(filter, maps:filter(fun(K, V) -> (K + V) rem 4 =:= 0 end, M)),
    show(filtermap, maps:filtermap(fun(K, V) when K > 5 -> {true, {V}}; (K, _) -> K < 2 end, M)),
    show(fold, maps:fold(fun(K, V, Acc) -> [{K, V} | Acc] end, [], M)),
    show(map, maps:map(fun(K, V) -> K + V end, M)),
    show(merge_with, maps:merge_with(fun(K, A, B) -> {K, A, B} end, M, #{2 => x, 20 => y})),
    show(intersect, maps:intersect(M, #{1 => a, 3 => c, 99 => z})),
    show(intersect_with, maps:intersect_with(fun(_, A, B) -> A + B end, M, #{1 => 100, 2 => 200})),
    show(update_with, maps:update_with(3, fun(V) -> V + 1 end, M)),
    show(update_with4, maps:update_with(30, fun(V) -> V + 1 end, init, M)),
    show(with, maps:with([1, 2, 50], M)),
    show(without, maps:without([1, 2, 50], M)),
    show(groups, maps:groups_from_list(fun(X) -> X rem 3 end, lists:seq(1, 10))),
    show(groups3, maps:groups_from_list(fun(X) -> X rem 2 end, fun(X) -> -X end, [1, 2, 3])),
    maps:foreach(fun(K, V) -> io:format("~p=~p ", [K, V]) end, M),
    io:nl(),
    show(iterate, drain(maps:next(maps:iterator(M)))),
    show(error, try maps:update_with(nokey, fun(V) -> V end, M) catch C:R -> {C, R} end),
    show(badfun, try maps:map(fun(_) -> ok end, not_a_map) catch C1:R1 -> {C1, R1} end).

drain(none) -> [];
drain({K, V, I}) -> [{K, V} | drain(maps:next(I))].

show(Name, Value) -> io:format("~p: ~p~n", [Name, Value]).
