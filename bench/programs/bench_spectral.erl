%% Spectral norm of an infinite matrix: float division in nested loops.
-module(bench_spectral).
-export([run/1]).

run(N) ->
    {U, V} = power(10, N, lists:duplicate(N, 1.0), []),
    {VBv, Vv} = norms(U, V, 0.0, 0.0),
    float_to_binary(math:sqrt(VBv / Vv), [{decimals, 9}]).

power(0, _, U, V) ->
    {U, V};
power(I, N, U, _) ->
    V = at_a(N, U),
    power(I - 1, N, at_a(N, V), V).

at_a(N, U) ->
    A = [row(I, 0, U, 0.0) || I <- lists:seq(0, N - 1)],
    [column(I, 0, A, 0.0) || I <- lists:seq(0, N - 1)].

row(_, _, [], Sum) -> Sum;
row(I, J, [X | Xs], Sum) -> row(I, J + 1, Xs, Sum + X / a(I, J)).

column(_, _, [], Sum) -> Sum;
column(I, J, [X | Xs], Sum) -> column(I, J + 1, Xs, Sum + X / a(J, I)).

a(I, J) -> (I + J) * (I + J + 1) div 2 + I + 1.

norms([], [], VBv, Vv) -> {VBv, Vv};
norms([U | Us], [V | Vs], VBv, Vv) -> norms(Us, Vs, VBv + U * V, Vv + V * V).
