-module(float_print_scientific).
-export([main/0]).

main() ->
    Values = [0.0, 1.0, -1.0, 0.1, 123.456, 1.0e100, 1.0e-100, 9.9999999999, 5.0e-324, 1.7976931348623157e308],
    [io:format("~s ~s~n", [float_to_list(V), float_to_binary(V)]) || V <- Values],
    [io:format("~s~n", [float_to_list(V, [{scientific, D}])]) || V <- Values, D <- [0, 1, 6, 20]],
    io:format("~p~n", [try float_to_list(1.0, [{scientific, 250}]) catch C:R -> {C, R} end]).
