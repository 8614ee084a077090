-module(int_many_digits).
-export([main/0]).

main() ->
    Big = list_to_integer(lists:flatten(lists:duplicate(200, "1234567890"))),
    io:format("~p~n", [Big rem 998244353]),
    io:format("~p~n", [length(integer_to_list(Big * Big))]),
    io:format("~p~n", [Big * Big div Big =:= Big]),
    io:format("~p~n", [(Big bsl 1000) bsr 1000 =:= Big]),
    io:format("~p~n", [integer_to_list(Big div (1 bsl 6500), 16)]),
    io:format("~p~n", [byte_size(binary:encode_unsigned(Big))]),
    io:format("~p~n", [binary:decode_unsigned(binary:encode_unsigned(Big)) =:= Big]).
