-module(term_phash2).
-export([main/0]).

main() ->
    Terms = [0, 1, -1, 255, 1 bsl 27, 1 bsl 28, -(1 bsl 28), 1 bsl 31, 1 bsl 32, 1 bsl 59, 1 bsl 60, 1 bsl 63, -(1 bsl 63), 1 bsl 64, 1 bsl 200, -(1 bsl 200), 0.0, 1.0, -1.5, 1.0e300, a, ok, '', 'hello world', 'é', [], [1], [1, 2, 3], "string", [a | b], {}, {a}, {1, 2, 3}, {{}, [[]]}, <<>>, <<"a">>, <<"hello world">>, <<1:1>>, <<5:3, 9:7>>, #{}, #{a => 1}, #{1 => 2, 3 => 4}, "longer string with many characters", [x, "y", <<"z">>, 4.5], lists:seq(250, 260), fun lists:map/2],
    [io:format("~w: ~w ~w~n", [T, erlang:phash2(T), erlang:phash2(T, 1000)]) || T <- Terms],
    io:format("~p~n", [erlang:phash2(lists:seq(1, 1000))]),
    io:format("~p~n", [erlang:phash2(maps:from_list([{N, N} || N <- lists:seq(1, 100)]))]),
    io:format("~p~n", [erlang:phash2(list_to_tuple(lists:seq(1, 300)))]),
    io:format("~p~n", [[erlang:phash2(x, R) || R <- [1, 2, 16, 1 bsl 32]]]),
    [io:format("~p~n", [try erlang:phash2(x, R) catch C:E -> {C, E} end]) || R <- [0, -1, a, (1 bsl 32) + 1]].
