-module(list_improper).
-export([main/0]).

main() ->
    L = [1, 2 | 3],
    io:format("~p ~w~n", [L, L]),
    [A | [B | C]] = L,
    io:format("~p ~p ~p~n", [A, B, C]),
    io:format("~p~n", [is_list(L)]),
    io:format("~p~n", [[a | b] < [a, b]]),
    io:format("~p~n", [[1, 2] ++ x]),
    io:format("~p~n", [lists:sort([[a | b], [a], [a, b], [], [a | []]])]),
    Tests = [fun() -> length(L) end, fun() -> lists:map(fun(X) -> X end, L) end, fun() -> lists:sum(L) end, fun() -> lists:flatten(L) end, fun() -> list_to_binary(L) end, fun() -> list_to_tuple(L) end, fun() -> L ++ [4] end],
    [io:format("~p~n", [try F() catch E:R -> {E, R} end]) || F <- Tests],
    io:format("~p~n", [iolist_to_binary([1, 2 | <<3>>])]).
