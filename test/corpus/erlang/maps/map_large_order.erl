%% A large map iterates in the order of its keys' hashes, the same as OTP's.
-module(map_large_order).
-export([main/0]).

main() ->
    Ints = maps:from_list([{N, -N} || N <- lists:seq(1, 200)]),
    io:format("~w~n", [maps:to_list(Ints)]),
    Bins = maps:from_list([{integer_to_binary(N), N} || N <- lists:seq(1, 100)]),
    io:format("~p~n", [maps:keys(Bins)]),
    Mixed = maps:from_list([{{N, [N]}, N} || N <- lists:seq(1, 60)] ++ [{float(N), f} || N <- lists:seq(1, 20)] ++ [{1 bsl N, big} || N <- lists:seq(50, 80)]),
    io:format("~w~n", [maps:values(Mixed)]),
    io:format("~p~n", [Bins]),
    Strings = maps:from_list([{integer_to_list(N), N} || N <- lists:seq(1, 50)]),
    io:format("~w~n", [maps:values(Strings)]),
    Negative = maps:from_list([{-N, N} || N <- lists:seq(0, 40)]),
    io:format("~w~n", [maps:keys(Negative)]).
