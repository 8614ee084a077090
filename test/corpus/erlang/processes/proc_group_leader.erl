%% A process of ours as group leader serves the I/O protocol.
-module(proc_group_leader).
-export([main/0]).

main() ->
    Self = self(),
    Leader = spawn(fun() -> leader(Self) end),
    spawn(fun() ->
        group_leader(Leader, self()),
        io:format("hello ~p~n", [world]),
        io:put_chars(<<"chars">>),
        io:nl(),
        L = io:get_line("prompt> "),
        Self ! {got, L},
        spawn(fun() -> io:format("inherited"), Self ! inherited end)
    end),
    [receive {leader, R} -> io:format("~p~n", [R]) end || _ <- lists:seq(1, 4)],
    receive {got, L} -> io:format("~p~n", [L]) end,
    receive inherited -> ok end,
    receive {leader, R} -> io:format("~p~n", [R]) end,
    io:format("~p~n", [group_leader() =:= whereis(user)]),
    io:format("~p~n", [try group_leader(x, self()) catch C:E -> {C, E} end]).

leader(To) ->
    receive
        {io_request, From, Ref, {get_line, _, Prompt}} -> To ! {leader, {get_line, Prompt}}, From ! {io_reply, Ref, "a line\n"};
        {io_request, From, Ref, {put_chars, _, M, F, A}} -> To ! {leader, unicode:characters_to_binary(apply(M, F, A))}, From ! {io_reply, Ref, ok};
        {io_request, From, Ref, {put_chars, _, Chars}} -> To ! {leader, Chars}, From ! {io_reply, Ref, ok}
    end,
    leader(To).
