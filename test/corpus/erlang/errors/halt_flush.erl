%% corpus: exit=7
-module(halt_flush).
-export([main/0]).

main() ->
    [io:format("line ~p~n", [N]) || N <- lists:seq(1, 200)], halt(7, [{flush, true}]).
