-module(proc_send_forms).
-export([main/0]).

main() ->
    io:format("~p~n", [self() ! a]),
    io:format("~p~n", [erlang:send(self(), b)]),
    io:format("~p~n", [erlang:send(self(), c, [nosuspend, noconnect])]),
    io:format("~p~n", [erlang:send_nosuspend(self(), d)]),
    io:format("~p~n", [flush()]),
    Dead = dead(),
    io:format("~p~n", [Dead ! to_the_dead]),
    io:format("~p~n", [{no_such_name, node()} ! lost]),
    [io:format("~p~n", [try F() catch C:E -> {C, E} end]) || F <- [fun() -> id(no_such_name) ! x end, fun() -> id(1) ! x end, fun() -> id({a, b, c}) ! x end, fun() -> erlang:send(self(), x, [bad]) end]],
    io:format("~p~n", [flush()]),
    Self = self(),
    Big = lists:seq(1, 10000),
    spawn(fun() -> Self ! {big, Big} end),
    io:format("~p~n", [receive {big, B} -> B =:= Big end]).

flush() -> receive M -> [M | flush()] after 0 -> [] end.

dead() -> {P, R} = spawn_monitor(fun() -> ok end), receive {'DOWN', R, _, _, _} -> P end.

id(X) -> X.
