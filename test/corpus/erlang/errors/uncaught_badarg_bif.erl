%% corpus: exit=1
-module(uncaught_badarg_bif).
-export([main/0]).

main() ->
    io:format("~p~n", [list_to_atom(prepare(17))]).

prepare(X) -> X.
