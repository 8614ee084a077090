%% corpus: exit=1
-module(uncaught_badfun).
-export([main/0]).

main() ->
    F = hd([not_a_fun]), F(1).
