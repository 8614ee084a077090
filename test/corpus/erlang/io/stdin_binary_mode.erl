-module(stdin_binary_mode).
-export([main/0]).

main() ->
    ok = io:setopts([binary]),
    io:format("~p~n", [io:get_line("")]),
    io:format("~p~n", [io:get_chars("", 4)]),
    io:format("~p~n", [proplists:get_value(binary, io:getopts())]),
    ok = io:setopts([{binary, false}]),
    io:format("~p~n", [io:get_line("")]),
    io:format("~p~n", [file:read_line(standard_io)]),
    io:format("~p~n", [file:read(standard_io, 6)]).
