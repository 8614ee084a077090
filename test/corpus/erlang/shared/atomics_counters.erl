-module(atomics_counters).
-export([main/0]).

main() ->
    A = atomics:new(3, [{signed, true}]),
    io:format("~p~n", [[atomics:put(A, 1, 5), atomics:get(A, 1), atomics:get(A, 2)]]),
    io:format("~p~n", [[atomics:add(A, 1, 3), atomics:add_get(A, 1, -10), atomics:sub(A, 2, 1), atomics:sub_get(A, 2, 1)]]),
    io:format("~p~n", [[atomics:exchange(A, 3, 7), atomics:compare_exchange(A, 3, 7, 8), atomics:compare_exchange(A, 3, 7, 9), atomics:get(A, 3)]]),
    atomics:put(A, 1, (1 bsl 63) - 1),
    io:format("~p~n", [atomics:add_get(A, 1, 1)]),
    U = atomics:new(1, [{signed, false}]),
    io:format("~p~n", [atomics:sub_get(U, 1, 1)]),
    Info = atomics:info(A),
    io:format("~p~n", [[maps:get(K, Info) || K <- [size, max, min]]]),
    C = counters:new(2, []),
    counters:add(C, 1, 5),
    counters:sub(C, 2, 3),
    io:format("~p ~p~n", [counters:get(C, 1), counters:get(C, 2)]),
    counters:put(C, 1, 100),
    W = counters:new(1, [write_concurrency]),
    [counters:add(W, 1, N) || N <- lists:seq(1, 100)],
    io:format("~p ~p ~p~n", [counters:get(C, 1), counters:get(W, 1), maps:get(size, counters:info(C))]),
    Self = self(),
    [spawn(fun() -> [atomics:add(A, 2, 1) || _ <- lists:seq(1, 100)], Self ! done end) || _ <- lists:seq(1, 10)],
    [receive done -> ok end || _ <- lists:seq(1, 10)],
    io:format("~p~n", [atomics:get(A, 2)]),
    [io:format("~p~n", [try F() catch K:R -> {K, R} end]) || F <- [fun() -> atomics:new(0, []) end, fun() -> atomics:get(A, 4) end, fun() -> atomics:put(A, 1, 1 bsl 63) end, fun() -> atomics:put(A, 1, a) end, fun() -> counters:get(C, 0) end, fun() -> counters:new(a, []) end, fun() -> atomics:get(C, x) end]].
