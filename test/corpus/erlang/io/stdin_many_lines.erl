-module(stdin_many_lines).
-export([main/0]).

main() ->
    {Lines, Words, Chars} = count(0, 0, 0),
    io:format("~p ~p ~p~n", [Lines, Words, Chars]).

count(L, W, C) ->
    case io:get_line("") of
        eof -> {L, W, C};
        Line -> count(L + 1, W + length(string:lexemes(Line, " \n")), C + string:length(Line))
    end.
