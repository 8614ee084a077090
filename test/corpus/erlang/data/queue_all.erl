-module(queue_all).
-export([main/0]).

main() ->
    Q = queue:from_list([1, 2, 3, 4, 5]),
    io:format("~p~n", [queue:to_list(queue:in(6, Q))]),
    io:format("~p~n", [queue:to_list(queue:in_r(0, Q))]),
    {{value, V}, Q2} = queue:out(Q),
    io:format("~p ~p~n", [V, queue:len(Q2)]),
    {{value, V2}, _} = queue:out_r(Q),
    io:format("~p~n", [V2]),
    io:format("~p~n", [queue:out(queue:new())]),
    io:format("~p~n", [[queue:peek(Q), queue:peek_r(Q), queue:is_empty(Q), queue:is_queue(Q), queue:member(3, Q)]]),
    io:format("~p~n", [queue:to_list(queue:reverse(queue:join(Q, queue:from_list([a, b]))))]),
    io:format("~p~n", [queue:to_list(queue:filter(fun(X) -> X rem 2 =:= 1 end, Q))]),
    {A, B} = queue:split(2, Q),
    io:format("~p ~p~n", [queue:to_list(A), queue:to_list(B)]),
    io:format("~p~n", [[queue:get(Q), queue:head(Q), queue:last(Q), queue:to_list(queue:tail(Q)), queue:to_list(queue:init(Q)), queue:to_list(queue:drop(Q))]]),
    io:format("~p~n", [queue:fold(fun(X, S) -> X + S end, 0, Q)]),
    io:format("~p~n", [queue:to_list(queue:delete(3, Q))]),
    io:format("~p~n", [[queue:any(fun(X) -> X > 4 end, Q), queue:all(fun(X) -> X > 4 end, Q)]]),
    Big = lists:foldl(fun(N, Acc) -> Q1 = queue:in(N, Acc), case N rem 3 of 0 -> queue:drop(Q1); _ -> Q1 end end, queue:new(), lists:seq(1, 3000)),
    io:format("~p ~p~n", [queue:len(Big), queue:get(Big)]),
    io:format("~p~n", [try queue:get(queue:new()) catch C:R -> {C, R} end]).
