%% corpus: exit=1
-module(uncaught_badkey).
-export([main/0]).

main() ->
    M = hd([#{a => 1}]), maps:get(b, M).
