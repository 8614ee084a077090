-module(int_to_text).
-export([main/0]).

main() ->
    Values = [0, 7, -7, 255, 1 bsl 31, -(1 bsl 59), 1 bsl 64, -(1 bsl 100)],
    [io:format("~s ~s~n", [integer_to_list(V), integer_to_binary(V)]) || V <- Values],
    [io:format("~p: ~s ~s~n", [Base, integer_to_list(V, Base), integer_to_binary(V, Base)]) || V <- Values, Base <- [2, 3, 8, 16, 36]],
    [io:format("~p~n", [try integer_to_list(10, B) catch C:R -> {C, R} end]) || B <- [1, 37, a]],
    io:format("~p~n", [try integer_to_binary(id(x)) catch C1:R1 -> {C1, R1} end]).

id(X) -> X.
