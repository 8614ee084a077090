-module(ets_file).
-export([main/0]).

main() ->
    T = ets:new(saved, [ordered_set, named_table]),
    ets:insert(T, [{N, "value", <<N>>} || N <- lists:seq(1, 100)]),
    io:format("~p~n", [ets:tab2file(T, "table.ets")]),
    ets:delete(T),
    {ok, T2} = ets:file2tab("table.ets"),
    io:format("~p ~p~n", [ets:info(T2, size), ets:lookup(T2, 50)]),
    {ok, Info} = ets:tabfile_info("table.ets"),
    io:format("~p~n", [[proplists:get_value(K, Info) || K <- [name, type, size, keypos]]]),
    io:format("~p~n", [element(1, ets:file2tab("missing.ets"))]),
    Q = ets:table(T2),
    io:format("~p~n", [element(1, Q)]).
