-module(proc_parallel_map).
-export([main/0]).

main() ->
    io:format("~p~n", [pmap(fun(X) -> X * X end, lists:seq(1, 100))]),
    io:format("~p~n", [try pmap(fun(X) -> 10 div X end, [2, 1, 0]) catch exit:R -> {failed, simple(R)} end]),
    io:format("~p~n", [first_of([500, 1, 1000])]).

pmap(F, L) ->
    logger:set_primary_config(level, none),
    Pids = [spawn_monitor(fun() -> exit({ok, F(X)}) end) || X <- L],
    [receive {'DOWN', R, process, P, {ok, V}} -> V; {'DOWN', R, process, P, Why} -> exit(Why) end || {P, R} <- Pids].

first_of(Delays) ->
    Self = self(),
    Ref = make_ref(),
    [spawn(fun() -> timer:sleep(D), Self ! {Ref, D} end) || D <- Delays],
    receive {Ref, D} -> D end.

simple({R, [_ | _]}) -> R;
simple(R) -> R.
