-module(tuple_bifs).
-export([main/0]).

main() ->
    T = {a, 1, "x", 2.5, {nested}},
    io:format("~p ~p~n", [tuple_size(T), size(T)]),
    io:format("~p~n", [[element(I, T) || I <- lists:seq(1, 5)]]),
    io:format("~p~n", [setelement(3, T, changed)]),
    io:format("~p ~p~n", [tuple_to_list(T), list_to_tuple([1, 2])]),
    io:format("~p~n", [erlang:make_tuple(4, z)]),
    io:format("~p~n", [erlang:make_tuple(5, 0, [{2, two}, {5, five}, {2, second}])]),
    io:format("~p~n", [erlang:append_element(T, last)]),
    io:format("~p~n", [erlang:insert_element(2, {a, b}, new)]),
    io:format("~p~n", [erlang:delete_element(1, {a, b})]),
    io:format("~p~n", [T]),
    Tests = [fun() -> element(0, id(T)) end, fun() -> element(6, id(T)) end, fun() -> element(a, id(T)) end, fun() -> element(1, id(x)) end, fun() -> setelement(9, id(T), x) end, fun() -> tuple_size(id([])) end, fun() -> list_to_tuple(id(x)) end, fun() -> erlang:make_tuple(-1, x) end, fun() -> erlang:make_tuple(2, x, [{3, y}]) end, fun() -> erlang:delete_element(3, {a, b}) end, fun() -> erlang:insert_element(4, {a, b}, c) end],
    [io:format("~p~n", [try F() catch C:R -> {C, R} end]) || F <- Tests].

id(X) -> X.
