-module(unicode_normalise).
-export([main/0]).

main() ->
    Texts = ["é", [$e, 16#301], "ﬁ", "Å", [16#212B], "한글", [16#1112, 16#1161, 16#11AB], "½", [$a, 16#323, 16#307], [$a, 16#307, 16#323]],
    [io:format("~w: ~w ~w ~w ~w~n", [T, unicode:characters_to_nfc_list(T), unicode:characters_to_nfd_list(T), unicode:characters_to_nfkc_list(T), unicode:characters_to_nfkd_list(T)]) || T <- Texts],
    io:format("~w~n", [unicode:characters_to_nfc_binary(<<"e", 16#CC, 16#81>>)]),
    io:format("~w~n", [unicode:characters_to_nfd_binary(<<"é"/utf8>>)]).
