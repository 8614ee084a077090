%% corpus: slow
%% A map of half a million keys, a binary of tens of megabytes, a list of millions through the external format.
-module(large_maps_and_binaries).
-export([main/0]).

main() ->
    N = 500000,
    M = maps:from_list([{I, {v, I}} || I <- lists:seq(1, N)]),
    io:format("~p ~p~n", [map_size(M), maps:get(77777, M)]),
    io:format("~p~n", [maps:fold(fun(_, {v, V}, A) -> V + A end, 0, M)]),
    io:format("~p~n", [map_size(lists:foldl(fun maps:remove/2, M, lists:seq(1, N, 2)))]),
    B = binary:copy(<<"0123456789">>, 2000000),
    C = << <<X, X>> || <<X>> <= B >>,
    io:format("~p ~p~n", [byte_size(C), erlang:crc32(C)]),
    io:format("~p~n", [length(binary:split(C, <<"00">>, [global]))]),
    L = [[I] || I <- lists:seq(1, 2000000)],
    E = term_to_binary(L),
    io:format("~p ~p~n", [byte_size(E), binary_to_term(E) =:= L]).
