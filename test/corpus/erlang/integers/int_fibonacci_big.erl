-module(int_fibonacci_big).
-export([main/0]).

main() ->
    io:format("~p~n", [fib(1000)]),
    io:format("~p~n", [length(integer_to_list(fib(5000)))]),
    io:format("~p~n", [fib(300) rem 1000000007]),
    io:format("~p~n", [digit_sum(fib(2000))]).

fib(N) -> fib(N, 0, 1).

fib(0, A, _) -> A;
fib(N, A, B) -> fib(N - 1, B, A + B).

digit_sum(0) -> 0;
digit_sum(N) -> N rem 10 + digit_sum(N div 10).
