%% Naive reverse: list matching and construction, quadratic garbage.
-module(bench_nrev).
-export([run/1]).

run(N) ->
    L = nrev(lists:seq(1, N)),
    {hd(L), lists:last(L), length(L)}.

nrev([]) -> [];
nrev([H | T]) -> append(nrev(T), [H]).

append([], Ys) -> Ys;
append([X | Xs], Ys) -> [X | append(Xs, Ys)].
