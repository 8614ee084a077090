%% Through the size where a flat map becomes a trie, both ways.
-module(map_grow_shrink).
-export([main/0]).

main() ->
    Sizes = lists:seq(28, 36),
    Maps = [maps:from_list([{K, K} || K <- lists:seq(1, N)]) || N <- Sizes],
    [io:format("~p ~w~n", [maps:size(M), maps:keys(M)]) || M <- Maps],
    Large = lists:last(Maps),
    Shrunk = lists:foldl(fun maps:remove/2, Large, lists:seq(30, 36)),
    io:format("~w~n", [maps:keys(Shrunk)]),
    io:format("~p~n", [Shrunk =:= maps:from_list([{K, K} || K <- lists:seq(1, 29)])]),
    Grown = lists:foldl(fun(K, M) -> M#{K => K} end, #{}, lists:seq(1, 40)),
    Same = lists:foldl(fun(K, M) -> M#{K => K} end, #{}, lists:reverse(lists:seq(1, 40))),
    io:format("~p ~p~n", [Grown =:= Same, Grown == Large]),
    io:format("~p~n", [maps:size(lists:foldl(fun maps:remove/2, Grown, lists:seq(1, 40)))]),
    io:format("~p~n", [erlang:phash2(Grown) =:= erlang:phash2(Same)]).
