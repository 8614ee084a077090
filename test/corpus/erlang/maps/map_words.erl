%% The k-nucleotide shape: counting in a map of binaries.
-module(map_words).
-export([main/0]).

main() ->
    Text = binary:copy(<<"GATTACAGATCCAGTTAACCGGTT">>, 40),
    Counts = count(Text, 3, #{}),
    io:format("~p~n", [maps:size(Counts)]),
    Sorted = lists:sort(fun({K1, V1}, {K2, V2}) -> {-V1, K1} =< {-V2, K2} end, maps:to_list(Counts)),
    [io:format("~s ~p~n", [K, V]) || {K, V} <- Sorted],
    io:format("~p~n", [maps:size(count(Text, 6, #{}))]).

count(Text, K, Acc) when byte_size(Text) < K -> Acc;
count(<<_, Rest/binary>> = Text, K, Acc) ->
    <<Key:K/binary, _/binary>> = Text,
    count(Rest, K, maps:update_with(Key, fun(N) -> N + 1 end, 1, Acc)).
