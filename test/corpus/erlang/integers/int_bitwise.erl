-module(int_bitwise).
-export([main/0]).
main() ->
    Values = [0, 1, -1, 255, -256, 16#12345678, 1 bsl 40 + 12345, -(1 bsl 59), 1 bsl 64 + 99, -(1 bsl 70) - 1],
    [io:format("~p ~p: ~p ~p ~p~n", [A, B, A band B, A bor B, A bxor B]) || A <- Values, B <- Values],
    io:format("~p~n", [[bnot V || V <- Values]]),
    true = lists:all(fun(V) -> bnot bnot V =:= V end, Values),
    io:format("~p~n", [catch 1 band a]),
    io:format("~p~n", [catch (bnot id(1.5))]).

id(X) -> X.
