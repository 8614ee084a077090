%% corpus: exit=1
-module(uncaught_try_clause).
-export([main/0]).

main() ->
    try atom_to_list(abc) of "x" -> ok catch _:_ -> never end.
