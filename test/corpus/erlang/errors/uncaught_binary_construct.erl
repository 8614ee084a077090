%% corpus: exit=1
-module(uncaught_binary_construct).
-export([main/0]).

main() ->
    io:format("~p~n", [pack(a, 70000)]).

pack(X, Y) -> <<X:8, Y:16>>.
