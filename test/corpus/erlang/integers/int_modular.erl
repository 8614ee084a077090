-module(int_modular).
-export([main/0, f/2, g/1, h/3]).
f(X, A) -> (X * A + 12345678901234567) band 16#FFFFFFFFFFFFFFFF.
g(X) -> ((X bxor (X bsr 30)) * 16#BF58476D1CE4E5B9) band 16#FFFFFFFFFFFFFFFF.
h(X, Y, Z) -> (X * Y - bnot Z * X) band 16#FFFFFFFF.
t(F) -> try F() catch C:R:S -> {C, R, element(1, hd(S)), element(2, hd(S)), element(3, hd(S))} end.
main() ->
  Xs = [0, 1, -1, 16#7fffffff, -16#80000000, 1 bsl 31, 1 bsl 62, 1 bsl 63, (1 bsl 64) - 1, 1 bsl 64, -(1 bsl 64), (1 bsl 127) - 3, 1 bsl 128, 1 bsl 200, -(1 bsl 200) + 7, 16#9E3779B97F4A7C15, -5, 1.5, a],
  [io:format("~p~n", [[t(fun() -> f(X, Y) end) || Y <- Xs]]) || X <- Xs],
  io:format("~p~n", [[t(fun() -> g(X) end) || X <- Xs]]),
  [io:format("~p~n", [[t(fun() -> h(X, Y, Z) end) || Y <- Xs, Z <- [1, -7, 1 bsl 70, b]]]) || X <- Xs].
