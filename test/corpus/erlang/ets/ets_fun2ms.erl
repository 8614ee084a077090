%% ets:fun2ms through the parse transform, and match_spec_run.
-module(ets_fun2ms).
-export([main/0]).

-include_lib("stdlib/include/ms_transform.hrl").
-record(person, {name, age, city}).

main() ->
    T = ets:new(people, [ordered_set, {keypos, #person.name}]),
    ets:insert(T, [#person{name = "Ann", age = 30, city = oslo}, #person{name = "Bob", age = 25, city = rome}, #person{name = "Cid", age = 41, city = oslo}]),
    Ms = ets:fun2ms(fun(#person{name = N, age = A, city = oslo}) when A > 29 -> {N, A + 1} end),
    io:format("~p~n", [Ms]),
    io:format("~p~n", [ets:select(T, Ms)]),
    Limit = 30,
    io:format("~p~n", [ets:select(T, ets:fun2ms(fun(#person{age = A} = P) when A =< Limit -> P end))]),
    io:format("~p~n", [ets:select_count(T, ets:fun2ms(fun(#person{city = C}) -> C =:= oslo end))]),
    Compiled = ets:match_spec_compile(ets:fun2ms(fun({A, B}) when A > B -> A - B end)),
    io:format("~p~n", [ets:match_spec_run([{5, 3}, {1, 2}, {10, 1}, x], Compiled)]),
    io:format("~p~n", [ets:is_compiled_ms(Compiled)]),
    io:format("~p~n", [ets:test_ms({7, a}, ets:fun2ms(fun({X, Y}) -> {Y, X * 2} end))]),
    io:format("~p~n", [element(1, ets:test_ms({7, a}, [{x, [], []}, bad]))]).
