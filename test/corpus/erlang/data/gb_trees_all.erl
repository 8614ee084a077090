-module(gb_trees_all).
-export([main/0]).

main() ->
    T = lists:foldl(fun(K, Acc) -> gb_trees:insert((K * 37) rem 101, K, Acc) end, gb_trees:empty(), lists:seq(1, 100)),
    io:format("~p~n", [gb_trees:size(T)]),
    io:format("~p ~p~n", [gb_trees:smallest(T), gb_trees:largest(T)]),
    io:format("~p ~p~n", [gb_trees:lookup(5, T), gb_trees:lookup(500, T)]),
    io:format("~p~n", [gb_trees:get(7, gb_trees:update(7, changed, T))]),
    io:format("~p~n", [gb_trees:keys(T) =:= lists:seq(1, 100)]),
    io:format("~p~n", [lists:sum(gb_trees:values(T))]),
    T2 = lists:foldl(fun(K, Acc) -> gb_trees:delete(K, Acc) end, T, lists:seq(1, 90)),
    io:format("~p~n", [gb_trees:to_list(T2)]),
    {K, V, T3} = gb_trees:take_smallest(T2),
    io:format("~p ~p ~p~n", [K, V, gb_trees:size(T3)]),
    io:format("~p~n", [gb_trees:to_list(gb_trees:map(fun(K1, V1) -> K1 + V1 end, T3))]),
    io:format("~p~n", [gb_trees:next(gb_trees:iterator_from(95, T))  =/= none]),
    io:format("~p~n", [gb_trees:to_list(gb_trees:balance(T3)) =:= gb_trees:to_list(T3)]),
    io:format("~p~n", [gb_trees:is_defined(3, T3)]),
    io:format("~p~n", [gb_trees:enter(1, one, gb_trees:empty())]),
    io:format("~p~n", [gb_trees:from_orddict([{a, 1}, {b, 2}, {c, 3}])]),
    [io:format("~p~n", [try F() catch C:R -> {C, simple(R)} end]) || F <- [fun() -> gb_trees:insert(5, x, T) end, fun() -> gb_trees:delete(500, T) end, fun() -> gb_trees:get(500, T) end]].

simple({key_exists, K}) -> {key_exists, K};
simple(R) -> R.
