-module(global_names).
-export([main/0]).

main() ->
    P = spawn(fun() -> receive {From, ping} -> From ! pong end end),
    io:format("~p~n", [global:register_name({my, name}, P)]),
    io:format("~p~n", [global:whereis_name({my, name}) =:= P]),
    io:format("~p~n", [global:register_name({my, name}, self())]),
    io:format("~p~n", [global:registered_names()]),
    global:send({my, name}, {self(), ping}),
    receive pong -> io:format("pong~n") end,
    receive after 20 -> ok end,
    io:format("~p~n", [global:whereis_name({my, name})]),
    io:format("~p~n", [global:trans({resource, self()}, fun() -> done end)]),
    io:format("~p~n", [try global:send(nobody, x) catch exit:R -> element(1, R) end]).
