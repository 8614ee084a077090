-module(map_merge_large).
-export([main/0]).

main() ->
    A = maps:from_list([{N, a} || N <- lists:seq(1, 100)]),
    B = maps:from_list([{N, b} || N <- lists:seq(50, 150)]),
    M = maps:merge(A, B),
    io:format("~p ~p~n", [maps:size(M), [maps:get(N, M) || N <- [49, 50, 100, 150]]]),
    io:format("~w~n", [maps:keys(M)]),
    io:format("~p~n", [maps:size(maps:intersect(A, B))]),
    io:format("~p~n", [maps:merge(#{}, A) =:= A]),
    io:format("~p~n", [maps:merge(A, #{}) =:= A]),
    Small = #{1 => s, 1000 => t},
    io:format("~p~n", [{maps:get(1, maps:merge(A, Small)), maps:get(1, maps:merge(Small, A)), maps:size(maps:merge(Small, A))}]),
    With = maps:with(lists:seq(10, 60), A),
    io:format("~p ~w~n", [maps:size(With), maps:keys(With)]),
    io:format("~p~n", [maps:keys(maps:without(lists:seq(5, 99), A))]).
