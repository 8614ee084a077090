%% corpus: exit=1
-module(uncaught_record).
-export([main/0]).

main() ->
    S = hd([{wrong, 1}]), io:format("~p~n", [element(3, S)]).
