-module(proc_suspend).
-export([main/0]).

main() ->
    Self = self(),
    P = spawn(fun() -> counter(Self, 0) end),
    true = erlang:suspend_process(P),
    P ! report,
    io:format("~p~n", [receive {count, _} -> running after 30 -> suspended end]),
    io:format("~p~n", [process_info(P, status)]),
    io:format("~p~n", [erlang:suspend_process(P, [unless_suspending])]),
    true = erlang:suspend_process(P),
    true = erlang:resume_process(P),
    io:format("~p~n", [receive {count, _} -> running after 30 -> still_suspended end]),
    true = erlang:resume_process(P),
    io:format("~p~n", [receive {count, N} -> N end]),
    io:format("~p~n", [try erlang:resume_process(P) catch C:E -> {C, E} end]),
    io:format("~p~n", [try erlang:suspend_process(self()) catch C1:E1 -> {C1, E1} end]).

counter(To, N) -> receive report -> To ! {count, N}, counter(To, N + 1) end.
