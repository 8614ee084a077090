-module(atom_compare).
-export([main/0]).

main() ->
    Atoms = [b, a, ab, aa, 'A', '', 'a b', 'z', 'é', 'ö', '日本', 'zz', abcdefgh, abcdefgi, abcd, abcde],
    io:format("~tp~n", [lists:sort(Atoms)]),
    io:format("~p~n", [[A < B || A <- [a, b, ab], B <- [a, b, ab]]]),
    io:format("~p~n", [[{A =:= B, A == B, A =/= B} || A <- [x, y], B <- [x, y]]]),
    io:format("~p~n", [lists:usort([true, false, true, undefined])]).
