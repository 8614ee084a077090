%% An exception that erlang:raise/3 passes on with its own stacktrace, under another class, keeps that class through `after`.
-module(exc_class_changed_raw).
-export([main/0]).

main() ->
    [io:format("~p~n", [caught(fun() -> through_after(From, To) end)])
     || From <- [error, exit, throw], To <- [error, exit, throw]],
    ok.

caught(F) ->
    try F() catch Class:Reason:Stack -> {Class, Reason, length(Stack) > 0} end.

through_after(From, To) ->
    try changed(From, To) after put(after_ran, true) end.

changed(From, To) ->
    try erlang:From(reason)
    catch From:Reason:Stack -> erlang:raise(To, Reason, Stack)
    end.
