%% corpus: otp>=26
-module(map_comprehensions).
-export([main/0]).

main() ->
    M = #{N => N * N || N <- lists:seq(1, 10)},
    io:format("~p~n", [M]),
    io:format("~p~n", [#{V => K || K := V <- M, V rem 2 =:= 0}]),
    io:format("~p~n", [[{K, V} || K := V <- M, K > 7]]),
    io:format("~p~n", [<< <<V:16>> || _ := V <- #{1 => 500, 2 => 600} >>]),
    io:format("~p~n", [#{{X, Y} => X + Y || X <- [1, 2], Y <- [10, 20]}]),
    io:format("~p~n", [#{X => 1 || <<X>> <= <<"hello">>}]),
    io:format("~p~n", [try #{K => V || K := V <- id([])} catch C:R -> {C, R} end]),
    io:format("~p~n", [lists:sort([V || #{x := V} := _ <- #{#{x => 1} => a, #{y => 2} => b}])]).

id(X) -> X.
