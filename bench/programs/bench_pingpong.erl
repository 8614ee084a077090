%% Ping-pong: two processes, request and reply matched by a fresh reference.
-module(bench_pingpong).
-export([run/1]).

run(N) ->
    Server = spawn_link(fun() -> server(0) end),
    Sum = client(N, Server, 0),
    Server ! {stop, self()},
    receive {stopped, Count} -> {Count, Sum} end.

client(0, _, Sum) ->
    Sum;
client(N, Server, Sum) ->
    Ref = make_ref(),
    Server ! {ping, self(), Ref, N},
    receive
        {pong, Ref, Reply} -> client(N - 1, Server, (Sum + Reply) band 16#ffffff)
    end.

server(Count) ->
    receive
        {ping, From, Ref, N} ->
            From ! {pong, Ref, N * 2},
            server(Count + 1);
        {stop, From} ->
            From ! {stopped, Count}
    end.
