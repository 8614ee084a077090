-module(stdin_empty).
-export([main/0]).

main() ->
    io:format("~p~n", [io:get_line("")]),
    io:format("~p~n", [io:get_chars("", 1)]),
    io:format("~p~n", [io:fread("", "~d")]),
    io:format("~p~n", [io:read("")]).
