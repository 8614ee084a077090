-module(float_loops).
-export([main/0]).

main() ->
    io:format("~p~n", [harmonic(10000, 0.0)]),
    io:format("~.10f~n", [newton(2.0, 1.0, 30)]),
    io:format("~p~n", [mandel(0.1, 0.2, 100)]),
    io:format("~.12f~n", [nbody(1000, {1.0, 0.0}, {0.0, 1.0})]),
    io:format("~.9f~n", [simpson(fun(X) -> X * X end, 0.0, 3.0, 1000)]).

harmonic(0, Acc) -> Acc;
harmonic(N, Acc) -> harmonic(N - 1, Acc + 1 / N).

newton(_, X, 0) -> X;
newton(A, X, N) -> newton(A, (X + A / X) / 2, N - 1).

mandel(Cr, Ci, N) -> mandel(0.0, 0.0, Cr, Ci, N).

mandel(Zr, Zi, _, _, 0) -> {Zr, Zi};
mandel(Zr, Zi, _, _, N) when Zr * Zr + Zi * Zi > 4.0 -> {escaped, N};
mandel(Zr, Zi, Cr, Ci, N) -> mandel(Zr * Zr - Zi * Zi + Cr, 2 * Zr * Zi + Ci, Cr, Ci, N - 1).

nbody(0, {X, Y}, {Vx, Vy}) -> X * X + Y * Y + Vx * Vx + Vy * Vy;
nbody(N, {X, Y}, {Vx, Vy}) ->
    D = math:sqrt(X * X + Y * Y),
    A = 0.001 / (D * D * D),
    Vx1 = Vx - X * A,
    Vy1 = Vy - Y * A,
    nbody(N - 1, {X + Vx1 * 0.001, Y + Vy1 * 0.001}, {Vx1, Vy1}).

simpson(F, A, B, N) ->
    H = (B - A) / N,
    Inner = lists:sum([case I rem 2 of 0 -> 2; 1 -> 4 end * F(A + I * H) || I <- lists:seq(1, N - 1)]),
    H / 3 * (F(A) + Inner + F(B)).
