%% Raising through a million frames, and through many catches.
-module(exc_deep_unwind).
-export([main/0]).

main() ->
    io:format("~p~n", [try deep(1000000) catch throw:X -> X end]),
    io:format("~p~n", [catches(1000)]),
    io:format("~p~n", [length([F || {?MODULE, F, _, _} <- element(2, trace(50))])]),
    io:format("~p~n", [many(100000, 0)]).

deep(0) -> throw(bottom);
deep(N) -> [deep(N - 1) | N].

catches(0) -> throw(0);
catches(N) -> try catches(N - 1) catch throw:X when N < 1000 -> throw(X + 1); throw:X -> {top, X} end.

trace(N) -> try bad(N) catch error:R:S -> {R, S} end.

bad(0) -> error(deep);
bad(N) -> 1 + bad(N - 1).

many(0, Acc) -> Acc;
many(N, Acc) -> many(N - 1, try throw(N) catch V -> Acc + V end).
