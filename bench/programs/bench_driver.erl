%% Runs one benchmark inside the VM: to warm it up once, and then until so many milliseconds have gone by and it has run ?LEAST times;
%% then measured, each time after a collection. The first run's time does not count, because a VM may compile everything in it.
%% Prints the result once and the microseconds of each measured run, as lines that bench/run.ts reads.
-module(bench_driver).
-export([main/1]).

%% The Erlang compiler, whose large functions a run calls a few thousand times each, takes about ten runs until V8 has optimized them.
-define(LEAST, 10).

main([Module, Size, Warmup, Runs]) ->
    Mod = list_to_atom(Module),
    N = list_to_integer(Size),
    Result = warmup(list_to_integer(Warmup), Mod, N),
    {Times, Last} = measure(list_to_integer(Runs), Mod, N, [], Result),
    io:format("result ~0tp~n", [Last]),
    io:format("times ~w~n", [Times]).

warmup(0, _, _) ->
    none;
warmup(Milliseconds, Mod, N) ->
    First = Mod:run(N),
    warmup(now_ms() + Milliseconds, ?LEAST - 1, Mod, N, First).

warmup(Until, Left, Mod, N, Result) ->
    case Left > 0 orelse now_ms() < Until of
        true -> warmup(Until, Left - 1, Mod, N, Mod:run(N));
        false -> Result
    end.

now_ms() -> erlang:monotonic_time(millisecond).

measure(0, _, _, Times, Result) ->
    {lists:reverse(Times), Result};
measure(Left, Mod, N, Times, _) ->
    erlang:garbage_collect(),
    Start = erlang:monotonic_time(),
    Result = Mod:run(N),
    Elapsed = erlang:convert_time_unit(erlang:monotonic_time() - Start, native, microsecond),
    measure(Left - 1, Mod, N, [Elapsed | Times], Result).
