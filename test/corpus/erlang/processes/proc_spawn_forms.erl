-module(proc_spawn_forms).
-export([main/0, apply_fun/1]).

main() ->
    Self = self(),
    F = fun(Tag) -> fun() -> Self ! {Tag, is_pid(self())} end end,
    spawn(F(spawn1)),
    spawn(?MODULE, apply_fun, [F(spawn3)]),
    spawn_link(F(spawn_link)),
    spawn_opt(F(spawn_opt), [link, {priority, high}, {min_heap_size, 1000}]),
    {P, R} = spawn_monitor(F(spawn_monitor)),
    spawn(node(), F(spawn_node)),
    spawn_link(node(), ?MODULE, apply_fun, [F(spawn_link4)]),
    {_, R2} = spawn_opt(F(spawn_opt_monitor), [monitor]),
    proc_lib:spawn(F(proc_lib)),
    [receive {Tag, true} -> io:format("~p~n", [Tag]) end || Tag <- [spawn1, spawn3, spawn_link, spawn_opt, spawn_monitor, spawn_node, spawn_link4, spawn_opt_monitor, proc_lib]],
    receive {'DOWN', R, process, P, Reason} -> io:format("~p~n", [Reason]) end,
    receive {'DOWN', R2, process, _, Reason2} -> io:format("~p~n", [Reason2]) end,
    [io:format("~p~n", [try apply(erlang, spawn, A) catch C:E -> {C, E} end]) || A <- [[x], [1, f, []], [m, f, x]]],
    [io:format("~p~n", [try apply(erlang, spawn_opt, A) catch C1:E1 -> {C1, E1} end]) || A <- [[fun() -> ok end, bad], [fun() -> ok end, [nope]], [fun() -> ok end, [{priority, wrong}]]]].

apply_fun(F) -> F().
