-module(fun_arity_errors).
-export([main/0]).

main() ->
    F = fun(A, B) -> {A, B} end,
    io:format("~p~n", [outcome(fun() -> F(1) end)]),
    io:format("~p~n", [outcome(fun() -> apply(F, [1, 2, 3]) end)]),
    io:format("~p~n", [outcome(fun() -> (id(not_a_fun))(1) end)]),
    io:format("~p~n", [outcome(fun() -> (id({lists, map}))(1) end)]),
    io:format("~p~n", [outcome(fun() -> apply(F, not_a_list) end)]),
    io:format("~p~n", [outcome(fun() -> apply(F, [1 | 2]) end)]),
    io:format("~p~n", [outcome(fun() -> apply(id(lists), id(nope), [1]) end)]),
    io:format("~p~n", [outcome(fun() -> apply(id(1), f, []) end)]),
    io:format("~p~n", [outcome(fun() -> (id(lists)):(id("string"))(1) end)]),
    io:format("~p~n", [outcome(fun() -> (fun lists:reverse/1)(1, 2) end)]),
    io:format("~p~n", [outcome(fun() -> (fun(x) -> ok end)(id(y)) end)]).

outcome(F) ->
    try F() catch
        error:{badarity, {_, Args}} -> {badarity, Args};
        C:R -> {C, R}
    end.

id(X) -> X.
