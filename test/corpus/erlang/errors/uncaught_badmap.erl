%% corpus: exit=1
-module(uncaught_badmap).
-export([main/0]).

main() ->
    M = hd([not_a_map]), M#{a => 1}.
