%% Keys are compared exactly: 1 and 1.0 are two keys, yet order as one.
-module(map_keys_exact).
-export([main/0]).

main() ->
    M = #{1 => int, 1.0 => float},
    io:format("~p~n", [maps:size(M)]),
    io:format("~p ~p~n", [maps:get(1, M), maps:get(1.0, M)]),
    io:format("~p~n", [M]),
    Keys = [1, 1.0, 2, 2.0, -1, a, "a", <<"a">>, {1}, {1.0}, [], #{}, #{1 => 1}, #{1.0 => 1}, 1 bsl 64, -(1 bsl 64), 0.5],
    N = maps:from_list([{K, I} || {I, K} <- lists:enumerate(Keys)]),
    io:format("~p~n", [maps:size(N)]),
    io:format("~p~n", [[maps:get(K, N) || K <- Keys]]),
    io:format("~p~n", [#{1 => a} == #{1.0 => a}]),
    io:format("~p~n", [#{a => 1} == #{a => 1.0}]),
    io:format("~p~n", [#{a => 1} =:= #{a => 1.0}]).
