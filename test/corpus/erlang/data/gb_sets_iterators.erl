-module(gb_sets_iterators).
-export([main/0]).

main() ->
    S = gb_sets:from_list([5, 3, 9, 1, 7]),
    io:format("~p ~p~n", [gb_sets:smallest(S), gb_sets:largest(S)]),
    io:format("~p~n", [drain(gb_sets:next(gb_sets:iterator(S)))]),
    io:format("~p~n", [drain(gb_sets:next(gb_sets:iterator_from(4, S)))]),
    {X, S1} = gb_sets:take_smallest(S),
    {Y, S2} = gb_sets:take_largest(S1),
    io:format("~p ~p ~p~n", [X, Y, gb_sets:to_list(S2)]),
    io:format("~p~n", [gb_sets:to_list(gb_sets:balance(gb_sets:insert(4, S2)))]),
    io:format("~p~n", [gb_sets:singleton(a)]),
    io:format("~p~n", [try gb_sets:insert(5, S) catch C:R -> {C, R} end]),
    io:format("~p~n", [gb_sets:is_member(7, gb_sets:delete_any(7, gb_sets:delete_any(100, S)))]).

drain(none) -> [];
drain({X, I}) -> [X | drain(gb_sets:next(I))].
