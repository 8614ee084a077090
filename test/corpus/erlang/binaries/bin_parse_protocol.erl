%% A parser with literals, computed sizes, alternatives and nested matches.
-module(bin_parse_protocol).
-export([main/0]).

main() ->
    Packets = [
        <<1:4, 2:4, 5:16, "hello", "rest">>,
        <<2:4, 0:4, 16#FFFE:16/little>>,
        <<3:4, 7:4, 3, 1, 2, 3, 2, 9, 9, 0>>,
        <<4:4, 1:1, 0:1, 1:2, 3.5:32/float>>,
        <<15:4, 0:4>>,
        <<1:4, 2:4, 500:16, "short">>,
        <<>>
    ],
    [io:format("~p~n", [parse(P)]) || P <- Packets],
    io:format("~p~n", [tlv(<<1, 2, "ab", 7, 0, 9, 1, "z">>, [])]),
    io:format("~p~n", [ipv4(<<16#45, 0, 0, 20, 0:32, 64, 6, 0:16, 10, 0, 0, 1, 192, 168, 1, 2>>)]).

parse(<<1:4, Flags:4, Len:16, Data:Len/binary, Rest/binary>>) -> {data, Flags, Data, Rest};
parse(<<2:4, _:4, N:16/little-signed>>) -> {number, N};
parse(<<3:4, Count:4, Rest/binary>>) -> {chunks, Count, chunks(Rest)};
parse(<<4:4, A:1, B:1, C:2, F:32/float>>) -> {flags, A, B, C, F};
parse(<<T:4, _/bits>>) -> {unknown, T};
parse(<<>>) -> empty.

chunks(<<N, Chunk:N/bytes, Rest/bytes>>) when N > 0 -> [Chunk | chunks(Rest)];
chunks(<<0>>) -> done.

tlv(<<>>, Acc) -> lists:reverse(Acc);
tlv(<<T, L, V:L/binary, Rest/binary>>, Acc) -> tlv(Rest, [{T, V} | Acc]).

ipv4(<<4:4, Ihl:4, _Tos, Len:16, _Id:16, _Fl:3, _Off:13, Ttl, Proto, _Sum:16, Src:4/binary, Dst:4/binary, Opts/binary>>) when Ihl >= 5 ->
    {Len, Ttl, Proto, binary_to_list(Src), binary_to_list(Dst), Opts}.
