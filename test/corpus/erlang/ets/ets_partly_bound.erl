%% Keys of ordered tables of which a pattern knows the beginning only; the ends of a table; nested conditions.
-module(ets_partly_bound).
-export([main/0]).

main() ->
    T = ets:new(t, [ordered_set]),
    Keys = [{A, B, C} || A <- [1, 2.0, x], B <- [[], [a], [a | b], "ab"], C <- [1, <<"c">>]]
        ++ [{A, B} || A <- [1, 2], B <- [p, q]] ++ [[A | B] || A <- [1, 2, 3], B <- [[], [x], y]],
    true = ets:insert(T, [{K, erlang:phash2(K, 100)} || K <- Keys]),
    Patterns = [{1, '_', '_'}, {2, '_', '_'}, {2.0, '_', '_'}, {x, [a | '_'], '_'}, {x, [a, '_'], '$1'}, {'_', [], '$2'},
                {1, '_'}, {'_', q}, [1 | '_'], [2 | '$1'], ['_', x], [3, x], {y, '_', '_'}, {0, '_', '_'}, {1, "ab", '_'}],
    [io:format("~p: ~p~n", [P, ets:match_object(T, {P, '_'})]) || P <- Patterns],
    [io:format("~p: ~p~n", [P, ets:select_count(T, [{{P, '_'}, [], [true]}])]) || P <- Patterns],
    2 = ets:select_delete(T, [{{{1, '_'}, '_'}, [], [true]}]),
    [] = ets:match_object(T, {{1, '_'}, '_'}),
    io:format("~p~n", [ets:info(T, size)]),
    failing(fun() -> ets:next(T, '$end_of_table') end),
    failing(fun() -> ets:prev(T, '$end_of_table') end),
    io:format("~p~n", [ets:next(T, {1, 1})]),
    ok = nested(T, 500),
    failing(fun() -> nested(T, 100000) end).

nested(T, N) ->
    Deep = lists:foldl(fun(I, C) -> {'orelse', {'==', I, '$2'}, C} end, false, lists:seq(1, N)),
    io:format("~p~n", [ets:select_count(T, [{{'$1', '$2'}, [Deep], [true]}])]).

failing(F) ->
    try F() catch error:Reason -> io:format("~p~n", [Reason]) end.
