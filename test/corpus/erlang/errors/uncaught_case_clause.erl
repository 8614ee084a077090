%% corpus: exit=1
-module(uncaught_case_clause).
-export([main/0]).

main() ->
    case length(atom_to_list(node())) of 0 -> a; 1 -> b end.
