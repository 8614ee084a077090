-module(recv_after).
-export([main/0]).

main() ->
    io:format("~p~n", [receive x -> x after 0 -> timeout end]),
    io:format("~p~n", [receive x -> x after 20 -> timeout end]),
    self() ! x,
    io:format("~p~n", [receive x -> got after 1000 -> timeout end]),
    io:format("~p~n", [receive after 5 -> slept end]),
    Self = self(),
    spawn(fun() -> receive after 10 -> Self ! late end end),
    io:format("~p~n", [receive late -> late after 5000 -> timeout end]),
    spawn(fun() -> Self ! forever end),
    io:format("~p~n", [receive forever -> ok after infinity -> never end]),
    T = 15,
    io:format("~p~n", [receive nothing -> x after T * 2 -> computed end]),
    [io:format("~p~n", [try receive nothing -> x after wrong(V) -> y end catch C:R -> {C, R} end]) || V <- [a, -1, 1.5, 1 bsl 32, (1 bsl 32) - 1 + 1]].

wrong(V) -> V.
