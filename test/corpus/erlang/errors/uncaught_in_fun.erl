%% corpus: exit=1
-module(uncaught_in_fun).
-export([main/0]).

main() ->
    lists:foreach(fun(X) -> io:format("~p~n", [10 div X]) end, [5, 0]).
