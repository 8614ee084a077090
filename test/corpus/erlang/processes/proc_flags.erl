-module(proc_flags).
-export([main/0]).

main() ->
    [io:format("~p: ~p ~p~n", [F, process_flag(F, V), process_flag(F, V)]) || {F, V} <- [{trap_exit, true}, {priority, high}, {priority, normal}, {message_queue_data, off_heap}, {error_handler, error_handler}, {save_calls, 0}, {sensitive, false}, {fullsweep_after, 10}]],
    [io:format("~p~n", [try process_flag(F, V) catch C:E -> {C, E} end]) || {F, V} <- [{trap_exit, 1}, {priority, urgent}, {nope, 1}, {message_queue_data, x}]],
    io:format("~p~n", [try process_flag(self(), save_calls, 0) catch C1:E1 -> {C1, E1} end]),
    io:format("~p~n", [process_flag(trap_exit, false)]).
