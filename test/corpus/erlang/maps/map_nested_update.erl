-module(map_nested_update).
-export([main/0]).

main() ->
    Config = #{1 => #{10 => #{100 => deep}, 11 => [1, 2]}, 2 => []},
    io:format("~p~n", [put_in([1, 10, 100], changed, Config)]),
    io:format("~p~n", [put_in([1, 12, 5], created, Config)]),
    io:format("~p~n", [get_in([1, 11], Config)]),
    io:format("~p~n", [get_in([1, 10, 100, 4], Config)]),
    Counted = lists:foldl(fun(Word, Acc) -> bump(length(Word), Word, Acc) end, #{}, string:tokens("the quick brown fox jumps over the lazy dog the end", " ")),
    io:format("~p~n", [Counted]).

put_in([K], V, M) -> M#{K => V};
put_in([K | Ks], V, M) -> M#{K => put_in(Ks, V, maps:get(K, M, #{}))}.

get_in([], V) -> V;
get_in([K | Ks], M) when is_map_key(K, M) -> get_in(Ks, map_get(K, M));
get_in(_, _) -> undefined.

bump(Length, Word, Acc) ->
    maps:update_with(Length, fun(M) -> maps:update_with(Word, fun(N) -> N + 1 end, 1, M) end, #{Word => 1}, Acc).
