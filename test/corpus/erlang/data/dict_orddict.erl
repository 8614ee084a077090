-module(dict_orddict).
-export([main/0]).

main() ->
    [run(M) || M <- [orddict, dict]],
    io:format("~p~n", [orddict:from_list([{b, 1}, {a, 2}])]),
    io:format("~p~n", [orddict:store(1.0, x, orddict:from_list([{1, y}]))]).

run(M) ->
    D0 = M:from_list([{K, K * K} || K <- lists:seq(1, 100)]),
    D1 = M:store(a, 1, M:erase(50, D0)),
    D2 = M:update(1, fun(V) -> V + 100 end, M:append(list, x, M:append(list, y, D1))),
    D3 = M:update_counter(cnt, 5, M:update(new, fun(V) -> V end, init, D2)),
    io:format("~p ~p~n", [M:size(D3), M:fetch(1, D3)]),
    io:format("~p ~p ~p~n", [M:find(list, D3), M:find(nope, D3), M:is_key(50, D3)]),
    io:format("~p~n", [M:fold(fun(_, V, A) when is_integer(V) -> A + V; (_, _, A) -> A end, 0, D3)]),
    io:format("~p~n", [lists:sort(M:to_list(M:filter(fun(K, _) -> is_atom(K) end, D3)))]),
    io:format("~p~n", [lists:sum(M:fetch_keys(M:map(fun(_, V) -> {V} end, D0)))]),
    io:format("~p~n", [M:size(M:merge(fun(_, A, B) -> {A, B} end, D0, M:from_list([{1, x}, {zz, y}])))]),
    io:format("~p~n", [M:is_empty(M:new())]),
    {V, D4} = M:take(a, D3),
    io:format("~p ~p~n", [V, M:size(D4)]),
    io:format("~p~n", [try M:fetch(nope, D3) catch C:R -> {C, R} end]).
