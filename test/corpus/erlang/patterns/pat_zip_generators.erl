%% corpus: compiler>=28
%% Zip and strict generators, compiled by OTP 28 and later.
-module(pat_zip_generators).
-export([main/0]).

main() ->
    io:format("~p~n", [[{X, Y} || X <- [1, 2, 3] && Y <- [a, b, c]]]),
    io:format("~p~n", [<< <<(X + Y)>> || <<X>> <= <<1, 2>> && Y <- [10, 20] >>]),
    io:format("~p~n", [#{K => V || K <- [1, 2] && V <- [x, y]}]),
    io:format("~p~n", [[A || {ok, A} <:- [{ok, 1}, {ok, 2}]]]),
    io:format("~p~n", [try [A || {ok, A} <:- id([{ok, 1}, error])] catch C:R -> {C, R} end]),
    io:format("~p~n", [try [{X, Y} || X <- id([1, 2]) && Y <- id([a])] catch C1:R1 -> {C1, R1} end]).

id(X) -> X.
