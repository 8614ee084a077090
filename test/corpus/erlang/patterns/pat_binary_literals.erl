-module(pat_binary_literals).
-export([main/0]).

main() ->
    io:format("~p~n", [[ext(B) || B <- [<<"image.png">>, <<"doc.pdf">>, <<"noext">>, <<>>]]]),
    io:format("~p~n", [[word(B) || B <- [<<"if">>, <<"then">>, <<"else">>, <<"end">>, <<"other">>, <<"i">>]]]),
    io:format("~p~n", [[utf(B) || B <- [<<"é">>, <<"é"/utf8>>, <<"e">>]]]).

ext(B) -> case lists:last([none | binary:split(B, <<".">>, [global])]) of <<"png">> -> image; <<"pdf">> -> document; X -> X end.

word(<<"if">>) -> 'if';
word(<<"then">>) -> then;
word(<<"else">>) -> 'else';
word(<<"end">>) -> 'end';
word(<<C>>) -> {letter, C};
word(B) -> {ident, B}.

utf(<<"é"/utf8, _/binary>>) -> utf8;
utf(<<16#E9>>) -> latin1;
utf(_) -> neither.
