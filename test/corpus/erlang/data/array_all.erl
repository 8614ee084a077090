-module(array_all).
-export([main/0]).

main() ->
    A0 = array:new(),
    A1 = array:set(10, ten, array:set(0, zero, A0)),
    io:format("~p ~p ~p~n", [array:size(A1), array:get(10, A1), array:get(5, A1)]),
    A2 = array:from_list(lists:seq(1, 50)),
    io:format("~p~n", [array:foldl(fun(_, V, S) -> V + S end, 0, A2)]),
    io:format("~p~n", [array:to_list(array:map(fun(I, V) -> I * V end, A2))]),
    io:format("~p~n", [array:sparse_to_orddict(A1)]),
    F = array:new(5, [{default, 0}]),
    io:format("~p~n", [array:to_list(array:set(2, x, F))]),
    io:format("~p~n", [array:is_fix(F)]),
    io:format("~p~n", [try array:set(5, x, F) catch C:R -> {C, R} end]),
    io:format("~p~n", [array:to_list(array:resize(3, A2))]),
    io:format("~p~n", [array:size(array:set(100000, x, array:relax(F)))]),
    io:format("~p~n", [array:to_orddict(array:from_orddict([{1, a}, {3, b}]))]),
    io:format("~p~n", [array:default(F)]),
    io:format("~p~n", [array:foldr(fun(I, V, Acc) -> [{I, V} | Acc] end, [], array:reset(2, array:from_list([a, b, c])))]).
