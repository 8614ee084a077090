%% Requests sent to the standard output server by hand.
-module(io_protocol_requests).
-export([main/0]).

main() ->
    io:format("~p~n", [request({put_chars, unicode, "direct\n"})]),
    io:format("~p~n", [request({put_chars, unicode, io_lib, format, ["~p~n", [mfa]]})]),
    io:format("~p~n", [request({put_chars, latin1, <<"latin1\n">>})]),
    io:format("~p~n", [request({requests, [{put_chars, unicode, "a"}, {put_chars, unicode, "b\n"}]})]),
    io:format("~p~n", [element(1, request({nonsense}))]),
    io:format("~p~n", [request(getopts) =/= {error, request}]),
    io:format("~p~n", [io:columns()]),
    io:format("~p~n", [io:printable_range()]),
    Ref = make_ref(),
    group_leader() ! {io_request, self(), Ref, {put_chars, unicode, "async\n"}},
    receive {io_reply, Ref, R} -> io:format("~p~n", [R]) end.

request(R) ->
    Ref = make_ref(),
    group_leader() ! {io_request, self(), Ref, R},
    receive {io_reply, Ref, Reply} -> Reply end.
