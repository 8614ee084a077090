-module(guard_expressions).
-export([main/0]).

main() ->
    Values = [0, 1, 5, -3, 2.5, a, [1, 2, 3], {1, 2}, <<"abcd">>, #{x => 1}],
    io:format("~p~n", [[g1(V) || V <- Values]]),
    io:format("~p~n", [[g2(V) || V <- Values]]),
    io:format("~p~n", [[g3(V) || V <- Values]]),
    io:format("~p~n", [[{A, B, g4(A, B)} || A <- [1, a, true], B <- [2, false, 0]]]).

g1(X) when X band 1 =:= 1, X > 0 -> odd_positive;
g1(X) when X * 2 > 4 andalso X < 10 -> medium;
g1(X) when length(X) =:= 3; tuple_size(X) =:= 2 -> sized;
g1(X) when byte_size(X) > 3 orelse X =:= never -> bytes;
g1(X) when is_map_key(x, X) -> has_x;
g1(_) -> other.

g2(X) when is_number(X), (X > 1) xor (X < 3) -> outside;
g2(X) when not is_number(X) -> not_number;
g2(X) when trunc(X) =:= X, -X < 0 -> whole;
g2(X) when round(X) =/= X -> fraction;
g2(_) -> rest.

g3(X) when hd(X) =:= 1, tl(X) =/= [] -> starts_with_1;
g3(X) when element(1, X) + element(2, X) =:= 3 -> sums_to_3;
g3(X) when bit_size(X) div 8 =:= 4 -> four_bytes;
g3(X) when X =:= 0; X == 1 -> bit;
g3(X) when self() =/= X, node() =:= nonode@nohost, is_integer(X) -> int;
g3(X) when float(X) < 3 -> small;
g3(_) -> none.

g4(A, B) when A andalso not B -> and_not;
g4(A, B) when A < B, B - A =:= 1 -> successive;
g4(A, B) when A bor B =:= 1 -> bits;
g4(A, _) when A -> truthy;
g4(_, _) -> no.
