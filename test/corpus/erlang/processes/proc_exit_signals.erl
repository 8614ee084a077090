%% exit/2 with every kind of reason, against processes that trap and do not.
-module(proc_exit_signals).
-export([main/0]).

main() ->
    logger:set_primary_config(level, none),
    [io:format("~p trap=~p: ~p~n", [R, T, signal(R, T)]) || R <- [normal, kill, killed, shutdown, {some, term}], T <- [false, true]],
    io:format("~p~n", [self_exit(normal)]),
    io:format("~p~n", [self_exit(boom)]),
    io:format("~p~n", [self_exit(kill)]),
    io:format("~p~n", [try exit(x, y) catch C:E -> {C, E} end]),
    io:format("~p~n", [exit(dead(), kill)]).

signal(Reason, Trap) ->
    Self = self(),
    {P, Ref} = spawn_monitor(fun() ->
        process_flag(trap_exit, Trap),
        Self ! ready,
        receive {'EXIT', From, R} -> exit({trapped, R, From =:= Self}); stop -> exit(survived) end
    end),
    receive ready -> ok end,
    exit(P, Reason),
    P ! stop,
    receive {'DOWN', Ref, process, P, Down} -> Down end.

self_exit(Reason) ->
    {_, Ref} = spawn_monitor(fun() -> exit(self(), Reason), receive after 50 -> exit(lived_on) end end),
    receive {'DOWN', Ref, process, _, Down} -> Down end.

dead() ->
    {P, Ref} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Ref, _, _, _} -> P end.
