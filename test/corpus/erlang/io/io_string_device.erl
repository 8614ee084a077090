-module(io_string_device).
-export([main/0]).

main() ->
    {ok, D} = file:open("line one\nline two\n3 4 five.\n", [ram, read, binary]),
    io:format("~p~n", [file:read(D, 9)]),
    io:format("~p~n", [file:read(D, 3)]),
    io:format("~p~n", [file:position(D, 0)]),
    io:format("~p~n", [file:read(D, 4)]),
    io:format("~p~n", [file:pread(D, 5, 3)]),
    io:format("~p~n", [file:close(D)]),
    {ok, W} = file:open([], [ram, read, write]),
    ok = file:write(W, "written"),
    io:format("~p~n", [ram_file:get_file(W)]).
