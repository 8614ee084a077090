-module(int_abs_sign).
-export([main/0]).

main() ->
    Values = [0, 5, -5, 1 bsl 59, -(1 bsl 59), -(1 bsl 63), 1 bsl 63, -(1 bsl 90), 1.5, -1.5, -0.0],
    io:format("~p~n", [[abs(V) || V <- Values]]),
    io:format("~p~n", [[-V || V <- Values]]),
    io:format("~p~n", [[+V || V <- Values]]),
    io:format("~p~n", [[is_integer(V) || V <- Values]]),
    io:format("~p~n", [[max(V, 3) || V <- Values]]),
    io:format("~p~n", [[min(V, 3) || V <- Values]]),
    io:format("~p~n", [try abs(id(a)) catch C:R -> {C, R} end]),
    io:format("~p~n", [try -id(a) catch C1:R1 -> {C1, R1} end]),
    io:format("~p~n", [try +id(a) catch C2:R2 -> {C2, R2} end]).

id(X) -> X.
