%% Sorting a million terms of all kinds: the standard order of terms, lists:sort/1, a sort by key, a merge.
-module(bench_sort).
-export([run/1]).

run(N) ->
    Terms = terms(N, 4711, []),
    Sorted = lists:sort(Terms),
    ByKey = lists:keysort(1, [{key(Term), I} || {I, Term} <- lists:enumerate(lists:sublist(Terms, N div 10))]),
    {length(Sorted), erlang:phash2(lists:nth(N div 2, Sorted)), erlang:phash2(lists:last(Sorted)),
     digest(Sorted, 0), hd(ByKey)}.

terms(0, _, Acc) ->
    Acc;
terms(N, Seed, Acc) ->
    Next = (Seed * 16807) rem 2147483647,
    terms(N - 1, Next, [term(Next rem 8, Next div 8) | Acc]).

term(0, X) -> X;
term(1, X) -> -X;
term(2, X) -> X / 7;
term(3, X) -> {X rem 1000, X};
term(4, X) -> [X rem 100, X rem 7 | tail];
term(5, X) -> integer_to_binary(X);
term(6, X) -> element(1 + X rem 5, {apple, banana, cherry, date, elderberry});
term(7, X) -> {X rem 10, <<"name">>, [X]}.

key(Term) when is_tuple(Term) -> element(1, Term);
key(Term) -> Term.

digest([], Acc) -> Acc;
digest([X | Xs], Acc) when is_integer(X) -> digest(Xs, (Acc * 31 + X) band 16#ffffff);
digest([_ | Xs], Acc) -> digest(Xs, (Acc * 33 + 1) band 16#ffffff).
