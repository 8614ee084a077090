%% Appending to binaries of which several are continued in different ways, at all alignments, many times.
-module(bin_append_forks).
-export([main/0]).

main() ->
    io:format("~w~n", [forks(<<>>)]),
    io:format("~w~n", [forks(<<5:3>>)]),
    Whole = <<1, 2, 3, 4, 5, 6, 7, 8, 9:5>>,
    Parts = [part(Whole, Offset, Size) || Offset <- [0, 1, 7, 8, 9, 20], Size <- [0, 1, 5, 8, 15, 16, 24, 33]],
    lists:foreach(fun(P) -> io:format("~w~n", [around(P, Whole)]) end, Parts),
    io:format("~w~n", [grow(<<>>, Whole, 20)]),
    io:format("~w~n", [erlang:md5(grow(<<1>>, <<Whole/bits, 1:3>>, 2000))]),
    io:format("~w~n", [tree(<<>>, 8)]),
    Long = count(<<>>, 200000),
    io:format("~w ~w~n", [byte_size(Long), erlang:crc32(Long)]).

forks(A) ->
    B = <<A/bits, 1>>,
    C = <<B/bits, 2>>,
    D = <<B/bits, 3>>,
    E = <<C/bits, 4:4>>,
    F = <<C/bits, 5>>,
    G = <<E/bits, 6:4>>,
    H = <<E/bits, 1:1>>,
    I = <<E/bits, 15:4, 1>>,
    <<J:9/bits, _/bits>> = I,
    K = <<J/bits, 0:7>>,
    {A, B, C, D, E, F, G, H, I, <<B/bits, 9>>, J, K, I}.

part(Bin, Offset, Size) ->
    <<_:Offset, Part:Size/bits, _/bits>> = Bin,
    Part.

around(Part, Whole) ->
    {
        <<Part/bits>>, <<1:1, Part/bits>>, <<1:4, Part/bits, Part/bits, 3:4>>, <<Part/bits, Whole/bits>>,
        grow(Part, <<7:3>>, 5)
    }.

grow(Acc, _, 0) -> Acc;
grow(Acc, Bin, N) -> grow(<<Acc/bits, Bin/bits, N:5>>, Bin, N - 1).

%% Both continuations of every prefix.
tree(Acc, 0) -> [Acc];
tree(Acc, N) -> tree(<<Acc/bits, 0:1>>, N - 1) ++ tree(<<Acc/bits, 1:1>>, N - 1).

count(Acc, 0) -> Acc;
count(Acc, N) -> count(<<Acc/binary, N:16>>, N - 1).
