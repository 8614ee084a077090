%% corpus: flavours=no_ssa_opt
-module(port_links).
-export([main/0]).

%% Links, monitors and exit signals between processes and ports.
main() ->
    process_flag(trap_exit, true),
    links(),
    monitors(),
    exits().

cat() -> open_port({spawn, "cat"}, [{line, 100}]).

%% All messages until there are none for a while, with the port as `port`.
flush(Port) -> flush(Port, 100).
flush(Port, Time) ->
    receive M -> [hide(Port, M) | flush(Port, Time)] after Time -> [] end.

hide(Port, Port) -> port;
hide(_, Pid) when Pid =:= self() -> self;
hide(_, Pid) when is_pid(Pid) -> pid;
hide(_, Ref) when is_reference(Ref) -> ref;
hide(Port, T) when is_tuple(T) -> list_to_tuple([hide(Port, E) || E <- tuple_to_list(T)]);
hide(Port, [H | T]) -> [hide(Port, H) | hide(Port, T)];
hide(_, T) -> T.

try_it(Port, F) ->
    try hide(Port, F()) catch C:R -> {C, R} end.

links() ->
    P = cat(),
    Linked = spawn(fun() -> link(P), receive stop -> ok; fail -> exit(failed) end end),
    io:format("~p~n", [flush(P)]),
    io:format("~p~n", [lists:sort(hide(P, element(2, erlang:port_info(P, links))))]),
    io:format("~p~n", [lists:member(P, element(2, process_info(self(), links)))]),
    io:format("~p~n", [unlink(P)]),
    io:format("~p~n", [lists:member(P, element(2, process_info(self(), links)))]),
    Linked ! stop,
    io:format("~p ~p~n", [flush(P), erlang:port_info(P, links)]),
    io:format("~p~n", [link(P)]),
    Failing = spawn(fun() -> link(P), receive fail -> exit(failed) end end),
    io:format("~p~n", [flush(P)]),
    Failing ! fail,
    io:format("~p~n", [flush(P)]),
    io:format("~p ~p ~p~n", [erlang:port_info(P), link(P), flush(P)]),
    {_, Ref} = spawn_monitor(fun() -> try link(P) catch error:E -> exit(E) end end),
    receive {'DOWN', Ref, process, _, noproc} -> io:format("noproc~n"); {'DOWN', Ref, _, _, R} -> io:format("~p~n", [R]) end,
    io:format("~p~n", [unlink(P)]).

monitors() ->
    P = cat(),
    R1 = erlang:monitor(port, P),
    register(a_port, P),
    R2 = erlang:monitor(port, a_port),
    R3 = erlang:monitor(port, {a_port, node()}, [{tag, gone}]),
    R4 = erlang:monitor(port, P),
    io:format("~p~n", [demonitor(R4, [info])]),
    io:format("~p~n", [hide(P, process_info(self(), monitors)) =/= []]),
    io:format("~p~n", [hide(P, erlang:port_info(P, monitored_by))]),
    io:format("~p~n", [[is_reference(R) || R <- [R1, R2, R3]]]),
    unlink(P),
    port_close(P),
    io:format("~p~n", [lists:sort(flush(P))]),
    erlang:monitor(port, P),
    io:format("~p~n", [flush(P)]),
    erlang:monitor(port, a_port),
    io:format("~p~n", [flush(P)]),
    [io:format("~p~n", [try_it(P, fun() -> erlang:monitor(port, X) end)]) || X <- [self(), "x", {a, b, c}]],
    io:format("~p~n", [try_it(P, fun() -> erlang:monitor(process, P) end)]).

exits() ->
    [begin
         P = cat(),
         Self = self(),
         spawn(fun() -> exit(P, Reason), Self ! sent end),
         receive sent -> ok end,
         io:format("~p ~p ~p~n", [Reason, flush(P), erlang:port_info(P, name)]),
         catch port_close(P),
         flush(P)
     end || Reason <- [normal, kill, some_reason, {a, tuple}]],
    P = cat(),
    io:format("~p~n", [exit(P, mine)]),
    io:format("~p ~p~n", [flush(P), exit(P, again)]).

