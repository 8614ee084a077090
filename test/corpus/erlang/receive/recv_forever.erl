%% A receive without clauses: messages neither end it nor keep it busy.
-module(recv_forever).
-export([main/0]).

main() ->
    Idle = spawn(fun() -> receive after infinity -> ok end end),
    [Idle ! N || N <- lists:seq(1, 10)],
    erlang:yield(),
    {message_queue_len, Length} = process_info(Idle, message_queue_len),
    {status, Status} = process_info(Idle, status),
    io:format("~p ~p~n", [Length, Status]),
    Busy = spawn(fun() -> self() ! first, receive after 10 -> ok end, receive M -> exit(M) end end),
    Ref = monitor(process, Busy),
    receive {'DOWN', Ref, process, Busy, Reason} -> io:format("~p~n", [Reason]) end.
