-module(int_bitwise).
-export([main/0]).

main() ->
    Values = [0, 1, -1, 255, -256, 16#12345678, 1 bsl 40 + 12345, -(1 bsl 59), 1 bsl 64 + 99, -(1 bsl 70) - 1],
    [io:format("~p ~p: ~p ~p ~p~n", [A, B, A band B, A bor B, A bxor B]) || A <- Values, B <- Values],
    io:format("~p~n", [[bnot V || V <- Values]]),
    true = lists:all(fun(V) -> bnot bnot V =:= V end, Values),
    io:format("~p~n", [try 1 band id(a) catch C:R -> {C, R} end]),
    io:format("~p~n", [try bnot id(1.5) catch C1:R1 -> {C1, R1} end]).

id(X) -> X.
