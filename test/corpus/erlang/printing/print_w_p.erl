-module(print_w_p).
-export([main/0]).

main() ->
    Terms = [1, -5, 1 bsl 70, 2.5, a, 'A b', "string", "", [], [1, 2], [a | b], {}, {a, "s", [1]}, #{}, #{1 => "x"}, <<>>, <<"bin">>, <<1, 2>>, <<1:3>>, [$a, 1], "é", [300, 301], [[], [[]]], {{}}, fun lists:map/2, true, '$x', 'ö', "\t\n\"\\", [7, 8, 9, 10, 11, 12, 13, 27, 32]],
    [io:format("~w|~p|~tw|~tp~n", [T, T, T, T]) || T <- Terms].
