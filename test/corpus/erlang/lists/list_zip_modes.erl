%% corpus: otp>=26
-module(list_zip_modes).
-export([main/0]).

main() ->
    io:format("~p~n", [lists:zip([1, 2, 3], [a, b], trim)]),
    io:format("~p~n", [lists:zip([1, 2, 3], [a, b], {pad, {0, none}})]),
    io:format("~p~n", [lists:zip3([1], [a, b], [x, y, z], {pad, {0, p, q}})]),
    io:format("~p~n", [lists:zipwith(fun(A, B) -> {A, B} end, [1], [2, 3], trim)]),
    io:format("~p~n", [try lists:zip([1], [1, 2], fail) catch C:R -> {C, R} end]),
    io:format("~p~n", [try lists:zip([1], [1, 2]) catch C1:R1 -> {C1, R1} end]).
