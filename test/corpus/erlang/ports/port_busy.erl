%% corpus: flavours=no_ssa_opt
-module(port_busy).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    through(3000000, []),
    through(500000, [{packet, 4}]),
    many(),
    busy(),
    flushed(),
    killed().

%% All comes back, however much it is.
through(Size, Opts) ->
    Port = open_port({spawn, "cat"}, [binary | Opts]),
    Chunk = binary:copy(<<"0123456789">>, 5000),
    spawn(fun() -> [port_command(Port, Chunk) || _ <- lists:seq(1, Size div byte_size(Chunk))] end),
    Sum = collect(Port, Size, erlang:md5_init()),
    io:format("~p~n", [Sum =:= erlang:md5(binary:copy(Chunk, Size div byte_size(Chunk)))]),
    port_close(Port),
    receive {'EXIT', Port, normal} -> ok end.

collect(_, 0, Context) -> erlang:md5_final(Context);
collect(Port, Left, Context) ->
    receive {Port, {data, Data}} -> collect(Port, Left - byte_size(Data), erlang:md5_update(Context, Data)) end.

many() ->
    Ports = [open_port({spawn, "cat"}, [{line, 20}]) || _ <- lists:seq(1, 20)],
    [Port ! {self(), {command, integer_to_list(I) ++ "\n"}} || {I, Port} <- lists:enumerate(Ports)],
    io:format("~p~n", [[receive {Port, {data, {eol, Line}}} -> Line end || Port <- Ports]]),
    [port_close(Port) || Port <- Ports],
    [receive {'EXIT', Port, normal} -> ok end || Port <- Ports].

%% A program that has stopped itself.
stopped(Opts) ->
    Port = open_port({spawn, "sh -c 'echo ready; kill -STOP $$; exec cat'"}, [binary | Opts]),
    receive {Port, {data, <<"ready\n">>}} -> Port end.

continue(Port) ->
    {os_pid, Pid} = erlang:port_info(Port, os_pid),
    os:cmd("kill -CONT " ++ integer_to_list(Pid)).

busy() ->
    Port = stopped([]),
    Chunk = binary:copy(<<"x">>, 100000),
    N = fill(Port, Chunk, 0),
    io:format("~p~n", [N > 0 andalso N < 100]),
    {queue_size, Waiting} = erlang:port_info(Port, queue_size),
    io:format("~p~n", [Waiting > 0]),
    io:format("~p~n", [erlang:send(Port, {self(), {command, "y"}}, [nosuspend])]),
    Self = self(),
    [spawn(fun() -> Self ! {Kind, F()} end)
     || {Kind, F} <- [{command, fun() -> port_command(Port, Chunk) end}, {send, fun() -> Port ! {Self, {command, Chunk}}, sent end}]],
    receive {Kind, _} when is_atom(Kind) -> io:format("~p does not wait~n", [Kind]) after 150 -> io:format("both wait~n") end,
    continue(Port),
    receive {command, true} -> ok end,
    receive {send, sent} -> ok end,
    %% the last one that found it busy may have been taken, as the message says
    Taken = take(Port, (N + 2) * byte_size(Chunk)),
    io:format("~p~n", [Taken]),
    port_close(Port),
    receive {'EXIT', Port, normal} -> ok end.

fill(Port, Chunk, N) ->
    case port_command(Port, Chunk, [nosuspend]) of
        true -> fill(Port, Chunk, N + 1);
        false -> N
    end.

take(_, 0) -> all;
take(Port, Left) ->
    receive {Port, {data, Data}} -> take(Port, Left - byte_size(Data)) after 3000 -> {missing, Left} end.

%% What was written before it was closed is written all the same.
flushed() ->
    Port = open_port({spawn, "sh -c 'echo ready; kill -STOP $$; cat >out; { echo done; } 2>/dev/null'"}, [binary, {busy_limits_port, disabled}]),
    receive {Port, {data, <<"ready\n">>}} -> ok end,
    {os_pid, Pid} = erlang:port_info(Port, os_pid),
    port_command(Port, binary:copy(<<"z">>, 1000000)),
    Port ! {self(), close},
    receive {'EXIT', Port, normal} -> ok end,
    receive {Port, closed} -> io:format("closed too early~n") after 150 -> io:format("not closed yet~n") end,
    os:cmd("kill -CONT " ++ integer_to_list(Pid)),
    receive {Port, closed} -> ok end,
    io:format("~p~n", [size_of("out", 1000000, 100)]).

%% The program that writes the file may take a moment.
size_of(File, Size, Tries) ->
    case filelib:file_size(File) of
        Size -> Size;
        _ when Tries > 0 -> receive after 20 -> size_of(File, Size, Tries - 1) end;
        Other -> Other
    end.

%% Who is killed drops what waits.
killed() ->
    Port = stopped([{busy_limits_port, disabled}]),
    {os_pid, Pid} = erlang:port_info(Port, os_pid),
    port_command(Port, binary:copy(<<"z">>, 1000000)),
    exit(Port, kill),
    receive {'EXIT', Port, Reason} -> io:format("~p~n", [Reason]) end,
    os:cmd("kill -9 " ++ integer_to_list(Pid)),
    io:format("~p~n", [erlang:port_info(Port)]).
