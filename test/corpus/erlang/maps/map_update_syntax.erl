-module(map_update_syntax).
-export([main/0]).

main() ->
    M = #{1 => a},
    io:format("~p~n", [M#{2 => b, 3 => c, 1 => z}]),
    io:format("~p~n", [M#{1 := x}]),
    io:format("~p~n", [#{1 => first, 1 => last}]),
    io:format("~p~n", [(maps:put(5, e, M))#{5 := f, 6 => g}]),
    io:format("~p~n", [[try update(X) catch C:R -> {C, R} end || X <- [M, #{}, [], #{1 => b, 2 => c}]]]),
    io:format("~p~n", [[try mixed(X) catch C:R -> {C, R} end || X <- [M, #{}, 12]]]).

update(X) -> X#{1 := updated}.

mixed(X) -> X#{new => 1, 1 := 2}.
