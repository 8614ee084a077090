-module(exc_class_reason_binding).
-export([main/0]).

main() ->
    [io:format("~p~n", [classify(F)]) || F <- [fun() -> error(a) end, fun() -> exit(b) end, fun() -> throw(c) end, fun() -> error({nested, {d, 1}}) end, fun() -> exit(normal) end]],
    io:format("~p~n", [rethrow(fun() -> throw({code, 5}) end)]),
    io:format("~p~n", [try rethrow(fun() -> exit(unknown) end) catch X:Y -> {X, Y} end]),
    io:format("~p~n", [count_failures([1, 0, a, 2, "x"])]).

classify(F) ->
    try F() of V -> {value, V}
    catch
        error:{nested, {Tag, N}} -> {nested, Tag, N};
        error:Reason -> {an_error, Reason};
        exit:normal -> normal_exit;
        exit:Reason -> {an_exit, Reason};
        Reason -> {a_throw, Reason}
    end.

rethrow(F) ->
    try F() catch throw:{code, N} when N < 10 -> {small, N} end.

count_failures(L) ->
    lists:foldl(fun(X, {Ok, Bad}) -> try 10 / X of _ -> {Ok + 1, Bad} catch error:badarith -> {Ok, Bad + 1} end end, {0, 0}, L).
