%% Which numbers are code points and which bytes are UTF-8, UTF-16 and UTF-32, aligned and not.
-module(bin_utf_validity).
-export([main/0, id/1]).

main() ->
    lists:foreach(fun encode/1, points()),
    lists:foreach(fun decode/1, inputs()),
    Text = <<"grüße € 😀"/utf8>>,
    io:format("~w~n", [[C || <<C/utf8>> <= Text]]),
    io:format("~w~n", [[C || <<C/utf16-little>> <= <<"grüße € 😀"/utf16-little>>]]),
    io:format("~w~n", [[C || <<C/utf32>> <= <<"grüße € 😀"/utf32>>]]).

encode(P) ->
    Point = ?MODULE:id(P),
    Encodings = [
        fun() -> <<Point/utf8>> end,
        fun() -> <<1:3, Point/utf8>> end,
        fun() -> <<1, Point/utf16>> end,
        fun() -> <<1:3, Point/utf16-little>> end,
        fun() -> <<Point/utf32>> end,
        fun() -> <<1:3, Point/utf32-little, 0:5>> end
    ],
    io:format("~w: ~w~n", [P, [try F() catch error:R -> R end || F <- Encodings]]).

decode(Bin) ->
    io:format("~w: ~w~n", [Bin, [utf8(Bin), utf16(Bin), utf16_little(Bin), utf32(Bin), utf32_little(Bin)]]),
    io:format("  ~w~n", [[skip8(Bin), skip16(Bin), skip32(Bin), shifted8(<<1:3, Bin/bits>>), shifted16(<<1:3, Bin/bits>>)]]).

utf8(<<C/utf8, Rest/bits>>) -> {C, Rest};
utf8(_) -> no.

utf16(<<C/utf16, Rest/bits>>) -> {C, Rest};
utf16(_) -> no.

utf16_little(<<C/utf16-little, Rest/bits>>) -> {C, Rest};
utf16_little(_) -> no.

utf32(<<C/utf32, Rest/bits>>) -> {C, Rest};
utf32(_) -> no.

utf32_little(<<C/utf32-little, Rest/bits>>) -> {C, Rest};
utf32_little(_) -> no.

skip8(<<_/utf8, Rest/bits>>) -> Rest;
skip8(_) -> no.

skip16(<<_/utf16, Rest/bits>>) -> Rest;
skip16(_) -> no.

skip32(<<_/utf32, Rest/bits>>) -> Rest;
skip32(_) -> no.

shifted8(<<_:3, C/utf8, Rest/bits>>) -> {C, Rest};
shifted8(_) -> no.

shifted16(<<_:3, C/utf16, Rest/bits>>) -> {C, Rest};
shifted16(_) -> no.

id(X) -> X.

points() ->
    [
        0, 1, 16#7f, 16#80, 16#7ff, 16#800, 16#fff, 16#20ac, 16#d7ff, 16#d800, 16#dfff, 16#e000, 16#fffe, 16#ffff,
        16#10000, 16#1f600, 16#10ffff, 16#110000, -1, a, 1.0, 1 bsl 40
    ].

inputs() ->
    [
        <<>>, <<1>>, <<1:7>>, <<16#7f>>, <<16#80>>, <<16#bf, 1>>, <<16#c0, 16#80>>, <<16#c1, 16#bf>>, <<16#c2>>,
        <<16#c2, 16#80>>, <<16#c2, 16#7f>>, <<16#df, 16#bf, 7>>, <<16#e0, 16#80, 16#80>>, <<16#e0, 16#a0, 16#80>>,
        <<16#e0, 16#a0>>, <<16#ed, 16#9f, 16#bf>>, <<16#ed, 16#a0, 16#80>>, <<16#ef, 16#bf, 16#bf>>,
        <<16#f0, 16#80, 16#80, 16#80>>, <<16#f0, 16#90, 16#80, 16#80>>, <<16#f0, 16#90, 16#80>>,
        <<16#f4, 16#8f, 16#bf, 16#bf>>, <<16#f4, 16#90, 16#80, 16#80>>, <<16#f5, 16#80, 16#80, 16#80>>, <<16#ff>>,
        <<16#d8, 0, 16#dc, 0>>, <<0, 16#d8, 0, 16#dc>>, <<16#d8, 0, 16#d8, 0>>, <<16#dc, 0>>, <<16#d8, 0>>,
        <<16#db, 16#ff, 16#df, 16#ff, 1>>, <<0, 16#10, 16#ff, 16#ff>>, <<0, 0, 16#d8, 0>>, <<0, 16#11, 0, 0>>,
        <<16#ff, 16#ff, 16#10, 0>>, <<0, 0, 0, 65>>, <<255, 255, 255, 255>>, <<65, 0, 0, 0>>
    ].
