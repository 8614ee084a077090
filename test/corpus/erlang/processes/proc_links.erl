-module(proc_links).
-export([main/0]).

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    [io:format("~p~n", [linked(R)]) || R <- [normal, crash, {shutdown, x}, kill, killed]],
    P = spawn_link(fun() -> receive stop -> exit(stopped) end end),
    unlink(P),
    P ! stop,
    io:format("~p~n", [receive {'EXIT', P, R} -> R after 20 -> no_exit end]),
    io:format("~p~n", [try link(dead_pid()) of true -> receive {'EXIT', _, N} -> {signal, N} end catch C:E -> {C, E} end]),
    io:format("~p~n", [link(self())]),
    io:format("~p~n", [try link(not_a_pid) catch C1:E1 -> {C1, E1} end]),
    Chain = chain(20),
    Chain ! {stop, chain_reason},
    io:format("~p~n", [receive {'EXIT', Chain, R2} -> R2 end]).

linked(Reason) ->
    P = spawn_link(fun() -> exit(Reason) end),
    receive {'EXIT', P, R} -> R end.

dead_pid() ->
    {P, Ref} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Ref, _, _, _} -> P end.

%% Each is linked to the next; the last one's death travels to the first.
chain(0) -> spawn_link(fun() -> receive {stop, R} -> exit(R) end end);
chain(N) ->
    spawn_link(fun() ->
        Next = chain(N - 1),
        receive {stop, R} -> Next ! {stop, R} end,
        receive never -> ok end
    end).
