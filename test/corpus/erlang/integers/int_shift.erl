-module(int_shift).
-export([main/0]).

main() ->
    Values = [0, 1, -1, 5, -5, 16#7FFFFFFF, 1 bsl 59, -(1 bsl 59), 1 bsl 64, -(1 bsl 65) + 3],
    Shifts = [0, 1, 7, 31, 32, 58, 59, 60, 63, 64, 65, 100, -1, -3, -31, -63, -64, -200],
    [io:format("~p bsl ~p = ~p, bsr ~p~n", [V, S, V bsl S, V bsr S]) || V <- Values, S <- Shifts],
    io:format("~p ~p~n", [0 bsl id(1 bsl 70), 0 bsr id(1 bsl 70)]),
    io:format("~p ~p~n", [7 bsr id(1 bsl 70), -7 bsr id(1 bsl 70)]),
    io:format("~p~n", [try 1 bsl id(1 bsl 70) catch C:R -> {C, R} end]),
    io:format("~p~n", [try 1 bsl id(a) catch C1:R1 -> {C1, R1} end]).

id(X) -> X.
