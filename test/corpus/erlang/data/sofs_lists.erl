-module(sofs_lists).
-export([main/0]).

main() ->
    A = sofs:relation([{1, a}, {2, b}, {3, a}]),
    io:format("~p~n", [sofs:to_external(sofs:converse(A))]),
    io:format("~p~n", [sofs:to_external(sofs:domain(A))]),
    io:format("~p~n", [sofs:to_external(sofs:range(A))]),
    io:format("~p~n", [sofs:to_external(sofs:image(A, sofs:set([1, 3])))]),
    io:format("~p~n", [sofs:to_external(sofs:composite(sofs:relation([{1, 2}]), sofs:relation([{2, 3}])))]),
    io:format("~p~n", [sofs:to_external(sofs:union(sofs:set([1, 2]), sofs:set([2, 3])))]).
