-module(bin_sub_binaries).
-export([main/0]).

main() ->
    B = list_to_binary(lists:seq(0, 255)),
    <<_:10/binary, Mid:20/binary, Rest/binary>> = B,
    io:format("~w ~p~n", [Mid, byte_size(Rest)]),
    <<_:3, Odd:40/bits, _/bits>> = B,
    io:format("~w~n", [Odd]),
    <<X:8, Y:16, Z/bits>> = Odd,
    io:format("~w ~w ~w~n", [X, Y, Z]),
    io:format("~p~n", [Mid =:= list_to_binary(lists:seq(10, 29))]),
    io:format("~p ~p~n", [byte_size(binary:copy(Mid)), byte_size(Mid)]),
    {A1, A2} = split_binary(Mid, 5),
    io:format("~w ~w~n", [A1, A2]),
    io:format("~w~n", [<<A2/binary, 255, Odd/bits>>]),
    io:format("~w~n", [binary_part(B, 5, 3)]),
    io:format("~w~n", [binary_part(B, {256, -3})]),
    io:format("~p~n", [try binary_part(B, 250, 10) catch C:R -> {C, R} end]),
    io:format("~p~n", [erlang:phash2(Mid) =:= erlang:phash2(list_to_binary(lists:seq(10, 29)))]),
    io:format("~p~n", [maps:get(Mid, #{list_to_binary(lists:seq(10, 29)) => found})]).
