-module(int_multiply).
-export([main/0]).

main() ->
    io:format("~p~n", [[A * B || A <- values(), B <- values()]]),
    io:format("~p~n", [factorial(30)]),
    io:format("~p~n", [factorial(100)]),
    io:format("~p~n", [lists:foldl(fun(N, Acc) -> (Acc * 31 + N) band 16#FFFFFFFF end, 7, lists:seq(1, 1000))]),
    io:format("~p~n", [power(-3, 101)]).

values() -> [0, 1, -1, 2, 16#FFFF, -16#10000, 16#7FFFFFFF, 1 bsl 31, 1 bsl 59, -(1 bsl 59), 1 bsl 63, (1 bsl 64) - 1].

factorial(0) -> 1;
factorial(N) -> N * factorial(N - 1).

power(_, 0) -> 1;
power(X, N) when N rem 2 =:= 0 -> power(X * X, N div 2);
power(X, N) -> X * power(X, N - 1).
