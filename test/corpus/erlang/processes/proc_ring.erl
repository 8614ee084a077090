%% A token around a ring.
-module(proc_ring).
-export([main/0]).

main() ->
    First = self(),
    Last = lists:foldl(fun(_, Next) -> spawn(fun() -> forward(Next) end) end, First, lists:seq(1, 500)),
    io:format("~p~n", [go(Last, 40, 0)]).

forward(Next) -> receive stop -> Next ! stop; N -> Next ! N + 1, forward(Next) end.

go(Last, 0, Acc) -> Last ! stop, receive stop -> Acc end;
go(Last, K, Acc) -> Last ! Acc, receive N -> go(Last, K - 1, N) end.
