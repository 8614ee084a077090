%% Monitors, aliases, sends and timeouts in loops that are compiled, and the odd cases among them.
-module(proc_hot_signals).
-export([main/0]).

main() ->
    Server = spawn(fun server/0),
    register(hot_server, Server),
    io:format("calls ~p~n", [loop(3000, fun(N) -> call(Server, N) end)]),
    io:format("by name ~p~n", [loop(3000, fun(N) -> call(hot_server, N) end)]),
    io:format("options ~p~n", [loop(2000, fun(N) -> options(Server, N) end)]),
    io:format("copies ~p~n", [loop(200, fun(N) -> copied(Server, N) end)]),
    io:format("modes ~p~n", [[mode(Server, M) || M <- [explicit_unalias, demonitor, reply_demonitor]]]),
    io:format("strange ~p~n", [loop(1000, fun(N) -> strange(N) end)]),
    io:format("timeouts ~p~n", [loop(1500, fun(N) -> timeout(N) end)]),
    io:format("left ~p ~p~n", [process_info(self(), monitors), process_info(self(), messages)]),
    Refs = [monitor(process, Server, [{tag, {down, I}}]) || I <- lists:seq(1, 5)],
    {monitored_by, By} = process_info(Server, monitored_by),
    io:format("by ~p~n", [[P =:= self() || P <- By]]),
    demonitor(lists:nth(3, Refs)),
    exit(Server, stop),
    io:format("down ~p~n", [lists:sort([receive {{down, I}, _, process, Server, Why} -> {I, Why} end || _ <- [1, 2, 4, 5]])]),
    io:format("gone ~p ~p~n", [whereis(hot_server), element(1, element(2, catch hot_server ! x))]),
    io:format("dead ~p~n", [loop(500, fun(_) -> dead(Server) end)]).

loop(N, F) -> loop(N, F, 0).

loop(0, _, Sum) -> Sum;
loop(N, F, Sum) -> loop(N - 1, F, (Sum * 7 + F(N)) band 16#ffffff).

server() ->
    receive
        {From, Tag, N} -> From ! {Tag, N + 1}, server();
        {twice, From, Tag, N} -> From ! {Tag, N}, From ! {Tag, N + 1}, server()
    end.

call(Server, N) ->
    Ref = monitor(process, to_pid(Server), [{alias, demonitor}]),
    Server ! {Ref, Ref, N},
    receive
        {Ref, Answer} -> demonitor(Ref, [flush]), Answer;
        {'DOWN', Ref, _, _, _} -> 0
    after 5000 -> timeout
    end.

to_pid(Name) when is_atom(Name) -> whereis(Name);
to_pid(Pid) -> Pid.

options(Server, N) ->
    Ref = make_ref(),
    ok = erlang:send(Server, {self(), Ref, N}, case N rem 3 of 0 -> []; 1 -> [noconnect]; 2 -> [nosuspend, noconnect] end),
    {_, _, _} = erlang:send(Server, {self(), Ref, N}),
    receive {Ref, A} -> receive {Ref, B} -> A + B end end.

%% A reference that has been outside is a copy.
copied(Server, N) ->
    Ref = monitor(process, Server, [{alias, reply_demonitor}]),
    Copy = binary_to_term(term_to_binary(Ref)),
    Server ! {twice, Copy, Ref, N},
    Result = receive {Ref, A} -> A end,
    Server ! {self(), Ref, 0},
    receive {Ref, B} when B =:= 1 -> ok end,
    false = demonitor(Copy, [info]),
    Other = monitor(process, Server),
    true = demonitor(binary_to_term(term_to_binary(Other)), [flush, info]),
    Result.

mode(Server, Mode) ->
    Ref = monitor(process, Server, [{alias, Mode}]),
    Server ! {twice, Ref, Ref, 1},
    Server ! {self(), sync, 1},
    receive {sync, 2} -> ok end,
    Info = demonitor(Ref, [info]),
    Server ! {Ref, Ref, 5},
    Server ! {self(), sync, 1},
    receive {sync, 2} -> ok end,
    {Mode, Info, collect(Ref), unalias(Ref)}.

collect(Ref) ->
    receive {Ref, X} -> [X | collect(Ref)] after 0 -> [] end.

strange(N) ->
    Self = monitor(process, self()),
    true = demonitor(Self),
    true = demonitor(Self, [flush]),
    Plain = make_ref(),
    Plain ! nothing,
    true = demonitor(Plain),
    Bad = fun(F) -> try F(), 0 catch error:badarg -> 1 end end,
    Bad(fun() -> monitor(process, 17) end) + Bad(fun() -> monitor(nothing, self()) end)
        + Bad(fun() -> demonitor(self()) end) + Bad(fun() -> erlang:send(no_such_name, N) end)
        + Bad(fun() -> erlang:send(self(), N, [bad]) end) + Bad(fun() -> whereis("x") end)
        + Bad(fun() -> monitor(process, self(), [{alias, bad}]) end).

timeout(N) when N rem 500 =:= 0 ->
    receive never -> 1 after 3 -> 2 end;
timeout(N) when N rem 3 =:= 0 ->
    self() ! {other, N},
    self() ! {this, N},
    Got = receive {this, M} -> M after 10000 -> 0 end,
    receive {other, N} -> Got after infinity -> 0 end;
timeout(_) ->
    receive never -> 1 after 0 -> 3 end.

dead(Server) ->
    Ref = monitor(process, Server, [{alias, demonitor}]),
    Ref ! lost,
    Server ! lost,
    receive {'DOWN', Ref, process, Server, noproc} -> 1 after 1000 -> 0 end.
