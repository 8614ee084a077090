%% corpus: exit=1
-module(uncaught_io_format).
-export([main/0]).

main() ->
    io:format("~p ~p~n", [only_one]).
