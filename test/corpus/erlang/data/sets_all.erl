-module(sets_all).
-export([main/0]).

main() ->
    [run(M) || M <- [sets, ordsets, gb_sets]],
    V2 = sets:from_list([a, b, 1], [{version, 2}]),
    io:format("~p ~p~n", [sets:size(V2), sets:is_element(a, V2)]),
    io:format("~p~n", [sets:is_subset(sets:from_list([a], [{version, 2}]), V2)]).

run(M) ->
    A = M:from_list(lists:seq(1, 20)),
    B = M:from_list(lists:seq(15, 40, 5)),
    Show = fun(S) -> io:format("~w~n", [lists:sort(M:to_list(S))]) end,
    Show(M:union(A, B)),
    Show(M:union([A, B, M:new()])),
    Show(M:intersection(A, B)),
    Show(M:intersection([A, B])),
    Show(M:subtract(A, B)),
    Show(M:add_element(100, M:del_element(1, A))),
    Show(M:filter(fun(X) -> X rem 3 =:= 0 end, A)),
    io:format("~p~n", [[M:size(A), M:is_element(3, A), M:is_subset(B, A), M:is_disjoint(A, B), M:is_empty(B), M:is_set(A), M:fold(fun(X, Acc) -> X + Acc end, 0, B)]]).
