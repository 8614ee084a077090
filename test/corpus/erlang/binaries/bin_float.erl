-module(bin_float).
-export([main/0]).

main() ->
    Values = [0.0, 1.0, -1.5, 3.141592653589793, 1.0e-10, 65504.0, 1.0e30],
    [io:format("~w: ~w ~w ~w ~w~n", [V, <<V:64/float>>, <<V:64/float-little>>, <<V:32/float>>, <<V:32/little-float>>]) || V <- Values],
    [io:format("~w: ~w~n", [V, <<V:16/float>>]) || V <- [0.0, 1.0, -2.5, 0.1, 65504.0, 6.0e-8]],
    io:format("~w~n", [<<1:64/float, 2/float>>]),
    <<A:64/float, B:32/float, C:16/float>> = <<2.5:64/float, -0.75:32/float, 1.5:16/float>>,
    io:format("~w~n", [{A, B, C}]),
    <<_:3, D:64/float-little, _:5>> = <<1:3, 9.25:64/float-little, 1:5>>,
    io:format("~w~n", [D]),
    io:format("~p~n", [case <<16#7FF0000000000000:64>> of <<X:64/float>> -> X; _ -> no_match end]),
    io:format("~p~n", [case <<16#7FC00000:32>> of <<X1:32/float>> -> X1; _ -> no_match end]),
    io:format("~p~n", [try <<(id(1.0e300)):32/float>> catch C1:R1 -> {C1, R1} end]),
    io:format("~p~n", [try <<(id(a)):64/float>> catch C2:R2 -> {C2, R2} end]),
    io:format("~p~n", [try <<(id(1.0)):(id(40))/float>> catch C3:R3 -> {C3, R3} end]).

id(X) -> X.
