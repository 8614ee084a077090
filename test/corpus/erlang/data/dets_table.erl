-module(dets_table).
-export([main/0]).

main() ->
    {ok, T} = dets:open_file(things, [{file, "things.dets"}, {type, set}]),
    ok = dets:insert(T, [{N, N * N} || N <- lists:seq(1, 50)]),
    io:format("~p~n", [dets:lookup(T, 7)]),
    io:format("~p~n", [dets:info(T, size)]),
    ok = dets:delete(T, 7),
    io:format("~p~n", [dets:member(T, 7)]),
    io:format("~p~n", [lists:sort(dets:select(T, [{{'$1', '$2'}, [{'>', '$2', 2000}], ['$1']}]))]),
    ok = dets:close(T),
    {ok, T2} = dets:open_file(things, [{file, "things.dets"}]),
    io:format("~p~n", [lists:sum(dets:foldl(fun({K, _}, A) -> [K | A] end, [], T2))]),
    io:format("~p~n", [dets:update_counter(T2, 1, 10)]),
    ok = dets:close(T2),
    io:format("~p~n", [dets:is_dets_file("things.dets")]).
