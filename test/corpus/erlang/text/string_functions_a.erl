-module(string_functions_a).
-export([main/0]).

main() ->
    show(casefold, string:casefold("Straße ÅÄÖ")),
    show(chomp, [string:chomp(S) || S <- ["a\n", "a\r\n", "a", <<"b\n">>]]),
    show(concat, string:concat("ab", <<"cd">>)),
    show(equal, [string:equal("abc", <<"abc">>), string:equal("ABC", "abc", true), string:equal([$e, 16#301], "é", false, nfc)]),
    show(find, [string:find("a.b.c", "."), string:find("a.b.c", ".", trailing), string:find("abc", "x"), string:find(<<"äöü"/utf8>>, "ö")]),
    show(is_empty, [string:is_empty(S) || S <- ["", <<>>, "a", [[]]]]),
    show(length, [string:length(S) || S <- ["abc", "é", [$e, 16#301], <<"日本"/utf8>>, "👨‍👩‍👧", "\r\n"]]),
    show(lexemes, string:lexemes("foo bar\r\nbaz", " \n" ++ [[$\r, $\n]])),
    show(lowercase, string:lowercase("ÅBC ΣΑΣ")),
    show(next_codepoint, string:next_codepoint([$e, 16#301, $x])),
    show(next_grapheme, string:next_grapheme([$e, 16#301, $x])),
    show(nth_lexeme, string:nth_lexeme("abc.de.ghi", 3, ".")),
    show(pad, [lists:flatten(string:pad("ab", 5)), lists:flatten(string:pad("ab", 5, leading, $*)), lists:flatten(string:pad("ab", 5, both, $-))]),
    show(prefix, [string:prefix("prefixed", "pre"), string:prefix("x", "pre")]),
    show(replace, [lists:flatten(string:replace("a-b-c", "-", "+", W)) || W <- [leading, trailing, all]]),
    show(reverse, [string:reverse("abc"), string:reverse([$a, $e, 16#301]), string:reverse(<<"né"/utf8>>)]).

show(Name, Value) -> io:format("~p: ~tp~n", [Name, Value]).
