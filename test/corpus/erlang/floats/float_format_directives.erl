-module(float_format_directives).
-export([main/0]).

main() ->
    Values = [0.0, 1.0, -1.0, 123.456, 0.000123, 1.0e10, -9.99999, 1.0e-10],
    [io:format("~f|~.2f|~10.3f|~-12.1f|~e|~.3e|~12.4e|~g|~.4g|~15g|~*.*f~n", [V, V, V, V, V, V, V, V, V, V, 9, 2, V]) || V <- Values],
    io:format("~p~n", [try io_lib:format("~.1f", [3]) catch C2:R2 -> {C2, R2} end]),
    io:format("~p~n", [try io_lib:format("~f", [a]) catch C:R -> {C, R} end]),
    io:format("~p~n", [try io_lib:format("~.1e", [1.0]) catch C1:R1 -> {C1, R1} end]),
    io:format("~3.2f~n", [12345.678]),
    io:format("~s~n", [io_lib:format("~.20f", [0.1])]).
