%% Digits of pi by a streaming spigot: multiplication and division of large integers.
-module(bench_pidigits).
-export([run/1]).

run(N) -> erlang:crc32(stream(N, 1, 0, 1, 1, [])).

%% The composed transformation is (Q*x + R) / T; S is not needed, as it stays 0.
stream(0, _, _, _, _, Digits) ->
    lists:reverse(Digits);
stream(N, Q, R, T, K, Digits) ->
    Digit = (3 * Q + R) div T,
    case (4 * Q + R) div T of
        Digit ->
            stream(N - 1, 10 * Q, 10 * (R - Digit * T), T, K, [$0 + Digit | Digits]);
        _ ->
            Odd = 2 * K + 1,
            stream(N, Q * K, (2 * Q + R) * Odd, T * Odd, K + 1, Digits)
    end.
