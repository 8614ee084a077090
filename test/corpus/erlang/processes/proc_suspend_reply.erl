-module(proc_suspend_reply).
-export([main/0]).

%% Who suspends a process asynchronously may ask for a message when it is done.
main() ->
    P = spawn(fun() -> receive stop -> ok end end),
    ask(P, []),
    ask(P, [unless_suspending]),
    ask(P, []),
    [true, true] = [erlang:resume_process(P) || _ <- [1, 2]],
    io:format("~p~n", [process_info(P, status) =/= {status, suspended}]),
    Ref = monitor(process, P),
    exit(P, kill),
    receive {'DOWN', Ref, process, P, Why} -> io:format("~p~n", [Why]) end,
    ask(P, []).

ask(P, Options) ->
    Tag = make_ref(),
    Result = erlang:suspend_process(P, [{asynchronous, Tag} | Options]),
    receive {Tag, State} -> io:format("~p ~p~n", [Result, State]) end.
