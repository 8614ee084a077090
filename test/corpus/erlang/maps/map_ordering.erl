%% Maps order by size, then keys, then values.
-module(map_ordering).
-export([main/0]).

main() ->
    Ms = [#{}, #{1 => 1}, #{1 => 2}, #{2 => 1}, #{1.0 => 1}, #{1 => 1, 2 => 2}, #{1 => 1, 3 => 0}, #{0 => 9, 9 => 0}],
    io:format("~p~n", [lists:sort(Ms)]),
    [io:format("~w~n", [[if A < B -> '<'; A > B -> '>'; true -> '=' end || B <- Ms]]) || A <- Ms],
    Large = [maps:from_list([{K, K + D} || K <- lists:seq(1, 50)]) || D <- [0, 1]],
    [L0, L1] = Large,
    io:format("~p~n", [{L0 < L1, L1 < L0, L0 == L0, L0#{51 => 0} > L1, L0#{25 := -1} < L0}]),
    Other = maps:put(999, 1, maps:remove(1, L0)),
    io:format("~p~n", [{L0 < Other, Other < L0}]).
