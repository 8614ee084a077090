-module(proc_aliases).
-export([main/0]).

main() ->
    A = alias(),
    io:format("~p~n", [is_reference(A)]),
    A ! one,
    A ! two,
    receive one -> io:format("one~n") end,
    receive two -> io:format("two~n") end,
    io:format("~p~n", [unalias(A)]),
    A ! three,
    io:format("~p~n", [receive three -> three after 10 -> dropped end]),
    B = alias([reply]),
    Self = self(),
    spawn(fun() -> B ! first, B ! second, Self ! done end),
    receive done -> ok end,
    io:format("~p~n", [receive first -> first end]),
    io:format("~p~n", [receive second -> second after 0 -> dropped end]),
    C = alias([explicit_unalias]),
    erlang:send(C, via_send),
    io:format("~p~n", [receive via_send -> via_send end]),
    {_, Ref} = spawn_monitor(fun() -> unalias(C) end),
    receive {'DOWN', Ref, _, _, _} -> ok end,
    C ! still,
    io:format("~p~n", [receive still -> still after 10 -> dropped end]),
    io:format("~p~n", [unalias(make_ref())]).
