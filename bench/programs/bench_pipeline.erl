%% A pipeline of 10,000 processes: each stage works on a message, keeps a state, and passes the message on.
-module(bench_pipeline).
-export([run/1]).

-define(STAGES, 10_000).

run(N) ->
    Self = self(),
    First = lists:foldl(fun(I, Next) -> spawn_link(fun() -> stage(I, Next, 0) end) end,
                        Self, lists:seq(?STAGES, 1, -1)),
    [First ! {item, I, I, []} || I <- lists:seq(1, N)],
    First ! {stop, 0},
    collect(0).

collect(Digest) ->
    receive
        {item, I, Value, Trace} -> collect((Digest * 31 + I + Value + length(Trace)) band 16#ffffff);
        {stop, Handled} -> {Digest, Handled}
    end.

stage(I, Next, Handled) ->
    receive
        {item, Number, Value, Trace} ->
            Next ! {item, Number, work(I, Value), trace(I, Trace)},
            stage(I, Next, Handled + 1);
        {stop, Sum} ->
            Next ! {stop, Sum + Handled}
    end.

work(I, Value) when I band 1 =:= 0 -> (Value * 17 + I) rem 65_521;
work(I, Value) -> Value bxor I.

trace(I, Trace) when I rem 1_000 =:= 0 -> [I | Trace];
trace(_, Trace) -> Trace.
