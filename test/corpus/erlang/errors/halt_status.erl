%% corpus: exit=3
-module(halt_status).
-export([main/0]).

main() ->
    io:format("three~n"), halt(3).
