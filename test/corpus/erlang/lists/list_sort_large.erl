%% Sorting thousands of terms, stable where it says so, against a check of our own.
-module(list_sort_large).
-export([main/0]).

main() ->
    L = numbers(5000, 12345, []),
    S = lists:sort(L),
    io:format("~p ~p ~p~n", [length(S), hd(S), lists:last(S)]),
    io:format("~p~n", [ordered(S)]),
    io:format("~p~n", [lists:sort(fun(A, B) -> A > B end, L) =:= lists:reverse(S)]),
    Pairs = [{X rem 10, X} || X <- L],
    io:format("~p~n", [[K || {K, _} <- lists:sublist(lists:keysort(1, Pairs), 1, 8)]]),
    io:format("~p~n", [stable(lists:keysort(1, Pairs), Pairs)]),
    io:format("~p~n", [length(lists:usort([X rem 100 || X <- L]))]),
    io:format("~p~n", [erlang:phash2(S)]).

numbers(0, _, Acc) -> Acc;
numbers(N, X, Acc) -> numbers(N - 1, (X * 1103515245 + 12345) band 16#7FFFFFFF, [X | Acc]).

ordered([A, B | Rest]) when A =< B -> ordered([B | Rest]);
ordered([_]) -> true;
ordered(_) -> false.

stable(Sorted, Original) ->
    lists:all(fun(K) -> [P || {K1, _} = P <- Sorted, K1 =:= K] =:= [P || {K1, _} = P <- Original, K1 =:= K] end, lists:seq(0, 9)).
