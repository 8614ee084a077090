-module(sieve_and_sort).
-export([main/0]).

main() ->
    Primes = sieve(lists:seq(2, 3000)),
    io:format("~p ~p~n", [length(Primes), lists:last(Primes)]),
    L = shuffle(lists:seq(1, 20000), 1),
    io:format("~p~n", [merge_sort(L) =:= lists:seq(1, 20000)]),
    io:format("~p~n", [tree_size(lists:foldl(fun insert/2, nil, L))]).

sieve([P | Rest]) when P * P > 3000 -> [P | Rest];
sieve([P | Rest]) -> [P | sieve([N || N <- Rest, N rem P =/= 0])].

shuffle(L, Seed) ->
    {Keyed, _} = lists:mapfoldl(fun(X, S) -> S1 = (S * 1103515245 + 12345) band 16#7FFFFFFF, {{S1, X}, S1} end, Seed, L),
    [X || {_, X} <- lists:sort(Keyed)].

merge_sort([]) -> [];
merge_sort([X]) -> [X];
merge_sort(L) ->
    {A, B} = lists:split(length(L) div 2, L),
    merge(merge_sort(A), merge_sort(B)).

merge([], B) -> B;
merge(A, []) -> A;
merge([X | A], [Y | _] = B) when X =< Y -> [X | merge(A, B)];
merge(A, [Y | B]) -> [Y | merge(A, B)].

insert(X, nil) -> {nil, X, nil};
insert(X, {L, Y, R}) when X < Y -> {insert(X, L), Y, R};
insert(X, {L, Y, R}) -> {L, Y, insert(X, R)}.

tree_size(nil) -> 0;
tree_size({L, _, R}) -> tree_size(L) + 1 + tree_size(R).
