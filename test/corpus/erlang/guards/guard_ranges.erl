%% Character classes and ranges, as a scanner has them.
-module(guard_ranges).
-export([main/0]).

main() ->
    io:format("~p~n", [[class(C) || C <- "aZ5 _-.é\n(\"z0@"]]),
    io:format("~p~n", [[bucket(N) || N <- [-100, -1, 0, 1, 9, 10, 11, 99, 100, 1000, 1.5, 99.99, 1 bsl 64]]]),
    io:format("~p~n", [[leap(Y) || Y <- [1900, 1996, 2000, 2001, 2100, 2024]]]).

class(C) when C >= $a, C =< $z; C >= $A, C =< $Z; C =:= $_ -> letter;
class(C) when C >= $0, C =< $9 -> digit;
class(C) when C =:= $\s; C =:= $\t; C =:= $\n -> space;
class(C) when C > 127 -> high;
class(_) -> punct.

bucket(N) when N < 0 -> negative;
bucket(0) -> zero;
bucket(N) when N >= 1, N < 10 -> units;
bucket(N) when N < 100 -> tens;
bucket(N) when N =< 1000, is_integer(N) -> hundreds;
bucket(N) when is_integer(N) -> huge;
bucket(_) -> other.

leap(Y) when Y rem 400 =:= 0 -> true;
leap(Y) when Y rem 100 =:= 0 -> false;
leap(Y) when Y rem 4 =:= 0 -> true;
leap(_) -> false.
