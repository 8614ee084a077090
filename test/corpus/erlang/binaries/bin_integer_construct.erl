%% Integers of many sizes, signs and endiannesses into bits.
-module(bin_integer_construct).
-export([main/0]).

main() ->
    Values = [0, 1, -1, 127, 128, 255, 256, -128, -129, 16#12345678, 1 bsl 63, -(1 bsl 63), 1 bsl 100 + 77],
    [io:format("~w ~p: ~w ~w ~w~n", [V, S, <<V:S>>, <<V:S/little>>, <<V:S/native-signed>>]) || V <- Values, S <- [0, 1, 4, 8, 12, 16, 17, 24, 32, 64, 72, 128]],
    io:format("~w~n", [<<1:1, 0:1, 5:3, 3:7, 9:4>>]),
    io:format("~w~n", [<<1, 2:4, 3:4, 4:16/little, 5:8/unit:2>>]),
    io:format("~w~n", [<<(id(7)):(id(13))/little>>]).

id(X) -> X.
