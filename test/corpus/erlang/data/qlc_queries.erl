-module(qlc_queries).
-export([main/0]).

-include_lib("stdlib/include/qlc.hrl").

main() ->
    T = ets:new(t, [ordered_set]),
    ets:insert(T, [{N, N rem 4} || N <- lists:seq(1, 20)]),
    io:format("~p~n", [qlc:eval(qlc:q([X || {X, 0} <- ets:table(T)]))]),
    io:format("~p~n", [qlc:e(qlc:q([{X, Y} || X <- [1, 2, 3], Y <- [a, b], X > 1]))]),
    io:format("~p~n", [qlc:e(qlc:q([{A, B} || {A, R} <- ets:table(T), {B, R2} <- ets:table(T), R =:= R2, A < B, B < 8]))]),
    io:format("~p~n", [qlc:e(qlc:sort(qlc:q([-X || X <- [3, 1, 2]])))]),
    io:format("~p~n", [qlc:fold(fun(X, S) -> X + S end, 0, qlc:q([X || {X, _} <- ets:table(T)]))]),
    C = qlc:cursor(qlc:q([X || {X, _} <- ets:table(T)])),
    io:format("~p ~p~n", [qlc:next_answers(C, 3), qlc:next_answers(C, 2)]),
    ok = qlc:delete_cursor(C),
    io:format("~p~n", [qlc:e(qlc:append([1], [2, 3]))]),
    io:format("~p~n", [qlc:string_to_handle("[X * 2 || X <- [1, 2]].") =/= error]).
