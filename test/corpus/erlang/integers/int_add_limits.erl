%% Sums and differences around every boundary of small and big integers.
-module(int_add_limits).
-export([main/0]).

main() ->
    Edges = lists:append([[1 bsl N - 1, 1 bsl N, 1 bsl N + 1] || N <- [27, 28, 30, 31, 32, 53, 58, 59, 60, 62, 63, 64, 65, 127, 128]]),
    All = Edges ++ [-E || E <- Edges],
    io:format("~p~n", [[E + 1 || E <- All]]),
    io:format("~p~n", [[E - 1 || E <- All]]),
    io:format("~p~n", [lists:sum(All)]),
    io:format("~p~n", [[E + E || E <- All]]),
    io:format("~p~n", [[-E || E <- All]]),
    io:format("~p~n", [[E - E || E <- All] =:= [0 || _ <- All]]),
    io:format("~p~n", [lists:foldl(fun(E, Acc) -> Acc - E * 3 end, 0, Edges)]).
