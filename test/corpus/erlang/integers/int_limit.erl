%% An integer larger than the VM allows is a system_limit.
-module(int_limit).
-export([main/0]).

main() ->
    io:format("~p~n", [outcome(fun() -> 1 bsl (1 bsl 40) end)]),
    io:format("~p~n", [outcome(fun() -> -1 bsr -(1 bsl 40) end)]),
    io:format("~p~n", [outcome(fun() -> 1 bsr (1 bsl 40) end)]).

outcome(F) ->
    try F() of Value -> Value catch Class:Reason -> {Class, Reason} end.
