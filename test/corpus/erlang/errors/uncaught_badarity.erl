%% corpus: exit=1
-module(uncaught_badarity).
-export([main/0]).

main() ->
    F = hd([fun(A, B) -> A + B end]), F(1).
