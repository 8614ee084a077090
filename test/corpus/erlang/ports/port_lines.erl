%% corpus: flavours=no_ssa_opt
-module(port_lines).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    Texts = ["one\\ntwo\\n", "one\\ntwo", "\\n\\n", "cr\\r\\nlf\\n", "a\\rb\\n", "end\\r", "\\r\\r\\n",
             "12345\\n", "123456\\n", "12345\\r\\n", "1234\\r5\\n", "12345\\r6\\n", "1234567890123\\n", "123456", "12345\\r", ""],
    [io:format("~s ~p: ~p~n", [Text, Opts, lines(Text, Opts)])
     || Text <- Texts, Opts <- [[{line, 5}], [{line, 5}, binary, eof]]],
    Long = lists:duplicate(600, $x),
    [io:format("~p~n", [[{Eol, length(Line)} || {Eol, Line} <- lines(Long ++ "\\n" ++ Long, Opts)]])
     || Opts <- [[line], [{line, 1000}], [{line, 3}, {line, 300}]]],
    io:format("~p~n", [lines("x\\ny\\n", [exit_status, eof, line])]).

lines(Text, Opts) ->
    collect(open_port({spawn, "printf '" ++ Text ++ "'"}, Opts)).

collect(Port) ->
    receive
        {Port, {data, Line}} -> [Line | collect(Port)];
        {Port, eof} ->
            io:format("info ~p~n", [erlang:port_info(Port, connected) =:= {connected, self()}]),
            port_close(Port),
            [eof | collect(Port)];
        {Port, Other} -> [Other | collect(Port)];
        {'EXIT', Port, Reason} ->
            io:format("~p ", [Reason]),
            []
    end.
