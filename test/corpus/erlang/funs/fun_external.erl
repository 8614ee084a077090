-module(fun_external).
-export([main/0]).

main() ->
    F = fun lists:reverse/1,
    io:format("~p ~p~n", [F, F([1, 2])]),
    M = lists,
    N = sum,
    G = fun M:N/1,
    io:format("~p ~p~n", [G, G([1, 2, 3])]),
    io:format("~p~n", [lists:map(fun erlang:abs/1, [-1, 2])]),
    io:format("~p~n", [fun lists:reverse/1 =:= F]),
    io:format("~p~n", [fun lists:reverse/2 =:= F]),
    io:format("~p~n", [apply(F, [[1, 2]])]),
    io:format("~p~n", [apply(lists, nth, [2, [a, b]])]),
    io:format("~p~n", [lists:sort([fun b:c/1, fun a:c/1, fun a:b/2, fun a:b/1])]),
    io:format("~p~n", [[{K, V} || {K, V} <- erlang:fun_info(F)]]),
    io:format("~p~n", [[is_function(F, A) || A <- [0, 1, 2]]]),
    io:format("~p~n", [try (fun no_such_module:f/0)() catch C:R -> {C, R} end]),
    io:format("~p~n", [try (fun lists:no_such/3)(1, 2, 3) catch C1:R1 -> {C1, R1} end]),
    io:format("~p~n", [erlang:make_fun(lists, last, 1)]),
    io:format("~p~n", [erlang:phash2(F)]),
    H = fun ?MODULE:main/0,
    io:format("~p~n", [H]).
