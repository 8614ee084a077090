%% corpus: exit=1
-module(uncaught_badarith).
-export([main/0]).

main() ->
    X = list_to_integer("0"), io:format("~p~n", [compute(5, X)]).

compute(A, B) ->
    Sum = A + 1,
    Sum / B.
