-module(ets_match).
-export([main/0]).

main() ->
    T = ets:new(t, [ordered_set]),
    ets:insert(T, [{1, a, x}, {2, b, x}, {3, a, y}, {4, {n, [1, 2]}, z}, {5, a, 5}, {6, 6, 6}]),
    io:format("~p~n", [ets:match(T, {'$1', a, '_'})]),
    io:format("~p~n", [ets:match(T, {'$2', '_', '$1'})]),
    io:format("~p~n", [ets:match(T, {'$1', '$1', '_'})]),
    io:format("~p~n", [ets:match(T, {'_', '$1', '$1'})]),
    io:format("~p~n", [ets:match(T, '$1')]),
    io:format("~p~n", [ets:match(T, {'_', {n, ['$5', '$3']}, '_'})]),
    io:format("~p~n", [ets:match_object(T, {'_', a, '_'})]),
    io:format("~p~n", [ets:match_object(T, '_') =:= ets:tab2list(T)]),
    io:format("~p~n", [ets:match_delete(T, {'_', a, x})]),
    io:format("~p~n", [ets:tab2list(T)]),
    {M1, C1} = ets:match(T, {'$1', '_', '_'}, 2),
    io:format("~p~n", [M1]),
    {M2, C2} = ets:match(C1),
    io:format("~p~n", [M2]),
    io:format("~p~n", [case C2 of '$end_of_table' -> C2; _ -> {M3, _} = ets:match(C2), M3 end]),
    {O1, _} = ets:match_object(T, {'_', '_', '_'}, 3),
    io:format("~p~n", [O1]),
    io:format("~p~n", [ets:match(T, {x, y, z}, 5)]),
    io:format("~p~n", [try ets:match(T, {'$1'}, 0) catch C:R -> {C, R} end]).
