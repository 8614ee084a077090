%% The append that the VM makes cheap, and what must not be shared by it.
-module(bin_append_loop).
-export([main/0]).

main() ->
    B = build(100000, <<>>),
    io:format("~p ~p~n", [byte_size(B), erlang:crc32(B)]),
    Base = <<"base">>,
    X = <<Base/binary, "x">>,
    Y = <<Base/binary, "y">>,
    X2 = <<X/binary, "1">>,
    X3 = <<X/binary, "2">>,
    io:format("~p ~p ~p ~p ~p~n", [Base, X, Y, X2, X3]),
    io:format("~p~n", [bits(20, <<>>)]),
    io:format("~p~n", [bit_size(bits(1001, <<>>))]),
    io:format("~p~n", [prepend(5, <<>>)]),
    io:format("~p~n", [byte_size(words(2000, <<>>))]).

build(0, Acc) -> Acc;
build(N, Acc) -> build(N - 1, <<Acc/binary, (N band 255)>>).

bits(0, Acc) -> Acc;
bits(N, Acc) -> bits(N - 1, <<Acc/bits, (N rem 2):1>>).

prepend(0, Acc) -> Acc;
prepend(N, Acc) -> prepend(N - 1, <<N, Acc/binary>>).

words(0, Acc) -> Acc;
words(N, Acc) -> words(N - 1, <<Acc/binary, (integer_to_binary(N))/binary, $\s>>).
