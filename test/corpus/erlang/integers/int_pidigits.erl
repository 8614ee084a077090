%% The spigot for pi works on ever larger integers.
-module(int_pidigits).
-export([main/0]).

main() ->
    io:format("~s~n", [digits(120, 1, 0, 1, 1, 3, 3)]).

digits(0, _, _, _, _, _, _) -> [];
digits(Count, Q, R, T, K, N, L) when 4 * Q + R - T < N * T ->
    [$0 + N | digits(Count - 1, 10 * Q, 10 * (R - N * T), T, K, (10 * (3 * Q + R)) div T - 10 * N, L)];
digits(Count, Q, R, T, K, _, L) ->
    digits(Count, Q * K, (2 * Q + R) * L, T * L, K + 1, (Q * (7 * K + 2) + R * L) div (T * L), L + 2).
