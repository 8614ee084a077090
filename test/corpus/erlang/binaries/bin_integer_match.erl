-module(bin_integer_match).
-export([main/0]).

main() ->
    B = <<16#DEADBEEFCAFEBABE0123456789ABCDEF:128>>,
    [io:format("~p: ~w ~w ~w ~w~n", [S | [element(1, T) || T <- [u(B, S), ul(B, S), s(B, S), sl(B, S)]]]) || S <- [0, 1, 3, 7, 8, 9, 15, 16, 24, 31, 32, 33, 48, 59, 60, 63, 64, 65, 100, 128]],
    [io:format("~p: ~w~n", [Skip, skip(B, Skip, 11)]) || Skip <- lists:seq(0, 20)],
    <<A:4, C:12, D:8/signed, E:16/little, _/bits>> = B,
    io:format("~w~n", [{A, C, D, E}]),
    io:format("~p~n", [try u(<<1>>, 9) catch error:R -> R end]),
    io:format("~p~n", [try u(<<1>>, -1) catch error:R1 -> R1 end]),
    io:format("~p~n", [try u(notbin, 1) catch error:R2 -> R2 end]).

u(B, S) -> <<X:S, R/bits>> = B, {X, R}.
ul(B, S) -> <<X:S/little, R/bits>> = B, {X, R}.
s(B, S) -> <<X:S/signed, R/bits>> = B, {X, R}.
sl(B, S) -> <<X:S/signed-little, R/bits>> = B, {X, R}.
skip(B, Skip, S) -> <<_:Skip, X:S, Y:S/little, _/bits>> = B, {X, Y}.
