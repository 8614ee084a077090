-module(stdin_fread).
-export([main/0]).

main() ->
    io:format("~p~n", [io:fread("", "~d ~d")]),
    io:format("~p~n", [io:fread("n> ", "~s ~f")]),
    io:format("~p~n", [io:fread("", "~a~c~c")]),
    io:format("~p~n", [io:fread("", "~16u,~u")]),
    io:format("~p~n", [io:fread("", "~d")]),
    io:format("~p~n", [io:get_line("")]),
    io:format("~p~n", [sum(0)]).

sum(Acc) ->
    case io:fread("", "~d") of
        {ok, [N]} -> sum(Acc + N);
        eof -> Acc
    end.
