-module(map_bifs).
-export([main/0]).

main() ->
    M = #{1 => one, 2 => two, <<"k">> => [x]},
    io:format("~p~n", [M]),
    io:format("~p ~p ~p~n", [maps:get(1, M), maps:get(9, M, default), maps:find(2, M)]),
    io:format("~p ~p~n", [maps:find(9, M), maps:is_key(<<"k">>, M)]),
    io:format("~p~n", [maps:put(3, three, M)]),
    io:format("~p~n", [maps:remove(1, M)]),
    io:format("~p~n", [maps:remove(77, M) =:= M]),
    io:format("~p~n", [maps:take(2, M)]),
    io:format("~p~n", [maps:take(77, M)]),
    io:format("~p~n", [maps:update(1, uno, M)]),
    io:format("~p ~p~n", [maps:size(M), map_size(#{})]),
    io:format("~p ~p~n", [maps:keys(M), maps:values(M)]),
    io:format("~p~n", [maps:to_list(M)]),
    io:format("~p~n", [maps:from_list([{a, 1}, {b, 2}, {a, 3}]) =:= #{a => 3, b => 2}]),
    io:format("~p~n", [maps:from_keys([1, 2, 1], v)]),
    io:format("~p~n", [maps:merge(M, #{1 => new, 5 => five})]),
    io:format("~p ~p~n", [map_get(1, M), is_map_key(9, M)]),
    Tests = [fun() -> maps:get(zz, M) end, fun() -> maps:update(zz, 1, M) end, fun() -> maps:get(a, not_map) end, fun() -> maps:put(a, 1, []) end, fun() -> map_size(id(x)) end, fun() -> maps:from_list([{a, 1} | b]) end, fun() -> maps:from_list([a]) end, fun() -> maps:merge(#{}, x) end, fun() -> map_get(a, id(#{})) end, fun() -> (id(M))#{zz := 1} end, fun() -> (id(notmap))#{a => 1} end, fun() -> maps:keys(7) end],
    [io:format("~p~n", [try F() catch C:R -> {C, R} end]) || F <- Tests].

id(X) -> X.
