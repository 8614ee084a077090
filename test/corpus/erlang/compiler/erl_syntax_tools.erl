-module(erl_syntax_tools).
-export([main/0]).

main() ->
    Tree = erl_syntax:application(erl_syntax:atom(io), erl_syntax:atom(format), [erl_syntax:string("hi"), erl_syntax:list([erl_syntax:integer(1), erl_syntax:variable("X")])]),
    io:format("~s~n", [erl_prettypr:format(Tree)]),
    io:format("~p~n", [erl_syntax:revert(erl_syntax:tuple([erl_syntax:atom(a), erl_syntax:float(1.5)]))]),
    io:format("~p~n", [erl_parse:abstract({a, [1, "two"], #{b => <<"3">>}})]),
    io:format("~p~n", [erl_parse:normalise(erl_parse:abstract({x, [1, 2], "s", <<1, 2>>}))]),
    io:format("~p~n", [erl_anno:line(erl_anno:new({3, 4}))]),
    io:format("~s~n", [erl_pp:expr({op, 1, '+', {integer, 1, 1}, {op, 1, '*', {var, 1, 'X'}, {integer, 1, 2}}})]),
    io:format("~s~n", [erl_pp:expr(erl_parse:abstract([{long, term, N, "with text"} || N <- lists:seq(1, 6)]))]),
    io:format("~p~n", [erl_internal:bif(atom_to_list, 1)]),
    io:format("~p~n", [erl_internal:guard_bif(is_list, 1)]),
    io:format("~p~n", [epp:default_encoding()]).
