-module(etf_decode_errors).
-export([main/0]).

main() ->
    Inputs = [<<>>, <<131>>, <<130, 97, 1>>, <<131, 97>>, <<131, 98, 1, 2>>, <<131, 1>>, <<131, 104, 2, 97, 1>>, <<131, 107, 0, 5, "ab">>, <<131, 109, 255, 255, 255, 255, 1>>, <<131, 108, 0, 0, 0, 1, 97, 1>>, <<131, 116, 0, 0, 0, 2, 97, 1, 97, 1, 97, 1, 97, 2>>, <<131, 119, 2, 255, 255>>, <<131, 99, "not a float at all, but 31 byte">>, <<131, 77, 0, 0, 0, 1, 9, 1>>, <<131, 70, 16#7FF0000000000000:64>>, <<131, 80, 0, 0, 0, 5, 1, 2, 3>>, <<131, 97, 1, 97, 2>>],
    [io:format("~w: ~p~n", [I, try binary_to_term(I) catch C:R -> {C, R} end]) || I <- Inputs],
    io:format("~p~n", [try binary_to_term(not_binary) catch C1:R1 -> {C1, R1} end]),
    io:format("~p~n", [binary_to_term(<<131, 97, 1, 9, 9>>, [used])]),
    io:format("~p~n", [try binary_to_term(<<131, 119, 23, "an_atom_nobody_has_made">>, [safe]) catch C2:R2 -> {C2, R2} end]),
    io:format("~p~n", [binary_to_term(<<131, 119, 2, "ok">>, [safe])]),
    io:format("~p~n", [try binary_to_term(<<131, 97, 1>>, [nope]) catch C3:R3 -> {C3, R3} end]).
