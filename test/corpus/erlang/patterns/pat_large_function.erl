%% Many variables alive at once: registers beyond the first hundred.
-module(pat_large_function).
-export([main/0]).

main() ->
    io:format("~p~n", [wide(lists:seq(1, 30))]),
    io:format("~p~n", [args(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)]),
    io:format("~p~n", [live(7)]).

wide([A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y, Z, Aa, Bb, Cc, Dd]) ->
    T1 = f(A, Dd), T2 = f(B, Cc), T3 = f(C, Bb), T4 = f(D, Aa), T5 = f(E, Z), T6 = f(F, Y), T7 = f(G, X), T8 = f(H, W),
    T9 = f(I, V), T10 = f(J, U), T11 = f(K, T), T12 = f(L, S), T13 = f(M, R), T14 = f(N, Q), T15 = f(O, P),
    [T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, A, B, C, D, E, F, G, H, Dd].

f(X, Y) -> {X, Y, X * Y}.

args(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) ->
    case T > A of
        true when B > 100 -> no;
        true -> args2(T, S, R, Q, P, O, N, M, L, K, J, I, H, G, F, E, D, C, B, A)
    end.

args2(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) ->
    [A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T].

live(N) ->
    A = id(N), B = id(A + 1), C = id(B * 2), D = id(C - A), E = id({A, B, C, D}), F = id([E | [D]]),
    G = try id(F) of V -> length(V) catch _:_ -> 0 end,
    {A, B, C, D, E, F, G}.

id(X) -> X.
