%% corpus: exit=1
-module(uncaught_map_update).
-export([main/0]).

main() ->
    io:format("~p~n", [set(#{}, key, 1)]).

set(M, K, V) -> M#{K := V}.
