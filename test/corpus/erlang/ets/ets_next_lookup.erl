%% corpus: otp>=27
-module(ets_next_lookup).
-export([main/0]).

main() ->
    T = ets:new(t, [ordered_set]),
    ets:insert(T, [{1, a}, {2, b}, {3, c}]),
    io:format("~p~n", [ets:first_lookup(T)]),
    io:format("~p~n", [ets:last_lookup(T)]),
    io:format("~p~n", [ets:next_lookup(T, 1)]),
    io:format("~p~n", [ets:prev_lookup(T, 3)]),
    io:format("~p~n", [ets:next_lookup(T, 3)]),
    io:format("~p~n", [ets:update_element(T, 9, {2, z}, {9, default})]),
    io:format("~p~n", [ets:lookup(T, 9)]).
