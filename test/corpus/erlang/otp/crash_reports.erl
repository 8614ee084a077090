%% Crash reports of proc_lib and gen_server, the first that the program needs the logger for.
-module(crash_reports).
-export([main/0, init/1, handle_call/3, handle_cast/2, terminate/2]).

%% In a process of its own, for a report to show no more of the client's stack than is here.
main() ->
    {_, Monitor} = spawn_monitor(fun run/0),
    receive {'DOWN', Monitor, process, _, normal} -> ok end.

run() ->
    process_flag(trap_exit, true),
    quiet(fun() -> proc_lib:spawn(fun() -> error(oops) end) end),
    quiet(fun() -> proc_lib:spawn(fun() -> exit(shutdown) end) end),
    quiet(fun() -> proc_lib:spawn(fun() -> exit(unusual) end) end),
    {ok, Server} = gen_server:start_link(?MODULE, [], []),
    Answer = (catch gen_server:call(Server, crash)),
    later("~p~n", [element(1, element(2, Answer))]),
    receive {'EXIT', Server, {Reason, _}} -> io:format("exit ~p~n", [Reason]) end,
    {ok, Other} = gen_server:start_link(?MODULE, [], []),
    gen_server:cast(Other, stop),
    receive {'EXIT', Other, Why} -> later("exit ~p~n", [Why]) end.

quiet(Spawn) ->
    Monitor = monitor(process, Spawn()),
    receive {'DOWN', Monitor, process, _, Reason} -> later("down ~P~n", [Reason, 5]) end.

%% After what is logged meanwhile.
later(Format, Arguments) ->
    timer:sleep(100),
    io:format(Format, Arguments).

init([]) -> {ok, state}.
handle_call(crash, _From, state) -> erlang:error(badly).
handle_cast(stop, state) -> {stop, on_request, state}.
terminate(Reason, _) -> io:format("terminate ~P~n", [Reason, 4]).
