%% Monitors with a tag of their own, and aliases.
-module(proc_monitor_options).
-export([main/0]).

main() ->
    P = spawn(fun() -> receive {go, From} -> From ! {reply, from_alias}, exit(bye) end end),
    R = monitor(process, P, [{tag, {custom, tag}}]),
    A = monitor(process, P, [{alias, explicit_unalias}]),
    P ! {go, A},
    receive {reply, X} -> io:format("~p~n", [X]) end,
    receive {{custom, tag}, R, process, P, W} -> io:format("~p~n", [W]) end,
    receive {'DOWN', A, process, P, W2} -> io:format("~p~n", [W2]) end,
    A ! still_active,
    receive still_active -> io:format("alias still active~n") after 20 -> io:format("inactive~n") end,
    io:format("~p~n", [unalias(A)]),
    io:format("~p~n", [unalias(A)]),
    A ! gone,
    receive gone -> io:format("wrong~n") after 10 -> io:format("dropped~n") end,
    P2 = spawn(fun() -> receive {go, From} -> From ! one, From ! two end end),
    B = monitor(process, P2, [{alias, reply_demonitor}]),
    P2 ! {go, B},
    receive one -> io:format("one~n") end,
    io:format("~p~n", [receive two -> two; {'DOWN', _, _, _, _} -> down after 20 -> nothing end]).
