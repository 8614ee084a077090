%% Large divisors with quotients from one bit to their own length, and remainders that decide the last bit.
-module(int_short_quotient).
-export([main/0]).

main() ->
    lists:foreach(fun by/1, [3600, 3648, 3700, 5000, 9000, 33000]).

by(Bits) ->
    Y = number(Bits, 7),
    Sums = [sum(Q * Y + Offset, Y) || Length <- [1, 2, 7, 64, 130, 1700, 4000], Q <- [number(Length, 3)], Offset <- [-1, 0, 1, Y - 1]],
    io:format("~b: ~w~n", [Bits, Sums]).

sum(X, Y) ->
    [check(A, B) || A <- [X, -X], B <- [Y, -Y]],
    (X div Y) rem 1000003 + (X rem Y) rem 1000003.

check(A, B) ->
    Q = A div B,
    R = A rem B,
    true = A =:= Q * B + R,
    true = abs(R) < abs(B),
    true = R =:= 0 orelse (R < 0) =:= (A < 0),
    ok.

number(Bits, Seed) -> number(Bits - 1, Seed, 1).

number(Bits, Seed, N) when Bits < 32 -> (N bsl Bits) bor (Seed band ((1 bsl Bits) - 1));
number(Bits, Seed, N) ->
    Next = (Seed * 1103515245 + 12345) band 16#ffffffff,
    number(Bits - 32, Next, (N bsl 32) bor Next).
