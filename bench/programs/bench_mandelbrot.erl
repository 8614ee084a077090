%% Mandelbrot set as a bitmap: float registers in a tight loop, one bit appended per pixel.
-module(bench_mandelbrot).
-export([run/1]).

-define(ITERATIONS, 50).

run(N) ->
    Rows = [row(Y, 0, N, 2.0 * Y / N - 1.0, <<>>) || Y <- lists:seq(0, N - 1)],
    erlang:crc32(Rows).

row(_, N, N, _, Bits) ->
    pad(Bits);
row(Y, X, N, Ci, Bits) ->
    Bit = escapes(2.0 * X / N - 1.5, Ci, 0.0, 0.0, 0.0, 0.0, ?ITERATIONS),
    row(Y, X + 1, N, Ci, <<Bits/bitstring, Bit:1>>).

pad(Bits) ->
    case bit_size(Bits) rem 8 of
        0 -> Bits;
        Odd -> <<Bits/bitstring, 0:(8 - Odd)>>
    end.

escapes(_, _, _, _, _, _, 0) ->
    1;
escapes(Cr, Ci, Zr, Zi, Tr, Ti, I) ->
    case Tr + Ti > 4.0 of
        true ->
            0;
        false ->
            Zi1 = 2.0 * Zr * Zi + Ci,
            Zr1 = Tr - Ti + Cr,
            escapes(Cr, Ci, Zr1, Zi1, Zr1 * Zr1, Zi1 * Zi1, I - 1)
    end.
