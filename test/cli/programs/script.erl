-module(script).
-export([main/1]).

main(Arguments) ->
    io:format("~p ~p~n", [program_other:name(), Arguments]).
