-module(float_parse).
-export([main/0]).

main() ->
    Texts = ["1.0", "-1.5", "+2.25", "0.1", "1.0e10", "1.0E-10", "1.0e+5", "123456789.123456789", "1.7976931348623157e308", "4.9e-324", "1.0e-400", "1.0e400", "1", "1.", ".5", "1e5", "abc", "", "1.0x", " 1.0", "-0.0", "1_000.5", "nan", "inf"],
    [io:format("~p: ~p ~p~n", [T, outcome(fun() -> list_to_float(T) end), outcome(fun() -> binary_to_float(list_to_binary(T)) end)]) || T <- Texts],
    io:format("~p~n", [[string:to_float(T) || T <- ["1.5abc", "2", "3.0e2 rest", "x", <<"4.5">>, "-1.0e-2", ".5"]]]).

outcome(F) ->
    try F() catch C:R -> {C, R} end.
