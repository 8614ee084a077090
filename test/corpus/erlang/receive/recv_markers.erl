%% Calls with a fresh reference skip a long queue; the queue stays as it was.
-module(recv_markers).
-export([main/0]).

main() ->
    [self() ! {old, N} || N <- lists:seq(1, 20000)],
    Server = spawn(fun server/0),
    io:format("~p~n", [lists:sum([call(Server, N) || N <- lists:seq(1, 500)])]),
    io:format("~p~n", [process_info(self(), message_queue_len)]),
    {_, Ref} = spawn_monitor(fun() -> exit(gone) end),
    io:format("~p~n", [receive {'DOWN', Ref, process, _, R} -> R end]),
    io:format("~p~n", [receive {old, N} -> N end]),
    io:format("~p~n", [receive {old, 20000} -> last end]).

server() ->
    receive {From, Ref, N} -> From ! {Ref, N * 2}, server() end.

call(Server, N) ->
    Ref = make_ref(),
    Server ! {self(), Ref, N},
    receive {Ref, Reply} -> Reply end.
