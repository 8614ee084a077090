-module(bin_large).
-export([main/0]).

main() ->
    B = binary:copy(<<"0123456789">>, 100000),
    io:format("~p~n", [byte_size(B)]),
    io:format("~p~n", [sum(B, 0)]),
    io:format("~p~n", [length(binary:matches(B, <<"890">>))]),
    io:format("~p~n", [length(binary_to_list(B))]),
    io:format("~p~n", [erlang:crc32(B)]),
    io:format("~p~n", [byte_size(<< <<X>> || <<X>> <= B, X =/= $5 >>)]),
    io:format("~p~n", [erlang:phash2(B)]),
    <<_:333333/binary, C:3/binary, _/binary>> = B,
    io:format("~p~n", [C]).

sum(<<>>, Acc) -> Acc;
sum(<<A, Rest/binary>>, Acc) -> sum(Rest, Acc + A).
