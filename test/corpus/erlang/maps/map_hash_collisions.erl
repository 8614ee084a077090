%% Many keys in few buckets at the top of the trie.
-module(map_hash_collisions).
-export([main/0]).

main() ->
    Keys = [K || K <- lists:seq(1, 20000), erlang:phash2(K) band 15 =:= 3],
    M = maps:from_keys(Keys, v),
    io:format("~p ~p~n", [length(Keys), maps:size(M)]),
    io:format("~w~n", [lists:sublist(maps:keys(M), 25)]),
    Gone = lists:foldl(fun maps:remove/2, M, lists:nthtail(5, Keys)),
    io:format("~p~n", [Gone]),
    Atoms = maps:from_list([{list_to_atom("key_" ++ integer_to_list(N)), N} || N <- lists:seq(1, 500)]),
    io:format("~p~n", [lists:sum(maps:values(Atoms))]),
    io:format("~p~n", [lists:sort(maps:keys(maps:filter(fun(_, V) -> V rem 100 =:= 0 end, Atoms)))]).
