%% The whole order of terms: number < atom < reference < fun < port < pid < tuple < map < nil < list < bitstring.
-module(term_order).
-export([main/0]).

main() ->
    Terms = [1, 1.0, -5, 1 bsl 70, 2.5, a, b, '', {}, {a}, {a, b}, {b, a}, {1, 2, 3}, #{}, #{a => 1}, #{1 => a}, [], [a], [a, b], [a | b], [[]], "abc", <<>>, <<"a">>, <<1:1>>, fun lists:map/2],
    io:format("~p~n", [lists:sort(Terms)]),
    io:format("~p~n", [[{A, B} || {A, B} <- lists:zip(lists:droplast(lists:sort(Terms)), tl(lists:sort(Terms))), not (A =< B)]]),
    Ref = make_ref(),
    Pid = self(),
    io:format("~p~n", [[a < Ref, Ref < fun lists:map/2, fun lists:map/2 < Pid, Pid < {}, 1 < Ref, Ref < Pid]]),
    io:format("~p~n", [[ordering(A, B) || A <- [Ref, Pid, 1, x, {}, [], <<>>, #{}], B <- [Ref, Pid, 1, x, {}, [], <<>>, #{}]]]),
    R2 = make_ref(),
    io:format("~p~n", [{Ref < R2, Ref =:= Ref, Ref == R2}]),
    io:format("~p~n", [[max(a, 1), min("x", {}), max(<<>>, []), min(#{}, {})]]).

ordering(A, B) when A < B -> -1;
ordering(A, B) when A > B -> 1;
ordering(_, _) -> 0.
