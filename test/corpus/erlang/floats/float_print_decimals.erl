-module(float_print_decimals).
-export([main/0]).

main() ->
    Values = [0.0, 1.0, -1.0, 0.5, 1.5, 2.5, 0.125, 1.005, 123.456, 1.0e10, -99.995, 1.0e-5, 0.1, 1.0e20, 9.9999999],
    [io:format("~s~n", [float_to_list(V, [{decimals, D}])]) || V <- Values, D <- [0, 1, 2, 5, 20]],
    [io:format("~s~n", [float_to_list(V, [{decimals, D}, compact])]) || V <- Values, D <- [1, 2, 5, 10]],
    io:format("~p~n", [float_to_binary(7.12, [{decimals, 4}])]),
    [io:format("~p~n", [try float_to_list(1.0, O) catch C:R -> {C, R} end]) || O <- [[{decimals, -1}], [{decimals, 254}], [bad], bad]],
    io:format("~p~n", [try float_to_list(id(1), []) catch C1:R1 -> {C1, R1} end]).

id(X) -> X.
