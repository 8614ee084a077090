%% Runs one benchmark inside the VM: unmeasured until the milliseconds of its warm-up have gone by, then measured,
%% each time after a collection.
%% Prints the result once and the microseconds of each measured run, as lines that bench/run.ts reads.
-module(bench_driver).
-export([main/1]).

main([Module, Size, Warmup, Runs]) ->
    Mod = list_to_atom(Module),
    N = list_to_integer(Size),
    Result = warmup(now_ms() + list_to_integer(Warmup), Mod, N, none),
    {Times, Last} = measure(list_to_integer(Runs), Mod, N, [], Result),
    io:format("result ~0tp~n", [Last]),
    io:format("times ~w~n", [Times]).

warmup(Until, Mod, N, Result) ->
    case now_ms() < Until of
        true -> warmup(Until, Mod, N, Mod:run(N));
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
