-module(unicode_conversions).
-export([main/0]).

main() ->
    Inputs = ["abc", "é", "日本", [16#1F600], <<"é"/utf8>>, <<"é">>, ["mix", <<"ü"/utf8>>, 16#20AC], <<255, 254>>, [16#D800], <<"ok", 16#E2, 16#82>>, ["a", <<16#E2>>, <<16#82, 16#AC>>], []],
    [io:format("~w~n  ~w~n  ~w~n", [I, unicode:characters_to_list(I), unicode:characters_to_binary(I)]) || I <- Inputs],
    [io:format("~w~n", [unicode:characters_to_binary("aé€😀", unicode, E)]) || E <- [utf8, utf16, {utf16, little}, utf32, {utf32, little}, {utf16, big}]],
    io:format("~w~n", [unicode:characters_to_binary("é", latin1, utf8)]),
    io:format("~w~n", [unicode:characters_to_binary("é", utf8, latin1)]),
    io:format("~w~n", [unicode:characters_to_binary("a€b", utf8, latin1)]),
    io:format("~w~n", [unicode:characters_to_list(<<0, 97, 0, 98>>, utf16)]),
    io:format("~w~n", [unicode:characters_to_list(<<16#D8, 16#3D>>, utf16)]),
    io:format("~w~n", [unicode:characters_to_list(<<233>>, latin1)]),
    io:format("~w~n", [[unicode:bom_to_encoding(B) || B <- [<<16#EF, 16#BB, 16#BF, "x">>, <<16#FE, 16#FF>>, <<16#FF, 16#FE, 0, 0>>, <<"none">>]]]),
    io:format("~w~n", [unicode:encoding_to_bom(utf8)]),
    [io:format("~w~n", [try unicode:characters_to_list(I) catch C:R -> {C, R} end]) || I <- [a, [a], {x}, [-1], [1114112], [1 | 2]]].
