%% apply/2 of what is no fun, of the wrong number of arguments and of what is no list.
-module(fun_apply_errors).
-export([main/0]).

main() ->
    [io:format("~p~n", [reason(id(F), id(Args))])
     || F <- [42, atom, {}, {a, b}, "list", #{}, self_is_no_fun],
        Args <- [[], [1]]],
    io:format("~p~n", [arity(reason(fun(X) -> X end, [1, 2]))]),
    io:format("~p~n", [reason(fun lists:reverse/1, [1, 2])]),
    io:format("~p~n", [reason(fun(X) -> X end, [1 | 2])]),
    io:format("~p~n", [reason(42, not_a_list)]),
    io:format("~p~n", [reason(fun no_such_module:f/1, [1])]),
    ok.

reason(F, Args) ->
    try apply(F, Args) catch Class:Reason -> {Class, Reason} end.

arity({error, {badarity, {F, Args}}}) -> {is_function(F, 1), Args};
arity(Other) -> Other.

id(X) -> X.
