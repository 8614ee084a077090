-module(proc_info).
-export([main/0]).

main() ->
    P = spawn_link(fun() -> process_flag(trap_exit, true), put(a, 1), receive stop -> ok end end),
    wait(P),
    Items = [registered_name, trap_exit, priority, message_queue_len, messages, dictionary, status, initial_call, current_function, catchlevel, error_handler, message_queue_data, suspending, monitors],
    P ! m1,
    P ! m2,
    [io:format("~p~n", [simple(process_info(P, I))]) || I <- Items, I =/= initial_call],
    io:format("~p~n", [element(2, process_info(P, links)) =:= [self()]]),
    io:format("~p~n", [element(2, process_info(P, group_leader)) =:= group_leader()]),
    io:format("~p~n", [element(2, process_info(P, parent)) =:= self()]),
    [io:format("~p ~p~n", [I, is_integer(element(2, process_info(P, I)))]) || I <- [reductions, memory, heap_size, stack_size, total_heap_size, min_heap_size]],
    io:format("~p~n", [process_info(P, [priority, message_queue_len])]),
    io:format("~p~n", [process_info(P, [])]),
    io:format("~p~n", [is_process_alive(P)]),
    unlink(P),
    P ! stop,
    receive after 10 -> ok end,
    io:format("~p ~p~n", [is_process_alive(P), process_info(P)]),
    io:format("~p~n", [process_info(P, links)]),
    [io:format("~p~n", [try process_info(self(), X) catch C:E -> {C, E} end]) || X <- [nonsense, 1, [bad]]],
    io:format("~p~n", [lists:member(self(), processes())]).

wait(P) -> case process_info(P, status) of {status, waiting} -> ok; _ -> erlang:yield(), wait(P) end.

simple({current_function, {M, F, A}}) -> {current_function, F =/= x, A, M};
simple({current_function, _} = X) -> X;
simple(X) -> X.
