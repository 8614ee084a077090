%% unicode:characters_to_binary/1,2 and characters_to_list/1,2 on short and long, whole and broken text.
-module(text_characters).
-export([main/0]).

main() ->
    Data = [[], <<>>, "abc", <<"abc">>, [<<"ab">>, "c" | <<"d">>], [[["x"], []], 233, [16#20ac | <<"é"/utf8>>], [[16#1F600]]],
            [<<"x">>], <<200>>, [<<"ok">>, <<200>>, "more"], [<<16#e2, 16#82>>, <<16#ac>>], [<<16#e2, 16#82>>], [<<16#e2, 16#82>>, $a],
            [16#d800], [$a, 16#110000], [-1], [1 bsl 40], [a], foo, {x}, [$a | b], [$a | 3], [<<1:4>>], <<1:4>>, [1.5],
            [16#7f, 16#80, 16#7ff, 16#800, 16#ffff, 16#fffe, 16#10000, 16#10ffff],
            binary:part(<<"aéb€c"/utf8>>, 1, 6), binary:part(<<"aéb€c"/utf8>>, 1, 5)],
    [io:format("~p: ~p ~p ~p ~p ~p~n", [D, t(fun() -> unicode:characters_to_binary(D) end), t(fun() -> unicode:characters_to_binary(D, utf8) end),
        t(fun() -> unicode:characters_to_binary(D, latin1) end), t(fun() -> unicode:characters_to_list(D) end),
        t(fun() -> unicode:characters_to_list(D, latin1) end)]) || D <- Data],
    <<_:3, Shifted/binary>> = <<0:3, "aé€b"/utf8>>,
    io:format("~p ~p~n", [unicode:characters_to_binary([Shifted, "x"]), unicode:characters_to_list(Shifted)]),
    Long = lists:duplicate(50000, 16#e9),
    B = unicode:characters_to_binary(Long),
    io:format("~p ~p~n", [byte_size(B), unicode:characters_to_list(B) =:= Long]),
    io:format("~p~n", [[byte_size(unicode:characters_to_binary(lists:seq(1, N))) || N <- [127, 128, 2047, 2048, 5000, 16383]]]),
    io:format("~p~n", [[t(fun() -> unicode:characters_to_binary("a", E) end) || E <- [utf16, {utf16, little}, utf32, nonsense]]]),
    Utf16 = unicode:characters_to_list(<<0, $a, 32, 172>>, utf16),
    Utf32 = unicode:characters_to_binary([Utf16, 233], utf32),
    io:format("~p ~p~n", [Utf16, Utf32]).

t(F) ->
    try F() catch C:R -> {C, R} end.
