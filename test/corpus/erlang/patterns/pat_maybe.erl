%% corpus: otp>=27
-module(pat_maybe).
-export([main/0]).

main() ->
    io:format("~p~n", [[run(X) || X <- [1, 2, 3, a]]]),
    io:format("~p~n", [maybe {ok, A} ?= {ok, 5}, A * 2 end]),
    io:format("~p~n", [maybe {ok, B} ?= {error, no}, B end]).

run(X) ->
    maybe
        {ok, Y} ?= first(X),
        Z = Y + 1,
        {ok, W} ?= second(Z),
        {done, W}
    else
        {error, R} -> {failed, R};
        none -> nothing
    end.

first(1) -> {ok, 10};
first(2) -> {ok, 20};
first(3) -> none;
first(_) -> {error, first}.

second(11) -> {ok, eleven};
second(_) -> {error, second}.
