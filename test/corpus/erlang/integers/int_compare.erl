-module(int_compare).
-export([main/0]).

main() ->
    Values = [0, 1, -1, 1 bsl 28, -(1 bsl 28), 1 bsl 59, (1 bsl 59) - 1, -(1 bsl 59) - 1, 1 bsl 64, -(1 bsl 64), 1 bsl 200, 0.0, 1.0, -1.0, 1.0e18, -1.0e18, 1.0e300, 0.5],
    [io:format("~w~n", [[compare(A, B) || B <- Values]]) || A <- Values],
    io:format("~p~n", [lists:sort(Values)]),
    io:format("~p ~p~n", [lists:max(Values), lists:min(Values)]),
    io:format("~p~n", [[{A, B} || A <- Values, B <- Values, A == B, A =/= B]]).

compare(A, B) when A < B -> lt;
compare(A, B) when A > B -> gt;
compare(A, B) when A =:= B -> eq;
compare(_, _) -> same.
