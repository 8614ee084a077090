%% ~p breaks lines at 80 columns, or at the width given, indented.
-module(print_line_breaks).
-export([main/0]).

main() ->
    Long = [{item, N, "name number " ++ integer_to_list(N), [N, N * N, {nested, N}]} || N <- lists:seq(1, 6)],
    io:format("~p~n", [Long]),
    io:format("~40p~n", [Long]),
    io:format("~120p~n", [Long]),
    io:format("Indented: ~p~n", [Long]),
    io:format("~1p~n", [{a, [b, c]}]),
    io:format("~p~n", [lists:seq(1, 60)]),
    io:format("~p~n", [list_to_tuple(lists:seq(1000, 1030))]),
    io:format("~p~n", [maps:from_list([{N, lists:seq(1, N)} || N <- lists:seq(1, 20)])]),
    io:format("~p~n", [lists:flatten(lists:duplicate(12, "a long string that needs breaking "))]),
    io:format("~p~n", [[abcdefghijklmnopqrstuvwxyz, {abcdefghijklmnopqrstuvwxyz, abcdefghijklmnopqrstuvwxyz, "abcdefghijklmnopqrstuvwxyz"}]]),
    io:format("~20.5p|~n", [[aaaaaa, bbbbbbb, ccccccc]]),
    io:format("~p~n", [{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, #{1 => bbbbbbbbbbbbbbbbbbbbbbbbbbbb, 2 => ccccccccccccccccccccc, 3 => [dddddddddddddddd]}}]).
