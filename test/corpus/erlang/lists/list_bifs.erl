-module(list_bifs).
-export([main/0]).

main() ->
    io:format("~p ~p ~p~n", [hd([1, 2]), tl([1, 2]), length([a, b, c])]),
    io:format("~p~n", [[1, 2] ++ [3] ++ [] ++ [4 | 5]]),
    io:format("~p~n", [[1, 2, 3, 2, 1] -- [2, 1, 9]]),
    io:format("~p~n", [lists:reverse([1, 2, 3], [4])]),
    io:format("~p~n", [[lists:member(X, [1, 2.0, a]) || X <- [1, 2, 2.0, a, b]]]),
    Tests = [fun() -> hd(id([])) end, fun() -> tl(id(x)) end, fun() -> length(id([1 | 2])) end, fun() -> id(a) ++ [1] end, fun() -> [1 | a] ++ [2] end, fun() -> [1] -- id(a) end, fun() -> lists:reverse(id([1 | 2])) end, fun() -> lists:member(a, id(b)) end, fun() -> lists:member(1, [2 | id(3)]) end, fun() -> lists:nth(0, [1]) end, fun() -> lists:nth(3, [1]) end],
    [io:format("~p~n", [try F() catch C:R -> {C, R} end]) || F <- Tests].

id(X) -> X.
