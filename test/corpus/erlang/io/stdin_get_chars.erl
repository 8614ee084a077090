-module(stdin_get_chars).
-export([main/0]).

main() ->
    io:format("~p~n", [io:get_chars("", 5)]),
    io:format("~p~n", [io:get_chars("", 3)]),
    io:format("~p~n", [io:get_line("")]),
    io:format("~p~n", [io:get_chars("", 1000)]),
    io:format("~p~n", [io:get_chars("", 10)]).
