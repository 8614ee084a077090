-module(stdin_get_line).
-export([main/0]).

main() ->
    io:format("~p~n", [io:get_line("")]),
    io:format("~p~n", [io:get_line('prompt> ')]),
    io:format("~p~n", [loop([])]),
    io:format("~p~n", [io:get_line("")]).

loop(Acc) ->
    case io:get_line("") of
        eof -> lists:reverse(Acc);
        Line -> loop([string:trim(Line) | Acc])
    end.
