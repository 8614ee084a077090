%% A ring of 1,000 processes: N messages travel once around, several at a time.
-module(bench_ring).
-export([run/1]).

-define(SIZE, 1000).
-define(TOKENS, 10).

run(Rounds) ->
    Self = self(),
    Last = lists:foldl(fun(_, Next) -> spawn_link(fun() -> forward(Next) end) end,
                       Self, lists:seq(1, ?SIZE)),
    [Last ! {token, 0} || _ <- lists:seq(1, ?TOKENS)],
    Hops = collect(Rounds, Last, 0),
    Last ! stop,
    receive stop -> Hops end.

collect(0, _, Sum) ->
    Sum;
collect(Rounds, First, Sum) ->
    Hops = lists:sum([receive {token, N} -> N end || _ <- lists:seq(1, ?TOKENS)]),
    case Rounds of
        1 -> ok;
        _ -> [First ! {token, 0} || _ <- lists:seq(1, ?TOKENS)]
    end,
    collect(Rounds - 1, First, Sum + Hops).

forward(Next) ->
    receive
        {token, N} ->
            Next ! {token, N + 1},
            forward(Next);
        stop ->
            Next ! stop
    end.
