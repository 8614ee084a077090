%% corpus: otp>=26
-module(ets_lookup_element_default).
-export([main/0]).

main() ->
    T = ets:new(t, []),
    ets:insert(T, {a, 1}),
    io:format("~p ~p~n", [ets:lookup_element(T, a, 2, none), ets:lookup_element(T, b, 2, none)]),
    io:format("~p~n", [try ets:lookup_element(T, a, 5, none) catch C:R -> {C, R} end]).
