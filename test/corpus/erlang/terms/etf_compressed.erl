-module(etf_compressed).
-export([main/0]).

main() ->
    T = lists:duplicate(1000, {key, "value", 42}),
    Plain = term_to_binary(T),
    Small = term_to_binary(T, [compressed]),
    io:format("~p~n", [byte_size(Plain)]),
    io:format("~p~n", [byte_size(Small) < byte_size(Plain) div 10]),
    io:format("~w~n", [binary:part(Small, 0, 6)]),
    io:format("~p~n", [binary_to_term(Small) =:= T]),
    io:format("~p~n", [binary_to_term(term_to_binary(T, [{compressed, 1}])) =:= T]),
    io:format("~p~n", [term_to_binary(x, [compressed]) =:= term_to_binary(x)]),
    io:format("~p~n", [term_to_binary(T, [{compressed, 0}]) =:= Plain]),
    io:format("~p~n", [try binary_to_term(binary:part(Small, 0, byte_size(Small) - 3)) catch C:R -> {C, R} end]).
