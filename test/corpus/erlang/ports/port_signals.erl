%% corpus: flavours=no_ssa_opt
-module(port_signals).
-export([main/0]).

%% What a port does with messages that make no sense, and what becomes of it when its owner ends.
main() ->
    process_flag(trap_exit, true),
    bad_signals(),
    owner_ends().

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

bad_signals() ->
    P = cat(),
    Other = spawn(fun() -> receive after infinity -> ok end end),
    [begin P ! M, io:format("~p ~p~n", [hide(P, M), flush(P)]) end
     || M <- [foo, {self(), foo}, {self(), {foo, bar}}, {Other, {command, "x"}}, {self(), {connect, foo}},
              {Other, close}, {foo, close}, {self(), {command, "fine\n"}}, {self(), {command, "fine\n"}, x}]],
    io:format("~p~n", [erlang:port_info(P, name)]),
    %% anybody may speak for the owner
    Self = self(),
    spawn(fun() -> P ! {Self, {command, "for the owner\n"}} end),
    io:format("~p~n", [flush(P)]),
    spawn(fun() -> io:format("~p~n", [port_command(P, "not the owner\n")]) end),
    io:format("~p~n", [flush(P)]),
    spawn(fun() -> P ! {Self, close} end),
    io:format("~p~n", [flush(P)]),
    P ! {self(), {command, "x"}},
    P ! {self(), close},
    P ! foo,
    io:format("~p~n", [flush(P)]),
    exit(Other, kill),
    %% without trapping exits
    {_, Ref} = spawn_monitor(fun() -> Q = cat(), Q ! rubbish, receive after 5000 -> ok end end),
    receive {'DOWN', Ref, process, _, Why} -> io:format("~p~n", [Why]) end.

owner_ends() ->
    [begin
         Self = self(),
         {Pid, _} = spawn_monitor(fun() -> Self ! {port, cat()}, receive Reason -> exit(Reason) end end),
         Port = receive {port, P} -> P end,
         erlang:monitor(port, Port),
         Pid ! Reason,
         io:format("~p ~p ~p~n", [Reason, lists:sort(flush(Port)), erlang:port_info(Port)])
     end || Reason <- [normal, shutdown, {some, reason}]],
    %% an owner that is not linked leaves it open
    Self = self(),
    spawn(fun() -> Q = cat(), unlink(Q), Self ! {port, Q} end),
    Q = receive {port, Q0} -> Q0 end,
    io:format("~p ~p~n", [flush(Q), erlang:port_info(Q, links)]),
    io:format("~p~n", [port_command(Q, "to nobody\n")]),
    io:format("~p ~p~n", [flush(Q), port_close(Q)]).

