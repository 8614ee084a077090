%% corpus: exit=1
-module(uncaught_badmatch).
-export([main/0]).

main() ->
    io:format("before~n"),
    Result = first(#{}),
    io:format("~p~n", [Result]).

first(Map) ->
    {ok, Value} = lookup(a, Map),
    Value.

lookup(Key, Map) ->
    case Map of
        #{Key := Value} -> {ok, Value};
        #{} -> {error, {not_found, Key}}
    end.
