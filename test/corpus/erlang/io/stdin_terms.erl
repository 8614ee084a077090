-module(stdin_terms).
-export([main/0]).

main() ->
    io:format("~p~n", [io:read("")]),
    io:format("~p~n", [io:read("term> ")]),
    io:format("~p~n", [io:read("")]),
    io:format("~p~n", [io:read("")]),
    io:format("~p~n", [element(1, io:scan_erl_exprs(""))]),
    {ok, Exprs, _} = io:parse_erl_exprs(""),
    io:format("~p~n", [erl_eval:exprs(Exprs, [])]),
    io:format("~p~n", [io:read("")]).
