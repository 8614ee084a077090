%% K-nucleotide: count the substrings of a DNA sequence in a large map keyed by binaries.
-module(bench_knucleotide).
-export([run/1]).

run(N) ->
    Dna = dna(N, 42, <<>>),
    Counts = [{K, count(K, Dna)} || K <- [1, 2, 4, 8]],
    [{K, map_size(Map), top(Map)} || {K, Map} <- Counts].

dna(0, _, Acc) ->
    Acc;
dna(N, Seed, Acc) ->
    Next = (Seed * 3877 + 29573) rem 139968,
    Base = element(1 + Next * 7 div 139968, {$A, $C, $G, $T, $A, $T, $A}),
    dna(N - 1, Next, <<Acc/binary, Base>>).

count(K, Dna) ->
    count(0, byte_size(Dna) - K, K, Dna, #{}).

count(At, Last, _, _, Map) when At > Last ->
    Map;
count(At, Last, K, Dna, Map) ->
    Key = binary:part(Dna, At, K),
    case Map of
        #{Key := Seen} -> count(At + 1, Last, K, Dna, Map#{Key := Seen + 1});
        #{} -> count(At + 1, Last, K, Dna, Map#{Key => 1})
    end.

top(Map) ->
    lists:sublist(lists:sort(fun({KA, A}, {KB, B}) -> {B, KA} =< {A, KB} end,
                             maps:to_list(Map)), 2).
