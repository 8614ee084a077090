-module(string_graphemes).
-export([main/0]).

main() ->
    Texts = ["👨‍👩‍👧‍👦!", "🇸🇪🇳🇴", "e\x{301}\x{302}x", "क्षि", "\r\n\n", "👍🏽a", "각", [16#AC00, 16#11A8]],
    [io:format("~p ~w~n", [string:length(T), string:to_graphemes(T)]) || T <- Texts],
    [io:format("~w~n", [string:next_grapheme(unicode:characters_to_binary(T))]) || T <- Texts],
    io:format("~w~n", [string:slice("👨‍👩‍👧‍👦!abc", 1, 2)]).
