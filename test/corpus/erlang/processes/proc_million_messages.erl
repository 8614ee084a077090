%% corpus: slow
-module(proc_million_messages).
-export([main/0]).

main() ->
    Self = self(),
    P = spawn(fun() -> consume(Self, 1000000, 0) end),
    produce(P, 1000000),
    receive {total, T} -> io:format("~p~n", [T]) end,
    [Self ! N || N <- lists:seq(1, 1000000)],
    io:format("~p~n", [process_info(self(), message_queue_len)]),
    io:format("~p~n", [sum(1000000, 0)]).

produce(_, 0) -> ok;
produce(P, N) -> P ! {n, N}, produce(P, N - 1).

consume(To, 0, Acc) -> To ! {total, Acc};
consume(To, N, Acc) -> receive {n, X} -> consume(To, N - 1, Acc + X) end.

sum(0, Acc) -> Acc;
sum(K, Acc) -> receive N -> sum(K - 1, Acc + N) end.
