-module(float_math).
-export([main/0]).

main() ->
    Xs = [0.0, 0.5, 1.0, 2.0, -1.0, 10.0],
    Functions = [sin, cos, tan, atan, sinh, cosh, tanh, asinh, exp, floor, ceil, erf, erfc, asin, acos, sqrt, log, log2, log10, atanh, acosh],
    [io:format("~p: ~p~n", [F, [value(F, [X]) || X <- Xs]]) || F <- Functions],
    io:format("~p~n", [[value(pow, [A, B]) || A <- [0.0, 2, -2, 2.5], B <- [0, 1, 3, -1, 0.5]]]),
    io:format("~p~n", [[value(fmod, [A, B]) || A <- [5.5, -5.5], B <- [2, -2.0, 0]]]),
    io:format("~p~n", [[value(atan2, [A, B]) || A <- [0, 1.0, -1.0], B <- [0.0, 1, -1]]]),
    io:format("~p~n", [value(pi, [])]),
    io:format("~p~n", [value(sqrt, [a])]),
    io:format("~p~n", [value(exp, [1000])]),
    io:format("~p~n", [value(sqrt, [1 bsl 200])]).

%% The last digit of a transcendental function is its library's own affair.
value(F, Args) ->
    try apply(math, F, Args) of
        V when abs(V) < 1.0e-12 -> 0;
        V -> float_to_list(V, [{scientific, 12}])
    catch
        error:Reason -> Reason
    end.
