-module(term_phash).
-export([main/0]).

main() ->
    Terms = [0, 1, -1, 255, 1 bsl 28, 1 bsl 60, 1 bsl 64, -(1 bsl 70), 1.0, -2.5, a, ok, '', [], [1, 2, 3], "string", [a | b], {}, {a, b}, <<>>, <<"hello">>, <<5:3>>, #{a => 1}, {[], {}, "x"}],
    [io:format("~w: ~w~n", [T, erlang:phash(T, 1 bsl 32)]) || T <- Terms],
    io:format("~p~n", [[erlang:phash(x, R) || R <- [1, 2, 16, 1000]]]).
