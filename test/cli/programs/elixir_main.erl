%% A module by the rules of Elixir's names.
-module('Elixir.Main').
-export([main/1]).

main(Arguments) ->
    io:format("~p~n", [Arguments]).
