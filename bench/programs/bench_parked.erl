%% Memory of parked processes: spawns N that wait for ever in receive, reports, then drops them.
%% The bench reads the host process's resident memory between the two lines of output.
-module(bench_parked).
-export([main/1]).

main([Count]) ->
    N = list_to_integer(Count),
    io:format("ready ~p~n", [erlang:system_info(process_count) > 0]),
    _ = io:get_line(""),
    Pids = spawn_all(N, []),
    erlang:garbage_collect(),
    [ok = wait_until_parked(Pid) || Pid <- [hd(Pids), lists:last(Pids)]],
    io:format("parked ~w~n", [length(Pids)]),
    _ = io:get_line(""),
    [Pid ! stop || Pid <- Pids],
    io:format("done~n").

spawn_all(0, Pids) -> Pids;
spawn_all(N, Pids) -> spawn_all(N - 1, [spawn(fun parked/0) | Pids]).

parked() -> receive stop -> ok end.

wait_until_parked(Pid) ->
    case erlang:process_info(Pid, status) of
        {status, waiting} -> ok;
        _ -> erlang:yield(), wait_until_parked(Pid)
    end.
