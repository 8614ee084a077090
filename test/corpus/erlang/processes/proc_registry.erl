-module(proc_registry).
-export([main/0]).

main() ->
    P = spawn(fun loop/0),
    io:format("~p~n", [register(my_name, P)]),
    io:format("~p~n", [whereis(my_name) =:= P]),
    io:format("~p~n", [lists:member(my_name, registered())]),
    my_name ! {self(), hi},
    receive {echo, X} -> io:format("~p~n", [X]) end,
    {my_name, node()} ! {self(), hi2},
    receive {echo, X2} -> io:format("~p~n", [X2]) end,
    [io:format("~p~n", [try apply(erlang, F, A) catch C:E -> {C, E} end]) || {F, A} <- [{register, [my_name, self()]}, {register, [other, P]}, {register, [undefined, self()]}, {register, [x, y]}, {unregister, [nobody]}, {whereis, [1]}, {send, [nobody_there, x]}]],
    io:format("~p~n", [process_info(P, registered_name)]),
    io:format("~p~n", [process_info(self(), registered_name)]),
    unregister(my_name),
    io:format("~p~n", [whereis(my_name)]),
    register(again, P),
    Ref = monitor(process, P),
    P ! stop,
    receive {'DOWN', Ref, _, _, _} -> ok end,
    io:format("~p~n", [whereis(again)]).

loop() -> receive {From, M} -> From ! {echo, M}, loop(); stop -> ok end.
