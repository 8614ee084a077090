%% Fibonacci by plain double recursion: calls, small-integer arithmetic, nothing else.
-module(bench_fib).
-export([run/1]).

run(N) -> fib(N).

fib(0) -> 0;
fib(1) -> 1;
fib(N) -> fib(N - 1) + fib(N - 2).
