%% Binary trees (Computer Language Benchmarks Game): tuples built, walked and dropped.
-module(bench_bintrees).
-export([run/1]).

-define(MIN_DEPTH, 4).

run(N) ->
    Stretch = check(build(N + 1)),
    LongLived = build(N),
    Sums = [{D, trees(1 bsl (N - D + ?MIN_DEPTH), D, 0)} || D <- lists:seq(?MIN_DEPTH, N, 2)],
    {Stretch, Sums, check(LongLived)}.

trees(0, _, Sum) -> Sum;
trees(Count, Depth, Sum) -> trees(Count - 1, Depth, Sum + check(build(Depth))).

build(0) -> {nil, nil};
build(Depth) -> {build(Depth - 1), build(Depth - 1)}.

check({nil, nil}) -> 1;
check({Left, Right}) -> 1 + check(Left) + check(Right).
