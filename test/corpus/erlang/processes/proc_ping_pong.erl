-module(proc_ping_pong).
-export([main/0]).

main() ->
    P = spawn(fun pong/0),
    io:format("~p~n", [ping(P, 100000)]).

ping(P, 0) -> P ! stop, finished;
ping(P, N) -> P ! {ping, self()}, receive pong -> ping(P, N - 1) end.

pong() -> receive {ping, From} -> From ! pong, pong(); stop -> ok end.
