%% Dispatch on atoms, small and big integers, floats, mixed types.
-module(pat_select_val).
-export([main/0]).

main() ->
    io:format("~p~n", [[colour(C) || C <- [red, green, blue, black, white, yellow, other, 1]]]),
    io:format("~p~n", [[num(N) || N <- lists:seq(-1, 12) ++ [100, 1000, 100000, 1 bsl 40, 1 bsl 65, 1.0, a]]]),
    io:format("~p~n", [[real(F) || F <- [0.5, 1.0, 2.5, 1, 3.5]]]),
    io:format("~p~n", [[mixed(M) || M <- [1, a, "a", <<"b">>, 2.0, [], {}, #{}, 1 bsl 64, nil]]]),
    io:format("~p~n", [[jump(N) || N <- lists:seq(-2, 20)]]).

colour(red) -> 1;
colour(green) -> 2;
colour(blue) -> 3;
colour(black) -> 4;
colour(white) -> 5;
colour(yellow) -> 6;
colour(X) when is_atom(X) -> unknown;
colour(_) -> not_atom.

num(0) -> zero;
num(1) -> one;
num(2) -> two;
num(5) -> five;
num(10) -> ten;
num(100) -> hundred;
num(1000) -> thousand;
num(16#10000000000) -> two_to_40;
num(16#20000000000000000) -> two_to_65;
num(N) when is_integer(N) -> int;
num(_) -> not_int.

real(0.5) -> half;
real(1.0) -> one;
real(2.5) -> two_and_half;
real(_) -> no.

mixed(1) -> one;
mixed(a) -> atom_a;
mixed("a") -> string_a;
mixed(<<"b">>) -> bin_b;
mixed(2.0) -> float_two;
mixed([]) -> nil;
mixed({}) -> unit;
mixed(18446744073709551616) -> big;
mixed(#{}) -> map;
mixed(_) -> none.

jump(0) -> a; jump(1) -> b; jump(2) -> c; jump(3) -> d; jump(4) -> e; jump(5) -> f; jump(6) -> g; jump(7) -> h;
jump(8) -> i; jump(9) -> j; jump(10) -> k; jump(11) -> l; jump(12) -> m; jump(13) -> n; jump(14) -> o; jump(15) -> p;
jump(_) -> z.
