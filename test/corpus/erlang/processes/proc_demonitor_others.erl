%% Monitors that are somebody else's, of this node's earlier lives, and of the node itself.
-module(proc_demonitor_others).
-export([main/0]).

main() ->
    Parent = self(),
    {Pid, Ref} = spawn_monitor(fun() ->
                                       receive R -> Parent ! {answer, catch erlang:demonitor(R)} end,
                                       receive stop -> ok end
                               end),
    Pid ! Ref,
    io:format("~p~n", [receive {answer, A} -> A end]),
    io:format("~p~n", [erlang:demonitor(Ref, [info])]),
    Pid ! stop,
    Older = older(self()),
    true = Older =/= self(),
    Mon = erlang:monitor(process, Older),
    receive {'DOWN', Mon, process, Older, Why} -> io:format("~p~n", [Why]) end,
    process_flag(trap_exit, true),
    true = link(Older),
    receive {'EXIT', Older, Reason} -> io:format("~p~n", [Reason]) after 1000 -> io:format("nothing~n") end,
    io:format("~p~n", [[catch element(1, element(2, catch F()))
                        || F <- [fun() -> monitor_node(other@nowhere, true) end,
                                 fun() -> monitor_node(node(), maybe_so) end,
                                 fun() -> erlang:monitor_node(node(), true, [no_option]) end]]]),
    io:format("~p~n", [{monitor_node(node(), true), erlang:monitor_node(node(), false, [allow_passive_connect])}]),
    ok.

%% The same pid, of a node of this name that was started another time.
older(Pid) ->
    Size = byte_size(term_to_binary(Pid)) - 1,
    <<Front:Size/binary, Last>> = term_to_binary(Pid),
    binary_to_term(<<Front/binary, (Last bxor 1)>>).
