%% Tight arithmetic loops whose values stay small, cross into the big and come back.
-module(int_loops).
-export([main/0]).

main() ->
    io:format("~p~n", [count(1000000, 0)]),
    io:format("~p~n", [collatz(837799, 0)]),
    io:format("~p~n", [lcg(100000, 42)]),
    io:format("~p~n", [hash(20000, 14695981039346656037)]),
    io:format("~p~n", [up_and_down((1 bsl 59) - 50, 100)]).

count(0, Acc) -> Acc;
count(N, Acc) -> count(N - 1, Acc + N band 3).

collatz(1, Steps) -> Steps;
collatz(N, Steps) when N rem 2 =:= 0 -> collatz(N div 2, Steps + 1);
collatz(N, Steps) -> collatz(3 * N + 1, Steps + 1).

lcg(0, X) -> X;
lcg(N, X) -> lcg(N - 1, (X * 6364136223846793005 + 1442695040888963407) band 16#FFFFFFFFFFFFFFFF).

hash(0, H) -> H;
hash(N, H) -> hash(N - 1, ((H bxor (N band 255)) * 1099511628211) band 16#FFFFFFFFFFFFFFFF).

up_and_down(X, N) ->
    Top = lists:foldl(fun(_, Acc) -> Acc + 1 end, X, lists:seq(1, N)),
    {Top, lists:foldl(fun(_, Acc) -> Acc - 1 end, Top, lists:seq(1, N))}.
