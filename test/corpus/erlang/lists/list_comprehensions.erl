-module(list_comprehensions).
-export([main/0]).

main() ->
    io:format("~p~n", [[X * Y || X <- [1, 2, 3], Y <- [10, 100], X =/= 2]]),
    io:format("~p~n", [[{A, B} || {A, B} <- [{1, 2}, x, {3, 4}, {5}]]]),
    io:format("~p~n", [[X || X <- lists:seq(1, 50), is_prime(X)]]),
    io:format("~p~n", [[X || <<X:4>> <= <<16#12AB:16>>]]),
    io:format("~p~n", [<< <<(X + 1)>> || X <- [1, 2, 3] >>]),
    io:format("~p~n", [[{X, Y, Z} || X <- lists:seq(1, 20), Y <- lists:seq(X, 20), Z <- lists:seq(Y, 30), X * X + Y * Y =:= Z * Z]]),
    io:format("~p~n", [[[J || J <- lists:seq(1, I)] || I <- lists:seq(0, 4)]]),
    io:format("~p~n", [try [X || X <- id(not_a_list)] catch C:R -> {C, R} end]),
    io:format("~p~n", [try [X || X <- [1, 2 | id(3)]] catch C1:R1 -> {C1, R1} end]),
    io:format("~p~n", [try [X || X <- [1, 2], id(X)] catch C2:R2 -> {C2, R2} end]).

is_prime(X) when X < 2 -> false;
is_prime(X) -> [] =:= [D || D <- lists:seq(2, X - 1), X rem D =:= 0].

id(X) -> X.
