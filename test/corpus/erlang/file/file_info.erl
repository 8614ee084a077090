-module(file_info).
-export([main/0]).

-include_lib("kernel/include/file.hrl").

main() ->
    ok = file:write_file("f", "12345"),
    {ok, I} = file:read_file_info("f"),
    io:format("~p ~p ~p~n", [I#file_info.size, I#file_info.type, I#file_info.access]),
    {ok, Dir} = file:read_file_info("."),
    io:format("~p~n", [Dir#file_info.type]),
    io:format("~p~n", [file:read_file_info("none")]),
    io:format("~p~n", [file:change_mode("f", 8#400)]),
    {ok, I2} = file:read_file_info("f"),
    io:format("~.8b~n", [I2#file_info.mode band 8#777]),
    io:format("~p~n", [file:make_symlink("f", "link")]),
    io:format("~p~n", [file:read_link("link")]),
    {ok, L} = file:read_link_info("link"),
    io:format("~p~n", [L#file_info.type]),
    io:format("~p~n", [file:make_link("f", "hard")]),
    {ok, H} = file:read_file_info("hard", [{time, posix}]),
    io:format("~p ~p~n", [H#file_info.links, is_integer(H#file_info.mtime)]),
    io:format("~p~n", [file:change_time("f", {{2001, 2, 3}, {4, 5, 6}})]),
    {ok, T} = file:read_file_info("f", [{time, universal}]),
    io:format("~p~n", [T#file_info.mtime]),
    io:format("~p~n", [lists:sort(filelib:wildcard("*"))]),
    io:format("~p~n", [filelib:wildcard("h*d")]),
    io:format("~p~n", [filelib:fold_files(".", ".*", true, fun(F, A) -> [filename:basename(F) | A] end, []) -- []  =/= []]).
