-module(print_depth_limited).
-export([main/0]).

main() ->
    T = {a, [b, [c, [d, [e, {f, {g, {h}}}]]]], lists:seq(1, 30), "a string", #{1 => #{2 => #{3 => 4}}}},
    [io:format("~P~n~W~n", [T, D, T, D]) || D <- [0, 1, 2, 3, 5, 8, 15, 30, 100]],
    io:format("~P~n", [<<"binary data here">>, 4]),
    io:format("~W~n", [lists:seq(1, 100), 10]),
    io:format("~tP~n", ["żółw żółw", 5]).
