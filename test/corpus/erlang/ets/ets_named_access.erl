%% Named tables, protection between processes, rename, whereis, keypos.
-module(ets_named_access).
-export([main/0]).

main() ->
    named = ets:new(named, [named_table, protected]),
    io:format("~p~n", [ets:insert(named, {k, v})]),
    io:format("~p~n", [other(fun() -> ets:lookup(named, k) end)]),
    io:format("~p~n", [other(fun() -> ets:insert(named, {x, y}) end)]),
    P = ets:new(p, [private]),
    ets:insert(P, {a}),
    io:format("~p~n", [other(fun() -> ets:lookup(P, a) end)]),
    Pub = ets:new(pub, [public]),
    io:format("~p~n", [other(fun() -> ets:insert(Pub, {from, other}) end)]),
    io:format("~p~n", [ets:tab2list(Pub)]),
    io:format("~p~n", [ets:rename(named, renamed)]),
    io:format("~p ~p~n", [ets:whereis(named), is_reference(ets:whereis(renamed))]),
    io:format("~p~n", [try ets:new(renamed, [named_table]) catch C:R -> {C, R} end]),
    K = ets:new(kp, [{keypos, 2}, ordered_set]),
    ets:insert(K, [{z, 1}, {a, 2}]),
    io:format("~p~n", [ets:tab2list(K)]),
    io:format("~p~n", [try ets:insert(K, {short}) catch C1:R1 -> {C1, R1} end]),
    io:format("~p~n", [[ets:info(K, I) || I <- [keypos, type, protection, named_table, name, size, compressed, heir, read_concurrency]]]),
    io:format("~p~n", [ets:info(K, owner) =:= self()]),
    io:format("~p~n", [try ets:info(K, bad) catch C2:R2 -> {C2, R2} end]),
    io:format("~p~n", [lists:member(renamed, ets:all())]),
    other(fun() -> ets:new(dies, [named_table]) end),
    io:format("~p~n", [ets:whereis(dies)]).

other(F) ->
    {P, R} = spawn_monitor(fun() -> exit({result, try F() catch C:E -> {C, E} end}) end),
    receive {'DOWN', R, process, P, {result, V}} -> V end.
