-module(list_quicksort_nrev).
-export([main/0]).

main() ->
    L = [(X * 7919) rem 1009 || X <- lists:seq(1, 1000)],
    io:format("~p~n", [lists:sublist(qsort(L), 20)]),
    io:format("~p~n", [qsort(L) =:= lists:sort(L)]),
    io:format("~p~n", [nrev(lists:seq(1, 30))]),
    io:format("~p~n", [[queens(N) || N <- lists:seq(1, 7)]]),
    io:format("~p~n", [length(perms([1, 2, 3, 4, 5, 6]))]),
    io:format("~p~n", [hd(lists:reverse(perms([a, b, c, d])))]).

qsort([]) -> [];
qsort([P | T]) -> qsort([X || X <- T, X < P]) ++ [P] ++ qsort([X || X <- T, X >= P]).

nrev([]) -> [];
nrev([H | T]) -> nrev(T) ++ [H].

perms([]) -> [[]];
perms(L) -> [[H | T] || H <- L, T <- perms(L -- [H])].

queens(N) -> length(place(N, N)).

place(0, _) -> [[]];
place(K, N) -> [[Q | Qs] || Qs <- place(K - 1, N), Q <- lists:seq(1, N), safe(Q, 1, Qs)].

safe(_, _, []) -> true;
safe(Q, D, [Q1 | Qs]) -> Q =/= Q1 andalso abs(Q - Q1) =/= D andalso safe(Q, D + 1, Qs).
