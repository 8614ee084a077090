%% A mailbox of many messages, read from both ends.
-module(proc_big_mailbox).
-export([main/0]).

main() ->
    Self = self(),
    [Self ! {n, N} || N <- lists:seq(1, 200000)],
    io:format("~p~n", [process_info(self(), message_queue_len)]),
    io:format("~p~n", [receive {n, 200000} -> last end]),
    io:format("~p~n", [drain(0)]).

drain(Sum) -> receive {n, N} -> drain(Sum + N) after 0 -> Sum end.
