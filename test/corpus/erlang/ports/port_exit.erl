%% corpus: flavours=no_ssa_opt
-module(port_exit).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    [show(Command, Opts)
     || Command <- ["true", "false", "sh -c 'exit 3'", "sh -c 'echo out; exit 255'", "sh -c 'kill -9 $$'",
                    "sh -c 'kill -15 $$'", "sh -c 'printf x; kill -1 $$'", "sh -c 'exec >&-; cat >/dev/null; exit 7' < /dev/null"],
        Opts <- [[], [exit_status], [eof], [exit_status, eof], [exit_status, in]]],
    grandchild(),
    only_out(),
    untrapped().

show(Command, Opts) ->
    Port = open_port({spawn, Command}, Opts),
    io:format("~s ~p: ~p~n", [Command, Opts, until_exit(Port, [])]).

until_exit(Port, Seen) ->
    receive
        {Port, eof} ->
            port_close(Port),
            until_exit(Port, [eof | Seen]);
        {Port, What} -> until_exit(Port, [What | Seen]);
        {'EXIT', Port, Reason} -> lists:reverse(Seen, [Reason])
    end.

%% The program has ended; its output ends with the one that it has started.
grandchild() ->
    Port = open_port({spawn, "sh -c 'cat 0<&3 & echo $!' 3<&0"}, [exit_status, {line, 80}]),
    receive {Port, {data, {eol, _}}} -> ok end,
    port_command(Port, "from the child's child\n"),
    receive {Port, {data, {eol, Line}}} -> io:format("~s~n", [Line]) end,
    receive {Port, Early} -> io:format("too early: ~p~n", [Early]) after 200 -> io:format("nothing~n") end,
    port_close(Port),
    receive {'EXIT', Port, normal} -> io:format("closed~n") end.

%% Nothing is read, and so nothing is heard of the end.
only_out() ->
    Port = open_port({spawn, "cat >/dev/null"}, [out, exit_status]),
    io:format("~p~n", [port_command(Port, "text")]),
    receive X -> io:format("~p~n", [X]) after 150 -> io:format("nothing~n") end,
    io:format("~p~n", [port_close(Port)]),
    receive {'EXIT', Port, Reason} -> io:format("~p~n", [Reason]) end.

untrapped() ->
    {_, Ref} = spawn_monitor(fun() ->
        Port = open_port({spawn, "cat"}, []),
        exit(Port, bad),
        receive after 5000 -> ok end
    end),
    receive {'DOWN', Ref, process, _, Reason} -> io:format("~p~n", [Reason]) end,
    {_, Ref2} = spawn_monitor(fun() ->
        Port = open_port({spawn, "true"}, [exit_status]),
        receive {Port, {exit_status, 0}} -> ok end,
        receive after 200 -> exit(alive) end
    end),
    receive {'DOWN', Ref2, process, _, Reason2} -> io:format("~p~n", [Reason2]) end.
