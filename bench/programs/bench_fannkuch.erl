%% Fannkuch: prefix reversals over every permutation of a list.
-module(bench_fannkuch).
-export([run/1]).

run(N) ->
    permutations(lists:seq(1, N), [], fun flips/2, {0, 0}).

%% Permutations in no particular order, depth first: pick each element as the next head.
permutations([], Perm, Visit, Acc) ->
    Visit(Perm, Acc);
permutations(Items, Perm, Visit, Acc) ->
    pick(Items, [], Perm, Visit, Acc).

pick([], _, _, _, Acc) ->
    Acc;
pick([X | Rest], Before, Perm, Visit, Acc) ->
    Acc1 = permutations(lists:reverse(Before, Rest), [X | Perm], Visit, Acc),
    pick(Rest, [X | Before], Perm, Visit, Acc1).

flips(Perm, {Max, Sum}) ->
    Count = flip(Perm, 0),
    {max(Max, Count), Sum + Count}.

flip([1 | _], Count) ->
    Count;
flip([N | _] = Perm, Count) ->
    flip(reverse_prefix(N, Perm, []), Count + 1).

reverse_prefix(0, Rest, Acc) -> prepend(Acc, Rest);
reverse_prefix(N, [X | Xs], Acc) -> reverse_prefix(N - 1, Xs, [X | Acc]).

%% The accumulator already is the reversed prefix.
prepend([], Rest) -> Rest;
prepend([X | Xs], Rest) -> [X | prepend(Xs, Rest)].
