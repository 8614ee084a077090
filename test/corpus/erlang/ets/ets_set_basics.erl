-module(ets_set_basics).
-export([main/0]).

main() ->
    T = ets:new(table, [set]),
    io:format("~p~n", [ets:insert(T, {a, 1})]),
    io:format("~p~n", [ets:insert(T, [{b, 2}, {c, 3, extra}, {1, int}, {1.0, float}])]),
    io:format("~p ~p ~p~n", [ets:lookup(T, a), ets:lookup(T, zz), ets:lookup(T, c)]),
    io:format("~p ~p~n", [ets:lookup(T, 1), ets:lookup(T, 1.0)]),
    io:format("~p ~p~n", [ets:insert_new(T, {a, 9}), ets:insert_new(T, {d, 4})]),
    io:format("~p~n", [ets:insert_new(T, [{e, 5}, {a, 0}])]),
    io:format("~p ~p~n", [ets:member(T, e), ets:member(T, d)]),
    io:format("~p ~p~n", [ets:lookup_element(T, c, 3), catch_error(fun() -> ets:lookup_element(T, c, 4) end)]),
    io:format("~p~n", [catch_error(fun() -> ets:lookup_element(T, nokey, 1) end)]),
    io:format("~p~n", [lists:sort(ets:tab2list(T))]),
    io:format("~p~n", [ets:delete(T, a)]),
    io:format("~p~n", [ets:take(T, b)]),
    io:format("~p~n", [ets:delete_object(T, {c, 3, other})]),
    io:format("~p~n", [ets:delete_object(T, {c, 3, extra})]),
    io:format("~p ~p~n", [ets:info(T, size), ets:info(T, type)]),
    io:format("~p~n", [ets:update_element(T, d, {2, changed})]),
    io:format("~p~n", [ets:update_element(T, nokey, {2, x})]),
    io:format("~p~n", [ets:lookup(T, d)]),
    io:format("~p~n", [ets:delete_all_objects(T)]),
    io:format("~p~n", [ets:tab2list(T)]),
    io:format("~p~n", [ets:delete(T)]),
    io:format("~p~n", [ets:info(T)]),
    io:format("~p~n", [catch_error(fun() -> ets:insert(T, {x}) end)]),
    T2 = ets:new(t2, []),
    [io:format("~p~n", [catch_error(F)]) || F <- [fun() -> ets:insert(T2, {}) end, fun() -> ets:insert(T2, x) end, fun() -> ets:insert(T2, [{a}, b]) end, fun() -> ets:update_element(T2, a, {1, x}) end, fun() -> ets:new(x, [bad]) end, fun() -> ets:new("x", []) end]].

catch_error(F) -> try F() catch C:R -> {C, R} end.
