-module(halt_zero).
-export([main/0]).

main() ->
    io:format("before~n"), halt(), io:format("after~n").
