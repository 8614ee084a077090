-module(halt_errors).
-export([main/0]).

main() ->
    [io:format("~p~n", [try apply(erlang, halt, A) catch C:R -> {C, R} end]) || A <- [[-1], [a], [{}], [0, [bad]], [1.0]]].
