%% corpus: args=one,two_words,3
%% main/1 gets its arguments as strings.
-module(main_with_arguments).
-export([main/1]).

main(Arguments) ->
    io:format("~p~n", [Arguments]),
    [io:format("~s: ~p~n", [A, length(A)]) || A <- Arguments].
