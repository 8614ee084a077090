%% Comparing an integer with a float is exact where the float has gaps.
-module(float_compare_int).
-export([main/0]).

main() ->
    I = 1 bsl 53,
    io:format("~p~n", [[{N == float(I), N < float(I), N > float(I)} || N <- [I - 1, I, I + 1, I + 2]]]),
    io:format("~p~n", [[N == 1.0e22 || N <- [10000000000000000000000, 9999999999999999999999, 10000000000000000000001]]]),
    io:format("~p~n", [(1 bsl 2000) > 1.0e308]),
    io:format("~p~n", [-(1 bsl 2000) < -1.0e308]),
    io:format("~p~n", [{0.0 == -0.0, 0 == -0.0, 1 =:= 1.0, 1 == 1.0}]),
    io:format("~p~n", [lists:sort([1.0, 1, 2, 2.0, 1.5, 0])]),
    io:format("~p~n", [[lists:keyfind(1, 1, [{1.0, a}, {1, b}]), lists:member(1, [1.0]), lists:keymember(1.0, 1, [{1, x}])]]).
