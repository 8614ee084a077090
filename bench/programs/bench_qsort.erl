%% Quicksort with list comprehensions over pseudo-random integers.
-module(bench_qsort).
-export([run/1]).

run(N) ->
    Sorted = qsort(random(N, 42, [])),
    {hd(Sorted), lists:nth(N div 2, Sorted), lists:last(Sorted)}.

qsort([]) ->
    [];
qsort([Pivot | Rest]) ->
    qsort([X || X <- Rest, X < Pivot]) ++ [Pivot | qsort([X || X <- Rest, X >= Pivot])].

random(0, _, Acc) ->
    Acc;
random(N, Seed, Acc) ->
    Next = (Seed * 1103515 + 12345) rem 16777213,
    random(N - 1, Next, [Next | Acc]).
