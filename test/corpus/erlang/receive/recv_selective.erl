-module(recv_selective).
-export([main/0]).

main() ->
    [self() ! M || M <- [{low, 1}, {high, 1}, noise, {low, 2}, {high, 2}, {tag, x}]],
    io:format("~p~n", [priority([])]),
    io:format("~p~n", [process_info(self(), message_queue_len)]),
    receive noise -> io:format("noise~n") end,
    Tag = x,
    receive {tag, Tag} -> io:format("tagged~n") end,
    [self() ! N || N <- lists:seq(1, 10)],
    io:format("~p~n", [[receive X when X rem 2 =:= 0 -> X end || _ <- lists:seq(1, 5)]]),
    io:format("~p~n", [flush()]).

priority(Acc) ->
    receive
        {high, N} -> priority([{high, N} | Acc])
    after 0 ->
        receive
            {low, N} -> priority([{low, N} | Acc])
        after 0 -> lists:reverse(Acc)
        end
    end.

flush() -> receive M -> [M | flush()] after 0 -> [] end.
