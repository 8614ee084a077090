%% Takeuchi's function: deep non-tail recursion with three arguments.
-module(bench_tak).
-export([run/1]).

run(N) -> tak(N, N * 2 div 3, N div 3).

tak(X, Y, Z) when Y < X ->
    tak(tak(X - 1, Y, Z), tak(Y - 1, Z, X), tak(Z - 1, X, Y));
tak(_, _, Z) ->
    Z.
