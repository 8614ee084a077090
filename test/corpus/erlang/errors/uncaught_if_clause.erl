%% corpus: exit=1
-module(uncaught_if_clause).
-export([main/0]).

main() ->
    X = length(atom_to_list(node())), if X < 0 -> a; X > 1000 -> b end.
