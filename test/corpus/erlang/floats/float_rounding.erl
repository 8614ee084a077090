-module(float_rounding).
-export([main/0]).

main() ->
    Values = [0.0, 0.4, 0.5, 0.6, 1.5, 2.5, -0.5, -1.5, -2.5, 0.49999999999999994, 4503599627370497.5, 1.0e20, -1.0e20, 1.0e308, 7, -7],
    [io:format("~p: ~p ~p ~p ~p~n", [V, trunc(V), round(V), floor(V), ceil(V)]) || V <- Values],
    io:format("~p~n", [[float(I) || I <- [0, 1, -1, 1 bsl 53 + 1, 1 bsl 100, -(1 bsl 64)]]]),
    io:format("~p~n", [try float(1 bsl 1024) catch C:R -> {C, R} end]),
    io:format("~p~n", [trunc(float((1 bsl 1023)))  =:= 1 bsl 1023]).
