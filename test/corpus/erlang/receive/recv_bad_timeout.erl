%% A receive that fails because its timeout is none leaves all messages to the next one.
-module(recv_bad_timeout).
-export([main/0]).

main() ->
    self() ! first,
    self() ! second,
    [io:format("~p~n", [bad(Timeout)])
     || Timeout <- [blupp, -1, 1.0, 16#100000000, -16#100000000000000000, "10"]],
    receive second -> io:format("second~n") after 0 -> io:format("lost~n") end,
    io:format("~p~n", [bad(none)]),
    Ref = make_ref(),
    self() ! Ref,
    receive first -> io:format("first~n") after 0 -> io:format("lost~n") end,
    receive Ref -> io:format("ref~n") after 0 -> io:format("lost~n") end,
    ok.

bad(Timeout) ->
    try
        receive nothing -> ok after Timeout -> timeout end
    catch
        Class:Reason -> {Class, Reason}
    end.
