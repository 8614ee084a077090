%% Ten million tail calls through funs, applies and other functions.
-module(fun_tail_calls).
-export([main/0]).

main() ->
    Loop = fun Loop(0, Acc) -> Acc; Loop(N, Acc) -> Loop(N - 1, Acc + 1) end,
    io:format("~p~n", [Loop(1000000, 0)]),
    io:format("~p~n", [ping(1000000)]),
    io:format("~p~n", [through(fun(K, 0) -> {done, K}; (K, N) -> K(K, N - 1) end)]),
    io:format("~p~n", [element(1, cps(100000, fun(X) -> {X, end_} end))]).

ping(0) -> ping_done;
ping(N) -> pong(N - 1).

pong(0) -> pong_done;
pong(N) -> ping(N - 1).

through(F) ->
    {done, G} = F(F, 300000),
    is_function(G, 2).

cps(0, K) -> K(0);
cps(N, K) -> cps(N - 1, fun(X) -> K(X + 1) end).
