%% div truncates towards zero and rem takes the dividend's sign, at all sizes.
-module(int_div_rem).
-export([main/0]).

main() ->
    Ns = [0, 1, -1, 7, -7, 100, -100, 1 bsl 59, -(1 bsl 59), (1 bsl 63) - 1, -(1 bsl 63), 1 bsl 64, 123456789012345678901234567890, -123456789012345678901234567890],
    Ds = [1, -1, 2, -2, 3, -3, 10, 1 bsl 31, 1 bsl 60, -(1 bsl 63), 1000000007, 98765432109876543210],
    [io:format("~p / ~p = ~p rem ~p~n", [N, D, N div D, N rem D]) || N <- Ns, D <- Ds],
    true = lists:all(fun({N, D}) -> (N div D) * D + N rem D =:= N end, [{N, D} || N <- Ns, D <- Ds]),
    io:format("~p~n", [[catch_error(fun() -> N div id(0) end) || N <- Ns]]),
    io:format("~p~n", [[catch_error(fun() -> N rem id(0) end) || N <- Ns]]),
    io:format("~p~n", [catch_error(fun() -> id(a) div 2 end)]),
    io:format("~p~n", [catch_error(fun() -> id(2.0) rem 2 end)]).

id(X) -> X.

catch_error(F) ->
    try F() catch Class:Reason -> {Class, Reason} end.
