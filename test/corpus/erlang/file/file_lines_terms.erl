-module(file_lines_terms).
-export([main/0]).

main() ->
    {ok, D} = file:open("lines.txt", [write, {encoding, utf8}]),
    [io:format(D, "line ~p ~ts~n", [N, "é→"]) || N <- lists:seq(1, 5)],
    file:close(D),
    {ok, In} = file:open("lines.txt", [read, {encoding, utf8}, {read_ahead, 100}]),
    io:format("~tp~n", [io:get_line(In, "")]),
    io:format("~tp~n", [io:fread(In, "", "~s ~d")]),
    io:format("~tp~n", [io:get_chars(In, "", 4)]),
    io:format("~tp~n", [count(In, 0)]),
    file:close(In),
    ok = file:write_file("terms.cfg", "{a, 1}.\n%% comment\n[{b, \"two\"}].\n'three'.\n"),
    io:format("~p~n", [file:consult("terms.cfg")]),
    ok = file:write_file("bad.cfg", "{a, 1}.\n{b, \n"),
    io:format("~p~n", [file:consult("bad.cfg")]),
    ok = file:write_file("script.escript", "X = 20,\nY = X + 1,\nX + Y.\n"),
    io:format("~p~n", [file:script("script.escript")]),
    io:format("~p~n", [file:eval("script.escript")]),
    {ok, B} = file:open("lines.txt", [read, binary]),
    io:format("~p~n", [io:get_line(B, "")]),
    io:format("~p~n", [file:read_line(B)]).

count(D, N) -> case io:get_line(D, "") of eof -> N; _ -> count(D, N + 1) end.
