%% corpus: otp>=27
-module(bin_utf).
-export([main/0]).

main() ->
    Chars = [0, $a, 16#7F, 16#80, 16#7FF, 16#800, 16#D7FF, 16#E000, 16#FFFF, 16#10000, 16#10FFFF],
    [io:format("~p: ~w ~w ~w ~w ~w~n", [C, <<C/utf8>>, <<C/utf16>>, <<C/utf16-little>>, <<C/utf32>>, <<C/utf32-little>>]) || C <- Chars],
    All = << <<C/utf8>> || C <- Chars >>,
    io:format("~p~n", [[C || <<C/utf8>> <= All] =:= Chars]),
    io:format("~p~n", [[C || <<C/utf16>> <= << <<C/utf16>> || C <- Chars >>] =:= Chars]),
    io:format("~p~n", [[C || <<C/utf32-little>> <= << <<C/utf32-little>> || C <- Chars >>] =:= Chars]),
    Bad = [<<16#80>>, <<16#C0, 16#80>>, <<16#ED, 16#A0, 16#80>>, <<16#F4, 16#90, 16#80, 16#80>>, <<16#E2, 16#82>>, <<>>, <<16#FF>>],
    io:format("~p~n", [[case B of <<C/utf8, _/binary>> -> C; _ -> bad end || B <- Bad]]),
    io:format("~p~n", [[case B of <<C/utf16, _/binary>> -> C; _ -> bad end || B <- [<<16#D800:16>>, <<16#DC00:16, 1:16>>, <<1>>, <<16#D800:16, 16#DC00:16>>]]]),
    io:format("~p~n", [[case B of <<C/utf32, _/binary>> -> C; _ -> bad end || B <- [<<16#110000:32>>, <<16#D800:32>>, <<65:32>>]]]),
    [io:format("~p~n", [try <<(id(C))/utf8>> catch K:R -> {K, R} end]) || C <- [16#D800, 16#110000, -1, a]],
    io:format("~p~n", [case <<"é!"/utf8>> of <<_/utf8, Rest/binary>> -> Rest end]),
    io:format("~p~n", [<<"häß→"/utf8>>]),
    io:format("~w ~w~n", [<<"hä"/utf16>>, <<"h"/utf32-little>>]).

id(X) -> X.
