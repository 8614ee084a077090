-module(exc_raise).
-export([main/0]).

main() ->
    io:format("~p~n", [try erlang:raise(throw, x, []) catch C:R:S -> {C, R, S} end]),
    io:format("~p~n", [try erlang:raise(exit, x, [{m, f, 1, []}]) catch C1:R1:S1 -> {C1, R1, S1} end]),
    io:format("~p~n", [try erlang:raise(error, x, [{m, f, [a, b], [{file, "f.erl"}, {line, 7}]}]) catch C2:R2:S2 -> {C2, R2, S2} end]),
    io:format("~p~n", [erlang:raise(badclass, x, [])]),
    io:format("~p~n", [erlang:raise(error, x, not_a_stack)]),
    {'EXIT', {reraised, Stack}} = (catch try error(original) catch error:original:S3 -> erlang:raise(error, reraised, S3) end),
    io:format("~p~n", [[{M, F} || {M, F, _, _} <- Stack, M =:= ?MODULE]]),
    io:format("~p~n", [try outer() catch K:V -> {K, V} end]).

outer() ->
    try inner() catch throw:X:S when X > 5 -> erlang:raise(throw, X + 1, S) end.

inner() ->
    try throw(10) after io:format("inner after~n") end.
