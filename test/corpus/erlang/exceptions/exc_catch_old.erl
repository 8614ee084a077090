%% The old catch: what it makes of each class.
-module(exc_catch_old).
-export([main/0]).

main() ->
    io:format("~p~n", [catch 1 + 1]),
    io:format("~p~n", [catch throw(t)]),
    io:format("~p~n", [catch exit(e)]),
    {'EXIT', {oops, Stack}} = (catch error(oops)),
    io:format("~p~n", [is_list(Stack)]),
    {'EXIT', {badarith, [{M, F, A, _} | _]}} = (catch id(1) / id(0)),
    io:format("~p~n", [{M, F, A}]),
    io:format("~p~n", [catch begin X = 5, throw({x, X}) end]),
    io:format("~p~n", [[catch throw(inner), catch exit(outer)]]),
    io:format("~p~n", [catch (catch throw(a))]),
    io:format("~p~n", [case catch deep(100) of {found, N} -> N end]),
    io:format("~p~n", [{catch throw(1), catch throw(2), 3}]),
    lists:foreach(fun(G) -> io:format("~p~n", [element(1, to_tuple(catch G()))]) end, [fun() -> ok end, fun() -> error(x) end, fun() -> throw(x) end]).

deep(0) -> throw({found, bottom});
deep(N) -> 1 + deep(N - 1).

to_tuple({_, _} = T) -> T;
to_tuple(X) -> {X, x}.

id(X) -> X.
