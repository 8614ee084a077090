%% Shortest digits that read back the same, in ~p, ~w and float_to_list with `short`.
-module(float_print_short).
-export([main/0]).

main() ->
    Values = [0.0, -0.0, 1.0, -1.5, 0.1, 0.2 + 0.1, 1.0e10, 123456789.0, 1.0e15, 1.0e16, 9007199254740993.0, 1.0e21, 1.0e22, 1.0e23, 1.0e-3, 1.0e-4, 1.0e-5, 1.5e-7, 5.0e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 3.141592653589793, 2.718281828459045, 1/3, 2/3, 100.0, 4503599627370496.5, 72057594037927945.0, 0.001234, 12345.678e-10],
    [io:format("~p ~w ~s ~s~n", [V, V, float_to_list(V, [short]), float_to_binary(V, [short])]) || V <- Values],
    true = lists:all(fun(V) -> list_to_float(float_to_list(V, [short])) =:= V end, Values).
