%% Bit-level algorithms written with matching only.
-module(bin_bit_reverse_crc).
-export([main/0]).

main() ->
    io:format("~w~n", [reverse_bits(<<16#F0, 16#12>>)]),
    io:format("~p~n", [popcount(<<16#DEADBEEF:32, 5:3>>)]),
    io:format("~.16B~n", [crc16(<<"123456789">>)]),
    io:format("~p~n", [rle(<<"aaabccdddd">>)]),
    io:format("~p~n", [varint(<<16#AC, 16#02, 7, 16#FF, 16#FF, 3>>)]),
    io:format("~p~n", [erlang:crc32(<<"123456789">>)]),
    io:format("~p~n", [erlang:adler32(<<"Wikipedia">>)]),
    io:format("~p~n", [erlang:crc32(erlang:crc32(<<"1234">>), <<"56789">>)]),
    io:format("~p~n", [erlang:crc32_combine(erlang:crc32(<<"1234">>), erlang:crc32(<<"56789">>), 5)]),
    io:format("~p~n", [erlang:adler32_combine(erlang:adler32("Wiki"), erlang:adler32("pedia"), 5)]).

reverse_bits(B) -> reverse_bits(B, <<>>).

reverse_bits(<<>>, Acc) -> Acc;
reverse_bits(<<Bit:1, Rest/bits>>, Acc) -> reverse_bits(Rest, <<Bit:1, Acc/bits>>).

popcount(<<>>) -> 0;
popcount(<<1:1, Rest/bits>>) -> 1 + popcount(Rest);
popcount(<<0:1, Rest/bits>>) -> popcount(Rest).

crc16(B) -> crc16(B, 16#FFFF).

crc16(<<>>, Crc) -> Crc;
crc16(<<Byte, Rest/binary>>, Crc) -> crc16(Rest, shift(8, Crc bxor (Byte bsl 8))).

shift(0, Crc) -> Crc;
shift(N, Crc) when Crc band 16#8000 =/= 0 -> shift(N - 1, ((Crc bsl 1) bxor 16#1021) band 16#FFFF);
shift(N, Crc) -> shift(N - 1, (Crc bsl 1) band 16#FFFF).

rle(<<>>) -> [];
rle(<<C, Rest/binary>>) -> rle(Rest, C, 1).

rle(<<C, Rest/binary>>, C, N) -> rle(Rest, C, N + 1);
rle(Rest, C, N) -> [{N, [C]} | rle(Rest)].

varint(<<>>) -> [];
varint(B) ->
    {N, Rest} = varint(B, 0, 0),
    [N | varint(Rest)].

varint(<<1:1, Low:7, Rest/binary>>, Shift, Acc) -> varint(Rest, Shift + 7, Acc bor (Low bsl Shift));
varint(<<0:1, Low:7, Rest/binary>>, Shift, Acc) -> {Acc bor (Low bsl Shift), Rest}.
