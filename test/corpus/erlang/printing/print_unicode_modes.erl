-module(print_unicode_modes).
-export([main/0]).

main() ->
    Texts = ["plain", "naïve", "日本語", "emoji 😀", [16#301, $a], "mix é and 漢"],
    [io:format("~p|~tp|~w|~ts~n", [T, T, T, T]) || T <- Texts],
    [io:format("~p|~tp|~w|~ts~n", [B, B, B, B]) || T <- Texts, B <- [unicode:characters_to_binary(T)]],
    [io:format("~p|~tp|~w~n", [A, A, A]) || T <- Texts, A <- [list_to_atom(T)]],
    io:format("~ts~n", [["mixed ", <<"ü"/utf8>>, $ß, [16#20AC]]]),
    io:format("~10ts|~-10ts|~5ts~n", ["日本", "日本", "日本語文字列"]).
